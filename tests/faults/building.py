"""A ledger to tamper with: something of every kind."""

from __future__ import annotations

from pathlib import Path

import ledger
from tests.audit.building import build

RATES = b"unit,priced_in,day,value,basis,source\nEUR,USD,2024-03-14,1.09,source,ECB\n"
RATES += b"tank,EUR,2024-03-14,2000000,estimate,A paper\n"
AID = b"On 12 March 2024 Norway pledged $5 million."


def fill(place: str, folder: Path) -> None:
    """Something of every kind: also money in dollars, and two loads of rates."""
    with ledger.open(place, by_whom="tests") as book:
        build(book)
        book.add_document(AID, published="2024-03-12")
        book.add_commitment(donor="Norway", recipient="Ukraine", aid_type="other", title="Money")
        book.add_entry(
            "C5", stage="pledged", document="D3", quote=AID.decode(), amount="5000000 USD"
        )
        for number in range(2):
            path = folder / f"rates-{number}.csv"
            path.write_bytes(RATES.replace(b"03-14", b"03-1%d" % number))
            book.load_rates("csv", path)
        assert book.verify() == []
