"""``review``: claims of the queue, and what a person decides on them."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ledger.cli.commitment import Due, DueQuote
from ledger.cli.options import (
    ByWhom,
    Db,
    Excel,
    FormatOption,
    OutputOption,
    Quiet,
    open_for,
    output,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ledger.api import Ledger
    from ledger.review.decide import Posted
    from ledger.review.queue import Queued

app = typer.Typer(
    no_args_is_help=True, help="Review: from what a reader found to what a person stands by."
)

Claims = Annotated[list[str] | None, typer.Argument(metavar="K7...", help="The claims.")]
To = Annotated[
    str | None,
    typer.Option("--to", metavar="C12", help="The commitment that it belongs to; else a new one."),
]


@app.command("list")
def list_(
    document: Annotated[
        str | None, typer.Option(metavar="D3", help="Only claims of this document.")
    ] = None,
    donor: Annotated[str | None, typer.Option(help="Only claims of this donor.")] = None,
    above: Annotated[
        str | None, typer.Option(metavar="0.9", help="Only claims at this confidence or above.")
    ] = None,
    all_: Annotated[bool, typer.Option("--all", help="Decided claims, too.")] = False,
    by_confidence: Annotated[
        bool, typer.Option("--by-confidence", help="The surest first, not by document.")
    ] = False,
    format_: FormatOption = "table",
    output_: OutputOption = None,
    excel: Excel = False,
    db: Db = None,
    quiet: Quiet = False,
) -> None:
    """List the claims that wait for a decision.

    \b
    Example:
      aid-ledger review list --by-confidence --donor Germany
    """
    from ledger.audit import records
    from ledger.cli.review_page import claims_sheet
    from ledger.review.queue import queue
    from ledger.store.names import Names
    from ledger.values.refs import RefKind, parse

    limit = _limit(above)
    number = None if document is None else parse(document, RefKind.DOCUMENT).number
    with open_for(db) as book, book.reading() as connection:
        if number is not None:
            records.document(connection, number)  # or it says that there is none
        party = None if donor is None else Names(connection).party(donor, "donor").key
        claims = queue(connection, document=number, donor=party, decided=all_)
    claims = [claim for claim in claims if _confidence(claim) >= limit]
    if by_confidence:
        claims.sort(key=lambda claim: -_confidence(claim))
    output(format_, output_, excel=excel).sheet(claims_sheet(claims))


@app.command()
def show(
    ref: Annotated[str, typer.Argument(metavar="K7", help="The claim.")],
    format_: FormatOption = "table",
    output_: OutputOption = None,
    db: Db = None,
    quiet: Quiet = False,
) -> None:
    """Show a claim, and what it may belong to.

    \b
    Example:
      aid-ledger review show K7
    """
    from ledger.cli.review_page import claim_json, claim_page
    from ledger.exporters.write import Format, json_text

    out = output(format_, output_)
    with open_for(db) as book:
        claim, text, offers = _look(book, _number(ref))
    if out.format is Format.TABLE:
        out.text(claim_page(claim, text, offers))
    else:
        out.text(json_text(claim_json(claim, offers)))


@app.command()
def accept(
    refs: Claims = None,
    to: To = None,
    above: Annotated[
        str | None,
        typer.Option(
            metavar="0.95",
            help="All claims at this confidence or above that no commitment on record resembles.",
        ),
    ] = None,
    db: Db = None,
    by_whom: ByWhom = None,
    quiet: Quiet = False,
) -> None:
    """Accept claims as they are.

    Each becomes a new commitment, or with --to news of one on record.

    \b
    Example:
      aid-ledger review accept K7

    \b
    Example:
      aid-ledger review accept K8 --to C12

    \b
    Example:
      aid-ledger review accept --above 0.95
    """
    from ledger.errors import UsageRefused
    from ledger.review.decide import accept as post

    if (above is None) == (not refs):
        raise UsageRefused("Name claims, or give --above and a confidence, not both.")
    numbers = [_number(ref) for ref in refs or []]
    target = None if to is None else _commitment(to)
    with open_for(db, by_whom=by_whom) as book:
        if above is not None:
            _accept_above(book, _limit(above))
        for number in numbers:
            with book.writing() as writer:
                posted = post(writer, _claim(writer, number), to=target)
            _tell(posted)


@app.command()
def reject(
    refs: Annotated[list[str], typer.Argument(metavar="K7...", help="The claims.")],
    reason: Annotated[str, typer.Option(help="Why it is not what the text says.")],
    db: Db = None,
    by_whom: ByWhom = None,
    quiet: Quiet = False,
) -> None:
    """Reject claims, with a reason.

    \b
    Example:
      aid-ledger review reject K9 --reason "a past total, not a promise"
    """
    from ledger.cli.output import say
    from ledger.review.decide import reject as refuse

    with open_for(db, by_whom=by_whom) as book, book.writing() as writer:
        for ref in refs:
            refuse(writer, _claim(writer, _number(ref)), reason)
    say(f"{len(refs)} rejected.")


@app.command()
def amend(
    ref: Annotated[str, typer.Argument(metavar="K7", help="The claim.")],
    to: To = None,
    donor: Annotated[str | None, typer.Option(help="Who really gives.")] = None,
    recipient: Annotated[str | None, typer.Option(help="Who really gets.")] = None,
    aid_type: Annotated[str | None, typer.Option(help="The right aid type.")] = None,
    stage: Annotated[str | None, typer.Option(help="The right stage.")] = None,
    amount: Annotated[
        str | None, typer.Option(metavar="FIGURE", help='The right figure: "5000000000 EUR".')
    ] = None,
    no_amount: Annotated[
        bool, typer.Option("--no-amount", help="No figure is published after all.")
    ] = False,
    date: Annotated[
        str | None, typer.Option(metavar="DATE", help="The right day, month or interval.")
    ] = None,
    due: Due = None,
    due_quote: DueQuote = None,
    item: Annotated[str | None, typer.Option(help="The right kind of thing.")] = None,
    title: Annotated[str | None, typer.Option(help="What is promised, in a few words.")] = None,
    programme: Annotated[str | None, typer.Option(help="The programme it belongs to.")] = None,
    reason: Annotated[str | None, typer.Option(help="Why it was put right.")] = None,
    db: Db = None,
    by_whom: ByWhom = None,
    quiet: Quiet = False,
) -> None:
    """Accept a claim with something put right.

    \b
    Example:
      aid-ledger review amend K7 --stage committed --reason "the vote was final"
    """
    from ledger.errors import UsageRefused
    from ledger.review.decide import accept as post

    given = {
        "donor": donor,
        "recipient": recipient,
        "aid_type": aid_type,
        "stage": stage,
        "amount": amount,
        "date": date,
        "due": due,
        "due_quote": due_quote,
        "item": item,
        "title": title,
        "programme": programme,
    }
    changes: dict[str, Any] = {name: value for name, value in given.items() if value is not None}
    if no_amount:
        changes["amount"] = None
    if not changes:
        raise UsageRefused(
            "Nothing was put right.", hint="To take it as it is: aid-ledger review accept"
        )
    target = None if to is None else _commitment(to)
    with open_for(db, by_whom=by_whom) as book, book.writing() as writer:
        claim = _claim(writer, _number(ref))
        posted = post(writer, claim, to=target, amended=changes, reason=reason)
    _tell(posted)


@app.command("next")
def next_(
    document: Annotated[
        str | None, typer.Option(metavar="D3", help="Only claims of this document.")
    ] = None,
    db: Db = None,
    by_whom: ByWhom = None,
    quiet: Quiet = False,
) -> None:
    """Walk the queue: one claim at a time, one key a decision.

    \b
    Example:
      aid-ledger review next
    """
    from ledger.cli.review_walk import walk
    from ledger.review.queue import queue
    from ledger.values.refs import RefKind, parse

    number = None if document is None else parse(document, RefKind.DOCUMENT).number
    with open_for(db, by_whom=by_whom) as book:
        with book.reading() as connection:
            claims = [claim.ref.number for claim in queue(connection, document=number)]
        walk(book, claims)


def _tell(posted: Posted) -> None:
    from ledger.cli.output import say, tell_doubts

    say(f"{posted.claim} → C{posted.commitment} E{posted.entry}")
    tell_doubts(posted.doubts)


def _look(book: Ledger, number: int) -> tuple[Queued, str, Sequence[Any]]:
    from ledger.audit import records
    from ledger.review.queue import one, suggestions

    with book.reading() as connection:
        claim = one(connection, number)
        _, text = records.document(connection, claim.document)
        return claim, text, suggestions(connection, claim)


def _accept_above(book: Ledger, limit: Decimal) -> None:
    """Accept the open claims at a confidence or above that resemble no commitment on record.

    Promises first, then what became of them. Each is held against what is on record when its turn
    comes, so also against those before it.
    """
    from ledger.cli.output import note
    from ledger.errors import LedgerError
    from ledger.review.decide import accept as post
    from ledger.review.matching import keeps_back
    from ledger.review.queue import queue, suggestions
    from ledger.values.stages import PROMISES, Stage

    with book.reading() as connection:
        waiting = [claim for claim in queue(connection) if _confidence(claim) >= limit]
    waiting.sort(key=lambda claim: Stage(claim.body["stage"]) not in PROMISES)
    opened: dict[int, set[int]] = defaultdict(set)
    accepted = 0
    for claim in waiting:
        with book.reading() as connection:
            offer = keeps_back(suggestions(connection, claim), opened[claim.document])
        if offer is not None:
            note(f"{claim.ref} is left in the queue: it may belong to C{offer.commitment}.")
            continue
        try:
            with book.writing() as writer:
                posted = post(writer, _claim(writer, claim.ref.number))
        except LedgerError as error:
            note(f"{claim.ref} is left in the queue: {error.sentence}")
            continue
        accepted += 1
        opened[claim.document].add(posted.commitment)
        _tell(posted)
    note(f"{accepted} accepted.")


def _claim(writer: Any, number: int) -> Queued:
    from ledger.review.queue import one

    return one(writer.connection, number)


def _number(ref: str) -> int:
    from ledger.values.refs import RefKind, parse

    return parse(ref, RefKind.CLAIM).number


def _commitment(ref: str) -> int:
    from ledger.values.refs import RefKind, parse

    return parse(ref, RefKind.COMMITMENT).number


def _confidence(claim: Queued) -> Decimal:
    return Decimal(str(claim.body["confidence"]))


def _limit(text: str | None) -> Decimal:
    from ledger.errors import UsageRefused
    from ledger.values.amount import shown

    try:
        limit = Decimal(text or "0")
    except InvalidOperation:
        limit = Decimal(-1)
    if not (limit.is_finite() and 0 <= limit <= 1):
        raise UsageRefused(f"{shown(text or '')} is no confidence.", hint="Write 0.95.")
    return limit
