"""The journal as a sheet, and what came after a head that was kept."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection

from ledger.audit.heads import head
from ledger.audit.history import Change, history
from ledger.audit.verify import Proof
from ledger.exporters.columns import HISTORY, Sheet
from ledger.exporters.sheets import findings_sheet
from ledger.exporters.write import as_json


def history_sheet(changes: Iterable[Change]) -> Sheet:
    """Changes, a row each."""
    rows = [{column.name: getattr(one, column.name) for column in HISTORY} for one in changes]
    return Sheet("history", HISTORY, rows)


def proof_json(connection: Connection, proof: Proof) -> dict[str, Any]:
    """What was found, and every journal row that came after the head that was kept."""
    assert proof.kept is not None
    return {
        "since": str(proof.kept),
        "head": str(head(connection)),
        "findings": as_json(findings_sheet(proof.findings)),
        "actions": proof.actions,
        "after": as_json(history_sheet(history(connection, after=proof.kept.seq))),
    }
