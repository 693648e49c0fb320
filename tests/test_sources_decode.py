"""Bytes to text: every encoding a publisher may use, and every file that is none."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.errors import DocumentRefused, ValueRefused
from ledger.sources.decode import decode

ENGLISH = "NATO’s allies gave £5 million – “more than ever” – and €3bn.\n"

TEXTS = st.text(
    st.characters(exclude_categories=["Cs", "Cc"], include_characters="\n\t"), min_size=1
).filter(lambda text: bool(text.strip().strip("\ufeff\u200b")) and text[0] != "\ufeff")


def cp1252_only(text: str) -> str:
    return text.encode("cp1252", errors="ignore").decode("cp1252")


def text_or_refusal(data: bytes, declared: str | None) -> str:
    """The text, or the one sentence that is there instead."""
    try:
        return decode(data, declared).text
    except (DocumentRefused, ValueRefused) as refused:
        return refused.sentence


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (ENGLISH, "utf-8"),
        (ENGLISH, "cp1252"),
        ("L’Allemagne a annoncé une aide à l’Ukraine, a déclaré le ministère.", "cp1252"),
        ("Regeringen beslutade om ytterligare stöd på en miljard kronor.", "cp1252"),
        (
            "Vláda schválila další vojenskou pomoc Ukrajině, řekl ve středu ministr obrany, "
            "a dodal, že půjde především o munici.",
            "cp1250",
        ),
        ("Німеччина оголосила про нову допомогу Україні у середу.", "cp1251"),
        ("日本政府はウクライナに対する追加支援を発表した。", "cp932"),
        ("Germany will send 10 tanks.", "utf-16-le"),
        ("Germany will send 10 tanks.", "utf-16-be"),
    ],
)
def test_an_encoding_is_found_without_a_declaration(text: str, encoding: str) -> None:
    decoded = decode(text.encode(encoding))
    assert (decoded.text, decoded.encoding) == (text, encoding)


@given(TEXTS)
def test_unicode_comes_back_as_it_was(text: str) -> None:
    assert decode(text.encode("utf-8")).text == text
    for mark, encoding in [
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (codecs.BOM_UTF32_BE, "utf-32-be"),
    ]:
        decoded = decode(mark + text.encode(encoding))
        assert (decoded.text, decoded.encoding) == (text, encoding)
    assert decode(text.encode("utf-16-le"), "utf-16-le").text == text


@given(TEXTS.map(cp1252_only).filter(lambda text: bool(text.strip())))
def test_declared_windows_1252_comes_back_as_it_was(text: str) -> None:
    data = text.encode("cp1252")
    if not data.startswith(codecs.BOM_UTF8) and data[:2] not in (b"\xff\xfe", b"\xfe\xff"):
        assert decode(data, "windows-1252").text == text
        assert decode(data, "iso-8859-1").encoding == "cp1252"


@given(st.binary(max_size=400), st.sampled_from([None, "utf-8", "latin-1", "utf-16", "rot13", ""]))
def test_any_bytes_are_text_or_refused(data: bytes, declared: str | None) -> None:
    text = text_or_refusal(data, declared)
    assert text.strip()
    assert "\0" not in text
    assert "\r" not in text
    text.encode("utf-8")


@given(st.text(max_size=20))
def test_any_declaration_is_an_encoding_or_refused(declared: str) -> None:
    assert text_or_refusal(b"Ten tanks.", declared)


def test_line_ends_become_newlines_and_nothing_else_changes() -> None:
    text = "a\u00a0b \tc\r\nd\re\n\u2028f\u00ad\x0cg\r\r\nh"
    assert decode(text.encode()).text == "a\u00a0b \tc\nd\ne\n\u2028f\u00ad\x0cg\n\nh"


def test_a_mark_outweighs_a_declaration() -> None:
    assert decode(codecs.BOM_UTF8 + ENGLISH.encode(), "cp1252").text == ENGLISH


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (b"", "empty"),
        (b" \r\n\t ", "white space"),
        (codecs.BOM_UTF8, "white space"),
        (b"%PDF-1.7\n...", "PDF"),
        (b"PK\x03\x04\x14\x00", "zip"),
        (b"\x89PNG\r\n\x1a\n", "PNG"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "Office"),
        (b"Ten\x00tanks", "NUL"),
        (b"Ten tanks\xff\x00\x01", "NUL"),
        (bytes(range(1, 32)) * 4, "control"),
        (codecs.BOM_UTF16_LE + b"T\x00e", "utf-16-le"),
        (codecs.BOM_UTF16_LE + b"T\x00\x00\xd8e\x00", "utf-16-le"),
    ],
)
def test_what_is_not_text_is_refused(data: bytes, word: str) -> None:
    with pytest.raises(DocumentRefused, match=word):
        decode(data)


def test_refusals_of_office_files_say_what_to_do() -> None:
    for data in (b"%PDF-1.7\n", b"PK\x03\x04"):
        with pytest.raises(DocumentRefused) as refused:
            decode(data)
        assert refused.value.hint is not None


@pytest.mark.parametrize("declared", ["klingon", "rot13", "hex", "unicode_escape", "utf-7", "\0"])
def test_a_declaration_that_is_no_charset_is_refused(declared: str) -> None:
    with pytest.raises(ValueRefused, match="declared encoding"):
        decode(b"Ten tanks.", declared)


def test_a_wrong_declaration_is_refused() -> None:
    with pytest.raises(DocumentRefused, match="byte 3 does not fit"):
        decode("café".encode("cp1252"), "utf-8")


def test_the_guess_looks_where_the_text_is_not_ascii() -> None:
    text = "The minister spoke.\n" * 20_000 + "Aid rose – by £5m.\n" * 10
    assert decode(text.encode("cp1252")).text == text
