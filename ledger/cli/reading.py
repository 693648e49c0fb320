"""What ``read`` does: files to records, with any number of processes the same."""

from __future__ import annotations

import csv
import gc
import io
import sys
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final

from ledger.cli import output
from ledger.errors import DocumentRefused, LedgerError, UsageRefused
from ledger.exporters.columns import Column, Kind
from ledger.reading.claim import Claim
from ledger.reading.dates import needs_a_day
from ledger.reading.explain import explained
from ledger.reading.plugins import named_reader
from ledger.reading.reader import read_all
from ledger.reading.record import claim_record
from ledger.sources.decode import decode
from ledger.sources.files import read_file
from ledger.sources.snapshot import snapshot
from ledger.values import days
from ledger.values.amount import shown

STDIN: Final = "-"
Records = list[dict[str, Any]]
"""The claims of one text, as ``read --format jsonl`` prints them."""
_WAITS: Final = "waits for the day of publication"
ENGINES: Final = ("processes", "dask")
_LARGEST_BATCH: Final = 16
_BATCHES: Final = 16
"""Files of a batch at most, and batches of a process at least: that none waits long at the end."""

CLAIMS: tuple[Column, ...] = (
    Column("file", Kind.TEXT, "the file, as it was named"),
    Column("start", Kind.COUNT, "where the figure or phrase begins, in code points"),
    Column("end", Kind.COUNT, "where it ends"),
    Column("text", Kind.TEXT, "the figure without its qualifier, or the phrase"),
    Column("sentence_start", Kind.COUNT, "where its sentence begins"),
    Column("sentence_end", Kind.COUNT, "where its sentence ends"),
    Column("donor", Kind.TEXT, "who gives"),
    Column("donor_code", Kind.TEXT, "ISO 3166 alpha-3, EU, NATO …; empty for several"),
    Column("recipient", Kind.TEXT, "who gets"),
    Column("recipient_code", Kind.TEXT, "the recipient's code"),
    Column("aid_type", Kind.TEXT, "military, financial, humanitarian or other"),
    Column("stage", Kind.TEXT, "what happened: pledged, committed, delivered …"),
    Column("qualifier", Kind.TEXT, "exact, at_least, at_most, about, between or undisclosed"),
    Column("low", Kind.FIGURE, "lower bound; empty if nothing is said"),
    Column("high", Kind.FIGURE, "upper bound; empty beside a lower bound means open"),
    Column("unit", Kind.TEXT, "a currency (ISO 4217) or an item"),
    Column("unit_kind", Kind.TEXT, "currency or item"),
    Column("item", Kind.TEXT, "the thing, as the text names it"),
    Column("date_low", Kind.DAY, "the first day it can have happened; empty if unknown"),
    Column("date_high", Kind.DAY, "the last day it can have happened"),
    Column("part_of", Kind.TEXT, "span of the package that it is a part of"),
    Column("repeats", Kind.TEXT, "spans of further mentions and conversions"),
    Column("confidence", Kind.TEXT, "how sure the reader is, from 0 to 1"),
    Column("rule", Kind.TEXT, "the rule that made the claim"),
    Column("warnings", Kind.TEXT, "what is odd in the source"),
    Column("support", Kind.TEXT, "spans of the words that each field was read from"),
)
NARROW: Final = (
    "file",
    "text",
    "donor",
    "recipient",
    "stage",
    "low",
    "high",
    "unit",
    "date_high",
    "confidence",
)


@dataclass(frozen=True, slots=True)
class Task:
    """One text to read; ``shown`` is the file as it was named."""

    shown: str
    path: Path | None
    published: date | None
    reader: str | None


def tasks(
    files: list[str], manifest: Path | None, published: str | None, reader: str | None
) -> list[Task]:
    """What to read: the files that are named, else all of the manifest; days from either."""
    named_reader(reader)
    day = days.parse_day(published) if published is not None else None
    known = _days(manifest) if manifest is not None else {}
    if not files and manifest is None:
        raise UsageRefused(
            "There is nothing to read.", hint="Name a file, or - for standard input."
        )
    if not files and manifest is not None:
        return [
            Task(str(manifest.parent / name), manifest.parent / name, told or day, reader)
            for name, told in known.items()
        ]
    return [
        Task(name, None if name == STDIN else Path(name), known.get(Path(name).name) or day, reader)
        for name in files
    ]


def cluster_of(engine: str, scheduler: str | None, *, jobs: int, explain: bool) -> str | None:
    """The address of the scheduler to hand files to; ``None`` for processes of our own."""
    if engine not in ENGINES:
        raise UsageRefused(f"{shown(engine)} is no engine.", hint=f"One of: {', '.join(ENGINES)}.")
    if engine == "processes":
        if scheduler is not None:
            raise UsageRefused("A scheduler goes with --engine dask, and with no other.")
        return None
    if scheduler is None:
        raise UsageRefused(
            "The engine dask needs a scheduler.", hint="Give one: --scheduler tcp://127.0.0.1:8786"
        )
    if jobs != 1 or explain:
        option = "--explain" if explain else "-j"
        raise UsageRefused(f"{option} is for processes here.", hint="Leave out --engine.")
    return scheduler


def _days(manifest: Path) -> dict[str, date | None]:
    """Days of publication by file, as a manifest lists them."""
    rows = csv.DictReader(io.StringIO(decode(read_file(manifest)).text, newline=""))
    missing = {"file", "published"} - set(rows.fieldnames or ())
    if missing:
        raise DocumentRefused(
            f"{manifest} has no column {' and no column '.join(sorted(missing))}.",
            hint="Its first line names the columns: file,published",
        )
    found: dict[str, date | None] = {}
    try:
        for row in rows:
            told = (row["published"] or "").strip()
            found[(row["file"] or "").strip()] = days.parse_day(told) if told else None
    except (LedgerError, csv.Error) as error:
        reason = error.sentence if isinstance(error, LedgerError) else f"{error}."
        raise DocumentRefused(f"{manifest}, line {rows.line_num}: {reason}") from None
    return found


def records(given: list[Task], jobs: int, scheduler: str | None = None) -> Iterator[dict[str, Any]]:
    """The claims of all texts as records, in the order of the tasks, whoever reads them."""
    if scheduler is None:
        results = _read_in(given, jobs)
    else:
        from ledger.cli.cluster import read_on_cluster

        results = read_on_cluster(given, scheduler)
    waiting = 0
    for found in _progress(results, len(given)):
        for record in found:
            waiting += record.pop(_WAITS)
            yield record
    _note_waiting(waiting)


def _note_waiting(claims: int) -> None:
    if claims:
        output.note(
            f"{claims} without a date, though the text has one such as “on Tuesday”: to resolve it,"
            " give the day of publication with --published."
        )


def _read_in(given: list[Task], jobs: int) -> Iterator[Records]:
    if jobs == 1 or len(given) == 1:
        yield from map(_read, given)
        return
    if any(task.path is None for task in given):
        raise UsageRefused("Standard input is read by one process.", hint="Leave out -j.")
    batch = max(1, min(_LARGEST_BATCH, len(given) // (jobs * _BATCHES)))
    gc.freeze()  # else each process copies all there is when it looks through it for garbage
    try:
        with ProcessPoolExecutor(max_workers=min(jobs, len(given))) as pool:
            yield from pool.map(_read, given, chunksize=batch)
    finally:
        gc.unfreeze()


def _read(task: Task) -> Records:
    return records_of(task, content(task))


def content(task: Task) -> bytes:
    """The bytes of a text, from its file or from standard input."""
    return sys.stdin.buffer.read() if task.path is None else read_file(task.path)


def records_of(task: Task, data: bytes) -> Records:
    """The claims of a text as records, from its bytes.

    Each also says under ``_WAITS`` whether its date waits for the day of publication.
    """
    text = _text(task, data)
    claims = named_reader(task.reader).read(text, task.published)
    return [
        {"file": task.shown, **claim_record(claim), _WAITS: _waits(claim, text, task.published)}
        for claim in claims
    ]


def _waits(claim: Claim, text: str, published: date | None) -> bool:
    """Whether a claim has no date because nobody told the day of publication."""
    return published is None and claim.days is None and needs_a_day(text, *claim.sentence)


def _text(task: Task, data: bytes) -> str:
    try:
        return snapshot(data).text
    except DocumentRefused as error:
        raise DocumentRefused(f"{task.shown}: {error.sentence}", hint=error.hint) from None


def explanations(given: list[Task]) -> Iterator[str]:
    """Lines that say what was read where, and why, text by text."""
    waiting = 0
    for task in given:
        if task.reader not in (None, "grammar"):
            raise UsageRefused("Only the grammar explains itself.", hint="Leave out --reader.")
        text = _text(task, content(task))
        found = read_all(text, task.published)
        yield f"{task.shown}"
        yield from explained(text, found)
        yield ""
        waiting += sum(_waits(claim, text, task.published) for claim in found.claims)
    _note_waiting(waiting)


def _progress(results: Iterable[Records], total: int) -> Iterator[Records]:
    """Pass results on; with a bar on standard error where that is a terminal."""
    if output.quiet or total < 2 or not sys.stderr.isatty():
        yield from results
        return
    from rich.console import Console
    from rich.progress import track

    yield from track(results, "Reading", total, console=Console(stderr=True), transient=True)
