"""Lists: what the sentence above them says of every line, and lines that begin with a donor."""

from __future__ import annotations

from typing import Final

from ledger.reading import attribution, stages
from ledger.reading.dates import dates
from ledger.reading.frames import Frame, Mood, Verb
from ledger.reading.givers import may_give
from ledger.reading.parties import Party
from ledger.reading.state import Listed, State
from ledger.reading.timing import act_day
from ledger.reading.verbs import Act
from ledger.values.stages import Stage


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


def donor_line(made: Frame) -> bool:
    """ "Germany: €9 billion", or a row of a table: a line of a list by donors."""
    if not made.parties or not may_give(made.parties[0]):
        return False
    party = made.parties[0]
    if party.first > 1:
        return False
    mark = made.low(party.last + 1)
    if made.item and _named_to_colon(made, party):
        return True
    if mark == "-" and not made.item:
        return _figure_near(made, party.last + 2)
    return mark in (":", "–", "—", "|", "-") or table_row(made, party)


def _named_to_colon(made: Frame, party: Party) -> bool:
    """ "British Government: CHF 580,000": more of a name, then a colon and the figure."""
    at = party.last + 1
    while at - party.last < _LONGEST_NAME and (made.low(at).isalpha() or made.low(at) in "/'s"):
        at += 1
    return made.low(at) == ":" and _figure_near(made, at + 1)


_LONGEST_NAME: Final = 8
"""Words of a name and its department in front of a colon."""


def _figure_near(made: Frame, at: int) -> bool:
    """Whether a figure comes within a few words: not behind the dash of a dateline."""
    return any(at <= made.token_at(one.start) <= at + 3 for one in made.figures)


def table_row(made: Frame, party: Party) -> bool:
    """Whether blanks or a tab part the party from what follows, as in a table."""
    if party.last + 1 >= len(made.starts):
        return False
    figure = made.figures[0].start if made.figures else made.starts[party.last + 1]
    gap = made.text[made.ends[party.last] : max(figure, made.starts[party.last + 1])]
    return "\t" in gap or "   " in gap


def listed_under(state: State, header: Frame) -> Listed:
    """What a list takes from the sentence above it, or from the package before."""
    package = state.package
    heads = header.text[header.end - 1] not in '.!?”"'
    told = _told_by(state, header) if heads else None
    if told is None and package is not None:
        return Listed(
            package.stage,
            "the package above the list",
            state.context.topic,
            package.days,
            package,
            package.support.get("stage"),
        )
    if told is None and heads and state.before is not None and not state.before.headline:
        told = _told_by(state, state.before)
    return told or Listed(Stage.PLEDGED, "a list without a verb", None, None, None, None)


def _told_by(state: State, header: Frame) -> Listed | None:
    """What the last verb of a sentence says of the lines below it; ``None`` where it says none."""
    package = state.package
    for verb in reversed(header.verbs):
        stage, why = stages.stage_of(header, verb)
        if verb.lemma == "plan" and stage is Stage.PROPOSED:
            stage = Stage.PLEDGED  # "in planning" above a list of what will be sent
        if stage is not None:
            donor = attribution.donor_of(header, verb.last + 1, verb.last + 1, verb, state.context)
            when = dates(header.text, header.start, header.end, state.published)
            chosen = act_day(state, when, header, verb)
            days = chosen.days if chosen else None
            if days is None and package is not None:
                days = package.days
            return Listed(stage, why, donor, days, package, header.span(verb.first, verb.last))
        if why == stages.NEED and verb.act is Act.NEED:
            return Listed(None, why, None, None, None, None)
    return None


def own_verb(made: Frame, verb: Verb | None, how: str) -> bool:
    """Whether a line of a list says itself what happened: "$5 million will be paid"."""
    if verb is None:
        return False
    finite = verb.first < verb.last or verb.mood not in (Mood.PAST, Mood.GERUND)
    tabled = how == "modifier" and verb.passive and made.low(verb.first - 1) == "."
    return (how == "subject" and finite) or tabled or donor_line(made)
