"""What a contender is: something opened at a place, that answers questions."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager

from benchmarks.gap.questions import Answer, Question

Ask = Callable[[Question], Answer]
Contender = Callable[[str], AbstractContextManager[Ask]]
