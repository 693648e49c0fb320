"""How often each fault was made, and in how many of these cases what must hold held.

A test says what it has made with the fixture ``counted``. The counts travel with the report of the
test, so they arrive from every process of pytest-xdist; those of a test that fails were made, but
did not hold.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

ROWS_FILE = Path(__file__).parent / "rows.toml"
_PROPERTY = "faults"


@dataclass(frozen=True, slots=True)
class Row:
    """One row of docs/reliability.md; ``at_least`` is how often one run makes the fault."""

    key: str
    fault: str
    at_least: int
    holds: str


def rows() -> dict[str, Row]:
    """All rows by their keys, in the order of the document."""
    listed = tomllib.loads(ROWS_FILE.read_text(encoding="utf-8"))["row"]
    return {row["key"]: Row(**row) for row in listed}


class Counts:
    """Gathers the counts of a whole run, where the reports of all tests arrive."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._made = dict.fromkeys(rows(), 0)
        self._held = dict(self._made)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.when != "call":
            return
        for name, counts in report.user_properties:
            if name == _PROPERTY:
                for key, number in counts.items():
                    self._made[key] += number
                    self._held[key] += number if report.passed else 0

    def pytest_sessionfinish(self) -> None:
        counts = {
            key: {"made": number, "held": self._held[key]} for key, number in self._made.items()
        }
        self._path.write_text(json.dumps(counts, indent=1) + "\n", encoding="utf-8")


def pytest_addoption(parser: pytest.Parser) -> None:
    group = parser.getgroup("faults", "faults that are made for real (-m faults)")
    group.addoption(
        "--faults-times",
        type=int,
        default=1,
        metavar="N",
        help="Make each fault N times as often as usual.",
    )
    group.addoption(
        "--faults-counts",
        type=Path,
        metavar="FILE",
        help="Write how often each fault was made, and held, there as JSON.",
    )


def pytest_configure(config: pytest.Config) -> None:
    path = config.getoption("--faults-counts")
    if path is not None and not hasattr(config, "workerinput"):  # not in a process of xdist's
        config.pluginmanager.register(Counts(path))


@pytest.fixture
def counted(request: pytest.FixtureRequest) -> Callable[[str, int], None]:
    """Notes that a fault of a row was made so many times; what must hold is for asserts to say."""
    known = rows()
    counts: dict[str, int] = {}
    request.node.user_properties.append((_PROPERTY, counts))

    def count(key: str, number: int = 1) -> None:
        counts[known[key].key] = counts.get(key, 0) + number

    return count


@pytest.fixture
def times(request: pytest.FixtureRequest) -> Callable[[int], int]:
    """How often to do what one usual run does so many times: more in a longer run."""
    longer: int = request.config.getoption("--faults-times")
    return lambda usual: usual * longer
