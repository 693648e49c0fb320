"""Claims in the queue, and decisions that make entries of them."""

from __future__ import annotations

import pytest

from ledger.api import Ledger
from ledger.errors import LedgerError, NotFound, RuleBroken, ValueRefused
from ledger.reading import read
from ledger.reading.record import claim_record
from ledger.review.decide import accept, reject, title
from ledger.review.queue import one, queue, suggestions
from ledger.store import journal
from tests.review.building import TEXT, denmark, found, launchers, norway, open_claims, store


def test_a_claim_waits_in_the_queue_with_its_record(book: Ledger) -> None:
    found(book, store(book), norway())
    [waiting] = open_claims(book)
    assert str(waiting.ref) == "K1"
    assert waiting.body["text"] == "150 million euros"
    assert waiting.verdict is None


def test_reading_again_doubles_nothing(book: Ledger) -> None:
    document = store(book)
    first = found(book, document, norway(), denmark())
    again = found(book, document, norway(), denmark())
    assert (first.new, first.known, first.withdrawn) == (2, 0, 0)
    assert (again.new, again.known, again.withdrawn) == (0, 2, 0)
    assert len(open_claims(book)) == 2


def test_the_journal_tells_of_each_reading_that_changed_something(book: Ledger) -> None:
    document = store(book)
    readings = [(), (norway(), denmark()), (norway(), denmark()), (denmark(),), (denmark(),)]
    for claims in readings:
        found(book, document, *claims)
    with book.reading() as connection:
        rows = [row for row in journal.rows(connection) if row.action == "document.read"]
    assert [journal.told(row.body)["claims"] for row in rows] == [2, 2]
    assert book.verify() == []


def test_a_claim_not_found_any_more_leaves_the_queue_and_keeps_its_number(book: Ledger) -> None:
    document = store(book)
    found(book, document, norway(), denmark())
    assert found(book, document, denmark()).withdrawn == 1
    assert [str(claim.ref) for claim in open_claims(book)] == ["K2"]
    found(book, document, norway(), denmark())
    assert [str(claim.ref) for claim in open_claims(book)] == ["K1", "K2"]


def test_a_better_reader_updates_a_claim_it_finds_again(book: Ledger) -> None:
    document = store(book)
    found(book, document, norway())
    found(book, document, norway() | {"confidence": 0.5, "date_high": "2024-03-13"})
    [waiting] = open_claims(book)
    assert waiting.body["confidence"] == 0.5


def test_accepting_posts_commitment_entry_citations_and_decision(book: Ledger) -> None:
    found(book, store(book), norway())
    with book.writing() as writer:
        posted = accept(writer, one(writer.connection, 1))
    assert (posted.commitment, posted.entry, posted.is_new) == (1, 1, True)
    trace = book.trace("E1")
    assert trace["low"] == "150000000"
    assert str(trace["decision"]["claim"]) == "K1"
    cited = {citation["field"]: citation["exact"] for citation in trace["citations"]}
    assert cited["amount"] == "150 million euros"
    assert cited["donor"] == "Norway"
    assert cited["stage"] == "pledged"
    assert cited["recipient"] == "Ukraine"
    assert book.verify() == []
    assert open_claims(book) == []


def test_a_figure_is_cited_where_the_claim_has_it_not_where_it_stands_first(book: Ledger) -> None:
    text = "Norway sent 12 trucks and Norway sent 12 howitzers to Ukraine. More will come.\n"
    at = text.index("12 howitzers")
    body = denmark() | {"start": at, "end": at + 2, "sentence_start": 0, "sentence_end": 62}
    found(book, store(book, text), body)
    with book.writing() as writer:
        accept(writer, one(writer.connection, 1))
    [cited] = [c for c in book.trace("E1")["citations"] if c["field"] == "quantity"]
    assert (cited["start"], cited["end"]) == (at, at + 2)


def test_a_sum_is_quoted_from_the_one_on_that_says_in_which_currency_it_is(book: Ledger) -> None:
    text = "Donors pledged aid to Ukraine:\n- Germany: $120 million\n- Sweden: 35 million\n"
    claims = [claim_record(claim) for claim in read(text)]
    assert [claim["unit"] for claim in claims] == ["USD", "USD"]
    found(book, store(book, text), *claims)
    with book.writing() as writer:
        accept(writer, one(writer.connection, 2))
    entry = book.trace("E1")
    assert (entry["low"], entry["unit"]) == ("35000000", "USD")
    cited = {one["field"]: one["exact"] for one in entry["citations"]}
    assert cited["amount"] == "35 million"
    assert cited["unit"] == "$120 million"
    assert book.verify() == []


def test_a_part_of_an_accepted_package_is_linked_to_it(book: Ledger) -> None:
    found(book, store(book), norway(), launchers())
    with book.writing() as writer:
        accept(writer, one(writer.connection, 1))
        accept(writer, one(writer.connection, 2))
    [link] = book.trace("C2")["links"]
    assert (str(link["source"]), link["kind"], str(link["target"])) == ("C2", "part_of", "C1")


def test_attaching_adds_an_entry_to_a_commitment_on_record(book: Ledger) -> None:
    document = store(book)
    found(book, document, norway())
    with book.writing() as writer:
        accept(writer, one(writer.connection, 1))
    second = store(book, TEXT.replace("OSLO", "BERGEN"))
    found(book, second, norway() | {"stage": "committed"})
    shift = len("BERGEN") - len("OSLO")
    moved = {k: norway()[k] + shift for k in ("start", "end", "sentence_end")}
    found(book, second, norway() | moved | {"stage": "committed", "support": {}})
    [waiting] = open_claims(book)
    with book.writing() as writer:
        posted = accept(writer, waiting, to=1)
    assert (posted.commitment, posted.is_new) == (1, False)
    assert len(book.commitments()) == 1
    assert len(book.commitments()[0].entries) == 2


def test_a_due_date_is_given_by_who_reviews(book: Ledger) -> None:
    found(book, store(book), norway())
    with book.writing() as writer:
        accept(
            writer,
            one(writer.connection, 1),
            amended={"due": "..2024-06-30", "due_quote": "The package\nincludes"},
        )
    trace = book.trace("E1")
    assert (trace["due_low"], str(trace["due_high"])) == (None, "2024-06-30")
    [due] = [cited for cited in trace["citations"] if cited["field"] == "due"]
    assert " ".join(due["exact"].split()) == "The package includes"
    assert trace["decision"]["verdict"] == "amend"
    assert book.verify() == []


def test_amending_records_what_was_put_right(book: Ledger) -> None:
    found(book, store(book), norway())
    with book.writing() as writer:
        accept(
            writer,
            one(writer.connection, 1),
            amended={"stage": "committed", "amount": "150000000.. EUR", "date": "2024-03"},
            reason="the vote was final",
        )
    trace = book.trace("E1")
    assert (trace["stage"], trace["high"], trace["decision"]["verdict"]) == (
        "committed",
        None,
        "amend",
    )
    assert trace["decision"]["reason"] == "the vote was final"
    assert "stage" not in {citation["field"] for citation in trace["citations"]}


def test_rejecting_needs_a_reason_and_leaves_no_entry(book: Ledger) -> None:
    found(book, store(book), norway())
    with pytest.raises(ValueRefused), book.writing() as writer:
        reject(writer, one(writer.connection, 1), " ")
    with book.writing() as writer:
        reject(writer, one(writer.connection, 1), "a joke")
    assert book.commitments() == []
    with book.reading() as connection:
        [decided] = queue(connection, decided=True)
    assert (decided.verdict, decided.reason, decided.decided_by) == ("reject", "a joke", "tests")
    assert book.verify() == []


def test_a_claim_is_decided_once(book: Ledger) -> None:
    found(book, store(book), norway())
    with book.writing() as writer:
        reject(writer, one(writer.connection, 1), "a joke")
    with pytest.raises(RuleBroken, match="decided already"), book.writing() as writer:
        accept(writer, one(writer.connection, 1))


def test_an_unknown_claim_is_told(book: Ledger) -> None:
    with pytest.raises(NotFound, match="K7"), book.reading() as connection:
        one(connection, 7)


def test_a_claim_that_cannot_be_posted_leaves_everything_as_it_was(book: Ledger) -> None:
    found(book, store(book), norway() | {"donor": "Norway and Iceland", "donor_code": None})
    with pytest.raises(LedgerError), book.writing() as writer:
        accept(writer, one(writer.connection, 1))
    assert book.commitments() == []
    assert len(open_claims(book)) == 1


def test_the_same_figure_elsewhere_is_offered_as_more_evidence(book: Ledger) -> None:
    document = store(book)
    found(book, document, norway())
    with book.writing() as writer:
        accept(writer, one(writer.connection, 1))
    other = store(book, "Later. " + TEXT)
    moved = {k: norway()[k] + 7 for k in ("start", "end", "sentence_start", "sentence_end")}
    found(book, other, norway() | moved | {"support": {}})
    with book.reading() as connection:
        [offer] = suggestions(connection, queue(connection)[0])
    assert (offer.commitment, offer.relation.value) == (1, "the same figure")


def test_decisions_are_kept_whatever_the_queue_becomes(book: Ledger) -> None:
    document = store(book)
    found(book, document, norway())
    with book.writing() as writer:
        accept(writer, one(writer.connection, 1))
    found(book, document)
    assert str(book.trace("E1")["decision"]["claim"]) == "K1"
    assert book.verify() == []


@pytest.mark.parametrize(
    ("fields", "name"),
    [
        ({}, "150 million euros of military aid to Ukraine"),
        ({"aid_type": "other"}, "150 million euros of aid to Ukraine"),
        ({"recipient": None}, "150 million euros of military aid"),
        ({"text": "12", "item": "howitzers", "unit": "howitzer"}, "12 howitzers to Ukraine"),
        ({"text": "40 more", "unit": "Patriot battery"}, "40 more Patriot batteries to Ukraine"),
        ({"text": "one", "unit": "minehunter", "high": "1"}, "One minehunter to Ukraine"),
        ({"text": "tanks", "item": "tanks", "unit": None}, "Tanks to Ukraine"),
        ({"text": "aid for Ukraine", "item": "aid", "unit": None}, "Aid for Ukraine"),
    ],
)
def test_a_title_says_what_and_to_whom(fields: dict[str, str | None], name: str) -> None:
    body = norway() | fields
    if "text" in fields:
        body |= {"unit_kind": None if fields["unit"] is None else "item"}
    assert title(body, str(body["aid_type"]), body["recipient"]) == name


def test_a_title_is_a_line() -> None:
    body = norway() | {"text": "tanks and " * 60 + "more"}
    assert len(title(body, "military", "Ukraine")) < 140


def test_what_is_attached_in_another_unit_is_doubted(book: Ledger) -> None:
    found(book, store(book), norway(), denmark())
    with book.writing() as writer:
        assert accept(writer, one(writer.connection, 1)).doubts == ()
        posted = accept(writer, one(writer.connection, 2), to=1)
    assert posted.doubts == (
        "The quote names Denmark, and not Norway.",
        "C1 has figures in EUR so far, and E2 is in howitzer: sums never mix units.",
    )


def test_what_is_attached_to_another_donors_promise_is_doubted(book: Ledger) -> None:
    """Also where the words that the reader cites for the donor are the other one's."""
    at = TEXT.index("Denmark")
    found(book, store(book), norway(), denmark() | {"support": {"donor": [at, at + 7]}})
    with book.writing() as writer:
        accept(writer, one(writer.connection, 1))
        posted = accept(writer, one(writer.connection, 2), to=1)
    assert posted.doubts[0] == "The quote names Denmark, and not Norway."
