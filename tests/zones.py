"""Where on earth the tests run: each in one of five time zones, or all in the one asked for.

`uv run pytest --time-zone Asia/Kathmandu` stands there in every test.
"""

from __future__ import annotations

import os
import time
from zlib import crc32

import pytest

ZONES = (
    "UTC",
    "America/St_Johns",
    "Asia/Kathmandu",
    "Pacific/Kiritimati",
    "Pacific/Pago_Pago",
)
"""Among them the first and the last to see a day, and two that are not whole hours from UTC."""


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--time-zone", choices=ZONES, help="where every test stands")


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Which zone a test stands in follows from its name, so that it can be tried again."""
    asked: str | None = item.config.getoption("time_zone")
    os.environ["TZ"] = asked or ZONES[crc32(item.nodeid.encode()) % len(ZONES)]
    time.tzset()
