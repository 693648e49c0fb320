"""How fast the gap is, against other ways to get the same figures.

    uv run --group bench python -m benchmarks.gap --sizes 10000
    uv run --group bench python -m benchmarks.gap --write

Makes the seeded ledger at each size, asks every contender the same questions in turn, checks that
all answers are the same to the ten-thousandth, and prints medians, ratios and peak memory. With
``--write`` they go to docs/performance.md, too. 10 million entries take some 20 GB in ``--folder``.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Mapping
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.gap import child, places, whole
from benchmarks.gap.questions import Answer
from benchmarks.gap.report import OURS, Measured, report

PERFORMANCE = Path(__file__).parents[2] / "docs" / "performance.md"
BEGIN, END = "<!-- measured -->", "<!-- end of measured -->"
SIZES = "10000,100000,1000000,10000000"
MOST_WRITTEN_BARE = 1_000_000
"""Above, the bare program is left out: it would take another hour."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sizes", default=SIZES, help=f"numbers of entries (default: {SIZES})")
    parser.add_argument("--runs", type=int, default=5, help="how often each is asked (default: 5)")
    parser.add_argument("--folder", type=Path, help="where the ledgers are made, and removed")
    parser.add_argument("--made", type=Path, help="ledgers made ahead: see benchmarks.gap.places")
    parser.add_argument("--no-postgresql", action="store_true", help="leave PostgreSQL out")
    parser.add_argument("--write", action="store_true", help=f"write {PERFORMANCE.name}")
    given = parser.parse_args()
    measured = Measured()
    with ExitStack() as stack:
        scratch = stack.enter_context(TemporaryDirectory(prefix="aid-ledger-", dir=given.folder))
        server = None
        if not given.no_postgresql:
            server = stack.enter_context(places.postgresql(given.folder))
        made = {}
        for size in map(int, given.sizes.split(",")):
            folder = Path(scratch) / str(size)
            if given.made is not None and (given.made / str(size) / places.MADE).exists():
                folder = given.made / str(size)
            folder.mkdir(exist_ok=True)
            made[size] = _measure_size(measured, folder, size, given.runs, server)
        _one_more(measured, made, given.runs)
        _processes(measured, Path(scratch), given.runs)
    text = report(measured)
    print(text)
    if given.write:
        _write(text)


def say(words: str) -> None:
    print(words, file=sys.stderr, flush=True)


def _measure_size(
    measured: Measured, folder: Path, size: int, runs: int, server: str | None
) -> str:
    """Make the ledger, ask everybody everything; where it is on SQLite."""
    say(f"Writing {size:,} entries for everybody …")
    made = places.make(folder, size, server)
    measured.on_disk[size] = Path(made.places[OURS]).stat().st_size
    for who in sorted(places.STAND.keys() - made.places.keys()):
        say(f"{who} is left out: it is not there, or does not stand {size:,} entries.")
    for who, seconds in made.seconds.items():
        measured.add("writing", size, who, seconds)
    for short, question in made.questions.items():
        answers: dict[str, Answer] = {}
        for turn in range(runs):
            for who, place in made.places.items():
                if who in places.JOURNALS and (short != "donor" or turn):
                    continue
                run = child.run(who, place, question)
                measured.add(question.title, size, who, run.seconds, run.peak)
                answers[who] = run.answer
        check(question.title, answers)
        say(f"{question.title}: {len(answers)} contenders give the same sums.")
    if size <= MOST_WRITTEN_BARE:
        seconds = whole.bare_writing(folder / "ledger.db", folder / "bare.db")
        measured.add("writing", size, "bare sqlite3", seconds)
        (folder / "bare.db").unlink()
    return made.places[OURS]


def check(title: str, answers: Mapping[str, Answer]) -> None:
    """Every answer is the first one, in all columns that both have; or the program ends."""
    first, *others = answers
    for other in others:
        columns = _columns(answers[other]) & _columns(answers[first])
        one, two = (_only(answers[who], columns) for who in (first, other))
        for group in sorted({*one, *two}):
            if one.get(group) != two.get(group):
                sys.exit(
                    f"{title}, {group}: {first} says {one.get(group)},"
                    f" {other} says {two.get(group)}."
                )


def _columns(answer: Answer) -> set[str]:
    return {name for row in answer.values() for name in row}


def _only(answer: Answer, columns: Iterable[str]) -> Answer:
    wanted = set(columns)
    rows = {
        group: {name: ends for name, ends in row.items() if name in wanted}
        for group, row in answer.items()
    }
    return {group: row for group, row in rows.items() if row}


def _one_more(measured: Measured, made: Mapping[int, str], runs: int) -> None:
    """One entry more in each ledger, in turn."""
    adding = {size: whole.OneMore(place) for size, place in made.items()}
    for turn in range(4 * runs + 1):
        for size, one in adding.items():
            seconds = one.seconds()
            if turn:
                measured.add("one entry more", size, OURS, seconds)
    for one in adding.values():
        one.close()


def _processes(measured: Measured, folder: Path, runs: int) -> None:
    commands = whole.processes(folder)
    for turn in range(2 * runs + 1):
        for name, command in commands.items():
            seconds = whole.seconds_of(command)
            if turn:
                measured.add("whole process", 0, name, seconds)


def _write(text: str) -> None:
    """Put the tables in their place in docs/performance.md."""
    page = PERFORMANCE.read_text()
    head, begin, rest = page.partition(BEGIN)
    _, end, tail = rest.partition(END)
    PERFORMANCE.write_text(f"{head}{begin}\n\n{text}\n\n{end}{tail}")
    say(f"Written: {PERFORMANCE}")


if __name__ == "__main__":
    main()
