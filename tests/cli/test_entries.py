"""``commitment`` and ``delivery``: what is recorded, and what is refused in one sentence."""

from __future__ import annotations

import json
from collections.abc import Callable

from .conftest import Runner

QUOTE = "signed an agreement to give Ukraine €40 million"
TWO = "Two field hospitals arrived in Ukraine last week"

NEW = {
    "--donor": "Norway",
    "--recipient": "Ukraine",
    "--aid-type": "humanitarian",
    "--title": "Field hospitals",
    "--stage": "pledged",
    "--amount": "..6 field hospital",
    "--document": "D1",
    "--quote": "It also pledged up to 6 field hospitals.",
}
DELIVERY = {"--amount": "2 field hospital", "--document": "D1", "--quote": TWO}


def words(options: dict[str, str]) -> list[str]:
    return [word for pair in options.items() for word in pair if pair[1]]


def test_a_promise_and_its_delivery(run: Runner, desk: str) -> None:
    assert run("commitment", "add", *words(NEW), "--db", desk).out == "C2 E2\n"
    assert run("delivery", "add", "C2", *words(DELIVERY), "--db", desk).out == "C2 E3\n"
    shown = run("commitment", "show", "C2", "--db", desk).out
    assert "pledged    0 to 6 field hospital" in shown
    assert "delivered  2 field hospital" in shown
    gap = json.loads(run("gap", "--format", "json", "--by", "item", "--db", desk).out)
    [_, row] = sorted(gap["rows"], key=lambda one: one["unit"] == "field hospital")
    assert (row["outstanding_low"], row["outstanding_high"]) == ("0", "4")


def test_news_of_a_promise_and_a_correction(run: Runner, desk: str) -> None:
    news = ["--stage", "allocated", "--document", "D1", "--quote", QUOTE, "--db", desk]
    assert run("commitment", "add", "--to", "C1", "--amount", "40000000 EUR", *news).code == 0
    corrected = run(
        *("commitment", "add", "--to", "C1", *news),
        *("--replaces", "E2", "--reason", "it gives no figure for the allocation"),
    )
    assert corrected.out == "C1 E3\n"
    assert "(replaced by E3)" in run("commitment", "show", "C1", "--db", desk).out
    entries = json.loads(run("commitment", "list", "--entries", "-f", "json", "--db", desk).out)
    assert [one["replaced_by"] for one in entries] == [None, "E3", None]


def test_a_link(run: Runner, desk: str, changes: Callable[[str], int]) -> None:
    assert run("commitment", "add", *words(NEW), "--db", desk).code == 0
    linked = run("commitment", "link", " c2", "Part-Of", "c1", "--reason", "one act", "--db", desk)
    assert (linked.out, linked.err) == ("C2 part_of C1\n", "")
    assert "C2 part of C1 (one act)" in run("trace", "C1", "--db", desk).out
    before = changes(desk)
    for code, source, kind, target in [
        (1, "C2", "part_of", "C1"),  # it is one already
        (1, "C1", "part_of", "C2"),  # a circle
        (1, "C1", "part_of", "C1"),
        (2, "C1", "cousin_of", "C2"),
        (1, "C1", "part_of", "C9"),
        (2, "C1", "part_of", "E1"),
    ]:
        refused = run("commitment", "link", source, kind, target, "--db", desk)
        assert (refused.code, refused.out) == (code, "")
        assert refused.err.startswith("Error: ")
    assert changes(desk) == before


def test_a_link_between_donors_is_noted(run: Runner, desk: str) -> None:
    assert run("commitment", "add", *words(NEW | {"--donor": "Denmark"}), "--db", desk).code == 0
    linked = run("commitment", "link", "C2", "part_of", "C1", "--db", desk)
    assert linked.out == "C2 part_of C1\n"
    assert linked.err == (
        "Note: The donor of C2 is DNK, that of C1 is NOR: what is counted with C1 counts for NOR.\n"
    )


UNKNOWN_HERE = [
    # the document or the ledger does not bear it out
    ({"--quote": "It also pledged up to seven tents."}, "The document does not say"),
    ({"--quote": "Ukraine"}, "stands 3 times in D1"),
    ({"--quote": "Ukraine", "--quote-at": "5"}, "The quote does not start at 5 in D1."),
    ({"--amount": "7 field hospital"}, "does not stand in the quote"),
    ({"--amount": "5 EUR"}, "does not stand in the quote"),
    ({"--amount": "6 unobtainium"}, "'unobtainium'"),
    ({"--donor": "Atlantis"}, "No donor is known as 'Atlantis'."),
    ({"--recipient": "Atlantis"}, "No recipient is known as 'Atlantis'."),
    ({"--item": "flying carpet"}, "'flying carpet'"),
    ({"--document": "D9"}, "There is no document D9."),
    ({"--replaces": "E9", "--reason": "wrong"}, "There is no entry E9 to replace."),
    ({"--replaces": "E1", "--reason": "wrong"}, "E1 belongs to C1, not to C2."),
]
BAD_PROMISES = [
    # no document and no ledger could
    ({"--quote": " "}, ""),
    ({"--amount": "six"}, "'six'"),
    ({"--amount": "-6 field hospital"}, "-6 field hospital"),
    ({"--amount": "6..2 field hospital"}, ""),
    ({"--amount": "1e5 EUR"}, "1e5"),
    ({"--amount": "nan EUR"}, "nan"),
    ({"--amount": "1.23456 EUR"}, "1.23456"),
    ({"--amount": "٣ EUR"}, "EUR"),
    ({"--amount": "9" * 30 + " EUR"}, "largest the ledger keeps"),
    ({"--date": "2024-02-30"}, "2024-02-30"),
    ({"--date": "last week"}, "'last week'"),
    ({"--date": "2024-05-12..2024-05-06"}, "2024-05"),
    ({"--aid-type": "moral"}, "'moral'"),
    ({"--stage": "given"}, "'given'"),
    ({"--stage": "delivered"}, "delivered is a stage of a delivery."),
    ({"--basis": "hope"}, "'hope'"),
    ({"--document": "9"}, "'9' is no reference that fits here."),
    ({"--title": "a\x1b[31mb"}, "U+001B"),
    ({"--replaces": "E1"}, "the reason"),
    ({"--reason": "wrong"}, ""),
]


def test_a_wrong_promise_is_refused_and_changes_nothing(
    run: Runner, desk: str, changes: Callable[[str], int]
) -> None:
    before = changes(desk)
    cases = [(1, *one) for one in UNKNOWN_HERE] + [(2, *one) for one in BAD_PROMISES]
    for code, change, said in cases:
        refused = run("commitment", "add", *words(NEW | change), "--db", desk)
        assert (refused.code, refused.out) == (code, ""), change
        first, *hints = refused.err.splitlines()
        assert first.startswith("Error: "), change
        assert first.endswith("."), first
        assert said in first, change
        assert len(hints) <= 1, change
    assert changes(desk) == before


def test_a_wrong_delivery_is_refused_and_changes_nothing(
    run: Runner, desk: str, changes: Callable[[str], int]
) -> None:
    before = changes(desk)
    for code, commitment, change, said in [
        (1, "C9", {}, "There is no commitment C9."),
        (2, "E1", {}, "'E1' is no reference that fits here."),
        (1, "C1", {"--amount": "3 field hospital"}, "does not stand in the quote"),
        (1, "C1", {"--quote": "Two field hospitals came"}, "The document does not say"),
        (2, "C1", {"--stage": "pledged"}, "pledged is not a stage of a delivery."),
        (2, "C1", {"--date": "soon"}, "'soon'"),
        (1, "C1", {"--replaces": "E9", "--reason": "wrong"}, "There is no entry E9 to replace."),
    ]:
        refused = run("delivery", "add", commitment, *words(DELIVERY | change), "--db", desk)
        assert (refused.code, refused.out) == (code, ""), change
        assert said in refused.err.splitlines()[0], change
    assert changes(desk) == before


def test_a_near_miss_is_answered_with_the_nearest_passage(run: Runner, desk: str) -> None:
    near = {"--quote": "Two field hospitals have arrived in Ukraine"}
    refused = run("delivery", "add", "C1", *words(DELIVERY | near), "--db", desk)
    assert "The nearest passage is 'Two field hospitals arrived in Ukraine" in refused.err


def test_a_quote_that_stands_twice_needs_its_place(run: Runner, desk: str) -> None:
    told = {"--amount": "", "--quote": "Ukraine"}
    refused = run("commitment", "add", *words(NEW | told), "--db", desk)
    offset = refused.err.rpartition("one of: ")[2].split(", ")[1].strip()
    added = run("commitment", "add", *words(NEW | told), "--quote-at", offset, "--db", desk)
    assert added.code == 0
    [entry] = json.loads(run("trace", "C2", "-f", "json", "--db", desk).out)["entries"]
    assert entry["citations"][0]["start"] == int(offset)


def test_a_name_that_is_not_known_can_be_taken_in(
    run: Runner, desk: str, changes: Callable[[str], int]
) -> None:
    add = ["vocabulary", "add-organisation", "Exampleland", "--code", "EXL", "--kind", "state"]
    assert run(*add, "--db", desk).out == "EXL\n"
    item = ["vocabulary", "add-item", "flying carpet", "--category", "vehicles", "--db", desk]
    assert run(*item).out == "flying carpet\n"
    before = changes(desk)
    assert run(*add, "--db", desk).code == 1
    assert run(*item).code == 1
    assert changes(desk) == before
    known = json.loads(run("vocabulary", "list", "EXAMPLEL", "-f", "json", "--db", desk).out)
    assert [(one["code"], one["name"]) for one in known] == [("EXL", "Exampleland")]
    told = {"--donor": "exampleland", "--item": "flying carpet", "--amount": ""}
    assert run("commitment", "add", *words(NEW | told), "--db", desk).code == 0
    assert run("verify", "--db", desk).code == 0
