"""Every command says what it does, with an example on a line of its own that runs."""

from __future__ import annotations

import os
import re
import shlex
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from typer.main import get_command

import ledger
from ledger.cli.app import app
from ledger.rates import ecb

from .conftest import ARTICLE, Runner


def commands(command: Any, *names: str) -> Iterator[tuple[str, ...]]:
    """The words of every command that does something, from the tree of all."""
    inner = getattr(command, "commands", None)
    if inner is None:
        yield names
        return
    for name, one in inner.items():
        yield from commands(one, *names, name)


ALL = list(commands(get_command(app)))


def examples(help_text: str) -> list[list[str]]:
    """The words of each example, its continued lines joined."""
    joined = help_text.replace("\\\n", " ")
    return [shlex.split(found[1]) for found in re.finditer(r"Example:\n\s*(aid-ledger .*)", joined)]


def test_there_are_commands() -> None:
    assert ("commitment", "add") in ALL
    assert len(ALL) >= 17


RATES = "Date,USD,GBP,\n2024-03-14,1.0925,0.8542,\n"


@pytest.fixture(scope="module")
def with_rates(demo_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demonstration with rates, and a document that prices an item."""
    folder = tmp_path_factory.mktemp("rates")
    (folder / "eurofxref-hist.csv").write_text(RATES)
    place = Path(shutil.copy(demo_file, folder / "ledger.db"))
    with ledger.open(place) as book:
        book.load_rates(path=folder / "eurofxref-hist.csv")
        book.add_document(ARTICLE.with_name("shell-price.txt"), published="2024-05-20")
    return place


@pytest.mark.parametrize("words", ALL, ids=" ".join)
def test_an_example_runs(
    run: Runner,
    words: tuple[str, ...],
    tmp_path: Path,
    with_rates: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    found = examples(run(*words, "--help").out)
    assert found, f"{' '.join(words)} --help has no example"
    prepare(tmp_path, with_rates)
    # the session of docs/rates.md loads the file that is carried, all of it
    few = (tmp_path / "eurofxref-hist.csv").read_bytes()
    monkeypatch.setattr(ecb, "bundled", lambda: ("eurofxref-hist.csv", few))
    for example in found:
        assert tuple(example[1 : 1 + len(words)]) == words
        ended = run(*example[1:])
        # every claim of the demonstration is decided, so that there is none left to review
        assert ended.code == 0 or (words[0] == "review" and "decided already" in ended.err)


def prepare(folder: Path, demo: Path) -> None:
    """What the examples suppose: the demonstration with rates, an article, and a manifest."""
    shutil.copy(demo, folder / "ledger.db")
    (folder / "eurofxref-hist.csv").write_text(RATES)
    (folder / "docs").mkdir()
    shutil.copytree(ARTICLE.parent, folder / "docs" / "examples")
    (folder / "articles").mkdir()
    shutil.copy(ARTICLE, folder / "article.txt")
    shutil.copy(ARTICLE, folder / "articles" / "one.txt")
    (folder / "articles" / "index.csv").write_text("file,published\none.txt,2024-05-16\n")


def test_what_the_demonstration_says_to_type_next_runs(run: Runner, tmp_path: Path) -> None:
    shown = run("demo").out
    following = re.findall(r"^  aid-ledger (.*)$", shown.partition("What to type next:")[2], re.M)
    assert len(following) >= 5
    for line in following:
        assert run(*shlex.split(line)).code == 0
    assert (tmp_path / "out" / "data-dictionary.csv").exists()


def test_a_demonstration_elsewhere_says_so(run: Runner, tmp_path: Path) -> None:
    place = os.path.join(tmp_path, "my ledger.db")
    shown = run("demo", "--db", place).out
    assert f"aid-ledger --db '{place}' verify" in shown


def test_the_demonstration_is_kept_where_the_environment_says(
    run: Runner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AID_LEDGER_DB", "named.db")
    assert "aid-ledger --db named.db verify" in run("demo").out
    assert [path.name for path in tmp_path.glob("*.db")] == ["named.db"]
    quiet = run("demo", "--quiet")
    assert quiet.err == ""
    assert quiet.out == run("gap", "--as-of", "2024-04-30").out


def test_a_ledger_without_documents_is_filled_by_the_demonstration_and_not_removed(
    run: Runner,
) -> None:
    assert run("db", "upgrade", "--db", "own.db").code == 0
    assert run("vocabulary", "add-item", "flying carpet", "--db", "own.db").code == 0
    assert run("demo", "--fresh", "--db", "own.db").code == 0
    assert "flying carpet" in run("vocabulary", "list", "flying", "--db", "own.db").out
