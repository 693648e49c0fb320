"""The reader: from text to claims, sentence by sentence."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final

from ledger.reading import attribution, folding, stages
from ledger.reading.assembly import assembled
from ledger.reading.attribution import Context, Donor
from ledger.reading.claim import Claim, Reading, Refusal, Span
from ledger.reading.clauses import governing
from ledger.reading.confidence import rated
from ledger.reading.conversions import Rate
from ledger.reading.dates import When, dates
from ledger.reading.frames import Frame, Mood, Verb, frame
from ledger.reading.layout import is_opinion, passages
from ledger.reading.mentions import MODEL, Mention, mentions
from ledger.reading.parties import GENERIC, Party
from ledger.reading.phrases import is_delayed, phrases
from ledger.reading.refusals import refused
from ledger.reading.verbs import Act
from ledger.reading.wordlists import word_set
from ledger.values.days import Days, by, on
from ledger.values.stages import Stage

MOST_FIGURES: Final = 60
"""A sentence with more is a table, not prose, and is not read."""


@dataclass(slots=True)
class State:
    """What the reader carries from sentence to sentence."""

    published: date | None
    rate: Rate | None
    context: Context
    frames: list[Frame]
    claims: list[Claim] = field(default_factory=list)
    refusals: list[Refusal] = field(default_factory=list)
    package: Claim | None = None
    """The last sum of its own; parts and contents take its stage and day."""
    header: Frame | None = None
    listed: Listed | None = None
    currency: str | None = None
    donor: Donor | None = None
    """The donor of the last claim."""
    unit: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Listed:
    """What the sentence above a list says of all its lines."""

    stage: Stage | None
    why: str
    donor: Donor | None
    days: Days | None
    package: Claim | None
    stage_span: Span | None


def read_all(text: str, published: date | None = None, rate: Rate | None = None) -> Reading:
    """Read a text: its claims and the figures that are none, in the order of the text.

    ``published`` is the day to which "on Wednesday" and "last year" refer. ``rate`` gives the
    price of one currency in another on a day, to check bracketed conversions against.
    """
    opinion = is_opinion(text)
    frames = [
        frame(
            text,
            passage.start,
            passage.end,
            headline=passage.headline,
            item=passage.item,
        )
        for passage in passages(text)
    ]
    donor, recipient = attribution.main_parties(frames)
    state = State(published, rate, Context(donor, recipient), frames)
    for at, made in enumerate(frames):
        if opinion or len(made.figures) > MOST_FIGURES:
            reason = "opinion piece" if opinion else "a table, not a sentence"
            state.refusals += [
                Refusal((one.start, one.end), text[one.start : one.end], reason)
                for one in made.figures
            ]
            continue
        _read(state, made, frames[at - 1] if at else None)
    headlines = {(made.start, made.end) for made in frames if made.headline}
    claims = folding.folded(state.claims, headlines)
    return Reading(tuple(rated(claim) for claim in claims), tuple(state.refusals))


def _read(state: State, made: Frame, previous: Frame | None) -> None:
    in_list = made.item or _donor_line(made)
    if not in_list:
        state.listed = None
    elif state.listed is None:
        state.listed = _listed(state, previous if previous is not None else made)
    when = dates(made.text, made.start, made.end, state.published)
    found = mentions(state, made, when)
    last: Claim | None = None
    for mention in found:
        if mention.refusal:
            state.refusals.append(Refusal(mention.span, mention.text(made), mention.refusal))
            continue
        claims, reason = _claims(state, made, mention, when, last)
        if not claims:
            state.refusals.append(Refusal(mention.span, mention.text(made), reason))
            continue
        last = claims[-1]
        state.claims += claims
        if last.unit and mention.is_money:
            state.currency = last.unit
        if (
            not made.headline
            and (mention.is_money or state.package is None)
            and last.part_of is None
            and not in_list
        ):
            state.package = last
    if not made.headline and not in_list:
        state.claims += _phrases(state, made, found, when)
    if not in_list or _donor_line(made):
        _follow(state, made)


def _phrases(state: State, made: Frame, found: list[Mention], when: list[When]) -> list[Claim]:
    """The claims of a sentence that have no figure."""
    claims: list[Claim] = []
    kept = [one for one in found if one.refusal != MODEL]
    taken = [span for one in kept for span in (one.span, one.words) if span is not None]
    for mention, verb in phrases(made, taken):
        stage, why = stages.stage_of(made, verb)
        donor = attribution.donor_of(made, mention.first, mention.last, verb, state.context)
        if stage is None or donor is None or donor.how in ("context", "text", "sentence"):
            continue
        if donor.name == GENERIC or (donor.code == "NATO" and stage is Stage.PLEDGED):
            continue
        if is_delayed(made, mention):
            stage, why = Stage.STALLED, "the phrase says that it is held up"
        span = made.span(verb.first, verb.last)
        for party in donor.parties:
            one = Donor((party,), made.span(party.first, party.last), donor.how)
            claims.append(
                assembled(state, made, mention, verb, stage, why, "phrase", span, one, when)
            )
    return claims


def _follow(state: State, made: Frame) -> None:
    """Who the next sentences speak of."""
    subject = attribution.subjects(made)
    if subject is not None and not made.headline:
        state.context.topic = subject


def _donor_line(made: Frame) -> bool:
    """ "Germany: €9 billion", or a row of a table: a line of a list by donors."""
    if not made.parties or not attribution.may_give(made.parties[0]):
        return False
    party = made.parties[0]
    if party.first > 1:
        return False
    return made.low(party.last + 1) in (":", "–", "—", "|") or _table_row(made, party)


def _table_row(made: Frame, party: Party) -> bool:
    if party.last + 1 >= len(made.starts):
        return False
    gap = made.text[made.ends[party.last] : made.starts[party.last + 1]]
    return "\t" in gap or "   " in gap


def _listed(state: State, header: Frame) -> Listed:
    """What a list takes from the sentence above it, or from the package before."""
    package = state.package
    for verb in reversed(header.verbs):
        stage, why = stages.stage_of(header, verb)
        if stage is not None:
            donor = attribution.donor_of(header, verb.last + 1, verb.last + 1, verb, state.context)
            when = dates(header.text, header.start, header.end, state.published)
            chosen = _day(state, when, header, verb)
            days = chosen.days if chosen else None
            if days is None and package is not None:
                days = package.days
            return Listed(stage, why, donor, days, package, header.span(verb.first, verb.last))
        if why == stages.NEED and verb.act is Act.NEED:
            return Listed(None, why, None, None, None, None)
    if package is not None:
        return Listed(
            package.stage,
            "the package above the list",
            state.context.topic,
            package.days,
            package,
            package.support.get("stage"),
        )
    return Listed(Stage.PLEDGED, "a list without a verb", None, None, None, None)


def _claims(
    state: State, made: Frame, mention: Mention, when: list[When], last: Claim | None
) -> tuple[list[Claim], str]:
    """The claims that a mention makes: one, or one for each donor; else the reason why none."""
    verb, how = governing(made, mention.first, mention.last, max(mention.edge, mention.last))
    listed = state.listed
    if listed is not None and _donor_line(made) and _table_row(made, made.parties[0]):
        verb, how = (made.verbs[-1], "object") if made.verbs else (None, "list")
    elif (
        listed is not None and (verb is None or how != "object") and not _own_verb(made, verb, how)
    ):
        verb, how = None, "list"
    reason = refused(made, mention.figure, verb) if mention.figure is not None else ""
    if reason == "own budget" and _for_recipient(state, made, mention):
        reason = ""
    held_up = verb is not None and verb.act is Act.STALL and how == "subject"
    if held_up and reason in ("request or need", "past total"):
        reason = ""
    if not reason and _continues(state, made, mention, verb):
        reason = "past total"
    if reason and not (listed is not None and reason in ("holdings", "capacity")):
        return [], reason
    stage, why, rule, stage_span = _stage(state, made, mention, verb, how, last)
    if stage is None:
        return [], why
    donor = _donor(state, made, mention, verb, last, rule)
    if donor is None:
        return [], "no donor"
    own = state.context.main_recipient
    if own is not None and donor.code == own.key and donor.how not in ("by", "from"):
        return [], "the recipient's own money"
    weak = donor.how in ("text", "context", "sentence") and rule not in ("list", "part")
    if own is None and weak and not set(made.lows) & _AID_NOUNS:
        return [], "nobody receives it"
    if mention.generic and donor.how in ("text", "context") and rule != "list":
        return [], "not a thing that is known to be given"
    state.donor = donor
    claim = assembled(state, made, mention, verb, stage, why, rule, stage_span, donor, when)
    own_share = _respective(made, mention, donor)
    if own_share is not None:
        party = own_share
        return [
            replace(claim, donor=party.name, donor_code=party.code, rule=f"{rule}, respectively")
        ], ""
    if len(donor.parties) > 1 and _each(made, mention):
        return [
            replace(claim, donor=party.name, donor_code=party.code, rule=f"{rule}, each")
            for party in donor.parties
        ], ""
    return [claim], ""


def _for_recipient(state: State, made: Frame, mention: Mention) -> bool:
    """Whether money of a budget is said to be for the recipient: "the fund for Ukraine"."""
    recipient = state.context.main_recipient
    return recipient is not None and any(
        party.key == recipient.key
        and abs(party.first - mention.first) <= 12
        and made.low(party.first - 1) in ("for", "to")
        for party in made.parties
    )


_CONTINUING: Final = frozenset({"including", "which", "and", ",", "include", "includes"})


def _continues(state: State, made: Frame, mention: Mention, verb: Verb | None) -> bool:
    """Whether a running total in front goes on: "…, including $19.4 billion in drawdowns"."""
    if not state.refusals or not mention.is_money or verb is None or verb.first > mention.first:
        return False
    refusal = state.refusals[-1]
    if refusal.reason != "past total" or not made.start <= refusal.span[0] < mention.span[0]:
        return False
    if made.starts[verb.first] > refusal.span[1] and verb.act is not Act.CONTAIN:
        return False
    between = made.lows[made.token_at(refusal.span[1]) : mention.first]
    return bool(_CONTINUING & set(between)) and "but" not in between and "while" not in between


def _own_verb(made: Frame, verb: Verb | None, how: str) -> bool:
    """Whether a line of a list says itself what happened: "$5 million will be paid"."""
    if verb is None:
        return False
    finite = verb.first < verb.last or verb.mood not in (Mood.PAST, Mood.GERUND)
    return (how == "subject" and finite) or _donor_line(made)


def _respective(made: Frame, mention: Mention, donor: Donor) -> Party | None:
    """The donor of one of several figures that a sentence gives "respectively"."""
    if "respectively" not in made.lows[mention.last :] or len(donor.parties) < 2:
        return None
    end = made.ends[made.lows.index("respectively", mention.last)]
    shares = [one for one in made.figures if donor.span and donor.span[1] <= one.start < end]
    if len(shares) != len(donor.parties):
        return None
    at = next((at for at, one in enumerate(shares) if one is mention.figure), None)
    return donor.parties[at] if at is not None else None


def _each(made: Frame, mention: Mention) -> bool:
    behind = made.lows[mention.last + 1 : mention.last + 8]
    return "each" in behind[:6] or "apiece" in behind or "both" in made.lows[: mention.first]


def _stage(
    state: State, made: Frame, mention: Mention, verb: Verb | None, how: str, last: Claim | None
) -> tuple[Stage | None, str, str, Span | None]:
    """Stage, why, rule, and the words that tell it."""
    listed = state.listed
    if verb is None:
        if listed is not None:
            if listed.stage is None:
                return None, listed.why, "", None
            return listed.stage, listed.why, "list", listed.stage_span
        if last is not None:
            return last.stage, "goes on from the figure before", "series", last.support.get("stage")
        return _verbless(state, made, mention)
    span = made.span(verb.first, verb.last)
    stage, why = stages.stage_of(made, verb)
    if stage is None and why == stages.INHERITS:
        return _inherited(state, made, mention, verb, last, span)
    if stage is Stage.PLEDGED and how == "subject" and verb.act in (Act.GIVE, Act.ALLOCATE):
        package = listed.package if listed else state.package
        if package is not None and _is_part(made, mention) and not made.headline:
            return package.stage, f"{why}; part of a package", "part", span
    if stage is None:
        return None, why, "", None
    return stage, why, how, span


def _inherited(
    state: State, made: Frame, mention: Mention, verb: Verb, last: Claim | None, span: Span
) -> tuple[Stage | None, str, str, Span | None]:
    if state.listed is not None and state.listed.stage is not None:
        return state.listed.stage, state.listed.why, "list", span
    subject = attribution.subjects(made)
    future = verb.mood in (Mood.FUTURE, Mood.PROGRESSIVE, Mood.WOULD)
    if (
        verb.act is Act.DESTINE
        and subject is not None
        and subject.span is not None
        and subject.span[1] <= made.starts[verb.first]
        and verb.last < mention.first
    ):
        if future or verb.mood is Mood.PRESENT:
            return Stage.PLEDGED, "said by the donor", "object", span
        if verb.mood is Mood.GERUND or verb.mood is Mood.INFINITIVE:
            return None, "not aid", "", None
        return Stage.DELIVERED, "in the past", "object", span
    if last is not None:
        return last.stage, "belongs to the figure before", "part", last.support.get("stage")
    if state.package is not None and not made.headline:
        return state.package.stage, "belongs to the package before", "part", span
    if future or made.headline:
        return Stage.PLEDGED, "not yet handed over", "object", span
    return _verbless(state, made, mention)


_AID_NOUNS: Final = word_set(
    "package packages aid assistance support grant grants loan loans donation contribution "
    "pledge commitment funding guarantee tranche credit facility pledges offer help fund"
)
_DONE_NOUNS: Final = {
    "pledge": Stage.PLEDGED,
    "pledges": Stage.PLEDGED,
    "commitment": Stage.COMMITTED,
    "donation": Stage.DELIVERED,
    "offer": Stage.PLEDGED,
    "proposal": Stage.PROPOSED,
    "request": Stage.PROPOSED,
    "bill": Stage.PROPOSED,
}


_NOUNS_OF: Final = {
    "approval": Stage.COMMITTED,
    "authorisation": Stage.COMMITTED,
    "authorization": Stage.COMMITTED,
    "delivery": Stage.DELIVERED,
    "handover": Stage.DELIVERED,
    "disbursement": Stage.DELIVERED,
    "transfer": Stage.DELIVERED,
    "donation": Stage.DELIVERED,
    "allocation": Stage.ALLOCATED,
    "announcement": Stage.PLEDGED,
    "pledge": Stage.PLEDGED,
    "promise": Stage.PLEDGED,
    "offer": Stage.PLEDGED,
    "contribution": Stage.PLEDGED,
    "proposal": Stage.PROPOSED,
}
"""What a noun says of the figure behind its "of"."""


def _noun_of(made: Frame, mention: Mention) -> int | None:
    at = mention.first - 1
    while at > 0 and mention.first - at < 7 and made.low(at) != "of":
        at -= 1
    return at - 1 if made.low(at) == "of" and made.low(at - 1) in _NOUNS_OF else None


def _verbless(
    state: State, made: Frame, mention: Mention
) -> tuple[Stage | None, str, str, Span | None]:
    noun = _noun_of(made, mention)
    if noun is not None:
        return _NOUNS_OF[made.low(noun)], f"“{made.low(noun)} of”", "noun", made.span(noun, noun)
    if not mention.is_money and state.unit is None:
        return None, "no verb of aid", "", None
    window = range(max(0, mention.first - 8), min(len(made.lows), mention.last + 8))
    for at in window:
        low = made.lows[at]
        if low in _AID_NOUNS:
            stage = _DONE_NOUNS.get(low)
            if stage is None:
                stage = state.package.stage if state.package is not None else Stage.PLEDGED
            return stage, f"“{low}”, without a verb", "noun", made.span(at, at)
    return None, "no verb of aid", "", None


def _is_part(made: Frame, mention: Mention) -> bool:
    lows = set(made.lows)
    return bool(lows & {"package", "remaining", "funds", "includes", "this", "which"})


def _donor(
    state: State, made: Frame, mention: Mention, verb: Verb | None, last: Claim | None, rule: str
) -> Donor | None:
    listed = state.listed
    if listed is not None:
        line = made.parties[0] if _donor_line(made) else None
        if line is not None:
            return Donor((line,), made.span(line.first, line.last), "list")
        own = attribution.donor_of(made, mention.first, mention.last, verb, Context())
        if own is not None and own.how in ("by", "from", "relative"):
            return own
        return listed.donor or attribution.donor_of(made, 0, 0, None, state.context)
    found = attribution.donor_of(made, mention.first, mention.last, verb, state.context)
    if found is not None and found.how in ("context", "text") and last is not None:
        return state.donor.via("series") if state.donor is not None else found
    return found


_DATE_REACH: Final = 100
"""Code points from its verb, or from the start of its sentence, within which a date belongs."""


def _day(state: State, when: list[When], made: Frame, verb: Verb | None) -> When | None:
    """The date that goes with a verb: the nearest that is neither a deadline nor to come."""
    published = state.published
    at = made.starts[verb.last] if verb is not None else made.start
    best: tuple[tuple[int, int], When] | None = None
    for one in when:
        low = one.days.low or one.days.high
        if one.ahead or (published is not None and low > published):
            continue
        if abs(one.start - at) > _DATE_REACH and one.start - made.start > _DATE_REACH:
            continue
        rank = one.exactness, abs(one.start - at)
        if best is None or rank < best[0]:
            best = rank, one
    return best[1] if best else None


def day_of(
    state: State,
    when: list[When],
    made: Frame,
    verb: Verb | None,
    part: bool,
    donor: Donor,
    stage: Stage,
) -> tuple[Days | None, Span | None]:
    """Days of a claim and the words that tell them."""
    published = state.published
    standing = verb is not None and verb.act is Act.STALL and verb.mood is Mood.PRESENT
    if standing and published is not None:
        return on(published), None
    chosen = _day(state, when, made, verb)
    if chosen is not None:
        days = chosen.days
        if published is not None and days.high > published and days.low is not None:
            days = Days(days.low, published)
        return days, (chosen.start, chosen.end)
    if state.listed is not None and state.listed.days is not None:
        return state.listed.days, None
    if state.package is not None and (
        part or (state.package.donor_code == donor.code and stage is state.package.stage)
    ):
        return state.package.days, None
    return (by(published), None) if published is not None else (None, None)
