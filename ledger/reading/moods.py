"""Tense and modality of a verb, from its form and its helpers."""

from __future__ import annotations

from typing import Final

from ledger.reading.frames import Mood
from ledger.reading.verbs import Form
from ledger.reading.wordlists import word_set

HAVE: Final = word_set("has have had having hasn't haven't 've")


def mood_of(form: Form, auxiliaries: list[str], be: bool) -> Mood:  # noqa: C901, PLR0911
    """The mood of a verb with these helpers; ``be`` is whether one of them is a form of "be"."""
    helpers = set(auxiliaries)
    if helpers & {"should", "must"}:
        return Mood.SHOULD
    if helpers & {"may", "might", "could", "couldn't"}:
        return Mood.MAY
    if helpers & {"would", "wouldn't", "'d"}:
        return Mood.WOULD
    if helpers & {"will", "shall", "won't", "'ll", "going"}:
        return Mood.FUTURE
    if auxiliaries == ["be"]:
        return Mood.INFINITIVE
    if "to" in helpers:
        if "expected" in helpers:
            return Mood.EXPECTED
        if "able" in helpers and not helpers.isdisjoint({"was", "were"}):
            return Mood.PAST  # "I was able to hand over 150,000 doses"
        return Mood.FUTURE if be or helpers & {"due", "set", "ready"} else Mood.INFINITIVE
    if form is Form.ING:
        return Mood.PROGRESSIVE if be else Mood.GERUND
    if helpers & {"can", "cannot", "can't"}:
        return Mood.MAY
    if helpers & HAVE:
        return Mood.PERFECT
    if form in (Form.THIRD, Form.BASE) or helpers & {"is", "are", "isn't", "aren't", "do", "does"}:
        return Mood.PAST if helpers & {"did", "didn't"} else Mood.PRESENT
    return Mood.PAST


BARE_MOODS: Final = {
    Form.BASE: Mood.PRESENT,
    Form.THIRD: Mood.PRESENT,
    Form.PAST: Mood.PAST,
    Form.PARTICIPLE: Mood.PAST,
    Form.ED: Mood.PAST,
    Form.ING: Mood.GERUND,
}
"""The mood of a verb without auxiliaries: its form tells."""
