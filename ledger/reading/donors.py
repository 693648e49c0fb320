"""Who gives what a mention counts: of its line, of the figure before it, of its own clause."""

from __future__ import annotations

from typing import Final

from ledger.reading import attribution, in_front
from ledger.reading.claim import Claim
from ledger.reading.clauses import governing
from ledger.reading.frames import Frame, Verb
from ledger.reading.givers import WEAK, Context, Donor, group, may_give, subjects
from ledger.reading.lists import line_donor, of_many, opens_line
from ledger.reading.mention import Mention
from ledger.reading.money import is_own
from ledger.reading.parties import SELDOM_DONORS, Party
from ledger.reading.portions import wholes
from ledger.reading.state import NEAR, Listed, State
from ledger.reading.verbs import Act
from ledger.reading.wordlists import word_set
from ledger.vocabulary import AliasSort, OrganisationKind


def donor(  # noqa: PLR0911
    state: State, made: Frame, mention: Mention, verb: Verb | None, last: Claim | None, rule: str
) -> Donor | None:
    """The donor of a mention; ``last`` is the claim before it in its sentence."""
    if state.listed is not None:
        return _in_list(state, state.listed, made, mention, verb)
    of_noun = rule == "noun" and made.low(mention.first - 1) == ":"
    acts = None if of_noun else verb  # "opened the talks with a promise: one billion"
    found = attribution.donor_of(made, mention.first, mention.last, acts, state.context)
    if found is None or found.how in WEAK:
        found = _named_in(made, mention) or _of_whole(state, made, mention) or found
        before = _of_before(state, made, mention)
        if before is not None and (found is None or found.how in WEAK):
            return before.via("series")
    unnamed = found is None or found.how in _OF_WHOLE
    if (unnamed and _is_of_opened(made, last)) or _shares(state, made, mention, found, last, rule):
        return state.donor
    if found is None and last is not None and _whole_of_unnamed(state, made, mention):
        return state.donor
    if found is None or found.how not in ("context", "text"):
        return found
    named = subjects(made) if rule in ("part", "next") else None
    if named is not None and named.span is not None and named.span[1] <= mention.span[0]:
        return named.via("sentence")
    if rule == "next" and state.announced is not None:
        return state.announced.donor.via("series")
    if last is not None or rule in ("part", "next") or _is_the_money(made, verb):
        return state.donor.via("series") if state.donor is not None else found
    return found


def _is_of_opened(made: Frame, last: Claim | None) -> bool:
    """ "Of the 78 tanks that governments promised, 39 have come": a part of what it opens with."""
    if last is None or last.sentence != (made.start, made.end):
        return False
    at = made.token_at(last.span[0]) - 1
    at -= made.low(at) in ("the", "those", "these", "its", "their")
    return made.low(at) == "of" and made.words[at] == "Of"


def _is_the_money(made: Frame, verb: Verb | None) -> bool:
    """ "The money will go to Chad ($5 million)": what was told before, and its donor with it."""
    if verb is None or verb.act is not Act.DESTINE or made.low(0) not in _DEFINITE:
        return False
    return verb.first == _SUBJECT and made.low(1) in _MONEY


_DEFINITE: Final = frozenset({"the", "this", "these"})
_MONEY: Final = word_set("money funds funding sum amount cash grant grants allocation financing")
_SUBJECT: Final = 2
"""Words of "The money"."""


def _of_whole(state: State, made: Frame, mention: Mention) -> Donor | None:
    """ "$1 billion of the $3 billion promised by Ottawa has come": who promised the whole."""
    whole = next(iter(wholes(made, mention.edge)), None)
    if whole is None:
        return None
    first, last = made.token_at(whole.start), made.token_at(whole.end) - 1
    verb, how = governing(made, first, last, last)
    found = attribution.donor_of(made, first, last, verb, state.context)
    named = how == "modifier" and found is not None and found.how not in WEAK
    return found if named else None


def _named_in(made: Frame, mention: Mention) -> Donor | None:
    """ "A Spanish field hospital has not come": whose it is, between the article and the thing."""
    for party in made.parties if mention.figure is None and mention.bounds is not None else ():
        inside = mention.first < party.first and party.last < mention.last
        if inside and party.sort is AliasSort.DEMONYM and may_give(party):
            return group(made, party, "adjective")
    return None


def _of_before(state: State, made: Frame, mention: Mention) -> Donor | None:
    """Who gave what the sentence before told, where this one goes on from it."""
    if state.donor is not None and (
        _another(state, made, mention) or _comes_on_top(state, made, mention)
    ):
        return state.donor
    return state.packed if _of_it(made, mention) else None


def _another(state: State, made: Frame, mention: Mention) -> bool:
    """ "200 generators funded by Canada came. Another 340 are on order": of the same donor."""
    opens = mention.first <= 1 and made.low(0) in ("another", "further") and mention.words is None
    return opens and not mention.is_money and _follows(state, made)


def _comes_on_top(state: State, made: Frame, mention: Mention) -> bool:
    """ "It comes on top of $10 million allocated in August": of the same donor."""
    added = mention.first >= _TOP and made.lows[mention.first - 3 : mention.first] in _ON_TOP
    return added and made.low(0) in ("it", "this", "that", "these") and _follows(state, made)


_TOP: Final = 3
_ON_TOP: Final = (["on", "top", "of"], ["in", "addition", "to"])


def _follows(state: State, made: Frame) -> bool:
    """Whether the last claim stands in the sentence before."""
    return bool(state.claims) and 0 <= made.start - state.claims[-1].sentence[1] <= NEAR


def _of_it(made: Frame, mention: Mention) -> bool:
    """ "1.5 billion of it has been received": of the sum told before, and from the same donors."""
    begins = mention.first == 0 or made.low(mention.first - 1) in ("that", "only", "some", ",")
    return begins and made.lows[mention.edge + 1 : mention.edge + 3] == ["of", "it"]


def _whole_of_unnamed(state: State, made: Frame, mention: Mention) -> bool:
    """ "The fund has received 4 million out of 9 million pledged": by whom, nobody says."""
    unnamed = state.donor is not None and state.donor.how == "unnamed"
    return unnamed and "of" in made.lows[max(0, mention.first - 2) : mention.first]


def _in_list(
    state: State, listed: Listed, made: Frame, mention: Mention, verb: Verb | None
) -> Donor | None:
    second = None if listed.to_each else in_front.joined(made, mention.first)
    second = second or _named_in(made, mention)
    if second is not None:
        return second
    line = line_donor(made)
    gets = line is not None and _gets_line(listed, line, mention)
    if line is not None and not gets:
        return Donor((line,), made.span(line.first, line.last), "list")
    own = attribution.donor_of(made, mention.first, mention.last, verb, Context())
    if own is not None and ((gets and line in own.parties) or _get_it(listed, own)):
        own = None
    if own is not None and own.how in ("by", "from", "relative"):
        return own
    if own is not None and opens_line(made, own, mention.first, listed):
        return own
    return listed.donor or attribution.donor_of(made, 0, 0, None, state.context)


def _shares(
    state: State,
    made: Frame,
    mention: Mention,
    found: Donor | None,
    last: Claim | None,
    rule: str,
) -> bool:
    """Whether the giver of the figure before gives this one too, as nobody else is named for it."""
    how = found.how if found is not None else ""
    if not how and rule == "part":
        return state.donor is not None  # "Of that, £7 million will go to"
    if how == "subject" and _goes_on_in_list(state, made, mention, last):
        return True
    if rule == "series" and found is not None and _told_before(made, mention, found, last):
        return True
    return (not how or how in _OF_WHOLE) and _is_of_last(made, mention, last)


def _get_it(listed: Listed, own: Donor) -> bool:
    """ "South Sudan and Sudan: CHF 7 million": those whom a list under one donor names get."""
    return listed.to_each and all(one.key in SELDOM_DONORS for one in own.parties)


def _gets_line(listed: Listed, line: Party, mention: Mention) -> bool:
    """ "The Federal Council decided: – Moldova: CHF 3 million": whose currency it is gives."""
    if listed.to_each:
        return True
    currency = mention.currencies[0] if mention.currencies else "USD"
    if listed.donor is None or of_many(listed) or currency == "USD":
        return False  # in dollars everybody pays
    states = [one for one in listed.donor.parties if one.kind is OrganisationKind.STATE]
    return any(is_own(currency, one.key) for one in states if one.key != line.key)


def _goes_on_in_list(state: State, made: Frame, mention: Mention, last: Claim | None) -> bool:
    """Whether the giver named before the last figure gives this one too, as nobody else is."""
    if last is None or state.donor is None or state.donor.how != "list":
        return False
    return not any(last.span[0] < made.starts[one.first] < mention.span[0] for one in made.parties)


def _is_of_last(made: Frame, mention: Mention, last: Claim | None) -> bool:
    """ "1.1 billion, 430 million of which are for energy": a part of the figure before."""
    if last is None or last.span[0] < made.start:
        return False
    between = made.lows[made.token_at(last.span[1]) : mention.first]
    behind = made.lows[mention.edge + 1 : mention.edge + 3]
    if behind[:1] == ["more"] and not mention.is_money:
        return not any(
            last.span[1] <= made.starts[one.first] < mention.span[0]
            and made.low(one.first - 1) != "from"
            for one in made.parties
        )
    part = behind in (["of", "which"], ["of", "it"]) or between[-2:] == ["of", "which"]
    return part and ";" not in between


def _told_before(made: Frame, mention: Mention, found: Donor, last: Claim | None) -> bool:
    """ "The minister read out the result: 1.1 billion, … 27 million": named for the first."""
    if last is None or found.how != "sentence" or found.span is None:
        return False
    return found.span[1] <= last.span[0] and not any(
        last.span[1] <= made.starts[one.first] < mention.span[0] for one in made.parties
    )


_OF_WHOLE: Final = WEAK | {"sentence"}
"""How a donor was found that is not said to give this part of another's sum."""
