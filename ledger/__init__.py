"""aid-ledger: what was promised in aid, what is known to have arrived, and the words behind it.

import ledger

with ledger.open("ledger.db") as book:
    for row in book.gap(by="donor").rows:
        print(row.group["donor"], row.unit, row.figures["promised"])
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from ledger.errors import LedgerError

if TYPE_CHECKING:
    from ledger.api import Ledger
    from ledger.reading.claim import Claim

__version__ = "0.1.0"
__all__ = ["LedgerError", "__version__", "open", "read"]


def read(text: str, published: date | None = None) -> list[Claim]:
    """What a text claims, in the order of the text; a pure function.

    ``published`` is the day that dates in the text are read against. Offsets of the claims count
    code points of ``text``. docs/reading.md explains the grammar.
    """
    from ledger.reading import read as read_claims

    return read_claims(text, published)


def open(db: str | Path, *, create: bool = False, by_whom: str | None = None) -> Ledger:
    """Open the ledger at a path or a ``postgresql://`` URL.

    ``create`` makes one where there is none. ``by_whom`` is who the journal names as author of
    changes: else AID_LEDGER_USER, or the login name. Raises
    :class:`ledger.errors.StoreError` for what is no ledger of this version.
    """
    from ledger.api import open_ledger

    return open_ledger(db, create_it=create, by_whom=by_whom)
