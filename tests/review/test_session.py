"""Walking the queue with one step back."""

from __future__ import annotations

import pytest

from ledger.api import Ledger
from ledger.errors import LedgerError
from ledger.review.decide import Posted, accept, reject
from ledger.review.queue import Queued
from ledger.review.session import Session
from ledger.store.writer import Writer
from tests.review.building import denmark, found, launchers, norway, open_claims, store


def take(writer: Writer, claim: Queued) -> Posted:
    return accept(writer, claim)


def drop(writer: Writer, claim: Queued) -> None:
    reject(writer, claim, "not meant")


@pytest.fixture
def session(book: Ledger) -> Session:
    found(book, store(book), norway(), launchers(), denmark())
    return Session(book, [claim.ref.number for claim in open_claims(book)])


def test_a_decision_is_held_until_the_next(book: Ledger, session: Session) -> None:
    session.decide(take)
    assert book.commitments() == []
    session.decide(drop)
    assert len(book.commitments()) == 1
    session.record()
    assert len(open_claims(book)) == 1
    assert book.verify() == []


def test_undo_goes_back_to_the_claim_and_nothing_is_recorded(
    book: Ledger, session: Session
) -> None:
    first = session.present()
    session.decide(take)
    assert session.undo()
    assert session.present() == first
    session.decide(drop)
    session.record()
    assert book.commitments() == []


def test_what_is_recorded_is_not_undone(book: Ledger, session: Session) -> None:
    session.decide(take)
    session.record()
    assert not session.undo()
    assert len(book.commitments()) == 1


def test_a_skipped_claim_can_be_gone_back_to(session: Session) -> None:
    first = session.present()
    session.skip()
    assert session.present() != first
    assert session.undo()
    assert session.present() == first


def test_a_decision_that_fails_is_told_at_once_and_holds_nothing(
    book: Ledger, session: Session
) -> None:
    def wrong(writer: Writer, claim: Queued) -> Posted:
        return accept(writer, claim, amended={"donor": "Atlantis"})

    first = session.present()
    with pytest.raises(LedgerError):
        session.decide(wrong)
    assert session.present() == first
    session.record()
    assert book.commitments() == []


def test_the_queue_ends(session: Session) -> None:
    for _ in range(3):
        session.skip()
    assert session.present() is None
    assert session.remaining == 0
