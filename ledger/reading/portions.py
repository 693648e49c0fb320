"""What of a gift has come and what is still to come: "three of 31", "all but two"."""

from __future__ import annotations

from ledger.reading.frames import Frame, Mood, Verb
from ledger.reading.mention import Mention


def went(made: Frame, verb: Verb, how: str) -> bool:
    """ "Ten drones went to Ukraine"."""
    past = verb.mood in (Mood.PAST, Mood.PERFECT) and verb.lemma == "go"
    return past and how == "subject" and made.low(verb.last + 1) == "to"


def to_buy(made: Frame, verb: Verb, mention: Mention) -> bool:
    """ "has secured enough money to buy 300,000 shells": the money is there, not the shells."""
    return any(
        verb.last < other.first < mention.first and other.lemma in ("buy", "purchase", "procure")
        for other in made.verbs
    )


def is_excepted(made: Frame, mention: Mention) -> bool:
    """ "They have been handed over, save for three": what has not come with the rest."""
    before = made.lows[max(0, mention.first - 2) : mention.first]
    return before in (["save", "for"], ["except", "for"], ["apart", "from"], ["all", "but"])


def is_to_come(made: Frame, mention: Mention) -> bool:
    """ "three of 31", "with 180,000 to be delivered", "it will be NOK 220 million"."""
    before = made.lows[max(0, mention.first - 2) : mention.first]
    behind = made.lows[mention.edge + 1 : mention.edge + 3]
    told = behind in (["to", "be"], ["to", "come"], ["to", "follow"])
    told = told or (before[1:] == ["be"] and before[0] in ("will", "'ll"))
    return told or (not mention.is_money and _is_whole(made, mention))


def _is_whole(made: Frame, mention: Mention) -> bool:
    """ "two of six": the number of which another one is a part."""
    at = mention.first - 1 - (made.low(mention.first - 1) in ("the", "its", "their"))
    if made.low(at) != "of":
        return False
    return made.low(at - 1) in ("first", "last") or any(
        made.token_at(one.end) == at and not one.currencies for one in made.figures
    )
