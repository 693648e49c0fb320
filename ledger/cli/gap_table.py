"""The gap as a table for people: one column a figure, bounds as words, and a legend."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from ledger.cli.output import render_table, thousands
from ledger.exporters.columns import Column, Kind
from ledger.exporters.elsewhere import elsewhere_text
from ledger.exporters.harmless import harmless
from ledger.exporters.rates import bases_used, unconverted_json
from ledger.exporters.sheets import explain as explained
from ledger.gap.answer import Gap
from ledger.gap.convert import Unconverted
from ledger.gap.grouping import GapRow
from ledger.rules.lines import COLUMNS
from ledger.values import amount
from ledger.values.bounds import Bounds

_COUNTED = ("commitments", "unquantified", "with_delivery_evidence", "conflicts", "other_unit")
_ALWAYS = ("promised", "delivered", "outstanding", "undetermined")
_LEGEND = (
    "\n≥ at least, the upper end is open. – nothing is published. Undetermined: promised, and"
    "\nnothing is published on delivery. Unquantified: promises without a figure.\n"
)
_MEANINGS = {
    "unspecified": "Unspecified: what a package's headline leaves when its parts are taken out.",
    "conflicts": "Conflicts: sources disagree; the range holds what they say.",
    "other_unit": "Delivered in another unit: --currency sets it against the promise.",
}
"""Columns that are shown where there is something in them, and need a word."""

NOTHING = "Nothing on record had happened by then that answers this.\n"
_HEADINGS = {
    "with_delivery_evidence": "with news of delivery",
    "other_unit": "delivered in another unit",
}


def gap_page(gap: Gap, known_at: str | None, *, explain: bool) -> str:
    """The whole answer as text."""
    title = title_of(gap, known_at)
    if not gap.rows:
        return f"{title}\n\n{NOTHING}"
    rows = [*(row_words(row) for row in gap.rows), *(total_words(gap, row) for row in gap.totals)]
    lines = render_table(columns_of(gap, rows), rows, title)
    explained_rows = "".join(explanation_words(gap, row) for row in gap.rows) if explain else ""
    said = legend(gap.rows) + conversion_words(gap) + unconverted_words(gap)
    return lines + explained_rows + said


def legend(rows: Iterable[GapRow], always: str = _LEGEND) -> str:
    """What the marks and columns of a table of these rows mean."""
    shown = {
        name
        for row in rows
        for name in _MEANINGS
        if row.counts.get(name) or row.figures.get(name) is not None
    }
    return always + "".join(f"{_MEANINGS[name]}\n" for name in _MEANINGS if name in shown)


def words(bounds: Bounds | None) -> str | None:
    """Bounds as people read them: ``276,000,000``, ``≥ 60,000,000,000``, ``0 to 5``."""
    if bounds is None:
        return None
    low = thousands(amount.text(bounds.low or 0))
    if bounds.high is None:
        return f"≥ {low}"
    high = thousands(amount.text(bounds.high))
    return low if low == high else f"{low} to {high}"


def title_of(gap: Gap, known_at: str | None, what: str = "The gap") -> str:
    """What was asked, in a line."""
    by = ", ".join(dimension.value.replace("_", " ") for dimension in gap.question.by)
    known = f", as known at {known_at}" if known_at else ""
    rung = gap.question.promised_at
    firm = "" if rung == "pledged" else f", promised at {rung} or firmer"
    policy = gap.question.policy
    money = f", in {policy.currency} at {policy} rates" if policy else ""
    return f"{what} by {by}, as of {gap.question.as_of}{known}{firm}{money}"


def conversion_words(gap: Gap) -> str:
    """[G12] How figures were converted: at which basis items, and that cross rates are."""
    policy = gap.question.policy
    if policy is None or all(row.unit != policy.currency for row in gap.rows):
        return ""
    said = [f"Converted at {policy} rates; --explain shows each."]
    if any(one.price.via_euro for one in gap.converted.values()):
        said.append("Some at cross rates, through the euro.")
    bases = bases_used(gap)
    if bases:
        mixed = ", mixed in the sums" if len(bases) > 1 else ""
        said.append(f"Items are valued at: {', '.join(bases)}{mixed}.")
    return "".join(f"{line}\n" for line in said)


def unconverted_words(gap: Gap) -> str:
    """What could not be converted, and stands above in its own unit."""
    if not gap.unconverted:
        return ""
    rows = [{**row, "figure": words(one.figure)} for row, one in _with_figures(gap)]
    columns = [
        Column("entry", Kind.REF, ""),
        Column("commitment", Kind.REF, ""),
        Column("figure", Kind.COUNT, ""),
        Column("unit", Kind.TEXT, ""),
        Column("day", Kind.DAY, ""),
        Column("why", Kind.TEXT, ""),
    ]
    return "\n" + render_table(columns, rows, "Not converted, and left in its unit:")


def _with_figures(gap: Gap) -> Iterator[tuple[dict[str, Any], Unconverted]]:
    return zip(unconverted_json(gap), gap.unconverted, strict=True)


def columns_of(gap: Gap, rows: Sequence[dict[str, Any]]) -> list[Column]:
    """The columns of a table of rows: those that hold anything, and the four of every gap."""
    groups = [Column(dimension.value, Kind.TEXT, "") for dimension in gap.question.by]
    present = {name for row in rows for name, value in row.items() if value is not None}
    figures = [
        Column(name, Kind.COUNT, "") for name in COLUMNS if name in _ALWAYS or name in present
    ]
    counts = [Column(_HEADINGS.get(name, name), Kind.COUNT, "") for name in _COUNTED]
    return [*groups, Column("unit", Kind.TEXT, ""), *figures, *counts]


def row_words(row: GapRow) -> dict[str, Any]:
    """A row of the gap as people read it."""
    figures = {name: words(row.figures[name]) for name in COLUMNS}
    counts = {_HEADINGS.get(name, name): row.counts[name] or None for name in _COUNTED}
    always = {name: figures[name] or "–" for name in _ALWAYS}
    return {**row.group, "unit": row.unit or "–", **figures, **always, **counts}


def total_words(gap: Gap, row: GapRow) -> dict[str, Any]:
    """A row that adds up all others of its unit."""
    return {gap.question.by[0].value: "all", **row_words(row)}


def explanation_words(gap: Gap, row: GapRow) -> str:
    """What makes each cell of a row."""
    group = ", ".join(str(row.group[dimension.value] or "–") for dimension in gap.question.by)
    found = explained(gap, row)
    parts = [
        {
            "figure": part["figure"].replace("_", " "),
            "bounds": _bounds_words(part),
            "commitment": part["commitment"],
            "entries": part["entries"],
            "converted from": part["conversions"],
        }
        for part in found
    ]
    columns = [
        Column("figure", Kind.TEXT, ""),
        Column("bounds", Kind.COUNT, ""),
        Column("commitment", Kind.REF, ""),
        Column("entries", Kind.TEXT, ""),
        Column("converted from", Kind.TEXT, ""),
    ]
    table = render_table(columns, parts, f"{group}, in {row.unit or 'no unit'}")
    return f"\n{table}{_elsewhere_words(found)}"


def _elsewhere_words(parts: Sequence[dict[str, Any]]) -> str:
    """The entries behind a row that are of other commitments, or in other units: a line each."""
    found = {one.entry: one for part in parts for one in part["from_elsewhere"]}
    lines = [harmless(elsewhere_text(found[entry])) for entry in sorted(found)]
    return "".join(f"{line}\n" for line in ["", *lines]) if lines else ""


def _bounds_words(part: dict[str, Any]) -> str:
    if part["low"] is None and part["high"] is None:
        return "–"
    low, high = thousands(part["low"] or "0"), part["high"]
    if high is None:
        return f"≥ {low}"
    return low if thousands(high) == low else f"{low} to {thousands(high)}"
