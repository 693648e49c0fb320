"""What a question asks for, in words: into which currency, at which rates, with items or not."""

from __future__ import annotations

from collections.abc import Sequence

from ledger.errors import UsageRefused
from ledger.model.tables import BASES
from ledger.rates.policy import Policy, parse_policy
from ledger.store.names import Names
from ledger.values.amount import shown


def chosen(
    names: Names,
    currency: str | None,
    rates: str | None,
    basis: Sequence[str],
    *,
    value_items: bool,
) -> Policy | None:
    """[G12] What is converted, and at which rates; nothing without a currency."""
    if currency is None:
        if rates is not None or value_items or basis:
            raise UsageRefused(
                "Rates were asked for, but no currency.", hint="Add --currency EUR, or another."
            )
        return None
    into = names.currency(currency)
    bases = tuple(dict.fromkeys(word.strip() for words in basis for word in words.split(",")))
    unknown = [word for word in bases if word not in BASES]
    if unknown:
        raise UsageRefused(
            f"{shown(unknown[0])} is not a basis of a price.", hint=f"One of: {', '.join(BASES)}."
        )
    if bases and not value_items:
        raise UsageRefused("A basis is for items.", hint="Add --value-items.")
    return parse_policy(
        rates or "event-date",
        into,
        lambda name: names.unit(name).code,
        value_items=value_items,
        bases=bases,
    )
