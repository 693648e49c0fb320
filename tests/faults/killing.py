"""Commands in a process of their own, killed at a random instant or kept within limits.

The process is forked from one that has the program loaded already, so that what a kill interrupts
is work. It runs the real command; each line that it prints, but for notes, acknowledges a change.
"""

from __future__ import annotations

import ctypes
import os
import random
import resource
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
_NO_CHANGE = ("Note:", "Error:", "  ")
_INSTANTS = random.SystemRandom()


@dataclass(frozen=True, slots=True)
class Limits:
    """What a process may not do: let files grow beyond some bytes; be root as to files."""

    file_size: int | None = None
    as_root: bool = True

    def keep(self) -> None:
        """Bind this process to it."""
        if self.file_size is not None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (self.file_size, self.file_size))
        if not self.as_root and os.geteuid() == 0:
            _give_up_overriding_permissions()


def _give_up_overriding_permissions() -> None:
    """Linux: permissions of files bind root, too, without two of its capabilities."""
    libc = ctypes.CDLL(None, use_errno=True)
    header = (ctypes.c_uint32 * 2)(0x20080522, 0)
    sets = (ctypes.c_uint32 * 6)()  # effective, permitted, inheritable; twice
    assert libc.capget(header, sets) == 0
    sets[0] &= ~(1 << 1 | 1 << 2)  # CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH
    assert libc.capset(header, sets) == 0


UNLIMITED = Limits()


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


def work(place: str, commands: list[Command], says: Connection, limits: Limits) -> None:
    """Run commands one after the other, as one who types them would; in a process of its own."""
    limits.keep()
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
                sys.stdout.flush()
                raise


@dataclass(frozen=True, slots=True)
class Ended:
    """What became of a process: its exit status, below zero where a signal ended it."""

    status: int
    said: str

    @property
    def acknowledged(self) -> int:
        """How many changes it had told of: whole lines that are neither notes nor errors."""
        lines = self.said.splitlines(keepends=True)
        return sum(line.endswith("\n") and not line.startswith(_NO_CHANGE) for line in lines)


def in_a_process(
    place: str,
    commands: list[Command],
    *,
    killed_after: float | None = None,
    limits: Limits = UNLIMITED,
) -> Ended:
    """Run commands in a process of their own, perhaps killed after so many seconds."""
    hears, says = FORKS.Pipe(duplex=False)
    process = FORKS.Process(target=work, args=(place, commands, says, limits))
    process.start()
    says.close()
    said = os.read(hears.fileno(), len(_READY))
    assert said == _READY
    if killed_after is not None:
        time.sleep(killed_after)
        process.kill()
    heard = b""
    while part := os.read(hears.fileno(), 65_536):
        heard += part
    process.join()
    hears.close()
    assert process.exitcode is not None
    ended = Ended(process.exitcode, heard.decode())
    process.close()
    return ended


def reference(place: str, scenario: Scenario) -> list[State]:
    """The state before the first step, and after each, where nobody is killed."""
    states = [scenario.state(place)]
    for step in range(scenario.steps):
        [command] = scenario.commands(step)[:1]
        alone = command[:2] if command[0] == "extract" else command
        ended = in_a_process(place, [alone])
        assert (ended.status, ended.acknowledged) == (0, 1), ended.said
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
        ended = in_a_process(place, scenario.commands(done), killed_after=seconds)
        assert ended.status in {0, -signal.SIGKILL}, ended.said
        if ended.status:
            kills -= 1
            counted()
        told = done + ended.acknowledged
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
