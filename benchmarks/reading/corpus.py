"""What a corpus costs: to read, in one process, in two, and on a Dask cluster; and to take in.

    uv run python benchmarks/reading/corpus.py fixtures/reading/tune --texts 2000 --rounds 3

Makes articles of about 2 kB from the texts of a folder, no two alike, and runs the command itself,
start-up included, the contenders in turn. All must write the same bytes. Processor time is that of
all processes, the scheduler and the workers among them; the clock tells more of
what else the machine does. Prints the tables of docs/scale.md; nothing else is asserted.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import platform
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import psutil

SIZE = 2_000
WORKERS = 2
BESIDE = Path(sys.executable).parent


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds of processors, and the most memory that one process held, in bytes."""

    processors: float
    memory: int


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--texts", type=int, default=2_000)
    parser.add_argument("--rounds", type=int, default=3)
    given = parser.parse_args()
    with TemporaryDirectory() as name:
        work = Path(name)
        size = write(given.folder, work, given.texts)
        print(f"{given.texts:,} articles of {size / given.texts:,.0f} bytes,", end=" ")
        print(f"{os.cpu_count()} processors, Python {platform.python_version()}\n")
        print_reading(work, given.texts, given.rounds)
        print()
        print_taking_in(work, given.texts)


def write(folder: Path, work: Path, texts: int) -> int:
    """Articles and a manifest; the bytes of all articles."""
    joined = "\n\n".join(path.read_text("utf-8") for path in sorted(folder.glob("*.txt")))
    starts = range(0, len(joined) - SIZE, SIZE)
    written = 0
    with (work / "index.csv").open("w", encoding="utf-8") as manifest:
        manifest.write("file,published,publisher\n")
        for number in range(texts):
            start = starts[number % len(starts)] + 7 * (number // len(starts))
            path = work / f"{number:06}.txt"
            written += path.write_bytes(f"No. {number}\n\n{joined[start : start + SIZE]}".encode())
            manifest.write(f"{path.name},2024-03-14,benchmark\n")
    return written


def print_reading(work: Path, texts: int, rounds: int) -> None:
    read = ["read", "--manifest", str(work / "index.csv"), "-f", "jsonl", "--quiet", "-o"]
    costs: dict[str, list[Cost]] = {}
    written = set()
    claims = 0
    with cluster(work) as (address, processes):
        ways = {
            "one process": [],
            f"{WORKERS} processes (`-j {WORKERS}`)": ["-j", str(WORKERS)],
            f"Dask, {WORKERS} workers": ["--engine", "dask", "--scheduler", address],
        }
        for _ in range(rounds):
            for way, arguments in ways.items():
                before = busy(processes)
                cost = run([*read, str(work / "claims"), *arguments])
                extra = busy(processes) - before
                costs.setdefault(way, []).append(Cost(cost.processors + extra, cost.memory))
                content = (work / "claims").read_bytes()
                written.add(hashlib.sha256(content).hexdigest())
                claims = content.count(b"\n")
    if len(written) != 1:
        sys.exit("The contenders wrote different claims.")
    print("| reading | processor seconds per 1,000 articles | to one process | memory |")
    print("|---|---|---|---|")
    medians = {way: statistics.median(c.processors for c in told) for way, told in costs.items()}
    for way, seconds in medians.items():
        ratio = seconds / medians["one process"]
        memory = max(cost.memory for cost in costs[way])
        print(f"| {way} | {1000 * seconds / texts:.1f} | {ratio:.2f} x |", end="")
        print(f" {memory / 2**20:,.0f} MB |")
    print(
        f"\n{claims / texts:.1f} claims an article, {len(content) / texts:,.0f} bytes as JSON lines"
    )


def print_taking_in(work: Path, texts: int) -> None:
    place = work / "ledger.db"
    run(["--db", str(place), "db", "upgrade", "--quiet"])
    empty = place.stat().st_size
    steps = {
        "`source add --manifest`": ["source", "add", "--manifest", str(work / "index.csv")],
        "`extract`": ["extract"],
    }
    print("| into a ledger on SQLite | processor seconds per 1,000 articles |", end="")
    print(" memory | bytes an article |")
    print("|---|---|---|---|")
    for step, arguments in steps.items():
        before = place.stat().st_size
        cost = run(["--db", str(place), *arguments, "--quiet"])
        grown = (place.stat().st_size - before) / texts
        print(f"| {step} | {1000 * cost.processors / texts:.1f} |", end="")
        print(f" {cost.memory / 2**20:,.0f} MB | {grown:,.0f} |")
    print(f"\nAn empty ledger has {empty:,} bytes.")


def run(arguments: Sequence[str]) -> Cost:
    """Run the command; what it and the processes that it started took."""
    with Path(os.devnull).open("w") as nowhere:
        command = subprocess.Popen([BESIDE / "aid-ledger", *arguments], stdout=nowhere)
        _, status, used = os.wait4(command.pid, 0)
    command.returncode = os.waitstatus_to_exitcode(status)
    if command.returncode:
        sys.exit(f"aid-ledger {' '.join(arguments)} failed.")
    return Cost(used.ru_utime + used.ru_stime, used.ru_maxrss * 1024)


def busy(processes: Sequence[psutil.Process]) -> float:
    """Processor seconds that processes have used."""
    return sum(one.cpu_times().user + one.cpu_times().system for one in processes)


@contextmanager
def cluster(work: Path) -> Iterator[tuple[str, list[psutil.Process]]]:
    """A scheduler and workers as anybody starts them, on loopback."""
    file = work / "scheduler.json"
    common = ["--no-dashboard", "--scheduler-file", str(file)]
    commands = [["scheduler", "--host", "127.0.0.1", "--port", "0", *common]]
    commands += [
        ["worker", "--nthreads", "1", "--no-nanny", "--local-directory", str(work), *common]
    ] * WORKERS
    started = []
    try:
        for arguments in commands:
            started.append(
                subprocess.Popen([BESIDE / "dask", *arguments], stderr=subprocess.DEVNULL, cwd=work)
            )
            while not file.exists() or not file.read_text():
                time.sleep(0.1)
        address = json.loads(file.read_text())["address"]
        wait_for_workers(address)
        yield address, [psutil.Process(one.pid) for one in started]
    finally:
        for one in reversed(started):
            one.terminate()
            one.wait()


def wait_for_workers(address: str) -> None:
    from distributed import Client

    with Client(address) as client:
        client.wait_for_workers(WORKERS)


if __name__ == "__main__":
    main()
