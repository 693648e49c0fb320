"""[G13] ``export beancount``: another program reads the journal and finds the gap's figures."""

from __future__ import annotations

import subprocess
import sys
from collections import defaultdict
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import beanquery
import pytest
from beancount import loader
from beancount.core import data
from beancount.parser import parser
from gap.histories import FIRST, LAST, Promised, Step, Told, histories, label
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

import ledger
from ledger.api import Ledger
from ledger.asking import new_item, new_organisation
from ledger.audit.heads import head
from ledger.exporters.beancount import (
    ACCOUNTS,
    TAKEN,
    UNMATCHED,
    account_part,
    beancount,
    commodity,
    distinct,
    quoted,
)
from ledger.exporters.harmless import harmless
from ledger.exporters.movements import movements
from ledger.gap.answer import answer
from ledger.gap.question import Question
from ledger.rules.facts import counted
from ledger.rules.lines import COLUMNS, Line
from ledger.store.facts import facts
from ledger.values import amount
from ledger.values.stages import AidType

END = date(2024, 4, 30)
SUMS = """
    SELECT getitem(open_meta(account), 'donor') AS donor, root(account, 2) AS root,
           leaf(account) AS end, currency, sum(number) AS total
    WHERE date <= {day} AND account ~ '^(Income|Assets|Equity:[A-Za-z]+:.*:)'
    GROUP BY donor, root, end, currency
"""

Figures = dict[tuple[str, str | None, str], Any]
"""Ends by donor, unit and column, the numbers of promises without a figure among them."""


class Read:
    """A journal as beancount has read it, without an error."""

    def __init__(self, text: str) -> None:
        self.entries, errors, options = loader.load_string(text)
        assert errors == []
        self._place = beanquery.connect(
            "beancount:", entries=self.entries, errors=errors, options=options
        )
        self.units = {
            one.currency: one.meta.get("unit")
            for one in self.entries
            if isinstance(one, data.Commodity)
        }

    def query(self, text: str) -> list[tuple[Any, ...]]:
        return list(self._place.execute(text).fetchall())

    def transactions(self) -> list[data.Transaction]:
        return [one for one in self.entries if isinstance(one, data.Transaction)]

    def figures(self, day: date) -> Figures:
        """What the balances at the end of a day say of each column; zero is left out."""
        columns = {root: (name, sign) for name, (root, sign) in ACCOUNTS.items()}
        open_ends: set[tuple[str, str | None, str]] = set()
        found: Figures = defaultdict(lambda: [Decimal(0), Decimal(0)])
        for donor, root, end, currency, total in self.query(SUMS.format(day=day)):
            column, sign = columns[root]
            unit = self.units[currency]
            if currency.startswith("UNQUANTIFIED"):
                found[donor, unit, "unquantified"] = int(sign * total)
            elif currency.startswith("OPEN."):
                assert end == "High"
                if total:
                    open_ends.add((donor, unit, column))
            else:
                found[donor, unit, column][end == "High"] = sign * total
        for key in open_ends:
            found[key][1] = None
        return {key: value for key, value in found.items() if value not in ([0, 0], 0)}


def asked(book: Ledger, question: Question) -> Figures:
    """What the gap says, in the same form."""
    found: Figures = {}
    with book.reading() as connection:
        rows = answer(connection, question).rows
    for row in rows:
        donor = str(row.group["donor"])
        if row.counts["unquantified"]:
            found[donor, row.unit, "unquantified"] = row.counts["unquantified"]
        for column in COLUMNS:
            figure = row.figures[column]
            if figure is not None and (figure.low, figure.high) != (0, 0):
                high = None if figure.high is None else amount.decimal(figure.high)
                found[donor, row.unit, column] = [amount.decimal(figure.low or 0), high]
    return found


def journal(book: Ledger, as_of: date = END, known_at: int | None = None) -> str:
    with book.reading() as connection:
        return beancount(connection, Question(as_of, known_at=known_at))


def test_the_demonstration_has_the_balances_of_the_gap(demo: Ledger) -> None:
    read = Read(journal(demo))
    march, stood = date(2024, 3, 31), read.figures(END)
    assert stood == asked(demo, Question(END))
    assert read.figures(march) == asked(demo, Question(march))
    assert stood["USA", "USD", "promised"] == [60_000_000_000, None]
    assert stood["USA", "EUR", "promised"] == [276_000_000, 276_000_000]
    assert stood["DEU", "Patriot system", "undetermined"] == [1, 1]


def test_bean_query_finds_the_five_billion(demo: Ledger, tmp_path: Path) -> None:
    (tmp_path / "demo.beancount").write_text(journal(demo), encoding="utf-8")
    run = subprocess.run(
        [
            *(sys.executable, "-m", "beanquery", "-f", "csv", "demo.beancount"),
            "SELECT neg(sum(position)) AS promised WHERE account ~ 'Promised:EU:.*:Low'",
        ],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    )
    assert run.stdout.split() == ["promised", "5000000000", "EUR"]


def test_transactions_name_entries_and_their_words(demo: Ledger) -> None:
    read = Read(journal(demo))
    [package] = [one for one in read.transactions() if "E7" in one.links]
    assert package.links == {"C5", "E7"}
    assert package.meta["commitment"] == "C5"
    assert package.meta["e7-figure"] == "60000000000.. USD"
    assert package.meta["e7-open"] == "high"
    [cited] = [one for one in demo.trace("E7")["citations"] if one["field"] == "amount"]
    assert package.meta["e7-cited"] == f"{cited['document']} {cited['start']}-{cited['end']}"
    for name in ("exact", "sentence", "sha256"):
        assert package.meta[f"e7-{name}"] == cited[name]
    told = {link for one in read.transactions() for link in one.links if link.startswith("E")}
    assert told == {str(entry.ref) for one in demo.commitments() for entry in one.entries}


def test_the_same_bytes_again_and_as_known_before(demo: Ledger, tmp_path: Path) -> None:
    assert journal(demo) == journal(demo)
    with ledger.open(tmp_path / "l.db", create=True, by_whom="tests") as book:
        told = Told(book)
        told.write([promise("Norway")], label(), at_once=True)
        seen = last_row(book)
        before = journal(book)
        told.write([promise("Sweden")], label(), at_once=True)
        assert journal(book, known_at=seen) == before


@pytest.fixture(scope="module")
def book(new_ledger: Callable[[str], str]) -> Ledger:
    return ledger.open(new_ledger("sqlite"), by_whom="tests")


@settings(deadline=None, max_examples=3, suppress_health_check=[HealthCheck.differing_executors])
@given(histories, st.dates(FIRST, LAST), st.dates(FIRST, LAST), st.integers(0, 200))
def test_balances_on_any_day_are_the_gap(
    book: Ledger, history: list[Step], one: date, other: date, known_at: int
) -> None:
    Told(book).write(history, label(), at_once=True)
    as_of, day = max(one, other), min(one, other)
    read = Read(journal(book, as_of))
    assert read.figures(as_of) == asked(book, Question(as_of))
    assert read.figures(day) == asked(book, Question(day))
    then = Read(journal(book, day, known_at))
    assert then.figures(day) == asked(book, Question(day, known_at=known_at))
    check_movements(book, Read(journal(book, LAST)))


def check_movements(book: Ledger, read: Read) -> None:
    """[G7] Exact figures leave nothing unmatched; of entries those are there that count."""
    unmatched = {
        (one.date, one.meta["commitment"])
        for one in read.transactions()
        if any(posting.account == UNMATCHED for posting in one.postings)
    }
    with book.reading() as connection:
        told = movements(connection, Question(LAST))
        counting = {
            f"E{fact.id}"
            for entries in facts(connection).values()
            for fact in counted(entries, LAST)
        }
    assert {link for one in read.transactions() for link in one.links if link[0] == "E"} == counting
    exact = {
        (one.day, f"C{one.commitment}")
        for one in told
        if all(is_exact(stand.line) for stand in (*one.before, *one.after))
    }
    assert not exact & unmatched


def is_exact(line: Line) -> bool:
    figures = [getattr(line, column) for column in COLUMNS]
    whole = all(figure is None or figure.is_exact for figure in figures)
    return whole and not line.other_unit and not line.unquantified


def last_row(book: Ledger) -> int:
    with book.reading() as connection:
        return head(connection).seq


def promise(donor: str) -> Promised:
    return Promised(donor, "Ukraine", AidType.MILITARY, None, None)


TITLE = 'a "b" \\ c; ^x #y “ж” \\n'
HARD = 'a "b" \\ c\n\td \\n; ^x #y “ж” \x1b[31m \u202e'


def test_names_and_words_that_are_hard_to_write(tmp_path: Path) -> None:
    """Organisations and items that differ only in what beancount does not take."""
    with ledger.open(tmp_path / "l.db", create=True, by_whom="tests") as book:
        text = f"{HARD} came: 5 true. {'Nothing more was said. ' * 20}"
        document = book.add_document(text.encode(), published="2024-03-01").ref
        with book.writing() as writer:
            for name in ("Fonds “Été”", "fonds ete!", "Фонд"):
                writer.add_organisation(new_organisation(name=name, kind="fund"))
            for name in ("true", "155 mm", "eur"):
                writer.add_item(new_item(name=name, category="other"))
        for donor in ("Fonds “Été”", "fonds ete!", "Фонд"):
            ref = book.add_commitment(
                donor=donor, recipient="Ukraine", aid_type="other", title=TITLE
            ).ref
            book.add_entry(
                ref, stage="pledged", document=document, quote="came: 5 true", amount="5 true"
            )
        read = Read(journal(book))
        assert read.figures(END) == asked(book, Question(END))
    assert {one.narration for one in read.transactions()} == {TITLE}
    assert {one.units.currency for t in read.transactions() for one in t.postings} == {"TRUE-2"}
    assert read.query(
        "SELECT DISTINCT account WHERE account ~ 'Promised.*Low' ORDER BY account"
    ) == [
        ("Income:Promised:Fonds-Ete:UKR:Low",),
        ("Income:Promised:Fonds-ete-2:UKR:Low",),
        ("Income:Promised:Party:UKR:Low",),
    ]


names = st.text(st.characters(codec="utf-8"), min_size=1, max_size=12)


@given(st.lists(names, unique=True, max_size=6))
def test_any_name_gets_a_legal_one_of_its_own(given_names: list[str]) -> None:
    for legal, taken in ((commodity, TAKEN), (account_part, ())):
        made = list(distinct(given_names, legal, taken).values())
        assert len({*made, *taken}) == len(made) + len(taken)
        for one in made:
            assert len(one) > 1 or legal is account_part
            line = f"2024-01-01 commodity {one}" if legal is commodity else ""
            line = line or f"2024-01-01 open Assets:{one}"
            entries, errors, _ = parser.parse_string(f"{line}\n")
            assert (len(entries), errors) == (1, [])


@given(st.text(st.characters(codec="utf-8")))
@example(HARD)
def test_any_words_are_read_back(text: str) -> None:
    entries, errors, _ = parser.parse_string(f"2024-01-01 event {quoted(text)} {quoted(text)}\n")
    assert errors == []
    assert entries[0].type == entries[0].description == harmless(text)


def test_where_the_calendar_ends(demo: Ledger) -> None:
    """No balance can be struck after the last day, and the journal stands without."""
    read = Read(journal(demo, date.max))
    assert not [one for one in read.entries if isinstance(one, data.Balance)]
    assert read.figures(date.max) == asked(demo, Question(date.max))


def test_before_anything_happened(demo: Ledger) -> None:
    assert Read(journal(demo, date(1999, 1, 1))).entries == []


def test_a_file_whose_movements_miss_the_gap_is_refused(demo: Ledger) -> None:
    """The gap stands in the file as balances, and beancount holds them against the movements."""
    stated = "balance Income:Promised:EU:UKR:Low  -5000000000 EUR"
    wrong = journal(demo).replace(stated, stated.replace("0 EUR", "0.0001 EUR"))
    _, errors, _ = loader.load_string(wrong)
    assert [type(one).__name__ for one in errors] == ["BalanceError"]
