"""What an answer is folded from, where positions do not answer: facts, links, items, rates."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from sqlalchemy import Connection

from ledger.gap.convert import Conversions, Facts, conversions
from ledger.gap.grouping import About, abouts, naming_items
from ledger.gap.question import Question
from ledger.rules.account import Account
from ledger.rules.facts import counted
from ledger.rules.families import Link, stand
from ledger.store.facts import facts, links
from ledger.store.names import Names
from ledger.store.positions import items_of


@dataclass(frozen=True, slots=True)
class Ground:
    """Facts by commitment, in the currency asked for as far as they go, and what they are about.

    ``told`` are the facts as published; ``conversions`` says what was done to convert them, if
    anything was to be.
    """

    told: Facts
    facts: Facts
    links: Collection[Link]
    items: Mapping[int, str | None]
    about: Mapping[int, About]
    conversions: Conversions | None


def ground(
    connection: Connection,
    names: Names,
    question: Question,
    commitments: Collection[int] | None = None,
) -> Ground:
    """What a question is answered from: all commitments, or whole families of them."""
    told = facts(connection, commitments)
    about: Mapping[int, About] = abouts(connection, names, commitments)
    done = None
    if question.policy is not None:
        about = naming_items(about, told, question)
        done = conversions(
            connection, names, told, question.policy, question.as_of, question.known_at
        )
    known = links(connection, question.known_at)
    return Ground(
        told,
        told if done is None else done.facts,
        [link for link in known if commitments is None or link.folded in commitments],
        items_of(connection, commitments),
        about,
        done,
    )


def accounts(given: Ground, question: Question) -> Iterator[tuple[int, Account]]:
    """What each commitment stands at, as the clocks of a question say."""
    told = {
        number: counted(entries, question.as_of, question.known_at)
        for number, entries in given.facts.items()
    }
    return iter(
        stand(
            {number: entries for number, entries in told.items() if entries},
            given.links,
            question.promised_at,
        )
    )
