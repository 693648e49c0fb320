"""One writer at a time on a SQLite ledger: a lock on a file beside it.

SQLite 3.7.0 to 3.51.2 can corrupt a database in WAL mode when two connections write and
checkpoint at the same instant, and a writer that waits on SQLite's own lock can starve. The
operating system lets go of this lock when its holder ends, however it ends.
"""

from __future__ import annotations

import fcntl
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from ledger.errors import StoreError

_POLL_SECONDS = 0.02
_SAY_AFTER_SECONDS = 1.0


@contextmanager
def writing(path: Path, patience: float, say: Callable[[str], None]) -> Iterator[None]:
    """Hold the lock of the ledger at ``path``, waiting up to ``patience`` seconds for it.

    ``say`` is told once if the wait is long. Raises :class:`StoreError` when patience ends.
    """
    lock = path.with_name(path.name + ".lock")
    try:
        handle = os.open(lock, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o666)
    except OSError as error:
        raise StoreError(
            f"{path} cannot be written: {lock} could not be opened ({error.strerror})."
        ) from None
    try:
        _acquire(handle, path, patience, say)
        yield
    finally:
        os.close(handle)


def _acquire(handle: int, path: Path, patience: float, say: Callable[[str], None]) -> None:
    started = time.monotonic()
    said = False
    while True:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            waited = time.monotonic() - started
            if waited > patience:
                raise StoreError(
                    f"Another program has been writing to {path} for {patience:.0f} seconds.",
                    hint="Nothing was changed. Try again when it is done.",
                ) from None
            if waited > _SAY_AFTER_SECONDS and not said:
                say(f"Waiting for another program that writes to {path} …")
                said = True
            time.sleep(_POLL_SECONDS)
        else:
            return
