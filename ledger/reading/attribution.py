"""Who gives and who gets: donor and recipient of a figure, from its clause or from the context."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from ledger.reading.frames import Frame, Mood, Verb, behind_preposition
from ledger.reading.parties import (
    CHANNELS,
    GENERIC,
    GIFTS,
    NEVER_DONORS,
    SELDOM_DONORS,
    ROLES,
    SOMEBODY,
    Party,
)
from ledger.reading.verbs import Act
from ledger.reading.wordlists import word_set
from ledger.vocabulary import AliasSort, OrganisationKind

_PREPOSITIONS: Final = word_set(
    "to for in of with from against at on near into between under about than like as via "
    "through outside across within inside around towards toward over by despite during "
    "regarding concerning including its"
)
_NOUN_SORTS: Final = frozenset({AliasSort.NAME, AliasSort.ABBREVIATION, AliasSort.OFFICE})
_AID_NOUNS: Final = word_set(
    "aid assistance support package packages pledge contribution commitment donation grant "
    "loan funding money help share offer gift guarantee fund drawdown"
)


@dataclass(frozen=True, slots=True)
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
        names = [party.name for party in self.parties]
        return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"

    def via(self, how: str) -> Donor:
        """The same donor, found again in another way."""
        return Donor(self.parties, self.span, how)


@dataclass(slots=True)
class Context:
    """What earlier sentences established."""

    main_donor: Donor | None = None
    main_recipient: Party | None = None
    topic: Donor | None = None
    recipient: Party | None = None


def may_give(party: Party) -> bool:
    """Whether an organisation is one that gives, rather than gets or passes on."""
    return party.key not in NEVER_DONORS and party.key not in CHANNELS


def donor_of(
    frame: Frame, first: int, last: int, verb: Verb | None, context: Context
) -> Donor | None:
    """The donor of the figure at tokens ``first`` to ``last``."""
    if verb is not None and verb.act is Act.RECEIVE and not verb.passive:
        known = _behind(frame, last, verb)
        got = any(party.last < verb.first and not may_give(party) for party in frame.parties)
        if known is None and got and verb.mood in (Mood.PAST, Mood.PERFECT):
            return Donor((SOMEBODY,), None, "unnamed")
        return known or _from_context(context)
    return (
        _behind(frame, last, verb)
        or _adjacent(frame, first, verb)
        or (_from_opening(frame, first) if verb is None else None)
        or _possessive(frame, first, loose=verb is None)
        or _adjectival(frame, first)
        or (subject(frame, verb, first) if verb is not None else None)
        or (_before(frame, first) if verb is None else None)
        or (None if verb is not None and _has_stranger(frame, verb) else _from_context(context))
    )


_KNOWN: Final = (
    ROLES
    | GIFTS
    | _AID_NOUNS
    | word_set(
        "bill measure law plan deal convoy plane flight ship train lorry truck donor host hosts "
        "others rest tranche shipment delivery consignment batch instalment summit conference "
        "meeting bank fund spokesperson readout statement decision letter board"
    )
)


def _has_stranger(frame: Frame, verb: Verb) -> bool:
    """Whether a verb has a subject of its own that is no donor: "an audit found"."""
    if verb.passive or verb.relative or verb.act in (Act.CONTAIN, Act.DESTINE, Act.RECEIVE):
        return False
    at = verb.first - 1
    noun = frame.low(at)
    if not noun.isalpha() or noun in _KNOWN or not frame.words[at].islower():
        return False
    determiners = frame.lows[max(0, at - 3) : at]
    return bool({"a", "an", "the", "this"} & set(determiners)) and not (
        set(determiners) & (_KNOWN | _PREPOSITIONS | {"who", "which", "that"})
    )


def _from_context(context: Context) -> Donor | None:
    if context.topic is not None:
        return context.topic.via("context")
    return context.main_donor.via("text") if context.main_donor is not None else None


def _behind(frame: Frame, last: int, verb: Verb | None) -> Donor | None:
    """ "$20 million from Germany", "pledged by Ottawa", "that Canberra promised in April"."""
    lows = frame.lows
    for party in frame.parties:
        if party.first <= last or not (may_give(party) or party.key == "UKR"):
            continue
        gap = lows[last + 1 : party.first]
        if len(gap) > 16 or any(mark in gap for mark in (";", ".", "while", "but")):
            return None
        before = lows[party.first - 1]
        if before == "the":
            before = lows[party.first - 2]
        if before == "of" and lows[party.first - 2 - (lows[party.first - 1] == "the")] in _GIVEN_OF:
            return _group(frame, party, "by")
        if before == "by" and _by_donor(frame, party, verb, last):
            return _group(frame, party, "by")
        if not may_give(party):
            continue
        if (
            before == "from"
            and len(gap) <= 6
            and "and" not in gap
            and (verb is None or verb.act is not Act.CANCEL)
        ):
            return _group(frame, party, "from")
        if _relative_promise(frame, party, last):
            return _group(frame, party, "relative")
    return None


_GIVEN_OF: Final = word_set("gift present courtesy donation contribution gifts")


def _by_donor(frame: Frame, party: Party, verb: Verb | None, last: int) -> bool:
    """Whether "by" belongs to a verb of giving."""
    opening = frame.lows[party.first - 3 : party.first]
    near = any(
        other.passive and other.act not in (Act.NEED, Act.OTHER, Act.DESTINE)
        for other in frame.verbs
        if last - 12 < other.last < party.first and party.first - other.last <= 4
    )
    return near or any(word in ("guaranteed", "funded", "financed", "stalled") for word in opening)


def _relative_promise(frame: Frame, party: Party, last: int) -> bool:
    """ "the 17 F-16s which Denmark promised in August"."""
    opening = frame.low(party.first - 1)
    if opening not in ("that", "which") and not (
        party.first - last <= 6 and opening not in _PREPOSITIONS | {"the", ",", "and", "(", ":"}
    ):
        return False
    gap = frame.lows[last + 1 : party.first]
    if "," in gap or "and" in gap or (opening in ("that",) and len(gap) > 8):
        return False
    return any(
        party.last < verb.first <= party.last + 3
        and verb.act in (Act.PLEDGE, Act.GIVE, Act.COMMIT, Act.ALLOCATE)
        and not verb.passive
        for verb in frame.verbs
    ) and is_subject(frame, party)


_LIST_MARKS: Final = word_set(
    ": – — - a an about up to ( with | some another further additional grant loan credit of for"
)


def _adjacent(frame: Frame, first: int, verb: Verb | None) -> Donor | None:
    """ "Italy 150 million and Spain 100 million", "Norway: NOK 1.5 billion"."""
    at = first - 1
    bracketed = False
    while at >= 0 and frame.lows[at] in _LIST_MARKS:
        bracketed = bracketed or frame.lows[at] == "("
        at -= 1
    for party in frame.parties:
        if party.last == at and may_give(party) and party.sort is not AliasSort.DEMONYM:
            if bracketed and party.kind is not OrganisationKind.STATE:
                return None
            opening = frame.low(party.first - 1)
            if opening == "the":
                opening = frame.low(party.first - 2)
            if opening in (
                "",
                ",",
                "and",
                ";",
                "while",
                "•",
                "-",
                "–",
                "*",
                "but",
                "—",
                ".",
                "promised",
            ):
                # "send Ukraine 25 Bushmasters", "gave Moldova 20 million": who gets, not who gives
                if verb is not None and verb.last == party.first - 1:
                    return None
                return _group(frame, party, "list")
    return None


def _from_opening(frame: Frame, first: int) -> Donor | None:
    """ "From Warsaw, seven jets": the sender opens the sentence."""
    if frame.low(0) != "from":
        return None
    for party in frame.parties:
        if party.first <= 2 and party.last < first and may_give(party):
            return _group(frame, party, "from")
    return None


def _possessive(frame: Frame, first: int, *, loose: bool) -> Donor | None:
    """ "the Netherlands' guarantee of EUR2 billion", "a Canada-funded project", "Berlin's are"."""
    for party in frame.parties:
        if not (party.last < first and first - party.last <= 8) or not may_give(party):
            continue
        after = frame.low(party.last + 1)
        word = frame.words[party.last]
        opening = frame.low(party.first - 1)
        if opening == "the":
            opening = frame.low(party.first - 2)
        if opening in ("through", "to", "via", "into", "for", "with", "by", "in"):
            continue
        if (
            "-" in word
            and party.sort is AliasSort.DEMONYM
            and word.partition("-")[2]
            in (
                "funded",
                "financed",
                "donated",
                "backed",
                "led",
            )
        ):
            return _group(frame, party, "adjective")
        if after in ("'s", "'"):
            between = set(frame.lows[party.last + 2 : first])
            near = 6 if loose else 2 + len(between & _BEFORE_FIGURE)
            if first - party.last <= near:
                return _group(frame, party, "possessive")
            if between & _AID_NOUNS and not any(
                verb.first > party.last
                and verb.last < first
                and verb.act not in (Act.OTHER, Act.CONTAIN, Act.DESTINE)
                for verb in frame.verbs
            ):
                return _group(frame, party, "possessive")
    return None


_WORTH: Final = word_set(
    "worth of totalling totaling valued at about some around a up to more than the package loan "
    "grant bill tranche pledge aid ( over nearly almost military financial humanitarian"
)


def _adjectival(frame: Frame, first: int) -> Donor | None:
    """ "A U.S. package worth $61 billion", "the Danish grant of 10 million kroner"."""
    at = first - 1
    nouns = False
    while at >= 0 and frame.low(at) in _WORTH | _AID_NOUNS and first - at < _REACH:
        nouns = nouns or frame.low(at) in _AID_NOUNS | {"bill", "tranche", "credit"}
        at -= 1
    linked = {"worth", "of", "totalling", "totaling", "at"} & set(frame.lows[at + 1 : first])
    for party in frame.parties if nouns and linked else ():
        if party.last == at and may_give(party) and frame.low(party.first - 1) not in _PREPOSITIONS:
            return _group(frame, party, "adjective")
    return None


_REACH: Final = 9
_BEFORE_FIGURE: Final = word_set("promised first own remaining other last new old initial")


def subject(frame: Frame, verb: Verb, first: int) -> Donor | None:
    """The party that does what the verb says, for the figure at token ``first``."""
    if verb.act is Act.RECEIVE and not verb.passive:
        return None
    return (
        _agent(frame, verb)
        or _promiser(frame, verb)
        or _sender(frame, verb)
        or _antecedent(frame, verb)
        or _gathering(frame, verb)
        or _place(frame, verb)
        or _nearest(frame, verb)
        or _speaker(frame, verb, first)
        or _channel(frame, verb)
    )


def _agent(frame: Frame, verb: Verb) -> Donor | None:
    """ "agreed by the G7", right behind a passive."""
    for party in frame.parties if verb.passive else ():
        if verb.last < party.first <= verb.last + 6 and may_give(party):
            at = party.first - 1 - (frame.low(party.first - 1) == "the")
            if frame.low(at) == "by":
                return _group(frame, party, "by")
    return None


def _promiser(frame: Frame, verb: Verb) -> Donor | None:
    """ "commitments from Germany and the United States to send"."""
    for party in frame.parties if verb.mood is Mood.INFINITIVE else ():
        near = 1 <= verb.first - party.last <= 2 and may_give(party)
        if near and "from" in frame.lows[max(0, party.first - 6) : party.first]:
            return _group(frame, party, "from")
    return None


def _nearest(frame: Frame, verb: Verb) -> Donor | None:
    """The nearest party in front of the verb that can be its subject; a recipient last."""
    parties = sorted(reversed(frame.parties), key=lambda party: party.key in SELDOM_DONORS)
    for party in parties:
        if party.last >= verb.first or not may_give(party):
            continue
        if not frame.headline and _in_brackets(frame, party.first):
            continue
        if verb.passive and not verb.relative and not _reports(frame, party, verb):
            continue
        if is_subject(frame, party):
            return _group(frame, party, "subject")
    return None


def _reports(frame: Frame, party: Party, verb: Verb) -> bool:
    """Whether a party says what a passive tells: "Germany said that tanks had been sent"."""
    return bool(_SAYING & set(frame.lows[party.last + 1 : verb.first]))


def _speaker(frame: Frame, verb: Verb, first: int) -> Donor | None:
    """ "We are giving you twelve helicopters," the Czech president said."""
    for party in frame.parties if frame.low(verb.first - 1) in ("we", "i") else ():
        if party.first > first and may_give(party) and is_subject(frame, party):
            return _group(frame, party, "speaker")
    return None


def _antecedent(frame: Frame, verb: Verb) -> Donor | None:
    """ "jointly with Iceland, which pays": the party right before a relative pronoun."""
    at = verb.first - 1
    if frame.low(at) not in ("which", "who") or verb.passive:
        return None
    at -= 1 + (frame.low(at - 1) == ",")
    for party in frame.parties:
        if party.last == at and may_give(party) and party.sort is not AliasSort.DEMONYM:
            return _group(frame, party, "relative")
    return None


def _gathering(frame: Frame, verb: Verb) -> Donor | None:
    """ "the conference raised": donors that nobody names."""
    if verb.lemma not in ("raise", "yield"):
        return None
    for at in range(verb.first - 1, max(-1, verb.first - 12), -1):
        if frame.low(at) in _GATHERINGS:
            return Donor((SOMEBODY,), frame.span(at, at), "subject")
        if at == verb.first - 1 and any(party.last == at for party in frame.parties):
            return None
    return None


def _sender(frame: Frame, verb: Verb) -> Donor | None:
    """ "a plane chartered by Belgium touched down", "shells from Sweden have arrived"."""
    for party in reversed(frame.parties if verb.act is Act.ARRIVE else []):
        at = party.first - 1 - (frame.low(party.first - 1) == "the")
        if party.last < verb.first and may_give(party) and frame.low(at) in ("by", "from"):
            return _group(frame, party, "from")
    return None


def _channel(frame: Frame, verb: Verb) -> Donor | None:
    """An agency that gives of its own: "the United Nations has allocated"."""
    for party in frame.parties:
        if party.key in CHANNELS and party.last + 1 == verb.first and verb.act in _OWN_ACTS:
            return Donor((party,), frame.span(party.first, party.last), "subject")
    return None


_SAYING: Final = word_set("said says announced confirmed told stated reported added explained")
_OWN_ACTS: Final = frozenset({Act.GIVE, Act.ALLOCATE, Act.COMMIT})
_GATHERINGS: Final = word_set("conference meeting summit event appeal forum")
_BODIES: Final = word_set(
    "parliament lawmakers government cabinet ministers authorities mps senators legislators"
)


def _place(frame: Frame, verb: Verb) -> Donor | None:
    """ "In Copenhagen parliament approved": a body without a name acts where it sits."""
    at = verb.first - 1
    if frame.low(at) not in _BODIES:
        return None
    for party in reversed(frame.parties):
        if party.last == at - 1 and may_give(party):
            return _group(frame, party, "subject")
        if (
            party.last < at
            and may_give(party)
            and at - party.last <= 4
            and frame.low(party.first - 1) == "in"
        ):
            return _group(frame, party, "place")
    return None


def _before(frame: Frame, first: int) -> Donor | None:
    """Any party in front that could act, where no verb tells."""
    for party in reversed(frame.parties):
        if party.last < first and may_give(party) and is_subject(frame, party):
            if _in_brackets(frame, party.first):
                continue
            return _group(frame, party, "sentence")
        opening = frame.low(party.first - 1 - (frame.low(party.first - 1) == "the"))
        if party.last < first and may_give(party) and opening == "by":
            return _group(frame, party, "by")
    return None


def _in_brackets(frame: Frame, at: int) -> bool:
    before = frame.words[:at]
    return before.count("(") > before.count(")")


def is_subject(frame: Frame, party: Party) -> bool:  # noqa: PLR0911 - one rule a line
    """Whether a party acts in its sentence: it is not behind a preposition, not an adjective."""
    at = party.first - 1
    while at >= 0 and frame.lows[at] in ("the", "both", "a", "an", "its", "new", "former"):
        at -= 1
    before = frame.low(at)
    after = frame.low(party.last + 1)
    if any(
        verb.last == at and verb.act not in (Act.CONTAIN, Act.NEED, Act.ARRIVE)
        for verb in frame.verbs
    ):
        return False
    role_after = bool((ROLES | GIFTS) & set(frame.lows[party.last + 1 : party.last + 5]))
    if before == "of":
        return frame.low(at - 1) in ROLES or frame.low(at - 1) == "'s"
    if party.sort is AliasSort.DEMONYM:
        if before in _PREPOSITIONS and not role_after:
            return False
        return role_after and (before not in _PREPOSITIONS or before in ("by", "from"))
    if before in _PREPOSITIONS:
        return False
    acts = any(
        verb.first == party.last + 1 and not verb.relative and verb.mood is not Mood.INFINITIVE
        for verb in frame.verbs
    )
    if not acts and behind_preposition(frame, party, _PREPOSITIONS):
        return False
    if party.name == GENERIC and not any(
        party.last < verb.first <= party.last + 2 for verb in frame.verbs
    ):
        return False
    if after in ("'s", "'"):
        return role_after or _owns_subject(frame, party)
    return True


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


def _group(frame: Frame, party: Party, how: str) -> Donor:
    """The party with those that are joined to it: "Japan, the UK and Canada"."""
    members = [party]
    position = frame.parties.index(party)
    for other in reversed(frame.parties[:position]):
        gap = frame.lows[other.last + 1 : members[0].first]
        if (
            not _joins(gap)
            or not may_give(other)
            or (other.sort is AliasSort.DEMONYM and party.sort is not AliasSort.DEMONYM)
        ):
            break
        if any(member.key == other.key for member in members):
            break
        members.insert(0, other)
    if how in ("by", "from", "subject", "relative", "sentence"):
        for other in frame.parties[position + 1 :]:
            gap = frame.lows[members[-1].last + 1 : other.first]
            if not _joins(gap) or not may_give(other):
                break
            members.append(other)
    if len(members) > 1 and not any(
        "and" in frame.lows[one.last + 1 : two.first]
        or "&" in frame.lows[one.last + 1 : two.first]
        or frame.headline
        for one, two in pairwise(members)
    ):
        members = [party]
    span = (frame.starts[members[0].first], frame.ends[members[-1].last])
    return Donor(tuple(members), span, how)


def _joins(gap: list[str]) -> bool:
    return (
        bool(gap)
        and len(gap) <= 4
        and all(word in (",", "and", "&", "the", "'s", "'") for word in gap)
    )


def subjects(frame: Frame) -> Donor | None:
    """The first party that acts in a sentence: what the next sentences speak of."""
    for party in frame.parties:
        if may_give(party) and is_subject(frame, party):
            following = [verb for verb in frame.verbs if verb.first > party.last]
            opens = party.first <= 1 and bool(frame.low(party.last + 1))
            if (following and following[0].act is not Act.RECEIVE) or (opens and not following):
                return _group(frame, party, "subject")
    return None
