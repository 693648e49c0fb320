"""``history``: who changed what, when and why."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from ledger.cli.options import Db, FormatOption, OutputOption, Quiet, open_for, output

if TYPE_CHECKING:
    from ledger.audit.history import Body, Change
    from ledger.store.names import Names


def history(
    ref: Annotated[
        str | None,
        typer.Argument(
            metavar="[C1|E4|D3|K7]",
            help="A commitment, entry, document or claim.  [default: the whole ledger]",
        ),
    ] = None,
    format_: FormatOption = "table",
    output_: OutputOption = None,
    db: Db = None,
    quiet: Quiet = False,
) -> None:
    """Show who changed what, when and why.

    That is the journal: all of it, or what it tells of one commitment, entry, document or claim.

    An entry that replaces another shows that one as what was there before.

    \b
    Example:
      aid-ledger history C5

    \b
    Example:
      aid-ledger history --format jsonl
    """
    from ledger.audit.history import history as read
    from ledger.exporters.harmless import harmless
    from ledger.exporters.history import history_sheet
    from ledger.exporters.write import Format
    from ledger.store.names import Names
    from ledger.values.refs import parse

    about = None if ref is None else parse(ref)
    out = output(format_, output_)
    with open_for(db) as book, book.reading() as connection:
        changes = read(connection, about)
        if out.format is Format.TABLE:
            names = Names(connection)
            lines = [line for change in changes for line in _lines(change, names)]
            out.text("".join(f"{harmless(line)}\n" for line in lines))
        else:
            out.sheet(history_sheet(changes))


def _lines(change: Change, names: Names) -> Iterator[str]:
    from ledger.exporters.write import cell_text

    refs = " ".join(str(ref) for ref in change.refs)
    yield f"{change.seq:>5}  {cell_text(change.at)}  {change.by}: {change.action} {refs}".rstrip()
    if change.before is None:
        yield from _after(_words(change.action, change.after, names))
    else:
        yield f"       before: {_entry(change.before)}"
        yield f"       after:  {_entry(change.after)}"
    if change.reason:
        yield f"       because: {change.reason}"


def _after(words: str) -> Iterator[str]:
    if words:
        yield f"       {words}"


def _words(action: str, body: Body, names: Names) -> str:
    """What a change brought, in a line."""
    match action:
        case "commitment.add":
            words = f"{_parties(body, names)}, {body.get('aid_type')}: {body.get('title')}"
        case "entry.add":
            words = _entry(body)
        case "commitment.link":
            kind = str(body.get("kind")).replace("_", " ")
            words = f"C{body.get('source_id')} {kind} C{body.get('target_id')}"
        case "decision.add":
            words = f"{body.get('verdict')}, of what {body.get('reader')} found"
        case "document.read":
            words = f"{body.get('claims')} claims, as {body.get('reader')} found them"
        case "vocabulary.load":
            words = ", ".join(f"{len(rows)} rows of {name}" for name, rows in body.items())
        case _:
            words = str(body.get("title") or body.get("name") or body.get("ledger_id") or "")
    return words


def _parties(body: Body, names: Names) -> str:
    donor, recipient = (
        names.parties.get(body.get(f"{side}_id", 0)) for side in ("donor", "recipient")
    )
    return f"{donor.name if donor else '?'} → {recipient.name if recipient else '?'}"


def _entry(body: Body) -> str:
    """``pledged by 2024-03-13: 5,000,000,000 EUR``."""
    from ledger.cli.gap_table import words
    from ledger.values import amount
    from ledger.values.bounds import Bounds, Qualifier

    low, high = (
        None
        if body.get(f"{end}_whole") is None
        else amount.join(body[f"{end}_whole"], body[f"{end}_e4"])
        for end in ("low", "high")
    )
    figure = "no figure published"
    if low is not None or high is not None:
        about = "about " if body.get("qualifier") == Qualifier.ABOUT else ""
        figure = f"{about}{words(Bounds(low, high))} {body.get('unit')}"
    due = f", due by {body['due_high']}" if body.get("due_high") else ""
    first, last = body.get("date_low"), body.get("date_high")
    when = f"by {last}" if first is None else last if first == last else f"{first} to {last}"
    return f"{body.get('stage')}, {when}: {figure}{due}"
