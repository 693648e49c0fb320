"""aid-ledger: what was promised in aid, what is known to have arrived, and the words behind it.

import ledger

with ledger.open("ledger.db") as book:
    for row in book.gap(by="donor").rows:
        print(row.group["donor"], row.unit, row.figures["promised"])
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from ledger.errors import LedgerError

if TYPE_CHECKING:
    from ledger.api import Ledger

__version__ = "0.1.0"
__all__ = ["LedgerError", "__version__", "open"]


def open(db: str | Path, *, create: bool = False, by_whom: str | None = None) -> Ledger:
    """Open the ledger at a path or a ``postgresql://`` URL.

    ``create`` makes one where there is none. ``by_whom`` is who the journal names as author of
    changes: else AID_LEDGER_USER, or the login name. Raises
    :class:`ledger.errors.StoreError` for what is no ledger of this version.
    """
    from ledger.api import open_ledger

    return open_ledger(db, create_it=create, by_whom=by_whom)
