"""The labelled texts for the reader hold what they say: spans, hashes, words, order."""

from __future__ import annotations

import csv
import hashlib
import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from ledger.values.stages import AidType, Stage

READING = Path(__file__).resolve().parent.parent / "fixtures" / "reading"
SPLITS = ("tune", "held", "fresh", "unseen")
LABELS = sorted(READING.glob("*/[0-9][0-9][0-9].json"))
QUALIFIERS = {"exact", "about", "more_than", "up_to", "range"}
REASONS = {
    "past_total",
    "prior_year",
    "percentage",
    "general_budget",
    "own_budget",
    "ordinal",
    "participants",
    "count",
    "people",
    "casualties",
    "request",
    "need",
    "inventory",
    "capacity",
    "duration",
    "age",
    "price",
    "calibre",
    "model",
    "votes",
    "estimate",
    "hypothetical",
    "opinion",
    "caption",
    "furniture",
    "comment",
    "private_donor",
    "exchange_rate",
    "other",
}
CLAIM_FIELDS = {
    "donor",
    "donor_code",
    "recipient",
    "kind",
    "status",
    "amount",
    "currency",
    "qualifier",
    "quantity",
    "item",
    "date",
    "start",
    "end",
    "text",
    "figure",
    "repeats",
    "part_of",
    "alt_status",
    "alt_amount",
    "alt_quantity",
    "alt_date",
    "alt_donor",
    "alt_recipient",
}


def text_of(path: Path) -> str:
    return path.with_suffix(".txt").read_bytes().decode("utf-8")


def labels_of(path: Path) -> dict[str, Any]:
    return dict(json.loads(path.read_text(encoding="utf-8")))


def claims() -> Iterator[tuple[Path, dict[str, Any]]]:
    for path in LABELS:
        for claim in labels_of(path)["claims"]:
            yield path, claim


def is_iso_currency(code: str) -> bool:
    return len(code) == 3 and code.isascii() and code.isalpha() and code.isupper()


def is_positive_integer(figure: str) -> bool:
    return figure.isascii() and figure.isdigit() and int(figure) > 0


def test_there_are_texts_in_every_split() -> None:
    assert {path.parent.name for path in LABELS} == set(SPLITS)


@pytest.mark.parametrize("path", LABELS, ids=lambda path: f"{path.parent.name}-{path.stem}")
class TestOneText:
    def test_the_hash_and_the_length_are_those_of_the_text(self, path: Path) -> None:
        labels = labels_of(path)
        raw = path.with_suffix(".txt").read_bytes()
        assert labels["sha256"] == hashlib.sha256(raw).hexdigest()
        assert labels["chars"] == len(raw.decode("utf-8"))
        assert b"\r" not in raw
        assert labels["id"] == path.stem
        assert labels["split"] == "dev"

    def test_every_span_slices_to_its_text(self, path: Path) -> None:
        text, labels = text_of(path), labels_of(path)
        spans = [*labels["claims"], *labels["non_claims"], *labels["optional"]]
        spans += [repeat for claim in labels["claims"] for repeat in claim["repeats"]]
        for span in spans:
            assert span["text"]
            assert text[span["start"] : span["end"]] == span["text"]
            assert span["text"] == span["text"].strip()

    def test_non_claims_have_a_known_reason_and_touch_no_claim(self, path: Path) -> None:
        labels = labels_of(path)
        taken = [*labels["claims"], *(r for c in labels["claims"] for r in c["repeats"])]
        for span in labels["non_claims"]:
            assert span["why"] in REASONS
        for span in [*labels["non_claims"], *labels["optional"]]:
            assert not any(span["start"] < t["end"] and t["start"] < span["end"] for t in taken)

    def test_part_of_points_at_another_claim_without_a_circle(self, path: Path) -> None:
        parents = [claim["part_of"] for claim in labels_of(path)["claims"]]
        for index in range(len(parents)):
            seen = {index}
            above = parents[index]
            while above is not None:
                assert 0 <= above < len(parents)
                assert above not in seen
                seen.add(above)
                above = parents[above]


def test_stages_kinds_and_qualifiers_come_from_the_vocabularies() -> None:
    for path, claim in claims():
        assert set(claim) == CLAIM_FIELDS, path
        assert {claim["status"], *claim["alt_status"]} <= set(Stage), path
        assert claim["status"] not in claim["alt_status"], path
        assert claim["kind"] in set(AidType), path
        assert claim["donor"], path
        if claim["amount"] is None and claim["quantity"] is None:
            assert claim["qualifier"] is None, path
            assert not claim["figure"], path
        else:
            assert claim["qualifier"] in QUALIFIERS, path


def test_a_figure_is_money_or_a_count_and_never_both() -> None:
    for path, claim in claims():
        assert claim["amount"] is None or claim["quantity"] is None, path
        assert (claim["amount"] is None) == (claim["currency"] is None), path
        assert (claim["quantity"] is None) == (claim["item"] is None), path
        sums = [claim, *claim["alt_amount"]] if claim["amount"] else claim["alt_amount"]
        for money in sums:
            assert is_iso_currency(money["currency"]), path
            assert is_positive_integer(money["amount"]), path
        for count in [claim["quantity"], *claim["alt_quantity"]]:
            assert count is None or is_positive_integer(count), path


def test_dates_are_days_months_or_years_not_after_publication() -> None:
    for path, claim in claims():
        published = date.fromisoformat(labels_of(path)["published"])
        for value in [claim["date"], *claim["alt_date"]]:
            if value is not None:
                assert len(value) in {4, 7, 10}, path
                assert date.fromisoformat((value + "-01-01")[:10]) <= published, path


@pytest.mark.parametrize("split", SPLITS)
def test_the_index_names_every_text_once(split: str) -> None:
    with (READING / split / "index.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["file"] for row in rows] == sorted(p.name for p in (READING / split).glob("*.txt"))
    for row in rows:
        labels = labels_of(READING / split / row["file"].replace(".txt", ".json"))
        assert row["published"] == labels["published"]
        assert row["title"]
        assert row["url"] == ""
