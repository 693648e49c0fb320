"""What is handed to the driver as text means what SQLAlchemy would have executed."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from databases import transaction
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import bindparam, create_engine, delete, exc, insert, select

from ledger.api import Ledger
from ledger.model.tables import ENTRY, ENTRY_IN_EURO, JOURNAL, ORGANISATION, POSITION
from ledger.store.batches import About
from ledger.store.engine import make_engine
from ledger.store.location import locate
from ledger.store.prepared import Prepared

LINE = {
    **{column.name: None for column in POSITION.c},
    "commitment_id": 1,
    "in_euro": True,
    "unit": "EUR",
    "unquantified": True,
    "evidence": False,
    "conflict": False,
    "other_unit": False,
    "unconverted": True,
    "day": date(2024, 2, 29),
    "stage": "pledged",
    "last_day": date(2024, 3, 1),
    "last_seq": 9,
}
"""A row with days, flags, numbers, texts and what is not there."""


@pytest.fixture
def commitment(book: Ledger) -> None:
    book.add_commitment(donor="Norway", recipient="Ukraine", aid_type="military", title="Some")


@pytest.mark.usefixtures("commitment")
class TestRows:
    def test_written_one_way_and_read_the_other(self, place: str) -> None:
        ours, theirs = Prepared(insert(POSITION)), insert(POSITION)
        with transaction(place) as connection:
            ours.write(connection, [LINE, {**LINE, "unit": "USD"}])
            ours.write(connection, {**LINE, "unit": "NOK"})
            connection.execute(theirs, {**LINE, "unit": "SEK"})
            query = select(POSITION).order_by(POSITION.c.unit)
            read = Prepared(query).rows(connection)
            assert [tuple(row) for row in read] == [tuple(row) for row in connection.execute(query)]
            assert [row._asdict() for row in read] == [
                {**LINE, "unit": unit} for unit in ("EUR", "NOK", "SEK", "USD")
            ]

    def test_a_moment_is_the_same_moment(self, place: str) -> None:
        query = select(JOURNAL).where(JOURNAL.c.seq == bindparam("seq"))
        with transaction(place) as connection:
            (row,) = connection.execute(query, {"seq": 2})
            assert Prepared(query).row(connection, {"seq": 2}) == tuple(row)
            assert timedelta(0) <= datetime.now(UTC) - row.at < timedelta(hours=1)

    def test_one_that_is_not_there(self, place: str) -> None:
        query = Prepared(select(ENTRY).where(ENTRY.c.id == bindparam("id")))
        with transaction(place) as connection:
            assert query.row(connection, {"id": 1}) is None

    def test_a_statement_has_values_of_its_own(self, place: str) -> None:
        removing = Prepared(
            delete(POSITION).where(
                POSITION.c.last_seq == 9,
                POSITION.c.in_euro == bindparam("view"),
                POSITION.c.day == bindparam("on"),
            )
        )
        with transaction(place) as connection:
            Prepared(insert(POSITION)).write(
                connection, [LINE, {**LINE, "unit": "USD", "last_seq": 8}]
            )
            removing.write(connection, [{"view": True, "on": LINE["day"]}])
            assert [row.unit for row in connection.execute(select(POSITION))] == ["USD"]


@pytest.mark.parametrize("numbers", [{1}, {1, 2}, {3}])
def test_about_one_number_and_about_several(place: str, numbers: set[int]) -> None:
    by_number = About(select(ORGANISATION).order_by(ORGANISATION.c.id), ORGANISATION.c.id)
    with transaction(place) as connection:
        found = list(by_number.rows(connection, numbers))
        assert [row.id for row in found] == sorted(numbers)


def test_what_goes_wrong_is_what_sqlalchemy_raises(place: str) -> None:
    row = {"commitment_id": 7, "entry_id": 7, "low_whole": 1, "low_e4": 0}
    raised: list[exc.DBAPIError] = []
    with transaction(place) as connection:
        for executed in (
            lambda: Prepared(insert(ENTRY_IN_EURO)).write(connection, [row, row]),
            lambda: connection.execute(insert(ENTRY_IN_EURO), [row, row]),
        ):
            with pytest.raises(exc.DBAPIError) as caught, connection.begin_nested():
                executed()
            raised.append(caught.value)
    ours, theirs = raised
    assert type(ours) is type(theirs)
    assert type(ours.orig) is type(theirs.orig)
    assert str(ours.orig).splitlines()[0] == str(theirs.orig).splitlines()[0]


def test_it_begins_a_transaction(place: str) -> None:
    with make_engine(locate(place)).connect() as connection:
        query = Prepared(select(ORGANISATION.c.id).where(ORGANISATION.c.id == 1))
        assert not connection.in_transaction()
        assert len(query.rows(connection)) == 1
        assert connection.in_transaction()


@given(st.integers(-(2**63), 2**63 - 1), st.text(alphabet=st.characters(exclude_categories=["Cs"])))
def test_any_number_and_text_is_given_and_found(number: int, words: str) -> None:
    query = select(
        bindparam("words", words).label("words"), bindparam("number", number).label("number")
    )
    with create_engine("sqlite://").connect() as connection:
        assert Prepared(query).row(connection) == (words, number)
