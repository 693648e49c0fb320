"""Whom a text names by what they are: "the bank", "the bloc", "the Gulf kingdom".

A definite noun phrase stands for the organisation of that sort which the text named last; a few
stand for one organisation even where nobody was named before.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from ledger.reading.frames import Frame
from ledger.reading.parties import Party, named_party
from ledger.reading.wordlists import word_set
from ledger.vocabulary import AliasSort, organisations

_BANKS: Final = word_set("WB ADB AfDB EIB EBRD IsDB IDB AIIB CEB CAF")
_GULF: Final = word_set("SAU QAT ARE KWT BHR OMN")
_NORDIC: Final = word_set("DNK NOR SWE FIN ISL")
_BALTIC: Final = word_set("EST LVA LTU")
_KINGDOMS: Final = word_set("SAU BHR JOR MAR DNK NOR SWE NLD BEL ESP THA BTN KHM TON LSO SWZ")

_SEATS: Final[dict[str, str]] = {
    "abidjan": "AfDB",
    "beijing": "AIIB",
    "jeddah": "IsDB",
    "london": "EBRD",
    "luxembourg": "EIB",
    "manila": "ADB",
    "washington": "WB",
}
"""Where lenders sit: "the Manila-based lender"."""

_MEANT: Final[dict[tuple[str, ...], tuple[frozenset[str], str]]] = {
    ("bank",): (_BANKS, ""),
    ("lender",): (_BANKS | {"IMF"}, ""),
    ("fund",): (frozenset({"IMF"}), ""),
    ("federal", "government"): (word_set("DEU AUS NGA CAN AUT CHE BEL ETH USA RUS"), "DEU"),
    ("regional", "lender"): (_BANKS, ""),
    ("multilateral", "lender"): (_BANKS, ""),
    ("bloc",): (frozenset({"EU"}), "EU"),
    ("alliance",): (frozenset({"NATO"}), ""),
    ("senate",): (frozenset({"USA"}), "USA"),
    ("house",): (frozenset({"USA"}), ""),
    ("kingdom",): (_KINGDOMS, ""),
    ("emirate",): (word_set("QAT KWT ARE"), ""),
    ("gulf", "kingdom"): (word_set("SAU BHR"), "SAU"),
    ("gulf", "monarchy"): (_GULF, ""),
    ("gulf", "emirate"): (word_set("QAT KWT ARE"), ""),
    ("gulf", "state"): (_GULF, ""),
    ("gulf", "country"): (_GULF, ""),
    ("nordic", "country"): (_NORDIC, ""),
    ("nordic", "state"): (_NORDIC, ""),
    ("nordic", "nation"): (_NORDIC, ""),
    ("scandinavian", "country"): (_NORDIC, ""),
    ("baltic", "country"): (_BALTIC, ""),
    ("baltic", "state"): (_BALTIC, ""),
    ("baltic", "republic"): (_BALTIC, ""),
    ("alpine", "republic"): (word_set("AUT CHE"), "AUT"),
    ("alpine", "country"): (word_set("AUT CHE"), ""),
    ("grand", "duchy"): (frozenset({"LUX"}), "LUX"),
    **{
        (f"{seat}-based", noun): (frozenset({key}), key if noun == "lender" and key != "WB" else "")
        for seat, key in _SEATS.items()
        for noun in ("lender", "bank")
    },
}
"""The words of a phrase: whom it may stand for, and for whom it stands in any case."""

_HEADS: Final = frozenset(words[-1] for words in _MEANT)
_CAPITAL: Final = frozenset({"fund", "senate", "house"})
"""Nouns that stand for an organisation only with a capital: "the Fund said"."""

_BEFORE: Final = frozenset({"the", "his", "her"})
_NOT_BEFORE: Final = word_set("of for account accounts loan loans transfer holiday guarantee")


def resolve(frames: list[Frame], named: dict[str, Party]) -> None:
    """Add to each sentence the organisations that it names by what they are.

    ``named`` are those that the text named before, by key, the last one last; these sentences
    add to it.
    """
    for frame in frames:
        found = [] if _HEADS.isdisjoint(frame.lows) else _found(frame, named)
        for party in frame.parties:
            named.pop(party.key, None)
            named[party.key] = party
        if found:
            frame.parties = sorted([*frame.parties, *found], key=lambda party: party.first)


def _found(frame: Frame, named: dict[str, Party]) -> list[Party]:
    found: list[Party] = []
    taken = {at for party in frame.parties for at in range(party.first, party.last + 1)}
    for at, low in enumerate(frame.lows):
        if low not in _HEADS or at in taken or frame.low(at + 1) in _NOT_BEFORE:
            continue
        if low in _CAPITAL and not frame.words[at][:1].isupper():
            continue
        for size in (2, 1):
            first = at - size + 1
            entry = _MEANT.get(tuple(frame.lows[first : at + 1])) if first > 0 else None
            if entry is None or frame.low(first - 1) not in _BEFORE:
                continue
            party = _meant(frame, named, entry, first, at)
            if party is not None:
                found.append(party)
            break
    return found


def _meant(
    frame: Frame, named: dict[str, Party], entry: tuple[frozenset[str], str], first: int, last: int
) -> Party | None:
    candidates, always = entry
    before = [party for party in frame.parties if party.last < first]
    for party in [*reversed(before), *reversed(named.values())]:
        if party.key in candidates:
            return replace(party, first=first, last=last, sort=AliasSort.NAME)
    if not always:
        return None
    return named_party(first, last, organisations()[always], AliasSort.NAME)
