"""Who can give: donors, alone and joined, and whether a party acts in its sentence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

from ledger.reading.frames import Frame, Mood
from ledger.reading.parties import CHANNELS, GENERIC, GIFTS, ROLES, SELDOM_DONORS, Party
from ledger.reading.standing import acts_behind, behind_preposition
from ledger.reading.verbs import AUXILIARIES, CARRIERS, Act
from ledger.reading.wordlists import word_set
from ledger.vocabulary import AliasSort

PREPOSITIONS: Final = word_set(
    "to for in of with from against at on near into between under about than like as via "
    "through outside across within inside around towards toward over by despite during "
    "regarding concerning including its"
)


TOWARDS: Final = word_set("to for in")
"""What stands in front of who gets, and does not give."""

AID_WORDS: Final = word_set(
    "aid assistance support package packages pledge contribution commitment donation grant "
    "loan funding money help share offer gift guarantee fund drawdown"
)


WEAK: Final = frozenset({"text", "context", "series"})
"""How a donor was found that the sentence does not name."""


@dataclass(slots=True)
class Donor:
    """Who gives: one or several parties, where they stand, and how they were found."""

    parties: tuple[Party, ...]
    span: tuple[int, int] | None
    how: str

    @property
    def code(self) -> str:
        """The code of a single donor; empty for several."""
        return self.parties[0].code if len(self.parties) == 1 else ""

    @property
    def name(self) -> str:
        """All names, as a sentence would list them."""
        if len(self.parties) == 1:
            return self.parties[0].name
        *names, last = [party.name for party in self.parties]
        return f"{', '.join(names)} and {last}"

    def via(self, how: str) -> Donor:
        """The same donor, found again in another way."""
        return Donor(self.parties, self.span, how)


@dataclass(slots=True)
class Context:
    """What earlier sentences established."""

    main_donor: Donor | None = None
    main_recipient: Party | None = None
    topic: Donor | None = None
    """Whom the last sentence spoke of: "it", "they"."""
    home: Donor | None = None
    """Whose government or ministry the head of the text names: "we", "my government"."""
    publishes: bool = False
    """Whether that is whose text it is, and not only who acts in its headline."""
    giver: Donor | None = None
    """Who gives, of those that the last sentences spoke of."""
    named: Mapping[str, Party] = field(default_factory=dict)
    """Whom the text names, by key."""
    spelled: frozenset[str] = frozenset()
    """Currencies that the text tells from others by a sign or a word: "C$", "Canadian dollars"."""
    seat: Donor | None = None
    """Whose capital a report was written in: "OSLO - The government"."""


def opening(frame: Frame, party: Party) -> int:
    """Where the word before a party stands: "by" of "by the Government of the Republic of …"."""
    at = frame.before(party.first)
    if frame.low(at) == "of" and frame.low(at - 1) in _BODIES:
        at -= 2
        at -= frame.low(at) == "the"
    return at


def fled(frame: Frame, at: int) -> bool:
    """ "UNHCR for refugees from Sudan (3.5 million euros)": where people come from."""
    return frame.low(at) == "from" and frame.low(at - 1) in _PEOPLE


_PEOPLE: Final = word_set(
    "refugees people returnees migrants families those evacuees fled fleeing displaced arrivals"
)
_BODIES: Final = word_set(
    "government people governments state authorities kingdom republic embassy parliament mission"
)


def may_give(party: Party) -> bool:
    """Whether an organisation is one that gives, rather than gets or passes on."""
    return party.gives and party.key not in CHANNELS


_ACTORS: Final = (ROLES | GIFTS | CARRIERS) - {"train"}
"""Nouns behind a demonym that act, or bring what is given."""


def _is_object(frame: Frame, at: int) -> bool:
    """Whether the word before a party is a verb: "will join the United States in supplying"."""
    before = frame.low(at)
    if before in ("which", "whom"):
        return False  # "to which Stockholm gave"
    if before.isalpha() and frame.low(at - 1) in _BEFORE_VERBS and before not in PREPOSITIONS:
        return True
    return at in frame.verb_lasts and any(
        verb.last == at and verb.act not in _INTRANSITIVE for verb in frame.verbs
    )


_INTRANSITIVE: Final = frozenset({Act.CONTAIN, Act.NEED, Act.ARRIVE})


_BEFORE_VERBS: Final = word_set("to will would can could should may might")


_BEFORE_NAMES: Final = word_set("the both a an its new former our my their his her")


def is_subject(frame: Frame, party: Party) -> bool:
    """Whether a party acts in its sentence: it is not behind a preposition, not an adjective."""
    known = frame.acting.get(party.first)
    if known is None:
        known = frame.acting[party.first] = _is_subject(frame, party)
    return known


def _is_subject(frame: Frame, party: Party) -> bool:  # noqa: C901, PLR0911 - one rule a line
    at = party.first - 1
    while at >= 0 and frame.lows[at] in _BEFORE_NAMES:
        at -= 1
    before = frame.low(at)
    after = frame.low(party.last + 1)
    said = party.last + 1 + 2 * (after in ("on", "last", "this"))
    acts = said in frame.verb_firsts and any(
        verb.first == said and not verb.relative and verb.mood is not Mood.INFINITIVE
        for verb in frame.verbs
    )
    acts = acts and after not in ("in", "on")  # "leaving Ukraine and Taiwan in limbo"
    if (
        _is_dateline(frame, party)
        or after in _RESIDENTS
        or (
            after in _HELD
            and (party.sort is AliasSort.CAPITAL or frame.low(party.last) == "brussels")
        )
        or (_is_object(frame, at) and not (acts and after in AUXILIARIES))
    ):
        return False
    role_after = not _ACTORS.isdisjoint(frame.lows[party.last + 1 : party.last + 5])
    if before in ("of", "not"):  # "Norway, not an EU member, will pay"
        return frame.low(at - 1) in ROLES or frame.low(at - 1) == "'s"
    adjective = party.sort is AliasSort.DEMONYM
    seated = before == "in" and party.sort is AliasSort.CAPITAL and frame.low(at - 1) in _SEATED
    if before in PREPOSITIONS and not ((role_after and adjective) or seated):
        return False
    if seated:
        return True
    if before == "," and not role_after and frame.low(party.first - 1) in ("a", "an"):
        return False  # "North Macedonia, a NATO newcomer, gave"
    if adjective and before == "in" and frame.low(at - 1) in _OF_PARLIAMENT:
        return role_after
    if adjective:
        return role_after and (before not in PREPOSITIONS or before in ("by", "from"))
    own = frame.low(at - 1) == "," and before == "and" and acts_behind(frame, party)
    if not (acts or own) and behind_preposition(frame, party, PREPOSITIONS):
        return False
    reach = _MET if after in _GATHERED else 2 + 2 * (after in ("on", "this", "last"))
    if party.name == GENERIC and not any(
        0 < verb.first - party.last <= reach for verb in frame.verbs
    ):
        return False
    if after in ("'s", "'"):
        return role_after or frame.low(party.last + 2) == "," or _owns_subject(frame, party)
    return True


def _is_dateline(frame: Frame, party: Party) -> bool:
    """ "PORT SUDAN – A convoy": where a report was written, in capitals."""
    name = frame.words[party.last]
    if party.first > 1 or not name.isupper() or len(name) <= _LETTERS:
        return False
    marks = ":–—-" if party.sort is AliasSort.CAPITAL else "–—-"
    place = party.sort in (AliasSort.NAME, AliasSort.CAPITAL)
    behind = party.last + 1
    if frame.low(behind) == "/":  # "DJIBOUTI/ADDIS ABABA – A vessel"
        behind += 2
        behind += frame.low(behind).isalpha() and frame.words[behind].isupper()
    if frame.low(behind) == "(":  # "GENEVA (Wire) - The"
        closing = frame.lows[behind : behind + _AGENCY]
        behind += closing.index(")") + 1 if ")" in closing else 0
    return place and frame.low(behind) in tuple(marks)


_AGENCY: Final = 5
"""Words of brackets that name a news agency."""


_LETTERS: Final = 4
"""Of an abbreviation at most."""
_RESIDENTS: Final = word_set("refugees nationals returnees migrants exiles citizens children")
""" "Myanmar refugees may take heart": people, and not their state."""
_SEATED: Final = word_set("government parliament cabinet ministry lawmakers authorities")
""" "The government in Oslo wants": who sits there acts."""
_OF_PARLIAMENT: Final = word_set("majority members mps deputies senators lawmakers parties")
""" "A majority in the Danish parliament approved"."""
_GATHERED: Final = word_set("meeting gathered gathering assembled attending at present in")
_MET: Final = 12
""" "Donors meeting in Paris have promised": words up to what they did."""

_OWNED: Final = 4


def _owns_subject(frame: Frame, party: Party) -> bool:
    """ "Ottawa's signature brought": what a party owns acts for it."""
    return any(
        party.last + 2 < verb.first <= party.last + 1 + _OWNED
        and not verb.passive
        and not verb.relative
        and verb.mood not in (Mood.INFINITIVE, Mood.GERUND)
        for verb in frame.verbs
    ) or frame.low(party.last + 3) in ("has", "had", "is", "was")


def group(frame: Frame, party: Party, how: str) -> Donor:
    """The party with those that are joined to it: "Japan, the UK and Canada"."""
    if party.key in CHANNELS:
        return Donor((party,), frame.span(party.first, party.last), how)
    members = [party]
    position = frame.parties.index(party)
    for other in reversed(frame.parties[:position]):
        gap = frame.lows[other.last + 1 : members[0].first]
        if (
            not _joins(gap)
            or not may_give(other)
            or (other.sort is AliasSort.DEMONYM and party.sort is not AliasSort.DEMONYM)
            or ("," in gap and frame.low(opening(frame, other)) in _NO_AGENTS)
            or (gap == [","] and frame.low(opening(frame, other)) == "and")
        ):
            break  # "Together with the EU and Denmark, Sweden pays"
        if any(member.key == other.key for member in members):
            break
        members.insert(0, other)
    if how in ("by", "from", "subject", "relative", "sentence"):
        for other in frame.parties[position + 1 :]:
            gap = frame.lows[members[-1].last + 1 : other.first]
            if not _joins(gap) or not may_give(other):
                break
            members.append(other)
    if len(members) == 1:
        return Donor((party,), frame.span(party.first, party.last), how)
    if not any(
        "and" in frame.lows[one.last + 1 : two.first]
        or "&" in frame.lows[one.last + 1 : two.first]
        or frame.headline
        for one, two in pairwise(members)
    ):
        members = [party]
    members = _that_give(members)
    span = (frame.starts[members[0].first], frame.ends[members[-1].last])
    return Donor(tuple(members), span, how)


_NO_AGENTS: Final = PREPOSITIONS - {"by", "from", "with", "between", "among"}
""" "sent it through the agency of Japan, and the European Union paid": two that act apart."""


def _that_give(members: list[Party]) -> list[Party]:
    """ "The Asian Development Bank and Nepal signed": only one of the two gives."""
    giving = [member for member in members if member.key not in SELDOM_DONORS]
    return giving if len(members) == 2 and giving else members


def _joins(gap: list[str]) -> bool:
    return (
        bool(gap)
        and len(gap) <= 4
        and all(word in (",", "and", "&", "the", "'s", "'") for word in gap)
    )


def in_brackets(frame: Frame, at: int) -> bool:
    """Whether token ``at`` stands inside of round brackets."""
    before = frame.words[:at]
    return before.count("(") > before.count(")")


_HELD: Final = word_set("conference summit meeting talks forum declaration agreement")
_RELATIVES: Final = word_set("that which whom until unless if whether because before")


def _opens_group(frame: Frame, party: Party) -> str:
    """The word before a party and those that are joined to it in front."""
    at = party.first - 1
    while True:
        at -= frame.low(at) == "the"
        if frame.low(at) not in ("and", ","):
            return frame.low(at)
        joined = next((one for one in frame.parties if one.last == at - 1), None)
        if joined is None:
            return frame.low(at)
        at = joined.first - 1


def _opens(frame: Frame, party: Party) -> bool:
    """ "Washington opened an embassy", "Last month Washington opened": only a day in front."""
    front = frame.lows[: party.first]
    return party.first <= 1 + frame.item or (len(front) <= _DAY and _OF_DAYS.issuperset(front))


_DAY: Final = 4
"""Words of "On Monday last week"."""
_OF_DAYS: Final = word_set(
    "last this on in the a month week year "
    "monday tuesday wednesday thursday friday saturday sunday "
    "january february march april may june july august september october november december , "
    "earlier later today yesterday meanwhile now then spring summer autumn winter"
)


def subjects(frame: Frame) -> Donor | None:
    """The first party that acts in a sentence: what the next sentences speak of."""
    for party in frame.parties:
        if _opens_group(frame, party) in _RELATIVES:
            continue  # "the sum that the G7 promised", "until the Bank agrees"
        if frame.low(party.last + 1) in _HELD:
            continue  # "Paris conference: Germany increases its aid"
        if may_give(party) and is_subject(frame, party):
            following = next((verb for verb in frame.verbs if verb.first > party.last), None)
            opens = _opens(frame, party) and bool(frame.low(party.last + 1))
            if following is not None:
                opens = following.act is not Act.RECEIVE
            if opens:
                return group(frame, party, "subject")
    return None
