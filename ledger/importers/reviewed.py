"""Entries that somebody has read out of documents by hand, as a TOML file.

Each ``[[commitment]]`` has donor, recipient, aid_type, title and optionally item and programme,
and its ``[[commitment.entry]]`` tables have document (the name of a file given with it), stage,
quote and optionally amount, date, cumulative, basis, replaces and reason.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ledger.errors import LedgerError, ValueRefused
from ledger.model.inputs import NewCommitment, NewEntry, validated
from ledger.store.writer import Writer
from ledger.values import days, stages, units

_ENTRY_KEYS = ("cumulative", "basis", "quote_at")


def load(writer: Writer, path: Path, documents: Mapping[str, int]) -> None:
    """Write all commitments and entries of the file; ``documents`` numbers them by file name.

    An entry that is refused raises its error with the commitment's title in front.
    """
    for about in tomllib.loads(path.read_text(encoding="utf-8"))["commitment"]:
        entries = about.pop("entry")
        try:
            aid_type = stages.parse_aid_type(about.pop("aid_type"))
            commitment = writer.add_commitment(validated(NewCommitment, aid_type=aid_type, **about))
            for entry in entries:
                writer.add_entry(commitment, _entry(entry, documents))
        except LedgerError as error:
            where = f"{path.name}, {about.get('title')}"
            raise ValueRefused(f"{where}: {error.sentence}", hint=error.hint) from error


def _entry(entry: Mapping[str, Any], documents: Mapping[str, int]) -> NewEntry:
    if entry["document"] not in documents:
        raise ValueRefused(f"There is no document {entry['document']}.")
    return validated(
        NewEntry,
        stage=stages.parse_stage(entry["stage"]),
        document=documents[entry["document"]],
        quote=entry["quote"],
        quantity=units.parse_quantity(entry["amount"]) if "amount" in entry else None,
        days=days.parse(entry["date"]) if "date" in entry else None,
        **{key: entry[key] for key in _ENTRY_KEYS if key in entry},
    )
