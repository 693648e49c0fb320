"""Two clocks: what was published can be made again, to the byte, after any later work."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection

from ledger.api import Ledger
from ledger.asking import build_question, new_commitment, new_document, new_entry, new_link
from ledger.audit.clocks import Clocks
from ledger.audit.heads import head
from ledger.audit.records import commitments, documents
from ledger.audit.trace import as_json, trace
from ledger.errors import LedgerError, NotFound
from ledger.exporters.bundle import bundle
from ledger.exporters.folder import csv_files, exported
from ledger.exporters.sheets import gap_json
from ledger.exporters.write import json_text, json_value
from ledger.gap.answer import answer
from ledger.store.writer import Writer
from ledger.values.refs import Ref, RefKind
from tests.cli.conftest import Runner

from .building import NEWS, STEPS

AS_OF = "2024-12-31"


def seq(book: Ledger) -> int:
    with book.reading() as connection:
        return head(connection).seq


def published(connection: Connection, as_of: str, known_at: int | None = None) -> dict[str, str]:
    """Everything that can be taken away or looked at, by name, as text."""
    clocks = Clocks(known_at=known_at)
    question = build_question(connection, "donor,item,month", as_of, known_at)
    found = {
        "gap": json_text(gap_json(answer(connection, question), None)),
        **{str(path): text for path, text in csv_files(exported(connection, question)).items()},
    }
    records = commitments(connection, clocks=clocks)
    refs = [
        *(one.ref for one in records),
        *(entry.ref for one in records for entry in one.entries),
        *(one.ref for one in documents(connection, clocks=clocks)),
    ]
    for ref in refs:
        found[str(ref)] = json_text(json_value(as_json(trace(connection, ref, clocks))))
    return found


def test_what_was_published_is_made_again(book: Ledger) -> None:
    then: dict[int, Any] = {}
    for step in STEPS:
        step(book)
        with book.reading() as connection:
            question = build_question(connection, "donor", AS_OF)
            then[seq(book)] = published(connection, AS_OF), bundle(connection, question)
    with book.reading() as connection:
        for known_at, (tables, files) in then.items():
            assert published(connection, AS_OF, known_at) == tables
            question = build_question(connection, "donor", AS_OF, known_at)
            assert bundle(connection, question) == files


class Clerk:
    """Does what is drawn, if the ledger's rules allow it."""

    def __init__(self, writer: Writer) -> None:
        self.writer = writer
        self.documents = 0
        self.commitments = 0
        self.entries: list[tuple[int, int]] = []

    def document(self) -> None:
        text = f"{NEWS}\nNumber {self.documents}."
        new = new_document(
            text.encode(),
            f"2024-06-{self.documents % 28 + 1:02}",
            publisher_kind="official" if self.documents % 2 else "media",
        )
        self.documents, _ = self.writer.add_document(new)

    def commitment(self) -> None:
        new = new_commitment(
            donor="Norway" if self.commitments % 2 else "Denmark",
            recipient="Ukraine",
            aid_type="military",
            title="Tanks",
            item="tank",
        )
        self.commitments = self.writer.add_commitment(new)

    def entry(self, pick: int, stage: str, tanks: int, day: int) -> None:
        quote = {8: "Norway pledged 8 tanks", 9: "The figure was 9 tanks.", 3: "Of these 3 tanks"}
        commitment = pick % self.commitments + 1
        mine = [number for of, number in self.entries if of == commitment]
        replaces = f"E{mine[-1]}" if mine and day % 3 == 0 else None
        entry = self.writer.add_entry(
            commitment,
            new_entry(
                stage=stage,
                document=f"D{pick % self.documents + 1}",
                quote=quote[tanks],
                amount=f"{tanks} tank",
                date=f"2024-03-{day:02}",
                replaces=replaces,
                reason="better" if replaces else None,
            ),
        )
        self.entries.append((commitment, entry))

    def link(self, source: int, target: int, kind: str) -> None:
        one, other = source % self.commitments + 1, target % self.commitments + 1
        self.writer.add_link(new_link(f"C{one}", kind, f"C{other}", None))


numbers = st.integers(0, 5)
actions = st.one_of(
    st.just(("document",)),
    st.just(("commitment",)),
    st.tuples(
        st.just("entry"),
        numbers,
        st.sampled_from(
            ["proposed", "pledged", "committed", "delivered", "cancelled", "shortfall"]
        ),
        st.sampled_from([3, 8, 9]),
        st.integers(1, 12),
    ),
    st.tuples(
        st.just("link"),
        numbers,
        numbers,
        st.sampled_from(["part_of", "draws_on", "supersedes", "duplicates"]),
    ),
)


def work(writer: Writer, drawn: list[Any]) -> Iterator[None]:
    """Do one thing after the other; after each the ledger is as if it were closed."""
    clerk = Clerk(writer)
    for name, *arguments in [("document",), ("commitment",), *drawn]:
        try:
            getattr(clerk, name)(*arguments)
        except LedgerError:
            continue
        writer.finish()
        yield


@settings(
    max_examples=4, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(drawn=st.lists(actions, min_size=3, max_size=9), as_of=st.integers(1, 12))
def test_any_history_at_any_row_is_what_it_was_then(
    book: Ledger, drawn: list[Any], as_of: int
) -> None:
    day = f"2024-03-{as_of:02}"
    with book.writing(for_good=False) as writer:
        connection = writer.connection
        then = {head(connection).seq: published(connection, day) for _ in work(writer, drawn)}
        for known_at, tables in then.items():
            assert published(connection, day, known_at) == tables


class TestRecords:
    def test_a_replacement_that_is_not_known_yet(self, built: Ledger) -> None:
        assert built.trace("E1", known_at=6)["replaced_by"] is None
        assert str(built.trace("E1", known_at=7)["replaced_by"]) == "E2"
        with pytest.raises(NotFound, match="on record at journal row 6"):
            built.trace("E2", known_at=6)

    def test_a_decision_that_is_not_known_yet(self, built: Ledger) -> None:
        assert built.trace("E3", known_at=9)["decision"] is None
        assert built.trace("E3", known_at=10)["decision"]["verdict"] == "accept"

    def test_a_link_that_is_not_known_yet(self, built: Ledger) -> None:
        assert built.trace("C1", known_at=13)["links"] == []
        assert len(built.trace("C1", known_at=14)["links"]) == 1

    def test_documents_and_commitments_that_are_not_known_yet(self, built: Ledger) -> None:
        for ref in ("C3", "D2", "C9"):
            with pytest.raises(NotFound, match=ref):
                built.trace(ref, known_at=6)
        assert [str(one.ref) for one in built.commitments(known_at=6)] == ["C1"]

    def test_what_had_not_happened_yet(self, built: Ledger) -> None:
        assert [str(one["ref"]) for one in built.trace("C1", as_of="2024-05-31")["entries"]] == [
            "E2"
        ]
        with pytest.raises(NotFound, match="that had happened by 2024-05-31"):
            built.trace("E5", as_of="2024-05-31")
        found = built.commitments(as_of="2024-05-31")
        assert [str(one.ref) for one in found] == ["C1", "C3"]
        assert built.commitments(as_of="2024-01-01") == []

    def test_a_replacement_holds_whatever_day_it_speaks_of(self, built: Ledger) -> None:
        """[G1] E2 replaces E1, whose day is later than its own."""
        first = built.trace("E1", as_of="2024-06-01")
        assert str(first["replaced_by"]) == "E2"

    def test_a_document_shows_what_rested_on_it(self, built: Ledger) -> None:
        rested = built.trace("D1", known_at=8)["entries"]
        assert [one["ref"] for one in rested] == [Ref(RefKind.ENTRY, 1), Ref(RefKind.ENTRY, 2)]


class TestCommands:
    @pytest.fixture
    def place(self, built_place: str) -> str:
        return built_place

    def test_commitment_show(self, run: Runner, place: str) -> None:
        ended = run("commitment", "show", "C1", "--known-at", "6", "--db", place)
        assert "E1" in ended.out
        assert "E2" not in ended.out
        assert run("commitment", "show", "C3", "--known-at", "6", "--db", place).code == 1

    def test_commitment_list(self, run: Runner, place: str) -> None:
        listed = run("commitment", "list", "-f", "csv", "--as-of", "2024-05-31", "--db", place)
        assert [line.split(",")[0] for line in listed.out.splitlines()[1:]] == ["C1", "C3"]
        early = ("commitment", "list", "--entries", "-f", "csv", "--known-at", "6", "--db", place)
        assert len(run(*early).out.splitlines()) == 2

    def test_trace(self, run: Runner, place: str) -> None:
        assert "replaced by E2" not in run("trace", "E1", "--known-at", "6", "--db", place).out
        assert "replaced by E2" in run("trace", "E1", "--known-at", "7", "--db", place).out

    @pytest.mark.parametrize("wrong", ["yesterday", "-1", "2024-13-01", ""])
    def test_no_such_time(self, run: Runner, place: str, wrong: str) -> None:
        for option in ("--known-at", "--as-of"):
            ended = run("trace", "C1", f"{option}={wrong}", "--db", place)
            assert (ended.code, ended.out) == (2, "")
