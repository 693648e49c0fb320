"""The tables of names: every row points somewhere, and no two rows contradict each other."""

from __future__ import annotations

import csv
import importlib.util
import re
from collections import Counter, defaultdict
from pathlib import Path

import pytest

from ledger import vocabulary
from ledger.resources import folder
from ledger.vocabulary import AliasSort, OrganisationKind, WordKind

TABLES = folder("seeds") / "vocabulary"

STAND_FOR_SEVERAL = {"Congo", "Congolese", "Dominican"}
"""Aliases of more than one organisation; a text has to say which."""


def organisation_of(text: str) -> set[str]:
    return {alias.organisation.key for alias in vocabulary.aliases() if alias.text == text}


def item_of(text: str) -> str | None:
    return next((item.name for item in vocabulary.items() if text in item.phrases()), None)


def currencies_of(text: str) -> list[str]:
    return [word.code for word in vocabulary.currency_words() if word.text == text]


@pytest.mark.parametrize(
    "table",
    ["aliases", "currencies", "currency_words", "items", "memberships", "organisations"],
)
def test_tables_are_plain_sorted_csv(table: str) -> None:
    data = (TABLES / f"{table}.csv").read_bytes()
    assert b"\r" not in data
    assert data.endswith(b"\n")
    rows = [tuple(row) for row in csv.reader(data.decode("utf-8").splitlines())][1:]
    # the codes of one currency word stand in the order of likelihood
    keys = [row[0] if table == "currency_words" else row for row in rows]
    assert keys == sorted(keys)
    assert len(rows) == len(set(rows))
    assert all(cell == cell.strip() for row in rows for cell in row)


def test_every_table_is_read_whole() -> None:
    lines = {path.stem: len(path.read_text("utf-8").splitlines()) - 1 for path in TABLES.iterdir()}
    assert len(vocabulary.organisations()) == lines["organisations"]
    assert len(vocabulary.aliases()) == lines["organisations"] + lines["aliases"]
    assert len(vocabulary.memberships()) == lines["memberships"]
    assert len(vocabulary.currencies()) == lines["currencies"]
    assert len(vocabulary.currency_words()) == lines["currency_words"]
    assert len(vocabulary.items()) == lines["items"]


def test_states_carry_iso_codes() -> None:
    states = [
        row for row in vocabulary.organisations().values() if row.kind is OrganisationKind.STATE
    ]
    assert len(states) == 193 + len({"Kosovo", "Palestine", "Taiwan", "Vatican City"})
    assert all(re.fullmatch(r"[A-Z]{3}", state.code) for state in states)
    assert all(re.fullmatch(r"[A-Z]{2}", state.iati) for state in states)
    assert len({state.iati for state in states}) == len(states)


def test_only_listed_aliases_stand_for_several_organisations() -> None:
    meant = defaultdict(set)
    for alias in vocabulary.aliases():
        meant[alias.text].add(alias.organisation.key)
    assert {text for text, keys in meant.items() if len(keys) > 1} == STAND_FOR_SEVERAL


def test_every_state_but_three_has_a_demonym() -> None:
    have = {a.organisation.code for a in vocabulary.aliases() if a.sort is AliasSort.DEMONYM}
    states = {
        row.code
        for row in vocabulary.organisations().values()
        if row.kind is OrganisationKind.STATE
    }
    assert states - have == {"LIE", "NZL", "VAT"}


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("United States", "USA"),
        ("US", "USA"),
        ("Pentagon", "USA"),
        ("Britain", "GBR"),
        ("Dutch", "NLD"),
        ("The Hague", "NLD"),
        ("KfW", "DEU"),
        ("Global Affairs Canada", "CAN"),
        ("JICA", "JPN"),
        ("European Commission", "EU"),
        ("EU member states", "EU member states"),
        ("NATO members", "NATO"),
        ("the alliance", "NATO"),
        ("European allies", "European allies"),
        ("World Food Program", "WFP"),
        ("Türkiye", "TUR"),
    ],
)
def test_names_are_known(text: str, key: str) -> None:
    assert organisation_of(text) == {key}


def test_case_matters_and_brussels_is_only_a_place() -> None:
    assert organisation_of("us") == organisation_of("turkey") == set()
    assert organisation_of("Brussels") == set()


def test_members_belong_to_groups_once() -> None:
    pairs = Counter((row.member.key, row.group.key) for row in vocabulary.memberships())
    assert set(pairs.values()) == {1}
    counted = Counter(group for _, group in pairs)
    assert counted["EU"] == counted["EU member states"] == 27
    assert counted["NATO"] == counted["European allies"] + len({"USA", "CAN"}) == 32
    assert counted["G7"] == 7
    assert counted["Nordic-Baltic Eight"] == 8


def test_currencies_have_iso_codes_and_few_decimals() -> None:
    for currency in vocabulary.currencies().values():
        assert re.fullmatch(r"[A-Z]{3}", currency.code)
        assert 0 <= currency.decimals <= 4
    assert vocabulary.currencies()["JPY"].decimals == 0
    assert vocabulary.currencies()["EUR"].name == "Euro"


def test_currency_words_mean_known_currencies_and_one_kind() -> None:
    kinds = defaultdict(set)
    for word in vocabulary.currency_words():
        assert word.code in vocabulary.currencies(), word
        kinds[word.text].add(word.kind)
    assert all(len(kind) == 1 for kind in kinds.values())


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("$", "USD CAD AUD NZD SGD HKD TWD MXN"),
        ("US$", "USD"),
        ("C$", "CAD"),
        ("kr", "NOK SEK DKK ISK"),
        ("kroner", "NOK DKK"),
        ("kronor", "SEK"),
        ("crowns", "CZK NOK SEK DKK"),
        ("pounds", "GBP EGP"),
        ("złoty", "PLN"),
        ("euros", "EUR"),
    ],
)
def test_words_for_several_currencies_put_the_likeliest_first(text: str, codes: str) -> None:
    assert currencies_of(text) == codes.split()


def test_prefixes_end_where_a_figure_can_start() -> None:
    prefixes = [w.text for w in vocabulary.currency_words() if w.kind is WordKind.PREFIX]
    assert all(not text[-1].isdigit() for text in prefixes)


def test_no_phrase_means_two_items() -> None:
    meant = defaultdict(set)
    for item in vocabulary.items():
        assert item.category
        assert item.counting_unit
        assert len(set(item.aliases)) == len(item.aliases), item.name
        for phrase in item.phrases():
            meant[phrase].add(item.name)
    assert {phrase: names for phrase, names in meant.items() if len(names) > 1} == {}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Patriot air defense system", "Patriot system"),
        ("Patriot batteries", "Patriot system"),
        ("155-millimetre artillery shells", "155 mm shell"),
        ("Leopard 2A6 tanks", "Leopard 2 tank"),
        ("armoured personnel carriers", "armored personnel carrier"),
        ("Storm Shadow cruise missiles", "Storm Shadow missile"),
        ("HIMARS", "HIMARS launcher"),
        ("metric tons of wheat", "tonne of wheat"),
        ("doses of vaccine", "vaccine dose"),
        ("sets of winter clothing", "winter clothing set"),
    ],
)
def test_items_are_known_in_singular_and_plural(text: str, name: str) -> None:
    assert item_of(text) == name


@pytest.mark.parametrize(
    ("one", "many"),
    [
        ("tank", "tanks"),
        ("Patriot battery", "Patriot batteries"),
        ("minibus", "minibuses"),
        ("tonne of grain", "tonnes of grain"),
        ("NASAMS", "NASAMS"),
        ("aircraft", "aircraft"),
        ("railway", "railways"),
    ],
)
def test_plural(one: str, many: str) -> None:
    assert vocabulary.plural(one) == many


@pytest.mark.skipif(
    importlib.util.find_spec("babel") is None,
    reason="generated from Babel, which is not a dependency: uv run --with babel pytest ...",
)
def test_generated_rows_are_what_the_script_writes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = Path(__file__).parents[1] / "scripts" / "make_vocabulary.py"
    spec = importlib.util.spec_from_file_location("make_vocabulary", path)
    assert spec is not None
    assert spec.loader is not None
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)
    for name in ("organisations.csv", "currencies.csv"):
        (tmp_path / name).write_bytes((TABLES / name).read_bytes())
    monkeypatch.setattr(script, "SEEDS", tmp_path)
    script.main()
    for name in ("organisations.csv", "currencies.csv"):
        assert (tmp_path / name).read_bytes() == (TABLES / name).read_bytes()
