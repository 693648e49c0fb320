"""How fast the reader is, on one core and on two, and whether its time grows with the text.

    uv run python benchmarks/reading/speed.py fixtures/reading/tune
    uv run python benchmarks/reading/speed.py fixtures/reading/tune --compiled
    uv run python benchmarks/reading/speed.py fixtures/reading/tune --growth
    uv run --with recognizers-text-number-with-unit --with "emoji<2" --with quantulum3 \
        python benchmarks/reading/speed.py fixtures/reading/tune

Reads the texts of a folder, joined and cut to 2 kB each, start-up excluded; two processes as
``aid-ledger read -j 2`` runs them. With the last command recognizers-text and quantulum3 read the
same texts, finding money only, as a reference (the former needs an emoji package of before 2022).
``--compiled`` makes machine code of the reader, for which it needs a C compiler, and compares it
with the reader as it is written; it takes some minutes, and so does ``--growth``. Prints rates,
ratios and the load of the machine, without which the rates say little; nothing is asserted.
"""

from __future__ import annotations

import argparse
import os
import random
import subprocess
import sys
import time
import warnings
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from ledger.cli import output, reading
from ledger.reading import read

ROOT = Path(__file__).parent.parent.parent
SIZE = 2_000
RUNS = 3
REPEATED = 16
"""How often two processes read the texts, so that starting them does not count."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--growth", action="store_true", help="only 1 MB against 10 MB")
    parser.add_argument("--compiled", action="store_true", help="machine code against Python")
    parser.add_argument("--rate", action="store_true", help="only texts a second, and no word")
    given = parser.parse_args()
    if given.rate:
        print(rates(read_all, given_texts(given.folder))[1])
        return
    print(f"load of the last minute: {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    output.quiet = True
    if given.growth:
        for name, unit in growing():
            small, large = (seconds(unit, size) for size in (10**6, 10**7))
            print(
                f"{name}: {small:.1f} s for 1 MB, {large / small:.1f} times that for 10 MB",
                flush=True,
            )
        return
    texts = given_texts(given.folder)
    claims = sum(len(read(text)) for text in texts) / len(texts)
    print(f"{len(texts)} texts of 2 kB, {claims:.1f} claims in each")
    if given.compiled:
        plain, machine = compiled(given.folder)
        print(f"as it is written: {plain:.0f} texts a second of processor time")
        print(f"compiled: {machine:.0f}, {machine / plain:.2f} times as many")
    else:
        compare(texts)


def compare(texts: Sequence[str]) -> None:
    """One process, other readers and two processes."""
    wall, own = rates(read_all, texts)
    print(f"one process: {wall:.0f} texts a second, {own:.0f} a second of processor time")
    for name, function in references().items():
        _, other = rates(
            lambda many, read_one=function: [read_one(one) for one in many], texts[:20]
        )
        print(f"{name}: {other:.1f} a second; the reader is {own / other:.0f} times as fast")
    one, two = (through_files(texts, jobs) for jobs in (1, 2))
    print(f"from files: {one:.0f} a second; two processes: {two / one:.2f} times that")


def given_texts(folder: Path) -> list[str]:
    """The texts to read, and some of them read: what is made once is made."""
    texts = packed([path.read_text("utf-8") for path in sorted(folder.glob("*.txt"))])
    read_all(texts[:8])
    return texts


def compiled(folder: Path) -> tuple[float, float]:
    """Texts a second of the reader as it is written, and as machine code, by turns."""
    with TemporaryDirectory() as made:
        subprocess.run([sys.executable, ROOT / "scripts" / "compiled.py", made], check=True)
        found: dict[Path, list[float]] = {ROOT: [], Path(made): []}
        for _ in range(RUNS):
            for package, several in found.items():
                ended = subprocess.run(
                    [sys.executable, __file__, folder, "--rate"],
                    env={**os.environ, "PYTHONPATH": str(package)},
                    capture_output=True,
                    text=True,
                    check=True,
                )
                several.append(float(ended.stdout))
    plain, machine = map(max, found.values())
    return plain, machine


def packed(texts: Sequence[str]) -> list[str]:
    """The texts joined, and cut to the same size each."""
    joined = "\n\n".join(texts)
    return [joined[at : at + SIZE] for at in range(0, len(joined), SIZE)]


def read_all(texts: Sequence[str]) -> None:
    for text in texts:
        read(text)


def rates(function: Callable[[Sequence[str]], object], texts: Sequence[str]) -> tuple[float, float]:
    """Texts a second by the clock and by processor time, each the best of some runs."""
    clock = processor = float("inf")
    for _ in range(RUNS):
        start, used = time.perf_counter(), time.process_time()
        function(texts)
        clock = min(clock, time.perf_counter() - start)
        processor = min(processor, time.process_time() - used)
    return len(texts) / clock, len(texts) / processor


def through_files(texts: Sequence[str], jobs: int) -> float:
    """Texts a second that the command reads from files with so many processes."""
    with TemporaryDirectory() as folder:
        files = [str(Path(folder) / f"{at}.txt") for at in range(len(texts) * REPEATED)]
        for at, file in enumerate(files):
            Path(file).write_text(texts[at % len(texts)], "utf-8")
        tasks = reading.tasks(files, None, None, None)
        best = float("inf")
        for _ in range(RUNS):
            start = time.perf_counter()
            for _ in reading.records(tasks, jobs):
                pass
            best = min(best, time.perf_counter() - start)
    return len(files) / best


def growing() -> Iterator[tuple[str, str]]:
    """What the large texts are made of, over and over."""
    yield "one line of prose", "Germany will give Ukraine 5 tanks and $5 million. "
    marks = random.Random(1).choices("0123456789$,", k=10_007)
    yield "one line of digits, dollar signs and commas", "".join(marks)
    lines = ["".join(marks[at : at + 60]) for at in range(0, len(marks), 60)]
    yield "lines of digits, dollar signs and commas", " ".join(lines[:9]) + "\n\n"


def seconds(unit: str, size: int) -> float:
    """Processor time of one read of that many code points."""
    text = (unit * (size // len(unit) + 1))[:size]
    start = time.process_time()
    read(text)
    return time.process_time() - start


def references() -> dict[str, Callable[[str], object]]:
    """Readers of money that are installed beside this one."""
    warnings.simplefilter("ignore")
    found: dict[str, Callable[[str], object]] = {}
    try:
        from recognizers_number_with_unit import NumberWithUnitRecognizer
        from recognizers_text import Culture

        model = NumberWithUnitRecognizer(Culture.English).get_currency_model()
        found["recognizers-text"] = model.parse
    except ImportError:
        print("recognizers-text is not installed")
    try:
        from quantulum3 import parser

        found["quantulum3"] = parser.parse
    except ImportError:
        print("quantulum3 is not installed")
    return found


if __name__ == "__main__":
    main()
