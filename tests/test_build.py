"""What ``hatch_build.py`` makes of a module before it is compiled: the same, at more length."""

from __future__ import annotations

import dataclasses
import inspect
from typing import Any

import pytest

from hatch_build import _written_out

SOURCE = '''
from __future__ import annotations
from dataclasses import dataclass, field

@dataclass(slots=True)
class Claim:
    """One claim."""

    text: str
    stage: str = "pledged"
    """With a default."""
    why: dict[str, str] = field(default_factory=dict)
    marks: list[str] = field(default_factory=list, compare=False, repr=False)

    @property
    def long(self) -> bool:
        return len(self.text) > 3


class Plain:
    pass
'''


def claim(source: str) -> Any:
    """The class that a module makes."""
    names: dict[str, Any] = {"__name__": __name__}
    exec(source, names)
    return names["Claim"]


def test_a_dataclass_is_the_same_with_its_init_written_out() -> None:
    before, after = claim(SOURCE), claim(_written_out(SOURCE))
    assert after.__init__.__code__.co_filename == "<string>"
    assert [*inspect.signature(after).parameters] == [*inspect.signature(before).parameters]
    for given in ({"text": "5"}, {"text": "5 tanks", "stage": "given", "why": {"a": "b"}}):
        one, other = before(**given), after(**given)
        assert repr(one) == repr(other)
        assert other == after(**given)
        assert other == dataclasses.replace(other, marks=["x"])
        assert one.long is other.long
    assert after("5").why is not after("5").why
    with pytest.raises(TypeError, match="text"):
        after()


def test_other_classes_and_modules_are_left_alone() -> None:
    assert _written_out(SOURCE).startswith(SOURCE.split("@", maxsplit=1)[0])
    assert _written_out("class Plain:\n    pass\n") == "class Plain:\n    pass\n"


def test_what_else_an_init_would_do_is_not_lost_in_silence() -> None:
    source = SOURCE.replace("def long", "def __post_init__").replace("@property", "")
    with pytest.raises(NotImplementedError, match="Claim has a __post_init__"):
        _written_out(source)
