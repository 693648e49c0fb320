"""The reader: from text to claims, sentence by sentence."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Final

from ledger.reading import attribution, donors, recipients, stages
from ledger.reading.assembly import assembled
from ledger.reading.body import Body
from ledger.reading.claim import Claim, Reading, Refusal, Span
from ledger.reading.clauses import governing
from ledger.reading.confidence import set_confidence, with_company
from ledger.reading.conversions import Rate
from ledger.reading.dates import When
from ledger.reading.frames import Frame, Verb
from ledger.reading.gifts import no_gift
from ledger.reading.givers import Context, Donor, may_give, subjects
from ledger.reading.layout import is_opinion
from ledger.reading.lists import (
    donor_line,
    heads_gifts,
    heads_lines,
    is_heading,
    is_numbered,
    line_donor,
    listed_under,
    of_many,
    own_verb,
    table_row,
    titled,
)
from ledger.reading.mention import Mention
from ledger.reading.mentions import MODEL, mentions
from ledger.reading.money import is_own, spelled
from ledger.reading.parties import GENERIC, SELDOM_DONORS, Party
from ledger.reading.phrases import is_delayed, may_have_phrases, phrases
from ledger.reading.refusing import refusal
from ledger.reading.sequel import follow_up, who_gave
from ledger.reading.sharing import shared
from ledger.reading.staging import staged
from ledger.reading.state import State
from ledger.reading.subject import speaks_for_itself
from ledger.reading.tables import read_table
from ledger.reading.timing import told_in
from ledger.reading.verbless import OF_AID, announced
from ledger.reading.whose_sum import of_currency, of_same, of_speaker
from ledger.values.stages import Stage
from ledger.vocabulary import AliasSort, OrganisationKind

MOST_FIGURES: Final = 60
"""A sentence with more is a table, not prose, and is not read."""


def read_all(text: str, published: date | None = None, rate: Rate | None = None) -> Reading:
    """Read a text: its claims and the figures that are none, in the order of the text.

    ``published`` is the day to which "on Wednesday" and "last year" refer. ``rate`` gives the
    price of one currency in another on a day, to check bracketed conversions against.
    """
    found = _reading(text, published, rate)
    for claim in found.claims:
        set_confidence(claim)
    return found


def _reading(text: str, published: date | None, rate: Rate | None) -> Reading:
    opinion = is_opinion(text)
    frames = Body(text)
    at_war, of_aid = _told_of(frames.outlines())
    if not at_war:
        frames.be_at_peace()
    donor, recipient, named = recipients.main_parties(frames.outlines())
    home = recipients.home(frames)
    publishes = home is not None and home.how == "home"
    if (
        home is not None
        and home.how == "home"
        and (recipient is None or home.code != recipient.key)
    ):
        donor = home = home.via("text")
    seat = recipients.seat(frames)
    context = Context(
        donor,
        recipient,
        home=home,
        named=named,
        publishes=publishes,
        seat=seat,
        spelled=spelled(text),
    )
    state = State(published, rate, context)
    state.of_aid = of_aid
    headlines = {(one.start, one.end) for one in frames.passages if one.headline}
    behind = 0

    def read_row(row: Frame) -> None:
        _read(state, row)

    for at, made in enumerate(frames):
        if at < behind:
            continue
        if opinion or len(made.figures) > MOST_FIGURES:
            reason = "opinion piece" if opinion else "a table, not a sentence"
            state.refusals += [
                Refusal((one.start, one.end), text[one.start : one.end], reason)
                for one in made.figures
            ]
            continue
        behind = at + read_table(state, frames, at, made, read_row)
        if behind == at:
            _read(state, made)
        if len(state.claims) >= _MOST_OPEN:
            _settle(state, headlines)
    state.settled.add(state.claims, headlines)
    refusals = tuple(state.refusals)
    return Reading(tuple(with_company(state.settled.claims(), refusals)), refusals)


_MOST_OPEN: Final = 1000
"""Claims up to which none is folded before the last is read."""


def _settle(state: State, headlines: set[Span]) -> None:
    """Fold the claims that no later sentence can change: all but those of the last one."""
    last = state.claims[-1].sentence
    state.settled.add([one for one in state.claims if one.sentence != last], headlines)
    state.claims = [one for one in state.claims if one.sentence == last]


def _told_of(frames: Iterable[Frame]) -> tuple[bool, bool]:
    """Whether a text names Ukraine; and whether it speaks of aid."""
    at_war = of_aid = False
    for made in frames:
        at_war = at_war or "UKR" in [party.key for party in made.parties]
        of_aid = of_aid or not OF_AID.isdisjoint(made.lows)
        if at_war and of_aid:
            break
    return at_war, of_aid


def read_unrated(text: str, published: date | None = None) -> list[Claim]:
    """The claims of a text before their confidence: what ``scripts/calibrate.py`` fits."""
    return list(_reading(text, published, None).claims)


def _read(state: State, made: Frame) -> None:  # noqa: C901
    heading = is_heading(made)
    _title(state, made, heading=heading)
    _turn(state, made)
    in_list = (made.item or donor_line(made)) and not heads_lines(made)
    if not in_list:
        if not heading:
            _leave_list(state, made)
    elif state.listed is None:
        state.listed = state.left or listed_under(state, state.header or made, made)
    state.read_to = made.end
    when = told_in(state, made) if made.figures else []
    found = mentions(state, made, when)
    last: Claim | None = None
    for mention in found:
        if mention.refusal:
            state.refusals.append(Refusal(mention.span, mention.text(made), mention.refusal))
            continue
        claims, reason = _claims(state, made, mention, when, last)
        if not claims:
            _refuse(state, made, mention, reason)
            continue
        last = claims[-1]
        state.claims += claims
        if last.unit and mention.is_money:
            _in_currency(state, mention, last.unit)
        if (
            not made.headline
            and (mention.is_money or state.package is None)
            and last.part_of is None
            and not (in_list or _is_entry(made))
        ):
            state.package, state.packed = last, state.donor
    follow_up(state, made)
    who_gave(state, made)
    if not made.headline and not in_list:
        state.claims += _phrases(state, made, found, when)
    if last is not None and last.rule.startswith(("object", "subject")):
        state.announced = None
    elif last is None and not in_list:
        state.announced = announced(state, made) or state.announced
    if not in_list or donor_line(made) or (state.listed is not None and of_many(state.listed)):
        _follow(state, made)


def _leave_list(state: State, made: Frame) -> None:
    """The list is over, but for a second sentence of the same line: the next line goes on."""
    same_line = "\n" not in made.text[state.read_to : made.start]
    state.left = (state.listed or state.left) if same_line else None
    state.listed = None
    if state.left is None and not (_is_entry(made) and state.header is not None):
        state.before, state.header = state.header, made


def _is_entry(made: Frame) -> bool:
    """ "2. New Zealand recalled that 2 million was disbursed.": a line with a verb of its own."""
    return bool(made.figures) and made.text[made.end - 1] == "." and is_numbered(made)


def _refuse(state: State, made: Frame, mention: Mention, reason: str) -> None:
    """Note why a figure is no claim; sums of aid tell what the next numbers are in."""
    if mention.is_money and state.currency is None and reason in _OF_GIFTS:
        _in_currency(state, mention, mention.currencies[0])
    state.refusals.append(Refusal(mention.span, mention.text(made), reason))


def _in_currency(state: State, mention: Mention, currency: str) -> None:
    """Note in which currency the next sums are that do not say so."""
    if mention.figure is not None and mention.figure.currencies:
        state.currency_at = mention.span
    state.currency = currency


_OF_GIFTS: Final = frozenset({stages.NEED, stages.HYPOTHETICAL})
"""Reasons for which sums of aid are no claims."""


def _turn(state: State, made: Frame) -> None:
    """ "Sweden: The government decided": what another one promised is told."""
    party = made.parties[0] if made.parties else None
    if party is None or party.first or made.low(party.last + 1) != ":" or state.listed is not None:
        return
    gives = may_give(party) and party.key not in SELDOM_DONORS
    if gives and state.package is not None and state.package.donor_code != party.code:
        state.package = state.announced = None


def _title(state: State, made: Frame, *, heading: bool) -> None:
    """A donor's name on a line of its own: of whom the next sentences speak."""
    named = titled(made)
    if named is not None or heading:
        own = state.context.home or state.context.main_donor
        told = own if named is None and heads_gifts(made) else named
        state.titled = told
        if told is not None and state.package is not None and told.code != state.package.donor_code:
            state.package = state.announced = None
    if named is not None:
        state.context.topic = state.context.giver = named


def _phrases(state: State, made: Frame, found: list[Mention], when: list[When]) -> list[Claim]:
    """The claims of a sentence that have no figure."""
    claims: list[Claim] = []
    titles = (
        len(made.words) <= _TITLE
        and made.text[made.end - 1].isalnum()
        and made.text.startswith("\n\n", made.end)
    )
    if titles or not may_have_phrases(made):
        return claims
    kept = [one for one in found if one.refusal != MODEL]
    taken = [span for one in kept for span in (one.span, one.words) if span is not None]
    for mention, verb in phrases(made, taken):
        when = when or told_in(state, made)
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


_TITLE: Final = 14
"""Words up to which a paragraph may be a title: it tells what comes below it."""


def _follow(state: State, made: Frame) -> None:
    """Who the next sentences speak of."""
    opened = line_donor(made) if made.item else None
    subject = subjects(made) if opened is None else Donor((opened,), None, "topic")
    subject = subject or _presented(made)
    if subject is None or made.headline:
        state.context.topic = _opening(made) or state.context.topic
        return
    recipient = state.context.main_recipient
    gets = recipient is not None and subject.code == recipient.key
    state.context.topic = subject
    if recipients.blocks(made, subject.parties[-1]):
        return
    if not gets and any(party.key not in SELDOM_DONORS for party in subject.parties):
        state.context.giver = subject


def _opening(made: Frame) -> Donor | None:
    """ "Czech industry has its own part.": of which state the next sentence speaks."""
    party = made.parties[0] if made.parties and not made.headline else None
    if party is None or party.first or party.sort is not AliasSort.DEMONYM or not may_give(party):
        return None
    named = "".join(made.words[1:2]).islower() and len(made.parties) == 1
    return Donor((party,), made.span(0, party.last), "topic") if named else None


def _presented(made: Frame) -> Donor | None:
    """ "Then there's the European Commission.", "And the Bank?": of whom the next ones speak."""
    bare = not (made.verbs or made.figures) and len(made.words) <= _PRESENTED
    if not bare or len(made.parties) != 1 or not may_give(made.parties[0]):
        return None
    party = made.parties[0]
    ends = party.last + 2 >= len(made.words) and party.sort is not AliasSort.DEMONYM
    opens = made.low(0) in ("and", "then", "there", "next", "what") and party.first > 0
    return Donor((party,), made.span(party.first, party.last), "topic") if ends and opens else None


_PRESENTED: Final = 8
"""Words of a sentence that only names somebody."""


def _claims(
    state: State, made: Frame, mention: Mention, when: list[When], last: Claim | None
) -> tuple[list[Claim], str]:
    """The claims that a mention makes: one, or one for each donor; else the reason why none."""
    verb, how = _governing(state, made, mention)
    reason = refusal(state, made, mention, verb, how)
    if reason:
        return [], reason
    stage, why, rule, stage_span = staged(state, made, mention, verb, how, last)
    if stage is None:
        return [], why
    donor = donors.donor(state, made, mention, verb, last, rule)
    if donor is None:
        donor = of_speaker(made, mention, verb)
        if donor is None:
            return [], "no donor"
        state.context.home = state.context.home or donor
    donor = of_same(state, made, mention, donor)
    donor = _owning(state, made, mention, verb, donor)
    donor = _without(donor, state.context.main_recipient)
    reason = no_gift(state, made, mention, donor, rule, verb)
    if reason:
        return [], reason
    state.donor = donor
    if mention.bounds is not None and mention.is_money:
        state.given[mention.bounds.low, mention.currencies[0]] = donor
    claim = assembled(state, made, mention, verb, stage, why, rule, stage_span, donor, when)
    return shared(made, mention, donor, claim), ""


def _owning(state: State, made: Frame, mention: Mention, verb: Verb | None, donor: Donor) -> Donor:
    """The donor by the currency; where "we" paid in pounds, "we" are the British from then on."""
    owner = of_currency(state, made, mention, donor)
    if verb is None or state.context.home is not None or len(owner.parties) > 1:
        return owner
    known = owner.parties[0]
    spoken = mention.is_money and known.kind is OrganisationKind.STATE
    if spoken and is_own(mention.currencies[0], known.key) and speaks_for_itself(made, verb):
        state.context.home = owner.via("text")
    return owner


def _without(donor: Donor, recipient: Party | None) -> Donor:
    """The donor without the recipient that signed beside it."""
    if recipient is None or len(donor.parties) < 2:
        return donor
    others = tuple(one for one in donor.parties if one.key != recipient.key)
    return replace(donor, parties=others) if others else donor


def _governing(state: State, made: Frame, mention: Mention) -> tuple[Verb | None, str]:
    """The verb of a mention; in a list only where the line has one of its own."""
    listed = state.listed
    line = line_donor(made) if listed is not None else None
    if line is not None and table_row(made, line):
        return (made.verbs[-1], "object") if made.verbs else (None, "list")
    verb, how = governing(made, mention.first, mention.last, max(mention.edge, mention.last))
    borrowed = verb is None or (how != "object" and not own_verb(made, verb, how))
    return (None, "list") if listed is not None and borrowed else (verb, how)
