"""Where sentences end, and where they only seem to."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.sources.sentences import Around, sentences


def cut(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text)]


@pytest.mark.parametrize(
    "one",
    [
        "The U.S. Congress approved the U.S. military package.",
        "Sec. Lloyd J. Austin III met them on Feb. 15 in Washington, D.C., at 5 p.m. sharp.",
        "Norway gave NOK 1.2 billion, i.e. about €105.5m, under No. 7 of the list.",
        "See Art. 5 of the treaty, para. 2, e.g. on St. Petersburg.",
        "“Why not now?” he asked.",
        "It was … not enough, he said.",
        "“We will send tanks,” the minister (a former colonel!) said.",
        "The Patriot system (made by Raytheon Technologies Corp. of the U.S.) arrives soon.",
        "Aid worth US$5 million went to J. P. Morgan & Co. partners.",
        "1. The first of the promises was kept.",
        "The site www.example.org lists 3.5 tonnes.",
    ],
)
def test_one_sentence_stays_whole(one: str) -> None:
    assert cut(one) == [one]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("It came from the U.S. The rest is due.", "It came from the U.S."),
        ("“Ten tanks went.” Berlin confirmed it.", "“Ten tanks went.”"),
        ("“Ten tanks went”. Berlin confirmed it.", "“Ten tanks went”."),
        ("(Ten tanks went.) Berlin confirmed it.", "(Ten tanks went.)"),
        ("Ten tanks went.[1] Berlin confirmed it.", "Ten tanks went.[1]"),
        ("Will they come? Nobody knows.", "Will they come?"),
        ("They waited... Then 12 came.", "They waited..."),
        ("Aid rose to €5.5m. Norway paid.", "Aid rose to €5.5m."),
        ("It ended at 5 p.m. It was late.", "It ended at 5 p.m."),
        ("Nobody said no. Nobody said yes.", "Nobody said no."),
        ("It was agreed in Feb. The rest came later.", "It was agreed in Feb."),
        ("They gave 5. 12 more are due.", "They gave 5."),
        ("援助を発表した。追加支援。", "援助を発表した。"),
    ],
)
def test_a_sentence_ends(text: str, first: str) -> None:
    found = cut(text)
    assert found[0] == first
    assert len(found) == 2


def test_a_wrapped_paragraph_is_read_across_its_line_ends() -> None:
    text = (
        "The government announced on Tuesday that it would send another $1.2\n"
        "billion to Ukraine, of which the first part is to arrive in April.\n"
        "Germany did the same, and on Wednesday the Netherlands and Norway and\n"
        "Denmark joined it.\n"
    )
    found = cut(text)
    assert len(found) == 2
    assert found[0].startswith("The government")
    assert "$1.2\nbillion" in found[0]


def test_a_wrapped_line_may_end_in_an_abbreviation_or_before_a_name() -> None:
    text = (
        "The decision was taken at a meeting of the ministers with the Sec.\n"
        "General on Monday, and it was confirmed by the office of the President\n"
        "Biden administration officials then told the reporters who had come.\n"
    )
    assert len(cut(text)) == 1


def test_lines_of_a_list_are_sentences() -> None:
    text = (
        "The package includes:\n- 90 Stryker vehicles;\n"
        "- 59 Bradley vehicles, with\n  ammunition;\n• winter clothing\n1. Food\n2) Tents\n"
    )
    assert cut(text) == [
        "The package includes:",
        "- 90 Stryker vehicles;",
        "- 59 Bradley vehicles, with\n  ammunition;",
        "• winter clothing",
        "1. Food",
        "2) Tents",
    ]


def test_lines_without_bullets_are_told_from_wrapped_ones() -> None:
    text = "Delivered to date:\n10 Leopard tanks\n40 Marder vehicles\nGenerators\n"
    assert cut(text) == text.strip().split("\n")


def test_a_heading_is_not_part_of_the_paragraph_below_it() -> None:
    text = "Meeting time\nThe ministers met on Monday. They will meet again.\n"
    assert cut(text) == ["Meeting time", "The ministers met on Monday.", "They will meet again."]


def test_a_blank_line_ends_a_sentence() -> None:
    assert cut("Ten tanks\n \nand twenty guns") == ["Ten tanks", "and twenty guns"]


@dataclass(frozen=True)
class Part:
    start: int
    end: int


def test_no_sentence_crosses_a_region() -> None:
    text = "Ten tanks went and twenty guns."
    parts = [Part(0, 14), Part(14, len(text))]
    assert [text[a:b] for a, b in sentences(text, parts)] == ["Ten tanks went", "and twenty guns."]


PIECES = st.lists(
    st.sampled_from(
        [
            *("Ten", "tanks", "went", "U.S.", "Feb.", "1.2", "billion", "“", ".”", ".", "?", "!"),
            *("J.", ")", "(", "- ", "\n", "\n\n", " ", "  ", "\u00a0", "\t", "•", ":", "。", "…"),
        ]
    ),
    max_size=60,
).map("".join)


@given(PIECES | st.text(max_size=200))
def test_sentences_are_ordered_disjoint_trimmed_and_hold_all_that_is_visible(text: str) -> None:
    spans = sentences(text)
    assert all(start < end for start, end in spans)
    assert all(one.end <= two.start for one, two in pairwise(spans))
    assert all(text[start:end] == text[start:end].strip() for start, end in spans)
    covered = "".join(text[start:end] for start, end in spans)
    assert "".join(covered.split()) == "".join(text.split())


@given(PIECES, st.data())
def test_with_regions_every_sentence_lies_in_one(text: str, data: st.DataObject) -> None:
    cuts = data.draw(st.lists(st.integers(0, len(text)), max_size=4))
    edges = sorted({0, len(text), *cuts})
    parts = [Part(*pair) for pair in pairwise(edges)]
    for start, end in sentences(text, parts):
        assert any(part.start <= start < end <= part.end for part in parts)


@given(PIECES, st.data())
def test_around_a_place_are_the_sentences_that_it_stands_in(text: str, data: st.DataObject) -> None:
    cut = data.draw(st.integers(0, len(text)))
    parts = [Part(0, cut), Part(cut, len(text))]
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    every = sentences(text, parts)
    first = max((one.start for one in every if one.start <= start), default=start)
    last = min((one.end for one in every if one.end >= end), default=end)
    assert Around(text, parts)(start, end) == (first, last)
