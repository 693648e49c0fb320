"""A claim as a page: its sentence with the figure marked, its fields, what it may belong to."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping, Sequence
from decimal import ROUND_DOWN, Decimal
from typing import Any

from ledger.cli.gap_table import words
from ledger.exporters.columns import Column, Kind, Sheet
from ledger.exporters.harmless import harmless
from ledger.review.matching import Suggestion
from ledger.review.queue import Queued, figure
from ledger.values.refs import Ref, RefKind

_WIDTH = 88

COLUMNS = (
    Column("ref", Kind.REF, "the claim's reference"),
    Column("document", Kind.REF, "the document it was read in"),
    Column("confidence", Kind.COUNT, "how sure the reader is, of 1"),
    Column("donor", Kind.TEXT, "who gives"),
    Column("recipient", Kind.TEXT, "who gets"),
    Column("stage", Kind.TEXT, "what is said to have happened"),
    Column("low", Kind.FIGURE, "lower bound; empty if no figure is given"),
    Column("high", Kind.FIGURE, "upper bound; empty beside a lower bound means open"),
    Column("unit", Kind.TEXT, "what is counted"),
    Column("item", Kind.TEXT, "the thing, as the text names it"),
    Column("date_high", Kind.DAY, "last day by which it had happened"),
    Column("text", Kind.TEXT, "the words of the figure, or of the thing"),
    Column("rule", Kind.TEXT, "the rule of the grammar that made the claim"),
    Column("start", Kind.COUNT, "offset of the first code point of the words"),
    Column("end", Kind.COUNT, "offset after the last code point"),
    Column("verdict", Kind.TEXT, "what was decided"),
    Column("entry", Kind.REF, "the entry that came of it"),
    Column("reason", Kind.TEXT, "why"),
    Column("reader", Kind.TEXT, "which reader found it"),
)


def claims_sheet(claims: Sequence[Queued]) -> Sheet:
    """Claims, a row each."""
    narrow = ("ref", "document", "confidence", "donor", "recipient", "stage", "low", "high", "unit")
    rows = [claim_row(claim) for claim in claims]
    return Sheet("claims", COLUMNS, rows, (*narrow, "text", "date_high", "verdict", "entry"))


def claim_row(claim: Queued) -> dict[str, Any]:
    """One claim by column name, with all fields of its record."""
    body = claim.body
    return {
        **body,
        "ref": claim.ref,
        "document": Ref(RefKind.DOCUMENT, claim.document),
        "donor": body["donor_code"] or body["donor"],
        "recipient": body["recipient_code"] or body["recipient"],
        "confidence": _confidence(body),
        "verdict": claim.verdict,
        "entry": claim.entry,
        "reason": claim.reason,
        "reader": claim.reader,
    }


def _confidence(body: Mapping[str, Any]) -> str:
    """To two decimals, and never more than it is: --above takes what it shows."""
    return str(Decimal(str(body["confidence"])).quantize(Decimal("0.01"), ROUND_DOWN))


def claim_page(claim: Queued, text: str, offers: Sequence[Suggestion]) -> str:
    """A claim for a person to decide on."""
    body = claim.body
    lines = [
        f"{claim.ref}  in D{claim.document}, confidence {_confidence(body)},"
        f" by rule “{body['rule']}”",
        "",
        *_sentence(body, text),
        "",
    ]
    lines += [f"    {name:10} {value}" for name, value in _fields(body) if value]
    lines += [f"    warning    {warning}" for warning in body["warnings"]]
    if claim.verdict is not None:
        came = f", {claim.entry} of {claim.commitment}" if claim.entry else ""
        why = f": {claim.reason}" if claim.reason else ""
        lines += ["", f"    {claim.verdict} by {claim.decided_by}{came}{why}"]
    elif offers:
        lines += ["", "    It may belong to:"]
        lines += [
            f"      {number}  C{offer.commitment}  {offer.relation.value} ({offer.why})"
            for number, offer in enumerate(offers, 1)
        ]
    return "".join(f"{harmless(line)}\n" for line in lines)


def _sentence(body: Mapping[str, Any], text: str) -> list[str]:
    begin, end = body["sentence_start"], body["sentence_end"]
    marked = f"{text[begin : body['start']]}»{text[body['start'] : body['end']]}«"
    whole = " ".join(f"{marked}{text[body['end'] : end]}”".split())
    return textwrap.wrap(
        whole, _WIDTH, initial_indent="    “", subsequent_indent="     ", break_on_hyphens=False
    )


def _fields(body: Mapping[str, Any]) -> list[tuple[str, str]]:
    shown = words(figure(body))
    qualifier = "" if body["qualifier"] in {"exact", "undisclosed"} else f" ({body['qualifier']})"
    dates = [body["date_low"] or "", body["date_high"] or ""]
    return [
        ("donor", _named(body["donor"], body["donor_code"])),
        ("recipient", _named(body["recipient"], body["recipient_code"])),
        ("stage", body["stage"]),
        ("aid type", body["aid_type"]),
        ("figure", f"{shown} {body['unit']}{qualifier}" if shown else "none published"),
        ("item", body["item"] or ""),
        ("date", dates[1] if dates[0] == dates[1] else "..".join(dates) if dates[1] else ""),
    ]


def _named(name: str | None, code: str | None) -> str:
    if not name:
        return "–"
    return f"{name} ({code})" if code and code != name else name


def claim_json(claim: Queued, offers: Sequence[Suggestion]) -> dict[str, Any]:
    """A claim with what it may belong to, as values for JSON."""
    return {
        "ref": str(claim.ref),
        "document": f"D{claim.document}",
        **claim.body,
        "reader": claim.reader,
        "verdict": claim.verdict,
        "entry": None if claim.entry is None else str(claim.entry),
        "commitment": None if claim.commitment is None else str(claim.commitment),
        "reason": claim.reason,
        "decided_by": claim.decided_by,
        "suggestions": [
            {
                "commitment": f"C{offer.commitment}",
                "relation": offer.relation.value,
                "score": offer.score,
                "why": offer.why,
            }
            for offer in offers
        ],
    }
