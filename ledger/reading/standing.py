"""Where a party stands in its sentence: before a finite verb, behind a preposition."""

from __future__ import annotations

from typing import Final

from ledger.reading.frames import Frame
from ledger.reading.parties import Party
from ledger.reading.wordlists import word_set


def acts_behind(frame: Frame, party: Party) -> bool:
    """ "Portugal on Monday became": whether a finite verb is right behind, or behind a day."""
    at = party.last + 1
    at += 2 * (frame.low(at) in ("on", "last", "this")) + (frame.low(at) in ("also", "later"))
    following = frame.low(at)
    return following in _ACTS or following.endswith("ed")


_ACTS: Final = word_set(
    "is are was were has have had will would can could may might became said says told went saw "
    "began"
)


_WHERE: Final = frozenset({"in", "from", "at"})


def said(frame: Frame, party: Party) -> bool:
    """ "the European Commission said on Friday": whether a party speaks."""
    return frame.low(party.last + 1) in _SAYING


_SAYING: Final = word_set("said says announced told confirmed promised pledged")


def behind_preposition(frame: Frame, party: Party, prepositions: frozenset[str]) -> bool:
    """Whether a party, or the list that it ends, follows a preposition."""
    at = party.first - 1
    while True:
        while frame.low(at) in ("the", ",", "and", "both"):
            at -= 1
        joined = next((one for one in frame.parties if one.last == at), None)
        if joined is not None and joined.first == 1 and frame.low(at + 1) == ",":
            apart = "and" not in frame.lows[at + 1 : party.first]
            if apart and frame.low(0) in _WHERE and said(frame, party):
                return False  # "In Brussels, the European Commission said"
        if joined is None or at == party.first - 1:
            return frame.low(at) in prepositions and frame.low(at + 1) != ","
        at = joined.first - 1
