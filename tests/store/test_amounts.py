"""Figures come back from both databases as they went in, and sum exactly."""

from __future__ import annotations

from collections.abc import Callable
from itertools import count

import pytest
from conftest import on_both
from databases import run
from hypothesis import given, settings
from hypothesis import strategies as st

import ledger
import ledger.asking
from ledger.api import Ledger
from ledger.values import amount, bounds
from ledger.values.amount import LARGEST
from ledger.values.bounds import Bounds

AS_OF = "2024-12-31"
_NUMBERS = count(1)

FIGURES = [
    ("99999999999999.9999", "99999999999999.9999 euros"),
    ("1000000000000000", "1,000,000,000,000,000 euros"),
    ("999999999999999.9999", "999,999,999,999,999.9999 euros"),
    ("0.0001", "0.0001 euros"),
    ("0", "0 euros"),
    ("0.3", "0.3 euros"),
    ("60000000000..", "more than 60 billion euros"),
    ("..5000000000", "up to 5 billion euros"),
    ("1000000..2000000", "between 1 million and 2 million euros"),
]


def pledge(book: Ledger, figures: list[tuple[str, str]], donor: str = "Norway") -> list[str]:
    """A commitment a figure, out of one document; the references of their entries."""
    number = next(_NUMBERS)
    quotes = [f"In pledge {number}-{n} it gave {words}." for n, (_, words) in enumerate(figures)]
    document = book.add_document("\n".join(quotes).encode(), published="2024-01-01").ref
    with book.writing() as writer:
        entries = []
        for (figure, _), quote in zip(figures, quotes, strict=True):
            commitment = writer.add_commitment(
                ledger.asking.new_commitment(
                    donor=donor, recipient="Ukraine", aid_type="financial", title="a pledge"
                )
            )
            new = ledger.asking.new_entry(
                stage="pledged", document=document, quote=quote, amount=f"{figure} EUR"
            )
            entries.append(f"E{writer.add_entry(commitment, new)}")
    return entries


def promised(book: Ledger, donor: str) -> Bounds | None:
    """What the one row of a donor says is promised, the same from positions and entries."""
    [row] = book.gap(donor=donor, as_of=AS_OF).rows
    [folded] = book.gap(donor=donor, as_of=AS_OF, explain=True).rows
    assert row.figures == folded.figures
    return row.figures["promised"]


@pytest.mark.parametrize(
    ("backend", "figure", "words"), on_both(FIGURES, every=4), indirect=["backend"]
)
def test_a_figure_comes_back(book: Ledger, figure: str, words: str) -> None:
    [ref] = pledge(book, [(figure, words)])
    entry = book.trace(ref)
    low, dots, high = figure.partition("..")
    expected = (low or "0", high or None) if dots else (low, low)
    assert (entry["low"], entry["high"]) == expected or (low == "" and entry["low"] is None)
    assert promised(book, "Norway") == Bounds(
        amount.parse(expected[0]), None if expected[1] is None else amount.parse(expected[1])
    )


def test_the_views_print_figures_as_the_program_does(place: str) -> None:
    with ledger.open(place) as book:
        refs = pledge(book, FIGURES)
        told = [(book.trace(ref)["low"], book.trace(ref)["high"]) for ref in refs]
    assert run(place, "SELECT low, high FROM v_entry ORDER BY journal_seq") == told


def test_sums_go_beyond_64_bits(book: Ledger) -> None:
    largest = ("999999999999999.9999", "999,999,999,999,999.9999 euros")
    pledge(book, [largest] * 100)
    total = promised(book, "Norway")
    assert str(total) == "99999999999999999.99"
    assert total is not None
    assert total.low is not None
    assert total.low > 2**63
    assert book.verify() == []


def test_sums_within_one_commitment_go_beyond_64_bits(book: Ledger) -> None:
    """The position that is kept holds more than one entry may carry."""
    quotes = [f"Part {n} came to 999,999,999,999,999.9999 euros." for n in range(20)]
    document = book.add_document("\n".join(quotes).encode(), published="2024-01-01").ref
    commitment = book.add_commitment(
        donor="Norway", recipient="Ukraine", aid_type="financial", title="a pledge"
    ).ref
    for quote in quotes:
        book.add_entry(
            commitment,
            stage="pledged",
            document=document,
            quote=quote,
            amount="999999999999999.9999 EUR",
            cumulative=False,
        )
    assert str(promised(book, "Norway")) == "19999999999999999.998"
    assert book.verify() == []


def test_a_figure_beyond_the_largest_is_refused(book: Ledger) -> None:
    words = "1,000,000,000,000,001 euros"
    with pytest.raises(ledger.LedgerError, match="largest"):
        pledge(book, [("1000000000000001", words)])


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def shared(request: pytest.FixtureRequest, new_ledger: Callable[[str], str]) -> Ledger:
    """One ledger for all examples, which tell theirs apart by commitment."""
    return ledger.open(new_ledger(request.param))


@settings(deadline=None, max_examples=5)
@given(st.lists(st.integers(0, LARGEST) | st.integers(0, 20_000), min_size=1, max_size=6))
def test_any_figures_come_back_and_sum(shared: Ledger, values: list[int]) -> None:
    texts = [amount.text(value) for value in values]
    title = f"pledges {next(_NUMBERS)}"
    quotes = [f"In {title} part {n} came to {text} euros." for n, text in enumerate(texts)]
    document = shared.add_document("\n".join(quotes).encode(), published="2024-01-01").ref
    commitment = shared.add_commitment(
        donor="Norway", recipient="Ukraine", aid_type="financial", title=title, programme=title
    ).ref
    for quote, text in zip(quotes, texts, strict=True):
        new = {"document": document, "quote": quote, "amount": f"{text} EUR", "cumulative": False}
        ref = shared.add_entry(commitment, stage="pledged", **new).ref
        assert shared.trace(ref)["low"] == text
    [row] = shared.gap(programme=title, as_of=AS_OF).rows
    assert row.figures["promised"] == bounds.exact(sum(values))
