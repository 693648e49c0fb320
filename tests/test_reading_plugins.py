"""A reader that is plugged in is believed only where the text bears it out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

import pytest

from ledger.errors import ValueRefused
from ledger.reading import plugins, read
from ledger.reading.claim import Claim
from ledger.reading.plugins import Checked, Reader, named_reader, stands
from ledger.values.amount import SCALE
from ledger.values.bounds import Bounds, exact

TEXT = "Germany will give Ukraine €5 million and another Patriot system."


class Guesser:
    """Changes what the grammar reads, as a model that makes things up would."""

    name = "guesser 0"

    def read(self, text: str, published: date | None = None) -> Iterable[Claim]:
        claims = read(text, published)
        yield from claims
        for claim in claims:
            yield replace(claim, bounds=exact(6_000_000 * SCALE))
            yield replace(claim, span=(claim.span[0] + 1, claim.span[1]))
            yield replace(claim, span=(0, 10**9))
            yield replace(claim, unit="USD")


def test_only_what_stands_in_the_text_is_accepted() -> None:
    assert isinstance(Guesser(), Reader)
    accepted = Checked(Guesser()).read(TEXT)
    assert accepted == read(TEXT)
    assert len(accepted) == 2


def test_bounds_must_fit_the_qualifier() -> None:
    money = read(TEXT)[0]
    assert stands(TEXT, money)
    assert not stands(TEXT, replace(money, bounds=Bounds(1, None)))
    assert not stands(TEXT, replace(money, text="€6 million"))
    assert not stands(TEXT, replace(money, unit=None))


def test_the_currency_may_stand_in_an_earlier_sentence() -> None:
    text = "Germany pledged $5 million to Ukraine. Norway gave two million to Ukraine."
    dollars = read(text)[1]
    assert (dollars.text, dollars.unit) == ("two million", "USD")
    assert stands(text, dollars)
    assert not stands(text, replace(dollars, unit="EUR"))


def test_readers_by_name(monkeypatch: pytest.MonkeyPatch) -> None:
    class Offered:
        names = frozenset({"guesser"})

        def __getitem__(self, name: str) -> Offered:
            return self

        def load(self) -> type[Guesser]:
            return Guesser

    monkeypatch.setattr(plugins, "entry_points", lambda group: Offered())
    assert named_reader().name == named_reader("grammar").name
    assert named_reader("guesser").name == "guesser 0"
    with pytest.raises(ValueRefused, match="There is no reader 'oracle'"):
        named_reader("oracle")
