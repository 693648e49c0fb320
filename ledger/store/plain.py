"""Commitments that say no more than one promise and what was delivered of it, folded in SQL.

They are most of a large ledger, and their line is arithmetic: what :func:`ledger.rules.lines.lines`
makes of one figure at ``pledged`` or ``committed``, or of the last of several that each certainly
replace the one before, and of deliveries that add up; all in one unit and none corrected.
Whatever is not as plain as that goes through the rules themselves. That both give the same is
checked on random histories [G13].
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    FromClause,
    Select,
    Subquery,
    and_,
    case,
    cast,
    exists,
    func,
    literal,
    not_,
    null,
    or_,
    select,
    union,
)

from ledger.model.kept import COUNTS, ENDS, LIMBS
from ledger.model.tables import COMMITMENT_LINK, ENTRY, POSITION, UNIT
from ledger.rules.rates import EURO
from ledger.store.facts import in_view
from ledger.values.amount import SCALE
from ledger.values.stages import Stage
from ledger.values.units import UnitKind

_PROMISES = (Stage.PLEDGED.value, Stage.COMMITTED.value)
_DELIVERED = Stage.DELIVERED.value

_LIMIT = 9 * 10**14
"""Whole units up to which the sums of a commitment fit 64 bits in ten-thousandths."""

Number = ColumnElement[Any]


@dataclass(frozen=True, slots=True)
class Clocks:
    """What counts: up to a day of the world, and up to a number of the journal; ``None``: all."""

    as_of: date | None = None
    known_at: int | None = None


NOW = Clocks()


def folded(clocks: Clocks = NOW, *, in_euro: bool = False, among: Any = None) -> Subquery:
    """One row for each commitment that anything counts of, with its line where it is plain.

    ``among`` selects the numbers of some commitments. Columns: ``commitment_id``, ``is_plain``,
    ``unit``, ``evidence``, ``unconverted``, ``day``, ``stage``, ``last_day``, and ``…_low`` and
    ``…_high`` of each of :data:`FIGURES`, in ten-thousandths.
    """
    c = _amounts(clocks, in_euro, among).c
    promised_low, promised_high = c.promised_low, c.promised_high
    delivered_low, delivered_high = c.delivered_low, c.delivered_high
    news = c.evidence == 1
    least = case((c.arrived_open == 0, promised_low - delivered_high), else_=literal(0))
    over = and_(news, delivered_low > promised_high)
    return _once(
        c.commitment_id,
        c.is_plain,
        c.unit,
        c.evidence,
        c.unconverted,
        c.day,
        c.stage,
        c.last_day,
        promised_low.label("promised_low"),
        promised_high.label("promised_high"),
        case((news, delivered_low)).label("delivered_low"),
        case((news, delivered_high)).label("delivered_high"),
        case((news, _positive(least))).label("outstanding_low"),
        case((news, _positive(promised_high - delivered_low))).label("outstanding_high"),
        case((not_(news), promised_low)).label("undetermined_low"),
        case((not_(news), promised_high)).label("undetermined_high"),
        case((over, delivered_low - promised_high)).label("overdelivered_low"),
        case((over, _positive(delivered_high - promised_low))).label("overdelivered_high"),
    ).subquery("folded")


def _amounts(clocks: Clocks, in_euro: bool, among: Any) -> Subquery:
    """The same, without the figures that are differences."""
    c = _by_commitment(clocks, in_euro, among).c
    news = c.deliveries > 0
    return _once(
        c.commitment_id,
        _is_plain(c).label("is_plain"),
        c.unit,
        case((news, 1), else_=0).label("evidence"),
        case((and_(_is_money(c.unit), c.unit != EURO), 1), else_=0).label("unconverted")
        if in_euro
        else literal(0).label("unconverted"),
        c.promise_day.label("day"),
        case((_ends_delivered(c), literal(_DELIVERED)), else_=c.promise_stage).label("stage"),
        c.last_day,
        c.arrived_open,
        _amount(c, "promise_low").label("promised_low"),
        _amount(c, "promise_high").label("promised_high"),
        _amount(c, "arrived_low").label("delivered_low"),
        case((c.arrived_open == 0, _amount(c, "arrived_high"))).label("delivered_high"),
    ).subquery("amounts")


def _once(*columns: Number) -> Select[Any]:
    """Computes its columns once, however often they are used around it: OFFSET keeps it whole."""
    return select(*columns).offset(0)


FIGURES = ("promised", "delivered", "outstanding", "undetermined", "overdelivered")
"""The figures that a plain commitment can have."""


def limbs(amount: Number) -> tuple[Number, Number]:
    """Whole units and ten-thousandths of an amount."""
    return cast(amount // SCALE, BigInteger), cast(amount % SCALE, BigInteger)


def columns(lines: Subquery, *, in_euro: bool) -> dict[str, Number]:
    """A plain line, as :func:`folded` has it, as the columns of a position that say anything."""
    found: dict[str, Number] = {
        "commitment_id": lines.c.commitment_id,
        "in_euro": literal(int(in_euro)),
        "unit": lines.c.unit,
        **{name: literal(0) for name in COUNTS},
        "evidence": lines.c.evidence,
        "unconverted": lines.c.unconverted,
        "day": lines.c.day,
        "stage": lines.c.stage,
        "last_day": lines.c.last_day,
        "last_seq": select(func.max(ENTRY.c.journal_seq))
        .where(ENTRY.c.commitment_id == lines.c.commitment_id)
        .scalar_subquery(),
    }
    for figure in FIGURES:
        ends = (*limbs(lines.c[f"{figure}_low"]), *limbs(lines.c[f"{figure}_high"]))
        found |= dict(zip(LIMBS[figure], ends, strict=True))
    return found


def uncertain() -> Select[Any]:
    """The commitments of which it takes the rules to tell whether what is kept is right.

    All but those that are plain in both views, have no link, and stand at that line alone.
    """
    without_entries = select(POSITION.c.commitment_id).where(
        POSITION.c.commitment_id.not_in(select(ENTRY.c.commitment_id))
    )
    linked = [select(COMMITMENT_LINK.c.source_id), select(COMMITMENT_LINK.c.target_id)]
    found = [_unlike(in_euro=False), _unlike(in_euro=True), without_entries, *linked]
    every = union(*(select(one.subquery().c[0].label("id")) for one in found)).subquery()
    return select(every.c.id).order_by(every.c.id)


def _unlike(*, in_euro: bool) -> Select[Any]:
    """The commitments that are not plain, and those that stand at anything but their line."""
    lines = folded(in_euro=in_euro)
    line = columns(lines, in_euro=in_euro)
    same = and_(
        lines.c.is_plain == 1,
        *(column.is_not_distinct_from(line.get(column.name, null())) for column in POSITION.c),
    )
    theirs = and_(
        POSITION.c.commitment_id == lines.c.commitment_id, POSITION.c.in_euro == int(in_euro)
    )
    return select(lines.c.commitment_id).outerjoin(POSITION, theirs).where(not_(same))


def _by_commitment(clocks: Clocks, in_euro: bool, among: Any) -> Subquery:
    """The entries that count, summed by commitment."""
    entry = _entries(clocks, among)
    table, (unit, low, low_e4, high, high_e4) = in_view(in_euro, entry)
    c = entry.c
    promise = c.stage.in_(_PROMISES)
    arrived = c.stage == _DELIVERED
    figure = unit.is_not(None)
    query: Select[Any] = select(
        c.commitment_id,
        _count(promise).label("promises"),
        _count(and_(promise, figure)).label("figures"),
        _count(arrived).label("deliveries"),
        func.count().label("entries"),
        _count(and_(arrived, c.cumulative == 1, figure)).label("totals"),
        _count(and_(arrived, high.is_(None))).label("arrived_open"),
        func.min(unit).label("unit"),
        func.max(unit).label("other_unit"),
        func.max(func.coalesce(high, low)).label("largest"),
        func.max(case((promise, c.date_high))).label("promise_day"),
        func.max(case((promise, c.journal_seq))).label("promise_seq"),
        func.max(case((arrived, c.date_high))).label("arrived_day"),
        func.min(case((arrived, c.journal_seq))).label("arrived_first"),
        func.max(case((arrived, c.journal_seq))).label("arrived_last"),
        func.max(c.date_high).label("last_day"),
        func.max(case((promise, c.stage))).label("promise_stage"),
        *_sums("promise_low", promise, func.coalesce(low, 0), func.coalesce(low_e4, 0)),
        *_sums("promise_high", promise, high, high_e4),
        *_sums("arrived_low", arrived, func.coalesce(low, 0), func.coalesce(low_e4, 0)),
        *_sums("arrived_high", arrived, high, high_e4),
    ).select_from(table)
    stands = or_(not_(promise), not_(_is_outdated(c, clocks)))
    return query.where(stands).group_by(c.commitment_id).subquery("by_commitment")


def _entries(clocks: Clocks, among: Any) -> Subquery:
    """The entries that the clocks let count: found before anything else is looked up for them."""
    query = _once(*(ENTRY.c[name] for name in _OF_ENTRIES)).where(*_counts(ENTRY, clocks))
    if among is not None:
        query = query.where(ENTRY.c.commitment_id.in_(among))
    return query.subquery("counted")


_OF_ENTRIES = (
    "commitment_id",
    "id",
    "stage",
    "unit",
    *ENDS,
    "date_high",
    "journal_seq",
    "cumulative",
)


def _counts(entry: FromClause, clocks: Clocks) -> list[ColumnElement[bool]]:
    """[G1] Whether an entry counts by the clocks, as far as it is not corrected."""
    found: list[ColumnElement[bool]] = []
    if clocks.as_of is not None:
        found.append(entry.c.date_high <= clocks.as_of)
    if clocks.known_at is not None:
        found.append(entry.c.journal_seq <= clocks.known_at)
    return found


def _is_outdated(c: Any, clocks: Clocks) -> ColumnElement[bool]:
    """[G2], [G3] Whether a total of a certainly later day stands in the place of a promise."""
    later = ENTRY.alias("later")
    return exists().where(
        later.c.commitment_id == c.commitment_id,
        later.c.date_high > c.date_high,
        later.c.date_low > c.date_high,
        later.c.stage.in_(_PROMISES),
        later.c.cumulative == 1,
        later.c.unit == c.unit,
        *_counts(later, clocks),
    )


def _is_plain(c: Any) -> Number:
    """Whether the line of a commitment is what :func:`folded` makes of it."""
    linked = select(COMMITMENT_LINK.c.source_id).union(select(COMMITMENT_LINK.c.target_id))
    corrected = select(ENTRY.c.commitment_id).where(ENTRY.c.replaces.is_not(None))
    return case(
        (
            and_(
                c.promises == 1,
                c.figures == 1,
                c.promises + c.deliveries == c.entries,
                c.unit == c.other_unit,
                or_(c.totals == 0, c.deliveries == 1),
                or_(
                    c.deliveries == 0,
                    c.arrived_day != c.promise_day,
                    c.arrived_first > c.promise_seq,
                    c.arrived_last < c.promise_seq,
                ),
                _fits(c),
                c.commitment_id.not_in(linked),
                c.commitment_id.not_in(corrected),
            ),
            1,
        ),
        else_=0,
    )


def _ends_delivered(c: Any) -> Number:
    """Whether the latest entry is a delivery; on one day it is what was recorded last."""
    same_day = and_(c.arrived_day == c.promise_day, c.arrived_first > c.promise_seq)
    return or_(c.arrived_day > c.promise_day, same_day)


def _fits(c: Any) -> Number:
    fits: Number = c.largest < literal(_LIMIT, BigInteger) // c.entries
    return fits


def _amount(c: Any, name: str) -> Number:
    """A sum in ten-thousandths; nothing where it might not fit."""
    whole, e4 = cast(c[f"{name}_whole"], BigInteger), cast(c[f"{name}_e4"], BigInteger)
    return case((_fits(c), whole * SCALE + e4))


def _sums(name: str, where: Number, whole: Number, e4: Number) -> list[Number]:
    return [
        func.sum(case((where, whole))).label(f"{name}_whole"),
        func.sum(case((where, e4))).label(f"{name}_e4"),
    ]


def _count(where: Number) -> Number:
    return func.sum(case((where, 1), else_=0))


def _positive(amount: Number) -> Number:
    return case((amount > 0, amount), (amount <= 0, literal(0)))


def _is_money(unit: Number) -> Number:
    return unit.in_(select(UNIT.c.code).where(UNIT.c.kind == UnitKind.CURRENCY.value))
