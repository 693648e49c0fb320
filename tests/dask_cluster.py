"""A Dask cluster of real processes on loopback, forked from one import: a scheduler and workers.

    python dask_cluster.py FOLDER

Keeps what it must in the folder. Prints a line for each process, its address and its number, the
scheduler first, and ends all of them when its standard input ends. The workers stumble over texts
that say so: ``FAILS ALWAYS`` fails each time, ``FAILS ONCE FILE.`` and ``DIES ONCE FILE.`` only
while FILE is not there.
"""

from __future__ import annotations

import asyncio
import os
import re
import signal
import sys
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

import distributed

from ledger.cli import cluster

WORKERS = 2
ONCE = re.compile(r"(FAILS|DIES) ONCE (\S+)\.")

Serve = Callable[[int], Coroutine[Any, Any, None]]

read_batch = cluster.read_batch


async def scheduler(pipe: int) -> None:
    async with distributed.Scheduler(host="127.0.0.1", port=0, dashboard=False) as running:
        os.write(pipe, f"{running.address}\n".encode())
        await running.finished()


def worker(address: str) -> Serve:
    async def serve(pipe: int) -> None:
        cluster.read_batch = stumbling
        async with distributed.Worker(
            address,
            host="127.0.0.1",
            nthreads=1,
            dashboard=False,
            memory_limit=0,
            local_directory=sys.argv[1],
        ) as running:
            os.write(pipe, f"{running.address}\n".encode())
            await running.finished()

    return serve


def stumbling(texts: cluster.Texts) -> cluster.Answer:
    for _, data in texts:
        text = data.decode()
        if "FAILS ALWAYS" in text:
            raise RuntimeError("it fell\nand rolled")
        for how, name in ONCE.findall(text):
            if not Path(name).exists():
                Path(name).touch()
                if how == "DIES":
                    os.kill(os.getpid(), signal.SIGKILL)
                raise RuntimeError("it fell")
    return read_batch(texts)


def start(serve: Serve) -> tuple[str, int]:
    """Fork a process; its address and number."""
    read, write = os.pipe()
    number = os.fork()
    if number == 0:
        os.close(read)
        asyncio.run(serve(write))
        os._exit(0)
    os.close(write)
    with open(read, encoding="utf-8") as told:
        address = told.readline().strip()
    print(address, number, flush=True)
    return address, number


def main() -> None:
    address, first = start(scheduler)
    numbers = [first, *(start(worker(address))[1] for _ in range(WORKERS))]
    sys.stdin.read()
    for number in numbers:
        os.kill(number, signal.SIGKILL)  # a child that has ended already waits to be asked for
        os.waitpid(number, 0)


if __name__ == "__main__":
    main()
