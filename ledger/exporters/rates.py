"""Sheets of rates, and what the gap says of those it used: which, of which day, from whom."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from ledger.exporters.columns import PRICES, RATE_SERIES, RATES, Sheet
from ledger.gap.answer import Gap
from ledger.gap.convert import Converted
from ledger.rules.rates import Leg, Price
from ledger.values import amount
from ledger.values.bounds import Bounds
from ledger.values.rate import Rate, printed
from ledger.values.refs import Ref, RefKind


def rates_sheet(rates: Iterable[Rate]) -> Sheet:
    """Rates, a row each."""
    return Sheet("rates", RATES, [rate_row(rate) for rate in rates], narrow=_NARROW)


def series_sheet(rows: Sequence[Mapping[str, Any]]) -> Sheet:
    """What there are rates of, a row each."""
    return Sheet("rates", RATE_SERIES, rows)


_NARROW = ("unit", "priced_in", "day", "value", "basis", "provider", "source")


def rate_row(rate: Rate) -> dict[str, Any]:
    """One rate by column name."""
    return {
        "unit": rate.unit,
        "priced_in": rate.priced_in,
        "day": rate.day,
        "value": rate.value,
        "basis": rate.basis,
        "provider": rate.provider,
        "source": rate.source,
        "file_sha256": rate.sha256,
    }


def price_sheet(price: Price) -> Sheet:
    """What one unit was in a currency on a day."""
    row = {**price_row(price), "rates": "; ".join(leg_words(leg) for leg in price.legs)}
    return Sheet("prices", PRICES, [row])


def price_row(price: Price) -> dict[str, Any]:
    """A price by column name, without its rates: rounded for reading, and exact as a fraction."""
    return {
        "unit": price.unit,
        "currency": price.into,
        "asked": price.asked,
        "found": price.found,
        "value": printed(price.factor),
        "exact": str(price.factor),
        "via_euro": price.via_euro,
        "basis": price.legs[0].rate.basis,
        "source": "; ".join(dict.fromkeys(leg.rate.provider for leg in price.legs)),
    }


def leg_words(leg: Leg) -> str:
    """``1 EUR = 1.072 USD (ECB, 2024-04-29)``; the basis is told of an item's price."""
    rate = leg.rate
    told = [rate.provider, *([str(rate.day)] if rate.day else [])]
    if rate.basis not in {None, "source"}:
        told.append(f"at {rate.basis} value")
    return f"{rate} ({', '.join(told)})"


def price_json(price: Price) -> dict[str, Any]:
    """A price with the rates that make it, in the order in which they are used."""
    legs = [{**rate_row(leg.rate), "divides": leg.inverse} for leg in price.legs]
    return {**price_row(price), "rates": legs}


def converted_json(one: Converted) -> dict[str, Any]:
    """A converted figure: as published, as converted, and the rate between them."""
    return {
        "entry": Ref(RefKind.ENTRY, one.entry),
        "commitment": Ref(RefKind.COMMITMENT, one.commitment),
        **_bounds("original_", one.original),
        "original_unit": one.price.unit,
        **_bounds("", one.figure),
        "rate": price_json(one.price),
    }


def conversions_text(converted: Mapping[int, Converted], entries: Sequence[int]) -> str | None:
    """``E7: 60000000000.. USD at 1 EUR = 1.072 USD (ECB, 2024-04-29)``, each on a line."""
    told = [
        f"{Ref(RefKind.ENTRY, one.entry)}: {one.original} {one.price.unit} at "
        + " and ".join(leg_words(leg) for leg in one.price.legs)
        for one in (converted[n] for n in dict.fromkeys(entries) if n in converted)
    ]
    return "; ".join(told) or None


def rates_json(gap: Gap) -> dict[str, Any] | None:
    """The policy of a gap, and every rate that it used once.

    ``used`` is ``None`` where the answer came from sums that are kept in euro: explained, it comes
    from the entries, and names the rates.
    """
    if gap.question.policy is None:
        return None
    used = {(one.price.unit, one.price.asked): one.price for one in gap.converted.values()}
    ordered = sorted(used, key=lambda key: (key[0], str(key[1])))
    return {
        "policy": str(gap.question.policy),
        "value_items": gap.question.policy.value_items,
        "basis": list(gap.question.policy.bases),
        "used": [price_json(used[key]) for key in ordered] or None,
    }


def unconverted_json(gap: Gap) -> list[dict[str, Any]]:
    """What could not be converted, and why."""
    return [
        {
            "entry": Ref(RefKind.ENTRY, one.entry),
            "commitment": Ref(RefKind.COMMITMENT, one.commitment),
            **_bounds("", one.figure),
            "unit": one.unit,
            "day": one.day,
            "why": one.why,
        }
        for one in gap.unconverted
    ]


def bases_used(gap: Gap) -> list[str]:
    """The valuation bases at which items were priced, for all to see where they are mixed."""
    policy = gap.question.policy
    if policy is None or not policy.value_items:
        return []
    bases = {one.price.legs[0].rate.basis for one in gap.converted.values() if one.is_item}
    return sorted(basis for basis in bases if basis is not None)


def _bounds(prefix: str, bounds: Bounds) -> dict[str, str | None]:
    return {
        f"{prefix}low": None if bounds.low is None else amount.text(bounds.low),
        f"{prefix}high": None if bounds.high is None else amount.text(bounds.high),
    }
