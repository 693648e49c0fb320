"""The writer: what is taken, what is refused, and that all of it happens or none."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import Any

import pytest
from conftest import BACKENDS, LedgerWith
from databases import contents, is_one_sentence, run
from hypothesis import given, settings
from hypothesis import strategies as st

import ledger
from ledger.api import Ledger, who
from ledger.asking import new_commitment, new_entry, new_link
from ledger.errors import LedgerError, NotFound, QuoteRefused, RuleBroken, ValueRefused
from ledger.store import journal
from ledger.store.engine import changing, make_engine
from ledger.store.location import locate
from ledger.store.lock import Wait
from ledger.store.writer import Writer

TEXT = """Norway pledges tanks for Ukraine

OSLO, 4 March 2024 - On Monday, Norway pledged 8 Leopard 2 tanks to Ukraine.
It had promised 100 million euros in February. The minister said no more.

Sweden gave €5 million. Denmark gave €5 million. Finland gave "a lot" - how much is secret.
Sweden gave €5 million.
"""
TANKS = "On Monday, Norway pledged 8 Leopard 2 tanks to Ukraine."
MONEY = "It had promised 100 million euros in February."


@pytest.fixture
def filled_place(backend: str, ledger_with: LedgerWith) -> str:
    """With document D1 and the commitments C1 (tanks) and C2 to C5."""
    return ledger_with(backend, fill)


@pytest.fixture
def filled(filled_place: str) -> Iterator[Ledger]:
    """The same, open."""
    with ledger.open(filled_place, by_whom="tests") as book:
        yield book


def fill(book: Ledger) -> None:
    book.add_document(TEXT.encode(), published="2024-03-05", publisher="The Paper")
    promise(book, title="Tanks", item="Leopard 2 tank")
    for number in range(2, 6):
        promise(book, title=f"Money {number}")


@pytest.fixture(scope="module", params=BACKENDS)
def refusing_place(request: pytest.FixtureRequest, new_ledger: Callable[[str], str]) -> str:
    """As ``filled``, with an entry E1; for a module's refusals, none of which changes it."""
    address = new_ledger(request.param)
    with ledger.open(address, by_whom="tests") as book:
        book.add_document(TEXT.encode(), published="2024-03-05")
        for number in range(1, 6):
            promise(book, title=f"Money {number}")
        say(book)
    return address


@pytest.fixture
def refusing(refusing_place: str) -> Iterator[Ledger]:
    """A ledger that is the same after a test as it was before."""
    before = run(refusing_place, "SELECT max(seq) FROM journal")
    with ledger.open(refusing_place, by_whom="tests") as book:
        yield book
    assert run(refusing_place, "SELECT max(seq) FROM journal") == before


def promise(book: Ledger, title: str = "A promise", **more: Any) -> str:
    about = {"donor": "Norway", "recipient": "Ukraine", "aid_type": "military"} | more
    return book.add_commitment(title=title, **about).ref


def say(book: Ledger, commitment: str = "C2", quote: str = MONEY, **more: Any) -> str:
    about = {"stage": "pledged", "document": "D1"} | more
    return book.add_entry(commitment, quote=quote, **about).ref


def refused(error: pytest.ExceptionInfo[LedgerError]) -> str:
    """The sentence and the hint of a refusal."""
    assert is_one_sentence(error.value)
    return f"{error.value.sentence} {error.value.hint or ''}"


class TestDocuments:
    def test_the_same_bytes_are_the_same_document(self, place: str) -> None:
        with ledger.open(place) as book:
            first = book.add_document(b"Words.\n", published="2024-01-01", publisher="The Paper")
            before = contents(place)
            again = book.add_document(b"Words.\n", published="2024-02-02", publisher="Another")
        assert (first.ref, first.is_new) == ("D1", True)
        assert (again.ref, again.is_new) == ("D1", False)
        assert contents(place) == before

    def test_other_bytes_are_another_document(self, book: Ledger) -> None:
        assert book.add_document(b"Words.\n", published="2024-01-01").ref == "D1"
        assert book.add_document(b"Words.\r\n", published="2024-01-01").ref == "D2"

    def test_a_sequence_of_the_same_within_one_transaction(self, book: Ledger) -> None:
        new = ledger.asking.new_document(b"Words.\n", "2024-01-01")
        with book.writing() as writer:
            assert writer.add_document(new) == (1, True)
            assert writer.add_document(new) == (1, False)

    @pytest.mark.parametrize("content", [b"", b"\x00\x01\x02\x03" * 50, b"  \n"])
    def test_what_is_no_text_is_refused(self, place: str, content: bytes) -> None:
        with ledger.open(place) as book:
            before = contents(place)
            with pytest.raises(LedgerError) as error:
                book.add_document(content, published="2024-01-01")
            assert is_one_sentence(error.value)
        assert contents(place) == before


class TestQuotes:
    def test_one_that_does_not_stand_there_is_answered_with_the_nearest(
        self, refusing: Ledger
    ) -> None:
        with pytest.raises(QuoteRefused) as error:
            say(refusing, quote="On Monday Norway promised 8 Leopard tanks to Ukraine")
        assert "does not say" in refused(error)
        assert "8 Leopard 2 tanks to Ukraine" in refused(error)

    def test_one_from_nowhere_has_no_nearest(self, refusing: Ledger) -> None:
        with pytest.raises(QuoteRefused) as error:
            say(refusing, quote="zzzz qqqq xxxx")
        assert "nearest" not in refused(error)

    @pytest.mark.parametrize(
        "quote",
        ["", " \n", "\u201c", 'Finland gave "a lot" - how much is secret. Nobody knows.'],
    )
    def test_one_of_no_use_is_refused(self, refusing: Ledger, quote: str) -> None:
        with pytest.raises(LedgerError) as error:
            say(refusing, quote=quote)
        assert refused(error)

    def test_what_is_kept_is_what_the_document_has(self, filled: Ledger) -> None:
        ref = say(filled, quote="Finland gave \u201ca lot\u201d \u2013 how  much is secret.")
        [statement, *_] = filled.trace(ref)["citations"]
        assert statement["exact"] == 'Finland gave "a lot" - how much is secret.'
        assert TEXT[statement["start"] : statement["end"]] == statement["exact"]

    def test_one_that_stands_in_several_places_needs_an_offset(self, filled: Ledger) -> None:
        quote = "Sweden gave €5 million."
        places = [found.start() for found in re.finditer(re.escape(quote), TEXT)]
        with pytest.raises(QuoteRefused) as error:
            say(filled, quote=quote)
        assert "2 times" in refused(error)
        assert ", ".join(map(str, places)) in refused(error)
        for start in places:
            ref = say(filled, quote=quote, quote_at=start)
            assert filled.trace(ref)["citations"][0]["start"] == start
        with pytest.raises(QuoteRefused, match="does not start at 7"):
            say(filled, quote=quote, quote_at=7)

    def test_a_document_that_is_not_there(self, refusing: Ledger) -> None:
        with pytest.raises(NotFound, match="no document D9"):
            say(refusing, document="D9")


class TestFigures:
    @pytest.mark.parametrize(
        ("quote", "amount"),
        [
            (MONEY, "101000000 EUR"),
            (MONEY, "100000000 USD"),
            (MONEY, "100000000 tank"),
            (TANKS, "9 Leopard 2 tank"),
            (TANKS, "2 Leopard 2 tank"),
            (TANKS, "4..8 Leopard 2 tank"),
            ("The minister said no more.", "1 EUR"),
            ('Finland gave "a lot" - how much is secret.', "5000000 EUR"),
        ],
    )
    def test_one_that_the_quote_does_not_state_is_refused(
        self, refusing: Ledger, quote: str, amount: str
    ) -> None:
        with pytest.raises(QuoteRefused) as error:
            say(refusing, quote=quote, amount=amount)
        assert "does not stand in the quote" in refused(error)

    def test_money_is_cited_as_an_amount(self, filled: Ledger) -> None:
        assert cited(filled, say(filled, amount="100000000 EUR"))["amount"] == "100 million euros"

    def test_things_are_cited_as_a_quantity(self, filled: Ledger) -> None:
        ref = say(filled, "C1", TANKS, amount="8 Leopard 2 tank")
        assert cited(filled, ref)["quantity"] == "8"


def cited(book: Ledger, ref: str) -> dict[str, str]:
    """The words that an entry cites for each field; each is a slice of its document."""
    citations = book.trace(ref)["citations"]
    for one in citations:
        assert TEXT[one["start"] : one["end"]] == one["exact"]
        assert one["exact"] in str(one["sentence"])
        assert str(one["document"]) == "D1"
    fields = [one["field"] for one in citations]
    assert fields[0] == "statement"
    assert len(set(fields)) == len(fields)
    return {one["field"]: one["exact"] for one in citations}


class TestCitations:
    def test_each_field_that_the_quote_supports(self, filled: Ledger) -> None:
        ref = say(filled, "C1", TANKS, amount="8 Leopard 2 tank", date="2024-03-11")
        assert cited(filled, ref) == {
            "statement": TANKS,
            "quantity": "8",
            "donor": "Norway",
            "recipient": "Ukraine",
            "item": "Leopard 2 tanks",
            "stage": "pledged",
            "date": "On Monday",
        }

    def test_no_date_where_the_entry_has_that_of_publication(self, filled: Ledger) -> None:
        assert "date" not in cited(filled, say(filled, "C1", TANKS, amount="8 Leopard 2 tank"))

    def test_no_field_that_it_does_not(self, filled: Ledger) -> None:
        assert cited(filled, say(filled, quote="The minister said no more.")) == {
            "statement": "The minister said no more."
        }

    def test_a_stage_by_words_of_its_own_alone(self, filled: Ledger) -> None:
        assert "stage" not in cited(filled, say(filled, quote=TANKS, stage="delivered"))

    def test_a_quote_over_two_sentences(self, filled: Ledger) -> None:
        quote = f"{TANKS} {MONEY}"
        ref = say(filled, "C2", quote, amount="100000000 EUR")
        assert cited(filled, ref)["statement"] == quote.replace(f"{TANKS} ", f"{TANKS}\n")


class TestReplacements:
    def test_one_takes_the_place_of_another(self, filled: Ledger) -> None:
        first = say(filled, amount="100000000 EUR")
        second = say(filled, replaces=first, reason="meant as a loan", stage="proposed")
        assert str(filled.trace(first)["replaced_by"]) == second
        assert str(filled.trace(second)["replaces"]) == first
        assert filled.trace(second)["reason"] == "meant as a loan"
        assert filled.verify() == []

    def test_of_another_commitments_entry(self, filled: Ledger) -> None:
        first = say(filled, "C2")
        with pytest.raises(RuleBroken, match=f"{first} belongs to C2, not to C3"):
            say(filled, "C3", replaces=first, reason="why not")

    def test_twice(self, filled: Ledger) -> None:
        first = say(filled)
        second = say(filled, replaces=first, reason="misread")
        with pytest.raises(RuleBroken, match=f"replaced by {second} already"):
            say(filled, replaces=first, reason="misread again")
        third = say(filled, replaces=second, reason="misread again")
        assert str(filled.trace(second)["replaced_by"]) == third

    def test_of_what_is_not_there(self, refusing: Ledger) -> None:
        with pytest.raises(NotFound, match="no entry E7"):
            say(refusing, replaces="E7", reason="misread")

    def test_of_itself(self, filled: Ledger) -> None:
        with pytest.raises(NotFound, match="no entry E1"):
            say(filled, replaces="E1", reason="misread")

    @pytest.mark.parametrize("half", [{"replaces": "E1"}, {"reason": "misread"}])
    def test_without_a_reason_or_with_nothing_to_replace(
        self, filled: Ledger, half: dict[str, str]
    ) -> None:
        say(filled)
        with pytest.raises(ValueRefused) as error:
            say(filled, **half)
        assert "the reason" in refused(error)


class TestLinks:
    @pytest.mark.parametrize("kind", ["part_of", "draws-on", "SUPERSEDES", "duplicates"])
    def test_all_kinds(self, filled: Ledger, kind: str) -> None:
        filled.link("C2", kind, "C3", reason="as the source says")
        [link] = filled.trace("C2")["links"]
        assert link["kind"] == kind.casefold().replace("-", "_")
        assert (str(link["source"]), str(link["target"])) == ("C2", "C3")
        assert filled.trace("C3")["links"] == [link]
        assert filled.verify() == []

    def test_no_other_kind(self, refusing: Ledger) -> None:
        with pytest.raises(ValueRefused) as error:
            refusing.link("C2", "resembles", "C3")
        assert "resembles" in refused(error)

    def test_not_to_itself(self, refusing: Ledger) -> None:
        with pytest.raises(RuleBroken, match="C2 cannot be linked to itself"):
            refusing.link("C2", "part_of", "C2")

    @pytest.mark.parametrize("ends", [("C2", "C9"), ("C9", "C2")])
    def test_not_to_what_is_not_there(self, refusing: Ledger, ends: tuple[str, str]) -> None:
        with pytest.raises(NotFound, match="no commitment C9"):
            refusing.link(ends[0], "part_of", ends[1])

    @pytest.mark.parametrize("length", [2, 3, 4])
    def test_no_circles(self, filled: Ledger, length: int) -> None:
        ring = ["C2", "C3", "C4", "C5"][:length]
        for part, whole in pairwise(ring):
            filled.link(part, "part_of", whole)
        with pytest.raises(RuleBroken, match="circle"):
            filled.link(ring[-1], "draws_on", ring[0])

    def test_no_circles_by_way_of_supersedes(self, filled: Ledger) -> None:
        filled.link("C2", "part_of", "C3")
        with pytest.raises(RuleBroken, match="circle"):
            filled.link("C2", "supersedes", "C3")

    @pytest.mark.parametrize(
        "second", [("C2", "draws_on", "C4"), ("C4", "supersedes", "C2"), ("C2", "part_of", "C3")]
    )
    def test_no_second_home(self, filled: Ledger, second: tuple[str, str, str]) -> None:
        filled.link("C2", "part_of", "C3")
        with pytest.raises(RuleBroken) as error:
            filled.link(*second)
        assert "C2 is counted with C3 already (C2 part_of C3)" in refused(error)

    def test_several_parts_of_one_whole(self, filled: Ledger) -> None:
        for part in ("C2", "C4", "C5"):
            filled.link(part, "part_of", "C3")
        assert len(filled.trace("C3")["links"]) == 3


class TestNames:
    @pytest.mark.parametrize(
        ("about", "nearest"),
        [
            ({"donor": "Norwai"}, "Norway"),
            ({"recipient": "Ukrane"}, "Ukraine"),
            ({"item": "Leopard 2 tanc"}, "Leopard 2 tank"),
        ],
    )
    def test_unknown_ones_are_answered_with_the_nearest(
        self, refusing: Ledger, about: dict[str, str], nearest: str
    ) -> None:
        with pytest.raises(NotFound) as error:
            promise(refusing, **about)
        assert nearest in refused(error)

    def test_an_unknown_unit(self, refusing: Ledger) -> None:
        with pytest.raises(NotFound) as error:
            say(refusing, "C1", TANKS, amount="8 Leopard 2 tanc")
        assert "Leopard 2 tank" in refused(error)

    def test_a_currency_is_no_item(self, refusing: Ledger) -> None:
        with pytest.raises(NotFound, match="EUR is a currency"):
            promise(refusing, item="EUR")

    @pytest.mark.parametrize("name", ["NOR", "Norway", "norway", "NORWAY"])
    def test_any_case_and_the_code(self, filled: Ledger, name: str) -> None:
        assert filled.trace(promise(filled, donor=name))["donor"] == "NOR"

    HOSTILE = ("a\0b", "a\x1b[31mb", "a\ud800b", "a\nb", "a\x85b", "n" * 1_000_000, "", "   ")

    @pytest.mark.parametrize("name", HOSTILE, ids=ascii)
    @pytest.mark.parametrize("field", ["title", "programme", "donor", "item"])
    def test_hostile_ones_are_refused_with_a_sentence(
        self, refusing: Ledger, field: str, name: str
    ) -> None:
        with pytest.raises(LedgerError) as error:
            promise(refusing, **{field: name})
        refused(error)

    @pytest.mark.parametrize("name", HOSTILE, ids=ascii)
    def test_hostile_publishers_and_reasons(self, refusing: Ledger, name: str) -> None:
        attempts = [
            lambda: refusing.add_document(b"New.\n", published="2024-01-01", publisher=name),
            lambda: refusing.add_document(b"New.\n", published="2024-01-01", title=name),
            lambda: refusing.add_document(b"New.\n", published="2024-01-01", url=name),
        ]
        if name != "a\nb":  # a reason may have several lines
            attempts.append(lambda: say(refusing, replaces="E1", reason=name))
        for attempt in attempts:
            with pytest.raises(LedgerError) as error:
                attempt()
            refused(error)

    @settings(deadline=None, max_examples=30)
    @given(st.text(st.characters(codec=None, exclude_categories=[]), max_size=400))
    def test_any_title_is_kept_as_it_is_or_refused(self, title: str) -> None:
        try:
            new = new_commitment(donor="x", recipient="y", aid_type="military", title=title)
        except ValueRefused:
            return
        assert new.title == title.strip()
        assert new.title.encode()
        assert "\0" not in new.title


class TestTransactions:
    def test_an_error_in_the_middle_leaves_nothing(self, place: str) -> None:
        with ledger.open(place) as book:
            book.add_document(TEXT.encode(), published="2024-03-05")
            promise(book)
            before = contents(place)

            def half_done() -> None:
                with book.writing() as writer:
                    writer.add_document(ledger.asking.new_document(b"More.\n", "2024-01-01"))
                    writer.add_organisation(ledger.asking.new_organisation(name="A new fund"))
                    writer.add_item(ledger.asking.new_item(name="sledge"))
                    number = writer.add_commitment(
                        new_commitment(
                            donor="A new fund",
                            recipient="Ukraine",
                            aid_type="military",
                            item="sledge",
                            title="Sledges",
                        )
                    )
                    writer.add_link(new_link(f"C{number}", "part_of", "C1", None))
                    writer.add_entry(number, new_entry(stage="pledged", document="D1", quote=TANKS))
                    writer.add_entry(
                        number, new_entry(stage="pledged", document="D1", quote="not there at all")
                    )

            with pytest.raises(QuoteRefused):
                half_done()
            assert contents(place) == before
            assert say(book, "C1") == "E1"
            assert book.verify() == []

    def test_any_other_error_leaves_nothing_too(self, place: str) -> None:
        with ledger.open(place) as book:
            before = contents(place)

            def interrupted() -> None:
                with book.writing() as writer:
                    writer.add_document(ledger.asking.new_document(b"More.\n", "2024-01-01"))
                    raise KeyboardInterrupt

            with pytest.raises(KeyboardInterrupt):
                interrupted()
            assert contents(place) == before

    def test_a_refusal_leaves_nothing(self, place: str) -> None:
        with ledger.open(place) as book:
            book.add_document(TEXT.encode(), published="2024-03-05")
            promise(book)
            before = contents(place)
            for more in (
                {"amount": "7 EUR"},
                {"replaces": "E5", "reason": "x"},
                {"quote": "it never said"},
            ):
                with pytest.raises(LedgerError):
                    say(book, "C1", **more)
            with pytest.raises(LedgerError):
                book.link("C1", "part_of", "C2")
        assert contents(place) == before


class TestJournal:
    def test_it_is_a_chain_without_holes(self, filled: Ledger, filled_place: str) -> None:
        say(filled)
        filled.link("C2", "part_of", "C3")
        [(ledger_id,)] = run(filled_place, "SELECT ledger_id FROM ledger")
        rows = run(filled_place, "SELECT seq, previous, hash, action FROM journal ORDER BY seq")
        assert [row[0] for row in rows] == list(range(1, len(rows) + 1))
        assert [row[1] for row in rows] == [
            journal.genesis(str(ledger_id)),
            *(row[2] for row in rows[:-1]),
        ]
        assert [row[3] for row in rows] == [
            "ledger.create",
            "vocabulary.load",
            "document.add",
            *["commitment.add"] * 5,
            "entry.add",
            "commitment.link",
        ]

    def test_numbers_have_no_holes_after_refusals(self, filled: Ledger) -> None:
        for n in range(1, 4):
            with pytest.raises(QuoteRefused):
                say(filled, quote="not there")
            assert say(filled) == f"E{n}"
        assert promise(filled) == "C6"

    def test_its_clock_never_goes_back(self, filled: Ledger, filled_place: str) -> None:
        location = locate(filled_place)
        future = datetime.now(UTC) + timedelta(days=400)
        moments = iter([future, future - timedelta(days=800), future + timedelta(seconds=1)])
        with changing(make_engine(location), location, Wait()) as connection:
            writer = Writer(connection, "tests", lambda: next(moments))
            for title in ("one", "two", "three"):
                new = {"donor": "Norway", "recipient": "Ukraine", "aid_type": "other"}
                writer.add_commitment(new_commitment(title=title, **new))
            writer.finish()
        promise(filled, title="four")
        told = [one.recorded_at for one in filled.commitments()[-4:]]
        assert told == [future, future, future + timedelta(seconds=1), told[2]]
        assert filled.verify() == []

    def test_it_says_who(self, place: str, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("AID_LEDGER_USER", "an analyst")
        assert who() == "an analyst"
        with ledger.open(place) as book:
            promise(book)
            assert book.trace("C1")["recorded_by"] == "an analyst"
        with ledger.open(place, by_whom="an auditor") as book:
            promise(book)
            assert book.trace("C2")["recorded_by"] == "an auditor"
        assert run(place, 'SELECT "by" FROM journal WHERE seq > 2 ORDER BY seq') == [
            ("an analyst",),
            ("an auditor",),
        ]

    @pytest.mark.parametrize("name", ["a\0b", "a\x1b[31mb", "\udcff", "n" * 1_000_000])
    def test_a_hostile_name_is_refused(self, place: str, name: str) -> None:
        with pytest.raises(ValueRefused) as error, ledger.open(place, by_whom=name) as book:
            promise(book)
        refused(error)
