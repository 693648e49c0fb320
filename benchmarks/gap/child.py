"""One contender, one question, in a process of its own: how long, how much memory, what answer.

Start-up and opening are not counted. The question is asked once before it is timed, but for
programs that are run anew for each question.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.gap.asking import Contender
from benchmarks.gap.questions import Answer, Question, from_json

KB = 1024


@dataclass(frozen=True)
class Run:
    """Seconds, peak bytes, and the answer."""

    seconds: float
    peak: int
    answer: Answer


def run(contender: str, place: str, question: Question) -> Run:
    """Ask in a child process."""
    told = subprocess.run(
        [sys.executable, "-m", "benchmarks.gap.child", contender, place],
        input=json.dumps(question.as_json()), check=True, stdout=subprocess.PIPE, text=True,
    ).stdout  # fmt: skip
    found = json.loads(told)
    answer = {
        group: {name: (low, high) for name, (low, high) in row.items()}
        for group, row in found["answer"].items()
    }
    return Run(found["seconds"], found["peak"], answer)


def contender(name: str) -> Contender:
    """Import what this one needs, and nothing of the others: memory is measured, too."""
    if name in {"aid-ledger", "aid-ledger, PostgreSQL"}:
        from benchmarks.gap.programs import aid_ledger as found
    elif name == "SQL":
        from benchmarks.gap.handwritten import sqlite as found
    elif name == "SQL, PostgreSQL":
        from benchmarks.gap.handwritten import postgresql as found
    elif name == "DuckDB":
        from benchmarks.gap.duck import duck as found
    elif name == "ledger-cli":
        from benchmarks.gap.journals import ledger_cli as found
    else:
        from benchmarks.gap.journals import beancount as found
    return found


RUN_ANEW = ("ledger-cli", "beancount")


def main() -> None:
    name, place = sys.argv[1:]
    question = from_json(json.load(sys.stdin))
    with contender(name)(place) as ask:
        if name not in RUN_ANEW:
            ask(question)
        begin = time.perf_counter()
        answer = ask(question)
        seconds = time.perf_counter() - begin
    found: dict[str, Any] = {
        "seconds": seconds,
        "peak": _peak_of_children() if name == "ledger-cli" else peak(),
        "answer": answer,
    }
    json.dump(found, sys.stdout)


def peak() -> int:
    """The most memory of this process; what getrusage tells begins with that of its parent."""
    status = Path("/proc/self/status").read_text()
    return int(status.partition("VmHWM:")[2].split()[0]) * KB


def _peak_of_children() -> int:
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * KB


if __name__ == "__main__":
    main()
