"""Bounds that a source contradicts are refused; what is only doubtful is taken, and told."""

from __future__ import annotations

import pytest

from ledger.api import Ledger
from ledger.asking import new_commitment, new_entry
from ledger.errors import QuoteRefused
from ledger.store.names import Names

TEXT = """Canada pledges more

Canada pledged more than $500 million in aid to Ukraine on Monday. It will also send up
to 4 armored vehicles. Sweden pledged 14 trucks, and four of the vehicles have arrived.

2 comments

@Anybody, I agree. Canada already gave $4 billion to Ukraine last year, I think.

@Somebody, in my opinion that is not enough.
"""


def record(book: Ledger, amount: str, quote: str) -> list[str]:
    """Record a promise of Canada's; what is doubtful about it."""
    document = book.add_document(TEXT.encode(), published="2024-06-12").ref
    about = new_commitment(donor="Canada", recipient="Ukraine", aid_type="military", title="Aid")
    entry = new_entry(stage="pledged", document=document, quote=quote, amount=amount)
    with book.writing() as writer:
        writer.add_entry(writer.add_commitment(about), entry)
        return list(writer.doubts)


@pytest.mark.parametrize("quote", ["pledged more than $500 million in aid", "$500 million"])
@pytest.mark.parametrize("amount", ["500000000 USD", "..500000000 USD", "about 500000000 USD"])
def test_more_than_is_a_lower_bound_also_where_the_quote_cuts_it_off(
    book: Ledger, quote: str, amount: str
) -> None:
    with pytest.raises(QuoteRefused, match="more than") as refused:
        record(book, amount, quote)
    assert refused.value.hint == "Write 500000000.. USD for a lower bound."
    assert book.commitments() == []


def test_up_to_is_an_upper_bound(book: Ledger) -> None:
    with pytest.raises(QuoteRefused, match="up"):
        record(book, "4 armored vehicle", "up\nto 4 armored vehicles")
    assert record(book, "..4 armored vehicle", "up\nto 4 armored vehicles") == []


def test_what_the_source_says_is_taken_without_doubt(book: Ledger) -> None:
    assert record(book, "500000000.. USD", "pledged more than $500 million in aid") == []


def test_a_bound_that_the_source_does_not_state_is_doubtful(book: Ledger) -> None:
    [doubt] = record(book, "14.. truck", "pledged 14 trucks")
    assert "without saying that it is a bound" in doubt


def test_about_so_much_that_the_source_does_not_say_is_doubtful(book: Ledger) -> None:
    [doubt] = record(book, "about 14 truck", "pledged 14 trucks")
    assert "without saying that it is about so much" in doubt


def test_a_day_after_the_document_is_doubtful(book: Ledger) -> None:
    document = book.add_document(TEXT.encode(), published="2024-06-12").ref
    about = {"donor": "Sweden", "recipient": "Ukraine", "aid_type": "military", "title": "Aid"}
    commitment = book.add_commitment(**about).ref
    said = {"stage": "pledged", "document": document, "quote": "Sweden pledged 14 trucks"}
    assert book.add_entry(commitment, **said, amount="14 truck", date="2024-06-12").doubts == ()
    later = book.add_entry(commitment, **said, amount="14 truck", date="2026-06-12")
    assert later.doubts[-1] == "E2 is dated 2026-06-12, after D1 was published, 2024-06-12."


def test_a_document_of_days_to_come_is_doubtful(book: Ledger) -> None:
    [doubt] = book.add_document(b"Sweden pledged 14 trucks.", published="9000-01-01").doubts
    assert doubt.startswith("D1 is dated 9000-01-01, after today, ")


def test_a_thing_that_the_quote_does_not_name_is_doubtful(book: Ledger) -> None:
    [doubt] = record(book, "4 howitzer", "four of the vehicles have arrived")
    assert doubt == "The quote does not name howitzer."


def test_a_readers_comment_is_doubtful(book: Ledger) -> None:
    [doubt] = record(book, "4000000000 USD", "Canada already gave $4 billion to Ukraine last year")
    assert "in the comments of D1" in doubt


def test_the_same_words_again_are_doubtful(book: Ledger) -> None:
    assert record(book, "14 truck", "pledged 14 trucks") == []
    [doubt] = record(book, "14 truck", "pledged 14 trucks")
    assert doubt == "E1 of C1 rests on the same words, and counts too."


def test_a_quote_that_names_another_donor_is_doubtful(book: Ledger) -> None:
    [doubt] = record(book, "14 truck", "Sweden pledged 14 trucks")
    assert doubt == "The quote names Sweden, and not Canada."


def test_a_donor_is_named_by_a_possessive_too(book: Ledger) -> None:
    text = "Japan’s $100 million loan has not arrived.\n"
    document = book.add_document(text.encode(), published="2024-06-12").ref
    about = {"donor": "Norway", "recipient": "Ukraine", "aid_type": "financial", "title": "Loan"}
    commitment = book.add_commitment(**about).ref
    added = book.add_entry(
        commitment,
        stage="shortfall",
        document=document,
        quote=text.strip(),
        amount="100000000 USD",
    )
    assert added.doubts == ("The quote names Japan, and not Norway.",)


def test_letters_of_a_sign_for_money_name_no_donor(book: Ledger) -> None:
    with book.reading() as connection:
        names = Names(connection)
        found = names.parties_in("It gave US$5 million; the United States gave none.")
        assert {names.parties[number].key for number in found} == {"USA"}
        assert names.parties_in("It gave US$5 million and CA$ 3 million.") == set()


def test_no_more_than_is_an_upper_bound_too(book: Ledger) -> None:
    text = "Sweden pledged no more than 9 trucks to Ukraine on Monday, its ministry said.\n"
    document = book.add_document(text.encode(), published="2024-06-12").ref
    with book.writing() as writer:
        about = new_commitment(donor="Sweden", recipient="Ukraine", aid_type="other", title="Aid")
        commitment = writer.add_commitment(about)
        quote = "Sweden pledged no more than 9 trucks"
        with pytest.raises(QuoteRefused):
            writer.add_entry(
                commitment,
                new_entry(stage="pledged", document=document, quote=quote, amount="9.. truck"),
            )


def test_what_to_write_instead_is_a_figure_that_can_be_written(book: Ledger) -> None:
    text = "Sweden gave at least 300 155mm shells to Ukraine on Monday, its ministry said.\n"
    document = book.add_document(text.encode(), published="2024-06-12").ref
    about = {"donor": "Sweden", "recipient": "Ukraine", "aid_type": "military", "title": "Shells"}
    commitment = book.add_commitment(**about).ref
    said = {"stage": "delivered", "document": document, "quote": "at least 300 155mm shells"}
    with pytest.raises(QuoteRefused) as refused:
        book.add_entry(commitment, **said, amount='300 "155 mm shell"')
    assert refused.value.hint == 'Write 300.. "155 mm shell" for a lower bound.'
    assert book.add_entry(commitment, **said, amount='300.. "155 mm shell"').doubts == ()
