"""Due dates: when a promise was to be delivered, with a citation of its own.

Revision: 0006, after 0005.

SQLite cannot change a CHECK: the citations are copied into a table that knows the new field.
"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

COUNT = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
FIELDS = (
    "'amount', 'quantity', 'unit', 'donor', 'recipient', 'stage', 'date', 'due', 'item',"
    " 'programme', 'statement'"
)
REFUSE = "citation is append-only: record a correction instead"


def amount(end: str) -> str:
    """SQL for a decimal as text without needless zeros, the same on both databases."""
    return (
        f"CASE WHEN e.{end}_e4 = 0 THEN CAST(e.{end}_whole AS TEXT) ELSE e.{end}_whole || '.' ||"
        f" rtrim(substr(CAST(10000 + e.{end}_e4 AS TEXT), 2), '0') END AS {end}"
    )


V_ENTRY = f"""
CREATE VIEW v_entry AS
SELECT 'E' || e.id AS ref, 'C' || e.commitment_id AS commitment,
       COALESCE(d.code, d.name) AS donor, COALESCE(r.code, r.name) AS recipient,
       e.stage, {amount("low")}, {amount("high")}, e.unit, e.qualifier,
       e.date_low, e.date_high, e.due_low, e.due_high,
       CASE e.cumulative WHEN 1 THEN 'total' ELSE 'part' END AS counts_as, e.basis,
       'E' || e.replaces AS replaces, e.reason,
       (SELECT 'E' || n.id FROM entry n
        WHERE n.commitment_id = e.commitment_id AND n.replaces = e.id) AS replaced_by,
       e.recorded_at, e.recorded_by, e.journal_seq
FROM entry e
JOIN commitment c ON c.id = e.commitment_id
JOIN organisation d ON d.id = c.donor_id
JOIN organisation r ON r.id = c.recipient_id
"""  # noqa: S608 - nothing but the column names above

V_DELIVERY = """
CREATE VIEW v_delivery AS
SELECT * FROM v_entry WHERE stage IN ('in_transit', 'delivered')
"""

V_CITATION = """
CREATE VIEW v_citation AS
SELECT 'E' || x.entry_id AS entry, 'C' || x.commitment_id AS commitment, x.number, x.field,
       'D' || x.document_id AS document, d.publisher, d.published_on, d.url, d.sha256,
       x.selector_kind, x.selector, x.start_at, x.end_at, x.exact,
       CASE WHEN x.sentence_start IS NULL THEN NULL ELSE
            substr(d.text, CAST(x.sentence_start + 1 AS INTEGER),
                   CAST(x.sentence_end - x.sentence_start AS INTEGER)) END AS sentence
FROM citation x
JOIN document d ON d.id = x.document_id
"""


def upgrade() -> None:
    """Give entries a due date and citations its field."""
    is_sqlite = op.get_bind().dialect.name == "sqlite"
    for view in ("v_delivery", "v_entry"):
        op.execute(f"DROP VIEW {view}")
    _due("TEXT" if is_sqlite else "DATE")
    for view in (V_ENTRY, V_DELIVERY):
        op.execute(view)
    if is_sqlite:
        _copy_citations()
    else:
        op.execute("ALTER TABLE citation DROP CONSTRAINT ck_citation_field")
        op.execute(
            f"ALTER TABLE citation ADD CONSTRAINT ck_citation_field CHECK (field IN ({FIELDS}))"
        )


def _due(day: str) -> None:
    op.execute(
        f"ALTER TABLE entry ADD COLUMN due_high {day} CONSTRAINT ck_entry_due_of_promise CHECK"
        " (due_high IS NULL OR stage NOT IN ('in_transit', 'delivered', 'cancelled'))"
    )
    op.execute(
        f"ALTER TABLE entry ADD COLUMN due_low {day} CONSTRAINT ck_entry_due_low_not_after CHECK"
        " (due_low IS NULL OR (due_high IS NOT NULL AND due_low <= due_high))"
    )
    few = sa.text("due_high IS NOT NULL")
    op.create_index(
        "ix_entry_due_high", "entry", ["due_high"], sqlite_where=few, postgresql_where=few
    )


def _copy_citations() -> None:
    """Citations under the new CHECK, with the guards that they had."""
    op.execute("DROP VIEW v_citation")
    _citation("citation_with_due")
    op.execute("INSERT INTO citation_with_due SELECT * FROM citation")
    op.drop_table("citation")
    op.rename_table("citation_with_due", "citation")
    op.create_index("ix_citation_document_id", "citation", ["document_id"])
    for verb in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER citation_no_{verb.lower()} BEFORE {verb} ON citation"
            f" BEGIN SELECT RAISE(ABORT, '{REFUSE}'); END"
        )
    same = "commitment_id = NEW.commitment_id AND entry_id = NEW.entry_id AND number = NEW.number"
    taken = f"EXISTS (SELECT 1 FROM citation WHERE {same})"  # noqa: S608 - nothing but the above
    op.execute(
        f"CREATE TRIGGER citation_no_replace BEFORE INSERT ON citation WHEN {taken}"
        f" BEGIN SELECT RAISE(ABORT, '{REFUSE}'); END"
    )
    op.execute(V_CITATION)


def _citation(name: str) -> None:
    op.create_table(
        name,
        sa.Column("commitment_id", COUNT, autoincrement=False, nullable=False),
        sa.Column("entry_id", COUNT, autoincrement=False, nullable=False),
        sa.Column("number", COUNT, autoincrement=False, nullable=False),
        sa.Column("field", sa.Text(), nullable=False),
        sa.Column("document_id", COUNT, nullable=False),
        sa.Column("selector_kind", sa.Text(), nullable=False),
        sa.Column("selector", sa.Text(), nullable=True),
        sa.Column("start_at", COUNT, nullable=True),
        sa.Column("end_at", COUNT, nullable=True),
        sa.Column("exact", sa.Text(), nullable=False),
        sa.Column("prefix", sa.Text(), nullable=False),
        sa.Column("suffix", sa.Text(), nullable=False),
        sa.Column("sentence_start", COUNT, nullable=True),
        sa.Column("sentence_end", COUNT, nullable=True),
        sa.CheckConstraint(
            "(selector_kind = 'text' AND selector IS NULL AND start_at IS NOT NULL"
            " AND end_at IS NOT NULL AND sentence_start IS NOT NULL AND sentence_end IS NOT NULL)"
            " OR (selector_kind <> 'text' AND selector IS NOT NULL AND start_at IS NULL"
            " AND end_at IS NULL AND sentence_start IS NULL AND sentence_end IS NULL)",
            name=op.f("ck_citation_selector"),
        ),
        sa.CheckConstraint(f"field IN ({FIELDS})", name=op.f("ck_citation_field")),
        sa.CheckConstraint(
            "selector_kind IN ('text', 'cell', 'xpath')", name=op.f("ck_citation_selector_kind")
        ),
        sa.CheckConstraint(
            "sentence_start IS NULL OR (sentence_start >= 0 AND sentence_start < sentence_end)",
            name=op.f("ck_citation_sentence"),
        ),
        sa.CheckConstraint(
            "start_at IS NULL OR (start_at >= 0 AND start_at < end_at)",
            name=op.f("ck_citation_span"),
        ),
        sa.ForeignKeyConstraint(
            ["commitment_id", "entry_id"],
            ["entry.commitment_id", "entry.id"],
            name="fk_citation_entry",
        ),
        sa.ForeignKeyConstraint(["document_id"], ["document.id"], name="fk_citation_document_id"),
        sa.PrimaryKeyConstraint("commitment_id", "entry_id", "number", name="pk_citation"),
        sqlite_strict=True,
    )
