"""The examples of docs/gap.md, run: what stands there is what the rules give."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from ledger.rules.due import days_overdue
from ledger.rules.facts import Fact, counted
from ledger.rules.families import Link, LinkKind, stand
from ledger.rules.funnel import funnel
from ledger.rules.lines import lines
from ledger.values import days
from ledger.values.stages import parse_stage

from .building import Shown, fact, family

DOCUMENT = Path(__file__).parents[2] / "docs" / "gap.md"
EXAMPLES = re.findall(r"^```gap\n(.*?)^```$", DOCUMENT.read_text("utf-8"), re.MULTILINE | re.DOTALL)
LINK = re.compile(r"C([0-9]+) (part of|draws on|supersedes|duplicates) C([0-9]+)")


def entry(line: str, number: int, known: list[Fact]) -> tuple[int, Fact]:
    ref, when, stage, figure, *notes = re.split(r" {2,}", line)
    more: dict[str, Any] = {"recorded": number}
    for note in notes:
        if note == "further":
            more["cumulative"] = False
        elif note == "official":
            more["official"] = True
        elif note.startswith("due "):
            more["due"] = days.parse(note.removeprefix("due "))
        else:
            more["replaces"] = known[int(note.removeprefix("replaces ")) - 1].id
    told = None if figure == "no figure" else figure
    return int(ref[1:]), fact(parse_stage(stage), told, when, **more)


def told(block: str) -> tuple[dict[int, list[Fact]], list[Link]]:
    facts: dict[int, list[Fact]] = {}
    links: list[Link] = []
    known: list[Fact] = []
    for line in block.splitlines():
        link = LINK.fullmatch(line)
        if link:
            kind = LinkKind(link[2].replace(" ", "_"))
            links.append(Link(int(link[1]), int(link[3]), kind))
            continue
        ref, one = entry(line, len(known) + 1, known)
        known.append(one)
        facts.setdefault(ref, []).append(one)
    return facts, links


def question(line: str) -> dict[str, Any]:
    if line.startswith("as of "):
        return {"as_of": line.removeprefix("as of ")}
    return {"known_at": int(line.removeprefix("known at "))}


def printed(answer: dict[tuple[int, str | None], Shown]) -> list[str]:
    return [
        f"C{ref}{f' {unit}' if unit else ''}: {columns(shown)}"
        for (ref, unit), shown in sorted(answer.items(), key=lambda item: item[0][0])
    ] or ["nothing"]


def overdue(facts: dict[int, list[Fact]], links: list[Link], on: str) -> list[str]:
    day = date.fromisoformat(on)
    told = {ref: counted(known, day) for ref, known in facts.items()}
    found = []
    for ref, account in stand(told, links):
        for unit, line in lines(account).items():
            late = days_overdue(account.due, line, day)
            if late is not None:
                name = f"C{ref}{f' {unit}' if unit else ''}"
                found.append(f"{name}: {late} {'day' if late == 1 else 'days'} overdue")
    return sorted(found) or ["nothing"]


def funnels(facts: dict[int, list[Fact]], links: list[Link]) -> dict[tuple[int, str | None], Shown]:
    told = {ref: counted(known) for ref, known in facts.items()}
    return {
        (ref, unit): {name: str(figure) for name, figure in by_rung.items() if figure is not None}
        for ref, account in stand(told, links)
        for unit, (_, by_rung) in funnel(account).items()
    }


def columns(shown: Shown) -> str:
    named = (name if value is True else f"{name} {value}" for name, value in shown.items())
    return ", ".join(named) or "says nothing"


def test_each_rule_has_an_example() -> None:
    sections = DOCUMENT.read_text("utf-8").split("\n## [")[1:]
    numbers = [*range(1, 12), 14, 15]  # 12 is in docs/rates.md, 13 what the tests of answers hold
    assert [section.partition("]")[0] for section in sections] == [f"G{n}" for n in numbers]
    assert all("```gap\n" in section for section in sections)


@pytest.mark.parametrize("example", EXAMPLES, ids=range(1, len(EXAMPLES) + 1))
def test_the_example_is_what_the_rules_give(example: str) -> None:
    block, *asked = example.strip("\n").split("\n\n")
    facts, links = told(block)
    assert asked
    for answered in asked:
        first, *rest = answered.splitlines()
        if first.startswith("overdue on "):
            assert overdue(facts, links, first.removeprefix("overdue on ")) == rest
            continue
        if first == "funnel":
            assert printed(funnels(facts, links)) == rest
            continue
        is_question = first.startswith(("as of ", "known at "))
        expected = rest if is_question else [first, *rest]
        answer = family(facts, *links, **(question(first) if is_question else {}))
        assert printed(answer) == expected
