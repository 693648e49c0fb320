"""The codes of ``verify`` are those that its page explains."""

from __future__ import annotations

import ast
import re
from pathlib import Path

ROOT = Path(__file__).parents[2]


def codes_in_the_program() -> set[str]:
    """The first argument of every ``Finding`` that is made anywhere."""
    found = set()
    for file in (ROOT / "ledger").rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Finding":
                code = node.args[0]
                assert isinstance(code, ast.Constant), f"{file}: a code that is no literal"
                found.add(code.value)
    return found


def test_every_code_is_explained_and_no_other() -> None:
    page = (ROOT / "docs" / "verify.md").read_text(encoding="utf-8")
    explained = re.findall(r"^\| `([a-z-]+)` \|", page, re.MULTILINE)
    assert len(explained) == len(set(explained))
    assert set(explained) == codes_in_the_program()
