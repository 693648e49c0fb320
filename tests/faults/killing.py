"""Commands in a process that is killed at a random instant, and what they had said by then.

The process is forked from one that has the program loaded already, so that what a kill interrupts
is work. It runs the real command; each line that it prints, but for notes, acknowledges a change.
"""

from __future__ import annotations

import os
import random
import signal
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection
from typing import Any

import ledger
from ledger.cli import main

Command = Sequence[str]
State = Any

FORKS = get_context("forkserver")
FORKS.set_forkserver_preload(
    [
        "alembic.command",
        "ledger.cli.app",
        "ledger.review.decide",
        "ledger.review.extract",
        "psycopg",
    ]
)
_READY = b"ready\n"
_INSTANTS = random.SystemRandom()


@dataclass(frozen=True, slots=True)
class Scenario:
    """Work in steps: each is acknowledged by one line, and has one state to come to.

    ``commands(first)`` are those that do the steps from that one on, ``state`` is what the ledger
    at a place holds, ``is_whole`` whether nothing is wrong with what the steps have come to, and
    ``longest`` how many seconds after its start a process is killed at most.
    """

    steps: int
    commands: Callable[[int], list[Command]]
    state: Callable[[str], State]
    is_whole: Callable[[str, int], bool]
    longest: float


def work(place: str, commands: list[Command], says: Connection) -> None:
    """Run commands one after the other, as one who types them would; in a process of its own."""
    os.dup2(says.fileno(), 1)
    os.dup2(says.fileno(), 2)
    sys.stdout, sys.stderr = (os.fdopen(stream, "w", buffering=1) for stream in (1, 2))
    os.environ["AID_LEDGER_USER"] = "tests"
    os.write(1, _READY)
    for command in commands:
        sys.argv = ["aid-ledger", "--db", place, *command]
        try:
            main()
        except SystemExit as end:
            if end.code:
                raise


def run_until(place: str, commands: list[Command], seconds: float | None) -> tuple[int, bool]:
    """Run commands, killed after so many seconds; how many lines they said, and whether killed."""
    hears, says = FORKS.Pipe(duplex=False)
    process = FORKS.Process(target=work, args=(place, commands, says))
    process.start()
    says.close()
    said = os.read(hears.fileno(), len(_READY))
    assert said == _READY
    if seconds is not None:
        time.sleep(seconds)
        process.kill()
    heard = b""
    while part := os.read(hears.fileno(), 65_536):
        heard += part
    process.join()
    hears.close()
    was_killed = process.exitcode == -signal.SIGKILL
    assert was_killed or process.exitcode == 0, heard.decode()
    process.close()
    lines = heard.decode().splitlines(keepends=True)
    acknowledged = [line for line in lines if line.endswith("\n") and line[:5] != "Note:"]
    return len(acknowledged), was_killed


def reference(place: str, scenario: Scenario) -> list[State]:
    """The state before the first step, and after each, where nobody is killed."""
    states = [scenario.state(place)]
    for step in range(scenario.steps):
        [command] = scenario.commands(step)[:1]
        alone = command[:2] if command[0] == "extract" else command
        assert run_until(place, [alone], None) == (1, False)
        states.append(scenario.state(place))
    return states


def kill_often(
    fresh: Callable[[], str], scenario: Scenario, kills: int, counted: Callable[[], None]
) -> None:
    """Kill the work of a scenario again and again, each time at an instant of its own.

    After each kill the ledger holds what was acknowledged, and nothing else but the step that was
    under way, whole. The next process goes on where that one was stopped, until all is done.
    """
    states = reference(fresh(), scenario)
    place, done = fresh(), 0
    while kills:
        seconds = _INSTANTS.uniform(0, scenario.longest)
        said, was_killed = run_until(place, scenario.commands(done), seconds)
        if was_killed:
            kills -= 1
            counted()
        told = done + said
        settle(place)
        now = scenario.state(place)
        assert now in states[told : told + 2], f"{told} steps were acknowledged"
        done = states.index(now, told)
        assert scenario.is_whole(place, done)
        if done == scenario.steps:
            place, done = fresh(), 0


def settle(place: str) -> None:
    """Let a server end the transaction of a client that is no more."""
    if place.startswith("postgresql"):
        with ledger.open(place) as book, book.writing():
            pass
