"""``gap``: what was promised, what arrived, what is missing, what nobody has published."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from ledger.cli.gap_options import (
    AidTypes,
    AsOfDay,
    Bases,
    By,
    Currency,
    Donor,
    Explain,
    FailOver,
    Funnel,
    Item,
    Overdue,
    OverTime,
    Programme,
    PromisedAt,
    Rates,
    Recipient,
    Sort,
    StageNow,
    Strict,
    Top,
    Totals,
    ValueItems,
)
from ledger.cli.gap_shapes import arrange_all, ask, shape_of, tells_rates, write
from ledger.cli.options import (
    Db,
    Excel,
    FormatOption,
    KnownAt,
    OutputOption,
    Quiet,
    open_for,
    output,
)
from ledger.cli.output import note
from ledger.cli.verify import FINDINGS

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from ledger.gap.question import Question


def gap(
    by: By = None,
    donor: Donor = None,
    recipient: Recipient = None,
    aid_type: AidTypes = None,
    item: Item = None,
    programme: Programme = None,
    stage: StageNow = None,
    as_of: AsOfDay = None,
    known_at: KnownAt = None,
    promised_at: PromisedAt = "pledged",
    currency: Currency = None,
    rates: Rates = None,
    value_items: ValueItems = False,
    basis: Bases = None,
    strict: Strict = False,
    funnel: Funnel = False,
    overdue: Overdue = False,
    over_time: OverTime = None,
    sort: Sort = None,
    top: Top = None,
    totals: Totals = False,
    fail_over: FailOver = None,
    explain: Explain = False,
    format_: FormatOption = "table",
    output_: OutputOption = None,
    excel: Excel = False,
    db: Db = None,
    quiet: Quiet = False,
) -> None:
    """Show what was promised, and what is known of it.

    Figures stay in their own units unless --currency names one; a figure that nobody published
    stays empty.

    \b
    Example:
      aid-ledger gap --by donor --as-of 2024-04-30

    \b
    Example:
      aid-ledger gap --by donor --currency EUR --as-of 2024-04-30

    \b
    Example:
      aid-ledger gap --by donor,item --donor Germany --explain

    \b
    Example:
      aid-ledger gap --overdue --by donor

    \b
    Example:
      aid-ledger gap --funnel --currency EUR

    \b
    Example:
      aid-ledger gap --over-time month --donor USA --format csv
    """
    from ledger.asking import build_question
    from ledger.errors import UsageRefused
    from ledger.gap.view import above

    if strict and currency is None:
        raise UsageRefused("Nothing is converted that could fail.", hint="Add --currency EUR.")
    shape = shape_of(
        funnel=funnel,
        overdue=overdue,
        over_time=over_time,
        explain=explain,
        fail_over=fail_over is not None,
    )
    out = output(format_, output_, excel=excel)
    if totals and out.format not in {"table", "json"}:
        raise UsageRefused(
            "Totals among rows would be added up again by whoever reads them.",
            hint="They go with --format table and json.",
        )
    with open_for(db) as book, book.reading() as connection:
        question = build_question(
            connection,
            by or ["donor"],
            as_of,
            known_at,
            promised_at=promised_at,
            donor=donor,
            recipient=recipient,
            aid_type=aid_type,
            item=item,
            programme=programme,
            stage=stage,
            currency=currency,
            rates=rates,
            value_items=value_items,
            basis=basis,
        )
        limit = None if fail_over is None else _limit(connection, fail_over, question)
        found = ask(
            connection,
            shape,
            question,
            donors=donor or (),
            from_entries=explain or tells_rates(question, out),
            totals=totals,
        )
        lacks_rates = bool(found.unconverted) and _lacks_rates(connection, question)
    over = [] if limit is None else above(found.gap, *limit)
    arrange_all(found, sort, top, with_totals=totals)
    write(found, out, known_at, explain=explain)
    for row in over:
        group = ", ".join(str(row.group[dimension.value] or "–") for dimension in question.by)
        note(f"Over {fail_over}: what is outstanding of {group}, in {row.unit}.")
    if limit is not None and not any(row.unit == limit[0] for row in found.gap.rows):
        note(f"No row is in {limit[0]}: there was nothing to compare with {fail_over}.")
    if found.unconverted:
        note(f"Figures that could not be converted: {found.unconverted}.")
    if lacks_rates:
        note("There are no rates on record. Load some with: aid-ledger rates load ecb")
    if over or (strict and found.unconverted):
        raise typer.Exit(FINDINGS)


def _lacks_rates(connection: Connection, question: Question) -> bool:
    """Whether figures are converted at rates on record, and there are none."""
    from ledger.store.rates import are_on_record

    policy = question.policy
    return policy is not None and policy.fixed is None and not are_on_record(connection)


def _limit(connection: Connection, text: str, question: Question) -> tuple[str, int]:
    """The unit and the amount above which something is too much."""
    from ledger.errors import UsageRefused
    from ledger.store.names import Names
    from ledger.values import amount
    from ledger.values.units import parse_quantity

    if question.policy is not None and text.strip()[-1:].isdigit():
        return question.policy.currency, amount.parse(text)
    if text.strip()[-1:].isdigit():
        raise UsageRefused(
            "--fail-over has no unit.", hint='Write "5000000 EUR", or add --currency EUR.'
        )
    quantity = parse_quantity(text)
    if quantity.bounds.low is None or not quantity.bounds.is_exact:
        raise UsageRefused("--fail-over takes one figure, not a range.")
    unit = Names(connection).unit(quantity.unit)
    if question.policy is not None and unit.is_currency and unit.code != question.policy.currency:
        raise UsageRefused(
            f"With --currency {question.policy.currency} no sum is in {unit.code}.",
            hint=f"Give --fail-over in {question.policy.currency}.",
        )
    return unit.code, quantity.bounds.low
