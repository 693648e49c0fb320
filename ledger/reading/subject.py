"""The subject of a verb of aid: one rule for each way in which English names who acts."""

from __future__ import annotations

from typing import Final

from ledger.reading.frames import Frame, Mood, Verb
from ledger.reading.givers import Donor, group, in_brackets, is_subject, may_give, opening
from ledger.reading.parties import CHANNELS, SELDOM_DONORS, Party
from ledger.reading.unnamed import agents, gathering, many
from ledger.reading.verbs import ADVERBS, CARRIERS, Act
from ledger.reading.wordlists import word_set
from ledger.vocabulary import AliasSort


def subject(frame: Frame, verb: Verb, first: int) -> Donor | None:
    """The party that does what the verb says, for the figure at token ``first``."""
    if (verb.act is Act.RECEIVE or verb.lemma == "lose") and not verb.passive:
        return None  # "South Sudan loses 20 million": who got it
    return (
        _thanked(frame, verb, first)
        or _agent(frame, verb)
        or _promiser(frame, verb)
        or _sender(frame, verb)
        or _antecedent(frame, verb)
        or gathering(frame, verb)
        or _place(frame, verb)
        or _inverted(frame, verb)
        or _partner(frame, verb)
        or _latter(frame, verb)
        or _enabled(frame, verb)
        or many(frame, verb)
        or _reported(frame, verb)
        or _whose(frame, verb)
        or _nearest(frame, verb)
        or _speaker(frame, verb, first)
        or _channel(frame, verb)
    )


def speaks_for_itself(frame: Frame, verb: Verb) -> bool:
    """ "We shall pay", "my government has offered": who gives is whose text it is."""
    at = verb.first - 1
    at -= frame.low(at) in ADVERBS
    if frame.low(at) in ("we", "i") or frame.low(at - 1) in ("my", "our"):
        return True
    if verb.passive and frame.low(verb.last + 1) == "by":
        return frame.low(verb.last + 2) in ("my", "our", "us")
    near = frame.lows[max(0, at - _OURS) : at]
    return "our" in near[1:] and near[near.index("our", 1) - 1] in ("from", "of")


_OURS: Final = 5
"""Words up to what acts for us: "an airlift from our stocks in Dubai brought"."""


def _thanked(frame: Frame, verb: Verb, first: int) -> Donor | None:
    """ "Vanuatu thanked France for two planes and Fiji for food": who is thanked gives."""
    if verb.lemma != "thank":
        return None
    for party in reversed(frame.parties):
        thanked = frame.low(party.last + 1) == "for" and may_give(party)
        if verb.last < party.first and party.last < first and thanked:
            return group(frame, party, "by")
    return None


def _agent(frame: Frame, verb: Verb) -> Donor | None:
    """ "agreed by the G7", right behind a passive."""
    for party in frame.parties if verb.passive else ():
        near = verb.last < party.first <= verb.last + 6 and may_give(party)
        if near and frame.low(opening(frame, party)) == "by":
            return group(frame, party, "by")
    return agents(frame, verb) if verb.passive else None


def _promiser(frame: Frame, verb: Verb) -> Donor | None:
    """ "commitments from Germany and the United States to send"."""
    for party in frame.parties if verb.mood is Mood.INFINITIVE else ():
        near = 1 <= verb.first - party.last <= 2 and may_give(party)
        if near and "from" in frame.lows[max(0, party.first - 6) : party.first]:
            return group(frame, party, "from")
    return None


def _enabled(frame: Frame, verb: Verb) -> Donor | None:
    """ "proposals that will allow the EU and the G7 to lend": who is enabled to give."""
    for party in frame.parties if verb.mood is Mood.INFINITIVE else ():
        if party.last + 1 == verb.first and may_give(party):
            found = group(frame, party, "subject")
            first = found.parties[0].first
            at = first - 1 - (frame.low(first - 1) == "the")
            return found if frame.low(at) in _ENABLING else None
    return None


_ENABLING: Final = word_set("allow allows allowed allowing enable enables enabled enabling let")


def _reported(frame: Frame, verb: Verb) -> Donor | None:
    """ "Pakistan said it had sent 50,000 tonnes", "Denmark, which told us that it will pay"."""
    at = verb.first - 1
    if frame.low(at) not in ("it", "they"):
        return None
    at -= 1 + (frame.low(at - 1) == "that")
    said = next((one for one in range(at, at - _TELLING, -1) if frame.low(one) in SAYING), -1)
    relative = frame.low(said - 1) in ("which", "who")
    if said < 0 or (said < at and not relative):
        return None
    name = said - 1 - (relative + (frame.low(said - 2) == ",")) * relative
    for party in frame.parties:
        acts = relative or is_subject(frame, party)  # "came from Oslo, which said it would give"
        if party.last == name and may_give(party) and acts:
            return group(frame, party, "subject")
    return None


_TELLING: Final = 5
"""Words from "told" to "that it": "told us this afternoon"."""


def _whose(frame: Frame, verb: Verb) -> Donor | None:
    """ "led by France, whose president said that it would provide": of whom the clause speaks."""
    if "whose" not in frame.lows[: verb.first] or frame.low(verb.first - 1) not in ("it", "they"):
        return None
    at = verb.first - 1 - frame.lows[verb.first - 1 :: -1].index("whose")
    for party in frame.parties:
        if party.last == at - 1 - (frame.low(at - 1) == ",") and may_give(party):
            acts = any(at < other.first < verb.first for other in frame.parties)
            return None if acts else group(frame, party, "relative")
    return None


def _nearest(frame: Frame, verb: Verb) -> Donor | None:
    """The nearest party in front of the verb that can be its subject; a recipient last."""
    parties = frame.parties[::-1]
    pronoun = frame.low(verb.first - 1) in ("it", "they", "he", "she")
    for party in sorted(parties, key=lambda party: party.key in SELDOM_DONORS):
        if party.last >= verb.first or not may_give(party):
            continue
        if _parted(frame, party, verb):
            continue
        if not frame.headline and in_brackets(frame, party.first):
            continue
        if verb.passive and not verb.relative and not _reports(frame, party, verb):
            continue
        if speaks_for_itself(frame, verb) and not _quotes(frame, party, verb):
            continue
        if pronoun and frame.low(party.last + 1) == "to":
            continue  # "Poland wants Germany to replace the tanks it gave"
        if is_subject(frame, party) and not _in_aside(frame, party, verb):
            return group(frame, party, "subject")
    return None


def _in_aside(frame: Frame, party: Party, verb: Verb) -> bool:
    """ "Japan, which holds the presidency of the G7, has extended": who is named on the way."""
    if "," not in frame.lows[party.last + 1 : verb.first]:
        return False
    for at in range(party.first - 1, max(0, party.first - _ASIDE), -1):
        if frame.lows[at] == ",":
            return False
        if frame.lows[at] in ("which", "who", "whose") and frame.lows[at - 1] == ",":
            return any(one.last == at - 2 for one in frame.parties)
    return False


_ASIDE: Final = 9
"""Words of a relative clause in front of whom it names."""


def _parted(frame: Frame, party: Party, verb: Verb) -> bool:
    """ "The Dutch gave 15 million; a company gave one": behind the semicolon another acts."""
    if ";" not in frame.lows[party.last : verb.first]:
        return False
    at = verb.first - 1
    while frame.low(at) != ";":
        at -= 1
    if any(at < one.first and one.last < verb.first and _acts(frame, one) for one in frame.parties):
        return True  # "London has given a plane; Lusaka sent maize"
    return frame.low(at + 1) in ("a", "an") and verb.first - at > _ARTICLE


def _acts(frame: Frame, party: Party) -> bool:
    return may_give(party) and is_subject(frame, party)


_ARTICLE: Final = 2
"""Words of an article and its noun."""


def _inverted(frame: Frame, verb: Verb) -> Donor | None:
    """ "Next, with €115 million, came Germany": the subject stands behind the verb."""
    if verb.lemma == "pass" and not verb.passive:  # "A bill with $60 billion passed the Senate"
        at = verb.last + 1 + (frame.low(verb.last + 1) == "the")
        for party in frame.parties:
            if party.first == at and party.sort is AliasSort.OFFICE and may_give(party):
                return group(frame, party, "subject")
    for party in frame.parties if verb.lemma in ("come", "follow") else ():
        if party.first == verb.last + 1 and may_give(party):
            return group(frame, party, "subject")
    return None


def _partner(frame: Frame, verb: Verb) -> Donor | None:
    """ "Kenya signed an agreement with the French Development Agency on": the lender gives."""
    if verb.lemma not in _SIGNING:
        return None
    for party in frame.parties:
        at = frame.before(party.first)
        near = verb.last < party.first <= verb.last + _NEAR
        if near and frame.low(at) == "with" and may_give(party) and party.key not in SELDOM_DONORS:
            signs = _nearest(frame, verb)
            seldom = signs is None or all(one.key in SELDOM_DONORS for one in signs.parties)
            return group(frame, party, "from") if seldom else None
    return None


def _latter(frame: Frame, verb: Verb) -> Donor | None:
    """ "China and the Emirates sent help: the latter's plane brought 80 tonnes"."""
    said = next((low for low in ("latter", "former") if low in frame.lows[: verb.first]), None)
    if said is None or frame.low(frame.lows.index(said) - 1) != "the":
        return None
    at = frame.lows.index(said)
    named = [party for party in frame.parties if party.last < at and may_give(party)][-2:]
    acts = frame.low(at + 1) == "'s" or any(one.first == at + 1 for one in frame.verbs)
    if len(named) < 2 or not acts:
        return None
    party = named[said == "latter"]
    return Donor((party,), frame.span(party.first, party.last), "subject")


_SIGNING: Final = word_set("sign conclude initial ink seal agree clinch finalise finalize")
_NEAR: Final = 7
"""Words between "signed" and the partner."""


def _quotes(frame: Frame, party: Party, verb: Verb) -> bool:
    """Whether what the verb says is told by the party: "Finland's minister: "We gave …"."""
    between = set(frame.lows[party.last + 1 : verb.first])
    return bool(between & (SAYING | {":", '"', "“", "that"}))


def _reports(frame: Frame, party: Party, verb: Verb) -> bool:
    """Whether a party says what a passive tells: "Germany said that tanks had been sent"."""
    return not SAYING.isdisjoint(frame.lows[party.last + 1 : verb.first])


def _speaker(frame: Frame, verb: Verb, first: int) -> Donor | None:
    """ "We are giving you twelve helicopters," the Czech president said."""
    for party in frame.parties if speaks_for_itself(frame, verb) else ():
        said = SAYING & set(frame.lows[max(0, party.first - 5) : party.last + 7])
        if party.first > first and may_give(party) and said and is_subject(frame, party):
            return group(frame, party, "speaker")
    return None


def _antecedent(frame: Frame, verb: Verb) -> Donor | None:
    """ "jointly with Iceland, which pays": the party right before a relative pronoun."""
    at = verb.first - 1
    if verb.mood is Mood.INFINITIVE:  # "on track with the Fund, which agreed in May to raise"
        told = [one for one in frame.verbs if one.relative and 0 < verb.first - one.last <= _AGREED]
        at = told[-1].first - 1 if told and not told[-1].passive else at
    if frame.low(at) not in ("which", "who") or verb.passive:
        return None
    at -= 1 + (frame.low(at - 1) == ",")
    for party in frame.parties:
        if party.last == at and may_give(party) and party.sort is not AliasSort.DEMONYM:
            return group(frame, party, "relative")
    return None


_AGREED: Final = 5
"""Words from "agreed" to what was agreed to: "agreed on 6 March to raise"."""


def _sender(frame: Frame, verb: Verb) -> Donor | None:
    """ "a plane chartered by Belgium touched down", "shells from Sweden have arrived"."""
    carries = verb.act is Act.GIVE and verb.lemma in _CARRYING and not verb.passive
    for party in reversed(frame.parties if verb.act is Act.ARRIVE or carries else []):
        at = opening(frame, party)
        before = frame.low(at)
        if carries and frame.low(at - 1) not in CARRIERS:
            continue  # "A plane from Tokyo brought three tonnes"
        of_carrier = before == "of" and frame.low(at - 1) in CARRIERS
        sends = before in ("by", "from") or of_carrier  # "a convoy of the Maltese embassy"
        if party.last < verb.first and may_give(party) and sends:
            return group(frame, party, "from")
    return None


_CARRYING: Final = frozenset({"bring", "carry", "deliver", "unload"})


def _channel(frame: Frame, verb: Verb) -> Donor | None:
    """An agency that gives of its own: "the United Nations has allocated"."""
    for party in frame.parties:
        itself = frame.low(party.last + 1) == "itself"
        closed = frame.low(party.last + 1) == "," == frame.low(party.first - 1)
        near = party.last + 1 + (itself or closed) == verb.first  # "the fund, CERF, released"
        near = near and frame.low(frame.before(party.first)) != "with"
        if party.key in CHANNELS and near and verb.act in _OWN_ACTS:
            return Donor((party,), frame.span(party.first, party.last), "subject")
    return None


SAYING: Final = word_set(
    "said says announced confirmed told stated reported added explained acknowledged admitted "
    "conceded"
)


_OWN_ACTS: Final = frozenset({Act.GIVE, Act.ALLOCATE, Act.COMMIT})


BODIES: Final = word_set(
    "parliament lawmakers government cabinet ministers authorities mps senators legislators board"
)


def _place(frame: Frame, verb: Verb) -> Donor | None:
    """ "In Copenhagen parliament approved": a body without a name acts where it sits."""
    at = verb.first - 1
    for party in frame.parties:
        if party.last == at and party.sort is AliasSort.CAPITAL and may_give(party):
            sits = frame.low(party.first - 1) == "in" and frame.low(party.first - 2) in _SITTING
            return group(frame, party, "place") if sits else None
    if frame.low(at) not in BODIES:
        return None
    own = frame.low(at - 1) in ("its", "their")
    for party in reversed(frame.parties):
        if party.last == at - 1 and may_give(party):
            return group(frame, party, "subject")
        gives = may_give(party) and party.key not in SELDOM_DONORS
        if own and party.last < at and gives and is_subject(frame, party):
            return group(frame, party, "subject")  # "The Bank's envoy said its board had approved"
        if (
            party.last < at
            and may_give(party)
            and at - party.last <= 4
            and frame.low(party.first - 1) == "in"
        ):
            return group(frame, party, "place")
    return None


_SITTING: Final = BODIES | word_set("fund ministry ministries agency officials diplomats")
""" "a fund in Riyadh promised": who sits there acts."""
