"""Bytes to text: by declaration, byte order mark, UTF-8, and a detector, in that order.

Line ends become ``\\n`` and a byte order mark goes; nothing else changes, so an offset is an
offset. What is not text is refused in one sentence.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from typing import Final

from ledger.errors import DocumentRefused, ValueRefused
from ledger.values.amount import shown

_MAGIC: Final = (
    (b"%PDF-", "a PDF file", "Save its text as a .txt file, and take that in."),
    (b"PK\x03\x04", "a zip archive", "A .docx or .odt file is one too: save it as plain text."),
    (b"\xd0\xcf\x11\xe0", "an old Office file", "Save it as plain text, and take that in."),
    (b"{\\rtf", "a rich text file", "Save it as plain text, and take that in."),
    (b"\x89PNG", "a PNG picture", None),
    (b"\xff\xd8\xff", "a JPEG picture", None),
    (b"GIF8", "a GIF picture", None),
    (b"\x1f\x8b", "a gzip archive", "Unpack it first."),
    (b"7z\xbc\xaf", "a 7-Zip archive", "Unpack it first."),
    (b"SQLite format 3\x00", "an SQLite database", None),
    (b"\x7fELF", "a program", None),
)

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
"""UTF-32 comes before UTF-16, whose mark its own one starts with."""

_NO_CHARSET: Final = frozenset(
    {"idna", "punycode", "raw-unicode-escape", "undefined", "unicode-escape", "utf-7"}
)
"""What Python calls text encodings and no publisher's charset is."""

_CONTROL: Final = re.compile("[\x01-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")
_SURROGATE: Final = re.compile("[\ud800-\udfff]")
_MOST_CONTROL: Final = 0.01
"""The largest share of control characters that still is text."""

_TYPOGRAPHY: Final = "\xa0€‚„…‘’“”•–—™£§©«®°´·»¼½¾"
"""What Windows-1252 adds to English: quotation marks, dashes, signs of currencies."""

_ENCODINGS: Final = (
    *("cp1252", "cp1250", "cp1251", "koi8_u", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257"),
    *("cp932", "euc_jp", "gb18030", "big5", "cp949", "mac_roman"),
)
"""What publishers used before UTF-8; the earlier wins where two fit as well."""

_ASCII: Final = dict.fromkeys(range(128))

_FEW_LETTERS: Final = 0.005
"""The share of accented letters up to which a text is taken to be English."""

_SAMPLE: Final = 65_536
"""How many bytes are looked at to guess an encoding."""

_PLAIN_UTF16: Final = 0.3
"""The share of zero bytes in one half that makes UTF-16 without a mark evident."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text of a document, and the encoding it came in (``utf-8``, ``cp1252``, ...)."""

    text: str
    encoding: str


def decode(data: bytes, declared: str | None = None) -> Decoded:
    """The text of ``data``; ``declared`` is the encoding that came with it, if any did.

    A byte order mark outweighs a declaration. Raises :class:`DocumentRefused` where the bytes
    are empty or blank, of a format that is not text, or not valid in their encoding, and
    :class:`ValueRefused` where what is declared is no encoding.
    """
    _refuse_other_formats(data)
    text, encoding = _decoded(data, declared)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    _refuse_unusable(text)
    return Decoded(text, encoding)


def _refuse_other_formats(data: bytes) -> None:
    if not data:
        raise DocumentRefused("The document is empty.")
    for magic, what, hint in _MAGIC:
        if data.startswith(magic):
            raise DocumentRefused(f"The document is {what}, not text.", hint=hint)


def _decoded(data: bytes, declared: str | None) -> tuple[str, str]:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strictly(data[len(mark) :], encoding, "as its byte order mark says"), encoding
    if declared is not None and declared.strip():
        return _as_declared(data, declared.strip())
    for evident in (_unmarked_utf16(data), "utf-8"):
        if evident is not None:
            try:
                return data.decode(evident), evident
            except UnicodeDecodeError:
                continue
    return _guessed(data)


def _as_declared(data: bytes, declared: str) -> tuple[str, str]:
    refused = ValueRefused(
        f"The declared encoding {shown(declared)} is none.",
        hint="Leave it out to have it found, or give one such as utf-8 or windows-1252.",
        field="encoding",
    )
    try:
        encoding = codecs.lookup(declared).name
    except (LookupError, ValueError):
        raise refused from None
    if encoding in _NO_CHARSET:
        raise refused
    if encoding in {"ascii", "iso8859-1"}:
        # pages that declare these mean Windows-1252, as browsers know
        encoding = "cp1252"
    try:
        return _strictly(data, encoding, "as declared"), encoding
    except LookupError:
        raise refused from None


def _strictly(data: bytes, encoding: str, why: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise DocumentRefused(
            f"The document is not valid {encoding} {why}: byte {error.start} does not fit."
        ) from None


def _unmarked_utf16(data: bytes) -> str | None:
    sample = data[:_SAMPLE]
    if len(data) % 2 or not sample:
        return None
    half = len(sample) // 2
    first, second = sample[::2].count(0) / half, sample[1::2].count(0) / half
    if second >= _PLAIN_UTF16 and first < second / 10:
        return "utf-16-le"
    if first >= _PLAIN_UTF16 and second < first / 10:
        return "utf-16-be"
    return None


def _guessed(data: bytes) -> tuple[str, str]:
    """Windows-1252 where the text is English in it, else what the detector prefers."""
    if b"\x00" in data:
        raise DocumentRefused("The document is binary: it holds NUL bytes, which no text does.")
    sample = _telling_part(data)
    if _is_english(sample):
        names = ["cp1252"]
    else:
        from charset_normalizer import from_bytes  # few texts need it

        guesses = sorted(
            from_bytes(sample, cp_isolation=list(_ENCODINGS)),
            key=lambda guess: (guess.chaos, -guess.coherence, _ENCODINGS.index(guess.encoding)),
        )
        same = (sorted(guess.could_be_from_charset, key=_ENCODINGS.index) for guess in guesses)
        names = [*(name for names in same for name in names), "cp1252"]
    for encoding in names:
        try:
            return data.decode(encoding), encoding
        except (LookupError, UnicodeDecodeError):
            continue
    raise DocumentRefused(
        "The encoding of the document cannot be told.",
        hint="Save it as UTF-8, or say which encoding it has.",
    )


def _is_english(sample: bytes) -> bool:
    """Whether a sample is ASCII, Windows-1252's quotation marks and dashes, and little else."""
    others = sample.decode("cp1252", errors="replace").translate(_ASCII)
    letters = sum(char not in _TYPOGRAPHY for char in others)
    return letters <= _FEW_LETTERS * len(sample)


def _telling_part(data: bytes) -> bytes:
    """A sample round the first byte that is not ASCII, cut at line ends where there are any."""
    if len(data) <= _SAMPLE:
        return data
    found = re.search(rb"[\x80-\xff]", data)
    middle = found.start() if found else 0
    start = max(0, data.rfind(b"\n", 0, max(0, middle - _SAMPLE // 8)) + 1)
    start = max(start, middle - _SAMPLE // 2)
    return data[start : start + _SAMPLE]


def _refuse_unusable(text: str) -> None:
    if not text.strip().strip("\ufeff\u200b"):
        raise DocumentRefused("The document has nothing but white space.")
    if "\x00" in text:
        raise DocumentRefused("The document has NUL characters, which no database keeps.")
    if _SURROGATE.search(text):
        raise DocumentRefused("The document has halves of characters (lone surrogates).")
    if len(_CONTROL.findall(text)) > _MOST_CONTROL * len(text):
        raise DocumentRefused("The document is binary: too much of it is control characters.")
