"""The examples of docs/gap.md, run: what stands there is what the rules give."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from ledger.rules.facts import Fact
from ledger.rules.families import Link, LinkKind
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


def columns(shown: Shown) -> str:
    named = (name if value is True else f"{name} {value}" for name, value in shown.items())
    return ", ".join(named) or "says nothing"


def test_each_rule_has_an_example() -> None:
    sections = DOCUMENT.read_text("utf-8").split("\n## [")[1:]
    assert [section.partition("]")[0] for section in sections] == [f"G{n}" for n in range(1, 12)]
    assert all("```gap\n" in section for section in sections)


@pytest.mark.parametrize("example", EXAMPLES, ids=range(1, len(EXAMPLES) + 1))
def test_the_example_is_what_the_rules_give(example: str) -> None:
    block, *asked = example.strip("\n").split("\n\n")
    facts, links = told(block)
    assert asked
    for lines in asked:
        first, *rest = lines.splitlines()
        is_question = first.startswith(("as of ", "known at "))
        expected = rest if is_question else [first, *rest]
        answer = family(facts, *links, **(question(first) if is_question else {}))
        assert printed(answer) == expected
