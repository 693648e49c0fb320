"""The journal of what is written in bulk, to the byte."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from sqlalchemy import select

import ledger
from ledger.asking import new_commitment, new_document
from ledger.model.tables import CITATION, ENTRY, JOURNAL
from ledger.store import bodies, journal
from ledger.store.bulk import SheetEntry
from ledger.values.bounds import Bounds
from ledger.values.days import on
from ledger.values.stages import Stage


def test_the_journal_says_of_a_row_in_bulk_what_it_would_say_of_one_alone(tmp_path: Path) -> None:
    sheet = new_document(b"day,figure\n2024-03-01,70\n", "2024-04-01")
    with ledger.open(tmp_path / "bulk.db", create=True) as book:
        with book.writing_in_bulk() as writer:
            document, _ = writer.add_document(sheet)
            about = new_commitment(
                donor="Norway", recipient="Ukraine", aid_type="military", title="Seventy"
            )
            (commitment,) = writer.add_commitments([about])
            fact = SheetEntry(
                commitment,
                Stage.PLEDGED,
                2,
                on(date(2024, 3, 1)),
                2,
                Bounds(700_000, 700_000),
                "EUR",
            )
            writer.add_sheet_entries(document, [fact])
        with book.reading() as connection:
            told = select(JOURNAL.c.body).where(JOURNAL.c.action == "entry.add")
            entry = connection.execute(select(ENTRY)).one()._asdict()
            cited = [row._asdict() for row in connection.execute(select(CITATION))]
            body = journal.canonical(bodies.entry_body(entry, cited))
            assert connection.execute(told).scalar_one() == body
