"""The commands, put together; each group of them lives in a file of its own."""

from __future__ import annotations

from collections import UserDict
from importlib import import_module
from typing import Annotated, Any

import typer
from typer.core import TyperGroup
from typer.main import get_group

from ledger import __version__
from ledger.cli.options import COMMON, ByWhom, Db, Quiet
from ledger.cli.output import say

MODULES = {
    "demo": "demo",
    "source": "source",
    "read": "read",
    "extract": "extract",
    "review": "review",
    "commitment": "commitment",
    "delivery": "delivery",
    "gap": "gap",
    "rates": "rates",
    "trace": "trace",
    "history": "history",
    "verify": "verify",
    "export": "export",
    "vocabulary": "vocabulary",
    "db": "database",
}
"""The commands in the order of the help, and in which module each is."""


class Commands(UserDict[str, Any]):
    """The commands by name; one is made, from its module, when it is asked for.

    A module has an ``app``, where there are several commands, or a function of the command's name.
    """

    def __getitem__(self, name: str) -> Any:
        """The command of that name; a ``KeyError`` if there is none."""
        if self.data[name] is None:
            module = import_module(f"ledger.cli.{MODULES[name]}")
            alone = typer.Typer(rich_markup_mode=None)
            if hasattr(module, "app"):
                alone.add_typer(module.app, name=name)
            else:
                alone.command(name)(getattr(module, name))
            self.data[name] = get_group(alone).commands[name]
        return self.data[name]


class Program(TyperGroup):
    """All commands, of which a run makes the one that it needs."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings)
        self.commands = Commands(dict.fromkeys(MODULES))


app = typer.Typer(
    name="aid-ledger",
    cls=Program,
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    help=(
        "What was promised in aid, what is known to have arrived, what is known to be missing,"
        " and what nobody has published; with the sentence behind every figure.\n\n"
        "Start with: aid-ledger demo"
    ),
)


def _version(wanted: bool) -> None:
    if wanted:
        from ledger.reading import is_compiled

        say(f"aid-ledger {__version__}{', reader compiled' if is_compiled() else ''}")
        raise typer.Exit


@app.callback()
def common(
    db: Db = None,
    by_whom: ByWhom = None,
    quiet: Quiet = False,
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Options that hold for whichever command follows."""
    COMMON.db, COMMON.by_whom = db, by_whom
