"""What was measured, as tables: for the screen, and for docs/performance.md."""

from __future__ import annotations

import os
import platform
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from importlib.metadata import PackageNotFoundError, version
from statistics import median

MB = 1024 * 1024


@dataclass
class Measured:
    """Seconds of each run, and the most memory, by what was measured: question, size, contender."""

    seconds: dict[tuple[str, int, str], list[float]] = field(default_factory=dict)
    peak: dict[tuple[str, int, str], int] = field(default_factory=dict)
    on_disk: dict[int, int] = field(default_factory=dict)
    """Bytes of our own file on SQLite, by size."""

    def add(self, what: str, size: int, who: str, seconds: float, peak: int = 0) -> None:
        key = (what, size, who)
        self.seconds.setdefault(key, []).append(seconds)
        self.peak[key] = max(peak, self.peak.get(key, 0))

    def median(self, what: str, size: int, who: str) -> float | None:
        runs = self.seconds.get((what, size, who))
        return median(runs) if runs else None


@dataclass(frozen=True)
class Target:
    """A ratio of one measurement to another, and what it is to be at most (``None``: nothing set).

    With ``faster`` it is turned round: so many times faster it is to be at least.
    """

    title: str
    ours: tuple[str, int, str]
    theirs: tuple[str, int, str]
    limit: float | None = None
    faster: bool = False

    def row(self, measured: Measured) -> list[str] | None:
        """What was measured, and whether it is reached; nothing where it was not measured."""
        ours, theirs = measured.median(*self.ours), measured.median(*self.theirs)
        if ours is None or theirs is None:
            return None
        ratio = theirs / ours if self.faster else ours / theirs
        words = "x faster" if self.faster else "x"
        asked = reached = ""
        if self.limit is not None:
            asked = f"at {'least' if self.faster else 'most'} {self.limit:g} {words}"
            reached = _yes(ratio >= self.limit if self.faster else ratio <= self.limit)
        return [self.title, asked, f"{ratio:.3g} {words}", shown(ours), shown(theirs), reached]


def _yes(reached: bool) -> str:
    return "yes" if reached else "no"


MILLION = 1_000_000
OURS, DUCK = "aid-ledger", "DuckDB"


def targets() -> Iterator[Target]:
    """Every ratio; what is to be reached is said for the sizes that it was set for."""
    for size in (10_000, 100_000, MILLION, 10 * MILLION):
        for who in (OURS, f"{OURS}, PostgreSQL"):
            yield from _of_questions(who, size)
        ours, bare = ("writing", size, OURS), ("writing", size, "bare sqlite3")
        words = f"{size:,} entries"
        yield Target(
            f"writing {words}, to bare sqlite3", ours, bare, 3 if size == MILLION else None
        )
        more = "one entry more"
        if size > 10_000:
            yield Target(
                f"{more} in {words}, to one in 10,000",
                (more, size, OURS),
                (more, 10_000, OURS),
                1.5 if size > MILLION else None,
            )
    for who in (OURS, f"{OURS}, PostgreSQL"):
        large, small = ("by donor", 10 * MILLION, who), ("by donor", MILLION, who)
        yield Target(f"{who}: by donor, 10,000,000 entries, to 1,000,000", large, small, 3)
    demo, sqlalchemy = ("gap on the demo", "import sqlalchemy")
    process = "whole process"
    yield Target(
        f"aid-ledger {demo}, to {sqlalchemy}", (process, 0, demo), (process, 0, sqlalchemy), 3
    )
    hello = "hello with typer"
    yield Target(f"aid-ledger --help, to {hello}", (process, 0, "--help"), (process, 0, hello), 1.2)


def _of_questions(who: str, size: int) -> Iterator[Target]:
    """Each question to DuckDB, and the first to ledger-cli."""
    most = {
        "by donor": {MILLION: 1.5, 10 * MILLION: 0.7},
        "by month and item, one recipient": {MILLION: 3},
        "by donor, as of a past day": {MILLION: 10},
        "by donor, as known at a past time": {MILLION: 10},
    }
    for question, by_size in most.items():
        title = f"{who}: {question}, {size:,} entries"
        ours = (question, size, who)
        yield Target(f"{title}, to DuckDB", ours, (question, size, DUCK), by_size.get(size))
    ours, cli = ("by donor", size, who), ("by donor", size, "ledger-cli")
    limit = 300 if size == MILLION else None
    yield Target(f"{who}: by donor, {size:,} entries, to ledger-cli", ours, cli, limit, faster=True)


def shown(seconds: float) -> str:
    """Seconds with three significant digits."""
    return f"{seconds:.3g} s" if seconds < 100 else f"{seconds:.0f} s"


def report(measured: Measured) -> str:
    """The tables in Markdown, and the machine."""
    reached = [row for one in targets() if (row := one.row(measured)) is not None]
    head = ["what", "to reach", "measured", "aid-ledger", "the other", "reached"]
    parts = [
        _machine(),
        _table(head, reached),
        _peak(measured),
        _on_disk(measured),
        _all(measured),
    ]
    return "\n\n".join(part for part in parts if part)


def _all(measured: Measured) -> str:
    """Every median."""
    rows = [
        [what, f"{size:,}" if size else "", who, shown(median(runs)), str(len(runs)),
         f"{measured.peak[what, size, who] / MB:.0f} MB" if measured.peak[what, size, who] else ""]
        for (what, size, who), runs in sorted(measured.seconds.items())
    ]  # fmt: skip
    return _table(["what", "entries", "who", "median", "runs", "peak memory"], rows)


def _peak(measured: Measured) -> str:
    """The most that any gap took, by size."""
    rows = []
    for size in sorted({size for _, size, _ in measured.seconds if size}):
        for who in (OURS, f"{OURS}, PostgreSQL"):
            peaks = [p for (_, n, w), p in measured.peak.items() if (n, w) == (size, who) and p]
            if peaks:
                most = max(peaks) / MB
                rows.append([who, f"{size:,}", f"{most:.0f} MB", _yes(most < 200)])
    return _table(["peak memory of any gap", "entries", "measured", "under 200 MB"], rows)


def _on_disk(measured: Measured) -> str:
    """How large the ledgers are."""
    rows = [
        [f"{size:,}", f"{taken / MB:,.0f} MB", f"{taken / size:,.0f}"]
        for size, taken in sorted(measured.on_disk.items())
    ]
    return _table(["entries, on SQLite", "on disk", "bytes an entry"], rows)


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    if not rows:
        return ""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _machine() -> str:
    def of(package: str) -> str:
        try:
            return version(package)
        except PackageNotFoundError:
            return "absent"

    return (
        f"Measured with Python {platform.python_version()}, SQLite {sqlite3.sqlite_version},"
        f" DuckDB {of('duckdb')}, beancount {of('beancount')}, on {os.cpu_count()} cores."
    )
