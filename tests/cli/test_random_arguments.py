"""Whatever is typed: done, failed or not understood, in words, and never a traceback."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import ledger

from .conftest import Runner

# a shell gives a program any bytes but zero; those that are no UTF-8 come as lone surrogates
TEXT = st.one_of(
    st.text(st.characters(exclude_characters="\0"), max_size=20),
    st.binary(max_size=6).map(lambda raw: raw.replace(b"\0", b"").decode(errors="surrogateescape")),
    st.sampled_from(
        ["", "-", "--", "C0", "E999999999999999999", "C٣", "1e999999", "٣ EUR", "..", "..-1 EUR"]
    ),
    st.sampled_from(["2024-02-30", "0000-00-00", "9999-12", "2024-01-01..", "=1+1", "[red]", "%s"]),
)

COMMANDS = [
    ["gap", *(f"--{name}" for name in ("donor", "recipient", "item", "programme"))],
    ["gap", *(f"--{name}" for name in ("by", "aid-type", "stage", "as-of", "known-at"))],
    ["gap", "--promised-at", "--format"],
    ["trace", "--format"],
    ["commitment", "show", "--format"],
    ["commitment", "list", "--donor", "--recipient"],
    ["source", "show", "--format"],
    ["vocabulary", "list", "--format"],
    ["commitment", "add", "--stage", "--document", "--quote", "--donor", "--amount", "--date"],
    ["commitment", "add", "--to", "--stage", "--document", "--quote", "--amount", "--replaces"],
    ["delivery", "add", "--document", "--quote", "--amount", "--date", "--stage", "--quote-at"],
    ["commitment", "link", "--reason"],
]

EASY = {
    "--stage": "pledged",
    "--document": "D2",
    "--quote": "agreed to provide €5 billion for military aid",
    "--amount": "5000000000 EUR",
    "--format": "json",
    "--to": "C7",
    "--donor": "EU",
}


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory, demo_file: Path) -> Iterator[Path]:
    """The demonstration; whatever is thrown at it leaves it whole."""
    thrown_at = shutil.copy(demo_file, tmp_path_factory.mktemp("random") / "ledger.db")
    yield thrown_at
    with ledger.open(thrown_at) as book:
        assert book.verify() == []


@given(data=st.data())
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_any_text_anywhere(run: Runner, place: Path, data: st.DataObject) -> None:
    command = data.draw(st.sampled_from(COMMANDS))
    words = ["--db", str(place), *(word for word in command if not word.startswith("--"))]
    # one option is random, others may be, and the rest are what would work
    for option in (word for word in command if word.startswith("--")):
        easy = EASY.get(option)
        value = data.draw(TEXT if easy is None else st.one_of(TEXT, st.just(easy)))
        words += [option, value]
    words += data.draw(st.lists(TEXT, max_size=2))
    ended = run(*words)
    assert ended.code in {0, 1, 2}
    assert ended.code == 0 or ended.err
