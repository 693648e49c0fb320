"""Verbs of needing, owing and urging: a decision to come, a promise unmet, advice."""

from __future__ import annotations

from typing import Final

from ledger.reading.frames import Frame, Verb
from ledger.reading.wordlists import word_set


def is_urged(frame: Frame, verb: Verb) -> bool:
    """ "The authors recommend that donors give $500 million": nobody said that they would."""
    near = frame.lows[max(0, verb.first - _URGED) : verb.first]
    return "that" in near[1:] and near[near.index("that", 1) - 1] in _URGING


_URGED: Final = 6
"""Words from "recommend" to what donors should do."""
_URGING: Final = word_set(
    "recommend recommends recommended urge urges urged demand demands demanded suggest suggests "
    "insist insists insisted request requests requested"
)


def needs_consent(frame: Frame, verb: Verb) -> bool:
    """ "A further 4 billion requires the consent of parliament": a decision is still to come."""
    return not _CONSENT.isdisjoint(frame.lows[verb.last + 1 : verb.last + 5])


_CONSENT: Final = word_set("consent approval assent ratification backing decision")


def owes_aid(frame: Frame, verb: Verb) -> bool:
    """ "The fund still owes the agency 12 million": what was promised, and is no debt."""
    still = "still" in frame.lows[max(0, verb.first - 2) : verb.last + 3]
    promised = not _PROMISED.isdisjoint(frame.lows[verb.last :])
    helper = verb.lemma == "owe" and (still or promised)
    return helper and _DEBTS.isdisjoint(frame.lows)


_PROMISED: Final = word_set("pledge pledged promise promised")
""" "owes the agency 2 million from a pledge made in 2022"."""
_DEBTS: Final = word_set(
    "debt debts dues arrears loan loans creditors bondholders interest repay suppliers wages"
)
