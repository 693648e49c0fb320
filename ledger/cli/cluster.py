"""``read --engine dask``: files handed in batches to a Dask cluster that is running elsewhere.

The workers get bytes, so they need no access to the files; they need the same aid-ledger. Claims
come back in the order of the files, whichever worker is done first. What Dask loses with a worker
it computes again by itself; a batch that fails in any other way is handed out once more.
"""

from __future__ import annotations

import asyncio
import hashlib
import sys
import time
import warnings
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import CancelledError
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import ledger
from ledger import resources
from ledger.cli.output import note
from ledger.cli.reading import Records, Task, content, records_of
from ledger.errors import ClusterError, LedgerError, UsageRefused
from ledger.values.amount import shown

if TYPE_CHECKING:
    from distributed import Client, Future

FILES: Final = 32
"""Files in a batch, at most."""
BYTES: Final = 2**20
"""Bytes of files in a batch; a file that alone has more is one."""
CONNECT_SECONDS: Final = 10.0
PATIENCE_SECONDS: Final = 60.0
"""How long a cluster may be without any worker."""
LOOK_SECONDS: Final = 1.0
"""How often the workers are counted while a batch is waited for."""

_AHEAD: Final = 3
"""Batches for each thread of the cluster that are handed out before the first is back."""
_QUIET: Final = {
    "distributed": "critical",
    "distributed.client": "critical",
    "tornado.application": "critical",
}
_NO_LARGE_GRAPH: Final = {"distributed.admin.large-graph-warning-threshold": "1TiB"}
_PYTHON: Final = "{}.{}".format(*sys.version_info)
_CODE: Final = ("cli", "reading", "sources", "values")
_DEPENDENCIES: Final = ("charset-normalizer", "python-dateutil", "trafilatura")

Texts = tuple[tuple[Task, bytes], ...]


@dataclass(frozen=True, slots=True)
class Batch:
    """Texts with their bytes; at least one."""

    texts: Texts

    def __str__(self) -> str:
        first, last = self.texts[0][0].shown, self.texts[-1][0].shown
        return first if len(self.texts) == 1 else f"{first} to {last} ({len(self.texts)} files)"


@dataclass(frozen=True, slots=True)
class Answer:
    """The records of each text of a batch, and the program that made them."""

    program: str
    records: list[Records]


def read_batch(texts: Texts) -> Answer:
    """Read a batch; this runs on a worker."""
    return Answer(program(), [records_of(task, data) for task, data in texts])


@cache
def program() -> str:
    """What the claims of a text depend on, as a hash: the code, the vocabulary, what they use."""
    package = Path(ledger.__file__).parent
    files = [file for name in _CODE for file in (package / name).rglob("*.py")]
    files += (resources.folder("seeds") / "vocabulary").glob("*.csv")
    told = sorted(hashlib.sha256(file.read_bytes()).hexdigest() for file in files)
    told += [f"{name} {_installed(name)}" for name in _DEPENDENCIES]
    return hashlib.sha256("\n".join([_PYTHON, *told]).encode()).hexdigest()


def _installed(name: str) -> str | None:
    try:
        return version(name)
    except PackageNotFoundError:
        return None


def read_on_cluster(given: list[Task], address: str) -> Iterator[Records]:
    """The records of each text, in the order of the tasks.

    Raises :class:`ClusterError` where the cluster cannot be used or a batch fails twice, and what
    reading a text in this process would raise, at its place.
    """
    with _connected(address) as client:
        cluster = _Cluster(client, address)
        cluster.check()
        yield from cluster.read(batches(given))


def batches(given: Iterable[Task]) -> Iterator[Batch | LedgerError]:
    """Files in their order, read here; the error of one that cannot be read is the last."""
    texts: list[tuple[Task, bytes]] = []
    size = 0
    refused: LedgerError | None = None
    for task in given:
        try:
            data = content(task)
        except LedgerError as error:
            refused = error
            break
        if texts and (len(texts) == FILES or size + len(data) > BYTES):
            yield Batch(tuple(texts))
            texts, size = [], 0
        texts.append((task, data))
        size += len(data)
    if texts:
        yield Batch(tuple(texts))
    if refused is not None:
        yield refused


@contextmanager
def _connected(address: str) -> Iterator[Client]:
    try:
        import dask

        with dask.config.set(logging=_QUIET):  # what goes wrong is told in our own words
            from distributed import Client
            from distributed.versions import VersionMismatchWarning
    except ImportError:
        raise UsageRefused(
            "The engine dask is not installed.", hint="Install it: pip install 'aid-ledger[dask]'"
        ) from None
    _reach(address)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", VersionMismatchWarning)  # check() says it
        client = Client(address, timeout=CONNECT_SECONDS, set_as_default=False)
    try:
        yield client
    finally:
        client.close(timeout=CONNECT_SECONDS)


def _reach(address: str) -> None:
    """Connect once and hang up: a client that cannot does not come to an end by itself."""
    from distributed.comm import connect, get_address_host_port
    from distributed.security import Security

    async def call() -> None:
        arguments = Security().get_connection_args("client")
        comm = await connect(address, timeout=CONNECT_SECONDS, **arguments)
        await comm.close()

    try:
        host, port = get_address_host_port(address)
    except (ValueError, ImportError):
        host, port = "", 0
    if not host or not 0 < port < 2**16:
        raise UsageRefused(
            f"{shown(address)} is not the address of a scheduler.",
            hint="An address is like tcp://127.0.0.1:8786.",
        )
    try:
        asyncio.run(call())
    except Exception as error:
        raise ClusterError(
            f"The scheduler at {shown(address)} cannot be reached: {_line(error)}",
            hint="Is it running? 'dask scheduler' starts one, and prints its address.",
        ) from None


@dataclass(slots=True)
class _Cluster:
    """A cluster that reads; ``workers`` are those that were there when it was last looked at."""

    client: Client
    address: str
    workers: set[str] = field(default_factory=set)
    threads: int = 1
    alone_since: float | None = None

    def check(self) -> None:
        """Refuse a cluster without workers, or with other versions than here."""
        try:
            self.client.wait_for_workers(1, timeout=PATIENCE_SECONDS)
        except TimeoutError:
            raise self._without_workers() from None
        self._look()
        found = self.client.get_versions(packages=["aid-ledger"])
        here = found["client"]["packages"]
        same("scheduler", ["distributed"], found["scheduler"]["packages"], here)
        for worker, there in found["workers"].items():
            names = ["distributed", "aid-ledger"]
            same(f"worker {worker}", names, there["packages"], here)

    def read(self, given: Iterable[Batch | LedgerError]) -> Iterator[Records]:
        """Hand batches out ahead of those that are waited for, and give records in order."""
        ahead: deque[tuple[Batch, Future]] = deque()
        refused: LedgerError | None = None
        for batch in given:
            if isinstance(batch, LedgerError):
                refused = batch
                break
            ahead.append((batch, self._submit(batch)))
            if len(ahead) > _AHEAD * self.threads:
                yield from self._answer(*ahead.popleft())
        while ahead:
            yield from self._answer(*ahead.popleft())
        self._look()
        if refused is not None:
            raise refused

    def _submit(self, batch: Batch) -> Future:
        import dask

        with dask.config.set(_NO_LARGE_GRAPH):
            return self.client.submit(read_batch, batch.texts, pure=False)

    def _answer(self, batch: Batch, future: Future) -> list[Records]:
        """What came of a batch, at the second try if need be."""
        try:
            found = self._result(future)
        except LedgerError:
            raise
        except Exception as error:
            note(f"Reading {batch} failed and is tried once more: {_line(error)}")
            found = self._again(batch)
        if found.program != program():
            raise ClusterError(
                "A worker's aid-ledger, or a package that it uses, is not the one that is here.",
                hint="Claims are the same only where the programs are: install the same on each.",
            )
        return found.records

    def _again(self, batch: Batch) -> Answer:
        try:
            return self._result(self._submit(batch))
        except LedgerError:
            raise
        except Exception as error:
            raise ClusterError(f"Reading {batch} failed twice: {_line(error)}") from None

    def _result(self, future: Future) -> Answer:
        failed: Exception | None = self._patiently(future.exception)
        if failed is not None:
            raise failed
        answer: Answer = self._patiently(future.result)
        return answer

    def _patiently(self, ask: Callable[..., Any]) -> Any:
        """Wait for as long as there is anybody to do it."""
        while True:
            try:
                return ask(timeout=LOOK_SECONDS)
            except TimeoutError:
                self._look()
            except CancelledError:
                raise self._gone() from None

    def _look(self) -> None:
        """Count the workers; say that one was lost; give up when there is none for too long."""
        try:
            told = self.client.scheduler_info()["workers"]
        except (OSError, TimeoutError):
            raise self._gone() from None
        lost = sorted(self.workers - told.keys())
        if lost:
            note(f"Lost of the cluster: {', '.join(lost)}. {len(told)} left; nothing is left out.")
        self.workers = set(told)
        self.threads = max(1, sum(one["nthreads"] for one in told.values()))
        if told:
            self.alone_since = None
            return
        self.alone_since = self.alone_since or time.monotonic()
        if time.monotonic() - self.alone_since >= PATIENCE_SECONDS:
            raise self._without_workers()

    def _without_workers(self) -> ClusterError:
        return ClusterError(
            f"The cluster at {self.address} has no workers.",
            hint=f"Start one with: dask worker {self.address}",
        )

    def _gone(self) -> ClusterError:
        return ClusterError(f"The scheduler at {self.address} has gone away.")


def same(who: str, names: Iterable[str], there: dict[str, str], here: dict[str, str]) -> None:
    """Refuse somebody whose packages are not of the versions that are here."""
    for name in names:
        if there.get(name) != here[name]:
            has = f"has {name} {there[name]}" if there.get(name) else f"lacks {name}"
            raise ClusterError(
                f"The {who} {has}; here is {here[name]}.",
                hint="Install the same versions on every machine.",
            )


def _line(error: BaseException) -> str:
    """An error of somebody else's program as the end of a sentence."""
    first = str(error).partition("\n")[0].strip().rstrip(".")
    return f"{first or type(error).__name__}."
