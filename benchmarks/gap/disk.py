"""How large a ledger is on disk, table by table: what a spread one would share out, and what not.

    uv run --group bench python -m benchmarks.gap.disk --sizes 10000,100000

Makes the seeded ledger at each size on SQLite and on a PostgreSQL server of its own. Prints bytes
an entry, indexes among them: of the whole, and on PostgreSQL of each table, with who would hold it.
Prints the tables of docs/scale.md; nothing is asserted.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from tempfile import TemporaryDirectory

import psycopg

import ledger
from benchmarks.gap import places, writing
from ledger.model.tables import METADATA

SPREAD = {
    table.name for table in METADATA.sorted_tables if "commitment_id" in table.primary_key.columns
}
"""The tables that a spread ledger shares out by commitment: tests/store/test_spread.py."""
LEAST = 0.005
"""Tables with a smaller share are added up."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sizes", default="10000,100000", help="numbers of entries")
    sizes = [int(size) for size in parser.parse_args().sizes.split(",")]
    with TemporaryDirectory(prefix="aid-ledger-") as name, places.postgresql(Path(name)) as server:
        whole: dict[str, list[float]] = {"SQLite": [], "PostgreSQL": []}
        for size in sizes:
            file = Path(name) / f"{size}.db"
            whole["SQLite"].append((made(str(file), size, file) or 0) / size)
            place = places.new_database(server, f"size_{size}")
            made(place, size, None)
            tables = relations(place)
            whole["PostgreSQL"].append(sum(tables.values()) / size)
    print(f"| bytes an entry, of | {' | '.join(f'{size:,} entries' for size in sizes)} |")
    print(f"|---|{'---|' * len(sizes)}")
    for backend, bytes_an_entry in whole.items():
        print(f"| {backend} | {' | '.join(f'{one:,.0f}' for one in bytes_an_entry)} |")
    print_tables(tables, sizes[-1])


def made(place: str, size: int, file: Path | None) -> int | None:
    """Write the seeded ledger; how many bytes its file grew by."""
    with ledger.open(place, create=True, by_whom="benchmark"):
        pass
    empty = None if file is None else file.stat().st_size
    with ledger.open(place, by_whom="benchmark") as book:
        writing.write_entries(book, size)
    return None if file is None or empty is None else file.stat().st_size - empty


def print_tables(tables: dict[str, int], size: int) -> None:
    """Bytes an entry of each table on PostgreSQL, and who would hold it."""
    total = sum(tables.values())
    print(f"\n| table, at {size:,} entries | bytes an entry | share | on |")
    print("|---|---|---|---|")
    small = 0
    for name, size_of in sorted(tables.items(), key=lambda one: (-one[1], one[0])):
        if size_of < LEAST * total:
            small += size_of
            continue
        where = "one server each row" if name in SPREAD else "every server"
        print(f"| `{name}` | {size_of / size:,.0f} | {size_of / total:.0%} | {where} |")
    print(f"| all others | {small / size:,.0f} | {small / total:.0%} | |")
    spread = sum(size_of for name, size_of in tables.items() if name in SPREAD)
    print(f"\nSpread by commitment: {spread / total:.0%} of the bytes.")


def relations(place: str) -> dict[str, int]:
    """Bytes of each table of a database, its indexes and long texts among them."""
    query = (
        "SELECT relname, pg_total_relation_size(oid) FROM pg_class"
        " WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace"
    )
    with psycopg.connect(place, autocommit=True) as connection:
        connection.execute("VACUUM FULL")
        return dict(connection.execute(query).fetchall())


if __name__ == "__main__":
    main()
