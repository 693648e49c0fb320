"""[G9] A package and its parts, counted once: the headline, or, without one, the parts.

A package is shown part by part, with what its headline leaves unspecified beside them, where
their figures allow: each part in the headline's currency or in another measure, together no more
than it, and no delivery told for the package as a whole or for a part whose share of it nobody
told. Otherwise it is shown as one.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from ledger.rules.account import Account
from ledger.rules.due import last_of
from ledger.rules.fold import Folds, Held
from ledger.rules.rungs import RUNGS, Rungs, at_rung, reached, rest_at_rungs
from ledger.values.bounds import ZERO, Bounds
from ledger.values.stages import Stage

Standing = list[tuple[int, Account]]
"""Accounts to show, each under the commitment it is shown for."""


def package(
    head: int, own: Account, parts: Sequence[tuple[Account, Standing]]
) -> tuple[Account, Standing]:
    """The package ``head`` as one account, and the accounts to show for it.

    ``own`` is what is said of the package itself; ``parts`` has for each part the same two.
    """
    accounts = [total for total, _ in parts]
    shown = [one for _, standing in parts for one in standing]
    headline = own.promised if _is_promised(own) else own.proposed
    rest = _rest(headline, _parts_of(headline, own, accounts))
    whole = _as_one(own, accounts)
    whole.unspecified = rest or {}
    if rest is None or not _can_be_split(own, headline, [part for _, part in shown]):
        return whole, [(head, whole)]
    remainder = replace(
        own,
        covered=True,
        unspecified=rest,
        promised=rest if headline is own.promised else own.promised,
        proposed=rest if headline is own.proposed else own.proposed,
        rungs=rest_at_rungs(own, accounts),
    )
    return whole, [(head, remainder), *((part, _beside(a, own)) for part, a in shown)]


def _is_promised(own: Account) -> bool:
    """Whether the package as such is promised, and not only proposed."""
    return own.is_firm or bool(own.promised)


def _parts_of(headline: Folds, own: Account, accounts: Sequence[Account]) -> Folds:
    """What the parts take out of the headline; out of a proposal also what is proposed."""
    if headline is own.promised:
        return added({}, [part.promised for part in accounts])
    return added({}, [part.promised or part.proposed for part in accounts])


def _can_be_split(own: Account, headline: Folds, shown: Sequence[Account]) -> bool:
    """Whether what is told of deliveries and allocations says which part it is of."""
    if own.has_delivery_news or own.allocated:
        return False
    return not headline or all(part.promised or not part.has_delivery_news for part in shown)


def _as_one(own: Account, accounts: Sequence[Account]) -> Account:
    """The package with its parts as one: its headline, and the parts where it has none."""
    promised = added({}, [part.promised for part in accounts])
    whole = with_deliveries(own, accounts)
    whole.allocated = added(own.allocated, [part.allocated for part in accounts])
    whole.has_promise = own.has_promise or any(part.has_promise for part in accounts)
    whole.promised = {**promised, **own.promised}
    headline = own.promised
    if not _is_promised(own):
        headline = own.proposed
        whole.proposed = {**added({}, [part.proposed for part in accounts]), **own.proposed}
    whole.rungs = _rungs_of_all(own, accounts)
    whole.due = own.due or last_of([part.due for part in accounts])
    whole.conflict |= _exceeds(_parts_of(headline, own, accounts), headline)
    return whole


def _rungs_of_all(own: Account, accounts: Sequence[Account]) -> Rungs:
    """[G15] What the package as such has at each rung, and the parts where it has nothing."""
    of_parts = [reached(part) for part in accounts]
    return {
        rung: {**added({}, [part[rung] for part in of_parts]), **at_rung(own, rung)}
        for rung in RUNGS
    }


def _beside(part: Account, own: Account) -> Account:
    """A part as shown beside the rest of its package: a promised package proposes nothing."""
    headline = own.promised or own.proposed
    return replace(
        part,
        covered=part.covered or bool(headline),
        due=part.due or own.due,
        proposed={} if own.promised else part.proposed,
        rungs={Stage.PROPOSED: {}} if own.promised and not part.promised else part.rungs,
    )


def with_deliveries(head: Account, others: Sequence[Account]) -> Account:
    """``head`` with what was delivered on others that are counted with it.

    A total that was stated for the head speaks for the others, too.
    """
    latest = max((head, *others), key=lambda one: one.last_day or date.min)
    return replace(
        head,
        stage=latest.stage,
        last_day=latest.last_day,
        in_transit=added(head.in_transit, [a.in_transit for a in others]),
        delivered=added(head.delivered, [_arrived(a) for a in others]),
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


def added(own: Folds, others: Iterable[Folds]) -> Folds:
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
        rest[measure] = replace(held, units=left, facts=(*held.facts, *parts.facts))
    return rest


def _left(whole: Bounds, parts: Bounds) -> Bounds | None:
    low = (whole.low or 0) - (parts.low or 0)
    if whole.high is None:
        return Bounds(low, None) if low >= 0 else None
    if parts.high is None:
        return None
    high = whole.high - parts.high
    return Bounds(low, high) if 0 <= low <= high else None
