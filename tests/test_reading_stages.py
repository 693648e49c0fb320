"""Stages by class of verb, tense, voice, modality and negation."""

from __future__ import annotations

import pytest

from ledger.reading import read
from ledger.reading.framing import frame
from ledger.reading.phrasal import PHRASAL
from ledger.reading.verbs import VERBS, Form

PLEDGED, COMMITTED, DELIVERED = "pledged", "committed", "delivered"


@pytest.mark.parametrize(
    ("words", "stage"),
    [
        ("will give", PLEDGED),
        ("is giving", PLEDGED),
        ("plans to give", PLEDGED),
        ("is to give", PLEDGED),
        ("gave", DELIVERED),
        ("has given", DELIVERED),
        ("has not given", "shortfall"),
        ("has yet to give", "shortfall"),
        ("will not give", "cancelled"),
        ("agreed to give", COMMITTED),
        ("promised to give", PLEDGED),
        ("proposed to give", "proposed"),
        ("is expected to give", "proposed"),
        ("said it would give", PLEDGED),
        ("announced", PLEDGED),
        ("vowed", PLEDGED),
        ("approved", COMMITTED),
        ("signed off", COMMITTED),
        ("will commit", PLEDGED),
        ("committed", COMMITTED),
        ("earmarked", "allocated"),
        ("has set aside", "allocated"),
        ("is considering", "proposed"),
        ("has frozen", "stalled"),
        ("is holding back", "stalled"),
        ("cancelled", "cancelled"),
        ("called off", "cancelled"),
        ("weighed in with", PLEDGED),
        ("came up with", PLEDGED),
        ("handed over", DELIVERED),
    ],
)
def test_stage_of_a_verb(words: str, stage: str) -> None:
    (claim,) = read(f"Germany {words} €5 million for Ukraine.")
    assert str(claim.stage) == stage


@pytest.mark.parametrize(
    ("sentence", "stage"),
    [
        ("€5 million for Ukraine was disbursed by Germany.", DELIVERED),
        ("€5 million in aid for Ukraine from Germany remains stalled.", "stalled"),
        ("€5 million from Germany for Ukraine is on hold.", "stalled"),
        ("Germany's plan to give Ukraine €5 million is stuck.", "stalled"),
        ("The €5 million that Germany promised Ukraine has been withdrawn.", "cancelled"),
        ("Germany asked parliament for €5 million for Ukraine.", "proposed"),
    ],
)
def test_stage_of_a_sentence(sentence: str, stage: str) -> None:
    (claim,) = read(sentence)
    assert str(claim.stage) == stage


@pytest.mark.parametrize("words", ["should give", "could give", "does not give", "needs", "lacks"])
def test_what_is_not_said_to_be_given_is_no_claim(words: str) -> None:
    assert read(f"Germany {words} €5 million for Ukraine.") == []


def test_every_form_belongs_to_one_verb() -> None:
    for written, (lemma, act, form) in VERBS.items():
        assert written == written.lower().strip()
        assert lemma
        assert act
        assert form in Form


@pytest.mark.parametrize("lemma", sorted(PHRASAL))
def test_phrasal_verbs_are_verbs(lemma: str) -> None:
    assert lemma in VERBS
    assert "" in PHRASAL[lemma]


@pytest.mark.parametrize(
    ("text", "verbs"),
    [
        ("Germany has not been giving", ["has not been giving"]),
        ("the pledged aid", []),
        ("its Ukraine fund", []),
        ("a package approved by Congress", ["approved"]),
        ("Germany, Denmark pledge more", ["pledge"]),
        ("to further step up", ["to further step"]),
    ],
)
def test_verbs_of_a_sentence(text: str, verbs: list[str]) -> None:
    made = frame(text, 0, len(text), headline=False, item=False)
    found = [text[slice(*made.span(verb.first, verb.last))] for verb in made.verbs]
    assert found == verbs
