"""What of a gift has come and what is still to come: "three of 31", "all but two"."""

from __future__ import annotations

from typing import Final

from ledger.reading.frames import Frame, Mood, Verb
from ledger.reading.givers import AID_WORDS
from ledger.reading.mention import Mention
from ledger.reading.verbs import Act
from ledger.reading.wordlists import word_set
from ledger.sources.figures import Figure
from ledger.values.stages import Stage

_PAST: Final = frozenset({Mood.PAST, Mood.PERFECT})


def wholes(made: Frame, edge: int) -> list[Figure]:
    """ "65 million of the 125 million": the figures of which the one up to ``edge`` is a part."""
    if made.low(edge + 1) != "of":
        return []
    return [one for one in made.figures if 0 < made.token_at(one.start) - edge - 1 <= _TO_WHOLE]


_TO_WHOLE: Final = 2
"""Words from "of" to the whole: "of its"."""


def of_thing(  # noqa: PLR0911 - one rule a line
    made: Frame, mention: Mention, verb: Verb, how: str
) -> tuple[Stage, str] | None:
    """What a verb says of things that it does not say of money."""
    if verb.mood in _PAST and verb.lemma == "go" and how == "subject":
        there = made.low(verb.last + 1) in ("to", "in", "on")
        return (Stage.DELIVERED, "it went there") if there else None
    if verb.mood in _PAST and verb.lemma == "distribute" and verb.passive:
        return Stage.DELIVERED, "handed out, so it had come"
    brought = verb.lemma == "drop" or (verb.act is Act.GIVE and verb.lemma == "bring")
    if verb.mood in _PAST and brought and how == "object":
        return None if verb.negated else (Stage.DELIVERED, "brought, so it is there")
    of_them = 2 * (made.low(mention.edge + 1) == "of" and made.low(mention.edge + 2) in _THEM)
    if how in ("object", "modifier") and is_at_place(made, mention.edge + 1 + of_them):
        return Stage.DELIVERED, "it is at its place"
    if verb.lemma == "pay" and verb.passive and verb.mood in _PAST and how == "subject":
        return None if verb.negated else (Stage.DELIVERED, "paid for")
    if verb.lemma == "prepare" and verb.passive and verb.mood is Mood.PRESENT and how == "subject":
        return Stage.PLEDGED, "being made ready"
    if verb.lemma == "expect" and verb.passive and how != "object" and not verb.negated:
        return Stage.PLEDGED, "expected to come"
    done = verb.mood in _PAST and not verb.negated
    return _done_with_it(made, mention, verb) if done else None


_THEM: Final = frozenset({"them", "these", "those", "which"})


def _done_with_it(made: Frame, mention: Mention, verb: Verb) -> tuple[Stage, str] | None:
    """ "presented the police with 16 cars", "ordered 18 guns for Ukraine"."""
    between = made.lows[verb.last + 1 : mention.first]
    given = verb.passive or AID_WORDS.isdisjoint(between)
    if verb.lemma == "present" and given:
        return Stage.DELIVERED, "presented with it"
    meant = any(made.low(party.first - 1) == "for" for party in made.parties)
    ordered = verb.lemma == "order" and meant
    return (Stage.COMMITTED, "ordered for them") if ordered else None


def of_portion(  # noqa: PLR0911 - one rule a line
    made: Frame, mention: Mention, verb: Verb, stage: Stage
) -> tuple[Stage, str] | None:
    """What stands around a figure and changes what its verb says of it."""
    if verb.lemma == "find" and _no_plan(made, mention, verb):
        return Stage.SHORTFALL, "nothing is planned for it"
    if stage is Stage.PLEDGED and _is_withdrawn(made, mention):
        return Stage.CANCELLED, "the same sentence takes it back"
    if stage in (Stage.PLEDGED, Stage.COMMITTED) and _nothing_of(made, mention, verb):
        return Stage.SHORTFALL, "nothing of it has come"
    if stage is Stage.PLEDGED and is_under_agreement(made, verb):
        return Stage.COMMITTED, "under what was signed"
    if stage in (Stage.PLEDGED, Stage.COMMITTED, Stage.ALLOCATED) and _named_and_come(
        made, mention
    ):
        return Stage.DELIVERED, "it has come since"
    if stage in (Stage.PLEDGED, Stage.COMMITTED) and _has_come(made, mention, verb):
        return Stage.DELIVERED, "it has come since"
    in_place = verb.lemma == "place" and not _SIGNED.isdisjoint(made.lows[: mention.first])
    if in_place and stage is Stage.DELIVERED:
        return Stage.COMMITTED, "contracts are in place"
    whole = opens_whole(made, mention, verb.first)
    held = stage in (Stage.STALLED, Stage.CANCELLED)
    whole = whole or (held and _is_whole(made, mention))
    if stage in _FATES and whole:
        return Stage.PLEDGED, "the whole, of which a part is told"
    return _of_delivered(made, mention, verb) if stage is Stage.DELIVERED else None


def _is_withdrawn(made: Frame, mention: Mention) -> bool:
    """ "had offered a field hospital, but withdrew the offer on Thursday"."""
    return any(
        verb.act is Act.CANCEL
        and not (verb.passive or verb.negated)
        and made.low(verb.first - 1) in ("but", "then", "later")
        and not _TAKEN_BACK.isdisjoint(made.lows[verb.last + 1 : verb.last + 3])
        for verb in made.verbs
        if verb.first > mention.edge
    )


_TAKEN_BACK: Final = frozenset({"it", "them", "offer", "pledge", "promise"})


def _no_plan(made: Frame, mention: Mention, verb: Verb) -> bool:
    """ "The auditors found no date for the remaining 94 million"."""
    between = made.lows[verb.last + 1 : mention.first]
    return between[:1] == ["no"] and "for" in between and "remaining" in between


def _nothing_of(made: Frame, mention: Mention, verb: Verb) -> bool:
    """ "has received nothing of the 50 million that Qatar promised"."""
    before = made.lows[max(0, mention.first - 6) : mention.first]
    if before[-2:] != ["of", "the"] or _NONE.isdisjoint(before):
        return False
    return any(
        one is not verb and one.mood in _PAST and one.act in (Act.RECEIVE, Act.ARRIVE, Act.GIVE)
        for one in made.verbs
    )


_NONE: Final = frozenset({"nothing", "none", "not"})


def _has_come(made: Frame, mention: Mention, verb: Verb) -> bool:
    """ "11 million so far", "the tanks promised by Berlin were in Poland in May"."""
    whole = made.lows[max(0, mention.first - 2) : mention.first] == ["of", "the"]
    behind = mention.last < verb.first and not whole
    return is_so_far(made, mention) or (behind and stands_at_place(made, verb.last))


def _named_and_come(made: Frame, mention: Mention) -> bool:
    """ "approved 57 million for Malawi, a grant which arrived in December"."""
    for verb in made.verbs:
        if verb.first > mention.edge and verb.relative and verb.moves and not verb.negated:
            named = made.lows[verb.first - 4 : verb.first - 2]
            apart = named == [",", "a"] and made.low(verb.first - 2) in AID_WORDS
            return apart and made.low(verb.first - 1) in ("which", "that") and verb.mood in _PAST
    return False


_SIGNABLE: Final = word_set("agreement accord deal contract memorandum")


def _of_delivered(made: Frame, mention: Mention, verb: Verb) -> tuple[Stage, str] | None:
    whole = _paid_from(made, mention, verb) if mention.is_money else None
    if whole is not None:
        return whole, "the whole, of which a part is paid"
    given = mention.is_money and verb.lemma in _GIVING and not _GATHERED.isdisjoint(made.lows)
    if given or not _WORDS.isdisjoint(made.lows[verb.last + 1 : mention.first]):
        return Stage.PLEDGED, "given as a promise"
    if verb.act is Act.RECEIVE and _to_buy(made, verb, mention):
        return Stage.PLEDGED, "still to be bought"
    if _is_excepted(made, mention) or _gave_nothing(made, mention, verb):
        return Stage.SHORTFALL, "these have not come"
    if is_to_come(made, mention) and verb.lemma != "complete":
        return Stage.PLEDGED, "the whole, of which a part has come"
    return None  # "has completed payment of its 8 million": all of it


def _gave_nothing(made: Frame, mention: Mention, verb: Verb) -> bool:
    """ "have paid nothing of a combined 110 million", "has sent none of its ten tanks"."""
    none = made.low(verb.last + 1) in _NONE and made.low(verb.last + 2) == "of"
    return none and mention.first - verb.last <= _OF_NOTHING


_OF_NOTHING: Final = 6
"""Words from "paid" to the sum: "paid nothing of a combined"."""
_SIGNED: Final = frozenset({"contract", "contracts", "agreement", "agreements", "deals"})
_FATES: Final = frozenset({Stage.DELIVERED, Stage.SHORTFALL, Stage.STALLED, Stage.CANCELLED})


def opens_whole(made: Frame, mention: Mention, end: int) -> bool:
    """ "Of the ISK 200 million promised, 35 million remains unpaid": the first of the two."""
    opened = {"of": _OPENING, "from": 2 * _OPENING}.get(made.low(0), -1)
    if mention.first > opened or (made.low(0) == "from" and "," in made.lows[: mention.first]):
        return False
    return any(
        mention.last < made.token_at(one.start) < end
        for one in made.figures
        if one.currencies or made.token_at(one.start) not in made.dated
    )


_OPENING: Final = 4
"""Words of a sentence within which the whole is named."""


def is_under_agreement(made: Frame, verb: Verb) -> bool:
    """ "signed an agreement under which we provide": as firm as what was signed."""
    if made.low(0) == "under" and not _SIGNABLE.isdisjoint(made.lows[1:5]):
        return any(one.lemma == "sign" and one.mood in _PAST for one in made.verbs)
    for at in range(verb.first - 1, 1, -1) if "which" in made.lows[: verb.first] else ():
        if made.low(at) == "which" and made.low(at - 1) in ("under", "by"):
            return any(
                one.act is Act.COMMIT and one.lemma != "decide" and one.mood in _PAST
                for one in made.verbs
                if one.last < at
            )
    return False


_GIVING: Final = word_set("give contribute come provide")
_GATHERED: Final = word_set("conference summit pledging")
"""Where what is given is said to be given."""
_WORDS: Final = word_set("promise promises")
""" "From Seoul came a promise of 150 million": no more than that came."""


def _paid_from(made: Frame, mention: Mention, verb: Verb) -> Stage | None:
    """ "disbursed 8 million under its $15 million programme", "as part of a campaign worth"."""
    between = made.lows[verb.last + 1 : mention.first]
    opened: str | None = next((low for low in ("under", "part") if low in between), None)
    if between[-5:-1] and between[-5:-2] == ["out", "of", "a"] and between[-1] == "of":
        opened = "out"  # "paid 250 million out of a grant of 1.2 billion"
    if opened is None or (opened == "part" and "of" not in between):
        return None
    at = verb.last + 1 + between.index(opened)
    if not any(verb.last < made.token_at(one.start) < at for one in made.figures):
        return None
    return Stage.PLEDGED if opened == "part" else Stage.COMMITTED


def _to_buy(made: Frame, verb: Verb, mention: Mention) -> bool:
    """ "has secured enough money to buy 300,000 shells": the money is there, not the shells."""
    between = made.lows[verb.last + 1 : mention.first]
    if not mention.is_money and between[-1:] == ["for"] and not _MONEY.isdisjoint(between):
        return True
    return any(
        verb.last < other.first < mention.first and other.lemma in ("buy", "purchase", "procure")
        for other in made.verbs
    )


_MONEY: Final = frozenset({"funding", "money", "funds", "financing"})


def _is_excepted(made: Frame, mention: Mention) -> bool:
    """ "They have been handed over, save for three": what has not come with the rest."""
    before = made.lows[max(0, mention.first - 2) : mention.first]
    return before in (["save", "for"], ["except", "for"], ["apart", "from"], ["all", "but"])


def follows(made: Frame, mention: Mention) -> bool:
    """ "14 carriers (with a further 50 to follow)", "with 180,000 to be delivered"."""
    behind = made.lows[mention.edge + 1 : mention.edge + 3]
    return behind in (["to", "be"], ["to", "come"], ["to", "follow"])


_ON_THEIR_WAY: Final = (["are", "on", "their", "way"], ["is", "on", "its", "way"])


def is_to_come(made: Frame, mention: Mention) -> bool:
    """ "three of 31", "with 180,000 to be delivered", "it will be NOK 220 million"."""
    before = made.lows[max(0, mention.first - 2) : mention.first]
    told = follows(made, mention)
    told = told or made.lows[mention.edge + 1 : mention.edge + 5] in _ON_THEIR_WAY
    told = told or (before[1:] == ["be"] and before[0] in ("will", "'ll"))
    return told or _is_whole(made, mention)


def _is_whole(made: Frame, mention: Mention) -> bool:
    """ "two of six", "the third tranche of its 18 billion": of which another one is a part."""
    if made.low(mention.first - 1) in _ONCE_SAID:
        return "of" in made.lows[max(0, mention.first - 3) : mention.first]
    known = made.low(mention.first - 1) in ("the", "its", "their")
    single = made.low(mention.first - 1) == "a"  # "the first €60 million of a €135 million credit"
    at = mention.first - 1 - (known or single)
    if made.low(at) == "'s" and made.low(at - 3) == "of":
        at, known = at - 3, True  # "the ninth instalment of this year's 18 billion"
    if made.low(at) != "of":
        return False
    at -= made.low(at - 1) in ("–", "—", ",")
    out_of = made.low(at - 1) == "out"
    at -= out_of
    part = made.low(at - 1)
    if any(
        made.token_at(one.end) == at and bool(one.currencies) is mention.is_money
        for one in made.figures
    ):
        return True  # "€42 million of €77 million"
    if mention.is_money and not (known or out_of or single):
        return False  # "the third tranche of €1 billion"
    return part in ("first", "last") or (mention.is_money and part in _PARTS)


_ONCE_SAID: Final = frozenset({"promised", "pledged", "planned", "agreed"})
""" "The rest of a promised 50 tonnes"."""
_PARTS: Final = word_set("tranche instalment installment payment disbursement part portion half")
"""What a sum is paid in."""


def is_planned(made: Frame, mention: Mention) -> bool:
    """ "with a plan for 50 billion euros": what is only proposed."""
    before = made.lows[: mention.first]
    return not {"proposal", "proposals"}.isdisjoint(before) or before[-2:] == ["plan", "for"]


def has_not(made: Frame, edge: int) -> bool:
    """ "Twelve have arrived and 18 have not."."""
    auxiliary, negation, closing = (made.low(edge + step) for step in (1, 2, 3))
    return (
        auxiliary in ("have", "has", "had", "did")
        and negation == "not"
        and closing in (",", ".", ";", "")
    )


_SO_FAR: Final = (["so", "far"], ["to", "date"], ["thus", "far"], ["until", "now"])


def is_so_far(made: Frame, mention: Mention) -> bool:
    """ "100 million in grants, 11 million so far": what has come, next to what was promised."""
    if made.lows[mention.edge + 1 : mention.edge + 3] not in _SO_FAR:
        return False
    apart = made.low(mention.first - 1) in (",", ":", "(", "only", "but", "–", "—")
    return apart and any(one.end <= mention.span[0] for one in made.figures)


def is_at_place(made: Frame, at: int) -> bool:
    """ "They are already in Odesa", "Eight tanks were in Poland": a name behind the preposition."""
    if made.low(at) not in _COPULAS:
        return False
    place = at + 1 + (made.low(at + 1) in ("already", "now", "all"))
    name = place + 1 + (made.low(place + 1) == "the")  # "on the Dnipro"
    named = name < len(made.words) and made.words[name][0].isupper()
    named = named or not _PLACES.isdisjoint(made.lows[place + 2 : place + 6])
    open_yet = not _DESKS.isdisjoint(made.lows[place + 1 : place + 6])
    return made.low(place) in ("in", "at", "on") and named and not open_yet


_DESKS: Final = frozenset({"desk", "agenda", "table"})
""" "is on the minister's desk": where decisions lie, and no gifts."""
_COPULAS: Final = frozenset({"are", "is", "were", "was"})
_PLACES: Final = frozenset({"country", "capital", "account", "accounts", "port"})


def stands_at_place(made: Frame, edge: int) -> bool:
    """ "The loan of 50 million to Kyiv is now in the account": its own verb says where it is."""
    for at in range(edge + 1, min(len(made.lows), edge + _FAR)):
        if made.lows[at] in _COPULAS:
            return made.low(at - 1) not in ("that", "which", "who") and is_at_place(made, at)
        if made.lows[at] in (";", "and", "but"):
            break
    return False


_FAR: Final = 12
"""Words between a figure and the copula of its sentence."""


_IN_BRACKETS: Final = {
    "pledged": Stage.PLEDGED,
    "promised": Stage.PLEDGED,
    "planned": Stage.PLEDGED,
    "delivered": Stage.DELIVERED,
    "paid": Stage.DELIVERED,
    "disbursed": Stage.DELIVERED,
    "received": Stage.DELIVERED,
    "handed": Stage.DELIVERED,
    "committed": Stage.COMMITTED,
    "approved": Stage.COMMITTED,
    "signed": Stage.COMMITTED,
    "allocated": Stage.ALLOCATED,
    "earmarked": Stage.ALLOCATED,
    "proposed": Stage.PROPOSED,
    "frozen": Stage.STALLED,
    "suspended": Stage.STALLED,
    "cancelled": Stage.CANCELLED,
}


def bracketed(made: Frame, mention: Mention) -> Stage | None:
    """ "CHF 450,000 (pledged, not yet received)", "three (delivered)", "- USD 2 million paid"."""
    if made.low(mention.edge + 1) == "(":
        return _IN_BRACKETS.get(made.low(mention.edge + 2))
    ends = made.low(mention.edge + 2) in _ENDS_ENTRY
    if made.low(mention.edge + 2) in ("in", "on"):  # "promised in March has not come"
        ends = not any(one.first > mention.edge + 1 for one in made.verbs)
    return _IN_BRACKETS.get(made.low(mention.edge + 1)) if made.item and ends else None


_ENDS_ENTRY: Final = frozenset({"", ".", ";", ",", "(", "in", "on", "over"})
"""What may follow the last word of an entry in a list."""
