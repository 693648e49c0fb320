"""[G9], [G10] Commitments that are linked to each other, counted once.

A commitment is folded into at most one other, its *home*: a duplicate and a superseded promise
into the one that stands, a drawdown into what it draws on, a part into its package.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from ledger.rules.account import PROMISE_RUNGS, Account, account
from ledger.rules.facts import Fact, in_order
from ledger.rules.packages import Standing, added, package, with_deliveries
from ledger.values.stages import Stage

_DELIVERY_SIDE = frozenset({Stage.IN_TRANSIT, Stage.DELIVERED, Stage.SHORTFALL})


class LinkKind(StrEnum):
    """What one commitment is to another."""

    PART_OF = "part_of"
    DRAWS_ON = "draws_on"
    SUPERSEDES = "supersedes"
    DUPLICATES = "duplicates"


@dataclass(frozen=True, slots=True)
class Link:
    """``source`` is a part of, draws on, supersedes or duplicates ``target``."""

    source: int
    target: int
    kind: LinkKind
    recorded: int = field(default=0, compare=False)
    """The number of the journal row that brought the link."""

    @property
    def folded(self) -> int:
        """The commitment that is counted with the other."""
        return self.target if self.kind is LinkKind.SUPERSEDES else self.source

    @property
    def home(self) -> int:
        """The commitment that the other is counted with."""
        return self.source if self.kind is LinkKind.SUPERSEDES else self.target


def stand(
    facts: Mapping[int, Sequence[Fact]],
    links: Collection[Link],
    promised_at: Stage = Stage.PLEDGED,
) -> Standing:
    """Follow all links among commitments whose counted facts are given by commitment.

    The links must be acyclic, with at most one home a commitment; the writer sees to both.
    """
    members: dict[int, list[Link]] = {}
    for link in sorted(links, key=lambda link: link.folded):
        members.setdefault(link.home, []).append(link)
    folded = {link.folded for link in links}
    heads = sorted({*facts, *members} - folded)
    family = _Family(facts, members, promised_at)
    return [shown for head in heads for shown in family.stand(head)[1]]


@dataclass(frozen=True, slots=True)
class _Family:
    facts: Mapping[int, Sequence[Fact]]
    members: Mapping[int, Sequence[Link]]
    promised_at: Stage

    def stand(self, head: int) -> tuple[Account, Standing]:
        """All of ``head`` as one account, and the accounts to show for it."""
        own = account(self._merged(head), self.promised_at)
        drawdowns = [self.stand(link.folded)[0] for link in self._linked(head, LinkKind.DRAWS_ON)]
        own = drawn_on(own, drawdowns) if drawdowns else own
        parts = [self.stand(link.folded) for link in self._linked(head, LinkKind.PART_OF)]
        return package(head, own, parts) if parts else (own, [(head, own)])

    def _linked(self, head: int, kind: LinkKind) -> Iterable[Link]:
        """Links of this kind to ``head``, and to what is one promise with it."""
        for link in self.members.get(head, ()):
            if link.kind is kind:
                yield link
            elif link.kind in {LinkKind.DUPLICATES, LinkKind.SUPERSEDES}:
                yield from self._linked(link.folded, kind)

    def _merged(self, head: int) -> list[Fact]:
        """The facts of ``head`` with those of its duplicates and of what it supersedes.

        A duplicate is more evidence for the same promise. What was superseded keeps its word
        only as long as the new promise has not been made, and a proposal makes none; what was
        delivered stays delivered.
        """
        merged = list(self.facts.get(head, ()))
        made = any(fact.stage in PROMISE_RUNGS for fact in merged)
        for link in self.members.get(head, ()):
            if link.kind is LinkKind.DUPLICATES:
                merged += _news_among(self._merged(link.folded), merged)
            elif link.kind is LinkKind.SUPERSEDES:
                merged += [
                    fact
                    for fact in self._merged(link.folded)
                    if not made or fact.stage in _DELIVERY_SIDE
                ]
        return in_order(merged)


def _news_among(facts: Iterable[Fact], known: Sequence[Fact]) -> list[Fact]:
    """What a duplicate's facts bring; a part of a promise that it adds is one told again."""
    told = {fact.stage for fact in known if fact.figure is not None} - _DELIVERY_SIDE
    return [
        fact for fact in facts if fact.cumulative or fact.figure is None or fact.stage not in told
    ]


def drawn_on(fund: Account, drawdowns: Sequence[Account]) -> Account:
    """[G10] A drawdown is an allocation of what it draws on, and its deliveries are the fund's."""
    result = with_deliveries(fund, drawdowns)
    result.allocated = added(fund.allocated, [drawdown.promised for drawdown in drawdowns])
    return result
