"""Decisions that somebody has taken before, as a TOML file: the queue is decided by them again.

Each ``[[decision]]`` names a claim by ``document`` (a file's name), ``words`` (the claim's own) and
``donor``. ``name`` gives the commitment that it opens a name in this file, by which ``to`` of a
later one means it. What is put right stands under the names that ``review amend`` takes; a
``verdict`` of "reject" goes with a ``reason``.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ledger.errors import DocumentRefused, LedgerError, NotFound
from ledger.review.decide import AMENDABLE, accept, reject
from ledger.review.queue import Queued, queue
from ledger.store.writer import Writer


def decide(writer: Writer, path: Path, documents: Mapping[str, int]) -> None:
    """Take all decisions of the file; ``documents`` numbers documents by their files' names.

    A decision that finds no claim, or that its claim does not bear out, raises its error with
    the decision's words in front.
    """
    opened: dict[str, int] = {}
    for told in tomllib.loads(path.read_text(encoding="utf-8"))["decision"]:
        try:
            _decide(writer, told, documents, opened)
        except LedgerError as error:
            where = f"{path.name}, {told.get('document')}, “{told.get('words')}”"
            raise DocumentRefused(f"{where}: {error.sentence}", hint=error.hint) from error


def _decide(
    writer: Writer, told: Mapping[str, Any], documents: Mapping[str, int], opened: dict[str, int]
) -> None:
    claim = _claim(writer, told, documents)
    if told.get("verdict") == "reject":
        reject(writer, claim, told["reason"])
        return
    changes = {name: told[name] for name in AMENDABLE if name in told and name != "donor"}
    to = opened[told["to"]] if "to" in told else None
    posted = accept(writer, claim, to=to, amended=changes, reason=told.get("reason"))
    if "name" in told:
        opened[told["name"]] = posted.commitment


def _claim(writer: Writer, told: Mapping[str, Any], documents: Mapping[str, int]) -> Queued:
    found = [
        claim
        for claim in queue(writer.connection, document=documents[told["document"]])
        if claim.body["text"] == told["words"]
        and told["donor"] in {claim.body["donor_code"], claim.body["donor"]}
    ]
    if len(found) != 1:
        raise NotFound(f"{len(found)} claims of {told['donor']} have these words, not one.")
    return found[0]
