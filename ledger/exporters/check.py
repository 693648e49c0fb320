"""Checks a bundle of aid-ledger with nothing but Python (3.11 or later): no database, no packages.

    python -I check.py                 checks the folder in which it stands
    python -I check.py --head 33:ab12  ... and that its journal has the head that you kept

It computes everything once more: the hash of each file in the manifest, the chain of the journal,
the bytes and the text of each document, each row of documents.csv, commitments.csv, entries.csv
and citations.csv against the journal, the words of each citation against the text, and each cell of
gap.csv against what explanation.csv says that each commitment adds to it. It prints one line a
finding and exits with 3, or says that the bundle is whole and exits with 0. What a commitment adds
follows from its entries by rules that aid-ledger has: gap --explain computes it.
"""

from __future__ import annotations

import argparse
import codecs
import csv
import hashlib
import json
import re
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from itertools import takewhile
from pathlib import Path
from typing import Any

PLAIN = "text/plain"
MANIFEST = "manifest-sha256.txt"
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "\0")
MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
FIGURES = ("amount", "quantity")

Row = Mapping[str, Any]


class Journal:
    """The rows of journal.jsonl, with what they brought, by action and number."""

    def __init__(self, folder: Path) -> None:
        with (folder / "journal.jsonl").open(encoding="utf-8") as lines:
            self.rows: list[Row] = [json.loads(line) for line in lines]
        self.brought: dict[str, list[tuple[Row, Row]]] = defaultdict(list)
        for row in self.rows:
            self.brought[row["action"]].append((row, json.loads(row["body"])))
        self.ledger_id = self.brought["ledger.create"][0][1]["ledger_id"]
        self.documents = {body["id"]: body for _, body in self.brought["document.add"]}
        self.commitments = {body["id"]: body for _, body in self.brought["commitment.add"]}
        self.replaced_by = {
            body["replaces"]: body["id"]
            for _, body in self.brought["entry.add"]
            if body["replaces"] is not None
        }
        organisations = [
            row for _, body in self.brought["vocabulary.load"] for row in body["organisation"]
        ] + [body for _, body in self.brought["organisation.add"]]
        self.parties = {
            row["id"]: (row["code"] or row["name"], row["name"]) for row in organisations
        }


class Texts:
    """The documents' texts, decoded as the journal says they are."""

    def __init__(self, folder: Path, journal: Journal) -> None:
        self._folder = folder
        self._journal = journal
        self._texts: dict[int, str] = {}

    def content(self, number: int) -> bytes:
        """The bytes of a document."""
        [path] = (self._folder / "documents").glob(f"D{number}.*")
        return path.read_bytes()

    def text(self, number: int) -> str:
        """The text of a document: without byte order mark, every line end a newline.

        What a web page was reduced to stands in a file of its own.
        """
        if number not in self._texts and self._journal.documents[number]["media_type"] != PLAIN:
            path = self._folder / "texts" / f"D{number}.txt"
            self._texts[number] = path.read_bytes().decode()
        if number not in self._texts:
            data, encoding = self.content(number), self._journal.documents[number]["encoding"]
            for mark, of_mark in MARKS:
                if data.startswith(mark):
                    data, encoding = data[len(mark) :], of_mark
                    break
            text = data.decode(encoding).replace("\r\n", "\n").replace("\r", "\n")
            self._texts[number] = text
        return self._texts[number]


def check_manifest(folder: Path) -> Iterator[str]:
    """Each file has the hash that the manifest gives, and no other file is there."""
    lines = (folder / MANIFEST).read_bytes().decode().split("\n")
    told = {line[66:]: line[:64] for line in lines if line[64:66] == "  "}
    there = {
        path.relative_to(folder).as_posix(): path
        for path in folder.rglob("*")
        if path.is_file() and path.name != MANIFEST
    }
    for name in sorted(told.keys() | there.keys()):
        if name not in there:
            yield f"manifest  {name}: it is not there"
        elif name not in told:
            yield f"manifest  {name}: the manifest does not name it"
        elif hashlib.sha256(there[name].read_bytes()).hexdigest() != told[name]:
            yield f"manifest  {name}: its bytes are not those that the manifest tells of"
    if lines != [*(f"{told[name]}  {name}" for name in sorted(told)), ""]:
        yield f"manifest  {MANIFEST}: it is not in the form that it was written in"


def check_chain(journal: Journal, kept: str | None) -> Iterator[str]:
    """Numbers without holes, each row's hash, each row's tie to the one before, the head kept."""
    previous = hashlib.sha256(journal.ledger_id.encode()).hexdigest()
    for number, row in enumerate(journal.rows, 1):
        where = f"journal row {row['seq']}"
        if row["seq"] != number:
            yield f"journal-sequence  {where}: row {number} should stand here"
        if row["previous"] != previous:
            yield f"journal-chain  {where}: it does not follow from the row before it"
        line = canonical([row["seq"], row["at"], row["by"], row["action"]])
        said = f"{row['previous']}\n{line}\n{row['body']}"
        if hashlib.sha256(said.encode()).hexdigest() != row["hash"]:
            yield f"journal-hash  {where}: its hash is not that of what it says"
        previous = row["hash"]
    if kept is not None and kept not in {f"{row['seq']}:{row['hash']}" for row in journal.rows}:
        sought = kept.partition(":")[0]
        is_there = sought in {str(row["seq"]) for row in journal.rows}
        yield f"head  {kept}: " + (
            f"row {sought} has another hash" if is_there else "the journal has no such row"
        )


def check_documents(folder: Path, journal: Journal, texts: Texts) -> Iterator[str]:
    """Each document's bytes, text and row."""
    rows = table(folder, "documents")
    yield from same_refs("documents.csv", rows, [f"D{number}" for number in journal.documents])
    for row, body in journal.brought["document.add"]:
        ref = f"D{body['id']}"
        if hashlib.sha256(texts.content(body["id"])).hexdigest() != body["sha256"]:
            yield f"document-bytes  {ref}: its bytes do not have the SHA-256 recorded"
        if hashlib.sha256(texts.text(body["id"]).encode()).hexdigest() != body["text_sha256"]:
            yield f"document-text  {ref}: its text does not have the SHA-256 recorded"
        expected = {name: value for name, value in body.items() if name != "id"}
        yield from compared(ref, rows.get(ref), {**expected, **recorded(row)})


def check_commitments(folder: Path, journal: Journal) -> Iterator[str]:
    """Each row of commitments.csv, its links among them."""
    rows = table(folder, "commitments")
    yield from same_refs("commitments.csv", rows, [f"C{number}" for number in journal.commitments])
    links: dict[int, list[str]] = defaultdict(list)
    for _, link in journal.brought["commitment.link"]:
        for number in (link["source_id"], link["target_id"]):
            links[number].append(f"C{link['source_id']} {link['kind']} C{link['target_id']}")
    entries: dict[int, int] = defaultdict(int)
    for _, entry in journal.brought["entry.add"]:
        entries[entry["commitment_id"]] += 1
    for row, body in journal.brought["commitment.add"]:
        ref = f"C{body['id']}"
        (donor, donor_name), (recipient, recipient_name) = parties(journal, body)
        expected = {
            **{name: body[name] for name in ("aid_type", "item", "title", "programme")},
            "donor": donor,
            "donor_name": donor_name,
            "recipient": recipient,
            "recipient_name": recipient_name,
            "entries": entries[body["id"]],
            "links": "; ".join(links[body["id"]]),
        }
        yield from compared(ref, rows.get(ref), {**expected, **recorded(row)})


def check_entries(folder: Path, journal: Journal, texts: Texts) -> Iterator[str]:
    """Each row of entries.csv."""
    rows = table(folder, "entries")
    numbers = [body["id"] for _, body in journal.brought["entry.add"]]
    yield from same_refs("entries.csv", rows, [f"E{number}" for number in numbers])
    for row, body in journal.brought["entry.add"]:
        ref = f"E{body['id']}"
        (donor, _), (recipient, _) = parties(journal, journal.commitments[body["commitment_id"]])
        of_figures = [one for one in body["citations"] if one["field"] in FIGURES]
        told = (of_figures or body["citations"])[0]
        same = ("stage", "unit", "qualifier", "date_low", "date_high", "cumulative", "basis")
        expected = {
            **{name: body[name] for name in (*same, "reason")},
            **{name: body.get(name) for name in ("due_low", "due_high")},  # none before 0006
            "commitment": f"C{body['commitment_id']}",
            "donor": donor,
            "recipient": recipient,
            "low": amount(body["low_whole"], body["low_e4"]),
            "high": amount(body["high_whole"], body["high_e4"]),
            "replaces": reference("E", body["replaces"]),
            "replaced_by": reference("E", journal.replaced_by.get(body["id"])),
            "journal_hash": row["hash"],
            **cited(journal, texts, told),
            **recorded(row),
        }
        of_citations = ("url", "start", "end", "sentence_start", "sentence_end")
        expected = {name: expected[name] for name in expected if name not in of_citations}
        yield from compared(ref, rows.get(ref), expected)


def check_citations(folder: Path, journal: Journal, texts: Texts) -> Iterator[str]:
    """Each row of citations.csv, and the words of each against the text."""
    rows: dict[str, list[Row]] = defaultdict(list)
    for row in read_csv(folder, "citations"):
        rows[row["entry"]].append(row)
    for _, body in journal.brought["entry.add"]:
        ref = f"E{body['id']}"
        there = rows.pop(ref, [])
        if len(there) != len(body["citations"]):
            yield f"citations.csv  {ref}: it has {len(there)}, not {len(body['citations'])}"
            continue
        for number, (row, told) in enumerate(zip(there, body["citations"], strict=True), 1):
            where = f"{ref} citation {number}"
            if told["start_at"] is not None:
                words = texts.text(told["document_id"])[told["start_at"] : told["end_at"]]
                if words != told["exact"]:
                    yield f"citation-slice  {where}: D{told['document_id']} does not say so there"
            expected = {
                "commitment": f"C{body['commitment_id']}",
                "field": told["field"],
                "selector": told["selector"],
                **cited(journal, texts, told),
            }
            yield from compared(where, row, expected)
    for ref in rows:
        yield f"citations.csv  {ref}: the journal tells of no such entry"


def check_gap(folder: Path) -> Iterator[str]:
    """Each cell of gap.csv against what explanation.csv says that commitments add to it.

    What a commitment adds follows from its entries by the rules of the gap, which only the
    program itself has.
    """
    known, entries = table(folder, "commitments"), table(folder, "entries")
    added: dict[tuple[str, ...], list[tuple[Decimal, Decimal | None]]] = defaultdict(list)
    for row in read_csv(folder, "explanation"):
        key = (*groups_of(row), row["unit"], row["figure"])
        is_open = row["low"] and not row["high"]
        high = None if is_open else Decimal(row["high"] or 0)
        added[key].append((Decimal(row["low"] or 0), high))
        where = f"{' '.join(filter(None, key))} of {row['commitment']}"
        of = known.get(row["commitment"])
        told = [of.get(name) == value for name, value in named(row).items()] if of else [False]
        if not all(told) or any(one not in entries for one in row["entries"].split()):
            yield f"explanation  {where}: it is not what commitments.csv and entries.csv have"
    for row in read_csv(folder, "gap"):
        group = (*groups_of(row), row["unit"])
        for column in row:
            figure = column.removesuffix("_low")
            if figure == column and column != "unquantified":
                continue
            parts = added.pop((*group, figure), [])
            there = (row[column], row.get(f"{figure}_high", ""))
            if there not in sums(parts, counted=figure == column):
                where = " ".join(filter(None, (*group, figure)))
                yield f"gap  {where}: it is not the sum of what explanation.csv has"
    for key in added:
        yield f"gap  {' '.join(filter(None, key))}: explanation.csv has it alone"


def groups_of(row: Row) -> tuple[str, ...]:
    """What a row of the gap is of: all that stands in front of its unit."""
    return tuple(value for _, value in takewhile(lambda cell: cell[0] != "unit", row.items()))


def named(row: Row) -> dict[str, str]:
    """Donor and recipient of a row, as far as its rows are of those."""
    return {name: row[name] for name in ("donor", "donor_name", "recipient") if name in row}


def sums(parts: Sequence[tuple[Decimal, Decimal | None]], *, counted: bool) -> set[tuple[str, str]]:
    """The ends of the sum of some figures, or how many there are, as a table may have them."""
    if counted:
        return {(str(len(parts)), "")}
    if not parts:
        return {("", "")}
    highs = [high for _, high in parts if high is not None]
    high = f"{sum(highs, Decimal()):f}" if len(highs) == len(parts) else ""
    return {(f"{sum((low for low, _ in parts), Decimal()):f}", high)}


def cited(journal: Journal, texts: Texts, told: Row) -> dict[str, Any]:
    """What the tables say of a citation."""
    document = journal.documents[told["document_id"]]
    start, end = told["sentence_start"], told["sentence_end"]
    return {
        "document": f"D{told['document_id']}",
        **{name: document[name] for name in ("publisher", "published_on", "url", "sha256")},
        "start": told["start_at"],
        "end": told["end_at"],
        "exact": told["exact"],
        "sentence_start": start,
        "sentence_end": end,
        "sentence": None if start is None else texts.text(told["document_id"])[start:end],
    }


def compared(where: str, row: Row | None, expected: Row) -> Iterator[str]:
    """The columns of a row that are not what the journal says."""
    if row is None:
        return
    changed = sorted(name for name in expected if not same_cell(row[name], expected[name]))
    if changed:
        yield f"record-changed  {where}: {', '.join(changed)}: not what the journal says"


def same_cell(there: str, expected: Any) -> bool:
    """Whether a cell holds a value; texts that look like formulas stand after an apostrophe."""
    if isinstance(expected, datetime):
        return there != "" and datetime.fromisoformat(there) == expected
    if isinstance(expected, bool):
        return there == str(expected).lower()
    text = "" if expected is None else str(expected)
    return there == (f"'{text}" if text.startswith(FORMULA_STARTS) else text)


def same_refs(name: str, rows: Mapping[str, Row], told: list[str]) -> Iterator[str]:
    """The rows of a table are those that the journal tells of."""
    for ref in sorted(rows.keys() ^ set(told)):
        what = "the journal tells of no such thing" if ref in rows else "it is missing"
        yield f"{name}  {ref}: {what}"


def recorded(row: Row) -> dict[str, Any]:
    """When, by whom and with which row something was recorded."""
    at = datetime.fromisoformat(row["at"])
    return {"recorded_at": at, "recorded_by": row["by"], "journal_seq": row["seq"]}


def parties(journal: Journal, commitment: Row) -> tuple[tuple[str, str], tuple[str, str]]:
    """Donor and recipient, each as key and name."""
    return journal.parties[commitment["donor_id"]], journal.parties[commitment["recipient_id"]]


def amount(whole: int | None, e4: int | None) -> str | None:
    """A figure as a decimal string."""
    if whole is None:
        return None
    decimals = f"{e4:04}".rstrip("0")
    return f"{whole}.{decimals}" if decimals else str(whole)


def reference(letter: str, number: int | None) -> str | None:
    """``E4``, or nothing."""
    return None if number is None else f"{letter}{number}"


def table(folder: Path, name: str) -> dict[str, Row]:
    """The rows of a CSV file by their references."""
    return {row["ref"]: row for row in read_csv(folder, name)}


def read_csv(folder: Path, name: str) -> Iterator[Row]:
    """The rows of a CSV file."""
    with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file, strict=True)


def canonical(value: Any) -> str:
    """JSON as the journal has it."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def check(folder: Path, kept: str | None = None) -> Iterator[str]:
    """All findings; a file that cannot even be read is one."""
    yield from guarded("the manifest", lambda: check_manifest(folder))
    try:
        journal = Journal(folder)
    except Exception as error:
        yield f"unreadable  journal.jsonl: {type(error).__name__}"
        return
    texts = Texts(folder, journal)
    checks: Mapping[str, Callable[[], Iterator[str]]] = {
        "the journal": lambda: check_chain(journal, kept),
        "the documents": lambda: check_documents(folder, journal, texts),
        "the commitments": lambda: check_commitments(folder, journal),
        "the entries": lambda: check_entries(folder, journal, texts),
        "the citations": lambda: check_citations(folder, journal, texts),
        "the gap": lambda: check_gap(folder),
    }
    for what, one in checks.items():
        yield from guarded(what, one)


def guarded(what: str, one: Callable[[], Iterator[str]]) -> Iterator[str]:
    """Findings of a check; whatever it stumbles over, in files that anybody may have changed."""
    try:
        yield from one()
    except Exception as error:
        yield f"unreadable  {what}: {type(error).__name__}"


def main() -> int:
    """Print the findings; 3 if there are any, else 0."""
    parser = argparse.ArgumentParser(description="Check a bundle of aid-ledger.")
    parser.add_argument("folder", nargs="?", type=Path, default=Path(__file__).parent)
    parser.add_argument("--head", metavar="33:ab12…", help="a head of the journal that you kept")
    asked = parser.parse_args()
    if not asked.folder.is_dir():
        what = (
            "an archive: unpack it, and check the folder" if asked.folder.is_file() else "not there"
        )
        parser.error(f"{asked.folder} is {what}.")
    if asked.head is not None and not re.fullmatch("[0-9]+:[0-9a-f]{64}", asked.head, re.ASCII):
        parser.error(f"{asked.head} is no head: a number, a colon and a hash of 64 digits.")
    csv.field_size_limit(2**31 - 1)
    sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]
    findings = 0
    for finding in check(asked.folder.resolve(), asked.head):
        print(ascii(finding)[1:-1])
        findings += 1
    if findings:
        return 3
    last = Journal(asked.folder).rows[-1]
    print(f"The bundle is whole. The head of its journal is {last['seq']}:{last['hash']}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
