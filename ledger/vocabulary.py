"""The tables of names that ship with the package: who, what, and in which currency.

The tables lie in ``seeds/vocabulary/``; docs/vocabulary.md says how to add a row. They are
read once, on first use. Names keep their case: "US" is a state and "us" is not.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache

from ledger.resources import folder

_UNCHANGED = re.compile(r"(?:aircraft|ammunition|clothing|equipment|supplies|[A-Z0-9]S)$")


class OrganisationKind(StrEnum):
    """What sort of donor or recipient an organisation is."""

    STATE = "state"
    GROUP = "group"
    INSTITUTION = "institution"
    FUND = "fund"


class AliasSort(StrEnum):
    """How a text names an organisation."""

    NAME = "name"
    ABBREVIATION = "abbreviation"
    DEMONYM = "demonym"
    CAPITAL = "capital"
    OFFICE = "office"


class WordKind(StrEnum):
    """Where a currency word stands: ``€`` and ``kr`` at a figure, ``US$`` before, euros after."""

    SIGN = "sign"
    PREFIX = "prefix"
    WORD = "word"


@dataclass(frozen=True, slots=True)
class Organisation:
    """A donor or recipient.

    ``code`` is ISO 3166 alpha-3 for a state, else the usual abbreviation, or empty; ``iati`` is
    the ISO alpha-2 code that IATI uses for a state, else the IATI organisation identifier.
    """

    code: str
    name: str
    kind: OrganisationKind
    iati: str

    @property
    def key(self) -> str:
        """What the other tables call it: its code, or its name where it has none."""
        return self.code or self.name


@dataclass(frozen=True, slots=True)
class Alias:
    """A way in which texts name an organisation; case matters."""

    text: str
    organisation: Organisation
    sort: AliasSort


@dataclass(frozen=True, slots=True)
class Membership:
    """An organisation that belongs to a group, and since when (``None``: by geography)."""

    member: Organisation
    group: Organisation
    since: date | None


@dataclass(frozen=True, slots=True)
class Currency:
    """A currency: ISO 4217 code, English name, number of decimals of its minor unit."""

    code: str
    name: str
    decimals: int


@dataclass(frozen=True, slots=True)
class CurrencyWord:
    """A sign, prefix or word for a currency."""

    text: str
    code: str
    kind: WordKind


@dataclass(frozen=True, slots=True)
class Item:
    """A thing given in kind; ``name`` is singular, and the unit that its figures are counted in."""

    name: str
    category: str
    counting_unit: str
    aliases: tuple[str, ...]

    def phrases(self) -> tuple[str, ...]:
        """Name and aliases, each in singular and plural."""
        singulars = (self.name, *self.aliases)
        return tuple(dict.fromkeys(form for one in singulars for form in (one, plural(one))))


@cache
def organisations() -> dict[str, Organisation]:
    """All organisations by their keys: ``organisations()["DEU"]``."""
    rows = (
        Organisation(row["code"], row["name"], OrganisationKind(row["kind"]), row["iati"])
        for row in _table("organisations")
    )
    return {row.key: row for row in rows}


@cache
def aliases() -> tuple[Alias, ...]:
    """All names of organisations, their own first.

    A few stand for more than one ("Congolese"): they come once for each.
    """
    known = organisations()
    own = (Alias(row.name, row, AliasSort.NAME) for row in known.values())
    others = (
        Alias(row["alias"], known[row["organisation"]], AliasSort(row["sort"]))
        for row in _table("aliases")
    )
    return (*own, *others)


@cache
def memberships() -> tuple[Membership, ...]:
    """Who belongs to which group, since when."""
    known = organisations()
    return tuple(
        Membership(
            known[row["member"]],
            known[row["group"]],
            date.fromisoformat(row["since"]) if row["since"] else None,
        )
        for row in _table("memberships")
    )


@cache
def currencies() -> dict[str, Currency]:
    """All currencies by code: those in use, and those that were after 2000."""
    return {
        row["code"]: Currency(row["code"], row["name"], int(row["decimals"]))
        for row in _table("currencies")
    }


@cache
def currency_words() -> tuple[CurrencyWord, ...]:
    """All words for currencies.

    Where a word stands for several ("$", "kroner") its rows follow one another: the first is
    what it means where neither the donor nor the text says otherwise.
    """
    return tuple(
        CurrencyWord(row["word"], row["code"], WordKind(row["kind"]))
        for row in _table("currency_words")
    )


@cache
def items() -> tuple[Item, ...]:
    """All things given in kind."""
    return tuple(
        Item(
            row["name"],
            row["category"],
            row["counting_unit"],
            tuple(row["aliases"].split("|")) if row["aliases"] else (),
        )
        for row in _table("items")
    )


def plural(phrase: str) -> str:
    """The plural of a noun phrase: "tonnes of grain", "Patriot batteries", "mobile hospitals".

    A word in capitals that ends in S ("HIMARS") is a plural already, and so are "aircraft" and
    "ammunition". A plural that no rule gives belongs into the table, as an alias.
    """
    head, of, rest = phrase.partition(" of ")
    if _UNCHANGED.search(head):
        return phrase
    if re.search(r"(?:[sx]|ch|sh)$", head):
        head += "es"
    elif re.search(r"[^aeiou]y$", head):
        head = f"{head[:-1]}ies"
    else:
        head += "s"
    return f"{head}{of}{rest}"


def _table(name: str) -> Iterator[dict[str, str]]:
    path = folder("seeds") / "vocabulary" / f"{name}.csv"
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)
