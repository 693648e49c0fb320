"""Counted things: what a bare number counts, or why it counts nothing that can be given."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Final, TypeAlias

from ledger.reading.tokens import by_two, words_of
from ledger.reading.verbs import VERBS, Act, Form
from ledger.reading.wordlists import word_set
from ledger.vocabulary import Item, items

PEOPLE: Final = word_set(
    "officials diplomats sources analysts aides spokesmen envoys studies reports economists "
    "technicians "
    "people persons soldiers troops officers men women children civilians refugees personnel "
    "marines pilots drivers mechanics residents inhabitants recruits servicemen servicewomen "
    "patients beneficiaries pupils students teachers workers doctors nurses farmers "
    "families households displaced experts staff instructors students ukrainians russians "
    "prisoners victims jobs voters delegates delegations subscribers students citizens cadets "
    "volunteers engineers sappers deminers lawmakers senators deputies ministers mothers "
    "girls boys migrants returnees trainees policemen firefighters medics specialists members "
    "teams team nationals compatriots diplomats tourists evacuees journalists reporters "
    "dead casualties killed wounded homes schoolchildren deaths lives person child man woman "
    "soldier dogs afghans rescuers firemen passengers commuters guards gunners "
    "battalions brigades regiments companies crews units' brigade "
    "companions gazans palestinians "
    "battalion advisers advisors trainers republicans democrats mps legislators consumers "
    "employees customers users readers listeners guests individuals entities"
)
TIME: Final = word_set(
    "year years month months week weeks day days hour hours minute minutes decade decades "
    "seconds nights night mornings weekend quarters o'clock a.m p.m am pm january february "
    "march april may june july august september october november december"
)
HEAD_NOUNS: Final = word_set(
    "systems vehicles launchers missiles rockets guns howitzers tanks carriers jets helicopters "
    "aircraft planes drones boats ships vessels trucks lorries cars buses ambulances engines "
    "generators transformers turbines boilers heaters stoves pumps tents blankets mattresses kits "
    "sets doses vials tablets beds incubators ventilators monitors machines units radars radios "
    "rifles pistols shells rounds grenades mines mortars bombs cartridges helmets vests uniforms "
    "boots goggles sensors devices terminals laptops computers phones batteries panels modules "
    "houses shelters containers bridges excavators tractors harvesters bulldozers cranes trailers "
    "rations parcels packs hospitals clinics laboratories locomotives wagons carriages tonnes tons "
    "kitchens trains cabins caravans quilts yurts jerrycans tarpaulins nets filters stretchers "
    "syringes "
    "masks gloves gowns tests respirators defibrillators scanners desks books seedlings cows "
    "goats parachutes tractors tankers barges binoculars drills saws chainsaws lamps torches "
    "cables poles insulators switches routers servers printers bags boxes crates pallets barrels "
    "litres bicycles motorcycles pickups minibuses jackets coats socks shoes cots mats pillows "
    "sheets towels buckets basins cookers ovens refrigerators freezers wheelchairs crutches "
    "prostheses ampoules bottles cartons tins sacks bales cylinders concentrators microscopes "
    "thermometers textbooks notebooks toys scooters snowmobiles seeders sprayers silos pipes "
    "valves reels pylons antennas cameras jammers quadcopters simulators rafts dinghies "
    "lifejackets ropes ladders hoses extinguishers loudspeakers headsets sandbags shovels axes "
    "interceptors vans wells camels jabs diggers "
    "toolkits loaders rollers graders ploughs barrels rangefinders jeeps"
)
"""Nouns of things that are given, whatever stands before them."""

SINGLE_HEADS: Final = frozenset(
    {noun.removesuffix("s") for noun in HEAD_NOUNS} | {"plant", "substation", "clinic", "battery"}
)

PARTICIPANTS: Final = word_set(
    "countries nations states donors allies partners governments heads leaders members "
    "parties organisations organizations institutions agencies groups delegations companies "
    "firms participants cities regions provinces villages towns ministries banks sides places "
    "neighbours neighbors capitals channels newspapers broadcasters oblasts municipalities "
    "communities "
    "locations areas sites ngos "
    "sectors projects programmes "
    "programs"
)
MEASURES: Final = word_set(
    "kilometres kilometers km miles metres meters feet degrees percent per % times mm cm kg "
    "litres liters hectares acres megawatts mw gw kilowatts kw kv mva kva cents points votes seats "
    "targets cent percentage hz mph knots inches square millimetre millimeter calibre caliber doses"
) - {"doses", "litres", "liters"}
WORDS_NOT_THINGS: Final = word_set(
    "sums sum packages package tranches tranche attacks strikes missiles-attack instalments "
    "installments steps reasons ways questions points things decisions meetings visits "
    "reviews speeches contracts phases projects agreements documents pillars stages "
    "rounds-of-talks occasions drawdown drawdowns commitments pledges pages others another "
    "cases results incidents measures priorities chapters stories poll polls articles figures "
    "conditions drones-attack deliveries delivery batches batch flights instalment drawdowns "
    "products types kinds categories models versions variants stores problems challenges members "
    "billion million trillion parts acts laws "
    "sorties airdrops airdrop crises loans grants credits bills camps pensions salaries births "
    "visas crossings checkpoints"
)
_STOPS: Final = word_set(
    "follow arrive come came went remain having "
    "within across around near per via during without throughout among so all both plus each a an "
    "every today last next this soon only already whose whom "
    "to for from in on at by with and or but which that who will would is are was were has "
    "have had be been as worth under over than while after before since until through into "
    'against between , . ; : ( ) — – " “ ” ? ! said says valued including the its their his '
    "her our my it he she they we because if when where should could can may might must not"
)
UNITS_OF: Final = word_set(
    "rounds round tons ton tonnes tonne pieces sets units doses pairs litres liters metres "
    "meters pallets boxes crates kits items truckloads packages bags lorries metric types "
    "shells number bundles"
)
TONS: Final = frozenset({"tons", "ton", "tonnes", "tonne"})
_LONGEST_PHRASE: Final = 9


@dataclass(slots=True)
class Thing:
    """An item of the vocabulary in a sentence, by token positions; nobody changes it."""

    first: int
    last: int
    item: Item


@dataclass(slots=True)
class Counted:
    """What a number counts: the phrase behind it, and the unit, or why it is refused."""

    first: int
    last: int
    unit: str | None
    category: str
    refusal: str
    generic: bool
    """Whether the unit is only the phrase, not an item of the vocabulary."""


_Entries: TypeAlias = list[tuple[tuple[str, ...], Item]]


@cache
def trie() -> dict[str, _Entries]:
    """Phrases of items by their first word in lower case, the longest first."""
    found: dict[str, dict[tuple[str, ...], Item]] = {}
    for item in items():
        for phrase in item.phrases():
            words = tuple(word.lower() for word in words_of(phrase))
            if words:
                found.setdefault(words[0], {}).setdefault(words, item)
    return {
        first: sorted(phrases.items(), key=lambda entry: (-len(entry[0]), entry[0]))
        for first, phrases in found.items()
    }


@cache
def _by_two() -> dict[str, tuple[dict[str, _Entries], _Entries]]:
    """Phrases by their first two words."""
    return by_two(trie())


def opens(low: str) -> bool:
    """Whether the mention of an item may begin with a word."""
    return low in trie()


def find(lows: list[str], openings: Iterable[int] | None = None) -> list[Thing]:
    """All items among the words of a sentence, longest match first, in order.

    ``openings`` are the places of the words that :func:`opens` one, where they are known.
    """
    if openings is None:
        openings = [at for at, low in enumerate(lows) if opens(low)]
    phrases = _by_two()
    things: list[Thing] = []
    behind = 0
    for at in openings:
        if at < behind:
            continue
        longer, alone = phrases[lows[at]]
        second = lows[at + 1] if at + 1 < len(lows) else ""
        for words, item in longer.get(second, alone):
            size = len(words)
            if size == 1 or tuple(lows[at : at + size]) == words:
                things.append(Thing(at, at + size - 1, item))
                behind = at + size
                break
    return things


def counted(lows: list[str], words: list[str], first: int, things: list[Thing]) -> Counted:
    """What the number that ends before token ``first`` counts."""
    last = _phrase_end(lows, words, first, things)
    if last < first:
        return Counted(first, first, None, "", "counts nothing named", generic=False)
    phrase = lows[first : last + 1]
    if lows[first] in _DOTTED and not PEOPLE.isdisjoint(lows[first + 2 : first + 4]):
        return Counted(first, last, None, "", "people", generic=False)
    head = _head(phrase)
    refusal = _refused(phrase, head)
    inside = [thing for thing in things if first <= thing.first and thing.last <= last]
    if refusal == "participants" and inside and inside[-1].first < inside[-1].last == last:
        refusal = ""  # "12 power banks"
    if refusal:
        return Counted(first, last, None, "", refusal, generic=False)
    if inside:
        thing = max(inside, key=lambda thing: (thing.last, thing.last - thing.first))
        of_at = phrase.index("of") + first if "of" in phrase else last + 1
        before_of = [thing for thing in inside if thing.first < of_at <= thing.last] or [
            thing for thing in inside if thing.last < of_at
        ]
        if before_of and phrase[0] not in UNITS_OF:
            thing = before_of[-1]
        return Counted(first, last, thing.item.name, thing.item.category, "", generic=False)
    unit = " ".join(words[first : last + 1])
    return Counted(first, last, unit, "", "", generic=True)


def _phrase_end(lows: list[str], words: list[str], first: int, things: list[Thing]) -> int:
    """The last token of the noun phrase that begins at ``first``."""
    at = first
    limit = min(len(lows), first + _LONGEST_PHRASE)
    inside: dict[int, int] = {}
    for one in things:
        inside.update(dict.fromkeys(range(one.first + 1, one.last + 1), one.last))
    while at < limit:
        low = lows[at]
        if at in inside:
            at = inside[at] + 1
            continue
        if low == "of":
            if at == first or lows[at - 1] not in UNITS_OF:
                break
        elif low in _INSIDE and _goes_on(lows, words, at):
            pass
        elif (
            (low in _STOPS and not (words[at].isupper() and lows[at + 1 : at + 2] == ["/"]))
            or not (low[0].isalnum())
            or (
                at == first and (low in _LEAVING or (_is_participle(low) and _ends_there(lows, at)))
            )
            or (
                at > first
                and (
                    (_is_number(low, at, things) and not words[at - 1][:1].isupper())
                    or _is_participle(low)
                    or (low.endswith("ed") and lows[at - 1].endswith("s"))
                )
            )
        ):
            break
        at += 1
    last = at - 1
    while last >= first and lows[last] in ("of", "more", "additional", "new", "and", ","):
        last -= 1
    return last


_LEAVING: Final = frozenset({"leave", "reach"})
""" "Another 800 leave tonight": what a number does whose noun is left out."""
_DOTTED: Final = frozenset({"u.s", "u.k", "u.n", "e.u"})
""" "two U.S. officials": the point is a word of its own."""
_MARKS: Final = frozenset({"'", '"', "“", "”", "‘", "’"})
_INSIDE: Final = _MARKS | {"and", ",", "(", ")", "/"}
"""What may stand inside of a noun phrase, beside its words."""


def _names(words: list[str], at: int) -> bool:
    """ "160 protected mobility 'Husky' vehicles": marks around a name inside the phrase."""
    near = words[at + 1 : at + 2] + words[at - 1 : at]
    return any(word[:1].isupper() for word in near)


def _two_sorts(lows: list[str], at: int) -> bool:
    """ "1,600 strike and air defence missiles": both words say what sort the noun is."""
    if lows[at - 1].endswith("s") or lows[at - 1] in HEAD_NOUNS:
        return False
    for low in lows[at + 1 : at + 5]:
        if low in HEAD_NOUNS:
            return True
        if low in _STOPS or not low[0].isalpha():
            return False
    return False


def _ends_there(lows: list[str], at: int) -> bool:
    """Whether no noun follows: "11 handed over.", not "two donated helicopters"."""
    if VERBS.get(lows[at], ("", None))[1] is Act.ARRIVE:
        return True
    at += 1 + (lows[at + 1 : at + 2] in (["over"], ["out"]))
    following = lows[at] if at < len(lows) else "."
    return following in _STOPS or not following[0].isalnum()


def _goes_on(lows: list[str], words: list[str], at: int) -> bool:
    """Whether a comma, an "and" or a bracket stands inside the phrase."""
    low = lows[at]
    if low in _MARKS:
        return _names(words, at)
    if low in ("and", ","):
        return _adjective_list(lows, at) or (low == "and" and _two_sorts(lows, at))
    if low == "/":  # "12 AN/TPQ-50 radars"
        return (
            words[at - 1].isupper() and words[at + 1 : at + 2] != [] and words[at + 1][0].isupper()
        )
    return low in ("(", ")") and _abbreviation(words, at)


def _is_number(low: str, at: int, things: list[Thing]) -> bool:
    if not low.replace(",", "").replace(".", "").isdigit():
        return False
    return not any(thing.first <= at <= thing.last for thing in things)


def _is_participle(low: str) -> bool:
    """ "carrying", "promised": what stands behind the noun, not before it."""
    if low in _BEHIND_NOUNS:
        return True
    entry = VERBS.get(low)
    return entry is not None and entry[2] in (Form.ED, Form.PARTICIPLE, Form.PAST)


_BEHIND_NOUNS: Final = word_set(
    "carrying containing loaded ordered bought made built designed intended capable stationed "
    "following being needed await awaits need needs"
)


_BEFORE_NOUNS: Final = word_set(
    "mobile light heavy small large new modern portable tracked wheeled unmanned armoured armored "
    "used medium fast folding inflatable"
)
"""What only stands in front of a noun: the comma behind it is inside of the phrase."""


def _adjective_list(lows: list[str], at: int) -> bool:
    """ "mobile, remote controlled and protected mine clearing systems" is one phrase."""
    following = lows[at + 1] if at + 1 < len(lows) else ""
    before = lows[at - 1] if at else ""
    if "-" in before and before.endswith("ed"):
        return True
    if lows[at] == "," and before in _BEFORE_NOUNS:
        return not _STOPS.issuperset([following])
    return following.endswith(("controlled", "protected")) or before.endswith(
        ("controlled", "reconnaissance", "tactical")
    )


def _abbreviation(words: list[str], at: int) -> bool:
    """ "Wire-Guided (TOW) missiles": the abbreviation belongs to the phrase."""
    inner = at + 1 if words[at] == "(" else at - 1
    following = inner + 2
    return (
        0 < inner < len(words) - 2
        and words[inner].isupper()
        and words[inner].isalpha()
        and words[inner - 1] == "("
        and words[inner + 1] == ")"
        and words[following].isalpha()
        and words[following].lower() not in _STOPS
    )


def _head(phrase: list[str]) -> str:
    """The noun that is counted: the last word before "of", else the last word."""
    if "of" in phrase:
        at = phrase.index("of")
        return phrase[at - 1] if at else phrase[-1]
    return phrase[-1]


_BUILT: Final = word_set("container mobile prefabricated prefab modular temporary")
"""What says of homes that they are things that are given, not whose roof was lost."""


def _refused(phrase: list[str], head: str) -> str:
    if phrase[0] in MEASURES or head in MEASURES:
        return "a measure"
    if head in TIME or (phrase[0] in TIME and phrase[0].endswith("s")):
        return "a duration or date"
    people = head in PEOPLE or phrase[0] in PEOPLE or (set(phrase[1:3]) & PEOPLE) - {"personnel"}
    if people and not (head == "homes" and _BUILT & set(phrase)):
        return "people"
    if head in PARTICIPANTS:
        return "participants"
    if head in WORDS_NOT_THINGS:
        return "not a thing that is given"
    return ""
