"""The stage of a sum from the noun that it is said to be, or to be the worth of."""

from __future__ import annotations

from typing import Final

from ledger.reading import stages
from ledger.reading.frames import Frame
from ledger.reading.mention import Mention
from ledger.reading.shares import COPULAS, Staged
from ledger.reading.wordlists import word_set
from ledger.values.stages import Stage


def equated(made: Frame, mention: Mention) -> Staged | None:
    """ "The announcement was $20 million", "From Rome there is €3 million": what opens a sum."""
    opening = made.lows[max(0, mention.first - 2) : mention.first]
    if opening == ["will", "be"]:
        opening = made.lows[max(0, mention.first - 3) : mention.first]
    behind = made.lows[mention.edge + 1 : mention.edge + _FOR]
    there = mention.is_money and opening in _THERE_IS and not made.headline
    counted = _counted(made, mention)
    if counted is not None:
        noun = made.low(counted)
        return (
            stages.NOUNS[noun],
            f"“{noun}”, of what they are",
            "noun",
            made.span(counted, counted),
        )
    if opening in _STOOD and not _TALLY.isdisjoint(
        made.lows[max(0, mention.first - 5) : mention.first]
    ):
        return Stage.PLEDGED, "the outcome", "noun", None
    if opening in _WAS_SAID or there:
        return Stage.PLEDGED, f"“{' '.join(opening)}”", "noun", None
    if mention.is_money and opening in _WE_HAVE and "for" in behind:
        return Stage.ALLOCATED, f"“{' '.join(opening)} … for”", "noun", None
    said = headed(made, mention)
    if said is not None or not mention.is_money:
        return said
    return _worth(made, mention)


def headed(made: Frame, mention: Mention) -> Staged | None:
    """ "opened the session with a promise: one billion": what the colon opens."""
    at = mention.first - 2
    if made.low(at + 1) != ":" or made.low(at) not in _SAID_BEFORE or made.low(at - 1) not in _A:
        return None
    return Stage.PLEDGED, f"“{made.low(at)}”, and what it is", "noun", made.span(at, at)


_SAID_BEFORE: Final = frozenset({"promise", "pledge", "offer", "contribution"})
_A: Final = frozenset({"a", "an", "another", "its", "their"})


def _worth(made: Frame, mention: Mention) -> Staged | None:
    """ "Ottawa's new three-year plan is worth 600 million": what the noun is says how firm."""
    at = _before(made, mention)
    said = made.lows[max(0, at - 1) : at + 1]
    if not (said[1:] == ["worth"] and said[0] in COPULAS) and said not in _VALUE_OF:
        return None
    for low in made.lows[:at]:
        if low in _PLANS:
            return _PLANS[low], f"“{low}”, and what it is worth", "noun", None
    return None


_VALUE_OF: Final = (["value", "of"], ["volume", "of"])
_PLANS: Final = {
    "plan": Stage.PLEDGED,
    "programme": Stage.PLEDGED,
    "program": Stage.PLEDGED,
    "agreement": Stage.COMMITTED,
    "contract": Stage.COMMITTED,
    "deal": Stage.COMMITTED,
}


def _counted(made: Frame, mention: Mention) -> int | None:
    """ "Its disbursements to Somalia in 2023 were SEK 640 million": where the noun stands."""
    before = _before(made, mention)
    equals = made.low(before) in COPULAS or made.lows[before - 1 : before + 1] in _AMOUNTING
    if not mention.is_money or not equals:
        return None
    places = range(max(0, before - _OF_COUNTED), before)
    return next((at for at in places if made.lows[at] in stages.NOUNS), None)


def _before(made: Frame, mention: Mention) -> int:
    """The last word in front of a sum and of what says that it is about so much."""
    at = mention.first - 1
    while made.low(at) in _ABOUT:
        at -= 1
    return at


_ABOUT: Final = word_set("about around some nearly almost over roughly approximately")
_AMOUNTING: Final = (["amount", "to"], ["amounted", "to"], ["come", "to"], ["came", "to"])
_OF_COUNTED: Final = 12
"""Words from the noun to the copula: "disbursements to Somalia in 2023 were"."""
_WE_HAVE: Final = (["i", "have"], ["we", "have"])
_FOR: Final = 6
"""Words from a sum to what it is for: "I have 200 million this year for"."""
_STOOD: Final = (["stood", "at"], ["stopped", "at"])
_TALLY: Final = frozenset({"tally", "counter"})
""" "The tally stood at 7.4 billion": what all who came promised."""
_WAS_SAID: Final = tuple([noun, "was"] for noun in ("announcement", "pledge", "promise", "offer"))
_THERE_IS: Final = (
    ["there", "is"],
    ["there", "are"],
    ["there", "was"],
    ["there", "were"],
    ["there", "will", "be"],
)
