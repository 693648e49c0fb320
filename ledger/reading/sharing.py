"""One figure for several donors: "$100 million each", "eight and six respectively"."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from ledger.reading.claim import Claim
from ledger.reading.frames import Frame
from ledger.reading.givers import Donor
from ledger.reading.mention import Mention
from ledger.reading.money import currency, is_own
from ledger.reading.parties import Party
from ledger.sources.figures import Figure
from ledger.vocabulary import OrganisationKind


def shared(made: Frame, mention: Mention, donor: Donor, claim: Claim) -> list[Claim]:
    """The claim as it is, as that of one of its donors, or once for each of them."""
    party = _respective(made, mention, donor)
    if party is not None:
        unit = currency(mention.currencies, [party.code]) if mention.is_money else claim.unit
        return [replace(_of(claim, party, "respectively"), unit=unit)]
    party = _by_currency(made, mention, donor)
    if party is not None:
        unit = currency(mention.currencies, [party.code])
        return [replace(_of(claim, party, "own currency"), unit=unit)]
    if len(donor.parties) > 1 and _each(made, mention):
        return [_of(claim, one, "each") for one in donor.parties]
    return [claim]


def _of(claim: Claim, party: Party, how: str) -> Claim:
    return replace(claim, donor=party.name, donor_code=party.code, rule=f"{claim.rule}, {how}")


def _respective(made: Frame, mention: Mention, donor: Donor) -> Party | None:
    """The donor of one of several figures that a sentence gives "respectively"."""
    if len(donor.parties) < 2:
        return None
    if "respectively" not in made.lows[mention.last :]:
        return _in_turn(made, mention, donor)
    end = made.ends[made.lows.index("respectively", mention.last)]
    shares = [one for one in made.figures if donor.span and donor.span[1] <= one.start < end]
    if len(shares) != len(donor.parties):
        return None
    at = next((at for at, one in enumerate(shares) if one is mention.figure), None)
    return donor.parties[at] if at is not None else None


def _in_turn(made: Frame, mention: Mention, donor: Donor) -> Party | None:
    """ "Japan and Malta paid in €5 million and €1 million": as many sums in a row as donors."""
    if not mention.is_money or donor.span is None:
        return None
    row: list[Figure] = []
    for one in made.figures:
        if not one.currencies or one.start < donor.span[1]:
            continue
        if row and not _JOINING.issuperset(made.lows[_behind(made, row[-1]) : _at(made, one)]):
            if mention.figure in row:
                break
            row = []
        row.append(one)
    if len(row) != len(donor.parties) or mention.figure not in row:
        return None
    return donor.parties[row.index(mention.figure)]


_JOINING: Final = frozenset({",", "and"})


def _at(made: Frame, figure: Figure) -> int:
    return made.token_at(figure.start)


def _behind(made: Frame, figure: Figure) -> int:
    return made.token_at(figure.end)


def _by_currency(made: Frame, mention: Mention, donor: Donor) -> Party | None:
    """ "Sweden and Norway have put in SEK 200 million and NOK 570 million": each in its own."""
    if len(donor.parties) < 2 or not mention.is_money:
        return None
    own = _owners(donor, mention.currencies)
    others = (one for one in made.figures if one is not mention.figure)
    apart = any(_owners(donor, one.currencies) not in ([], own) for one in others)
    return own[0] if len(own) == 1 and (apart or "respectively" in made.lows) else None


def _owners(donor: Donor, currencies: tuple[str, ...]) -> list[Party]:
    """The states among the donors after which one of the currencies is named."""
    states = (one for one in donor.parties if one.kind is OrganisationKind.STATE)
    return [one for one in states if any(is_own(unit, one.key) for unit in currencies)]


def _each(made: Frame, mention: Mention) -> bool:
    behind = made.lows[mention.last + 1 : mention.last + 8]
    opening = made.lows[max(0, mention.first - 6) : mention.first]
    return (
        "each" in behind[:6]
        or "each" in opening
        or "apiece" in behind
        or "both" in made.lows[: mention.first]
    )
