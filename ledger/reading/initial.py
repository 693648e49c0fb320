"""Whether a figure begins its clause, and may be its subject."""

from __future__ import annotations

from typing import Final

from ledger.reading.frames import Frame
from ledger.reading.wordlists import word_set

_OPENERS: Final = word_set(
    "which only just whom then "
    "a an the some of this that these those further additional another about around more than "
    "at least nearly almost up to over extra new first second third final remaining last "
    "roughly approximately in addition addition: as much many another some another's only its "
    "worth projects contracts agreements deals grants loans contract agreement deal "
    "instalment installment payment promise pledge offer "
    "package loan grant batch consignment shipment tranche sum credit donation "
    "contribution pledge gift "
    "their his under an a total other separate initial one most ' all part any also both"
)
"""What may stand between the edge of a clause and a figure that is its subject."""

_EDGES: Final = word_set(
    ', ; : and but while — – ( " “ ” whereas although because - that • * said says'
)


def is_initial(frame: Frame, first: int) -> bool:
    """Whether the figure begins its clause, but for articles, adjectives and qualifiers."""
    at = first - 1
    while at >= 0:
        low = frame.lows[at]
        if low in _EDGES:
            return True
        if low == "with" and frame.low(at - 1) in ("bill", "law", "package"):
            at -= 2
            continue
        if low == "for" and frame.low(at - 1) in ("package", "grant", "contract"):
            at -= 1
            continue
        owner = next((one for one in frame.parties if one.last == at - 1), None)
        if low == "'s" and owner is not None:
            at = frame.before(owner.first)
            return frame.low(at) == "that"  # "and that the Union's promise of 2 million was kept"
        if low == "whose" and at < first - 1:
            return True  # "whose last instalment of 9 million is due", not "whose 9 million"
        if low == "of" and at == first - 1 and frame.low(at - 1) == ",":
            return False  # "made the largest pledge, of $4 billion, has paid"
        if low not in _OPENERS and not low.endswith("ly") and not _tells_when(frame, at):
            return any(
                party.last == at and frame.low(party.first - 1) == "by" for party in frame.parties
            )
        at -= 1
    return True


def _tells_when(frame: Frame, at: int) -> bool:
    """ ": by early November just 14 of them": a date between the edge and the figure."""
    if at in frame.dated and not frame.lows[at].isdigit():
        return True
    return frame.low(at) in _WHEN and at + 1 in frame.dated


_WHEN: Final = frozenset({"by", "in", "since", "until", "early", "late", "mid"})
