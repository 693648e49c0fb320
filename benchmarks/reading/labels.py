"""Labelled texts, and which claims of the reader agree with them.

A claim of the reader belongs to a label when its span overlaps the label's span or one of its
repeats, one to one. Its row is right when donor, stage and figure are right too; ``alt_*`` of a
label is as good as the label itself. A second claim on a label that has one already, or on an
optional span, is neither right nor wrong.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from ledger.reading.claim import Claim
from ledger.values.amount import decimal
from ledger.values.bounds import Qualifier
from ledger.vocabulary import aliases

TOLERANCE = Decimal("0.005")


@dataclass(frozen=True, slots=True)
class Text:
    """A text with its labels."""

    name: str
    text: str
    published: date | None
    labels: list[dict[str, Any]]
    optional: list[dict[str, Any]]


@dataclass(slots=True)
class Judged:
    """What became of the claims of one text."""

    rows: list[tuple[Claim, bool]] = field(default_factory=list)
    """Claims that belong to a label, and whether the whole row is right."""
    wrong: list[Claim] = field(default_factory=list)
    """Claims that belong to none."""
    missed: list[dict[str, Any]] = field(default_factory=list)


def texts(folder: Path) -> Iterator[Text]:
    """The labelled texts of a folder with ``index.csv``, ``NNN.txt`` and ``NNN.json``."""
    with (folder / "index.csv").open(encoding="utf-8", newline="") as file:
        days = {row["file"]: row["published"] for row in csv.DictReader(file)}
    for path in sorted(folder.glob("*.json")):
        labels = json.loads(path.read_text("utf-8"))
        source = path.with_suffix(".txt")
        day = days.get(source.name)
        yield Text(
            path.stem,
            source.read_bytes().decode("utf-8"),
            date.fromisoformat(day) if day else None,
            labels["claims"],
            labels["optional"],
        )


def judged(text: Text, claims: list[Claim]) -> Judged:
    """Hold the claims of a text against its labels."""
    result = Judged()
    taken: dict[int, Claim] = {}
    left = list(claims)
    for spans in (_anchor, _repeats):
        for claim in list(left):
            fitting = [
                at
                for at, label in enumerate(text.labels)
                if at not in taken and any(_overlap(claim, span) for span in spans(label))
            ]
            if fitting:
                at = max(fitting, key=lambda at: (_donor(claim, text.labels[at]), -at))
                taken[at] = claim
                left.remove(claim)
    for at, claim in sorted(taken.items()):
        result.rows.append((claim, _row(claim, text.labels[at])))
    result.missed = [label for at, label in enumerate(text.labels) if at not in taken]
    known = [span for label in text.labels for span in (*_anchor(label), *_repeats(label))]
    known += [(one["start"], one["end"]) for one in text.optional]
    result.wrong = [claim for claim in left if not any(_overlap(claim, span) for span in known)]
    return result


def _anchor(label: dict[str, Any]) -> list[tuple[int, int]]:
    return [(label["start"], label["end"])]


def _repeats(label: dict[str, Any]) -> list[tuple[int, int]]:
    return [(one["start"], one["end"]) for one in label["repeats"]]


def _overlap(claim: Claim, span: tuple[int, int]) -> bool:
    return claim.span[0] < span[1] and span[0] < claim.span[1]


def _row(claim: Claim, label: dict[str, Any]) -> bool:
    stage = "delivered" if claim.stage == "in_transit" else claim.stage
    if stage not in [label["status"], *label.get("alt_status", [])]:
        return False
    return _donor(claim, label) and _figure(claim, label)


def _donor(claim: Claim, label: dict[str, Any]) -> bool:
    wanted = {_name(label["donor"]), *map(_name, label.get("alt_donor", []))}
    wanted |= {label["donor_code"]} if label.get("donor_code") else set()
    return bool({claim.donor_code, _name(claim.donor)} & (wanted - {""}))


_CODES = {alias.text.casefold(): alias.organisation.key for alias in aliases()}


def _name(name: str | None) -> str:
    plain = (name or "").casefold().removeprefix("the ")
    return _CODES.get(plain, plain)


def _figure(claim: Claim, label: dict[str, Any]) -> bool:
    if label["amount"] is not None:
        wanted = [(label["amount"], label["currency"])]
        wanted += [(one["amount"], one["currency"]) for one in label.get("alt_amount", [])]
    elif label["quantity"] is not None:
        wanted = [(one, None) for one in [label["quantity"], *label.get("alt_quantity", [])]]
    else:
        return True
    if claim.bounds is None:
        return False
    low, high = claim.bounds.low, claim.bounds.high
    value = high if claim.qualifier is Qualifier.AT_MOST or low is None else low
    assert value is not None
    return any(
        abs(decimal(value) - Decimal(figure)) <= Decimal(figure) * TOLERANCE
        and (currency is None or currency == claim.unit)
        for figure, currency in wanted
    )
