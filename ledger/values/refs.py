"""References: short and stable. C12 a commitment, E40 an entry, D3 a document, K7 a claim."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from ledger.errors import ValueRefused
from ledger.values.amount import shown

_REF = re.compile(r"([CEDK])([1-9][0-9]{0,17})", re.ASCII)


class RefKind(StrEnum):
    """What a reference points at, by its letter."""

    COMMITMENT = "C"
    ENTRY = "E"
    DOCUMENT = "D"
    CLAIM = "K"

    @property
    def noun(self) -> str:
        """The word for it, with its article: ``a commitment``, ``an entry``."""
        name = self.name.lower()
        return f"an {name}" if name[0] in "aeiou" else f"a {name}"


@dataclass(frozen=True, slots=True)
class Ref:
    """A letter and a number."""

    kind: RefKind
    number: int

    def __str__(self) -> str:
        return f"{self.kind}{self.number}"


def parse(text: str, *kinds: RefKind) -> Ref:
    """Read ``C12``; ``kinds`` are those that make sense here (none given: all)."""
    found = _REF.fullmatch(text.strip().upper())
    wanted = kinds or tuple(RefKind)
    ref = None if found is None else Ref(RefKind(found[1]), int(found[2]))
    if ref is None or ref.kind not in wanted:
        nouns = " or ".join(f"{kind}12 for {kind.noun}" for kind in wanted)
        raise ValueRefused(f"{shown(text)} is no reference that fits here.", hint=f"Write {nouns}.")
    return ref
