"""How long it takes to verify a ledger, and to add one entry by hand.

    uv run --group bench python -m benchmarks.audit
    uv run --group bench python -m benchmarks.audit --write

Makes the seeded ledger at each size, on sheets of a thousand commitments. Verifies each, beside
SQLite's own check and a hash over all rows, in turn; adds entries to the smallest, beside bare
transactions that write the same rows. Prints medians, ratios and peak memory. With ``--write`` they
go to docs/verify.md, too.
"""

from __future__ import annotations

import argparse
import sys
from collections import defaultdict
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

import ledger
from benchmarks.audit import adding, child
from benchmarks.gap import writing

PAGE = Path(__file__).parents[2] / "docs" / "verify.md"
BEGIN, END = "<!-- measured -->", "<!-- end of measured -->"
SIZES = "10000,100000"
ON_A_SHEET = 1_000
"""Commitments; memory follows the largest document, which is the same at every size."""

MOST_VERIFYING, MOST_ADDING = 5, 3
"""How many times as long as the bare way is still what was to be reached."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sizes", default=SIZES, help=f"numbers of entries (default: {SIZES})")
    parser.add_argument("--runs", type=int, default=3, help="how often to verify (default: 3)")
    parser.add_argument("--adds", type=int, default=40, help="entries to add (default: 40)")
    parser.add_argument("--folder", type=Path, help="where the ledgers are made, and removed")
    parser.add_argument("--write", action="store_true", help=f"write {PAGE.name}")
    given = parser.parse_args()
    with TemporaryDirectory(prefix="aid-ledger-", dir=given.folder) as scratch:
        folder = Path(scratch)
        places = {size: made(folder, size) for size in map(int, given.sizes.split(","))}
        text = f"{verifying(places, given.runs)}\n\n{by_hand(places, folder, given.adds)}"
    print(text)
    if given.write:
        write(text)


def made(folder: Path, size: int) -> Path:
    """The seeded ledger of a size, with rates and prices."""
    print(f"Writing {size:,} entries …", file=sys.stderr, flush=True)
    place = folder / f"{size}.db"
    with ledger.open(place, create=True, by_whom="benchmark") as book:
        writing.write_rates(book)
        writing.write_entries(book, size, ON_A_SHEET)
    return place


def verifying(places: dict[int, Path], runs: int) -> str:
    """A table: each size verified, and gone through the bare way."""
    found: dict[tuple[int, str], list[child.Run]] = defaultdict(list)
    for _ in range(runs):
        for size, place in places.items():
            for how in ("bare", "verify"):
                found[size, how].append(child.run(how, str(place)))
    lines = [
        "| entries | `verify` | integrity check and hashing | ratio | reach | peak memory |",
        "|---|---|---|---|---|---|",
    ]
    for size in places:
        ours, bare = (median(one.seconds for one in found[size, how]) for how in ("verify", "bare"))
        peak = max(one.peak for one in found[size, "verify"]) / 2**20
        lines.append(
            f"| {size:,} | {ours:.1f} s | {bare:.1f} s | {ours / bare:.1f}"
            f" | at most {MOST_VERIFYING} | {peak:.0f} MiB |"
        )
    return "\n".join(lines)


def by_hand(places: dict[int, Path], folder: Path, adds: int) -> str:
    """A table: one durable entry through the library, and the same rows written bare."""
    size = min(places)
    seconds = list(adding.pairs(places[size], folder, adds))
    ours, bare = (median(pair[which] for pair in seconds) for which in (0, 1))
    ratio = median(one / other for one, other in seconds)
    return "\n".join(
        (
            "| entries before | one more, durable | the same rows, bare | ratio | reach |",
            "|---|---|---|---|---|",
            f"| {size:,} | {ours * 1000:.1f} ms | {bare * 1000:.1f} ms | {ratio:.1f}"
            f" | at most {MOST_ADDING} |",
        )
    )


def write(text: str) -> None:
    """Put the tables in their place in docs/verify.md."""
    head, begin, rest = PAGE.read_text().partition(BEGIN)
    _, end, tail = rest.partition(END)
    if not end:
        sys.exit(f"{PAGE} has no place for figures.")
    PAGE.write_text(f"{head}{begin}\n\n{text}\n\n{end}{tail}")


if __name__ == "__main__":
    main()
