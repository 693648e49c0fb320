"""The type of aid, from the words of the clause."""

from __future__ import annotations

from typing import Final

from ledger.values.stages import AidType

_WORDS: Final = {
    AidType.MILITARY: "military weapon weapons arms ammunition munitions shell shells rounds tank "
    "tanks armaments "
    "missile missiles defence defense artillery howitzer howitzers drone drones air-defence "
    "air-defense patriot armoured armored jets aircraft f-16 f-16s launchers combat security "
    "radar grenades drawdown lethal interceptors iris-t himars peace materiel defensive howitzer",
    AidType.HUMANITARIAN: "humanitarian food refugees shelter hunger nutrition medical medicine "
    "medicines health emergency relief winter water wfp unicef unhcr unaids vaccine vaccines "
    "famine malnutrition drought wheat grain psychosocial displaced evacuation hospital cross "
    "mental flood disaster earthquake",
    AidType.FINANCIAL: "loan loans guarantee guarantees guaranteed budget macro-financial "
    "grant-loan credit credits tranche imf lend lent bond bonds macroeconomic financial facility "
    "pensions salaries fiscal lending",
    AidType.OTHER: "reconstruction recovery rebuild rebuilding development energy infrastructure "
    "electricity grid power demining mine education schools training governance climate gas "
    "repair transformers agriculture",
}
_BY_WORD: Final = {word: kind for kind, words in _WORDS.items() for word in words.split()}
MILITARY_CATEGORIES: Final = frozenset(
    {"artillery", "armour", "ammunition", "air defence", "aircraft", "small arms", "naval"}
)
_RELIEF_CATEGORIES: Final = frozenset({"medical", "food", "relief", "shelter"})


def of_category(category: str) -> AidType | None:
    """The type of aid that things of a category are."""
    if category in MILITARY_CATEGORIES:
        return AidType.MILITARY
    if category in _RELIEF_CATEGORIES:
        return AidType.HUMANITARIAN
    return None


def of_words(lows: list[str], at: int) -> AidType | None:
    """The type whose words stand nearest to token ``at``; words behind the figure count more."""
    best: tuple[int, AidType] | None = None
    for position in [place for place, low in enumerate(lows) if low in _BY_WORD]:
        distance = position - at if position >= at else (at - position) * 2
        if best is None or distance < best[0]:
            best = distance, _BY_WORD[lows[position]]
    return best[1] if best else None
