"""Reading the mentions of one sentence."""

from __future__ import annotations

import re
from typing import Final

from ledger.reading import items, parties
from ledger.reading.frames import Frame
from ledger.reading.verbal import verbs_of
from ledger.reading.words import (
    DATE,
    DIGITS,
    HINT,
    NUMBER,
    PARTY,
    SCALE,
    THING,
    VERB,
    numbers_in_words,
    places,
    words_at,
)
from ledger.sources.figures import figures


def frame(
    text: str, start: int, end: int, *, headline: bool, item: bool, figured: bool = True
) -> Frame:
    """Read the mentions of one sentence; without its figures where they are not wanted."""
    found = words_at(text, start, end)
    words, lows, kinds, any_of = found.words, found.lows, found.kinds, found.any_of
    in_words = numbers_in_words(found) if any_of & (NUMBER | SCALE) else []
    numbered = in_words or any_of & DIGITS
    made = Frame(
        text,
        start,
        end,
        headline,
        item,
        places(kinds, DATE) if any_of & DATE else [],
        places(kinds, HINT) if numbered else [],
        words,
        lows,
        found.starts,
        found.ends,
        parties.find(words, places(kinds, PARTY)) if any_of & PARTY else [],
        items.find(lows, places(kinds, THING)) if any_of & THING else [],
    )
    if any_of & VERB:
        made.verbs = verbs_of(made, places(kinds, VERB))
        made.verb_firsts = [verb.first for verb in made.verbs]
        made.verb_lasts = [verb.last for verb in made.verbs]
    if figured and numbered:
        made.figures = figures(text[start:end], in_words=[at - start for at in in_words], at=start)
    numbered_line = made.figures and (words[0] == "(" or words[0][0].isdigit())
    if numbered_line and (number := _LINE_NUMBER.match(text, start, end)):
        made.figures = [one for one in made.figures if one.start >= number.end()]
    return made


_LINE_NUMBER: Final = re.compile(r"\s*[(]?[0-9]{1,2}(?:[.][0-9]{1,2})*[.)]\s")
""" "2. The minister said": the number of a line counts nothing."""
