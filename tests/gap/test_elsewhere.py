"""``--explain`` names what a figure rests on from elsewhere: whose entry, and which words."""

from __future__ import annotations

from typing import Any

import pytest

from ledger.api import Ledger
from ledger.cli.gap_table import gap_page
from ledger.exporters.sheets import explanation_sheet, gap_json

TEXT = """Aid

The EU pledged 500 million euros to Ukraine on Monday. Germany pledged 100 million euros to
Ukraine on Monday. Germany delivered 2 howitzers to Ukraine on Tuesday.
"""


@pytest.fixture
def told(book: Ledger) -> Ledger:
    """C1 of the EU (E1), C2 of Germany (E2) with a delivery in another unit (E3)."""
    book.add_document(TEXT.encode(), published="2024-05-16")
    for donor, quote, figure in (
        ("EU", "The EU pledged 500 million euros to Ukraine", "500000000 EUR"),
        ("DEU", "Germany pledged 100 million euros to\nUkraine", "100000000 EUR"),
    ):
        of = book.add_commitment(donor=donor, recipient="UKR", aid_type="military", title="Aid").ref
        book.add_entry(of, stage="pledged", document="D1", quote=quote, amount=figure)
    book.add_entry(
        "C2",
        stage="delivered",
        document="D1",
        quote="Germany delivered 2 howitzers to Ukraine",
        amount="2 howitzer",
    )
    return book


def explained(book: Ledger, **asked: Any) -> dict[tuple[str, str, str], Any]:
    """The explanation by donor, unit and figure."""
    rows = gap_json(book.gap(as_of="2024-06-01", explain=True, **asked), None, explained=True)
    return {
        (row["donor"], row["unit"], part["figure"]): part
        for row in rows["rows"]
        for part in row["explanation"]
    }


def test_a_delivery_in_another_unit_is_named_where_it_makes_a_promise_outstanding(
    told: Ledger,
) -> None:
    found = explained(told)
    outstanding = found["DEU", "EUR", "outstanding"]
    assert outstanding["entries"] == ["E2", "E3"]
    [elsewhere] = outstanding["elsewhere"]
    start = TEXT.index("2 howitzers")
    assert elsewhere == {
        "entry": "E3",
        "commitment": "C2",
        "donor": "DEU",
        "recipient": "UKR",
        "low": "2",
        "high": "2",
        "unit": "howitzer",
        "document": "D1",
        "start": start,
        "end": start + 1,
        "selector": None,
        "exact": "2",
    }
    # at home, and where nothing was delivered, there is nothing to be told
    assert found["DEU", "howitzer", "delivered"]["elsewhere"] == []
    assert found["DEU", "EUR", "promised"]["elsewhere"] == []
    assert found["EU", "EUR", "undetermined"]["elsewhere"] == []


def test_a_link_between_donors_says_whose_the_figures_are_and_explain_says_whose_they_were(
    told: Ledger,
) -> None:
    [doubt] = told.link("C2", "draws_on", "C1")
    assert doubt == (
        "The donor of C2 is DEU, that of C1 is EU: what is counted with C1 counts for EU."
    )
    found = explained(told)
    assert {donor for donor, _, _ in found} == {"EU"}
    assert found["EU", "EUR", "promised"]["elsewhere"] == []
    [allocated] = found["EU", "EUR", "allocated"]["elsewhere"]
    assert (allocated["entry"], allocated["commitment"], allocated["donor"]) == ("E2", "C2", "DEU")
    [delivered] = found["EU", "howitzer", "delivered"]["elsewhere"]
    assert (delivered["entry"], delivered["commitment"]) == ("E3", "C2")
    assert told.gap(donor="DEU", as_of="2024-06-01").rows == []
    sheet = explanation_sheet(told.gap(as_of="2024-06-01", explain=True))
    [words] = [row["elsewhere"] for row in sheet.rows if row["figure"] == "allocated"]
    assert words.startswith("E2 of C2 (DEU → UKR): 100000000 EUR, “100 million euros” at ")


def test_superseding_counts_for_the_new_promise_and_both_ends_are_looked_at(book: Ledger) -> None:
    for recipient in ("UKR", "MDA"):
        book.add_commitment(donor="EU", recipient=recipient, aid_type="military", title="Aid")
    [doubt] = book.link("C2", "supersedes", "C1")
    assert doubt == (
        "The recipient of C1 is UKR, that of C2 is MDA: what is counted with C2 counts for MDA."
    )


def test_the_rest_of_a_package_names_what_was_taken_out_of_it(told: Ledger) -> None:
    told.add_commitment(donor="DEU", recipient="UKR", aid_type="military", title="More")
    told.add_entry(
        "C3",
        stage="pledged",
        document="D1",
        quote="Germany pledged 100 million euros to\nUkraine",
        amount="100000000 EUR",
    )
    assert told.link("C3", "part_of", "C1")
    unspecified = explained(told)["EU", "EUR", "unspecified"]
    assert (unspecified["low"], unspecified["entries"]) == ("400000000", ["E1", "E4"])
    assert [one["commitment"] for one in unspecified["elsewhere"]] == ["C3"]


def test_a_converted_figure_is_at_home_in_the_currency_asked_for(told: Ledger) -> None:
    found = explained(told, currency="EUR")
    assert found["EU", "EUR", "promised"]["elsewhere"] == []
    assert [one["entry"] for one in found["DEU", "EUR", "outstanding"]["elsewhere"]] == ["E3"]


def test_the_legend_says_what_the_columns_mean_that_are_there(told: Ledger) -> None:
    page = gap_page(told.gap(as_of="2024-06-01"), None, explain=False)
    assert "\nDelivered in another unit: --currency sets it against the promise.\n" in page
    assert "Unspecified:" not in page
    plain = gap_page(told.gap(as_of="2024-06-01", donor="EU"), None, explain=False)
    assert "Delivered in another unit" not in plain
    told.add_commitment(donor="EU", recipient="UKR", aid_type="military", title="More")
    told.link("C3", "part_of", "C1")
    page = gap_page(told.gap(as_of="2024-06-01", donor="EU"), None, explain=False)
    assert "\nUnspecified: what a package's headline leaves when its parts are taken out.\n" in page
