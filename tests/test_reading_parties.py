"""Donors and recipients: by name, abbreviation, demonym, capital, office; and who acts."""

from __future__ import annotations

import pytest

from ledger.reading import read
from ledger.reading.parties import find
from ledger.reading.tokens import words_of


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Germany and the Netherlands", ["DEU", "NLD"]),
        ("the Dutch government", ["NLD"]),
        ("Berlin told Kyiv", ["DEU", "UKR"]),
        ("the Pentagon", ["USA"]),
        ("US$5 million, U.S. dollars, Canadian dollars", []),
        ("a Canada-funded project", ["CAN"]),
        ("European Union countries", ["EU"]),
        ("the two Americas", []),
        ("us and them", []),
    ],
)
def test_names(text: str, codes: list[str]) -> None:
    assert [party.code for party in find(words_of(text))] == codes


@pytest.mark.parametrize(
    ("text", "donor"),
    [
        ("The Dutch minister of defence promised Ukraine €5 million.", "NLD"),
        ("Speaking in Berlin, the French president promised Ukraine €5 million.", "FRA"),
        ("€5 million for Ukraine was pledged by Spain on Monday.", "ESP"),
        ("Ukraine will receive €5 million from Norway.", "NOR"),
        ("In Copenhagen parliament approved €5 million for Ukraine.", "DNK"),
        ("Lithuania, which has a border with Russia, promised Ukraine €5 million.", "LTU"),
        ("“We will give you €5 million,” the Polish premier told Ukraine's president.", "POL"),
        ("Donors pledged €5 million for Ukraine.", ""),
        ("The World Bank approved €5 million for Ukraine.", "WB"),
    ],
)
def test_donor(text: str, donor: str) -> None:
    (claim,) = read(text)
    assert claim.donor_code == donor


def test_a_pronoun_goes_back_to_the_sentence_before() -> None:
    claims = read("Norway's government met on Monday. It will give Ukraine €5 million.")
    assert [claim.donor_code for claim in claims] == ["NOR"]


def test_several_donors_of_one_sum() -> None:
    (claim,) = read("Japan, the UK and Canada will together give Ukraine $10 billion.")
    assert (claim.donor, claim.donor_code) == ("Japan, United Kingdom and Canada", "")
