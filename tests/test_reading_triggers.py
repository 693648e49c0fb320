"""The words that a pattern of the refusals cannot do without."""

from __future__ import annotations

import re
import string

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ledger.reading import rules
from ledger.reading.tokens import parts, words_of
from ledger.reading.triggers import triggers

_WRITTEN = string.ascii_letters + string.digits + " ,.:'’()$"


@pytest.mark.parametrize(
    ("pattern", "found"),
    [
        (r"\b(?:asks?|asked)\b[^;]{0,48}$", {"ask", "asks", "asked"}),
        (r"\brepa(?:id|ys?|ying)\b", {"repaid", "repay", "repays", "repaying"}),
        (r"^[^;]{0,40}\bfor (?:its|their) army\b", {"army"}),
        (r"^[^;]{0,50}\bin the (?:\w+ )?budget\b", {"budget"}),
        (r"\bin 20[0-9]{2}\b[^;]*\b(?:came|rose) to\b", {"came", "rose"}),
        (r", to a (?:new )?total of\b", {"new", "total"}),
        (r"\bbudgets?\b(?! (?:committee|support))[^;,]{0,36}$", {"budget", "budgets"}),
        (r"\bdefen[cs]e budget\b|^ in all\b", {"defence", "defense", "all"}),
        (r"\((?:before|was)\b:?\s*$", {"before", "was"}),
        (r"\b(?:claim:|posts? that)", {"claim", "post", "posts"}),
        (r"^ [a-z]+ (?:a|per) (?:hour|day)\b", {"hour", "day", "per"}),
        (r"\b(?:(?<!at a )cost of|price[sd]?)\b", {"cost", "price", "prices", "priced"}),
        (r"(?<!of the )(?<!of that )\btotal\b", {"total"}),
        (r"^(?![^;]{0,40}\bpledged\b)[^;]{0,40}\bare (?:needed|missing)", {"are"}),
        (r"\bthink[- ]tank\b", {"think"}),
        (r"^ (?:[a-z-]+ ){0,3}(?:were|was) looted\b", {"looted"}),
        (r"^,? on (?:its )?pensions\b", {"pensions"}),
        (r"['’]s (?:\w+ )?aid is\b", {"s"}),
        (r"(?:^|[:–—] )no, [^;]{0,60}\bhas not\b", {"no"}),
    ],
)
def test_words_are_read_off_a_pattern(pattern: str, found: set[str]) -> None:
    assert triggers(pattern)[0] == found


@pytest.mark.parametrize(
    ("pattern", "found"),
    [
        (r"\b(?:aid|help)\b[^;]{0,60}\b(?:came|rose)\b[^;]*\bto\b", {"came", "rose"}),
        (r"\baid\b[^;]{0,60}\b(?:all )?reach(?:es|ed)\b", {"all", "reaches", "reached"}),
        (r"\bin 20[0-9]{2}\b[^;]*\bcame\b[^;]* total\b", {"total"}),
        (r"\badds up\b|\bcomes up\b", {"up"}),
        (r"\badds up\b|\bcomes\b", set()),
        (r"\b(?:asks?|asked)\b[^;]{0,48}$", set()),
        (r"\baid(?! package)\b[^;]{0,8}$", set()),
    ],
)
def test_so_are_the_rare_words_behind_those(pattern: str, found: set[str]) -> None:
    assert triggers(pattern)[1] == found


@pytest.mark.parametrize("pattern", [r"\bvot\w+ for\b", r"\(?was\b", r"\bx{2}\b", r"^", r"\bask"])
def test_a_pattern_that_promises_no_whole_word_needs_none(pattern: str) -> None:
    assert triggers(pattern)[0] == frozenset()


def test_most_refusals_are_left_out_without_a_try() -> None:
    tried = list(rules.worth_trying(["norway", "gave", "ukraine"], ["nothing"]))
    assert len(tried) < len(rules.RULES) / 5


def test_refusals_are_written_in_lower_case() -> None:
    for row in rules.RULES:
        for side in (row.before, row.behind):
            assert side is None or not re.search(r"(?<!\\)[A-Z]", side.pattern), side.pattern


@settings(deadline=None)
@given(st.data())
def test_whatever_a_refusal_matches_has_a_word_that_it_needs(data: st.DataObject) -> None:
    row = data.draw(st.sampled_from(rules.RULES))
    for side, needs in zip((row.before, row.behind), row.needs, strict=True):
        if side is not None and any(needs):
            text = data.draw(st.from_regex(side, alphabet=_WRITTEN))
            written = parts(words_of(text.lower()))
            assert all(written & needed for needed in needs if needed), text


def test_no_refusal_is_tried_in_every_sentence() -> None:
    assert [rule.name for rule in rules.RULES if not any(map(any, rule.needs))] == []
