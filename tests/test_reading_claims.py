"""What texts of each kind claim: sentences written for the test, read whole."""

from __future__ import annotations

from datetime import date

import pytest

from ledger.reading import read
from ledger.reading.claim import Claim
from ledger.values.days import Days

THURSDAY = date(2024, 3, 14)


def rows(text: str, published: date | None = THURSDAY) -> list[tuple[str, str, str, str]]:
    """Words, donor, stage and figure of each claim."""
    return [
        (claim.text, claim.donor_code or claim.donor, str(claim.stage), _figure(claim))
        for claim in read(text, published)
    ]


def _figure(claim: Claim) -> str:
    return "" if claim.bounds is None else f"{claim.bounds} {claim.unit}"


def only(text: str) -> Claim:
    (claim,) = read(text, THURSDAY)
    return claim


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Norway will give Ukraine €20 million, the government said.",
            [("€20 million", "NOR", "pledged", "20000000 EUR")],
        ),
        (
            "Ottawa announced $50 million in aid for Ukraine.",
            [("$50 million", "CAN", "pledged", "50000000 CAD")],
        ),
        (
            "Ottawa announced C$50 million in aid for Ukraine. It gave $8 million in May.",
            [
                ("C$50 million", "CAN", "pledged", "50000000 CAD"),
                ("$8 million", "CAN", "delivered", "8000000 USD"),
            ],
        ),
        (
            "Denmark has set aside 300 million crowns for Ukraine.",
            [("300 million crowns", "DNK", "allocated", "300000000 DKK")],
        ),
        (
            "The Pentagon has shipped 12 howitzers to Ukraine.",
            [("12", "USA", "delivered", "12 howitzer")],
        ),
        (
            "France promised Ukraine 30 million euros, Italy 20 million and Spain 10 million.",
            [
                ("30 million euros", "FRA", "pledged", "30000000 EUR"),
                ("20 million", "ITA", "pledged", "20000000 EUR"),
                ("10 million", "ESP", "pledged", "10000000 EUR"),
            ],
        ),
        (
            "Britain and Japan will lend Ukraine $40 million each.",
            [
                ("$40 million", "JPN", "pledged", "40000000 USD"),
                ("$40 million", "GBR", "pledged", "40000000 USD"),
            ],
        ),
        (
            "Latvia and Estonia offered Ukraine €3 million and €4 million respectively.",
            [
                ("€3 million", "LVA", "pledged", "3000000 EUR"),
                ("€4 million", "EST", "pledged", "4000000 EUR"),
            ],
        ),
        (
            "Ukraine received $9 million from Germany.",
            [("$9 million", "DEU", "delivered", "9000000 USD")],
        ),
        (
            "Poland agreed to give Ukraine another Patriot system.",
            [("another Patriot system", "POL", "committed", "1 Patriot system")],
        ),
        (
            "Spain has yet to send the six howitzers it promised Ukraine.",
            [("six", "ESP", "shortfall", "6 howitzer")],
        ),
        (
            "Of the 30 tanks that Belgium promised Ukraine last year, ten have arrived.",
            [("30", "BEL", "pledged", "30 tank"), ("ten", "BEL", "delivered", "10 tank")],
        ),
        (
            "Finland delivered 40 tonnes of medicine to Moldova.",
            [("40 tonnes", "FIN", "delivered", "40 tonne of medicine")],
        ),
    ],
)
def test_wire_sentences(text: str, expected: list[tuple[str, str, str, str]]) -> None:
    assert rows(text) == expected


def test_a_list_takes_donor_verb_and_day_from_the_sentence_above_it() -> None:
    text = (
        "On Tuesday Sweden sent Ukraine a new package. It includes:\n"
        "- 10 Leopard 2 tanks;\n- 5,000 artillery shells;\n- two field hospitals."
    )
    claims = read(text, THURSDAY)
    assert [(claim.text, claim.donor_code) for claim in claims] == [
        ("10", "SWE"),
        ("5,000", "SWE"),
        ("two", "SWE"),
    ]


def test_a_list_by_donors() -> None:
    text = (
        "Pledges announced at Wednesday's meeting for Ukraine:\n"
        "Germany: €9 million\nNorway: NOK 1.5 billion\nTurkey: none"
    )
    assert rows(text) == [
        ("€9 million", "DEU", "pledged", "9000000 EUR"),
        ("NOK 1.5 billion", "NOR", "pledged", "1500000000 NOK"),
    ]


def test_a_minister_speaks() -> None:
    text = (
        "Statement by the prime minister of Italy\n\n"
        "We stand with Ukraine. My government will provide a further €15 million for the grid."
    )
    assert rows(text) == [("€15 million", "ITA", "pledged", "15000000 EUR")]


def test_a_bracketed_conversion_is_attached_not_counted() -> None:
    claim = only("Denmark gave Ukraine 700 million Danish crowns ($100 million).")
    assert claim.unit == "DKK"
    assert [made.currency for made in claim.conversions] == ["USD"]
    assert claim.repeats == (claim.conversions[0].span,)
    assert claim.warnings == ()


def test_a_conversion_off_every_rate_gets_a_warning() -> None:
    claim = only("Latvia will give Ukraine 1.6 billion euros ($1.7 million).")
    assert claim.bounds is not None
    assert "1600000000 EUR into 1700000 USD" in claim.warnings[0]


def test_headline_and_text_are_one_claim() -> None:
    text = (
        "Norway gives Ukraine €20 million\n\n"
        "Norway will give Ukraine €20 million for the repair of its power grid, Oslo said."
    )
    (claim,) = read(text, THURSDAY)
    assert claim.span[0] > text.index("\n")
    assert [text[start:end] for start, end in claim.repeats] == ["€20 million"]


def test_phrases_without_a_figure() -> None:
    assert rows("Denmark recently donated Leopard 2 tanks to Ukraine.") == [
        ("Leopard 2 tanks", "DNK", "delivered", "")
    ]
    assert rows("NATO allies have not delivered what we have promised Ukraine.") == [
        ("what we have promised", "NATO", "shortfall", "")
    ]
    assert rows("The Netherlands had boosted its aid to Kyiv.") == [
        ("boosted its aid", "NLD", "pledged", "")
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Opinion: Give more\n\nGermany should give Ukraine 50 tanks and €5 billion at once.",
        "Ukraine needs $5 billion, its minister said.",
        "Since February 2022 Germany has provided more than €28 billion in aid to Ukraine.",
        "The strike killed 31 people and cut power to 400,000 households in Ukraine.",
        "Germany spends 72 billion euros a year on its own armed forces.",
        "If Germany gave Ukraine 50 tanks, the war would be shorter.",
        "The howitzer fires a 155mm shell 40 kilometres.",
        "",
        "\n\n\n",
    ],
)
def test_no_claims(text: str) -> None:
    assert rows(text) == []


def test_captions_links_and_comments_claim_nothing() -> None:
    text = (
        "Sweden helps Ukraine\n\n"
        "Sweden will give Ukraine 30 armoured vehicles, the government said on Tuesday.\n\n"
        "You might also like\n\nNorway promises 8 billion kroner for air defence\n\n"
        "Comments (1)\n\nreader_62\nWe gave them 50 tanks last year!\n"
    )
    assert [text for text, *_ in rows(text)] == ["30"]


def test_every_claim_says_why() -> None:
    claim = only("Norway will give Ukraine €20 million.")
    assert claim.rule == "object: subject"
    assert claim.why["stage"] == "“will give”: not yet handed over"
    assert set(claim.support) == {"donor", "recipient", "stage"}
    assert 0 < claim.confidence < 1


def test_a_claim_knows_how_many_figures_beside_it_are_none() -> None:
    text = (
        "Norway gave Ukraine 50 million kroner in May 2024. "
        "Denmark gave Ukraine 10 million kroner for 4,000 people in a town of 30,000 inhabitants."
    )
    assert [claim.beside for claim in read(text, date(2024, 6, 20))] == [0, 2]


def test_figures_beside_it_that_are_none_make_a_claim_less_sure() -> None:
    text = "Norway gave Ukraine 50 million kroner{}."
    alone, beside = (
        read(text.format(end), date(2024, 6, 20))[0].confidence
        for end in ("", " for 300 people, 40 villagers and 2,000 refugees")
    )
    assert beside < alone


def test_what_was_promised_and_what_came_of_it_have_days_of_their_own() -> None:
    text = "Spain has delivered 10 of the 18 Leopard 2 tanks that it promised Ukraine in 2023."
    came, promised = read(text, THURSDAY)
    assert (came.text, came.days) == ("10", Days(None, THURSDAY))
    assert (promised.text, promised.days) == ("18", Days(date(2023, 1, 1), date(2023, 12, 31)))
    text = "Of the 12 boats which Finland pledged to Ukraine last year, five came in February."
    promised, came = read(text, THURSDAY)
    assert promised.days == Days(date(2023, 1, 1), date(2023, 12, 31))
    assert came.days == Days(date(2024, 2, 1), date(2024, 2, 29))


@pytest.mark.parametrize(
    ("text", "recipients"),
    [
        ("Norway announced aid. Sudan will receive $10 million and Chad $3 million.", ["SDN"]),
        ("Japan signed a $98 million loan with Moldova.", ["MDA"]),
        ("Canada gave Ukraine eight tanks and paid Berlin for four more.", ["UKR", "UKR"]),
        ("Sweden gave Haiti $5 million in aid. The UN said it gave $7 million.", ["HTI", "HTI"]),
        ("The EU announced aid:\n\n- Ethiopia: €42 million;\n- Kenya: €9 million.", ["ETH", "KEN"]),
    ],
)
def test_who_gets_it(text: str, recipients: list[str]) -> None:
    found = [claim.recipient_code for claim in read(text, date(2024, 6, 20))]
    assert found[: len(recipients)] == recipients
