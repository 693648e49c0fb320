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

    def add(self, what: str, size: int, who: str, seconds: float, peak: int = 0) -> None:
        key = (what, size, who)
        self.seconds.setdefault(key, []).append(seconds)
        self.peak[key] = max(peak, self.peak.get(key, 0))

    def median(self, what: str, size: int, who: str) -> float | None:
        runs = self.seconds.get((what, size, who))
        return median(runs) if runs else None


@dataclass(frozen=True)
class Target:
    """A ratio that is to be reached: one measurement against another, at most or at least."""

    title: str
    ours: tuple[str, int, str]
    theirs: tuple[str, int, str]
    most: float | None = None
    least: float | None = None

    def row(self, measured: Measured) -> list[str] | None:
        """What was measured, and whether it is reached; nothing where it was not measured."""
        ours, theirs = measured.median(*self.ours), measured.median(*self.theirs)
        if ours is None or theirs is None:
            return None
        ratio, asked = ours / theirs, f"at most {self.most} x"
        reached = self.most is not None and ratio <= self.most
        if self.least is not None:
            ratio, asked = theirs / ours, f"at least {self.least:g} x faster"
            reached = ratio >= self.least
        return [
            self.title, asked, f"{ratio:.2f} x", shown(ours), shown(theirs),
            "yes" if reached else "no",
        ]  # fmt: skip


MILLION = 1_000_000
OURS, DUCK = "aid-ledger", "DuckDB"


def targets() -> Iterator[Target]:
    """What is to be reached, for each size that it was measured at."""
    for size in (10_000, 100_000, MILLION, 10 * MILLION):
        words = f"{size:,} entries"
        most = 0.7 if size > MILLION else 1.5
        for who in (OURS, f"{OURS}, PostgreSQL"):
            by_donor = ("by donor", size, who)
            yield Target(
                f"{who}: by donor, {words}, to DuckDB", by_donor, ("by donor", size, DUCK), most
            )
            yield Target(
                f"{who}: by donor, {words}, to ledger-cli",
                by_donor, ("by donor", size, "ledger-cli"), least=300,
            )  # fmt: skip
            for question, most_here in (
                ("by month and item, one recipient", 3),
                ("by donor, as of a past day", 10),
                ("by donor, as known at a past time", 10),
            ):
                yield Target(
                    f"{who}: {question}, {words}, to DuckDB",
                    (question, size, who), (question, size, DUCK), most_here,
                )  # fmt: skip
        yield Target(
            f"writing {words}, to bare sqlite3",
            ("writing", size, OURS), ("writing", size, "bare sqlite3"), 3,
        )  # fmt: skip
        if size > 10_000:
            yield Target(
                f"one entry more in {words}, to 10,000",
                ("one entry more", size, OURS), ("one entry more", 10_000, OURS), 1.5,
            )  # fmt: skip
    for who in (OURS, f"{OURS}, PostgreSQL"):
        yield Target(
            f"{who}: by donor, 10 million entries, to 1 million",
            ("by donor", 10 * MILLION, who), ("by donor", MILLION, who), 3,
        )  # fmt: skip
    whole = "whole process"
    yield Target(
        "aid-ledger gap on the demo, to import sqlalchemy",
        (whole, 0, "gap on the demo"), (whole, 0, "import sqlalchemy"), 3,
    )  # fmt: skip
    yield Target(
        "aid-ledger --help, to hello with typer",
        (whole, 0, "--help"), (whole, 0, "hello with typer"), 1.2,
    )  # fmt: skip


def shown(seconds: float) -> str:
    """Seconds with three significant digits."""
    return f"{seconds:.3g} s" if seconds < 100 else f"{seconds:.0f} s"


def report(measured: Measured) -> str:
    """Both tables in Markdown, and the machine."""
    reached = [row for one in targets() if (row := one.row(measured)) is not None]
    head = ["what", "to reach", "measured", "aid-ledger", "the other", "reached"]
    parts = [_machine(), _table(head, reached), _peak(measured), _all(measured)]
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
                rows.append([who, f"{size:,}", f"{most:.0f} MB", "yes" if most < 200 else "no"])
    return _table(["peak memory of any gap", "entries", "measured", "under 200 MB"], rows)


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
