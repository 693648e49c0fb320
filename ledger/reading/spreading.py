"""Why a figure is no claim because the one before it is none."""

from __future__ import annotations

from typing import Final

from ledger.reading.claim import Refusal
from ledger.reading.frames import Frame, Mood, Verb
from ledger.reading.givers import TOWARDS, may_give, opening
from ledger.reading.mention import Mention
from ledger.reading.state import State
from ledger.reading.verbs import Act
from ledger.values.amount import SCALE


def spreads(state: State, made: Frame, mention: Mention) -> str:
    """ "needs 40 million for wheat and 12 million for seed": the reason holds for both."""
    if not state.refusals:
        return ""
    refusal = state.refusals[-1]
    sold = refusal.reason == "a sale" and _next_buyer(made, mention, refusal)
    if sold or not mention.is_money:
        of_them = made.lows[mention.last + 1 : mention.last + 3] in _OF_THEM
        of_them = of_them and _just_before(made, mention, refusal)
        return refusal.reason if sold or of_them else ""
    if made.low(mention.first - 1) == "which" and _total_here(state, made, mention):
        return "past total"
    if refusal.reason not in _SPREADING or not made.start <= refusal.span[0] < mention.span[0]:
        return refusal.reason if _is_its_worth(made, mention, refusal) else ""
    start = made.token_at(refusal.span[1])
    if _of_need(made, mention, refusal):
        return "past total"
    between = made.lows[start : mention.first]
    parted = not _APART.isdisjoint(between)
    joined = not _JOINED.isdisjoint(between)
    acted = any(start <= verb.first < mention.first for verb in made.verbs)
    claimed = any(refusal.span[1] <= one.span[0] for one in state.claims[-1:])
    named = any(
        start <= party.first < mention.first and made.low(party.first - 1) not in TOWARDS
        for party in made.parties
    )
    return "" if parted or not joined or acted or claimed or named else refusal.reason


def _of_need(made: Frame, mention: Mention, refusal: Refusal) -> bool:
    """ "Of the 152 million required, it has received 41 million": from whomever it came."""
    first = made.token_at(refusal.span[0])
    if refusal.reason != "request or need" or made.low(0) != "of" or first > _OPENING:
        return False
    got = any(verb.act in _COMING and verb.mood in (Mood.PAST, Mood.PERFECT) for verb in made.verbs)
    return got and not any(may_give(party) for party in made.parties if party.last < mention.first)


_COMING: Final = frozenset({Act.RECEIVE, Act.GIVE, Act.ARRIVE, Act.PLEDGE, Act.RAISE})


def is_share_of(made: Frame, mention: Mention) -> bool:
    """ "has received 68 million: 39 million from Canada": a part whose donor is named."""
    sender = made.low(mention.edge + 1) in ("from", "by")
    if not sender or made.low(mention.first - 1) not in _LISTING:
        return False
    whole = any(
        one.end < mention.span[0] and (one.currencies or (one.bounds.low or 0) >= _MILLION)
        for one in made.figures
    )
    return whole and any(
        opening(made, one) == mention.edge + 1 and may_give(one) for one in made.parties
    )


_MILLION: Final = 10**6 * SCALE
_LISTING: Final = frozenset({":", ",", "and", "including", "(", "–", "—", "with"})


def _is_its_worth(made: Frame, mention: Mention, refusal: Refusal) -> bool:
    """ "Danish companies gave 14 transformers with a value of 22 million": what theirs is worth."""
    if refusal.reason != "private donor" or not made.start <= refusal.span[0] < mention.span[0]:
        return False
    between = made.lows[made.token_at(refusal.span[1]) : mention.first]
    return not _WORTH.isdisjoint(between) and ";" not in between


_WORTH: Final = frozenset({"worth", "value", "valued"})
_APART: Final = frozenset({";", "while", "but", "whereas"})
_JOINED: Final = frozenset({"and", ",", "or"})


def _total_here(state: State, made: Frame, mention: Mention) -> bool:
    """ "113 billion were promised by 46 donors, of which 38 billion": a part of a total."""
    return any(
        one.reason == "past total" and made.start <= one.span[0] < mention.span[0]
        for one in state.refusals[-4:]
    )


def _next_buyer(made: Frame, mention: Mention, refusal: Refusal) -> bool:
    """ "Spain bought 1.1 million tonnes, Egypt 600,000": the verb holds for the next one too."""
    start = made.token_at(refusal.span[1])
    if not made.start <= refusal.span[0] < mention.span[0]:
        return False
    if any(start <= verb.first < mention.first for verb in made.verbs):
        return False
    return any(start <= one.first and one.last + 1 == mention.first for one in made.parties)


_OF_THEM: Final = (["of", "them"], ["of", "these"], ["of", "which"])
_NOT_ANYBODYS: Final = frozenset({"private donor", "holdings", "casualties or damage", "a sale"})


def _just_before(made: Frame, mention: Mention, refusal: Refusal) -> bool:
    """ "Rheinmetall offers 139 tanks, 88 of them Leopards": the part is nobody's either."""
    return refusal.reason in _NOT_ANYBODYS and made.start <= refusal.span[0] < mention.span[0]


_SPREADING: Final = frozenset(
    {
        "request or need",
        "cost or price",
        "own budget",
        "not aid",
        "past total",
        "general budget",
        "earlier level",
    }
)


_CONTINUING: Final = frozenset({"including", "which", "and", ",", "include", "includes"})


def continues(state: State, made: Frame, mention: Mention, verb: Verb | None) -> bool:
    """Whether a running total in front goes on: "…, including $19.4 billion in drawdowns"."""
    if not state.refusals or not mention.is_money or verb is None or verb.first > mention.first:
        return False
    here = [one for one in state.refusals[-6:] if made.start <= one.span[0] < mention.span[0]]
    refusal = next((one for one in reversed(here) if one.reason != "date"), None)
    if refusal is None and not here and _of_total(state, made, verb):
        return True
    if refusal is None or refusal.reason != "past total":
        return False
    if made.starts[verb.first] > refusal.span[1] and verb.act is not Act.CONTAIN:
        return False
    between = made.lows[made.token_at(refusal.span[1]) : mention.first]
    return not _CONTINUING.isdisjoint(between) and "but" not in between and "while" not in between


def is_of_total(state: State, made: Frame, mention: Mention) -> bool:
    """ "has given more than 23 billion to date. More than 20 billion of this has been paid"."""
    behind = made.lows[mention.edge + 1 : mention.edge + 3]
    opens = made.lows[:3] in _OF_THIS_SUM
    if not mention.is_money or not (opens or behind in _OF_THIS) or not state.refusals:
        return False
    last = next(
        (one for one in reversed(state.refusals) if one.reason != "date"), state.refusals[-1]
    )
    claimed = bool(state.claims) and state.claims[-1].span > last.span
    total = last.reason == "past total" or (opens and last.reason == "the frame")
    return total and not claimed and made.start - last.span[1] <= _NEXT


_OF_THIS_SUM: Final = (["of", "that", "sum"], ["of", "this", "sum"], ["of", "that", ","])
""" "Of that sum, 25 billion is meant for 2025": of a framework told before."""
_OF_THIS: Final = (["of", "this"], ["of", "that"], ["of", "it"])


def _of_total(state: State, made: Frame, verb: Verb) -> bool:
    """ "This includes €38 billion": what the running total of the sentence before holds."""
    if verb.act is not Act.CONTAIN or made.low(0) not in _STANDS_FOR or verb.first > _OPENING:
        return False
    last = state.refusals[-1]
    claimed = bool(state.claims) and state.claims[-1].span > last.span
    return last.reason == "past total" and made.start - last.span[1] <= _NEXT and not claimed


_STANDS_FOR: Final = frozenset({"this", "these", "it", "that", "which"})
_OPENING: Final = 4
"""Words of a sentence within which its verb stands."""
_NEXT: Final = 200
"""Code points between a total and the sentence that says what is in it."""
