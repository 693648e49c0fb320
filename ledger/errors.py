"""Everything that can go wrong, as one tree.

An error is told in one sentence that says what is wrong and where, and, where there is
something to do about it, a hint that says what. The command line prints both and exits with
``exit_status``; Python callers catch :class:`LedgerError` or one of its branches.
"""

from __future__ import annotations

from typing import ClassVar


class LedgerError(Exception):
    """The root: a sentence for people, a code for programs, a hint, an exit status."""

    code: ClassVar[str] = "error"
    exit_status: ClassVar[int] = 1

    def __init__(self, sentence: str, *, hint: str | None = None) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.hint = hint


class UsageRefused(LedgerError):
    """A question or command that makes no sense as it is put: an unknown format or grouping."""

    code = "usage"
    exit_status = 2


class ValueRefused(LedgerError):
    """A value that cannot be taken as it is, in any ledger: an amount, a date, a name, a stage.

    ``field`` names the column or argument that it was given for, where that is known. One that
    stands in a file is told as a :class:`DocumentRefused`, with its line: what was typed is right.
    """

    code = "value"
    exit_status = 2

    def __init__(self, sentence: str, *, hint: str | None = None, field: str | None = None) -> None:
        super().__init__(sentence, hint=hint)
        self.field = field


class DocumentRefused(LedgerError):
    """A file that cannot be taken: empty, binary, undecodable, unreadable, or with wrong lines."""

    code = "document"


class QuoteRefused(LedgerError):
    """A quote that does not stand in its document, or a figure that is not in its quote."""

    code = "quote"


class NotFound(LedgerError):
    """A reference (C12, E40, D3) or a name that the ledger does not hold."""

    code = "not-found"


class RuleBroken(LedgerError):
    """A change that the ledger's own rules forbid: a second replacement, a circle of links."""

    code = "rule"


class StoreError(LedgerError):
    """The database cannot be used: missing, foreign, newer, older, busy, full, read-only."""

    code = "store"


class ClusterError(LedgerError):
    """A cluster that cannot be used: out of reach, without workers, of other versions, failing."""

    code = "cluster"
