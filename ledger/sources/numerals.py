"""Numbers as English texts write them: ``1,000``, ``1 000``, ``60.84 billion``, ``half a billion``.

Only the digits 0 to 9 are digits. A number glued to other letters or digits is part of
something else and is not read: a model (``MiG-29``), a calibre (``155mm``), an age
(``7-year-old``), a date (``3/3/24``), an ordinal, a percentage, a time, an address.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from ledger.values.amount import LARGEST, SCALE

BLANKS: Final = "[ \\t\u00a0\u2000-\u200b\u202f\u2060]"
GAP: Final = f"(?>{BLANKS}{{0,2}}\\n?{BLANKS}{{0,2}})"
"""What may stand inside one figure: blanks, and a line end, but no empty line.

It gives none of them back, as what follows it is never a blank.
"""

MAGNITUDES: Final = {
    "thousand": 10**3,
    "hundred thousand": 10**5,
    "million": 10**6,
    "hundred million": 10**8,
    "billion": 10**9,
    "thousand million": 10**9,
    "milliard": 10**9,
    "trillion": 10**12,
    "lakh": 10**5,
    "crore": 10**7,
    "dozen": 12,
    "mill": 10**6,
    "mln": 10**6,
    "mio": 10**6,
    "mn": 10**6,
    "bln": 10**9,
    "bil": 10**9,
    "bn": 10**9,
    "trn": 10**12,
    "tn": 10**12,
}
"""Words and short forms behind a number in digits."""

LETTERS: Final = {"k": 10**3, "m": 10**6, "b": 10**9}
"""Single letters: only with money, or ``k`` glued to its number."""

_ONE_TO_NINETEEN: Final = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen"
)
_TWENTY_TO_NINETY: Final = "twenty thirty forty fifty sixty seventy eighty ninety"
_ONES: Final = {word: value for value, word in enumerate(_ONE_TO_NINETEEN.split(), start=1)}
_TENS: Final = {word: value * 10 for value, word in enumerate(_TWENTY_TO_NINETY.split(), start=2)}
_COUNTS: Final = _ONES.keys() | _TENS.keys()
_SCALES: Final = {
    "dozen": 12,
    "hundred": 100,
    "thousand": 10**3,
    "million": 10**6,
    "billion": 10**9,
    "trillion": 10**12,
}
SCALES: Final = _SCALES.keys()
"""Words that "a" and "an" in front make a number."""
OPENING_WORDS: Final = frozenset({*_COUNTS, "half", "quarter"})
"""Words of which a number in words has one, but for a word of :data:`SCALES` behind an article."""

_DIGITS: Final = re.compile(
    r"[0-9]{1,3}(?:,[0-9]{3}){1,6}(?:\.[0-9]{1,6})?(?![0-9])"
    r"|[0-9]{1,3}(?:\.[0-9]{3}){2,6}(?:,[0-9]{1,2})?(?![0-9])"
    "|[0-9]{1,3}(?:[ \u00a0\u2007\u2009\u202f'’][0-9]{3}(?![ -]?(?:mm|millimet))){1,6}"
    r"(?:[.,][0-9]{1,2})?(?![0-9])"
    r"|[0-9]{1,18}(?:\.[0-9]{1,6})?(?![0-9])"
    r"|[0-9]{1,18}"
)
_GROUPING: Final = re.compile("[ \u00a0\u2007\u2009\u202f'’]")
_DECIMAL_COMMA: Final = re.compile(r",([0-9]{1,2})(?![0-9,])")
_RUN: Final = re.compile(r"[0-9]+(?:[.,:/-][0-9]+)*")
_DATE: Final = re.compile(
    r"[0-9]{4}-[0-9]{1,2}(?:-[0-9]{1,2})?(?![0-9])|[0-9]{1,4}(?:/[0-9]{1,4}){1,2}"
)
_MAGNITUDE: Final = re.compile(
    rf"(?:{GAP}|-)(?P<word>{'|'.join(sorted(MAGNITUDES, key=len, reverse=True))})s?(?![A-Za-z])"
    rf"|{BLANKS}?(?P<letter>[kKmMbB])(?![A-Za-z0-9]|-[0-9])".replace(
        "hundred ", f"hundred{GAP}"
    ).replace("thousand million", f"thousand{GAP}million"),
    re.IGNORECASE,
)
_CLOSING: Final = ".,;:)]”"
"""Marks behind a number that no magnitude follows."""

_AFTER_REFUSED: Final = re.compile(
    rf"{BLANKS}?(?:%|‰|°|º)|{GAP}(?:per{GAP}cent|percent|percentage)\b|[:/.,][0-9]"
    r"|-(?=[A-Za-z])(?!(?:plus|odd|strong)\b)|[@_=\\]",
    re.IGNORECASE,
)
_OPENING_WORDS: Final = (
    "half",
    "quarter",
    "an",
    "a",
    *sorted(_COUNTS, key=lambda word: (-len(word), word)),
)


def _openings() -> str:
    """A pattern for what opens a number in words; "a" and "an" only in front of a scale.

    It branches by bare first letters: the engine skips to those that may begin a match.
    """
    scale = rf"(?=(?:-|{GAP})(?i:{'|'.join(_SCALES)})(?![A-Za-z]))"
    rests: dict[str, list[str]] = {}
    for word in _OPENING_WORDS:
        rest = word[1:] + (scale if word in ("a", "an") else "")
        for first in (word[0], word[0].upper()):
            rests.setdefault(first, []).append(rest)
    return "|".join(f"{first}(?:{'|'.join(rest)})" for first, rest in rests.items())


_WORD_NUMBER: Final = re.compile(rf"(?:{_openings()})(?!\w)")
_NEXT_WORD: Final = re.compile(rf"(?P<join>-|{GAP}(?:and{GAP}(?:an?{GAP})?)?)(?P<word>[A-Za-z]+)")
_FRACTION_AFTER: Final = re.compile(
    rf"(?:-|{GAP})(?:(?:thirds?|fourths?|quarters?|fifths?|sixths?|tenths?|halves|halfs?)\b)"
    rf"|-[A-Za-z]|{GAP}(?:per{GAP}cent|percent)\b|{BLANKS}?%",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Numeral:
    """One number: its span, its value in ten-thousandths, how it is written."""

    start: int
    end: int
    value: int
    is_word: bool
    magnitude: int
    """What its magnitude word multiplies by; 1 without one."""
    letter: bool
    """Whether the magnitude is a single letter, which counts with money only."""
    bare_end: int
    """Where the number ends without its magnitude."""


def numerals(text: str, *, in_words: Sequence[int] | None = None) -> Iterator[Numeral]:
    """All numbers of ``text`` in order; spans are code points and never overlap.

    ``in_words`` is where numbers in words can begin, in order; without it they are looked for.
    """
    if in_words is None:
        in_words = [found.start() for found in _WORD_NUMBER.finditer(text)]
    return _all_numerals(text, in_words) if in_words else _digit_numerals(text)


def _all_numerals(text: str, in_words: Sequence[int]) -> Iterator[Numeral]:
    words = _word_numerals(text, in_words)
    waiting = next(words, None)
    for found in _digit_numerals(text):
        while waiting is not None and waiting.start < found.start:
            if waiting.end <= found.start:
                yield waiting
            waiting = next(words, None)
        yield found
        while waiting is not None and waiting.start < found.end:
            waiting = next(words, None)
    while waiting is not None:
        yield waiting
        waiting = next(words, None)


def _digit_numerals(text: str) -> Iterator[Numeral]:
    position = last_end = 0
    while run := _RUN.search(text, position):
        start, stop = run.span()
        position = stop
        written = run[0]
        plain = written.isdigit() and len(written) <= _MOST_DIGITS
        if plain and not text[stop + 1 : stop + 2].isdigit():
            numeral = _digits_read(text, start, stop, last_end)
            if numeral is not None:
                yield numeral
                position = last_end = numeral.end
            continue
        if not plain and _DATE.fullmatch(written):
            continue
        while start < stop:
            found = _DIGITS.match(text, start)
            if found is None:
                break
            numeral = _digits_read(text, *found.span(), last_end)
            if numeral is not None:
                yield numeral
                start = last_end = numeral.end
            else:
                start = found.end()
            position = max(position, start)
            if start < stop and (text[start] != "-" or numeral is None):
                break
            start += 1


_MOST_DIGITS: Final = 18


def _digits_read(text: str, start: int, end: int, last_end: int) -> Numeral | None:
    if not (_may_start(text, start) or 0 < last_end == start - 1):
        return None
    digits = text[start:end]
    whole, fraction = _parts(digits)
    after = text[end : end + 1]
    initial = _initial(text, end)
    if initial and initial not in _SIGNIFICANT_INITIALS:
        value = _exact(whole, fraction, 1)
        return None if value is None else Numeral(start, end, value, False, 1, False, end)
    comma = _DECIMAL_COMMA.match(text, end) if after == "," and digits.isdigit() else None
    magnitude = None
    if comma or (after and after not in _CLOSING and initial in _SCALE_INITIALS):
        magnitude = _MAGNITUDE.match(text, comma.end() if comma else end)
    if comma and magnitude:
        fraction, end = comma[1], comma.end()
    elif comma:
        magnitude = _MAGNITUDE.match(text, end)
    bare_end = end
    factor, letter = 1, False
    if magnitude:
        word = magnitude["word"]
        letter = word is None
        glued = magnitude.end() - magnitude.start() == 1
        if letter and not glued and text[magnitude.end() - 1].islower():
            magnitude = None
        else:
            factor = _factor(word) if word else LETTERS[magnitude["letter"].lower()]
            end = magnitude.end()
    letter = letter and magnitude is not None
    hyphenated = magnitude is not None and text[end : end + 1] == "-"
    if not hyphenated and _is_glued(text, end):
        return None
    value = _exact(whole, fraction, factor)
    if value is None:
        return None
    return Numeral(start, end, value, False, factor, letter, bare_end)


def _is_glued(text: str, end: int) -> bool:
    """Whether what stands behind a number makes it part of something else."""
    glued = text[end : end + 1].isalnum() or (
        _initial(text, end) in _REFUSED_INITIALS and _AFTER_REFUSED.match(text, end) is not None
    )
    return glued and not _currency_follows(text, end)


def _initial(text: str, end: int) -> str:
    """The letter that begins the word behind a number and a blank; empty for anything else."""
    letter = text[end + 1 : end + 2] if text[end : end + 1] == " " else ""
    return letter.lower() if letter.isalpha() else ""


_SCALE_INITIALS: Final = frozenset({"", *(word[0] for word in (*MAGNITUDES, *LETTERS))})
_REFUSED_INITIALS: Final = frozenset({"", "p"})
"""What a magnitude, and what makes a number none, begins with: a quick look before the slow one."""
_SIGNIFICANT_INITIALS: Final = _SCALE_INITIALS | _REFUSED_INITIALS


def _may_start(text: str, start: int) -> bool:
    """Whether a number may begin here; letters glued in front are left to the money reader."""
    before = text[start - 1 : start]
    if before == " " or not before:
        return True
    if before.isdigit() or before in "#@_=/\\&?%":
        return False
    if before in ".,:":
        return not text[max(0, start - 2) : start - 1].isdigit()
    if before in "-–\u2011":
        further = text[max(0, start - 2) : start - 1]
        return not (further.isalpha() or further == ")")
    return True


def _currency_follows(text: str, end: int) -> bool:
    """Whether a hyphen joins a currency word ("500-euro") or a code is glued on ("500EUR")."""
    rest = text[end : end + 4]
    return (rest[:1] == "-" and text[end + 1 : end + 7].lower() in _HYPHENATED) or (
        rest[:3].isupper() and rest[:3].isalpha() and not rest[3:4].isalnum()
    )


_HYPHENATED: Final = frozenset({"dollar", "pounds"})


def _parts(digits: str) -> tuple[str, str]:
    """Whole digits and decimals of a number in any of the layouts above."""
    if digits.isdigit():
        return digits, ""
    plain = _GROUPING.sub("", digits)
    if plain.count(".") > 1:
        whole, _, fraction = plain.partition(",")
        return whole.replace(".", ""), fraction
    if plain.count(",") and plain != digits and "." not in plain:
        whole, _, fraction = plain.partition(",")
        return whole, fraction
    whole, _, fraction = plain.replace(",", "").partition(".")
    return whole, fraction


def _factor(word: str) -> int:
    """What a magnitude stands for; its words may be glued: "hundredmillion"."""
    return _FACTORS["".join(word.lower().split())]


_FACTORS: Final = {word.replace(" ", ""): factor for word, factor in MAGNITUDES.items()}


def _exact(whole: str, fraction: str, factor: int) -> int | None:
    """The value in ten-thousandths; ``None`` where it is inexact or above the largest figure."""
    scaled, rest = int(whole + fraction) * factor * SCALE, 0
    if fraction:
        scaled, rest = divmod(scaled, 10 ** len(fraction))
    return None if rest or scaled > LARGEST else scaled


def _word_numerals(text: str, in_words: Sequence[int]) -> Iterator[Numeral]:
    position = 0
    for start in in_words:
        found = _WORD_NUMBER.match(text, start) if start >= position else None
        if found is None:
            continue
        before = text[start - 1 : start]
        inside = before.isalnum() or (before != "" and before in "-_")
        numeral = None if inside else _words_read(text, found)
        if numeral is None:
            position = found.end()
        else:
            yield numeral
            position = numeral.end


def _words_read(text: str, found: re.Match[str]) -> Numeral | None:
    """Read a chain of number words; "a" and "half" need a magnitude to be a number."""
    first = found[0].lower()
    share = {"half": 2, "quarter": 4}.get(first, 1)
    whole, factor, end = _chain(text, found.end(), first, share)
    value, rest = divmod(whole * SCALE, share)
    if not whole or rest or value > LARGEST or _FRACTION_AFTER.match(text, end):
        return None
    return Numeral(found.start(), end, value, True, factor, False, found.end())


def _chain(text: str, end: int, first: str, share: int) -> tuple[int, int, int]:
    """Value, largest magnitude and end of the chain that ``first`` opens; value 0 is no number."""
    total, current, factor = 0, _ONES.get(first) or _TENS.get(first, 0), 1
    and_a_half = False
    for _ in range(12):
        step = _NEXT_WORD.match(text, end)
        word = step["word"].lower() if step else ""
        begun = bool(current or total)
        if step is None:
            break
        if word in _SCALES and (begun or first not in _COUNTS):
            scale = _SCALES[word]
            factor = max(factor, scale)
            if scale < 1000:
                current = (current or 1) * scale
            else:
                total += (current or 1) * scale + (scale // 2) * and_a_half
                current, and_a_half = 0, False
        elif begun and _fits(current, word):
            current += _ONES.get(word) or _TENS[word]
        elif begun and word == "half" and "and" in step["join"].lower():
            and_a_half = True
        elif begun or share == 1 or word not in ("a", "an", "of"):
            break
        end = step.end()
    return (0 if and_a_half else total + current), factor, end


def _fits(current: int, word: str) -> bool:
    """Whether ``word`` may follow: "hundred five", "twenty-one", never "two three"."""
    if word in _TENS:
        return current % 100 == 0
    tens = current % 100 >= 20 and current % 10 == 0
    return word in _ONES and (current % 100 == 0 or (tens and _ONES[word] < 10))
