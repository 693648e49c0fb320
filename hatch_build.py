"""Makes machine code of the reader, for a wheel that reads about twice as many texts a second.

    HATCH_BUILD_HOOKS_ENABLE=1 pip install .

Only where it is asked for: it takes a C compiler and some minutes. mypyc, a part of mypy, compiles
the modules as they are typed; each stays in the wheel beside its machine code, for whoever reads
it. Nothing is left in the checkout, and one installed with ``-e`` is read as it is written.
"""

from __future__ import annotations

import ast
import shutil
from contextlib import chdir
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

FOLDERS: Final = ("ledger/reading", "ledger/sources")
NOT_COMPILED: Final = frozenset(
    {
        "__init__.py",
        # a checkable protocol, which other people's readers follow
        "plugins.py",
        # what reading a text does not call
        *("deadlines.py", "decode.py", "files.py", "selectors.py", "sheets.py", "snapshot.py"),
    }
)


class CompiledReader(BuildHookInterface[Any]):
    """Compiles the reader while a wheel is built."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile in a folder of its own, and have the wheel take what comes out."""
        if version == "editable":
            return
        self._folder = TemporaryDirectory()
        folder = Path(self._folder.name)
        shutil.copytree(Path(self.root) / "ledger", folder / "ledger")
        with chdir(folder):
            _compile()
        build_data["pure_python"] = False
        build_data["infer_tag"] = True
        made = folder / "made"
        for file in made.rglob("*.*"):
            build_data["force_include"][str(file)] = str(file.relative_to(made))

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Remove that folder."""
        if version != "editable":
            self._folder.cleanup()


def _compile() -> None:
    """Compile the modules below the current folder into ``made``."""
    from mypyc.build import mypycify
    from setuptools import Distribution

    modules = [
        file
        for folder in FOLDERS
        for file in sorted(Path(folder).glob("*.py"))
        if file.name not in NOT_COMPILED
    ]
    for module in modules:
        module.write_text(_written_out(module.read_text("utf-8")), "utf-8")
    options = ["--config-file=", "--follow-imports=silent", "--ignore-missing-imports"]
    extensions = mypycify([*options, *map(str, modules)], opt_level="2", debug_level="0")
    for extension in extensions:
        # its functions call one another: without this each call looks up where the other is
        extension.extra_compile_args += ["-fvisibility=hidden"]
    described = Distribution({"name": "aid-ledger", "ext_modules": extensions})
    command = described.get_command_obj("build_ext")
    command.build_lib, command.build_temp = "made", "on_the_way"
    command.ensure_finalized()
    command.run()


def _written_out(source: str) -> str:
    """The module with the ``__init__`` of each dataclass in full.

    The one that the decorator makes would stay interpreted, and a tenth of the time goes there.
    """
    lines = source.split("\n")
    for made in reversed(ast.parse(source).body):
        if not isinstance(made, ast.ClassDef) or not made.decorator_list:
            continue
        decorator = made.decorator_list[0]
        fields = [one for one in made.body if isinstance(one, ast.AnnAssign)]
        if isinstance(decorator, ast.Call) and ast.unparse(decorator.func) == "dataclass":
            if any(getattr(one, "name", "") == "__post_init__" for one in made.body):
                raise NotImplementedError(f"{made.name} has a __post_init__")
            lines[made.end_lineno : made.end_lineno] = _initial(fields)
            place = made.lineno - 2  # where the decorator ends
            lines[place] = lines[place].replace("slots=True", "slots=True, init=False")
    return "\n".join(lines)


def _initial(fields: list[ast.AnnAssign]) -> list[str]:
    """An ``__init__`` that takes and sets these fields."""
    taken, set_to = [], []
    for field in fields:
        name, type_ = ast.unparse(field.target), ast.unparse(field.annotation)
        value = name
        default = field.value
        if isinstance(default, ast.Call) and ast.unparse(default.func) == "field":
            made = {one.arg: ast.unparse(one.value) for one in default.keywords}["default_factory"]
            type_, value = f"{type_} | None = None", f"{made}() if {name} is None else {name}"
        elif default is not None:
            type_ += f" = {ast.unparse(default)}"
        taken.append(f"{name}: {type_}")
        set_to.append(f"        self.{name} = {value}  # type: ignore[misc]")
    return ["", f"    def __init__(self, {', '.join(taken)}) -> None:", *set_to]
