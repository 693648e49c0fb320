"""Units: what is counted. A currency or an item, never summed with another.

A currency goes by its ISO 4217 code (``EUR``), an item by its singular name (``Patriot
system``). A figure with its unit reads ``5000000000 EUR`` or ``1 Patriot system``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from ledger.errors import ValueRefused
from ledger.values import bounds
from ledger.values.amount import shown
from ledger.values.bounds import Bounds, Qualifier

_FIGURE = re.compile(
    r"(?P<about>about |~ ?)?"
    r"(?P<comparison>>=? ?|<=? ?|at least |more than |over |at most |up to )?"
    r"(?P<figure>[0-9.,_]+(?:[ ][0-9]{3}(?![0-9]))*)"
    r"(?: +(?P<unit>\S.*))?"
)
_CURRENCY_CODE = re.compile(r"[A-Z]{3}")
_COMPARISON = {
    ">": Qualifier.AT_LEAST,
    "at least": Qualifier.AT_LEAST,
    "more than": Qualifier.AT_LEAST,
    "over": Qualifier.AT_LEAST,
    "<": Qualifier.AT_MOST,
    "at most": Qualifier.AT_MOST,
    "up to": Qualifier.AT_MOST,
}


class UnitKind(StrEnum):
    """Money or things."""

    CURRENCY = "currency"
    ITEM = "item"


@dataclass(frozen=True, slots=True)
class Quantity:
    """Bounds in a named unit, and how the source qualified them."""

    bounds: Bounds
    unit: str
    qualifier: Qualifier

    def __str__(self) -> str:
        about = "about " if self.qualifier is Qualifier.ABOUT else ""
        unit = f'"{self.unit}"' if self.unit[:1].isdigit() else self.unit
        return f"{about}{self.bounds} {unit}"


_MAGNITUDE = re.compile(r"(?:thousand|million|billion|trillion|k|mn?|bn)\b(?=\s)", re.IGNORECASE)


def parse_quantity(text: str) -> Quantity:
    """Read a figure with its unit.

    ``276000000 EUR``, ``1 Patriot system``, ``60000000000.. USD`` or ``more than 60000000000
    USD``, ``..5 tank`` or ``up to 5 tank``, ``1000..2000 tonne``, ``about 300000 155 mm shell``
    is refused as unclear: write ``about 300000 "155 mm shell"``, with quotation marks round a
    unit that starts with a digit.
    """
    found = _FIGURE.fullmatch(text.strip(" "))
    if found is None or found["unit"] is None:
        raise ValueRefused(
            f"{shown(text)} is not a figure with a unit.",
            hint='Write 276000000 EUR, 1 Patriot system, or 60000000000.. USD for "more than".',
        )
    if _MAGNITUDE.match(found["unit"]):
        raise ValueRefused(
            f"{shown(text)} has its figure in words.",
            hint='Write all digits: "50000000 EUR", not "50 million EUR".',
        )
    if " " in found["figure"] and not _CURRENCY_CODE.fullmatch(found["unit"]):
        raise _unclear(text)  # 5 155 mm shell: five of them, or 5155?
    value = bounds.parse(found["figure"])
    qualifier = _qualifier_of(value)
    if found["comparison"]:
        if qualifier is not Qualifier.EXACT or found["about"]:
            raise ValueRefused(f"{shown(text)} qualifies its figure twice.")
        qualifier = _COMPARISON[found["comparison"].strip().rstrip("=")]
        assert value.low is not None
        value = bounds.qualified(qualifier, value.low)
    elif found["about"]:
        if qualifier is not Qualifier.EXACT:
            raise ValueRefused(f"{shown(text)} qualifies its figure twice.")
        qualifier = Qualifier.ABOUT
    return Quantity(value, _unit_name(found["unit"], text), qualifier)


def _unit_name(written: str, whole: str) -> str:
    quoted = re.fullmatch(r'"([^"]+)"', written)
    if quoted:
        return quoted[1]
    if written[0].isdigit():
        raise _unclear(whole)
    return written


def _unclear(whole: str) -> ValueRefused:
    return ValueRefused(
        f"{shown(whole)} does not tell where its figure ends.",
        hint="Write 300000 without spaces, and a unit that starts with a digit in quotation marks:"
        ' 300000 "155 mm shell".',
    )


def _qualifier_of(value: Bounds) -> Qualifier:
    if value.is_exact:
        return Qualifier.EXACT
    if value.high is None:
        return Qualifier.AT_LEAST
    return Qualifier.AT_MOST if not value.low else Qualifier.BETWEEN
