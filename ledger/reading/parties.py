"""Who is named: donors and recipients, by name, abbreviation, demonym, capital or office.

The names are the tables of :mod:`ledger.vocabulary`; here is how a name stands in a sentence.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Final, TypeAlias

from ledger.reading.tokens import by_two, words_of
from ledger.reading.verbs import DOING, VERBS, Form
from ledger.reading.wordlists import word_set
from ledger.vocabulary import (
    AliasSort,
    Organisation,
    OrganisationKind,
    aliases,
    memberships,
    organisations,
)

NEVER_DONORS: Final = frozenset({"UKR", "RUS", "BLR"})
"""Recipient and adversaries in the war that most of the texts are about."""

ADVERSARIES: Final = frozenset({"RUS", "BLR"})
"""Of these, those that may give to others, in texts that are not about that war."""

CHANNELS: Final = word_set(
    "WFP UNICEF UNHCR FAO UNDP UNFPA OCHA WHO UN UNRWA UNAIDS ICRC IFRC IOM UNESCO UNOPS UNEP "
    "UN-Habitat UNIDO UNMAS UNODC OHCHR ILO IFAD OECD OSCE IAEA CERF GPE GFATM GFF ECW AU"
)
"""Organisations that pass on what others give: recipients or channels, seldom donors."""

SELDOM_RECIPIENTS: Final = word_set(
    "USA GBR DEU FRA ITA JPN CAN EU NLD SWE NOR DNK FIN BEL AUT CHE ESP PRT IRL LUX AUS NZL KOR "
    "ISL WB IMF EIB EBRD G7 NATO ADB AfDB"
)
"""Members of the OECD's donor committee and their lenders: no text is about aid to them."""

SELDOM_DONORS: Final = word_set(
    "AFG AGO ARM BDI BEN BFA BGD BIH BOL BTN CAF CIV CMR COD COG COM CPV DJI EGY ERI ETH FJI "
    "GEO GHA GIN GMB GNB GTM HND HTI IRQ JOR KEN KGZ KHM KIR LAO LBN LBR LBY LKA LSO MDA MDG "
    "MLI MMR MOZ MRT MWI NER NGA NIC NPL PAK PHL PNG PSE RWA SDN SEN SLB SLE SLV SOM SSD STP "
    "SYR TCD TGO TJK TLS TON TUN TUV TZA UGA UZB VEN VNM VUT WSM YEM ZMB ZWE"
)
"""States that get far more than they give (OECD list of recipients): never donors by context."""

ROLES: Final = word_set(
    "emir sultan emirate kingdom crown premiers presidents committee coalition court "
    "office operator presidential lender lenders budget "
    "government governments minister ministers ministry president premier parliament "
    "chancellor cabinet lawmakers authorities officials official leader leaders "
    "administration congress secretary state prime foreign defence defense finance "
    "development vice deputy council house senate commission commissioner ambassador army "
    "military ministers' presidency board staff king monarch federal national country "
    "countries states bank agency department spokesman spokeswoman envoy delegation colleague "
    "counterpart parliamentarians legislature mps energy economy interior international trade "
    "treasury kfw union region taxpayers head chief armed forces navy police embassy "
    "government's diplomat chargé economic 2nd royal regional water general mission company "
    "companies rescue development-minister side ambassador-at-large team allies members "
    "nations partners executive force guard friends neighbours neighbors representative "
    "representatives delegate delegates negotiator negotiators vice-president"
)
"""Nouns behind a demonym or a possessive that make it the one who acts."""

GIFTS: Final = word_set(
    "contribution pledge package commitment donation support aid assistance announcement "
    "offer proposal fund funds money"
)
"""Nouns behind them that name what they give."""


@dataclass(slots=True)
class Party:
    """An organisation named in a sentence, by token positions; nobody changes it."""

    first: int
    last: int
    code: str
    name: str
    sort: AliasSort
    kind: OrganisationKind
    gives: bool
    """False for recipient and adversaries of the war that a text is about."""
    key: str
    """Code, or name where there is none."""


GENERIC: Final = "donors"
SOMEBODY: Final = Party(
    -1, -1, "", GENERIC, AliasSort.NAME, OrganisationKind.GROUP, gives=True, key=GENERIC
)
"""Donors that a text does not name."""


@cache
def members_of(group: str) -> frozenset[str]:
    """Codes of the states that belong to a group."""
    return frozenset(one.member.key for one in memberships() if one.group.key == group)


_UNNAMED: Final = word_set("donors lenders governments participants contributors community")


_EXTRA: Final = {
    "the West": "",
    "across the Atlantic": "USA",
    "Across the Atlantic": "USA",
    "Western allies": "European allies",
    "European Union countries": "EU",
    "EU countries": "EU",
    "EU leaders": "EU",
    "EU Member States": "EU",
    "EU member states": "EU",
    "NATO allies": "NATO",
    "NATO members": "NATO",
    "Group of Seven": "G7",
    "G7 countries": "G7",
    "G7 partners": "G7",
    "NATO partners": "NATO",
    "Britons": "GBR",
    "The Hague": "NLD",
    "Brussels": "EU",
    "EC": "EU",
    "U.S": "USA",
    "U.K": "GBR",
    "E.U": "EU",
}
_NOT_NAMES: Final = frozenset({"Turkey's", "Ida"})


_PART_OF: Final = {"EU member states": "EU", "EPF": "EU", "IDA": "WB", "IBRD": "WB"}
"""Whose money it is: what these funds give is given by the whole."""

_Entry: TypeAlias = tuple[tuple[str, ...], Organisation, AliasSort]
_Entries: TypeAlias = list[_Entry]


@cache
def trie() -> dict[str, _Entries]:
    """Names by their first word, the longest first."""
    found: dict[str, dict[tuple[str, ...], tuple[Organisation, AliasSort]]] = {}
    known = organisations()
    entries = [(alias.text, alias.organisation, alias.sort) for alias in aliases()]
    entries += [(text, known[key], AliasSort.NAME) for text, key in _EXTRA.items() if key]
    for text, organisation, sort in entries:
        meant = known[_PART_OF.get(organisation.key, organisation.key)]
        words = tuple(words_of(text))
        if words and words[0] == "the":
            found.setdefault("The", {}).setdefault(("The", *words[1:]), (meant, sort))
        if words and text not in _NOT_NAMES:
            found.setdefault(words[0], {}).setdefault(words, (meant, sort))
        if len(words) > 1 and sort is AliasSort.NAME:
            capitals = tuple(word.upper() for word in words)
            found.setdefault(capitals[0], {}).setdefault(capitals, (meant, sort))
    return {
        first: sorted(
            ((words, *what) for words, what in names.items()),
            key=lambda entry: (-len(entry[0]), entry[0]),
        )
        for first, names in found.items()
    }


@cache
def _by_two() -> dict[str, tuple[dict[str, _Entries], _Entries]]:
    """Names by their first two words."""
    return by_two(trie())


_JOINED: Final = word_set("funded led backed donated supplied financed")
_LONG: Final = 4
"""Letters from which a word in capitals may be a name that is written so: "MALTA"."""


@cache
def _spelled_otherwise() -> dict[str, str]:
    """ "MALTA" for "Malta", "Americans" for "American", where only the latter is a name."""
    names = trie()
    found: dict[str, str] = {}
    for name, entries in names.items():
        if entries[-1][2] is AliasSort.DEMONYM and name[:1].isupper():
            found[f"{name}s"] = name
    for name in names:
        if len(name) >= _LONG and name.upper().title() == name:
            found[name.upper()] = name
    return {written: name for written, name in found.items() if written not in names}


@cache
def _openings() -> frozenset[str]:
    """All words with which the mention of an organisation may begin."""
    names = trie()
    joined = {f"{name}-{what}" for name in names for what in _JOINED}
    unnamed = {form for word in _UNNAMED for form in (word, word.title(), word.upper())}
    return frozenset({*names, *joined, *unnamed, "allies", "Allies"})


def opens(word: str) -> bool:
    """Whether the mention of an organisation may begin with a word."""
    return word in _openings() or word in _spelled_otherwise()


def find(words: list[str], openings: Sequence[int] | None = None) -> list[Party]:
    """All organisations among the words of a sentence, longest match first, in order.

    ``openings`` are the places of the words that :func:`opens` one, where they are known.
    """
    if openings is None:
        openings = [at for at, word in enumerate(words) if opens(word)]
    written = words
    names, by_first = trie(), _by_two()
    otherwise = _spelled_otherwise()
    if not otherwise.keys().isdisjoint([words[at] for at in openings]):
        opening = words[: dateline(words, names)]
        written, words = (
            words,
            opening + [otherwise.get(word, word) for word in words[len(opening) :]],
        )
    parties: list[Party] = []
    behind = 0
    for at in openings:
        word = words[at]
        if at < behind or word in otherwise or (not at and _opens_report(words)):
            continue
        entry = by_first.get(word)
        if entry is None:
            party = _unlisted(words, at, names)
            joined = parties and parties[-1].last == at - 1
            joined = joined and parties[-1].sort is not AliasSort.CAPITAL
            if party is not None and not (joined and party.name == GENERIC):
                parties.append(party)
            continue
        found = _listed(words, at, entry)
        if written is not words:
            found = _as_written(written, at, found)
        if found is None:
            continue
        behind = found.last + 1
        event = _names_event(words, found)
        if not event or found.sort is not AliasSort.CAPITAL:
            parties.append(replace(found, gives=False) if event else found)
    return parties


def _as_written(written: list[str], at: int, found: Party | None) -> Party | None:
    """ "UNITED ARAB EMIRATES" as it is written, and not "Emirates"."""
    capitals = _by_two().get(written[at])
    longer = _listed(written, at, capitals) if capitals is not None else None
    if longer is None or (found is not None and found.last >= longer.last):
        return found
    return longer


def _listed(words: list[str], at: int, entry: tuple[dict[str, _Entries], _Entries]) -> Party | None:
    """The longest name in the tables that stands at a word, if it names no money."""
    longer, alone = entry
    second = words[at + 1] if at + 1 < len(words) else ""
    for candidate, organisation, sort in longer.get(second, alone):
        size = len(candidate)
        if size == 1 or tuple(words[at : at + size]) == candidate:
            if _is_currency(words, at + size - 1):
                return None
            named = AliasSort.NAME if at and _is_people(words, at, size, sort) else sort
            return named_party(at, at + size - 1, organisation, named)
    return None


def _unlisted(words: list[str], at: int, names: dict[str, _Entries]) -> Party | None:
    """ "allies", "lenders", "Canada-funded": what stands for an organisation without its name."""
    word = words[at]
    if word in ("allies", "Allies"):
        nato = named_party(at, at, organisations()["NATO"], AliasSort.NAME)
        return None if _of_others(words, at) else nato
    if "-" in word:
        _, organisation, _ = names[word.partition("-")[0]][-1]
        return named_party(at, at, organisation, AliasSort.DEMONYM)
    if word in ("community", "Community"):
        world = at > 0 and words[at - 1] in ("international", "International", "donor")
        return replace(SOMEBODY, first=at - 1, last=at) if world else None
    return replace(SOMEBODY, first=at, last=at)


def _of_others(words: list[str], at: int) -> bool:
    """ "its diplomatic allies": not those of the alliance."""
    before = words[at - 1].lower() if at else ""
    return before in ("diplomatic", "political", "coalition", "gulf", "arab", "regional")


def dateline(words: list[str], names: dict[str, _Entries]) -> int:
    """ "PARIS/ROME - The minister": how many words say where a report was written."""
    end = 0
    while end < len(words) and (words[end].isupper() or words[end] == "/"):
        end += 1
    if end == len(words) or not end or words[end] not in ("-", "–", "—", "(", ",", "/"):
        return 0
    sorts = [names[word.title()][-1][2] for word in words[:end] if word.title() in names]
    return end if sorts and all(sort is AliasSort.CAPITAL for sort in sorts) else 0


def _opens_report(words: list[str]) -> bool:
    """ "Brussels, 19 January", "Brussels/Kinshasa": where a report was written, not the Union."""
    first, second, third = (*words[:3], "", "")[:3]
    if first == "Washington" and second == ",":
        return third in ("DC", "D.C") or third in _MONTHS
    dated = second in ("/", "(") or (second == "," and third[:1].isdigit())
    return first == "Brussels" and dated


_MONTHS: Final = frozenset(
    [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ]
)
""" "Washington, June 12, 2024 – The Fund's board": where the lenders write."""


def _is_people(words: list[str], at: int, size: int, sort: AliasSort) -> bool:
    """ "the Dutch had", "the Swiss," name a state; "the Dutch minister" does not yet."""
    if words[at - 1] not in _THE or sort is not AliasSort.DEMONYM:
        return False
    following = words[at + size] if at + size < len(words) else "."
    if following[0].isdigit() or following.lower() in _BEHIND_PEOPLE:
        return True
    return not following[0].isalnum() or _is_past(following)


def _is_past(word: str) -> bool:
    """ "the Dutch collected": a verb that can be no noun behind an adjective."""
    _, _, form = VERBS.get(word, ("", None, None))
    return form in (Form.PAST, Form.ED)


def _names_event(words: list[str], party: Party) -> bool:
    """ "the London Sudan Conference", "the Berlin summit": a place or a theme, and nobody acts."""
    if party.sort is not AliasSort.CAPITAL and (
        party.kind is not OrganisationKind.STATE or party.sort is AliasSort.DEMONYM
    ):
        return False
    following = words[party.last + 1 : party.last + 5]
    for step, word in enumerate(following):
        if word.lower() in _EVENTS:
            return not step or word[0].isupper()
        if not (word[0].isupper() or word.isdigit()):
            break
    return False


_EVENTS: Final = word_set("conference summit forum")


_THE: Final = frozenset({"the", "The", "THE"})
_BEHIND_PEOPLE: Final = DOING | word_set(
    "have has had are were was is will would and said say promised pledged gave sent offered also "
    "who could may collected raised"
)


def _is_currency(words: list[str], last: int) -> bool:
    """ "US$", "Canadian dollars", "Swiss francs" name money, not a state."""
    following = words[last + 1] if last + 1 < len(words) else ""
    if following == "crown" and words[last + 2 : last + 3] in (["prince"], ["princess"]):
        return False
    if following == "$":
        return words[last] in ("US", "U.S", "USA")
    return following in _MONEY


_MONEY: Final = word_set(
    "dollar dollars crown crowns krona kronor krone kroner franc francs pound pounds yen"
)


def named_party(first: int, last: int, organisation: Organisation, sort: AliasSort) -> Party:
    """An organisation as it is named from token ``first`` to ``last``."""
    gives = organisation.key not in NEVER_DONORS
    code, name = organisation.code, organisation.name
    return Party(first, last, code, name, sort, organisation.kind, gives, code or name)


def at_peace(parties: list[Party]) -> list[Party]:
    """The parties of a text in which Ukraine is not named: "Russia gave Mali 50,000 tonnes"."""
    return [replace(party, gives=True) if party.key in ADVERSARIES else party for party in parties]
