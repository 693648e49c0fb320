"""Walking the queue: one claim after the other, with one step back.

A decision is tried at once, so that whatever is wrong with it is told while the claim is on the
screen, and held until the next one is taken; until then it can be undone. Then it is recorded for
good.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ledger.api import Ledger
from ledger.review.decide import Posted
from ledger.review.queue import Queued, one
from ledger.store.writer import Writer

Action = Callable[[Writer, Queued], Posted | None]
"""Decides on a claim: what was posted, or ``None`` for a rejection."""


@dataclass(slots=True)
class _Held:
    claim: int
    action: Action


class Session:
    """The claims still to be seen, and the decision that can still be taken back."""

    def __init__(self, book: Ledger, claims: Sequence[int]) -> None:
        self._book = book
        self._todo = list(claims)
        self._seen: list[int] = []
        self._held: _Held | None = None
        self._for_good: set[int] = set()

    @property
    def remaining(self) -> int:
        """How many claims are still to be seen, the present one included."""
        return len(self._todo)

    def present(self) -> Queued | None:
        """The claim on the screen; ``None`` when all were seen."""
        if not self._todo:
            return None
        with self._book.reading() as connection:
            return one(connection, self._todo[0])

    def decide(self, action: Action) -> Posted | None:
        """Try this decision after the one that is held; then record that and hold this.

        An error leaves everything as it was, the step back included.
        """
        number = self._todo[0]
        with self._book.writing(for_good=False) as writer:
            if self._held is not None:
                self._held.action(writer, one(writer.connection, self._held.claim))
            posted = action(writer, one(writer.connection, number))
        self.record()
        self._held = _Held(number, action)
        self._next()
        return posted

    def skip(self) -> None:
        """Leave the present claim for another time."""
        self._next()

    def undo(self) -> bool:
        """Go back to the claim before, taking back its decision; ``False`` if it is for good."""
        if not self._seen:
            return False
        last = self._seen[-1]
        if self._held is not None and self._held.claim == last:
            self._held = None
        elif last in self._for_good:
            return False
        self._todo.insert(0, self._seen.pop())
        return True

    def record(self) -> None:
        """Record the decision that is held, if there is one, for good."""
        if self._held is None:
            return
        held, self._held = self._held, None
        with self._book.writing() as writer:
            held.action(writer, one(writer.connection, held.claim))
        self._for_good.add(held.claim)

    def _next(self) -> None:
        self._seen.append(self._todo.pop(0))
