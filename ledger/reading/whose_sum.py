"""Whose a sum is that only the context tells: by its currency, by the same sum told before."""

from __future__ import annotations

from typing import Final

from ledger.reading.frames import Frame, Verb
from ledger.reading.givers import WEAK, Donor
from ledger.reading.mention import Mention
from ledger.reading.money import CURRENCY_OF, is_own
from ledger.reading.parties import GENERIC, SELDOM_DONORS, Party, named_party
from ledger.reading.state import State
from ledger.reading.subject import speaks_for_itself
from ledger.vocabulary import AliasSort, OrganisationKind, organisations


def of_same(state: State, made: Frame, mention: Mention, donor: Donor) -> Donor:
    """ "Of those 9 billion": who gave the sum that the text told before, if nobody is named."""
    if donor.how not in WEAK or mention.bounds is None or not mention.is_money:
        return donor
    if _BACKWARDS.isdisjoint(made.lows[max(0, mention.first - _OWN_WORDS) : mention.first]):
        return donor
    known = state.given.get((mention.bounds.low, mention.currencies[0]))
    return donor if known is None else known.via(donor.how)


_BACKWARDS: Final = frozenset({"the", "those", "these", "that", "this"})
_OWN_WORDS: Final = 2
"""Words in front of a sum that may point back to it: "of the promised"."""


def of_currency(state: State, made: Frame, mention: Mention, donor: Donor) -> Donor:
    """ "The government has found £5 million": of those that only the text tells, whose money it is.

    A state that the text names, and that pays in this currency, before one that does not. "Burkina
    Faso's SEK 145 million": whose it is said to be gets it, then.
    """
    unnamed = donor.parties[0].name == GENERIC and donor.span is None
    if not (unnamed or donor.how in _UNSURE) or len(mention.currencies) != 1:
        return donor
    if donor.how not in WEAK and not (mention.figure and mention.figure.currencies):
        return donor
    own = _owner(state, mention.currencies[0])
    if unnamed and own is not None and own.code == _code(state.context.main_donor):
        return Donor((own,), None, "text")  # "of £89m pledged in Paris in April"
    states = all(party.kind is OrganisationKind.STATE for party in donor.parties)
    if own is None or not states or own.key in [party.key for party in donor.parties]:
        return donor
    # "Embassy of India": at its post it pays in rupees of Nepal
    at_post = publishes(state, donor) and own.key in SELDOM_DONORS
    # "handed a cheque for 60 million yen to Japan's envoy"
    gets = any(one.key == own.key and _gets(made, mention, one) for one in made.parties)
    return donor if at_post or gets else Donor((own,), None, donor.how)


def publishes(state: State, donor: Donor) -> bool:
    """Whether it is the donor's own text: the release of a ministry, or of an embassy."""
    home = state.context.home
    return state.context.publishes and home is not None and home.code == donor.code


def of_speaker(made: Frame, mention: Mention, verb: Verb | None) -> Donor | None:
    """ "The Department provided £21 million": in a text that names no donor, whose money it is."""
    if verb is None or not mention.is_money or len(mention.currencies) != 1:
        return None
    own = next((key for key, unit in CURRENCY_OF.items() if unit == mention.currencies[0]), None)
    speaks = made.low(verb.first - 1) in _SPEAKERS or speaks_for_itself(made, verb)
    if own is None or own == "USA" or not speaks:
        return None
    party = named_party(-1, -1, organisations()[own], AliasSort.NAME)
    return Donor((party,), None, "text")


_SPEAKERS: Final = frozenset({"department", "ministry", "government", "minister", "cabinet"})


def _gets(made: Frame, mention: Mention, party: Party) -> bool:
    return party.first > mention.last and made.low(made.before(party.first)) == "to"


def _code(donor: Donor | None) -> str:
    return donor.code if donor is not None else ""


_UNSURE: Final = WEAK | {"possessive", "place"}
"""How a donor was found that another one, whose currency it is, may outweigh."""


def _owner(state: State, currency: str) -> Party | None:
    """The state that a currency is named after; in dollars of the United States everybody pays."""
    if currency == "USD":
        return None
    states = (one for one in state.context.named.values() if one.kind is OrganisationKind.STATE)
    return next((one for one in states if is_own(currency, one.key)), None)
