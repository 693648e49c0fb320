"""Verbs that mean something else with a word behind them, and words that amount to a verb."""

from __future__ import annotations

from itertools import pairwise
from typing import Final

from ledger.reading.verbs import STANDING, Act
from ledger.reading.wordlists import word_set

TOLD: Final = word_set(
    "list overview account update details breakdown examples example picture summary speech "
    "interview opinion reasons evidence estimate notice priority idea briefing"
)
"""What is given in words: "the ministry gives an overview of its support"."""

PHRASAL: Final[dict[str, dict[str, Act | None]]] = {
    "account": {"for": Act.PLEDGE, "": None},
    "claw": {"back": Act.CANCEL, "": None},
    "renege": {"on": Act.CANCEL, "": None},
    "carve": {"out": Act.ALLOCATE, "": None},
    "complete": {
        "payment": Act.GIVE,
        "delivery": Act.GIVE,
        "transfer": Act.GIVE,
        "disbursement": Act.GIVE,
        "": None,
    },
    "cross": {
        "into": Act.ARRIVE,
        "from": Act.ARRIVE,
        "border": Act.ARRIVE,
        "frontier": Act.ARRIVE,
        "": None,
    },
    "depend": {"on": Act.PROPOSE, "": None},
    "hinge": {"on": Act.PROPOSE, "": None},
    "dole": {"out": Act.GIVE, "": None},
    "work": {"on": Act.PROPOSE, "": None},
    "draw": {
        "up": Act.PROPOSE,
        "down": Act.COMMIT,
        "from": Act.COMMIT,
        "worth": Act.COMMIT,
        "": None,
    },
    "drive": {"over": Act.GIVE, "across": Act.GIVE, "in": Act.GIVE, "": None},
    "pass": {"on": Act.GIVE, "over": Act.GIVE, "along": Act.GIVE, "": Act.COMMIT},
    "shell": {"out": Act.PLEDGE, "": None},
    "speak": {"of": Act.PLEDGE, "": None},
    "talk": {"of": Act.PLEDGE, "": None},
    "think": {"about": Act.PROPOSE, "of": Act.PROPOSE, "": None},
    "throw": {"in": Act.PLEDGE, "out": Act.CANCEL, "": None},
    "back": {
        "plan": Act.COMMIT,
        "proposal": Act.COMMIT,
        "bill": Act.COMMIT,
        "motion": Act.COMMIT,
        "": None,
    },
    "order": {"aid": Act.COMMIT, "relief": Act.COMMIT, "assistance": Act.COMMIT, "": Act.OTHER},
    "call": {"off": Act.CANCEL, "for": Act.NEED, "": None},
    "clear": {"mines": None, "minefields": None, "rubble": None, "": Act.COMMIT},
    "chip": {"in": Act.GIVE, "": None},
    "come": {"up": Act.PLEDGE, "together": Act.PLEDGE, "": Act.ARRIVE},
    "cough": {"up": Act.PLEDGE, "": None},
    "end": {"with": None, "on": None, "in": None, "up": None, "at": None, "": Act.CANCEL},
    "enter": {"service": Act.ARRIVE, "combat": Act.ARRIVE, "": None},
    "exchange": {"notes": Act.COMMIT, "letters": Act.COMMIT, "": None},
    "find": {"that": None, "": Act.ALLOCATE},
    "fly": {
        "in": Act.GIVE,
        "over": Act.GIVE,
        "out": Act.GIVE,
        "to": Act.GIVE,
        "tonnes": Act.GIVE,
        "": None,
    },
    "fork": {"out": Act.PLEDGE, "over": Act.GIVE, "": None},
    "free": {"up": Act.ALLOCATE, "": None},
    "get": {"there": Act.ARRIVE, "here": Act.ARRIVE, "through": Act.ARRIVE, "": Act.RECEIVE},
    "give": {
        "green": Act.COMMIT,
        "blessing": Act.COMMIT,
        "approval": Act.COMMIT,
        "assent": Act.COMMIT,
        "consent": Act.COMMIT,
        "backing": Act.COMMIT,
        "nod": Act.COMMIT,
        "go-ahead": Act.COMMIT,
        "word": Act.PLEDGE,
        "up": Act.OTHER,
        **dict.fromkeys(TOLD),
        "": Act.GIVE,
    },
    "drop": {
        "over": Act.GIVE,
        "from": Act.GIVE,
        "into": Act.GIVE,
        "anchor": Act.ARRIVE,
        "off": Act.GIVE,
        "": Act.CANCEL,
    },
    "count": {"on": None, "": Act.OTHER},
    "lift": {
        "veto": None,
        "block": None,
        "blockade": None,
        "hold": None,
        "ban": None,
        "": Act.RAISE,
    },
    "leave": {"over": None, "behind": None, "": Act.ARRIVE},
    "send": {"back": Act.OTHER, "home": Act.OTHER, "": Act.GIVE},
    "stand": {
        "idle": Act.STALL,
        "at": None,
        "by": None,
        "up": None,
        "for": None,
        "to": None,
        "": Act.ARRIVE,
    },
    "go": {"back": Act.CANCEL, "out": Act.ARRIVE, "ahead": Act.PLEDGE, "": Act.DESTINE},
    "head": {"list": Act.PLEDGE, "": None},
    "hold": {"up": Act.STALL, "back": Act.STALL, "out": Act.PLEDGE, "": Act.CONTAIN},
    "hand": {"back": Act.OTHER, "": Act.GIVE},
    "look": {"at": Act.PROPOSE, "into": Act.PROPOSE, "": None},
    "load": {"with": None, "": Act.GIVE},
    "lie": {"in": Act.STALL, "at": Act.STALL, "off": Act.STALL, "idle": Act.STALL, "": None},
    "sit": {"in": Act.STALL, "at": Act.STALL, "idle": Act.STALL, "": None},
    "gather": {"dust": Act.STALL, "": None},
    "kick": {"in": Act.PLEDGE, "": None},
    "maintain": {"veto": Act.STALL, "block": Act.STALL, "hold": Act.STALL, "": None},
    "make": {
        "it": Act.ARRIVE,
        "good": Act.GIVE,
        "pledge": Act.PLEDGE,
        "available": Act.ALLOCATE,
        "over": Act.GIVE,
        "": None,
    },
    "keep": {"veto": Act.STALL, "pledge": Act.GIVE, "promise": Act.GIVE, "": None},
    "meet": {"pledge": Act.GIVE, "promise": Act.GIVE, "commitment": Act.GIVE, "": Act.OTHER},
    "nod": {"through": Act.COMMIT, "": None},
    "wind": {"up": Act.CANCEL, "down": Act.CANCEL, "": None},
    "part": {"with": Act.GIVE, "": None},
    "recall": {"its": Act.PLEDGE, "their": Act.PLEDGE, "": Act.OTHER},
    "pay": {"for": Act.DESTINE, "": Act.GIVE},
    "place": {"hold": Act.STALL, "holds": Act.STALL, "": None},
    "pencil": {"in": Act.PROPOSE, "": None},
    "pitch": {"in": Act.PLEDGE, "": None},
    "pull": {"out": Act.CANCEL, "plug": Act.CANCEL, "into": Act.ARRIVE, "": None},
    "bring": {"forward": Act.PLEDGE, "home": Act.OTHER, "back": Act.OTHER, "": Act.GIVE},
    "put": {
        "together": Act.PLEDGE,
        "aside": Act.ALLOCATE,
        "off": Act.STALL,
        "names": Act.COMMIT,
        "pen": Act.COMMIT,
        "up": Act.PLEDGE,
        "forward": Act.PLEDGE,
        "table": Act.PLEDGE,
        "in": Act.PLEDGE,
        "into": Act.PLEDGE,
        "toward": Act.PLEDGE,
        "towards": Act.PLEDGE,
        "share": Act.PLEDGE,
        "contribution": Act.PLEDGE,
        "": None,
    },
    "rule": {"out": Act.CANCEL, "": None},
    "refuse": {"let": Act.STALL, "release": Act.STALL, "approve": Act.STALL, "": Act.CANCEL},
    "return": {"budget": Act.CANCEL, "treasury": Act.CANCEL, "donor": Act.CANCEL, "": None},
    "roll": {"off": Act.ARRIVE, "in": Act.ARRIVE, "": None},
    "set": {"aside": Act.ALLOCATE, "out": Act.PLEDGE, "": None},
    "sign": {
        "off": Act.COMMIT,
        "up": Act.PLEDGE,
        "over": Act.GIVE,
        "intent": Act.PLEDGE,
        "": Act.COMMIT,
    },
    "step": {"up": Act.RAISE, "": None},
    "split": {"peas": None, "": Act.CONTAIN},
    "strike": {"out": Act.CANCEL, "from": Act.STALL, "": None},
    "stump": {"up": Act.PLEDGE, "": None},
    "take": {
        "off": Act.ARRIVE,
        "over": Act.GIVE,
        "delivery": Act.RECEIVE,
        "in": Act.RECEIVE,
        "possession": Act.RECEIVE,
        "": None,
    },
    "top": {"up": Act.RAISE, "list": Act.PLEDGE, "table": Act.PLEDGE, "": None},
    "touch": {"down": Act.ARRIVE, "": None},
    "turn": {
        "over": Act.GIVE,
        "down": Act.CANCEL,
        "round": Act.CANCEL,
        "back": Act.CANCEL,
        "away": Act.CANCEL,
        "up": Act.ARRIVE,
        "": None,
    },
    "show": {"up": Act.ARRIVE, "": None},
    "reach": {"agreement": Act.COMMIT, "deal": Act.COMMIT, "": Act.ARRIVE},
    "vote": {"down": Act.CANCEL, "against": Act.CANCEL, "": Act.COMMIT},
    "write": {"cheque": Act.GIVE, "": None},
    "wave": {"through": Act.COMMIT, "": None},
    "weigh": {"in": Act.PLEDGE, "": Act.PROPOSE},
}
"""What a verb means with a word behind it; under "" what it means alone, ``None``: not of aid."""

FAR_PARTICLES: Final = frozenset(
    {"aside", "available", "up", "forward", "off", "into", "table", "across", "back"}
)
"""Particles that may stand behind the object: "set €5 million aside"."""
FAR_PAIRS: Final = frozenset(
    {
        ("sign", "intent"),
        ("put", "share"),
        ("put", "contribution"),
        ("fly", "to"),
        ("make", "pledge"),
        ("drop", "over"),
        ("drop", "into"),
        ("return", "budget"),
        ("return", "treasury"),
        ("return", "donor"),
        ("meet", "pledge"),
        ("meet", "promise"),
        ("meet", "commitment"),
        ("order", "aid"),
        ("order", "relief"),
        ("order", "assistance"),
        ("reach", "agreement"),
        ("reach", "deal"),
        ("keep", "pledge"),
        ("keep", "promise"),
    }
)
"""Verbs and the words further behind that say what they mean: "met most of its pledge"."""

STATES: Final = {
    ("on", "hold"): Act.STALL,
    ("a", "hold"): Act.STALL,
    ("their", "hold"): Act.STALL,
    ("on", "ice"): Act.STALL,
    ("in", "limbo"): Act.STALL,
    ("on", "order"): Act.COMMIT,
    ("is", "outstanding"): Act.FALL_SHORT,
    ("are", "outstanding"): Act.FALL_SHORT,
    ("remains", "outstanding"): Act.FALL_SHORT,
    ("still", "outstanding"): Act.FALL_SHORT,
    ("is", "unpaid"): Act.FALL_SHORT,
    ("remains", "unpaid"): Act.FALL_SHORT,
    ("remain", "unpaid"): Act.FALL_SHORT,
    ("still", "unpaid"): Act.FALL_SHORT,
    ("is", "undisbursed"): Act.FALL_SHORT,
    ("remains", "undisbursed"): Act.FALL_SHORT,
    ("remain", "undisbursed"): Act.FALL_SHORT,
    ("is", "overdue"): Act.FALL_SHORT,
    ("are", "overdue"): Act.FALL_SHORT,
    ("into", "force"): Act.COMMIT,
    ("are", "available"): Act.ALLOCATE,
    ("is", "available"): Act.ALLOCATE,
    ("in", "place"): Act.ARRIVE,
    ("in", "use"): Act.ARRIVE,
    ("in", "service"): Act.ARRIVE,
    ("are", "here"): Act.ARRIVE,
    ("is", "here"): Act.ARRIVE,
    ("are", "home"): Act.ARRIVE,
    ("are", "there"): Act.ARRIVE,
    ("are", "across"): Act.ARRIVE,
    ("already", "across"): Act.ARRIVE,
    ("en", "route"): Act.GIVE,
    ("in", "transit"): Act.GIVE,
    ("the", "way"): Act.GIVE,
    ("its", "way"): Act.GIVE,
    ("their", "way"): Act.GIVE,
    ("been", "drawn"): Act.ARRIVE,
    ("been", "seen"): Act.FALL_SHORT,
    ("is", "due"): Act.GIVE,
    ("are", "due"): Act.GIVE,
    ("was", "due"): Act.GIVE,
    ("were", "due"): Act.GIVE,
    ("volume", "of"): Act.CONTAIN,
    ("value", "of"): Act.CONTAIN,
    ("envelope", "of"): Act.CONTAIN,
    ("in", "preparation"): Act.PLEDGE,
    ("being", "overhauled"): Act.GIVE,
    ("being", "refurbished"): Act.GIVE,
    ("being", "repaired"): Act.GIVE,
    ("in", "planning"): Act.PLEDGE,
    ("good", "for"): Act.PLEDGE,
    ("meant", "for"): Act.DESTINE,
    ("the", "table"): Act.PROPOSE,
    ("under", "discussion"): Act.PROPOSE,
    ("under", "consideration"): Act.PROPOSE,
    ("under", "review"): Act.PROPOSE,
    ("in", "talks"): Act.PROPOSE,
}
"""Two words that say how something stands, and the class of the verb that they amount to."""


ENDS_STATE: Final = frozenset(second for _, second in STATES)


def state_at(lows: list[str], at: int) -> Act | None:  # noqa: PLR0911 - one rule a line
    """What two words say that stand for a verb: "on board"."""
    if lows[at] == "table" and not {"put", "puts", "putting"}.isdisjoint(lows[:at]):
        return None  # "has put 5 million on the table"
    paid = lows[at + 1 : at + 2] in (["."], [","], ["so"], []) and _NONE.isdisjoint(lows[:at])
    if lows[at] == "drawn" and not paid:
        return None  # "has been drawn from stocks"
    if lows[at] == "seen" and _UNSEEN.isdisjoint(lows[max(0, at - 3) : at - 1]):
        return None  # "has been seen in the port"
    if lows[at] == "due" and lows[at + 1 : at + 2] not in _DUE:
        return None  # "is due to arrive", "was due by March"
    if lows[at] == "of" and _HAS.isdisjoint(lows[max(0, at - 4) : at - 2]):
        told = lows[at - 1] != "value"
        return STATES.get((lows[at - 1], lows[at])) if told and at else None
    if lows[at - 1] == "meant" and lows[max(0, at - 2) : at - 1] not in _ARE:
        return None  # "aid meant for"
    gave_way = lows[at] == "way" and lows[at - 2 : at - 1] != ["on"]
    lifted = lows[at] == "hold" and not _LIFTED.isdisjoint(lows[max(0, at - 3) : at - 1])
    if gave_way or (lifted and _REFUSED.isdisjoint(lows[max(0, at - 6) : at - 1])):
        return None  # "lifted a hold on 40 million", not "refused to lift"
    return STATES.get((lows[at - 1], lows[at])) if at else None


_ARE: Final = (["is"], ["are"], ["was"], ["were"])
_HAS: Final = frozenset({"has", "have", "had"})
""" "The package has a value of", not "equipment with a value of"."""
_LIFTED: Final = word_set("lift lifts lifted lifting end ended removed released dropped")
_REFUSED: Final = word_set("refuse refuses refused refusing declined not yet")
_UNSEEN: Final = frozenset({"not", "never", "yet"})
_DUE: Final = (["in"], ["at"], ["on"])
_NONE: Final = word_set("nothing none neither not never one")


def with_particle(lows: list[str], at: int, lemma: str) -> Act | None:
    """The class of a verb with its particle; ``None`` where it says nothing of aid."""
    meanings = PHRASAL[lemma]
    near = lows[at + 1 : at + 3]
    if _is_idle(lows, at, lemma):
        return None
    if (lemma, *near) in _BY_TWO:
        return _BY_TWO[lemma, *near]
    if near in (["for", "now"], ["up", "to"]):
        near = []
    near = near[:1] if lows[at + 2 : at + 4] == ["up", "to"] else near  # "held out up to 7 billion"
    far = lows[at + 3 : at + 7]
    for word in near:
        if word in meanings:
            return meanings[word]
    parted = (word for word, after in pairwise([*far, ""]) if (word, after) != ("up", "to"))
    for word in parted:  # "giving the fund up to 20 billion" gives nothing up
        if word in meanings and (word in FAR_PARTICLES or (lemma, word) in FAR_PAIRS):
            return meanings[word]
    return meanings[""]


_MEETING: Final = 14
"""Words from "ended" to what a meeting ended with."""


def _is_idle(lows: list[str], at: int, lemma: str) -> bool:
    """Whether what stands behind a verb makes it say nothing of aid."""
    near = lows[at + 1 : at + 3]
    if lemma in STANDING:
        return bool(near[1:]) and near[1] in _IN_A_STATE
    if lemma == "fly":  # "The minister flew to Chisinau with"
        return near[:1] in (["to"], ["home"], ["back"], ["on"])
    if lemma == "end":  # "ended a meeting on Yemen on Tuesday with announcements of"
        return "with" in lows[at + 1 : at + _MEETING]
    return lemma == "make" and near[:1] == ["it"] and not _REACHING.issuperset(near[1:])


_BY_TWO: Final[dict[tuple[str, ...], Act]] = {
    ("give", "its", "support"): Act.COMMIT,
    ("give", "their", "support"): Act.COMMIT,
    ("take", "off", "the"): Act.STALL,
}
"""What a verb means with two words behind it: "was taken off the agenda"."""


_IN_A_STATE: Final = word_set("ruins pieces tatters ashes rubble shambles shreds front power")
""" "300 hospitals lie in ruins": nothing that is held up."""
_REACHING: Final = word_set("to past into as through across onto out home there in")
""" "Never made it past the yard", not "made it clear"."""
