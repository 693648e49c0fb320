"""``verify``: proof that nothing was changed."""

from __future__ import annotations

import typer

from ledger.cli.options import Db, FormatOption, Quiet, open_for, output

FINDINGS = 3
"""The exit status where something is not as it was recorded."""


def verify(format_: FormatOption = "table", db: Db = None, quiet: Quiet = False) -> None:
    """Compute everything that is kept once more, and compare.

    Every document's hash, every citation's words, every figure in its quote, every position
    against its entries, and all of it against the journal. One line a finding, and exit 3.

    Example: aid-ledger verify
    """
    from ledger.audit.verify import verify as check
    from ledger.cli.output import harmless, note
    from ledger.exporters.write import Format, json_text

    out = output(format_, None)
    with open_for(db) as book, book.reading() as connection:
        findings = check(connection)
    if out.format is Format.TABLE:
        out.text("".join(f"{harmless(str(finding))}\n" for finding in findings))
    else:
        rows = [{"code": one.code, "where": one.where, "what": one.what} for one in findings]
        out.text(json_text(rows))
    if findings:
        note(f"{len(findings)} findings.")
        raise typer.Exit(FINDINGS)
    note("The ledger is whole.")
