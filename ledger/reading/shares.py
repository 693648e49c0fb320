"""What a figure takes from the package before, of which it is a share or the rest."""

from __future__ import annotations

from typing import Final, TypeAlias

from ledger.reading.claim import Span
from ledger.reading.frames import Frame
from ledger.reading.mention import Mention
from ledger.reading.portions import is_planned
from ledger.reading.state import State
from ledger.reading.wordlists import word_set
from ledger.values.stages import Stage

Staged: TypeAlias = tuple[Stage | None, str, str, Span | None]
"""Stage, why, rule, and the words that tell it; without a stage the reason why none."""

_OF_THIS: Final = word_set("this that these those which sum total amount money it them")
_PORTIONS: Final = frozenset({"share", "portion"})
_RESTS: Final = (["the", "rest"], ["the", "remainder"], ["the", "balance"])
_PARTS: Final = word_set("half third quarter fifth most part some rest two-thirds three-quarters")
COPULAS: Final = word_set("is are was were being come comes came")
"""With a word of the former before it, what is said to lie with what was told before."""


def shared_out(state: State, made: Frame, mention: Mention) -> Staged | None:
    """The stage of a share, of what is on board, of what a proposal names; ``None`` of others."""
    return (
        _share(state, made, mention)
        or _on_board(made, mention)
        or _planned(made, mention)
        or _noted(made, mention)
    )


def _share(state: State, made: Frame, mention: Mention) -> Staged | None:
    package = state.package
    if package is None or made.headline or not mention.is_money:
        return None
    support = package.support.get("stage")
    if _is_rest(made.lows[: mention.first]):
        stage = Stage.PLEDGED if package.stage is Stage.DELIVERED else package.stage
        return stage, "the rest of the package before", "part", support
    if _is_share(made, mention):
        return package.stage, "a share of the package before", "part", support
    return None


def _is_rest(opening: list[str]) -> bool:
    """ "Spokesman: The rest being $53 million": what of the package has not been told."""
    told = opening[opening.index(":") + 1 :] if ":" in opening[:3] else opening
    return told[:2] in _RESTS and len(told) < 6 and not COPULAS.isdisjoint(told[2:])


def _is_share(made: Frame, mention: Mention) -> bool:
    """ "Of the sum, 90 million is for Chad": a share of the package before."""
    opening = made.lows[: mention.first]
    behind = made.lows[mention.edge + 1 : mention.edge + 5]
    if behind[:1] == ["of"] and _OF_THIS & set(behind[1:3]) and COPULAS & set(behind[2:]):
        return True
    copula = made.low(mention.edge + 1) in ("is", "are", "was", "were", "goes", "will")
    if _PORTIONS & set(opening[-4:]) and not copula and made.low(mention.first - 1) in COPULAS:
        return True
    parts = len(opening) < 9 and made.low(mention.first - 1) in (",", "of")
    if parts and _PARTS & set(opening) and "of" in opening and _OF_THIS & set(opening[:6]):
        return True
    return (
        opening[:1] == ["of"]
        and bool(_OF_THIS & set(opening[1:4]))
        and (copula or len(opening) < 6)
    )


def _on_board(made: Frame, mention: Mention) -> Staged | None:
    """ "We had a plane on the runway, and on board were 22 tonnes"."""
    near = made.lows[max(0, mention.first - 4) : mention.first]
    if made.low(mention.first - 1) in COPULAS and not {"board", "aboard"}.isdisjoint(near):
        return Stage.DELIVERED, "it is on board", "told", None
    return None


def _planned(made: Frame, mention: Mention) -> Staged | None:
    planned = mention.is_money and is_planned(made, mention)
    return (Stage.PROPOSED, "what a proposal names", "told", None) if planned else None


def _noted(made: Frame, mention: Mention) -> Staged | None:
    """ "An exchange of notes on a grant of 800 million yen took place"."""
    lows = made.lows[: mention.first]
    noted = "exchange" in lows and not {"notes", "letters"}.isdisjoint(lows)
    return (Stage.COMMITTED, "notes were exchanged", "noun", None) if noted else None
