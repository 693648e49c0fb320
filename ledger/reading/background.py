"""Whether a figure whose verb says nothing of aid is background rather than part of a gift."""

from __future__ import annotations

from itertools import pairwise
from typing import Final

from ledger.reading.asides import acts_anew
from ledger.reading.claim import Span
from ledger.reading.frames import Frame, Mood, Verb
from ledger.reading.givers import may_give
from ledger.reading.mention import Mention
from ledger.reading.state import State
from ledger.reading.verbs import Act
from ledger.reading.wordlists import word_set

NO_VERB: Final = "no verb of aid"
TO_COME: Final = frozenset({Mood.FUTURE, Mood.PROGRESSIVE, Mood.WOULD})
PACKAGES: Final = word_set(
    "package aid assistance support donation shipment tranche loan grant consignment delivery "
    "batch gift convoy"
)
_HOLDERS: Final = word_set("fleet portfolio arsenal inventory army navy stock stockpile stocks")
"""What holds things that nobody gives: "the fleet includes 12 ships"."""


def of_others(made: Frame, mention: Mention, verb: Verb) -> bool:
    """ "UNICEF repaired 14 wells", "a hospital consists of ten modules": nobody's gift."""
    if verb.lemma == "buy" and verb.mood is Mood.WOULD and mention.last < verb.first:
        return True
    handling = verb.act is Act.DESTINE or verb.lemma in ("distribute", "reach")
    if handling and verb.mood not in TO_COME and not verb.passive:
        return verb.last < mention.first and any(
            party.last + 1 == verb.first and not may_give(party) for party in made.parties
        )
    opening = made.lows[: verb.first]
    if verb.act is not Act.CONTAIN or not PACKAGES.isdisjoint(opening):
        return False
    things = [thing for thing in made.things if thing.last < verb.first]
    if verb.lemma == "value":
        return bool(things)
    if verb.lemma == "hold" and "they" in opening:
        return True
    one = bool(things) and not made.low(things[-1].last).endswith("s")
    return not _HOLDERS.isdisjoint(opening) or (one and verb.lemma in ("consist", "comprise"))


def of_running_total(state: State, made: Frame, mention: Mention) -> bool:
    """ "has sent 641 million worth of arms since 2022, including 50 carriers"."""
    return any(
        one.reason == "past total" and made.start <= one.span[0] < mention.span[0]
        for one in state.refusals[-4:]
    )


def told_apart(made: Frame, mention: Mention, last: Span) -> bool:
    """ "Twelve pumps are humming: the engineer shows seven", "one could see six": not of a list."""
    between = made.lows[made.token_at(last[1]) : mention.first]
    joined = not {",", "and"}.isdisjoint(between[-2:])
    if ":" in between and not joined and len(between) - between.index(":") > _OPENING:
        return True
    return acts_anew(between)


_OPENING: Final = 3
"""Words behind a colon within which a list begins."""


def thought_of(made: Frame, mention: Mention) -> bool:
    """ "Goldman thinks that $6 billion is likelier", "runs a hospital with 100 beds": no gift."""
    return not _THINKING.isdisjoint(made.lows[: mention.first])


_THINKING: Final = word_set(
    "thinks think believes reckons expects guesses arrives puts runs operates owns employs hosts"
)
"""Verbs of whoever has an opinion about a sum, or things of his own, and gives none."""


def not_a_sequel(made: Frame, mention: Mention) -> bool:
    """ "Police seized 12 tonnes": a sentence with an act of its own that is none of aid."""
    before = made.lows[: mention.first]
    if not _EQUATING.isdisjoint(before) or not PACKAGES.isdisjoint(before):
        return False
    if any(verb.last < mention.first for verb in made.verbs):
        return False
    return any(
        low in _ACTING or (low.endswith("ed") and len(low) > _SHORT and opening not in _JOINING)
        for opening, low in pairwise(["", *before])
    )


_EQUATING: Final = word_set(
    "is are was were 's 're : plus follows worth makes come comes that this it its able"
)
_ACTING: Final = word_set(
    "will would has have had did took made saw met held kept ran won built sold bought grew fell"
)
_JOINING: Final = word_set("of and the a an for with in on")
_SHORT: Final = 4
"""Letters up to which a word in "ed" is no past: "red", "need"."""


def said_of_itself(made: Frame, mention: Mention) -> bool:
    """ "Its 500,000 meals are one fifth of what the town eats": a thing described, not given."""
    copula = made.low(mention.edge + 1) in ("is", "are", "was", "were")
    return not mention.is_money and copula and made.low(mention.edge + 2) in _LIKENED


_LIKENED: Final = word_set("one a an the half enough as")


def joined_to_none(state: State, made: Frame, mention: Mention) -> bool:
    """ "It will connect 7,000 households, 40 schools": joined to a figure that was none."""
    refusal = state.refusals[-1] if state.refusals else None
    if refusal is None or not made.start <= refusal.span[0] < mention.span[0]:
        return False
    between = made.lows[made.token_at(refusal.span[1]) : mention.first]
    return refusal.reason in _NOT_THINGS and bool({",", "and"} & set(between))


_NOT_THINGS: Final = frozenset({"people", "a measure", "participants", "past total", NO_VERB})
