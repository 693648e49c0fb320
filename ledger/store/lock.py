"""One writer at a time, and how a writer waits for the one before it.

A SQLite ledger has a lock on a file beside it. SQLite 3.7.0 to 3.51.2 can corrupt a database in WAL
mode when two connections write and checkpoint at the same instant, and a writer that waits on
SQLite's own lock can starve. So that nobody starves here, who wants the lock holds the head of
the queue while waiting for it, a lock of its own: a writer that comes straight back finds it held
and stands behind. The operating system lets go of both locks when their holder ends, however it
ends.
"""

from __future__ import annotations

import fcntl
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from ledger.errors import StoreError
from ledger.store.location import Location

PATIENCE_SECONDS = 30.0
"""How long a writer waits for another one before it gives up."""

_MOMENT_SECONDS = 1.0
"""A wait that is shorter is not worth a word."""

_POLL_SECONDS = 0.005

LOCK_FILES = (".lock", ".queue")
"""What the names of the files beside a ledger end in."""


@dataclass(frozen=True, slots=True)
class Wait:
    """Who hears that a writer has to wait, and how many seconds it waits at most."""

    say: Callable[[str], None] = lambda _: None
    patience: float | None = None

    def for_turn(self, location: Location, attempt: Callable[[float], bool]) -> None:
        """Wait for the writers before us; ``attempt`` takes seconds and says whether it worked.

        After a moment ``say`` is told. Raises :class:`StoreError` when patience ends.
        """
        patience = PATIENCE_SECONDS if self.patience is None else self.patience
        moment = min(_MOMENT_SECONDS, patience)
        if attempt(moment):
            return
        self.say(f"Waiting for another program that writes to {location} …")
        if not attempt(patience - moment):
            raise StoreError(
                f"Another program has been writing to {location} for {patience:.0f} seconds.",
                hint="Nothing was changed. Try again when it is done.",
            )


@contextmanager
def writing(location: Location, wait: Wait) -> Iterator[None]:
    """Hold the lock beside a SQLite ledger; a server has one of its own."""
    if location.path is None:
        yield
        return
    of_lock, of_queue = LOCK_FILES
    with _opened(location.path, of_lock) as lock, _opened(location.path, of_queue) as queue:
        wait.for_turn(location, lambda seconds: _acquired(queue, lock, seconds))
        yield


@contextmanager
def _opened(path: Path, end: str) -> Iterator[int]:
    beside = f"{path}{end}"
    try:
        handle = os.open(beside, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o666)
    except OSError as error:
        raise StoreError(
            f"{path} cannot be written: {beside} could not be opened ({error.strerror})."
        ) from None
    try:
        yield handle
    finally:
        os.close(handle)


def _acquired(queue: int, lock: int, seconds: float) -> bool:
    """Come to the head of the queue, take the lock, and make room for the next."""
    until = time.monotonic() + seconds
    taken = _locked(queue, until) and _locked(lock, until)
    fcntl.flock(queue, fcntl.LOCK_UN)
    return taken


def _locked(handle: int, until: float) -> bool:
    while True:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() >= until:
                return False
            time.sleep(_POLL_SECONDS)
        else:
            return True
