"""Lists: what the sentence above them says of every line, and lines that begin with a donor."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from ledger.reading import attribution, stages
from ledger.reading.claim import Claim
from ledger.reading.frames import Frame, Mood, Verb
from ledger.reading.givers import TOWARDS, Donor, in_brackets, may_give
from ledger.reading.parties import CHANNELS, GENERIC, ROLES, SELDOM_DONORS, Party
from ledger.reading.portions import is_under_agreement
from ledger.reading.state import Listed, State
from ledger.reading.timing import act_day, told_in
from ledger.reading.verbs import Act
from ledger.reading.wordlists import word_set
from ledger.values.stages import Stage
from ledger.vocabulary import AliasSort


def heads_gifts(made: Frame) -> bool:
    """ "Examples of contributions": what stands below it gives whose text it is."""
    funded = [low for low in made.lows if low in _PROJECT_FUNDING] == ["project", "funding"]
    return funded or not stages.NOUNS.keys().isdisjoint(made.lows)


_PROJECT_FUNDING: Final = frozenset({"project", "projects", "funding"})


def is_heading(made: Frame) -> bool:
    """A few words between the lines of a list: "Air defence"."""
    bare = not made.verbs and not made.figures
    return bare and len(made.words) <= _HEADING and made.text[made.end - 1] not in ".:"


def heads_lines(made: Frame) -> bool:
    """ "2. Contracted, delivery outstanding": a numbered line that heads others."""
    if not made.item or made.things or any(one.currencies for one in made.figures):
        return False
    short = len(made.words) <= _HEADING + 4 and made.text[made.end - 1] not in ".;,"
    return short and any(verb.first <= 3 for verb in made.verbs)


_HEADING: Final = 6
"""Words up to which a line without a verb is a heading inside a list."""


def is_numbered(made: Frame) -> bool:
    """ "3. The World Bank: a grant of": a line with its number in front."""
    return made.low(0).isdigit() and made.low(1) == "." and len(made.low(0)) <= _DIGITS


_DIGITS: Final = 2


def line_donor(made: Frame) -> Party | None:
    """Who opens a line of a list by donors: "Germany: €9 billion", or a row of a table."""
    if not made.parties:
        return None
    party = made.parties[0]
    sent = made.low(party.first - 1) == "from"
    opened = party.first - 2 * (party.first > 1 and is_numbered(made))
    longer = opened == 1 and made.low(0).isalpha() and made.low(0) not in ("the", "from")
    if not (may_give(party) or party.key == "CERF") or opened > 1 + sent or longer:
        return _named_to_colon(made)
    mark = made.low(_behind_name(made, party))
    dateline = party.sort is AliasSort.CAPITAL and made.words[party.last].isupper()
    if (mark == "-" or (mark == ":" and dateline)) and not made.item:
        return party if _figure_near(made, party.last + 2) else None
    marked = mark in (":", "–", "—", "|", "-") or table_row(made, party)
    marked = marked or (mark == "," and made.item and _figure_near(made, party.last + 2))
    counted = any(made.token_at(one.start) == party.last + 1 for one in made.figures)
    marked = marked or ((sent or made.item) and counted)
    return party if marked else _named_to_colon(made)


def _behind_name(made: Frame, party: Party) -> int:
    """Where a name ends that opens a line: "Tonga (host) –", "Japan (2023):"."""
    at = party.last + 1
    return at + 3 if made.low(at) == "(" and made.low(at + 2) == ")" else at


def _opened_by_donor(made: Frame) -> bool:
    """ "EU - The Commission proposed": one of many entries, which tells nothing of the others."""
    party = made.parties[0] if made.parties else None
    return party is not None and party.first == 0 and made.low(party.last + 1) in ("-", "–", ":")


def donor_line(made: Frame) -> bool:
    """Whether a line of a list begins with its donor."""
    return line_donor(made) is not None


def _named_to_colon(made: Frame) -> Party | None:
    """ "British Government: CHF 580,000", "The Prime Minister of Norway: 40 million kroner"."""
    colon = made.lows.index(":") if ":" in made.lows[:_LONGEST_NAME] else 0
    if not colon or not _figure_near(made, colon + 1):
        return None
    name = made.lows[:colon]
    if not all(_of_name(made.words[at], low) for at, low in enumerate(name)):
        return None
    named = [
        party
        for party in made.parties
        if party.last < colon
        and may_give(party)
        and made.low(made.before(party.first)) not in _TOWARDS
    ]
    if any(party.key in CHANNELS and party.last < colon for party in made.parties):
        return None  # "UNHCR Chad: €1 million": who gets
    acting = any(verb.first < colon for verb in made.verbs) or _ACTS_ON & set(name)
    return named[0] if len({party.key for party in named}) == 1 and not acting else None


def _of_name(word: str, low: str) -> bool:
    """Whether a word may be a part of a name with its office."""
    return low in _OF_NAMES or low in ROLES or word[:1].isupper()


_LONGEST_NAME: Final = 12
"""Words of a name with its office in front of a colon."""
_OF_NAMES: Final = frozenset(
    {"'s", "'", "/", "(", ")", ",", "•", "*", "-", "–", "of", "the", "for", "and", "in"}
)
_TOWARDS: Final = word_set("to for in on from with")
_ACTS_ON: Final = word_set("to from with")


def titled(made: Frame) -> Donor | None:
    """ "CHINA", "Germany:" on a line of its own: of whom the next lines speak."""
    party = made.parties[0] if len(made.parties) == 1 else None
    if party is None or made.headline or party.key in SELDOM_DONORS:
        return None
    if party.first:
        return _sent_from(made, party)
    behind = made.lows[party.last + 1 :]
    if behind[:1] in _FOLLOWED and not made.figures and len(behind) <= _HEADING:
        return Donor((party,), made.span(0, party.last), "topic") if may_give(party) else None
    alone = behind in ([], [":"], ["."]) or (behind[:1] in _COMES and behind[1:2] in _PLACED)
    return Donor((party,), made.span(0, party.last), "topic") if alone and may_give(party) else None


def _sent_from(made: Frame, party: Party) -> Donor | None:
    """ "From the European Union, late.": from whom what comes next comes."""
    bare = not (made.verbs or made.figures) and len(made.words) <= _HEADING + 2
    near = party.first <= 1 + (made.low(1) == "the") and made.low(party.last + 1) in (",", ":", ".")
    if not (bare and near and made.low(0) == "from" and may_give(party)):
        return None
    return Donor((party,), made.span(party.first, party.last), "topic")


_COMES: Final = (["comes"], ["came"], ["follows"], ["is"], ["was"])
_FOLLOWED: Final = (["followed"], ["joined"])
""" "Berlin followed on Thursday.": so does what comes next."""
_PLACED: Final = (["first"], ["second"], ["third"], ["next"], ["last"], ["."])
""" "Bucharest comes second.": whom a report goes on to."""


def _figure_near(made: Frame, at: int) -> bool:
    """Whether a figure comes within a few words: not behind the dash of a dateline."""
    return any(at <= made.token_at(one.start) <= at + 3 for one in made.figures)


def table_row(made: Frame, party: Party) -> bool:
    """Whether blanks or a tab part the party from what follows, as in a table."""
    if party.last + 1 >= len(made.starts):
        return False
    figure = made.figures[0].start if made.figures else made.starts[party.last + 1]
    gap = made.text[made.ends[party.last] : max(figure, made.starts[party.last + 1])]
    return "\t" in gap or "   " in gap or "..." in gap


def listed_under(state: State, header: Frame, line: Frame | None = None) -> Listed:
    """What a list takes from the sentence above its first line, or from the package before."""
    named = line_donor(line) if line is not None else None
    found = _listed(state, header, named)
    to_each = _shared_out(header) or _opened_by_recipient(found, named)
    return replace(found, to_each=True) if to_each else found


def _opened_by_recipient(listed: Listed, named: Party | None) -> bool:
    """ "The Commission announced: – Ethiopia: €42 million": whom its lines name gets."""
    known = listed.donor
    if known is None or of_many(listed) or known.name == GENERIC or named is None:
        return False
    gives = any(one.key not in SELDOM_DONORS for one in known.parties)
    return gives and named.key in SELDOM_DONORS


def _listed(state: State, header: Frame, donor: Party | None) -> Listed:
    package = _package(state, header)
    opened = donor is not None and _opened_by_donor(header)
    heads = header.text[header.end - 1] not in '.!?”"' or not _LISTING.isdisjoint(header.lows)
    told = _told_by(state, header) or _named_by(state, header) if heads and not opened else None
    if opened or (told is None and donor is not None and _of_another(package, donor)):
        return Listed(Stage.PLEDGED, "an entry of its own", None, None, None, None)
    if told is None and package is not None:
        return Listed(
            package.stage,
            "the package above the list",
            state.packed or state.context.topic,
            package.days,
            package,
            package.support.get("stage"),
        )
    if told is None and heads and state.before is not None and not state.before.headline:
        told = _told_by(state, state.before)
    return told or Listed(Stage.PLEDGED, "a list without a verb", None, None, None, None)


def _package(state: State, header: Frame) -> Claim | None:
    """ "30 million is asked for, 19 million was paid. The funds are to be split:": the 30."""
    package = state.package
    coming = any(
        verb.mood is Mood.FUTURE and verb.act in (Act.CONTAIN, Act.DESTINE) for verb in header.verbs
    )
    if package is None or package.stage is not Stage.DELIVERED or not coming:
        return package
    before = [one for one in state.claims if one.stage is not Stage.DELIVERED and not one.part_of]
    return before[-1] if before else package


_LISTING: Final = word_set("list below following follows overview table")
"""Words with which a sentence that ends in a point may head a list all the same."""


_UNSURE: Final = frozenset({Stage.PROPOSED, Stage.STALLED, Stage.CANCELLED, Stage.SHORTFALL})
"""Stages that the line of one donor does not take from the promise of another."""


def _of_another(package: Claim | None, donor: Party) -> bool:
    other = package is not None and package.donor_code != donor.code
    return (
        other
        and donor.key not in SELDOM_DONORS
        and package is not None
        and package.stage in _UNSURE
    )


def _named_by(state: State, header: Frame) -> Listed | None:
    """ "The following pledges were made:" tells what every line is."""
    noun = next((low for low in header.lows if low in stages.NOUNS), None)
    if noun is None:
        return None
    at = header.lows.index(noun)
    donor = attribution.donor_of(header, at, at, None, state.context)
    named = donor if donor is not None and donor.how not in ("text", "context") else None
    return Listed(stages.NOUNS[noun], f"“{noun}” above it", named, None, None, header.span(at, at))


def _told_by(state: State, header: Frame) -> Listed | None:
    """What the last verb of a sentence says of the lines below it; ``None`` where it says none."""
    package = state.package
    for verb in reversed(header.verbs):
        if _opens_aside(header, verb):
            continue
        stage, why = stages.stage_of(header, verb)
        if verb.lemma == "plan" and stage is Stage.PROPOSED:
            stage = Stage.PLEDGED  # "in planning" above a list of what will be sent
        if stage is not None and _alternative(header, verb):
            continue
        if stage is Stage.PLEDGED and is_under_agreement(header, verb):
            stage, why = Stage.COMMITTED, "under what was signed"
        if stage is not None:
            donor = attribution.donor_of(header, verb.last + 1, verb.last + 1, verb, state.context)
            chosen = act_day(state, told_in(state, header), header, verb)
            days = chosen.days if chosen else None
            if days is None and package is not None:
                days = package.days
            return Listed(stage, why, donor, days, package, header.span(verb.first, verb.last))
        if why == stages.NEED and verb.act is Act.NEED:
            return Listed(None, why, None, None, None, None)
    return None


def _opens_aside(header: Frame, verb: Verb) -> bool:
    """ "Provided through USAID, the new assistance includes": how, not that it has come."""
    opens = verb.first == verb.last == 0 and verb.mood is Mood.PAST
    return opens and header.low(1) in _BY_MEANS


_BY_MEANS: Final = word_set("through by via under with from as in")


def _shared_out(header: Frame) -> bool:
    """ "The money will be distributed as follows", "goes to:": the lines name who gets."""
    if header.lows[-1:] == [":"] and header.low(len(header.lows) - 2) in TOWARDS:
        return True  # "has allocated the following amounts to partners working in:"
    return any(
        (verb.lemma == "go" and verb.mood is not Mood.INFINITIVE and behind in _GOES_TO)
        or (verb.passive and verb.lemma in _SHARING and behind != "by")
        for verb in header.verbs
        for behind in [header.low(verb.last + 1)]
    )


_GOES_TO: Final = frozenset({"to", ":", "towards"})
_SHARING: Final = word_set("distribute divide split share allocate apportion earmark")


def _alternative(header: Frame, verb: Verb) -> bool:
    """ "have promised or sent": the less firm of the two is what holds for every line."""
    joined = header.low(verb.first - 1) == "or"
    return joined and any(other.last == verb.first - 2 for other in header.verbs)


def of_many(listed: Listed) -> bool:
    """Whether nothing above the lines says who gives: each may name a donor of its own."""
    return listed.donor is None or listed.donor.how in ("text", "context")


def opens_line(made: Frame, donor: Donor, figure: int, listed: Listed) -> bool:
    """ "- The UK is sending 14", "- In March, Denmark pledged": who acts in the line itself."""
    first, last = donor.parties[0].first, donor.parties[-1].last
    named = donor.how in ("subject", "possessive", "list")
    seldom = donor.parties[0].key in SELDOM_DONORS
    loose = donor.how in ("sentence", "adjective") and not seldom
    named = named or (of_many(listed) and loose)
    before = made.low(first - 1 - (made.low(first - 1) == "the"))
    behind = last + 1 + (made.low(last + 1) == ",")
    acts = donor.how == "subject" and before == "," and behind in made.verb_firsts
    return named and last < figure and (acts or 0 <= first <= _OPENING)


_OPENING: Final = 3
"""Words of a line within which who acts in it is named."""


def own_verb(made: Frame, verb: Verb | None, how: str) -> bool:
    """Whether a line of a list says itself what happened: "$5 million will be paid"."""
    if verb is None:
        return False
    finite = verb.first < verb.last or verb.mood not in (Mood.PAST, Mood.GERUND)
    apart = made.low(verb.first - 1) == "." or in_brackets(made, verb.first)
    tabled = how == "modifier" and verb.passive and apart
    return (how == "subject" and finite) or tabled or donor_line(made)
