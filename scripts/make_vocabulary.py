"""Rewrite the states of organisations.csv and all of currencies.csv from Babel's CLDR data.

    uv run --with babel python scripts/make_vocabulary.py

Babel is needed here only; the package reads the tables. Rows of organisations.csv that are not
states are kept as they stand, so that file stays the one place for institutions and groups.
What CLDR says otherwise than the ledger does stands below, in three short tables.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Final

SEEDS: Final = Path(__file__).resolve().parent.parent / "seeds" / "vocabulary"

NAMES: Final = {
    "CIV": "Ivory Coast",
    "COD": "DR Congo",
    "COG": "Republic of the Congo",
    "MMR": "Myanmar",
    "PSE": "Palestine",
    "TUR": "Turkey",
    "VCT": "Saint Vincent and the Grenadines",
}
"""Common English names where CLDR's is not the one newspapers print."""

CODES: Final = {"XKK": "XKX"}
"""Kosovo has no ISO code; XKX is the one that the World Bank, the EU and others use."""

NOT_STATES: Final = frozenset(
    """
    ABW AIA ALA ASC ASM ATA ATF BES BLM BMU BVT CCK COK CPT CUW CXR CYM DGA ESH FLK FRO GGY GIB
    GLP GRL GUF GUM HKG HMD IMN IOT JEY MAC MAF MNP MSR MTQ MYT NCL NFK NIU PCN PRI PYF QUU REU
    SGS SHN SJM SPM SXM TAA TCA TKL UMI VGB VIR WLF XAA XBB ZZZ
    """.split()  # noqa: SIM905
)
"""Territories, and CLDR's own pseudo-codes."""

RETIRED: Final = frozenset("ANT BUR DDR FXX NTZ SCG SUN TMP YMD YUG ZAR".split())  # noqa: SIM905
"""Former codes of states that have another one now."""

OLDEST_CURRENCY: Final = date(2000, 1, 1)
"""Currencies that were legal tender on this day or later are kept."""

ISO_DECIMALS: Final = {
    **dict.fromkeys("AFN ALL IRR KPW LAK LBP MGA MMK RSD SLL SOS SYP YER".split(), 2),  # noqa: SIM905
    "IQD": 3,
}
"""ISO 4217's minor units, where CLDR has the number of decimals people print."""


def states() -> Iterable[dict[str, str]]:
    """Rows of organisations.csv for every state: ISO 3166 alpha-3, common name, alpha-2."""
    from babel import Locale
    from babel.core import get_global

    english = Locale("en").territories
    for alpha3, (alpha2, *_) in get_global("territory_aliases").items():
        if len(alpha3) != 3 or not alpha3.isalpha() or alpha3 in NOT_STATES | RETIRED:
            continue
        if alpha2 not in english:
            continue
        code = CODES.get(alpha3, alpha3)
        name = NAMES.get(code) or english[alpha2].replace(" & ", " and ").replace("St. ", "Saint ")
        yield {"code": code, "name": name, "kind": "state", "iati": alpha2}


def currencies() -> Iterable[dict[str, str]]:
    """Rows of currencies.csv: what was legal tender somewhere, and special drawing rights."""
    from babel import Locale
    from babel.core import get_global

    english = Locale("en").currencies
    fractions = get_global("currency_fractions")
    codes = {"XDR"}
    for spans in get_global("territory_currencies").values():
        for code, _, until, tender in spans:
            if tender and (until is None or date(*until) >= OLDEST_CURRENCY):
                codes.add(code)
    for code in codes - {"XXX"}:
        decimals = ISO_DECIMALS.get(code, fractions.get(code, fractions["DEFAULT"])[0])
        yield {"code": code, "name": english[code], "decimals": str(decimals)}


def main() -> None:
    """Write both tables, sorted by code."""
    with (SEEDS / "organisations.csv").open(encoding="utf-8", newline="") as file:
        others = [row for row in csv.DictReader(file) if row["kind"] != "state"]
    write("organisations.csv", [*states(), *others])
    write("currencies.csv", currencies())


def write(name: str, rows: Iterable[dict[str, str]]) -> None:
    """One table: UTF-8, LF, sorted by code and name."""
    ordered = sorted(rows, key=lambda row: (row["code"], row["name"]))
    with (SEEDS / name).open("w", encoding="utf-8", newline="") as file:
        table = csv.DictWriter(file, fieldnames=list(ordered[0]), lineterminator="\n")
        table.writeheader()
        table.writerows(ordered)


if __name__ == "__main__":
    main()
