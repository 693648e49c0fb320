"""Why a figure is no claim: the words around it, its size, what the text said before."""

from __future__ import annotations

from typing import Final

from ledger.reading.frames import Frame, Verb
from ledger.reading.mention import Mention
from ledger.reading.parties import SELDOM_DONORS
from ledger.reading.refusals import refused
from ledger.reading.spreading import continues, is_of_total, is_share_of, spreads
from ledger.reading.staging import asks_lawgivers, asks_parliament
from ledger.reading.state import NEAR, State
from ledger.reading.timing import is_annual, is_history
from ledger.reading.verbs import Act
from ledger.reading.wordlists import word_set
from ledger.values.amount import SCALE
from ledger.values.stages import Stage


def refusal(state: State, made: Frame, mention: Mention, verb: Verb | None, how: str) -> str:
    """Why the words around a figure make it no claim; empty where they do not."""
    if mention.figure is None:
        return ""
    if mention.bounds is not None and mention.bounds.high == 0:
        return "nothing at all"
    if made.headline and made.lows[-1] == "?":
        return "a question"
    reason = refused(made, mention.figure, verb, money=mention.is_money)
    if not reason and mention.is_money:
        reason = _out_of_scale(mention) or _is_weight(made, mention)
    if _outweighed(state, made, mention, verb, how, reason):
        reason = ""
    if reason or is_share_of(made, mention):
        return reason
    said = verb is not None and verb.act is Act.PLEDGE
    if not said and is_history(state, made, mention.first):
        return "history"
    return _of_other_sums(state, made, mention, verb)


def _of_other_sums(state: State, made: Frame, mention: Mention, verb: Verb | None) -> str:
    """Why a sum is that of a year, or belongs to one that is no claim."""
    if is_annual(state, made, mention, verb):
        return "another year"
    if continues(state, made, mention, verb) or is_of_total(state, made, mention):
        return "past total"
    return spreads(state, made, mention)


def _outweighed(  # noqa: PLR0911 - one reason a line
    state: State, made: Frame, mention: Mention, verb: Verb | None, how: str, reason: str
) -> bool:
    """Whether the verb, the list or the text says more than the words of the reason."""
    if verb is not None and how == "modifier" and _of_others(made, mention, verb, reason):
        return True
    if reason == "own budget":
        told = _for_recipient(state, made, mention) or _is_set_aside(made, mention, verb)
        return told or _spent_as_promised(made, verb)
    if reason == "hypothetical" and verb is not None and verb.act is Act.CONTAIN:
        return state.package is not None and state.package.stage is Stage.CANCELLED
    if reason in ("holdings", "capacity"):
        return state.listed is not None and made.low(mention.first - 2) != "which"
    if reason == "cost or price":
        return _named_in_list(state, made, mention)
    if reason == "past total" and (
        is_share_of(made, mention) or _is_of_promise(state, made, mention, verb)
    ):
        return True
    if reason in ("request or need", "past total") and _held_up(made, mention, verb, how):
        return True
    if reason != "request or need":
        return False
    if how == "modifier" and verb is not None and verb.act in _PROMISED:
        return True
    return (
        _opened(made, mention, verb, how)
        or ("request" in made.lows and asks_lawgivers(made))
        or any(
            asks_parliament(made, one)
            for one in (verb, *made.verbs)
            if one is None or one.first < mention.first
        )
    )


def _is_of_promise(state: State, made: Frame, mention: Mention, verb: Verb | None) -> bool:
    """ "The EU had promised 25 million. It has so far transferred 18 million": a part of that."""
    last = state.claims[-1] if state.claims else None
    if last is None or verb is None or verb.act is not Act.GIVE or mention.bounds is None:
        return False
    near = made.start - last.sentence[1] <= NEAR and made.low(0) in ("it", "they")
    promised = last.stage in (Stage.PLEDGED, Stage.COMMITTED) and last.bounds is not None
    if not (near and promised) or last.unit not in mention.currencies:
        return False
    whole, part = last.bounds.high if last.bounds else None, mention.bounds.high
    return whole is not None and part is not None and part < whole


def _of_others(made: Frame, mention: Mention, verb: Verb, reason: str) -> bool:
    """What stands behind a figure says who promised it, whatever adds it up or spends it."""
    if reason == "own budget":  # "The budget rests on 16 million that Canberra brought forward"
        return verb.act is Act.PLEDGE and not verb.passive
    # "takes what it has drawn to 4 million out of the 9 million agreed"
    out_of = made.lows[max(0, mention.first - 3) : mention.first] == _OUT_OF
    return reason == "past total" and out_of and verb.act is Act.COMMIT


_OUT_OF: Final = ["out", "of", "the"]
_PROMISED: Final = frozenset({Act.PLEDGE, Act.COMMIT, Act.GIVE})
""" "is waiting for 20 tanks that Washington promised"."""


def _opened(made: Frame, mention: Mention, verb: Verb | None, how: str) -> bool:
    """ "A gap until the summer: 4.5 billion arrived": what the colon opens is no need."""
    moved = verb is not None and verb.act in (Act.ARRIVE, Act.GIVE) and how == "subject"
    return moved and made.low(mention.first - 1) == ":"


def _held_up(made: Frame, mention: Mention, verb: Verb | None, how: str) -> bool:
    """Whether the figure is held up, and was not given long ago."""
    return (verb is not None and verb.act is Act.STALL and how == "subject") and not any(
        0 < mention.first - one.last <= _VERB_REACH and one.act is Act.GIVE for one in made.verbs
    )


_VERB_REACH: Final = 4
"""Words between a verb of giving and a sum that it was given long ago."""

_HARD: Final = frozenset({"USD", "EUR", "GBP", "CHF", "CAD", "AUD", "NZD"})


def _out_of_scale(mention: Mention) -> str:
    """A trillion, or a few thousand, of a currency in which states do not give that."""
    value = (mention.bounds.low or mention.bounds.high) if mention.bounds is not None else None
    if value is None or mention.currencies[0] not in _HARD:
        return ""
    if value >= 10**12 * SCALE:
        return "more than any aid"
    return "less than any aid" if value < _LEAST * SCALE else ""


def _is_weight(made: Frame, mention: Mention) -> str:
    """ "8 million pounds of cargo": what aircraft carry is weighed."""
    pounds = made.low(mention.last) == "pounds" and made.low(mention.last + 1) == "of"
    return "a measure" if pounds and made.low(mention.last + 2) in _FREIGHT else ""


_FREIGHT: Final = word_set("cargo freight food rice flour wheat sorghum beans supplies produce")
_LEAST: Final = 10_000
"""Of a hard currency: below it are prices, pay and prizes."""


def _for_recipient(state: State, made: Frame, mention: Mention) -> bool:
    """Whether money of a budget is said to be for the recipient: "the fund for Ukraine"."""
    recipient = state.context.main_recipient
    return recipient is not None and any(
        party.key == recipient.key
        and abs(party.first - mention.first) <= 12
        and made.low(party.first - 1) in ("for", "to")
        for party in made.parties
    )


def _is_set_aside(made: Frame, mention: Mention, verb: Verb | None) -> bool:
    """ "has set aside 11 million in its aid budget for schools in Fiji": who gets stands behind."""
    if verb is None or verb.act is not Act.ALLOCATE:
        return False
    return any(
        party.key in SELDOM_DONORS
        and 0 < party.first - mention.last <= _FOR_WHOM
        and made.low(made.before(party.first)) in ("for", "to", "in")
        for party in made.parties
    )


_FOR_WHOM: Final = 14
"""Words from a sum to who gets it."""


def _spent_as_promised(made: Frame, verb: Verb | None) -> bool:
    """ "Britain, which had pledged £9 million, spent £8 million": of what was promised."""
    if verb is None or verb.lemma != "spend":
        return False
    return any(one.act is Act.PLEDGE and one.last < verb.first for one in made.verbs)


def _named_in_list(state: State, made: Frame, mention: Mention) -> bool:
    """ "- fund for energy prices: EUR 12 million": what the sum of a line is for is no price."""
    told = state.listed is not None and state.listed.stage_span is not None
    return told and made.low(mention.first - 1) in (":", "–", "—")
