"""One example for each rule by which a sentence or a list names a donor, a stage and a figure."""

from __future__ import annotations

from datetime import date

import pytest

from ledger.reading import read
from ledger.reading.reader import read_all

DAY = date(2024, 3, 14)


def rows(text: str) -> list[tuple[str, str, str]]:
    """Words, donor and stage of each claim."""
    return [(c.text, c.donor_code or c.donor, str(c.stage)) for c in read(text, DAY)]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "Paris is good for four million euros for Ukraine, Madrid for three million.",
            [("four million euros", "FRA", "pledged"), ("three million", "ESP", "pledged")],
        ),
        (
            "Two planes from Turkey brought 60 tonnes of food to Gaza.",
            [("60 tonnes", "TUR", "delivered")],
        ),
        ("The Danes wired Ukraine 12 million kroner.", [("12 million kroner", "DNK", "delivered")]),
        (
            "Ottawa's signature brought $20 million for Ukraine.",
            [("$20 million", "CAN", "pledged")],
        ),
        (
            "The road is built for Kenya jointly with Iceland, which pays 75 million kronur.",
            [("75 million kronur", "ISL", "pledged")],
        ),
        (
            "Another 17 generators, the gift of Greece, are stuck at the border of Ukraine.",
            [("17", "GRC", "stalled")],
        ),
        ("From Warsaw, seven MiG-29s for Ukraine.", [("seven", "POL", "pledged")]),
        ("A U.S. package worth $61 million for Ukraine was blocked.", [("$61 million", "USA")]),
        (
            "Spain handed over two ambulances to Ukraine; the Dutch 12.",
            [("two", "ESP", "delivered")],
        ),
        (
            "Lithuania and Latvia have sent Ukraine 12 and 6 Stinger launchers respectively.",
            [("12", "LTU", "delivered"), ("6", "LVA", "delivered")],
        ),
        (
            "Germany and France each gave Ukraine 40 million euros.",
            [("40 million euros", "DEU", "delivered"), ("40 million euros", "FRA", "delivered")],
        ),
        (
            "Only $2 million of the $50 million that Qatar pledged to Ukraine has arrived.",
            [("$2 million", "QAT", "delivered"), ("$50 million", "QAT", "pledged")],
        ),
        (
            "The White House sent Congress a request for $24 billion for Ukraine.",
            [("$24 billion", "USA", "proposed")],
        ),
        (
            "The Commission tabled a plan to give Moldova 1.8 billion euros.",
            [("1.8 billion euros", "EU", "proposed")],
        ),
        (
            "New Zealand granted Tonga NZ$4 million.",
            [("NZ$4 million", "NZL", "committed")],
        ),
        (
            "The ambassador of Japan and the health minister of Kenya signed a grant agreement "
            "worth 480 million yen.",
            [("480 million yen", "JPN", "committed")],
        ),
    ],
)
def test_sentences(sentence: str, expected: list[tuple[str, ...]]) -> None:
    found = rows(sentence)
    for row in expected:
        assert any(one[: len(row)] == row for one in found), found


def test_what_a_package_announced_before_is_worth_and_holds() -> None:
    found = rows(
        "Today Denmark announced a new package for Ukraine. It is worth 2.3 billion kroner. "
        "It contains 15 tanks and 200 trucks."
    )
    assert found == [
        ("2.3 billion kroner", "DNK", "pledged"),
        ("15", "DNK", "pledged"),
        ("200", "DNK", "pledged"),
    ]


def test_what_would_follow_takes_the_stage_of_the_proposal() -> None:
    found = rows(
        "The Commission tabled a plan to give Moldova 1.8 billion euros. Some 385 million would "
        "come as grants."
    )
    assert [row[2] for row in found] == ["proposed", "proposed"]


def test_headings_carry_the_stage_and_lines_end_in_their_number() -> None:
    found = rows(
        "German aid to Ukraine\n\nDelivered\nBiber bridge-layers – 12 (before: 10)\n"
        "Patrol vehicles – 21\n\nTo be delivered\nTrailers – 40\n"
    )
    assert found[:2] == [("12", "DEU", "delivered"), ("21", "DEU", "delivered")]


def test_rows_of_a_table_have_donor_sum_and_stage() -> None:
    found = rows(
        "Sudan appeal: state of contributions\n\nDonor            Amount            Status\n"
        "Germany          EUR 40 million    paid\nNorway           NOK 100 million   pledged\n"
        "Qatar            USD 5 million     not yet received\n"
        "Kuwait           USD 7 million     transferred\n"
    )
    assert found == [
        ("EUR 40 million", "DEU", "delivered"),
        ("NOK 100 million", "NOR", "pledged"),
        ("USD 5 million", "QAT", "shortfall"),
        ("USD 7 million", "KWT", "delivered"),
    ]


def test_the_number_of_a_line_counts_nothing() -> None:
    text = "Denmark has approved for Ukraine:\n\n1. 30 fire engines;\n2. 5 million kroner.\n"
    assert [row[0] for row in rows(text)] == ["30", "5 million kroner"]


def test_a_dateline_gives_nothing() -> None:
    assert rows("PARIS - A flood took the lives of 40 people.\n\nDamage: 20 million euros.") == []


def test_an_author_named_at_the_foot_makes_it_opinion() -> None:
    text = "Norway gave Ukraine 20 tanks.\n\nThe writer is a former diplomat.\n"
    assert {one.reason for one in read_all(text, DAY).refusals} == {"opinion piece"}


@pytest.mark.parametrize(
    ("sentence", "reason"),
    [
        ("Norway sent Ukraine tents after parliament had voted 97 to 10.", "votes"),
        ("Norway's officer, 41, gave aid to Ukraine.", "an age"),
        ("Norway's donations to Ukraine to date: 49 billion kroner.", "past total"),
        ("Norway thereby crosses the 50 billion kroner mark for Ukraine.", "past total"),
        ("Poland bought 250 Abrams tanks from the United States.", "a sale"),
        ("Poland waits for 450 million euros from the EU.", "request or need"),
        ("In all, Sweden has now given Ukraine 43 billion kronor.", "past total"),
        ("Sweden sent Ukraine tents, as the temperature dropped to minus 16.", "temperature"),
    ],
)
def test_reasons(sentence: str, reason: str) -> None:
    assert reason in {refusal.reason for refusal in read_all(sentence, DAY).refusals}
