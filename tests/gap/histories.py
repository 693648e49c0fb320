"""Random histories of writes: what is said is drawn, and written as a person would."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import count
from typing import Any

from hypothesis import strategies as st

import ledger
import ledger.asking
from ledger.api import Ledger
from ledger.errors import LedgerError
from ledger.rules.families import LinkKind
from ledger.store.writer import Writer
from ledger.values.stages import DUE_STAGES, AidType, Stage

FIRST = date(2024, 2, 26)
LAST = date(2024, 3, 5)
DONORS = ("Norway", "Sweden", "EU")
RECIPIENTS = ("Ukraine", "Moldova")
ITEMS = (None, "tank")
FIGURES = {"EUR": "{} euros", "USD": "{} dollars", "tank": "{} tanks"}

_numbers = count(1)


@dataclass(frozen=True)
class Said:
    """An entry for the commitment at ``commitment`` of those there are, counted round."""

    commitment: int
    stage: Stage
    figure: tuple[str, int, int | None] | None
    days: tuple[int | None, int]
    cumulative: bool
    official: bool
    replaces: int | None


@dataclass(frozen=True)
class Promised:
    """A commitment."""

    donor: str
    recipient: str
    aid_type: AidType
    item: str | None
    programme: str | None


@dataclass(frozen=True)
class Linked:
    """A link between two of the commitments that there are, counted round."""

    source: int
    target: int
    kind: LinkKind


Step = Said | Promised | Linked

small = st.integers(0, 30)
figures = st.tuples(
    st.sampled_from([*FIGURES, "EUR", "EUR"]), st.integers(0, 12), st.none() | st.integers(13, 20)
)


@st.composite
def days(draw: st.DrawFn) -> tuple[int | None, int]:
    high = draw(st.integers(0, 8))
    return draw(st.none() | st.just(high) | st.integers(0, high)), high


promises = st.builds(
    Promised,
    st.sampled_from(DONORS),
    st.sampled_from(RECIPIENTS),
    st.sampled_from(AidType),
    st.sampled_from(ITEMS),
    st.sampled_from([None, "Loans"]),
)
entries = st.builds(
    Said,
    small,
    st.sampled_from(Stage),
    st.none() | figures,
    days(),
    st.booleans(),
    st.booleans(),
    st.none() | st.none() | small,
)
links = st.builds(Linked, small, small, st.sampled_from(LinkKind))
steps: st.SearchStrategy[Step] = st.one_of(entries, entries, entries, promises, links)
histories: st.SearchStrategy[list[Step]] = st.lists(steps, max_size=25).map(
    lambda rest: [Promised("Norway", "Ukraine", AidType.MILITARY, None, None), *rest]
)


@dataclass
class Told:
    """Writes one history into a ledger, whatever that holds already.

    ``dues`` says after how many days what some of its steps promise is due, by their numbers.
    """

    book: Ledger
    dues: Mapping[int, int] = field(default_factory=dict)
    commitments: list[int] = field(default_factory=list)
    entries: list[tuple[int, int]] = field(default_factory=list)

    def write(self, history: Sequence[Step], label: str, *, at_once: bool) -> None:
        """All steps; in one transaction, or each in one of its own. What is refused is left."""
        documents = self._documents(history, label)
        if at_once:
            with self.book.writing() as writer:
                for number, step in enumerate(history):
                    self._try(writer, step, number, documents, label)
            return
        for number, step in enumerate(history):
            with self.book.writing() as writer:
                self._try(writer, step, number, documents, label)

    def _documents(self, history: Sequence[Step], label: str) -> dict[bool, int]:
        """What an official and a newspaper have to say."""
        said = [step for step in history if isinstance(step, Said)]
        result = {}
        for official in (False, True):
            words = [
                quote(step, number, label)
                for number, step in enumerate(history)
                if isinstance(step, Said) and step.official is official
            ]
            text = "\n".join([f"History {label}, {official}, {len(said)}.", *words])
            new = ledger.asking.new_document(
                text.encode(),
                FIRST + timedelta(2 if official else 4),
                publisher_kind="official" if official else "media",
            )
            with self.book.writing() as writer:
                result[official] = writer.add_document(new)[0]
        return result

    def _try(
        self, writer: Writer, step: Step, number: int, documents: dict[bool, int], label: str
    ) -> None:
        try:
            self._step(writer, step, number, documents, label)
        except LedgerError:
            assert not isinstance(step, Promised)

    def _step(
        self, writer: Writer, step: Step, number: int, documents: dict[bool, int], label: str
    ) -> None:
        match step:
            case Promised():
                about = vars(step) | {"title": f"Promise {number} of {label}"}
                new = ledger.asking.new_commitment(**about)
                self.commitments.append(writer.add_commitment(new))
            case Linked():
                source = self.commitments[step.source % len(self.commitments)]
                target = self.commitments[step.target % len(self.commitments)]
                writer.add_link(
                    ledger.asking.new_link(f"C{source}", step.kind.value, f"C{target}", None)
                )
            case Said():
                self._say(writer, step, number, documents, label)

    def _say(
        self, writer: Writer, step: Said, number: int, documents: dict[bool, int], label: str
    ) -> None:
        commitment = self.commitments[step.commitment % len(self.commitments)]
        more: dict[str, Any] = {"cumulative": step.cumulative}
        ours = [entry for home, entry in self.entries if home == commitment]
        if step.replaces is not None and ours:
            more |= {"replaces": f"E{ours[step.replaces % len(ours)]}", "reason": "a correction"}
        if step.figure is not None:
            unit, low, high = step.figure
            more["amount"] = f"{low} {unit}" if high is None else f"{low}..{high} {unit}"
        if number in self.dues and step.stage in DUE_STAGES:
            words = quote(step, number, label)
            due = FIRST + timedelta(self.dues[number])
            more |= {"due": f"..{due}", "due_quote": words.partition(":")[0]}
        first, last = step.days
        low_day = "" if first is None else f"{FIRST + timedelta(first)}"
        new = ledger.asking.new_entry(
            stage=step.stage.value,
            document=f"D{documents[step.official]}",
            quote=quote(step, number, label),
            date=f"{low_day}..{FIRST + timedelta(last)}",
            **more,
        )
        self.entries.append((commitment, writer.add_entry(commitment, new)))


def quote(step: Said, number: int, label: str) -> str:
    """A sentence that stands in its document once and states the figure."""
    if step.figure is None:
        return f"Line {label}x{number}: nothing more was said."
    unit, low, high = step.figure
    figure = str(low) if high is None else f"between {low} and {high}"
    return f"Line {label}x{number}: it came to {FIGURES[unit].format(figure)}."


def label() -> str:
    """A word that no other history has."""
    return f"H{next(_numbers)}"
