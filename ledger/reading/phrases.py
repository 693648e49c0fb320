"""Claims without a figure: a named donor and one definite thing, tied together by a verb.

"Denmark donated Leopard 2 tanks", "the air defense systems provided by NATO allies", "European
allies have not delivered the ammunition we promised", "the Netherlands had boosted its aid to
Kyiv". Each needs its donor in the same clause; what is only spoken of in general is no claim.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from ledger.reading.aid import MILITARY_CATEGORIES
from ledger.reading.articles import carries
from ledger.reading.claim import Span
from ledger.reading.frames import Frame, Mood, Verb
from ledger.reading.mention import Mention
from ledger.reading.verbs import Act
from ledger.reading.wordlists import word_set

if TYPE_CHECKING:
    from ledger.reading.items import Thing

_ACTS: Final = frozenset(
    {Act.GIVE, Act.PLEDGE, Act.COMMIT, Act.ALLOCATE, Act.CANCEL, Act.STALL, Act.RAISE}
)
_REACH: Final = 14
_BREAKS: Final = word_set('; " “ ” . ? ! that which who because if when')
_BEFORE_NOUN: Final = word_set(
    "further more new additional advanced modern heavy light long-range short-range the some its "
    "their old used several many armoured armored second-hand promised military lethal own"
)
_NOT_BETWEEN: Final = word_set(": , of for against")
"""What parts a verb from a thing that is not its object: "systems for detecting drones"."""
_AID: Final = word_set("aid support assistance help contribution contributions")
_PROMISES: Final = frozenset({"commitment", "pledge"})
_WITHOUT_THINGS: Final = _PROMISES | {"what"}
"""Words of which a phrase beside a figure has one, if it names no thing."""
_POSSESSIVES: Final = word_set("its their his her")
_DELAYED: Final = word_set("long-delayed delayed stalled blocked frozen held-up")


def may_have_phrases(made: Frame) -> bool:
    """Whether a sentence has a verb or a noun that ties a phrase together: a quick look."""
    if made.things or not made.figures:
        return bool(made.verbs) or not _PROMISES.isdisjoint(made.lows)
    return not _WITHOUT_THINGS.isdisjoint(made.lows)


def phrases(made: Frame, taken: list[Span]) -> Iterator[tuple[Mention, Verb]]:
    """All phrases of a sentence that may be claims, each with its verb."""
    spans = list(taken)
    for mention, verb in _all(made):
        if any(start < mention.span[1] and mention.span[0] < end for start, end in spans):
            continue
        spans.append(mention.span)
        yield mention, verb


def _all(made: Frame) -> Iterator[tuple[Mention, Verb]]:
    figured = bool(made.figures)
    for verb in made.verbs:
        if verb.act not in _ACTS or (verb.act is Act.PLEDGE and verb.negated):
            continue
        if verb.passive and verb.relative:
            yield from _given_by(made, verb)
        elif verb.negated and verb.act is Act.GIVE and made.low(verb.last + 1) == "what":
            yield from _what_was_promised(made, verb)
        else:
            yield from _things(made, verb)
        if not figured:
            yield from _raised(made, verb)
            yield from _package(made, verb)
    yield from _commitment(made)


def _given_by(made: Frame, verb: Verb) -> Iterator[tuple[Mention, Verb]]:
    """ "the Ukrainian air defense systems provided by NATO allies"."""
    if verb.act is not Act.GIVE or made.low(verb.last + 1) != "by":
        return
    for thing in made.things:
        if thing.last + 1 == verb.first and _is_definite(made, thing):
            yield _mention(made, _noun_start(made, thing), thing), verb


def _things(made: Frame, verb: Verb) -> Iterator[tuple[Mention, Verb]]:
    """ "Denmark recently donated Leopard 2 tanks"."""
    for thing in made.things:
        if not verb.last < thing.first <= verb.last + _REACH or not _is_definite(made, thing):
            continue
        between = made.lows[verb.last + 1 : thing.first]
        breaks = _BREAKS - {"when"} if verb.act is Act.RAISE else _BREAKS
        if breaks & set(between) or (
            verb.act is not Act.RAISE
            and any(verb.last < other.first < thing.first for other in made.verbs)
        ):
            return
        if verb.act is Act.RAISE and ":" not in between:
            return
        if verb.act is not Act.RAISE and _NOT_BETWEEN & set(between):
            return
        start = max(_noun_start(made, thing), verb.last + 1)
        before = made.low(start - 1)
        if before in ("for", "with", "about", "of", "from", "against", "on", "in", "as", "by"):
            return
        if verb.act is Act.RAISE:
            yield _series(made, verb, thing), verb
        else:
            yield _mention(made, start, thing), verb
        return


def _series(made: Frame, verb: Verb, first: Thing) -> Mention:
    """ "heavy weaponry: armor, infantry fighting vehicles, but also main battle tanks"."""
    colon = made.lows.index(":", verb.last)
    start = colon
    while start > verb.last + 1 and made.low(start - 1).isalpha() and colon - start < 2:
        start -= 1
    last = first
    for thing in made.things:
        if thing.first > last.last and not _BREAKS & set(made.lows[last.last + 1 : thing.first]):
            last = thing
    return _mention(made, start, last)


def _raised(made: Frame, verb: Verb) -> Iterator[tuple[Mention, Verb]]:
    """ "the Netherlands had boosted its aid to Kyiv"."""
    if verb.act is not Act.RAISE or verb.mood in (Mood.SHOULD, Mood.MAY, Mood.GERUND):
        return
    at = verb.last + 1
    if made.low(at) not in _POSSESSIVES:
        return
    for noun in range(at + 1, at + 4):
        if made.low(noun) in _AID and made.low(noun + 1) in ("to", "for"):
            if any(party.first in (noun + 2, noun + 3) for party in made.parties):
                yield _words(made, verb.last, noun), verb
            return


def _package(made: Frame, verb: Verb) -> Iterator[tuple[Mention, Verb]]:
    """ "to approve a long-delayed military aid package for Ukraine"."""
    if verb.act not in (Act.COMMIT, Act.STALL) or verb.relative or verb.negated:
        return
    at = verb.last + 1
    if made.low(at) not in ("a", "an", "the"):
        return
    for noun in range(at + 1, at + 6):
        if made.low(noun) in ("package", "bill") and _AID & set(made.lows[at:noun]):
            if made.low(noun + 1) in ("for", "to"):
                yield _words(made, at, noun), verb
            return
        if not made.low(noun).replace("-", "").isalpha():
            return


def _commitment(made: Frame) -> Iterator[tuple[Mention, Verb]]:
    """ "an announcement by British Prime Minister … of a “record high” commitment to Kyiv"."""
    if _PROMISES.isdisjoint(made.lows):
        return
    for at, low in enumerate(made.lows):
        if low not in _PROMISES or made.low(at + 1) != "to":
            continue
        if not any(party.first in (at + 2, at + 3) for party in made.parties):
            continue
        start = at
        while start > 0 and made.low(start) not in ("a", "an") and at - start < 6:
            start -= 1
        opening = made.lows[max(0, start - 14) : start]
        if (
            made.low(start) in ("a", "an")
            and made.low(start - 1) == "of"
            and "announcement" in opening
        ):
            said = Verb(at, at, "announce", Act.PLEDGE, Mood.PAST, False, False, relative=False)
            yield _words(made, start, at), said


def _what_was_promised(made: Frame, verb: Verb) -> Iterator[tuple[Mention, Verb]]:
    """ "NATO allies have not delivered what we have promised"."""
    for other in made.verbs:
        if other.act is Act.PLEDGE and verb.last + 1 < other.first <= verb.last + 4:
            yield _words(made, verb.last + 1, other.last), verb


def _is_definite(made: Frame, thing: Thing) -> bool:
    """A thing of war, without a number of its own."""
    if thing.item.category not in MILITARY_CATEGORIES or carries(made, thing):
        return False
    if thing.first == thing.last and made.low(thing.first) in _ANY and _bare(made, thing):
        return False
    return not any(
        0 <= thing.first - made.token_at(one.end) <= 3 and one.end <= made.starts[thing.first]
        for one in made.figures
    )


def _bare(made: Frame, thing: Thing) -> bool:
    """ "by supplying equipment and weapons": no word says which."""
    return _noun_start(made, thing) == thing.first


_ANY: Final = word_set("weapons arms weaponry equipment ammunition munitions")


def _noun_start(made: Frame, thing: Thing) -> int:
    start = thing.first
    while (
        start
        and thing.first - start < 4
        and (
            made.low(start - 1) in _BEFORE_NOUN
            or any(party.last == start - 1 for party in made.parties if party.sort == "demonym")
        )
    ):
        start -= 1
    return start


def _mention(made: Frame, start: int, thing: Thing) -> Mention:
    span = made.span(start, thing.last)
    return Mention(
        span,
        start,
        thing.last,
        None,
        None,
        category=thing.item.category,
        words=span,
        edge=thing.last,
    )


def _words(made: Frame, start: int, end: int) -> Mention:
    span = made.span(start, end)
    return Mention(span, start, end, None, None, words=span, edge=end)


def is_delayed(made: Frame, mention: Mention) -> bool:
    """Whether the phrase itself says that it is held up: "a long-delayed package"."""
    return bool(_DELAYED & set(made.lows[mention.first : mention.last]))
