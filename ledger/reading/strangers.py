"""Whether a verb has a subject of its own that is no donor: "an audit found"."""

from __future__ import annotations

from typing import Final

from ledger.reading.frames import Frame, Mood, Verb
from ledger.reading.givers import AID_WORDS, PREPOSITIONS
from ledger.reading.parties import GIFTS, ROLES
from ledger.reading.subject import speaks_for_itself
from ledger.reading.verbs import AUXILIARIES, CARRIERS, Act
from ledger.reading.wordlists import word_set
from ledger.vocabulary import AliasSort

PRONOUNS: Final = word_set("it they he she")

_KNOWN: Final = (
    (ROLES - {"force", "guard"})
    | GIFTS
    | AID_WORDS
    | CARRIERS
    | word_set(
        "bill measure law plan deal donor host hosts others rest tranche shipment delivery "
        "consignment batch instalment summit conference meeting bank fund spokesperson readout "
        "statement decision letter board agreement programme program project credit contract "
        "accord pact visit announcement step move initiative scheme facility vote text act "
        "negotiators diplomats delegates envoys ambassadors politicians legislators agency "
        "ministry majority week month year today yesterday house chamber senate list capital grant "
        "loan phase component proposal request idea motion report first second third fourth latter"
    )
)
"""Nouns that act for a donor, or stand for what it gives."""


_NO_AGENT: Final = frozenset({Act.CONTAIN, Act.DESTINE, Act.RECEIVE, Act.ARRIVE})
"""Classes whose subject is the thing, the package or who gets it."""


def has_stranger(frame: Frame, verb: Verb) -> bool:
    """Whether a verb has a subject of its own that is no donor: "an audit found"."""
    if verb.passive or verb.relative or verb.act in _NO_AGENT:
        return False
    at = verb.first - 1
    noun = frame.low(at)
    known = noun in _KNOWN and frame.lows[max(0, at - 2) : at] in _RELATIVE_THE
    if known or noun in PRONOUNS or noun in _MAGNITUDES or speaks_for_itself(frame, verb):
        return False
    if noun in ("and", "but", "then"):
        return _goes_on(frame, verb)
    if any(party.last == at and not party.gives for party in frame.parties):
        return True
    if not noun.isalpha() or noun in _KNOWN or not frame.words[at].islower():
        return _opens_with_stranger(frame, verb)
    determiners = frame.lows[max(0, at - 3) : at]
    return bool({"a", "an", "the", "this"} & set(determiners)) and not (
        set(determiners) & _NO_STRANGERS
    )


def _goes_on(frame: Frame, verb: Verb) -> bool:
    """ "Ministers opened a ward and announced": who acts does so in the verb before, too."""
    if frame.low(0) in PRONOUNS:
        return False
    before = next((one for one in reversed(frame.verbs) if one.last < verb.first), None)
    return before is not None and has_stranger(frame, before)


_RELATIVE_THE: Final = (["that", "the"], ["which", "the"])
""" "Half of the sum that the government has set aside"."""
_MAGNITUDES: Final = word_set("million billion trillion euros dollars pounds")
""" "The £325 million will fund the delivery": a sum told before is no stranger."""

_NO_STRANGERS: Final = _KNOWN | PREPOSITIONS | {"who", "which", "that"}
_ABBREVIATED: Final = 3
"""Letters up to which a word may be no plural: "US"."""
_ENDS_SUBJECT: Final = PREPOSITIONS | AUXILIARIES | {"that", "which", "who"}


def _opens_with_stranger(frame: Frame, verb: Verb) -> bool:
    """ "The regional bank in Dakar, meanwhile, has cancelled", "Developing nations spoke of"."""
    if verb.mood in (Mood.INFINITIVE, Mood.GERUND) or len(frame.lows) < 2:
        return False
    at = 1 if frame.low(0) in ("a", "an", "the", "some", "many", "most", "several") else 0
    head = ""
    end = min([verb.first, *(one.first for one in frame.verbs)])
    while at < end and frame.low(at).isalpha() and frame.low(at) not in _ENDS_SUBJECT:
        if head and frame.low(at).endswith("ed"):
            break
        head = frame.low(at)
        at += 1
    named = any(party.first < at and party.sort is not AliasSort.DEMONYM for party in frame.parties)
    plural = head.endswith("s") and not head.endswith("ss")
    opened = frame.low(0) in ("a", "an", "the") or plural
    return (
        bool(head)
        and opened
        and (at >= 2 or (plural and len(head) > _ABBREVIATED))
        and not {head, head.removesuffix("s")} & _KNOWN
        and not named
    )
