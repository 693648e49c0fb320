"""The only code that writes: document, commitment, entry, link, each with its journal row.

A :class:`Writer` lives as long as one transaction. What it writes is whole or not there at all:
the row, its citations, the journal row, and what the commitments stand at.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date, datetime
from functools import cache
from typing import Any

from sqlalchemy import Connection, bindparam, func, select

from ledger.errors import NotFound, RuleBroken
from ledger.model.inputs import (
    NewCommitment,
    NewDecision,
    NewDocument,
    NewEntry,
    NewItem,
    NewLink,
    NewOrganisation,
)
from ledger.model.tables import (
    CITATION,
    CLAIM,
    COMMITMENT,
    COMMITMENT_LINK,
    DECISION,
    DOCUMENT,
    ENTRY,
    ITEM,
    ORGANISATION,
    RATE_SOURCE,
    UNIT,
)
from ledger.rules.families import Link
from ledger.sources.headings import heading
from ledger.sources.snapshot import snapshot
from ledger.store import allowed, bodies, doubts, evidence, journal, keeping, rates
from ledger.store.cells import Place
from ledger.store.claims import Claims, Replaced, told
from ledger.store.engine import into
from ledger.store.euro import EuroBook, Foreign
from ledger.store.evidence import Statement, Text
from ledger.store.facts import columns_of
from ledger.store.learnt import Learnt
from ledger.store.names import Names
from ledger.store.prepared import Prepared
from ledger.store.rates import RateSource
from ledger.values.bounds import Qualifier
from ledger.values.days import by
from ledger.values.rate import Rate
from ledger.values.units import UnitKind

_DAYS = ("date_low", "date_high", "due_low", "due_high")


_TEXT = Prepared(
    select(DOCUMENT.c.sha256, DOCUMENT.c.text, DOCUMENT.c.published_on).where(
        DOCUMENT.c.id == bindparam("number")
    )
)


DECIDED = (
    "A decision stays on record. Correct the entry that came of it (--replaces), or record what was"
    " rejected with commitment add."
)
"""What to do about a claim that was decided wrongly."""


@cache
def _last(column: Any) -> Prepared:
    return Prepared(select(func.max(column).label("number")))


def now() -> datetime:
    """The present moment in UTC."""
    return datetime.now(UTC)


class Writer:
    """Writes on one connection, for one person, at what ``clock`` says is now."""

    def __init__(
        self,
        connection: Connection,
        by_whom: str,
        clock: Callable[[], datetime] = now,
        learnt: Learnt | None = None,
    ) -> None:
        self.connection = connection
        self._by_whom = by_whom
        self._clock = clock
        self._head = journal.head(connection)
        known = Learnt.at(self._head, connection, learnt)
        self.names, self._euro = known.names, known.euro
        self._documents: dict[int, tuple[Text, date]] = {}
        self._commitments: dict[int, Place] = {}
        self._touched: set[int] = set()
        self._foreign: list[Foreign] = []
        self.doubts: list[str] = []
        """What should be looked at again of what was written, though it may be right."""
        self.claims = Claims(connection, clock)

    def finish(self) -> None:
        """Fold anew what the writes of this transaction have touched."""
        self._keep_in_euro()
        keeping.keep(self.connection, self._touched, self._commitments)
        self._touched.clear()

    @property
    def learnt(self) -> Learnt:
        """What the next writer need not read again, if it finds the journal as it ends here."""
        return Learnt(self._head, self.names, self._euro)

    def add_document(self, new: NewDocument) -> tuple[int, bool]:
        """Take a document in; its number, and whether it is new.

        The same bytes are the same document: nothing is changed then, and what is told of it now
        and otherwise on record is a doubt.
        """
        sha256 = hashlib.sha256(new.content).hexdigest()
        known = self.connection.execute(
            select(DOCUMENT.c.id, *(DOCUMENT.c[name] for name in doubts.TOLD_OF_DOCUMENTS)).where(
                DOCUMENT.c.sha256 == sha256
            )
        ).one_or_none()
        if known is not None:
            self.doubts += doubts.told_otherwise(known._asdict(), new)
            return int(known.id), False
        found = snapshot(new.content, new.encoding)
        number = self._next(DOCUMENT.c.id)
        day = self._clock().date()
        self.doubts += doubts.to_come(f"D{number}", new.published_on, day, f"today, {day}")
        row = {
            "id": number,
            "sha256": sha256,
            "text_sha256": hashlib.sha256(found.text.encode()).hexdigest(),
            "media_type": found.media_type,
            "encoding": found.encoding,
            "content": new.content,
            "text": found.text,
            **new.model_dump(include=set(doubts.TOLD_OF_DOCUMENTS)),
            "title": new.title or heading(found.text),
        }
        self._record("document.add", bodies.body(row))
        self._insert(DOCUMENT, row)
        return number, True

    def add_organisation(self, new: NewOrganisation) -> int:
        """Take in a donor or recipient that no name of the ledger stands for yet."""
        for name in filter(None, (new.name, new.code)):
            if self.names.knows_party(name):
                raise RuleBroken(f"{name} is known already, as {self.names.party(name).key}.")
        number = self._next(ORGANISATION.c.id)
        row = {
            "id": number,
            "code": new.code,
            "name": new.name,
            "kind": new.kind.value,
            "iati": None,
        }
        self._record("organisation.add", row)
        into(ORGANISATION).write(self.connection, row)
        self.names = Names(self.connection)
        return number

    def add_item(self, new: NewItem) -> str:
        """Take in a kind of thing that no name of the ledger stands for yet; its code."""
        if self.names.knows_unit(new.name):
            raise RuleBroken(f"{new.name} is known already, as {self.names.unit(new.name).code}.")
        row = new.model_dump()
        self._record("item.add", row)
        into(UNIT).write(
            self.connection, {"code": new.name, "kind": UnitKind.ITEM.value, "name": new.name}
        )
        into(ITEM).write(
            self.connection,
            {"code": new.name, "category": new.category, "counting_unit": new.counting_unit},
        )
        self.names = Names(self.connection)
        return new.name

    def add_commitment(self, new: NewCommitment) -> int:
        """Open a commitment; what is promised comes with its first entry."""
        number = self._next(COMMITMENT.c.id)
        row = self._commitment_row(number, new)
        self._record("commitment.add", bodies.body(row))
        self._insert(COMMITMENT, row)
        return number

    def _commitment_row(self, number: int, new: NewCommitment) -> dict[str, Any]:
        return {
            "id": number,
            "donor_id": self.names.party(new.donor, "donor").id,
            "recipient_id": self.names.party(new.recipient, "recipient").id,
            "aid_type": new.aid_type.value,
            "item": None if new.item is None else self.names.item(new.item),
            "title": new.title,
            "programme": new.programme,
        }

    def add_entry(self, commitment: int, new: NewEntry) -> int:
        """Add a fact to a commitment, with a citation for each field that the quote supports."""
        about = self._commitment(commitment)
        text, published = self._document(new.document)
        spot = evidence.place(text, new.quote, new.quote_at)
        unit = None if new.quantity is None else self.names.unit(new.quantity.unit)
        says = Statement(
            stage=new.stage,
            quantity=new.quantity,
            is_currency=unit is not None and unit.is_currency,
            donor=self.names.aliases[about.donor_id],
            recipient=self.names.aliases[about.recipient_id],
            item=self._item_names(unit.code if unit else None, about.item),
            is_dated=new.days is not None,
            due=new.due,
            due_quote=new.due_quote,
            support=new.support,
        )
        cited = evidence.citations(text, spot, says)
        self.doubts += evidence.doubts(text, cited, says)
        self.doubts += doubts.other_donor(self.names, about, cited)
        words = cited[0 if new.quantity is None else 1]
        self.doubts += doubts.repetition(self.connection, about.donor_id, new, words)
        if new.replaces is not None:
            allowed.require_replaceable(self.connection, commitment, new.replaces)
        number = self._next(ENTRY.c.id)
        row = {
            "commitment_id": commitment,
            "id": number,
            "stage": new.stage.value,
            **columns_of(None if new.quantity is None else new.quantity.bounds),
            "unit": None if unit is None else unit.code,
            "qualifier": (
                Qualifier.UNDISCLOSED if new.quantity is None else new.quantity.qualifier
            ).value,
            **_days(new, published),
            "cumulative": new.cumulative,
            "basis": new.basis,
            "replaces": new.replaces,
            "reason": new.reason,
        }
        told = f"D{new.document} was published, {published}"
        self.doubts += doubts.to_come(f"E{number}", row["date_low"] or published, published, told)
        self._record("entry.add", bodies.entry_body(row, cited))
        self._insert(ENTRY, row)
        key = {"commitment_id": commitment, "entry_id": number}
        into(CITATION).write(self.connection, [{**key, **citation} for citation in cited])
        self._touched.add(commitment)
        if new.quantity is not None and unit is not None and unit.is_foreign:
            figure, day = new.quantity.bounds, row["date_high"]
            self._foreign.append(Foreign(commitment, number, figure, unit.code, day))
        return number

    def add_link(self, new: NewLink) -> None:
        """Say what one commitment is to another: acyclic, and nothing is counted in two places."""
        link = Link(new.source, new.target, new.kind)
        ends = {number: self._commitment(number) for number in (new.source, new.target)}
        allowed.require_home(self.connection, link)
        row = {
            "folded_id": link.folded,
            "source_id": new.source,
            "target_id": new.target,
            "kind": new.kind.value,
            "reason": new.reason,
        }
        self._record("commitment.link", bodies.body(row))
        self._insert(COMMITMENT_LINK, row)
        self._touched |= {new.source, new.target}
        self.doubts += doubts.counted_elsewhere(self.names, link, ends)

    def document(self, number: int) -> tuple[str, str, date]:
        """SHA-256, text and day of publication of a document."""
        row = _TEXT.row(self.connection, {"number": number})
        if row is None:
            raise NotFound(f"There is no document D{number}.", hint="See: aid-ledger source list")
        return row.sha256, row.text, row.published_on

    def add_decision(
        self, claim: int, new: NewDecision, commitment: int | None = None, entry: int | None = None
    ) -> int:
        """Record what a person decided on a claim; ``entry`` is what came of it, if anything."""
        row = self.connection.execute(select(CLAIM).where(CLAIM.c.id == claim)).one_or_none()
        if row is None:
            raise NotFound(f"There is no claim K{claim}.", hint="See: aid-ledger review list")
        decided = self.connection.execute(
            select(DECISION.c.verdict).where(DECISION.c.claim_id == claim)
        ).scalar_one_or_none()
        if decided is not None:
            raise RuleBroken(f"K{claim} was decided already: {decided}.", hint=DECIDED)
        number = self._next(DECISION.c.id)
        decision = {
            "id": number,
            "claim_id": claim,
            "claim_key": row.key,
            "claim": row.body,
            "reader": row.reader,
            "verdict": new.verdict,
            "reason": new.reason,
            "commitment_id": commitment,
            "entry_id": entry,
        }
        self._record("decision.add", bodies.body(decision))
        self._insert(DECISION, decision)
        return number

    def add_claims(
        self, document: int, reader: str, found: Mapping[str, Mapping[str, Any]]
    ) -> Replaced:
        """Bring the claims of a document to what a reader finds now; see :class:`Claims`."""
        replaced = self.claims.replace(document, reader, found)
        if replaced.changed:
            body = {"document_id": document, "reader": reader, **told(self.connection, document)}
            self._record("document.read", body)
        return replaced

    def add_rates(
        self,
        source: RateSource,
        fresh: Sequence[Rate],
        tick: Callable[[int], None] = lambda _: None,
    ) -> None:
        """Take rates in that are not there yet, all from one source; ``tick`` hears how many."""
        self._record("rates.load", rates.body(source, fresh))
        self._insert(RATE_SOURCE, source.columns())
        rates.insert_all(self.connection, fresh, self._head.seq, tick)
        self._keep_in_euro()
        self._euro = EuroBook(self.connection, self.names)
        self._touched |= self._euro.keep_anew(fresh)

    def _keep_in_euro(self) -> None:
        self._euro.keep(self._foreign)
        self._foreign.clear()

    def _record(self, action: str, body: Mapping[str, Any]) -> None:
        self._head = journal.append(
            self.connection, self._head, self._clock(), self._by_whom, action, body
        )

    def _insert(self, table: Any, row: Mapping[str, Any]) -> None:
        """Insert a row of the record, as of the journal row just written."""
        recorded = {
            "recorded_at": self._head.at,
            "recorded_by": self._by_whom,
            "journal_seq": self._head.seq,
        }
        into(table).write(self.connection, {**row, **recorded})

    def _next(self, column: Any) -> int:
        """The next number of a table; numbers have no holes, because nothing is ever removed."""
        ((last,),) = _last(column).rows(self.connection)
        return int(last or 0) + 1

    def _commitment(self, number: int) -> Place:
        if number not in self._commitments:
            found = keeping.places(self.connection, [number])
            if not found:
                raise NotFound(
                    f"There is no commitment C{number}.", hint="See: aid-ledger commitment list"
                )
            self._commitments |= found
        return self._commitments[number]

    def _document(self, number: int) -> tuple[Text, date]:
        """The text of a document, and when it was published; read once."""
        if number not in self._documents:
            _, text, published = self.document(number)
            self._documents[number] = Text(number, text), published
        return self._documents[number]

    def doubt_unit(self, commitment: int, entry: int) -> None:
        """Doubt an entry in another unit than all that its commitment had before."""
        self.doubts += doubts.other_unit(self.connection, commitment, entry)

    def _item_names(self, *codes: str | None) -> list[str]:
        of = self.names.item_aliases
        return [alias for code in codes if code is not None for alias in of.get(code, ())]


def _days(new: NewEntry, published: date) -> dict[str, Any]:
    """Where the source gives no day, what it says had happened by its publication."""
    days = new.days or by(published)
    due = (None, None) if new.due is None else (new.due.low, new.due.high)
    return dict(zip(_DAYS, (days.low, days.high, *due), strict=True))
