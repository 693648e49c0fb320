"""What ``verify`` reports: one line for each thing that is not as it was recorded."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """A code for programs (see docs/verify.md), and where and what for people."""

    code: str
    where: str
    what: str

    def __str__(self) -> str:
        return f"{self.code}  {self.where}: {self.what}"
