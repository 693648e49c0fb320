"""``db``: the database itself."""

from __future__ import annotations

from typing import Annotated

import typer

from ledger.cli.options import COMMON, ByWhom, Db, OutputOption, Quiet, database, output
from ledger.cli.output import note, say

app = typer.Typer(no_args_is_help=True, help="The database: its schema, and its state.")


@app.command()
def upgrade(db: Db = None, by_whom: ByWhom = None, quiet: Quiet = False) -> None:
    """Make a new ledger, or upgrade an older one.

    The upgrade happens whole or not at all.

    \b
    Example:
      aid-ledger db upgrade --db ledger.db
    """
    from ledger import api
    from ledger.store.engine import make_engine
    from ledger.store.location import locate
    from ledger.store.schema import REVISIONS

    location = locate(database(db))
    person = api.who(by_whom or COMMON.by_whom)
    before = api.upgrade(make_engine(location), location, person, note)
    if before is None:
        note(f"A new ledger is in {location}, with schema {REVISIONS[-1]}.")
    elif before == REVISIONS[-1]:
        note(f"{location} has schema {before} already; nothing was changed.")
    else:
        note(f"{location} was brought from schema {before} to {REVISIONS[-1]}.")


@app.command()
def roles(
    readers: Annotated[
        str, typer.Option(metavar="ROLE", help="The role that may read.")
    ] = "ledger_readers",
    writers: Annotated[
        str, typer.Option(metavar="ROLE", help="The role that may also add.")
    ] = "ledger_writers",
    output_: OutputOption = None,
    quiet: Quiet = False,
) -> None:
    """Print SQL that lets a team read a ledger on PostgreSQL and add to it, and no more.

    Neither role can change or remove what is recorded. The ledger's owner runs it with psql, once
    and after each upgrade (docs/teams.md).

    \b
    Example:
      aid-ledger db roles -o roles.sql
    """
    from ledger.store.roles import roles_sql

    output("table", output_).text(roles_sql(readers, writers))


@app.command()
def status(db: Db = None, quiet: Quiet = False) -> None:
    """Say which ledger this is, and what it holds.

    \b
    Example:
      aid-ledger db status
    """
    from ledger.store.status import describe

    for name, value in describe(database(db)):
        say(f"{name:14} {value}")
