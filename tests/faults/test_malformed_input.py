"""Malformed bytes and words, thousands for each way in: taken, or refused with an error of ours."""

from __future__ import annotations

import io
import os
import shutil
import zipfile
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

import ledger
from ledger.asking import build_clocks, build_question, new_commitment, new_document, new_entry
from ledger.audit.heads import parse as parse_head
from ledger.audit.verify import verify
from ledger.errors import LedgerError
from ledger.importers.manifest import read_manifest
from ledger.rates.chosen import chosen
from ledger.rates.ecb import parse_ecb
from ledger.rates.load import load_csv
from ledger.reading.plugins import named_reader
from ledger.reading.record import claim_record
from ledger.review.extract import extract_document
from ledger.store.writer import Writer
from tests.audit.building import ABOUT, build

pytestmark = pytest.mark.faults

Counted = Callable[..., None]
Times = Callable[[int], int]
EXAMPLES = 2_000

ARTICLE = "Norway pledges €40 million\n\nNorway pledged 8 tanks and “€5 billion” on 4 March 2024."
MANIFEST = "file,published,title,retrieved_at\na.txt,2024-03-14,An article,2024-03-14T08:00:00Z\n"
LISTED = "unit,priced_in,day,value,basis,source\ntank,EUR,2024-03-14,2000000,estimate,A paper\n"
EXCHANGE = "Date,USD,JPY,\n2024-03-14,1.0925,161.70,\n2024-03-13,1.0939,N/A,\n"
PARTS = [
    *(b"\0", b"\xff\xfe", b"\xef\xbb\xbf", b"\xed\xa0\x80", b"\xc3", b"\x1b[31m", b"\r", b"\n"),
    *(b'"', b",", b"\t", b"'; DROP TABLE entry; --", b"[red]", b"{{7*7}}", b"../../etc/passwd"),
    *(b"1e400", b"NaN", b"-0", b"1" * 31, b"0000-01-01", b"10000-01-01", b"PK\x03\x04"),
    *("\u202e".encode(), "\ufeff".encode(), "١٢".encode(), "１２".encode(), b"A" * 5_000),
]
"""Pieces that have upset programs before."""


def packed(text: str = EXCHANGE) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("eurofxref-hist.csv", text)
    return file.getvalue()


@st.composite
def spoilt(draw: st.DrawFn, seed: bytes) -> bytes:
    """Bytes that were right once: cut, turned, doubled, and with pieces put in; or any at all."""
    if draw(st.integers(0, 9)) == 0:
        return draw(st.binary(max_size=200))
    data = bytearray(seed)
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(data)))
        match draw(st.integers(0, 4)):
            case 0:
                data[at : at + draw(st.integers(1, 20))] = b""
            case 1 if at < len(data):
                data[at] ^= draw(st.integers(1, 255))
            case 2:
                data[at:at] = data[at : at + 30]
            case _:
                data[at:at] = draw(st.sampled_from(PARTS))
    return bytes(data)


def words(*right: str) -> st.SearchStrategy[str]:
    """What is right, the same spoilt, or any text; lone surrogates as a shell gives them."""
    strange = [part.decode(errors="surrogateescape") for part in PARTS]
    some = st.sampled_from([*right, *right, *right, *strange])
    any_text = st.text(max_size=20)
    whole = [
        spoilt(one.encode()).map(lambda raw: raw.decode(errors="surrogateescape"))
        for one in right[:1]
    ]
    return st.one_of(some, some, any_text, *whole)


@pytest.fixture(scope="module")
def place(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("malformed") / "ledger.db"
    shutil.copy(sqlite_template, path)
    with ledger.open(path, by_whom="tests") as book:
        build(book)
    return str(path)


@pytest.fixture
def writer(place: str) -> Iterator[Writer]:
    """A rehearsal: what comes of all examples is verified, and taken back."""
    with ledger.open(place, by_whom="tests") as book, book.writing(for_good=False) as writing:
        yield writing
        writing.finish()
        assert verify(writing.connection) == []


def tried(
    counted: Counted,
    key: str,
    examples: int,
    strategy: st.SearchStrategy[Any],
    take: Callable[[Any], object],
) -> None:
    """``take`` each example: it ends well or with a :class:`LedgerError` of at least a word."""
    made = 0

    @settings(
        max_examples=examples,
        deadline=None,
        database=None,
        derandomize=True,
        phases=[Phase.generate, Phase.shrink],
        suppress_health_check=list(HealthCheck),
    )
    @given(strategy)
    def each(example: Any) -> None:
        nonlocal made
        made += 1
        try:
            take(example)
        except LedgerError as error:
            if not error.sentence.strip() or error.exit_status not in {1, 2}:
                raise

    each()
    counted(key, made)


def test_source_add_and_extract(writer: Writer, times: Times, counted: Counted) -> None:
    reader = named_reader()
    encodings = st.sampled_from(
        [None, None, None, "utf-8", "utf-16", "cp1252", "idna", "zip", "\0"]
    )

    def take(example: tuple[bytes, str | None]) -> None:
        content, encoding = example
        number, _ = writer.add_document(new_document(content, "2024-03-14", encoding=encoding))
        extract_document(writer, number, reader)

    strategy = st.tuples(spoilt(ARTICLE.encode()), encodings)
    tried(counted, "input-source", times(EXAMPLES), strategy, take)


def test_read(times: Times, counted: Counted) -> None:
    reader = named_reader()

    def take(text: str) -> None:
        for claim in reader.read(text, date(2024, 3, 14)):
            record = claim_record(claim)
            assert text[record["start"] : record["end"]] == record["text"]

    tried(counted, "input-read", times(EXAMPLES), words(ARTICLE), take)


def test_manifest(tmp_path: Path, times: Times, counted: Counted) -> None:
    (tmp_path / "a.txt").write_text(ARTICLE)
    path = tmp_path / "index.csv"

    def take(content: bytes) -> None:
        path.write_bytes(content)
        assert all(one.path.parent == tmp_path for one in read_manifest(path))

    tried(counted, "input-manifest", times(EXAMPLES), spoilt(MANIFEST.encode()), take)


def test_rates_load_csv(writer: Writer, tmp_path: Path, times: Times, counted: Counted) -> None:
    path = tmp_path / "rates.csv"

    def take(content: bytes) -> None:
        path.write_bytes(content)
        load_csv(writer, path)

    tried(counted, "input-rates", times(EXAMPLES), spoilt(LISTED.encode()), take)


def test_rates_load_ecb(times: Times, counted: Counted) -> None:
    seeds = st.one_of(
        spoilt(packed()),
        spoilt(EXCHANGE.encode()),
        spoilt(EXCHANGE.encode()).map(lambda raw: packed(raw.decode(errors="replace"))),
    )
    tried(
        counted,
        "input-ecb",
        times(EXAMPLES),
        seeds,
        lambda content: parse_ecb("eurofxref-hist.zip", content, {"USD", "JPY"}),
    )


def test_fixed_rates(writer: Writer, tmp_path: Path, times: Times, counted: Counted) -> None:
    path = tmp_path / "fixed.csv"
    right = "unit,value\nUSD,0.92\ntank,2000000\n"

    def take(example: tuple[bytes, str]) -> None:
        path.write_bytes(example[0])
        chosen(writer.names, "EUR", example[1], [], value_items=False)

    rates = words(f"fixed:{path}", f"fixed:{path}", "month:2024-06", "event-date")
    tried(counted, "input-fixed", times(EXAMPLES), st.tuples(spoilt(right.encode()), rates), take)


def test_commitment_add(writer: Writer, times: Times, counted: Counted) -> None:
    known = {
        **{name: words(value) for name, value in ABOUT.items()},
        "title": words("Tanks"),
        "item": st.none() | words("tank"),
        "programme": st.none() | words("A programme"),
    }
    entry = {
        "stage": words("pledged"),
        "document": words("D1"),
        "quote": words("Norway pledged 8 tanks", "Of these 3 tanks\narrived in May 2024."),
        "amount": st.none() | words("8 tank", "3 tank", "1e400 EUR", "NaN EUR", "-0 EUR"),
        "date": st.none() | words("2024-03-04", "0000-01-01", "10000-01-01", "2024-05"),
        "replaces": st.none() | words("E1"),
        "reason": st.none() | words("misread"),
    }

    def take(example: dict[str, Any]) -> None:
        about = {name: example.pop(name) for name in known}
        validated = new_entry(**example)
        commitment = writer.add_commitment(new_commitment(**about))
        writer.add_entry(commitment, validated)

    tried(counted, "input-commitment", times(EXAMPLES), st.fixed_dictionaries(known | entry), take)


def test_clocks_and_filters(writer: Writer, times: Times, counted: Counted) -> None:
    clock = (
        "2024-03-14",
        "2024-03-14T08:00:00Z",
        "7",
        "0001-01-01T00:00:00+14:00",
        "9999-12-31T23:59:59-12:00",
        "99999999999999999999",
        "-1",
    )
    options = {
        "by": words("donor", "item,month"),
        "as_of": st.none() | words(*clock),
        "known_at": st.none() | words(*clock),
        "promised_at": words("pledged"),
        "donor": st.lists(words("Norway"), max_size=2),
        "recipient": st.lists(words("Ukraine"), max_size=1),
        "aid_type": st.lists(words("military"), max_size=1),
        "item": st.lists(words("tank"), max_size=1),
        "programme": st.lists(words("A programme"), max_size=1),
        "stage": st.lists(words("pledged"), max_size=1),
    }

    def take(example: dict[str, Any]) -> None:
        build_clocks(writer.connection, example["as_of"], example["known_at"])
        build_question(writer.connection, **example)

    tried(counted, "input-filters", times(EXAMPLES), st.fixed_dictionaries(options), take)


def test_heads(times: Times, counted: Counted) -> None:
    tried(counted, "input-head", times(EXAMPLES), words("33:" + "ab" * 32), parse_head)


def test_a_link_that_leaves_the_folder(tmp_path: Path) -> None:
    """And paths that do: none is read."""
    inside = tmp_path / "inside"
    inside.mkdir()
    (tmp_path / "secret.txt").write_text(ARTICLE)
    os.symlink(tmp_path / "secret.txt", inside / "link.txt")
    for named in ("link.txt", "../secret.txt", "./../secret.txt", str(tmp_path / "secret.txt")):
        (inside / "index.csv").write_text(MANIFEST.replace("a.txt", named))
        with pytest.raises(LedgerError, match="does not lie in the manifest's folder"):
            read_manifest(inside / "index.csv")
