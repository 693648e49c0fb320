"""Names: organisations, units and items, with their aliases."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Column, ForeignKeyConstraint, Table, Text, UniqueConstraint

from ledger.model.base import METADATA, key, one_of
from ledger.model.types import Count, Day
from ledger.values.units import UnitKind
from ledger.vocabulary import AliasSort, OrganisationKind

ORGANISATION = Table(
    "organisation",
    METADATA,
    Column("id", Count, primary_key=True, nullable=False),
    Column("code", Text, nullable=True),
    Column("name", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("iati", Text, nullable=True),
    UniqueConstraint("name"),
    UniqueConstraint("code"),
    one_of("kind", OrganisationKind),
    sqlite_strict=True,
)
"""A donor or recipient: a state, a group of states, an institution, a fund."""

ORGANISATION_ALIAS = Table(
    "organisation_alias",
    METADATA,
    key("alias", Text),
    key("organisation_id", Count),
    Column("sort", Text, nullable=False),
    ForeignKeyConstraint(["organisation_id"], ["organisation.id"]),
    one_of("sort", AliasSort),
    sqlite_strict=True,
)
"""Another name that sources use for an organisation."""

MEMBERSHIP = Table(
    "membership",
    METADATA,
    key("member_id", Count),
    key("group_id", Count),
    Column("since", Day, nullable=True),
    ForeignKeyConstraint(["member_id"], ["organisation.id"]),
    ForeignKeyConstraint(["group_id"], ["organisation.id"]),
    CheckConstraint("member_id <> group_id", name="not_of_itself"),
    sqlite_strict=True,
)
"""A state in a group, since a day."""

UNIT = Table(
    "unit",
    METADATA,
    key("code", Text),
    Column("kind", Text, nullable=False),
    Column("name", Text, nullable=False),
    one_of("kind", UnitKind),
    sqlite_strict=True,
)
"""What is counted: a currency by its ISO 4217 code, or an item by its name."""

ITEM = Table(
    "item",
    METADATA,
    key("code", Text),
    Column("category", Text, nullable=False),
    Column("counting_unit", Text, nullable=False),
    ForeignKeyConstraint(["code"], ["unit.code"]),
    sqlite_strict=True,
)
"""A kind of thing that is given: its unit, category, and how it is counted."""

ITEM_ALIAS = Table(
    "item_alias",
    METADATA,
    key("alias", Text),
    Column("item_code", Text, nullable=False),
    ForeignKeyConstraint(["item_code"], ["item.code"]),
    sqlite_strict=True,
)
"""Another name that sources use for an item."""
