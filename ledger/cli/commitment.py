"""``commitment``: promises, their entries and their links."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from ledger.cli.options import (
    AsOf,
    ByWhom,
    Db,
    Excel,
    FormatOption,
    KnownAt,
    OutputOption,
    Quiet,
    open_for,
    output,
)
from ledger.cli.output import say, tell_doubts

if TYPE_CHECKING:
    from collections.abc import Sequence

app = typer.Typer(no_args_is_help=True, help="Commitments: what a donor promised to a recipient.")

Document = Annotated[str, typer.Option(metavar="D3", help="The document that says so.")]
Quote = Annotated[str, typer.Option(help="The words that say so, as they stand in the document.")]
Amount = Annotated[
    str | None,
    typer.Option(
        metavar="FIGURE",
        help='"5000000000 EUR", "1 Patriot system", "60000000000.. USD" for more than,'
        ' "..5 howitzer" for up to, "5..7 howitzer", "about 300 drone". Left out: none published.',
    ),
]
Day = Annotated[
    str | None,
    typer.Option(
        metavar="DATE",
        help="2024-03-13, 2024-03, 2024-03-11..2024-03-14, ..2024-04-29 (by that day)."
        " Left out: by the day of publication.",
    ),
]
Due = Annotated[
    str | None,
    typer.Option(metavar="DATE", help="When it is to be delivered: 2025-03, ..2024-12-31 (by)."),
]
DueQuote = Annotated[
    str | None,
    typer.Option(help="The words that say when, where the quote does not say so itself."),
]
Basis = Annotated[
    str,
    typer.Option(metavar="BASIS", help="How it is valued: source, book, replacement, estimate."),
]
QuoteAt = Annotated[
    int | None,
    typer.Option(metavar="OFFSET", help="Which place is meant, if the quote stands in several."),
]
Replaces = Annotated[
    str | None, typer.Option(metavar="E40", help="The entry that this one corrects.")
]
Reason = Annotated[str | None, typer.Option(help="Why it is corrected.")]


@app.command()
def add(
    stage: Annotated[
        str,
        typer.Option(
            help="proposed, stalled, pledged, committed, allocated, cancelled or shortfall."
        ),
    ],
    document: Document,
    quote: Quote,
    to: Annotated[
        str | None,
        typer.Option("--to", metavar="C12", help="An earlier commitment that this is news of."),
    ] = None,
    donor: Annotated[str | None, typer.Option(help="Who promises: a name or code.")] = None,
    recipient: Annotated[str | None, typer.Option(help="Who is promised to.")] = None,
    aid_type: Annotated[
        str | None, typer.Option(help="military, financial, humanitarian or other.")
    ] = None,
    title: Annotated[str | None, typer.Option(help="What is promised, in a few words.")] = None,
    item: Annotated[str | None, typer.Option(help="The kind of thing, if one is named.")] = None,
    programme: Annotated[str | None, typer.Option(help="The programme it belongs to.")] = None,
    amount: Amount = None,
    date: Day = None,
    due: Due = None,
    due_quote: DueQuote = None,
    part: Annotated[
        bool, typer.Option("--part", help="The figure adds to earlier ones of its stage.")
    ] = False,
    basis: Basis = "source",
    quote_at: QuoteAt = None,
    replaces: Replaces = None,
    reason: Reason = None,
    db: Db = None,
    by_whom: ByWhom = None,
    quiet: Quiet = False,
) -> None:
    """Record a promise, or news of one on record (--to).

    The quote must stand in the document and the figure in the quote.

    \b
    Example:
      aid-ledger commitment add --donor Germany --recipient Ukraine \\
        --aid-type military --title "A Patriot system" \\
        --stage committed --amount "1 Patriot system" --date ..2024-04-29 \\
        --document D3 --quote "a new Patriot air defense system"

    \b
    Example:
      aid-ledger commitment add --to C5 --stage committed \\
        --amount "60000000000.. USD" --date ..2024-04-29 --document D3 \\
        --quote "a Ukraine aid package worth more than $60 billion" \\
        --replaces E7 --reason "only the words that state it"
    """
    from ledger.asking import new_entry

    entry = new_entry(
        stage=stage,
        document=document,
        quote=quote,
        amount=amount,
        date=date,
        due=due,
        due_quote=due_quote,
        cumulative=not part,
        basis=basis,
        quote_at=quote_at,
        replaces=replaces,
        reason=reason,
    )
    about = {
        "donor": donor,
        "recipient": recipient,
        "aid_type": aid_type,
        "title": title,
        "item": item,
        "programme": programme,
    }
    _check_stage(entry.stage)
    _record(entry, to, about, db, by_whom)


def told(commitment: int, entry: int, doubts: Sequence[str]) -> None:
    """Say what was recorded, and what should be looked at again."""
    say(f"C{commitment} E{entry}")
    tell_doubts(doubts)


def _check_stage(stage: Any) -> None:
    from ledger.errors import ValueRefused
    from ledger.values.stages import PROMISE_STAGES

    if stage not in PROMISE_STAGES:
        raise ValueRefused(
            f"{stage} is a stage of a delivery.", hint="Record it with: aid-ledger delivery add"
        )


def _record(
    entry: Any, to: str | None, about: dict[str, str | None], db: str | None, by_whom: str | None
) -> None:
    from ledger.asking import new_commitment
    from ledger.errors import UsageRefused
    from ledger.values.refs import RefKind, parse

    given = {name: value for name, value in about.items() if value is not None}
    if to is not None and given:
        listed = ", ".join(f"--{name.replace('_', '-')}" for name in given)
        raise UsageRefused(
            f"{to} says {listed} already.", hint="Leave that out, or leave out --to."
        )
    if to is None:
        missing = [
            f"--{name.replace('_', '-')}"
            for name in ("donor", "recipient", "aid_type", "title")
            if about[name] is None
        ]
        if missing:
            raise UsageRefused(
                f"A new commitment needs {', '.join(missing)}.",
                hint="For news of one that is on record, give --to C12.",
            )
        new = new_commitment(**given)
    with open_for(db, by_whom=by_whom) as book, book.writing() as writer:
        number = parse(to, RefKind.COMMITMENT).number if to else writer.add_commitment(new)
        added = writer.add_entry(number, entry)
        writer.doubt_unit(number, added)
    told(number, added, writer.doubts)


@app.command("list")
def list_(
    donor: Annotated[list[str] | None, typer.Option(help="Only of this donor.")] = None,
    recipient: Annotated[list[str] | None, typer.Option(help="Only to this recipient.")] = None,
    entries: Annotated[
        bool, typer.Option("--entries", help="A row an entry, with the words it rests on.")
    ] = False,
    as_of: AsOf = None,
    known_at: KnownAt = None,
    format_: FormatOption = "table",
    output_: OutputOption = None,
    excel: Excel = False,
    db: Db = None,
    quiet: Quiet = False,
) -> None:
    """List the commitments.

    \b
    Example:
      aid-ledger commitment list --donor Germany
    """
    from ledger.exporters.sheets import commitments_sheet, entries_sheet
    from ledger.store.names import Names

    with open_for(db) as book:
        found = book.commitments(as_of=as_of, known_at=known_at)
        with book.reading() as connection:
            names = Names(connection)
            donors = {names.party(name, "donor").key for name in donor or ()}
            recipients = {names.party(name, "recipient").key for name in recipient or ()}
    found = [
        one
        for one in found
        if (not donors or one.donor.key in donors)
        and (not recipients or one.recipient.key in recipients)
    ]
    sheet = entries_sheet(found) if entries else commitments_sheet(found)
    output(format_, output_, excel=excel).sheet(sheet)


@app.command()
def show(
    ref: Annotated[str, typer.Argument(metavar="C1", help="The commitment.")],
    as_of: AsOf = None,
    known_at: KnownAt = None,
    format_: FormatOption = "table",
    output_: OutputOption = None,
    db: Db = None,
    quiet: Quiet = False,
) -> None:
    """Show the history of a commitment, entry by entry.

    \b
    Example:
      aid-ledger commitment show C5
    """
    from ledger.asking import build_clocks
    from ledger.cli.traces import show_commitment
    from ledger.values.refs import RefKind, parse

    number = parse(ref, RefKind.COMMITMENT).number
    with open_for(db) as book, book.reading() as connection:
        clocks = build_clocks(connection, as_of, known_at)
        show_commitment(connection, number, output(format_, output_), clocks)


@app.command()
def link(
    source: Annotated[str, typer.Argument(metavar="C7", help="The one …")],
    kind: Annotated[
        str, typer.Argument(metavar="KIND", help="part_of, draws_on, supersedes or duplicates")
    ],
    target: Annotated[str, typer.Argument(metavar="C5", help="… the other.")],
    reason: Annotated[str | None, typer.Option(help="Why.")] = None,
    db: Db = None,
    by_whom: ByWhom = None,
    quiet: Quiet = False,
) -> None:
    """Link commitments, so that nothing counts twice.

    Where donors or recipients differ, a note says for whom both may count now.

    \b
    Example:
      aid-ledger commitment link C7 part_of C5 --reason "named in the same package"
    """
    from ledger.asking import new_link

    new = new_link(source, kind, target, reason)
    with open_for(db, by_whom=by_whom) as book, book.writing() as writer:
        writer.add_link(new)
    say(f"C{new.source} {new.kind} C{new.target}")
    tell_doubts(writer.doubts)
