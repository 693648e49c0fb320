"""Finding organisations and units by any name that the ledger knows."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from sqlalchemy import Connection, select

from ledger.errors import NotFound, UsageRefused
from ledger.model.tables import ITEM, ITEM_ALIAS, ORGANISATION, ORGANISATION_ALIAS, UNIT
from ledger.rules.rates import EURO
from ledger.values.amount import shown
from ledger.values.units import UnitKind
from ledger.vocabulary import plural

_WORD = re.compile(r"[^\W\d_][\w'’-]*(?![\w$])")
"""A word, but not the letters of a sign for money: US$."""
_POSSESSIVE = re.compile(r"['’]s?$")
_LONGEST_NAME = 3

_SUGGESTIONS = 3
_ALIKE = 60


@dataclass(frozen=True, slots=True)
class Party:
    """An organisation as tables show it: ``key`` is its code, or its name if it has none."""

    id: int
    key: str
    name: str


@dataclass(frozen=True, slots=True)
class Measure:
    """A unit: its code, and whether it is money."""

    code: str
    is_currency: bool

    @property
    def is_foreign(self) -> bool:
        """Whether it is money that would have to be converted into euro."""
        return self.is_currency and self.code != EURO


class Names:
    """The names of one ledger, read on first use."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection

    @cached_property
    def parties(self) -> dict[int, Party]:
        """All organisations by their numbers."""
        rows = self.connection.execute(
            select(ORGANISATION.c.id, ORGANISATION.c.code, ORGANISATION.c.name)
        )
        return {number: Party(number, code or name, name) for number, code, name in rows}

    @cached_property
    def aliases(self) -> Mapping[int, list[str]]:
        """All names of each organisation, its code among them."""
        result: dict[int, list[str]] = defaultdict(list)
        for party in self.parties.values():
            result[party.id] += dict.fromkeys((party.name, party.key))
        rows = self.connection.execute(
            select(ORGANISATION_ALIAS.c.organisation_id, ORGANISATION_ALIAS.c.alias)
        )
        for number, alias in rows:
            result[number].append(alias)
        return result

    @cached_property
    def units(self) -> dict[str, Measure]:
        """All units by their codes."""
        rows = self.connection.execute(select(UNIT.c.code, UNIT.c.kind))
        return {code: Measure(code, kind == UnitKind.CURRENCY) for code, kind in rows}

    @cached_property
    def item_aliases(self) -> Mapping[str, list[str]]:
        """All names of each item, in singular and plural."""
        result: dict[str, list[str]] = defaultdict(list)
        for (code,) in self.connection.execute(select(ITEM.c.code)):
            result[code] += (code, plural(code))
        rows = self.connection.execute(select(ITEM_ALIAS.c.item_code, ITEM_ALIAS.c.alias))
        for code, alias in rows:
            result[code] += dict.fromkeys((alias, plural(alias)))
        return result

    def party(self, name: str, what: str = "organisation") -> Party:
        """The organisation that ``name`` stands for; :class:`NotFound` names the nearest."""
        found = self._parties_by_name.get(name) or self._parties_folded.get(name.casefold())
        if not found:
            raise NotFound(
                f"No {what} is known as {shown(name)}.",
                hint=nearest(name, self._parties_by_name)
                + f'Take in a new one with: aid-ledger vocabulary add-organisation "{name}"',
            )
        if len(found) > 1:
            listed = ", ".join(sorted(self.parties[number].key for number in found))
            raise NotFound(f"{shown(name)} may be any of {listed}.", hint="Give the code.")
        return self.parties[next(iter(found))]

    def parties_in(self, words: str) -> set[int]:
        """The organisations that words name, by names of up to three words."""
        each = [_POSSESSIVE.sub("", word) for word in _WORD.findall(words)]
        return {
            number
            for at, word in enumerate(each)
            if word in self._first_words
            for behind in range(at + 1, at + 1 + _LONGEST_NAME)
            for number in self._parties_by_name.get(" ".join(each[at:behind]), ())
        }

    def knows_party(self, name: str) -> bool:
        """Whether ``name`` stands for any organisation."""
        return name in self._parties_by_name or name.casefold() in self._parties_folded

    def knows_unit(self, name: str) -> bool:
        """Whether ``name`` stands for any unit."""
        return name in self.units or name.casefold() in self._items_by_name

    def unit(self, name: str) -> Measure:
        """The unit that ``name`` stands for: a currency's code, or an item by any name."""
        if name in self.units:
            return self.units[name]
        code = self._items_by_name.get(name.casefold())
        if code is None:
            known = {**self._items_by_name, **{unit: unit for unit in self.units}}
            raise NotFound(
                f"No unit is known as {shown(name)}.",
                hint=nearest(name, known)
                + f'Take in a new item with: aid-ledger vocabulary add-item "{name}"',
            )
        return self.units[code]

    def currency(self, name: str) -> str:
        """The code of the currency that ``name`` stands for; small letters are letters, too."""
        code = name.strip().upper()
        if code in self.units and self.units[code].is_currency:
            return code
        if self.knows_unit(name):
            raise UsageRefused(f"{self.unit(name).code} is an item, not a currency.")
        currencies = [unit.code for unit in self.units.values() if unit.is_currency]
        raise NotFound(
            f"No currency is known as {shown(name)}.",
            hint=nearest(code, currencies)
            + "Currencies go by their ISO 4217 codes, such as EUR. See: aid-ledger vocabulary list",
        )

    def item(self, name: str) -> str:
        """The code of the item that ``name`` stands for."""
        unit = self.unit(name)
        if unit.is_currency:
            raise NotFound(f"{unit.code} is a currency, not an item.")
        return unit.code

    def item_named_in(self, words: str) -> str | None:
        """The code of the one item that ``words`` name; ``None`` for none, or several kinds."""
        found = {
            self._items_by_name[match[0].casefold()] for match in self._any_item.finditer(words)
        }
        return found.pop() if len(found) == 1 else None

    @cached_property
    def _any_item(self) -> re.Pattern[str]:
        """Any name of any item, the longest first."""
        names = sorted(self._items_by_name, key=lambda name: (-len(name), name))
        listed = "|".join(re.escape(name) for name in names)
        return re.compile(rf"(?<!\w)(?:{listed})(?!\w)", re.IGNORECASE)

    @cached_property
    def _parties_by_name(self) -> Mapping[str, set[int]]:
        result: dict[str, set[int]] = defaultdict(set)
        for number, names in self.aliases.items():
            for name in names:
                result[name].add(number)
        return dict(result)

    @cached_property
    def _first_words(self) -> frozenset[str]:
        """What the names of organisations begin with."""
        return frozenset(name.partition(" ")[0] for name in self._parties_by_name)

    @cached_property
    def _parties_folded(self) -> Mapping[str, set[int]]:
        result: dict[str, set[int]] = defaultdict(set)
        for name, numbers in self._parties_by_name.items():
            result[name.casefold()] |= numbers
        return dict(result)

    @cached_property
    def _items_by_name(self) -> dict[str, str]:
        return {
            alias.casefold(): code
            for code, aliases in self.item_aliases.items()
            for alias in aliases
        }


def nearest(name: str, known: Iterable[str]) -> str:
    """A hint that names what was perhaps meant."""
    from rapidfuzz import fuzz, process

    found = process.extract(
        name, list(known), scorer=fuzz.WRatio, limit=_SUGGESTIONS, score_cutoff=_ALIKE
    )
    if not found:
        return ""
    return "The nearest known: " + ", ".join(match for match, _, _ in found) + ". "
