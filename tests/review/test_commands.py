"""extract and review, as typed."""

from __future__ import annotations

import io
import json
import os
import pty
import re
import select
import subprocess
import sys
from pathlib import Path

import pytest

import ledger
from tests.cli.conftest import Runner

STORY = """Two donors promise more

OSLO - Norway pledged 150 million euros in military aid to Ukraine on Tuesday. Denmark will send
12 howitzers to Ukraine, its government said. A year ago the road had cost 3 million euros.
"""


@pytest.fixture
def queued(place: str, run: Runner, tmp_path: Path) -> str:
    """A ledger with one story read into the queue."""
    story = tmp_path / "story.txt"
    story.write_text(STORY)
    assert run("--db", place, "source", "add", story, "--published", "2024-03-13").code == 0
    done = run("--db", place, "extract")
    assert (done.code, done.out) == (0, "D1  2 new\n")
    return place


def told(run: Runner, place: str, path: Path, text: str, day: str = "2024-06-20") -> None:
    """Take a text into the ledger, and its claims into the queue."""
    path.write_text(text)
    run("--db", place, "source", "add", path, "--published", day)
    run("--db", place, "extract")


def test_extracting_again_is_safe(queued: str, run: Runner) -> None:
    assert run("--db", queued, "extract").out == "D1  0 new, 2 known\n"
    assert run("--db", queued, "extract", "D1").out == "D1  0 new, 2 known\n"


def test_extracting_an_unknown_document_or_with_an_unknown_reader_is_told(
    queued: str, run: Runner
) -> None:
    assert "no document D9" in run("--db", queued, "extract", "D9").err
    assert "no reader" in run("--db", queued, "extract", "--reader", "oracle").err


def test_the_list_shows_what_waits_and_can_be_narrowed(queued: str, run: Runner) -> None:
    rows = json.loads(run("--db", queued, "review", "list", "--format", "json").out)
    assert [(row["ref"], row["donor"], row["low"]) for row in rows] == [
        ("K1", "NOR", "150000000"),
        ("K2", "DNK", "12"),
    ]
    only = run("--db", queued, "review", "list", "--donor", "Denmark", "--format", "json").out
    assert [row["ref"] for row in json.loads(only)] == ["K2"]
    assert run("--db", queued, "review", "list", "--document", "D1").code == 0
    assert run("--db", queued, "review", "list", "--above", "1").out == "No claims.\n"
    assert run("--db", queued, "review", "list", "--above", "often").code == 2


def test_a_claim_is_shown_with_its_figure_marked(queued: str, run: Runner) -> None:
    page = run("--db", queued, "review", "show", "K1").out
    assert "»150 million euros«" in page
    assert "Norway (NOR)" in page
    shown = json.loads(run("--db", queued, "review", "show", "K1", "--format", "json").out)
    assert (shown["ref"], shown["document"], shown["suggestions"]) == ("K1", "D1", [])


def test_accept_attach_amend_and_reject(queued: str, run: Runner) -> None:
    assert run("--db", queued, "review", "accept", "K1").out == "K1 → C1 E1\n"
    done = run(
        *("--db", queued, "review", "amend", "K2", "--amount", "12 howitzer"),
        *("--date", "2024-03-13", "--reason", "said on the day"),
    )
    assert done.out == "K2 → C2 E2\n"
    again = run("--db", queued, "review", "reject", "K2", "--reason", "no")
    assert again.code == 1
    assert "decided already" in again.err
    trace = json.loads(run("--db", queued, "trace", "E2", "--format", "json").out)
    assert trace["decision"]["verdict"] == "amend"
    assert run("--db", queued, "verify").code == 0
    page = run("--db", queued, "trace", "E2").out
    assert "K2 of grammar" in page


def test_amending_nothing_or_naming_nothing_is_a_usage_error(queued: str, run: Runner) -> None:
    assert run("--db", queued, "review", "amend", "K1").code == 2
    assert run("--db", queued, "review", "accept").code == 2
    assert run("--db", queued, "review", "accept", "K1", "--above", "0.5").code == 2


def test_accepting_all_above_leaves_what_resembles_a_commitment(
    queued: str, run: Runner, tmp_path: Path
) -> None:
    first = run("--db", queued, "review", "accept", "--above", "0")
    assert first.out == "K1 → C1 E1\nK2 → C2 E2\n"
    told(
        run, queued, tmp_path / "other.txt", "Again\n\n" + STORY.partition("\n\n")[2], "2024-03-14"
    )
    second = run("--db", queued, "review", "accept", "--above", "0")
    assert second.out == ""
    assert "may belong to C1" in second.err


def test_news_of_a_part_is_offered_and_not_made_a_promise_of_its_own(
    queued: str, run: Runner, tmp_path: Path
) -> None:
    run("--db", queued, "review", "accept", "--above", "0")
    told(
        run,
        queued,
        tmp_path / "other.txt",
        "Denmark has delivered 5 howitzers to Ukraine.\n",
        "2024-06-14",
    )
    assert (
        "C2  news of it (a part of 12 howitzer" in run("--db", queued, "review", "show", "K3").out
    )
    assert run("--db", queued, "review", "accept", "--above", "0").out == ""


def test_two_sources_of_one_promise_are_not_accepted_together_as_two(
    place: str, run: Runner, tmp_path: Path
) -> None:
    for name, day in (("one", "2024-06-20"), ("two", "2024-06-21")):
        text = tmp_path / f"{name}.txt"
        text.write_text(f"Story {name}\n\nNorway will give Ukraine 14 Leopard 2 tanks.\n")
        run("--db", place, "source", "add", text, "--published", day)
    run("--db", place, "extract")
    done = run("--db", place, "review", "accept", "--above", "0")
    assert done.out == "K1 → C1 E1\n"
    assert "K2 is left in the queue: it may belong to C1." in done.err
    assert "1 accepted." in done.err


def test_what_one_text_tells_apart_is_accepted_together(
    place: str, run: Runner, tmp_path: Path
) -> None:
    told(
        run,
        place,
        tmp_path / "one.txt",
        "Norway will give Ukraine 14 Leopard 2 tanks, 8 howitzers and €9 million. "
        "Denmark has delivered 10 of the 18 tanks that it promised Ukraine.\n",
    )
    rows = json.loads(run("--db", place, "review", "list", "--format", "json").out)
    assert [(row["donor"], row["low"]) for row in rows] == [
        ("NOR", "14"),
        ("NOR", "8"),
        ("NOR", "9000000"),
        ("DNK", "10"),
        ("DNK", "18"),
    ]
    done = run("--db", place, "review", "accept", "--above", "0")
    assert [line.partition(" ")[0] for line in done.out.splitlines()] == ["K1", "K2", "K3", "K5"]
    assert "K4 is left in the queue: it may belong to C4." in done.err


def test_the_promise_of_a_delivery_on_record_is_offered(
    place: str, run: Runner, tmp_path: Path
) -> None:
    told(
        run,
        place,
        tmp_path / "one.txt",
        "Spain has delivered ten of the 19 Leopard 2 tanks it promised Ukraine.\n",
    )
    rows = json.loads(run("--db", place, "review", "list", "--format", "json").out)
    refs = {row["low"]: row["ref"] for row in rows}
    run("--db", place, "review", "accept", refs["10"])
    shown = run("--db", place, "review", "show", refs["19"]).out
    assert "C1  news of it (the whole of which 10 Leopard 2 tank came" in shown


def test_a_claim_whose_donors_nobody_names_says_what_to_do(
    place: str, run: Runner, tmp_path: Path
) -> None:
    told(run, place, tmp_path / "one.txt", "Donors pledged $2.1 billion for Ukraine on Monday.\n")
    refused = run("--db", place, "review", "accept", "K1")
    assert refused.code == 1
    assert "review amend K1 --donor NAME" in refused.err


def test_a_document_that_is_not_there_has_no_claims_to_list(place: str, run: Runner) -> None:
    assert run("--db", place, "review", "list", "--document", "D77").code == 1


def test_a_claim_that_names_no_recipient_says_what_to_do(
    queued: str, run: Runner, tmp_path: Path
) -> None:
    told(
        run,
        queued,
        tmp_path / "other.txt",
        "Denmark will send 14 boats, its government said.\n",
        "2024-06-14",
    )
    refused = run("--db", queued, "review", "accept", "K3")
    assert refused.code == 1
    assert "K3 does not say who gets it" in refused.err
    assert "review amend K3 --recipient" in refused.err


def test_the_confidence_that_is_shown_is_one_that_above_takes(queued: str, run: Runner) -> None:
    rows = json.loads(run("--db", queued, "review", "list", "--format", "json").out)
    for row in rows:
        taken = run("--db", queued, "review", "list", "--above", row["confidence"], "-f", "json")
        assert row["ref"] in {one["ref"] for one in json.loads(taken.out)}


def walk(run: Runner, place: str, keys: str, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setattr(sys, "stdin", io.StringIO(keys))
    done = run("--db", place, "review", "next")
    assert done.code == 0
    return done.out


def test_the_walk_takes_one_key_a_decision(
    queued: str, run: Runner, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = walk(run, queued, "a\nu\nr\nnot a promise\na\n", monkeypatch)
    assert "K1 → C1 E1; u takes it back." in out
    assert "K1 rejected" in out
    with ledger.open(queued) as book:
        assert [len(one.entries) for one in book.commitments()] == [1]
        assert book.commitments()[0].donor.key == "DNK"
        assert book.verify() == []


def test_an_interrupted_walk_says_what_became_of_the_decision(
    queued: str, run: Runner, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Interrupted(io.StringIO):
        def readline(self, size: int | None = -1, /) -> str:
            line = super().readline()
            if not line:
                raise KeyboardInterrupt
            return line

    monkeypatch.setattr(sys, "stdin", Interrupted("a\n"))
    assert "All that was decided is recorded" in run("--db", queued, "review", "next").out
    with ledger.open(queued) as book:
        assert len(book.commitments()) == 1


def test_what_is_typed_after_an_empty_reason_is_no_key(
    queued: str, run: Runner, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = walk(run, queued, "r\n\n \nan opinion\nq\n", monkeypatch)
    assert "K1 rejected" in out
    with ledger.open(queued) as book:
        assert book.commitments() == []


def test_a_rejection_without_a_reason_is_none_where_input_ends(
    queued: str, run: Runner, monkeypatch: pytest.MonkeyPatch
) -> None:
    walk(run, queued, "r\n", monkeypatch)
    assert "K1" in run("--db", queued, "review", "list").out


def test_the_walk_explains_its_keys(
    queued: str, run: Runner, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = walk(run, queued, "?\nq\n", monkeypatch)
    for key in "amrsuq":
        assert f"  {key}  " in out
    assert "of the commitment with that number" not in out  # nothing is on record to attach it to
    assert "All that was decided is recorded" in out


def test_the_walk_amends_skips_and_records_when_it_is_left(
    queued: str, run: Runner, monkeypatch: pytest.MonkeyPatch
) -> None:
    fields = ["", "", "", "committed", "", "", "", "Aid from Norway", "", "the vote was final"]
    keys = "\n".join(["s", "u", "m", *fields, "x", "q", ""])
    walk(run, queued, keys, monkeypatch)
    with ledger.open(queued) as book:
        [record] = book.commitments()
        assert (record.title, record.entries[0].stage) == ("Aid from Norway", "committed")


def test_the_walk_offers_the_commitments_a_claim_may_belong_to(
    queued: str, run: Runner, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    run("--db", queued, "review", "accept", "K1", "K2")
    told(
        run, queued, tmp_path / "other.txt", "Again\n\n" + STORY.partition("\n\n")[2], "2024-03-14"
    )
    out = walk(run, queued, "?\n1\n1\n", monkeypatch)
    assert "1  C1  the same figure" in out
    assert "1  it is of the commitment with that number above" in out
    with ledger.open(queued) as book:
        assert [len(one.entries) for one in book.commitments()] == [2, 2]


def test_an_empty_queue_says_so(place: str, run: Runner) -> None:
    assert run("--db", place, "review", "next").out == "Nothing waits for a decision.\n"


def test_single_keys_on_a_real_terminal(run: Runner, tmp_path: Path) -> None:
    place = tmp_path / "terminal.db"
    story = tmp_path / "story.txt"
    story.write_text(STORY)
    with ledger.open(place, create=True) as book:
        book.add_document(story, published="2024-03-13")
    command = [sys.executable, "-c", "from ledger.cli import main; main()", "--db", str(place)]
    assert run("--db", place, "extract").code == 0
    parent, child = pty.openpty()
    walking = subprocess.Popen(
        [*command, "review", "next"], stdin=child, stdout=child, stderr=child, close_fds=True
    )
    os.close(child)
    seen = ""
    for key in ("a", "a"):
        seen += read_until(parent, "? help > ")
        os.write(parent, key.encode())
    seen += read_until(parent, "is recorded.")
    os.close(parent)
    assert walking.wait(30) == 0
    assert re.search(r"K2 → C2 E2", seen)
    with ledger.open(place) as book:
        assert len(book.commitments()) == 2


def read_until(terminal: int, words: str) -> str:
    seen = ""
    while words not in seen:
        ready, _, _ = select.select([terminal], [], [], 60)
        assert ready, f"{words!r} did not come after {seen!r}"
        seen += os.read(terminal, 4096).decode(errors="replace")
    return seen
