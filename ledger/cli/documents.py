"""A document as a page: what is known of it, then its sentences under their regions."""

from __future__ import annotations

from typing import Any

from ledger.audit.records import DocumentRecord
from ledger.audit.trace import document_json
from ledger.cli.output import Output
from ledger.exporters.harmless import harmless
from ledger.exporters.sheets import sentences_sheet
from ledger.exporters.write import Format, cell_text, json_value
from ledger.sources.regions import regions
from ledger.sources.sentences import sentences


def show_document(about: DocumentRecord, text: str, out: Output) -> None:
    """Write a document with its regions and sentences."""
    found = _regions(text)
    if out.format is Format.TABLE:
        out.text(_page(about, found))
    elif out.format is Format.JSON:
        out.json(json_value({**document_json(about), "regions": found}))
    else:
        out.sheet(sentences_sheet(about.ref, found))


def _regions(text: str) -> list[dict[str, Any]]:
    areas = regions(text)
    spans = sentences(text, areas)
    return [
        {
            "kind": area.kind,
            "start": area.start,
            "end": area.end,
            "sentences": [
                {"start": span.start, "end": span.end, "text": text[span.start : span.end]}
                for span in spans
                if area.start <= span.start < area.end
            ],
        }
        for area in areas
    ]


def _page(about: DocumentRecord, found: list[dict[str, Any]]) -> str:
    lines = [f"{about.ref}  {about.title}", ""]
    for name, value in document_json(about).items():
        if name not in {"ref", "title"} and value is not None:
            lines.append(f"  {name.replace('_', ' '):15} {cell_text(value)}")
    for area in found:
        lines += ["", f"[{area['kind']}]"]
        for sentence in area["sentences"]:
            span = f"{sentence['start']}–{sentence['end']}"
            lines.append(f"  {span:>13}  {' '.join(sentence['text'].split())}")
    return "".join(f"{harmless(line)}\n" for line in lines)
