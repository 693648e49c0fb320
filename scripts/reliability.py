"""Make every fault of docs/reliability.md for real; write its table from the counts of that run.

    uv run python scripts/reliability.py             make them, and write the table
    uv run python scripts/reliability.py --check     make them; fail if the table states more
    uv run python scripts/reliability.py --times 10  make ten times as many; write nothing
    uv run python scripts/reliability.py --zones     run the whole suite in each of five time zones

A run fails if a test does, or if a fault of tests/faults/rows.toml was made less often than stated
there. The table is then left as it was.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "tests"))

from faults.counting import rows  # noqa: E402 - where tests live is known only now
from zones import ZONES  # noqa: E402

PAGE = ROOT / "docs" / "reliability.md"
_TABLE = re.compile(r"^\| fault \|.*?\n\n", re.MULTILINE | re.DOTALL)
_LINE = re.compile(r"^\| (?P<fault>[^|]+) \| (?P<made>[0-9,]+) \|", re.MULTILINE)


def measured(times: int) -> dict[str, int]:
    """Run the tests; how often each fault was made, by its key. Exits where something failed."""
    with tempfile.TemporaryDirectory() as folder:
        counts_file = Path(folder) / "counts.json"
        tests = ["-m", "pytest", "-q", "-m", "faults", f"--faults-times={times}"]
        ended = subprocess.run(
            [sys.executable, *tests, f"--faults-counts={counts_file}"], cwd=ROOT, check=False
        )
        if ended.returncode:
            sys.exit("A test failed: see above.")
        counts = json.loads(counts_file.read_text(encoding="utf-8"))
    return {key: count["held"] for key, count in counts.items()}


def in_all_zones() -> int:
    """Run the suite in each time zone; 1 if it failed in any."""
    failed = []
    for zone in ZONES:
        print(f"== {zone}", flush=True)
        tests = [sys.executable, "-m", "pytest", "-q", f"--time-zone={zone}"]
        if subprocess.run(tests, cwd=ROOT, check=False).returncode:
            failed.append(zone)
    print(f"Failed in: {', '.join(failed)}" if failed else f"Passed in {len(ZONES)} time zones.")
    return 1 if failed else 0


def table(counts: Mapping[str, int]) -> str:
    """The table of the document."""
    lines = ["| fault | how often | held every time |", "|---|---|---|"]
    lines += [f"| {row.fault} | {counts[row.key]:,} | {row.holds} |" for row in rows().values()]
    return "\n".join(lines) + "\n"


def stated(page: str) -> dict[str, int]:
    """What the document states: how often, by the words for the fault."""
    [found] = _TABLE.findall(page)
    return {
        line["fault"]: int(line["made"].replace(",", "")) for line in _LINE.finditer(str(found))
    }


def shortfalls(counts: Mapping[str, int], page: str) -> list[str]:
    """Where a run stayed below what the document states, or the two list different faults."""
    listed = {row.fault: counts[row.key] for row in rows().values()}
    told = stated(page)
    missing = [f"Not in the table: {fault}" for fault in listed.keys() - told.keys()]
    return missing + [
        f"{fault}: {number:,} stated, {listed.get(fault, 0):,} made"
        for fault, number in told.items()
        if listed.get(fault, 0) < number
    ]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--check", action="store_true", help="write nothing; compare the table")
    parser.add_argument("--times", type=int, default=1, metavar="N", help="make N times as many")
    parser.add_argument("--zones", action="store_true", help="make no faults; run all other tests")
    chosen = parser.parse_args()

    if chosen.zones:
        return in_all_zones()
    counts = measured(chosen.times)
    too_few = [
        f"{row.fault}: {counts[row.key]:,} made, {row.at_least:,} wanted"
        for row in rows().values()
        if counts[row.key] < row.at_least
    ]
    page = PAGE.read_text(encoding="utf-8")
    problems = too_few + (shortfalls(counts, page) if chosen.check else [])
    print(table(counts))
    if problems:
        print("\n".join(problems), file=sys.stderr)
        return 1
    if not chosen.check and chosen.times == 1:
        PAGE.write_text(_TABLE.sub(lambda _: f"{table(counts)}\n", page), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
