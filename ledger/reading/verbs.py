"""Verbs of aid, and what they say about the stage.

A verb belongs to a class; what the class means in a tense is in ``stages.py``. To teach the
reader another verb, add it to its class here (irregular forms in ``_IRREGULAR``) and a line to
``tests/test_reading_stages.py``.
"""

from __future__ import annotations

from enum import Enum, auto
from typing import Final

from ledger.reading.wordlists import word_set


class Act(Enum):
    """What a verb does to aid."""

    GIVE = auto()
    """Hands something over, or will: the tense tells which."""
    RAISE = auto()
    """Makes aid larger: said, not handed over."""
    PLEDGE = auto()
    """Says that aid will come."""
    COMMIT = auto()
    """A formal act."""
    ALLOCATE = auto()
    """Sets aside."""
    PROPOSE = auto()
    """A decision is still to come."""
    STALL = auto()
    """Keeps aid from moving."""
    CANCEL = auto()
    """Takes aid back."""
    ARRIVE = auto()
    """The thing itself comes: shells arrive, a shipment reaches."""
    RECEIVE = auto()
    """The subject is the recipient."""
    DESTINE = auto()
    """What a sum is for: it takes the stage of the package."""
    CONTAIN = auto()
    """What a package holds: it takes the stage of the package."""
    FALL_SHORT = auto()
    """A promise that is not met."""
    NEED = auto()
    """Asks or lacks: never a claim."""
    OTHER = auto()
    """Prices, holdings, losses, own spending: never a claim."""

    __hash__ = object.__hash__  # asked for often; that of Enum is written in Python


class Form(Enum):
    """The form of a word, as far as its spelling tells."""

    BASE = auto()
    THIRD = auto()
    PAST = auto()
    PARTICIPLE = auto()
    ED = auto()
    """Past or participle: "pledged"."""
    ING = auto()

    __hash__ = object.__hash__


_LEMMAS: Final = {
    Act.GIVE: "give provide send deliver donate supply ship transfer hand lend loan "
    "contribute "
    "pay disburse release dispatch gift take inject fund finance invest bring add "
    "deposit spend chip "
    "despatch rush airlift transport deploy pour fly spare furnish truck pump plough part turn "
    "honour honor fulfil fulfill "
    "wire remit bankroll subsidise subsidize forward swap ferry haul "
    "equip lease consign cede parachute airdrop load unload carry thank drive "
    "dole resupply keep shoulder funnel relay complete write",
    Act.RAISE: "raise increase boost double triple treble halve expand step bolster lift top "
    "enlarge augment",
    Act.PLEDGE: "pledge promise announce offer unveil vow reaffirm reconfirm confirm reiterate "
    "present repeat put declare guarantee extend foresee swap weigh cough fork "
    "kick pitch stump outline reveal disclose trumpet renew signal volunteer subscribe underwrite "
    "dangle undertake indicate match speak talk account shell throw attach "
    "co-finance cofinance co-fund head",
    Act.COMMIT: "grant approve "
    "sign agree authorise authorize adopt pass ratify endorse vote decide "
    "clear greenlight greenlit award conclude commit enact back launch okay obligate "
    "finalise finalize clinch seal direct contract wave nod initial ink rubber-stamp bless "
    "draw exchange formalise formalize countersign",
    Act.ALLOCATE: "allocate earmark reserve redirect reallocate re-allocate budget designate "
    "dedicate assign appropriate set make ring-fence ringfence mobilise mobilize reprogram channel "
    "free "
    "allot apportion use divert devote unlock unblock unfreeze find carve pool",
    Act.PROPOSE: "propose plan consider discuss suggest mull debate envisage seek arrange "
    "prepare examine explore contemplate negotiate expect draft table submit "
    "think moot pencil float weigh eye work recommend favour look "
    "depend hinge",
    Act.STALL: "stall block freeze suspend delay hold withhold halt veto postpone pause stick "
    "obstruct jam strand place maintain wait languish rot lie sit gather stop impound stymie",
    Act.CANCEL: "cancel withdraw scrap call cut drop revoke lose refuse reject abandon slash "
    "lapse expire terminate wind axe reverse shelve rescind end discontinue reduce strike pull "
    "rule return renege nix quash annul retract claw forfeit",
    Act.ARRIVE: "arrive reach land come follow leave sail dock touch roll materialise "
    "trickle berth moor anchor materialize disembark cross stand hum enter show",
    Act.RECEIVE: "receive get obtain secure",
    Act.DESTINE: "go help support target cover assist benefit enable flow serve strengthen buy "
    "procure repair restore train address purchase",
    Act.CONTAIN: "include comprise consist contain total amount involve encompass "
    "split divide prioritise prioritize feature distribute value",
    Act.NEED: "need require ask request appeal want lack urge demand hope plead owe",
    Act.OTHER: "cost estimate employ own operate kill wound destroy fire produce export import "
    "earn borrow harvest save exceed fell measure hit order visit tour inspect meet record count "
    "report host lose win recall locate identify",
}
_IRREGULAR: Final = {
    "give": ("gave", "given"),
    "send": ("sent", "sent"),
    "lend": ("lent", "lent"),
    "pay": ("paid", "paid"),
    "bring": ("brought", "brought"),
    "spend": ("spent", "spent"),
    "put": ("put", "put"),
    "set": ("set", "set"),
    "make": ("made", "made"),
    "seek": ("sought", "sought"),
    "freeze": ("froze", "frozen"),
    "unfreeze": ("unfroze", "unfrozen"),
    "hold": ("held", "held"),
    "withhold": ("withheld", "withheld"),
    "stick": ("stuck", "stuck"),
    "withdraw": ("withdrew", "withdrawn"),
    "cut": ("cut", "cut"),
    "lose": ("lost", "lost"),
    "come": ("came", "come"),
    "leave": ("left", "left"),
    "get": ("got", "got"),
    "go": ("went", "gone"),
    "buy": ("bought", "bought"),
    "split": ("split", "split"),
    "cost": ("cost", "cost"),
    "hit": ("hit", "hit"),
    "meet": ("met", "met"),
    "lie": ("lay", "lain"),
    "sit": ("sat", "sat"),
    "stand": ("stood", "stood"),
    "win": ("won", "won"),
    "take": ("took", "taken"),
    "fly": ("flew", "flown"),
    "foresee": ("foresaw", "foreseen"),
    "strike": ("struck", "struck"),
    "speak": ("spoke", "spoken"),
    "throw": ("threw", "thrown"),
    "draw": ("drew", "drawn"),
    "find": ("found", "found"),
    "drive": ("drove", "driven"),
    "keep": ("kept", "kept"),
    "think": ("thought", "thought"),
    "undertake": ("undertook", "undertaken"),
    "write": ("wrote", "written"),
}


def _forms(lemma: str) -> dict[str, Form]:
    if lemma in _IRREGULAR:
        past, participle = _IRREGULAR[lemma]
    else:
        past = participle = _ed(lemma)
    third = f"{lemma}es" if lemma.endswith(("s", "sh", "ch", "x", "go")) else f"{lemma}s"
    if lemma.endswith("y") and lemma[-2] not in "aeiou":
        third = f"{lemma[:-1]}ies"
    ing = lemma[:-1] if lemma.endswith("e") and not lemma.endswith("ee") else lemma
    if _doubles(lemma):
        ing = lemma + lemma[-1]
    forms = {lemma: Form.BASE, third: Form.THIRD, f"{ing}ing": Form.ING}
    if past == participle:
        forms[past] = Form.ED
    else:
        forms |= {past: Form.PAST, participle: Form.PARTICIPLE}
    return forms


def _ed(lemma: str) -> str:
    if lemma.endswith("e"):
        return f"{lemma}d"
    if lemma.endswith("y") and lemma[-2] not in "aeiou":
        return f"{lemma[:-1]}ied"
    return f"{lemma}{lemma[-1] if _doubles(lemma) else ''}ed"


def _doubles(lemma: str) -> bool:
    return lemma in _DOUBLED


_DOUBLED: Final = word_set(
    "plan top nod sit step chip ship transfer commit scrap drop cut set get put split hit "
    "jam swap airdrop hum stop fulfil submit allot"
)


def _table() -> dict[str, tuple[str, Act, Form]]:
    table: dict[str, tuple[str, Act, Form]] = {}
    for act, lemmas in _LEMMAS.items():
        for lemma in lemmas.split():
            for written, form in _forms(lemma).items():
                table.setdefault(written, (lemma, act, form))
    table["readying"] = ("prepare", Act.PROPOSE, Form.ING)
    table["initialled"] = ("initial", Act.COMMIT, Form.ED)
    table["lying"] = ("lie", Act.STALL, Form.ING)
    table["vetoes"] = ("veto", Act.STALL, Form.THIRD)
    table["scheduled"] = ("expect", Act.PROPOSE, Form.ED)
    table["flown"] = ("airlift", Act.GIVE, Form.PARTICIPLE)
    table["green-lit"] = ("greenlight", Act.COMMIT, Form.ED)
    table["canceled"] = ("cancel", Act.CANCEL, Form.ED)
    table["cancelled"] = ("cancel", Act.CANCEL, Form.ED)
    table["cancelling"] = ("cancel", Act.CANCEL, Form.ING)
    table["channelled"] = ("channel", Act.ALLOCATE, Form.ED)
    table["channelling"] = ("channel", Act.ALLOCATE, Form.ING)
    table["signalled"] = ("announce", Act.PLEDGE, Form.ED)
    return table


VERBS: Final = _table()
"""Written form -> lemma, class, form."""

AUXILIARIES: Final = word_set(
    "will would shall should could may might can must to is are was were be been being am 're 'm "
    "has "
    "have had having do does did not never n't won't wouldn't didn't doesn't hasn't haven't "
    "isn't aren't wasn't weren't cannot can't couldn't 'll 've 'd going about due set ready "
    "expected able willing yet"
)
ADVERBS: Final = word_set(
    "together also already now today soon recently previously so far again further finally jointly "
    "only still both all each instead jointly initially originally formally officially "
    "immediately quickly then later additionally yesterday nearly more subsequently actually "
    "reportedly since just ever himself itself herself simply long first collectively "
    "voluntarily thereby thus therefore"
)
CARRIERS: Final = word_set(
    "plane planes aircraft flight flights convoy ship ships truck trucks lorry lorries train "
    "trains freighter freighters airlift vessel vessels frigate frigates tanker tankers "
    "ferry ferries warship warships a400m c-130 c-17 hercules"
)
"""What brings things itself: "two planes brought 60 tonnes"."""
GIVING: Final = word_set(
    "donate pledge promise contribute disburse earmark hand airlift unveil deliver offer gift lend "
    "vow supply transfer grant airdrop"
)
"""Verbs that speak of giving even where nobody is named who gets."""
DOING: Final = word_set("give send pay provide add contribute chip donate deliver lend")
"""What a people does, which is a plural: "the Dutch chip in"."""
PAYING: Final = word_set("pay cost disburse spend")
"""Verbs whose object is money, whatever the number leaves out."""
LAWMAKING: Final = word_set("pass adopt enact ratify")
"""Verbs of a parliament: what they count without a noun are laws."""
OWN_POCKET: Final = word_set("pay get buy spend bring take leave")
"""What whoever says "I" does for himself, where no minister speaks."""
QUEUEING: Final = word_set("wait stand sit gather stick jam strand")
"""What lorries do at a border, whoever sent what is in them."""
STANDING: Final = word_set("wait languish rot lie sit gather")
"""Verbs of standing still: their subject is what does not move."""
NEGATIONS: Final = word_set(
    "not never n't won't wouldn't didn't doesn't hasn't haven't isn't aren't wasn't weren't "
    "cannot can't couldn't"
)
