"""Which words of a sentence are verbs, with their helpers, tense and voice."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from ledger.reading.frames import Frame, Mood, Verb
from ledger.reading.moods import BARE_MOODS, HAVE, mood_of
from ledger.reading.parties import ROLES
from ledger.reading.phrasal import ENDS_STATE, PHRASAL, state_at, with_particle
from ledger.reading.verbs import (
    ADVERBS,
    AUXILIARIES,
    DOING,
    NEGATIONS,
    STANDING,
    VERBS,
    Act,
    Form,
)
from ledger.reading.wordlists import word_set
from ledger.vocabulary import AliasSort

_PRONOUNS: Final = word_set(
    "it he she we they i you who which that this allies members donors partners sources mps "
    "lawmakers europeans americans germans and"
)
_BEFORE_ADJECTIVE: Final = word_set(
    "the a an of in on at for with from by its their this these those any some his her our my "
    "your 's as no new all other such more than into through under about more-than per and/or "
    "'"
)
_MODALS: Final = word_set(
    "will would shall should could may might can must 'll 'd won't wouldn't couldn't cannot "
    "can't to did do does didn't doesn't not never"
)
_STAYING: Final = word_set("remains remain remained stays stay stayed still stuck")
_NOT_GERUNDS: Final = word_set(
    "funding training spending lending financing following coming landing holding backing "
    "signing missing opening remaining costing meeting holding going supporting aiming "
    "presenting standing lying co-financing cofinancing"
)
_INHERITING: Final = frozenset({Act.ALLOCATE, Act.DESTINE, Act.CONTAIN, Act.NEED, Act.OTHER})
"""What may be said of a part, "2 million of which is for seed", and leaves its stage."""
_CONTRACTING: Final = word_set("it he she that there who what here")
"""Words behind which "'s" is "is" or "has"."""
_BE: Final = word_set("is are was were be been being am 're 'm isn't aren't wasn't weren't")
_FAILING: Final = word_set("fail fails failed failing neglected omitted forgot forgotten")
_FINITE: Final = _BE | HAVE | {"did"}
_HELPERS: Final = AUXILIARIES | ADVERBS
_RELATIVE_AFTER: Final = word_set(
    "by with in for at under to through from on last this as earlier previously"
)


def verbs_of(made: Frame, at_words: list[int]) -> list[Verb]:
    """The verbs of aid among the words at some places of a sentence, in order."""
    found: list[Verb] = []
    lows = made.lows
    enders = [party.last for party in made.parties]
    for at in at_words:
        low = lows[at]
        state = state_at(lows, at) if low in ENDS_STATE else None
        if state is not None:
            acts = lows[at] in ("hold", "ice") and at > 2 and lows[at - 2] in _PUTTING
            if acts and lows[at - 3] not in _BE and lows[at - 3] != ",":
                found.append(Verb(at - 2, at, "hold", state, Mood.PAST, False, False, False))
                continue
            mood = Mood.PAST if state in (Act.ARRIVE, Act.COMMIT) else Mood.PRESENT
            mood = Mood.FUTURE if lows[at - 1] == "being" else mood
            found.append(_verb(at - 1, at, low, state, mood))
            continue
        entry = VERBS.get(low)
        if entry is None:
            continue
        lemma, act, form = entry
        if lemma in PHRASAL:
            meant = with_particle(lows, at, lemma)
            if meant is None:
                continue
            act = meant
        verb = _group(made, at, lemma, act, form, enders) or _joined_to(
            made, found[-1] if found else None, at, lemma, act, form
        )
        if verb is not None:
            shares = verb.first > 0 and lows[verb.first - 1] == "and" and verb.mood is Mood.PAST
            found.append(_with_be(lows, verb) if shares else verb)
    return found


def _with_be(lows: list[str], verb: Verb) -> Verb:
    """ "will be bought for Ukraine and shipped": the helpers stand for both participles."""
    for at in range(verb.first - 2, max(1, verb.first - _JOINED_WITHIN), -1):
        if lows[at] in (";", ",", ":"):
            break
        if lows[at] == "be" and lows[at - 1] in _COMING:
            return replace(verb, mood=Mood.FUTURE, passive=True, relative=False)
    return verb


_COMING: Final = frozenset({"will", "shall", "to"})


_PUTTING: Final = frozenset({"put", "puts"})
""" "The Bank put on hold four projects": who holds them up acts."""


def _joined_to(
    made: Frame, before: Verb | None, at: int, lemma: str, act: Act, form: Form
) -> Verb | None:
    """ "would withhold 85 million and release 235 million": the helper stands for both verbs."""
    if before is None or form is not Form.BASE or made.low(at - 1) != "and":
        return None
    apart = at - before.last
    counts = made.low(at + 1)[:1].isdigit() or made.low(at + 1) in _OPENS_SUM
    if before.mood not in _WITH_HELPER or before.passive or apart > _JOINED_WITHIN or not counts:
        return None
    return Verb(at, at, lemma, act, before.mood, False, before.negated, False)


_WITH_HELPER: Final = frozenset({Mood.FUTURE, Mood.WOULD, Mood.INFINITIVE})
_JOINED_WITHIN: Final = 16
"""Words between two verbs of one helper."""
_OPENS_SUM: Final = word_set("a an another the up some about around over more $ € £ us us$ eur usd")


def _verb(first: int, last: int, lemma: str, act: Act, mood: Mood) -> Verb:
    passive = act is not Act.PLEDGE and lemma != "talks"  # "Sweden is in talks"
    return Verb(first, last, lemma, act, mood, passive=passive, negated=False, relative=False)


def _group(
    made: Frame, at: int, lemma: str, act: Act, form: Form, enders: list[int]
) -> Verb | None:
    lows = made.lows
    helpers = _helpers(made, at, form, enders)
    first = at - len(helpers)
    auxiliaries = [word for word in helpers if word in AUXILIARIES] if helpers else helpers
    before = lows[first - 1] if first else ""
    if form is Form.BASE and (before == "," or before in _TIMES):
        auxiliaries = auxiliaries or _parted(lows, first)
    if not _is_verb(made, at, first, form, auxiliaries, enders):
        return None
    following = _following(lows, at)
    be = not _BE.isdisjoint(auxiliaries)
    participle = form in _PARTICIPLES
    of_these = first > 1 and lows[first - 2] == "of"
    of_these = of_these and (act not in _INHERITING or before == "that")
    relative = (before in ("which", "that", "who") and not of_these) or (
        participle
        and act is not Act.ARRIVE
        and not auxiliaries
        and (
            following == "by"
            or form is Form.PARTICIPLE
            or (
                following in _RELATIVE_AFTER
                and first - 1 not in enders
                and before not in _PRONOUNS
                and before not in ROLES
                and before not in (",", ")", "")
            )
        )
    )
    if participle and before in _STAYING:
        first, relative, be = first - 1, False, True
        auxiliaries = ["is"]
    acts = be and _is_to_act(auxiliaries)
    passive = participle and (
        (be and not acts) or (relative and before not in ("which", "that", "who"))
    )
    passive = passive or lemma in STANDING
    if lemma in _IDIOMATIC and _is_idiom(lemma, form, be=be, passive=passive):
        return None
    mood, negated = BARE_MOODS[form], False
    if auxiliaries:
        mood = mood_of(form, auxiliaries, be)
        if "can" in auxiliaries and mood is Mood.MAY and act is Act.PLEDGE:
            mood = Mood.PRESENT  # "today I can announce"
        negated = not NEGATIONS.isdisjoint(auxiliaries)
        owed = "yet" in auxiliaries or ("still" in helpers and not HAVE.isdisjoint(auxiliaries))
        if "to" in auxiliaries and (owed or before in _FAILING):
            mood, negated = Mood.PERFECT, True
    return Verb(first, at, lemma, act, mood, passive, negated, relative)


def _parted(lows: list[str], first: int) -> list[str]:
    """ "will, in addition to the guns already sent, give": the helper before what is put in."""
    if lows[first - 1] in _TIMES:
        near = lows[max(0, first - 6) : first - 1]
        helper = next((low for low in near if low in _SPLIT), "")
        return [helper] if helper else []
    for at in range(first - 2, max(0, first - _PUT_IN), -1):
        if lows[at] == "," and lows[at - 1] in _SPLIT:
            return [lows[at - 1]]
    return []


_SPLIT: Final = frozenset({"will", "would", "to"})
_TIMES: Final = word_set(
    "week weeks month months days years year today tomorrow monday tuesday wednesday thursday "
    "friday saturday sunday"
)
""" "will this week announce"."""
_PUT_IN: Final = 18
"""Words that may stand between a helper and its verb."""


def _is_to_act(auxiliaries: list[str]) -> bool:
    """ "is willing to put up", not "is to be put up"."""
    if "to" not in auxiliaries:
        return False
    return _BE.isdisjoint(auxiliaries[auxiliaries.index("to") :])


def _following(lows: list[str], at: int) -> str:
    """The word behind a verb, but for adverbs: "bought jointly with"."""
    behind = at + 1
    while behind < len(lows) - 1 and (lows[behind] in ADVERBS or lows[behind] in _PARTICLES):
        behind += 1
    after = lows[behind] if behind < len(lows) else ""
    deadline = after == "by" and behind + 1 < len(lows) and lows[behind + 1] in _DEADLINES
    return "in" if deadline else after


_PARTICLES: Final = frozenset({"out", "over", "aside"})
""" "already paid out in January"."""
_DEADLINES: Final = word_set(
    "january february march april june july august september october november december "
    "monday tuesday wednesday thursday friday saturday sunday christmas easter spring summer "
    "autumn winter then now next year-end mid-year tomorrow"
) | {str(year) for year in range(2014, 2040)}
""" "The shells the bloc promised by March": till when, not who."""


_PARTICIPLES: Final = frozenset({Form.ED, Form.PARTICIPLE})


def _helpers(made: Frame, at: int, form: Form, enders: list[int]) -> list[str]:
    """The auxiliaries in front of a verb, with the adverbs among them, in order."""
    lows = made.lows
    first = at
    while first and at - first < _MOST_HELPERS and lows[first - 1] in _HELPERS:
        if first - 1 in enders or _is_month(made, first - 1):
            break
        first -= 1
    if first > 1 and lows[first - 1] == "'s" and lows[first - 2] in _CONTRACTING:
        return ["is" if form is Form.ING else "has", *lows[first:at]]
    while first < at and lows[first] in ADVERBS:
        first += 1
    return lows[first:at]


_MOST_HELPERS: Final = 9


def _is_month(made: Frame, at: int) -> bool:
    """ "agreed in May to supply": the month, not what may be."""
    return made.words[at] == "May" and at > 0


_IDIOMATIC: Final = word_set("use find go carry leave draw look value")


def _is_idiom(lemma: str, form: Form, *, be: bool, passive: bool) -> bool:
    """Whether a form says nothing of aid, though its verb may."""
    return (
        (lemma == "use" and not passive)  # "used to sell"
        or (lemma == "find" and passive)  # "is nowhere to be found"
        or (lemma == "go" and form is Form.PARTICIPLE and be)  # "the houses are gone"
        or (lemma == "carry" and form is Form.ING)  # "a plane carrying ten tonnes landed"
        or (lemma == "look" and form is not Form.ING)  # "have looked at 20 reports"
        or (lemma == "leave" and be)  # "forty cows are left"
        or (lemma == "value" and form is Form.ED and not be)  # "a package valued at"
        or (lemma == "draw" and form is Form.PARTICIPLE and passive)  # "drawn from stocks"
    )


def _is_verb(  # noqa: PLR0911
    made: Frame, at: int, first: int, form: Form, auxiliaries: list[str], enders: list[int]
) -> bool:
    before = made.lows[first - 1] if first else ""
    if form in _PAST_FORMS:
        if made.low(first - 2) in _ARTICLES and ("-" in before or before.endswith("ly")):
            return False
        return before not in _BEFORE_ADJECTIVE or not _FINITE.isdisjoint(auxiliaries)
    subject = first - 1 in enders or before in _PRONOUNS or before in _ACTING
    if form is Form.BASE:
        if not _MODALS.isdisjoint(auxiliaries):
            return True
        entry = VERBS[made.lows[at]]
        behind = made.low(at + 1)
        counted = (entry[1] is Act.ARRIVE and (made.headline or made.words[at].islower())) and (
            before.isdigit() or before in _NUMBERS or behind.isdigit() or behind in _NUMBERS
        )
        idle = entry[0] in STANDING and behind in _IDLE and before not in _BEFORE_ADJECTIVE
        plural = (
            counted
            or idle
            or (entry[0] == "include" and before not in _BEFORE_ADJECTIVE)
            or before in _PLURAL_SUBJECTS
            or (first - 1 in enders and _joined(made, first - 1))
            or (first - 1 in enders and _are_people(made, first - 1) and entry[0] in DOING)
        )
        return plural and first == at
    if form is Form.THIRD:
        entry = VERBS[made.lows[at]]
        named = entry[1] is Act.OTHER and made.low(first - 2) in ("the", "a", "an", "this")
        if first - 1 in enders and _is_adjective(made, first - 1):
            return False  # "six Danish trucks"
        return (
            (subject or _goes_on(made, at, before) or named or entry[0] in _ONLY_VERBS)
            and before != "and"
            and not (auxiliaries and "to" in auxiliaries)
        )
    if made.lows[at] in _NOT_GERUNDS:
        return not _BE.isdisjoint(auxiliaries)
    return before not in ("the", "a", "an", "'s", "its", "their")


def _is_adjective(made: Frame, at: int) -> bool:
    party = next(one for one in made.parties if one.last == at)
    return party.sort is AliasSort.DEMONYM and made.low(party.first - 1) not in ("the", "")


def _goes_on(made: Frame, at: int, before: str) -> bool:
    """ "Oslo, which is near, grants": behind a comma, but not in a list of nouns."""
    return before == "," and made.low(at + 1) not in ("and", "or", ",")


def _are_people(made: Frame, at: int) -> bool:
    """ "The Dutch chip in 100 million": a people, which is a plural."""
    return made.low(at - 1) == "the" and made.lows[at].endswith(("ch", "sh", "ss", "ese"))


_PAST_FORMS: Final = frozenset({Form.PAST, Form.PARTICIPLE, Form.ED})
_ARTICLES: Final = frozenset({"a", "an", "the"})


_IDLE: Final = frozenset({"in", "at", "idle", "on", "outside", "behind"})
""" "The generators that it collected sit in port"."""
_ONLY_VERBS: Final = word_set(
    "owe include contain consist comprise provide give send donate deliver lend pay bring arrive "
    "receive go get approve announce allocate earmark require authorise authorize unveil come touch"
)
"""Verbs whose third person is no noun: "the shipment that left on Friday consists of"."""
_ACTING: Final = ROLES - word_set(
    "water general regional royal 2nd economic interior international trade foreign finance "
    "energy prime vice deputy federal national presidential development rescue"
)
"""Roles that end the name of who acts: "the ministry sends", not "water pumps"."""
_NUMBERS: Final = word_set("two three four five six seven eight nine ten eleven twelve")
_PLURAL_SUBJECTS: Final = word_set(
    "we they i you allies members donors partners sources mps lawmakers europeans americans "
    "ministers leaders countries governments nations officials states who"
)


def _joined(made: Frame, at: int) -> bool:
    """Whether the party that ends at ``at`` is the last of several, or a plural itself."""
    party = next(one for one in made.parties if one.last == at)
    if made.low(at) in _PLURAL_SUBJECTS:
        return True
    before = party.first - 1
    while made.low(before) in ("the", ",", "and"):
        before -= 1
    return before < party.first - 1 and any(one.last == before for one in made.parties)
