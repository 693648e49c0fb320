"""Names: organisations, units and items, with their aliases."""

from __future__ import annotations

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Text, UniqueConstraint
from sqlmodel import Field, SQLModel

from ledger.model.base import one_of, table
from ledger.model.types import Count, Day
from ledger.values.units import UnitKind
from ledger.vocabulary import AliasSort, OrganisationKind


class Organisation(SQLModel, table=True):
    """A donor or recipient: a state, a group of states, an institution, a fund."""

    __tablename__ = "organisation"
    __table_args__ = table(
        UniqueConstraint("name"), UniqueConstraint("code"), one_of("kind", OrganisationKind)
    )

    id: int = Field(primary_key=True, sa_type=Count)
    code: str | None = Field(sa_type=Text)
    name: str = Field(sa_type=Text)
    kind: str = Field(sa_type=Text)
    iati: str | None = Field(sa_type=Text)


class OrganisationAlias(SQLModel, table=True):
    """Another name that sources use for an organisation."""

    __tablename__ = "organisation_alias"
    __table_args__ = table(
        ForeignKeyConstraint(["organisation_id"], ["organisation.id"]),
        one_of("sort", AliasSort),
    )

    alias: str = Field(primary_key=True, sa_type=Text)
    organisation_id: int = Field(primary_key=True, sa_type=Count)
    sort: str = Field(sa_type=Text)


class Membership(SQLModel, table=True):
    """A state in a group, since a day."""

    __tablename__ = "membership"
    __table_args__ = table(
        ForeignKeyConstraint(["member_id"], ["organisation.id"]),
        ForeignKeyConstraint(["group_id"], ["organisation.id"]),
        CheckConstraint("member_id <> group_id", name="not_of_itself"),
    )

    member_id: int = Field(primary_key=True, sa_type=Count)
    group_id: int = Field(primary_key=True, sa_type=Count)
    since: date | None = Field(sa_type=Day)


class Unit(SQLModel, table=True):
    """What is counted: a currency by its ISO 4217 code, or an item by its name."""

    __tablename__ = "unit"
    __table_args__ = table(one_of("kind", UnitKind))

    code: str = Field(primary_key=True, sa_type=Text)
    kind: str = Field(sa_type=Text)
    name: str = Field(sa_type=Text)


class Item(SQLModel, table=True):
    """A kind of thing that is given: its unit, category, and how it is counted."""

    __tablename__ = "item"
    __table_args__ = table(ForeignKeyConstraint(["code"], ["unit.code"]))

    code: str = Field(primary_key=True, sa_type=Text)
    category: str = Field(sa_type=Text)
    counting_unit: str = Field(sa_type=Text)


class ItemAlias(SQLModel, table=True):
    """Another name that sources use for an item."""

    __tablename__ = "item_alias"
    __table_args__ = table(ForeignKeyConstraint(["item_code"], ["item.code"]))

    alias: str = Field(primary_key=True, sa_type=Text)
    item_code: str = Field(sa_type=Text)
