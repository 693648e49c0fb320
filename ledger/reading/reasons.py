"""Reasons why a figure is no claim: a name, and the words in front of the figure and behind it.

Each row is looked at in this order; the first that fits decides. A figure is refused where both
patterns fit; an empty one fits always. What is in front ends at the figure, what is behind begins
there.
"""

from __future__ import annotations

from typing import Final

from ledger.reading.other_budgets import OTHER_BUDGETS
from ledger.reading.other_money import OTHER_MONEY
from ledger.reading.other_prices import OTHER_PRICES
from ledger.reading.other_talk import OTHER_TALK
from ledger.reading.other_years import OTHER_YEARS

REASONS: Final = (*OTHER_MONEY, *OTHER_BUDGETS, *OTHER_YEARS, *OTHER_PRICES, *OTHER_TALK)
