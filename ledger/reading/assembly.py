"""A claim from its parts: unit, bounds, recipient, day, type of aid, support."""

from __future__ import annotations

from typing import Final

from ledger.reading import aid, recipients
from ledger.reading.claim import Claim, Conversion, Span
from ledger.reading.conversions import warning
from ledger.reading.dates import When
from ledger.reading.frames import Frame, Verb
from ledger.reading.givers import Donor
from ledger.reading.mention import Mention
from ledger.reading.money import currency
from ledger.reading.state import State
from ledger.reading.timing import day_of
from ledger.sources.qualifiers import qualified, qualifier_of
from ledger.values.bounds import Bounds, Qualifier
from ledger.values.stages import AidType, Stage
from ledger.values.units import UnitKind


def assembled(
    state: State,
    made: Frame,
    mention: Mention,
    verb: Verb | None,
    stage: Stage,
    why: str,
    rule: str,
    stage_span: Span | None,
    donor: Donor,
    when: list[When],
) -> Claim:
    """Everything that the claim says, and which words it was read from."""
    reasons = {"stage": why, "donor": f"found by: {donor.how}"}
    recipient, place = recipients.recipient_of(
        made, mention.first, mention.last, verb, donor, state.context
    )
    told = {
        "donor": donor.span,
        "stage": stage_span,
        "recipient": place,
        "unit": _currency_told(state, made, mention),
    }
    support = {name: span for name, span in told.items() if span is not None}
    bounds, qualifier, unit, kind = _figure(made, mention, donor, support, state.context.spelled)
    package = state.listed.package if state.listed is not None else state.package
    part = _part_of(made, mention, package, unit, bounds, rule, donor)
    days, day_span = day_of(state, when, made, verb, part is not None, donor, stage)
    if day_span is not None:
        support["date"] = day_span
        reasons["date"] = "“" + made.text[day_span[0] : day_span[1]] + "” in the sentence"
    conversions = tuple(
        Conversion((one.start, one.end), one.bounds, currency(one.currencies, []))
        for one in mention.conversions or ()
    )
    return Claim(
        span=mention.span,
        text=made.text[mention.span[0] : mention.span[1]],
        sentence=(made.start, made.end),
        donor=donor.name,
        donor_code=donor.code,
        recipient=recipient.name if recipient else "",
        recipient_code=recipient.code if recipient else "",
        aid_type=_type(state, made, mention, package),
        stage=stage,
        qualifier=qualifier,
        bounds=bounds,
        unit=unit,
        unit_kind=kind,
        days=days,
        rule=f"{rule}: {donor.how}",
        item=mention.phrase(made),
        part_of=part,
        another=_another(made, mention),
        repeats=tuple([one.span for one in conversions]),
        conversions=conversions,
        warnings=_warnings(state, bounds, unit if mention.is_money else None, conversions),
        support=support,
        why=reasons,
    )


def _currency_told(state: State, made: Frame, mention: Mention) -> Span | None:
    """ "- Germany: $120 million - Sweden: 35 million": the sum above that says in which money."""
    if not mention.is_money or mention.figure is None or mention.figure.currencies:
        return None
    if any(mention.currencies[0] in one.currencies for one in made.figures):
        return None
    return state.currency_at if state.currency == mention.currencies[0] else None


def _warnings(
    state: State, bounds: Bounds | None, unit: str | None, conversions: tuple[Conversion, ...]
) -> tuple[str, ...]:
    """What does not agree between a sum and its conversions."""
    if bounds is None or unit is None:
        return ()
    value = bounds.high if bounds.low in (None, 0) else bounds.low
    told = (warning((value or 0, unit), one, state.published, state.rate) for one in conversions)
    return tuple([one for one in told if one])


def _another(made: Frame, mention: Mention) -> int:
    """Whether the text calls it another one, or a further one: "a further EUR 10 million"."""
    opening = made.lows[max(0, mention.first - 4) : mention.first]
    if not _ANOTHER.isdisjoint(opening) or "other" in opening[-2:]:
        return 2
    return int(not _FURTHER.isdisjoint(opening) and _KNOWN.isdisjoint(opening))


_ANOTHER: Final = frozenset({"another", "second", "third"})
_FURTHER: Final = frozenset({"further", "additional", "extra"})
_KNOWN: Final = frozenset({"the", "this", "that", "its", "their", "our"})


def _figure(
    made: Frame,
    mention: Mention,
    donor: Donor,
    support: dict[str, Span],
    spelled: frozenset[str],
) -> tuple[Bounds | None, Qualifier, str | None, UnitKind | None]:
    if mention.bounds is None:
        return None, Qualifier.UNDISCLOSED, None, None
    figure = mention.figure
    end = figure.end if figure is not None else mention.span[1]
    qualifier, words = Qualifier.EXACT, None
    if figure is not None:
        qualifier, words = qualifier_of(made.text, made.start, mention.span[0], end)
    if words is not None:
        support["qualifier"] = words
    bounds, qualifier = qualified(mention.bounds, qualifier)
    if mention.is_money:
        unit = currency(mention.currencies, [donor.code], spelled)
        return bounds, qualifier, unit, UnitKind.CURRENCY
    return bounds, qualifier, mention.unit, UnitKind.ITEM


def _part_of(
    made: Frame,
    mention: Mention,
    package: Claim | None,
    unit: str | None,
    bounds: Bounds | None,
    rule: str,
    donor: Donor,
) -> Span | None:
    """The package that the figure belongs to: above its list, or just before it."""
    if package is None or made.headline or package.span == mention.span:
        return None
    if donor.code != package.donor_code or package.bounds is None:
        return None
    whole = package.bounds.high or package.bounds.low
    value = bounds.low or bounds.high if bounds else None
    if unit == package.unit and value is not None and whole is not None and value >= whole:
        return None
    of_whole = made.low(0) == "of" and made.low(1) in ("the", "this", "that", "these", "those")
    if of_whole or rule in ("list", "part", "next"):
        return package.span
    near = package.sentence == (made.start, made.end)
    if near and not _HOLDING.isdisjoint(made.lows):
        return package.span
    return None


_HOLDING: Final = frozenset({"including", "includes", "with", "which"})


def _type(state: State, made: Frame, mention: Mention, package: Claim | None) -> AidType:
    kind = aid.of_category(mention.category)
    if kind is None:
        kind = aid.of_words(made.lows, mention.last)
    if kind is None and package is not None:
        kind = package.aid_type
    return kind or AidType.OTHER
