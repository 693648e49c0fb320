"""``verify``: proof that nothing was changed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from ledger.cli.options import Db, FormatOption, OutputOption, Quiet, open_for, output
from ledger.cli.output import note
from ledger.exporters.harmless import harmless

if TYPE_CHECKING:
    from ledger.audit.verify import Proof
    from ledger.cli.output import Output

FINDINGS = 3
"""The exit status where something is not as it was recorded."""


def verify(
    head: Annotated[
        bool,
        typer.Option("--head", help="Print number and hash of the last journal row, to be kept."),
    ] = False,
    since: Annotated[
        str | None,
        typer.Option(
            metavar="HEAD",
            help="Prove that all that was there at a head kept earlier (33:ab12…) is there now,"
            " and tell what came after.",
        ),
    ] = None,
    format_: FormatOption = "table",
    output_: OutputOption = None,
    db: Db = None,
    quiet: Quiet = False,
) -> None:
    """Compute everything that is kept once more, and compare.

    Every document's hash, every citation's words, every figure in its quote, every decision
    against its claim, every position against its entries, and all of it against the journal.
    One line a finding, and exit 3.

    \b
    Example:
      aid-ledger verify

    \b
    Example:
      aid-ledger verify --head
    """
    from ledger.errors import UsageRefused

    if head and since is not None:
        raise UsageRefused("--head prints a head and --since takes one.", hint="Give one of them.")
    out = output(format_, output_)
    if head:
        _head(db, out)
        return
    proof = _prove(db, since, out)
    if proof.findings:
        note("1 finding." if len(proof.findings) == 1 else f"{len(proof.findings)} findings.")
        raise typer.Exit(FINDINGS)
    note("The ledger is whole.")


def _head(db: str | None, out: Output) -> None:
    from ledger.audit.heads import head
    from ledger.exporters.write import Format

    with open_for(db) as book, book.reading() as connection:
        last = head(connection)
    if out.format is Format.TABLE:
        out.text(f"{last}\n")
    else:
        out.json({"seq": last.seq, "hash": last.hash})


def _prove(db: str | None, since: str | None, out: Output) -> Proof:
    """Verify, and write what was found, and what came since."""
    from ledger.audit.heads import parse
    from ledger.audit.verify import prove
    from ledger.exporters.history import proof_json
    from ledger.exporters.sheets import findings_sheet
    from ledger.exporters.write import Format

    kept = None if since is None else parse(since)
    with open_for(db) as book, book.reading() as connection:
        proof = prove(connection, kept)
        if out.format is Format.JSON and proof.kept is not None:
            out.json(proof_json(connection, proof))
        elif out.format is Format.TABLE:
            lines = [str(finding) for finding in proof.findings]
            if proof.kept is not None:
                lines.append(_since(proof.kept.seq, proof.actions))
            out.text("".join(f"{harmless(line)}\n" for line in lines))
        else:
            out.sheet(findings_sheet(proof.findings))
    return proof


def _since(seq: int, actions: dict[str, int]) -> str:
    """``After journal row 33 came 3 rows: 2 entry.add, 1 document.add``."""
    total = sum(actions.values())
    if not total:
        return f"Nothing came after journal row {seq}."
    listed = ", ".join(f"{count} {action}" for action, count in actions.items())
    return f"After journal row {seq} came {total}: {listed}."
