"""[G9], [G10] Commitments that are linked to each other, counted once.

A commitment is folded into at most one other, its *home*: a duplicate and a superseded promise
into the one that stands, a drawdown into what it draws on, a part into its package.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from ledger.rules.account import PROMISE_RUNGS, Account, account
from ledger.rules.facts import Fact, in_order
from ledger.rules.fold import Folds, Held
from ledger.values.bounds import ZERO, Bounds
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

    @property
    def folded(self) -> int:
        """The commitment that is counted with the other."""
        return self.target if self.kind is LinkKind.SUPERSEDES else self.source

    @property
    def home(self) -> int:
        """The commitment that the other is counted with."""
        return self.source if self.kind is LinkKind.SUPERSEDES else self.target


Standing = list[tuple[int, Account]]
"""Accounts to show, each under the commitment it is shown for."""


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
        own = drawn_on(
            own, [self.stand(link.folded)[0] for link in self._linked(head, LinkKind.DRAWS_ON)]
        )
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
    result.allocated = _added(fund.allocated, [drawdown.promised for drawdown in drawdowns])
    return result


def package(
    head: int, own: Account, parts: Sequence[tuple[Account, Standing]]
) -> tuple[Account, Standing]:
    """[G9] A package and its parts, counted once: the headline, or without one the parts.

    The package is shown part by part, with what the headline leaves unspecified beside them,
    where their figures allow: each part in the headline's currency or in another measure,
    together no more than it, and no delivery told for the package as a whole or for a part whose
    share of it nobody told. Otherwise it is shown as one.
    """
    accounts = [total for total, _ in parts]
    headline = own.promised if own.is_firm or own.promised else own.proposed
    column = "promised" if headline is own.promised else "proposed"
    named = (
        [a.promised or a.proposed for a in accounts]
        if column == "proposed"
        else [a.promised for a in accounts]
    )
    sums = _added({}, named)
    whole = with_deliveries(own, accounts)
    whole.allocated = _added(own.allocated, [a.allocated for a in accounts])
    whole.has_promise = own.has_promise or any(a.has_promise for a in accounts)
    whole.conflict = own.conflict or _exceeds(sums, headline)
    firm_sums = _added({}, [a.promised for a in accounts])
    whole.promised = {**firm_sums, **own.promised}
    if not (own.is_firm or own.promised):
        open_sums = _added({}, [a.proposed for a in accounts])
        whole.proposed = {**open_sums, **own.proposed}
    rest = _rest(headline, sums)
    whole.unspecified = rest or {}
    shareless = bool(headline) and any(
        a.has_delivery_news and not a.promised for _, standing in parts for _, a in standing
    )
    if own.has_delivery_news or own.allocated or shareless or rest is None:
        return whole, [(head, whole)]
    remainder = replace(own, covered=True, unspecified=rest)
    setattr(remainder, column, rest)
    shown = [
        (part, _within(a, headline, firm=column == "promised" and bool(own.promised)))
        for _, standing in parts
        for part, a in standing
    ]
    return whole, [(head, remainder), *shown]


def with_deliveries(head: Account, others: Sequence[Account]) -> Account:
    """``head`` with what was delivered on others that are counted with it.

    A total that was stated for the head speaks for the others, too.
    """
    latest = max((head, *others), key=lambda one: one.last_day or date.min)
    return replace(
        head,
        stage=latest.stage,
        last_day=latest.last_day,
        in_transit=_added(head.in_transit, [a.in_transit for a in others]),
        delivered=_added(head.delivered, [_arrived(a) for a in others]),
        arrivals=(*head.arrivals, *(fact for a in others for fact in a.arrivals)),
        shortfalls=(*head.shortfalls, *(fact for a in others for fact in a.shortfalls)),
        unmeasured=(*head.unmeasured, *(fact for a in others for fact in a.unmeasured)),
        conflict=head.conflict or any(a.conflict for a in others),
    )


def _arrived(account: Account) -> Folds:
    """What arrived; where no delivery is told, what a shortfall leaves of the promise."""
    if account.delivered or account.arrivals:
        return account.delivered
    promised = account.promised
    return {
        measure: Held(
            units={
                unit: promised[measure].units[unit].less(figure)
                for unit, figure in missing.units.items()
                if unit in promised[measure].units
            },
            facts=(*promised[measure].facts, *missing.facts),
        )
        for measure, missing in account.shortfall.items()
        if measure in promised
    }


def _within(part: Account, headline: Folds, *, firm: bool) -> Account:
    """A part as shown beside the rest of its package."""
    return replace(
        part,
        covered=part.covered or bool(headline),
        proposed={} if firm else part.proposed,
    )


def _added(own: Folds, others: Iterable[Folds]) -> Folds:
    """Sums by measure, except where a total stated for the whole speaks for the others."""
    result = dict(own)
    for folds in others:
        for measure, held in folds.items():
            if measure not in result:
                result[measure] = replace(held, stated=False)
            elif measure not in own or not own[measure].stated:
                result[measure] = result[measure] + held
    return result


def _exceeds(sums: Folds, headline: Folds) -> bool:
    """Whether the parts together are certainly more than their headline."""
    for measure, held in headline.items():
        for unit, figure in held.units.items():
            parts = sums[measure].units.get(unit) if measure in sums else None
            if parts and figure.high is not None and (parts.low or 0) > figure.high:
                return True
    return False


def _rest(headline: Folds, sums: Folds) -> Folds | None:
    """What the headline leaves when its parts are taken out, or ``None`` if that cannot be told.

    Rest and parts add up to the headline again, end by end.
    """
    rest: Folds = {}
    for measure, held in headline.items():
        parts = sums.get(measure, Held())
        if not parts.units.keys() <= held.units.keys():
            return None
        left: dict[str, Bounds] = {}
        for unit, figure in held.units.items():
            remaining = _left(figure, parts.units[unit]) if unit in parts.units else figure
            if remaining is None:
                return None
            if remaining != ZERO or unit in held.cancelled:
                left[unit] = remaining
        rest[measure] = replace(held, units=left)
    return rest


def _left(whole: Bounds, parts: Bounds) -> Bounds | None:
    low = (whole.low or 0) - (parts.low or 0)
    if whole.high is None:
        return Bounds(low, None) if low >= 0 else None
    if parts.high is None:
        return None
    high = whole.high - parts.high
    return Bounds(low, high) if 0 <= low <= high else None
