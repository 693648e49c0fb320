"""``verify``: proof that nothing was changed."""

from __future__ import annotations

import typer

from ledger.cli.options import Db, FormatOption, OutputOption, Quiet, open_for, output
from ledger.cli.output import note
from ledger.exporters.harmless import harmless

FINDINGS = 3
"""The exit status where something is not as it was recorded."""


def verify(
    format_: FormatOption = "table",
    output_: OutputOption = None,
    db: Db = None,
    quiet: Quiet = False,
) -> None:
    """Compute everything that is kept once more, and compare.

    Every document's hash, every citation's words, every figure in its quote, every position
    against its entries, and all of it against the journal. One line a finding, and exit 3.

    \b
    Example:
      aid-ledger verify
    """
    from ledger.audit.verify import verify as check
    from ledger.exporters.sheets import findings_sheet
    from ledger.exporters.write import Format

    out = output(format_, output_)
    with open_for(db) as book, book.reading() as connection:
        findings = check(connection)
    if out.format is Format.TABLE:
        out.text("".join(f"{harmless(str(finding))}\n" for finding in findings))
    else:
        out.sheet(findings_sheet(findings))
    if findings:
        note(f"{len(findings)} findings.")
        raise typer.Exit(FINDINGS)
    note("The ledger is whole.")
