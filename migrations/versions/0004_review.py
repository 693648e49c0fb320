"""The review queue: claims keep their numbers, and each is decided once.

Revision: 0004, after 0003.

Nothing wrote decisions before this revision, so their table is made anew.
"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

COUNT = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True).with_variant(sa.Text(), "sqlite")
REFUSE = "decision is append-only: record a correction instead"


def upgrade() -> None:
    """Let claims be withdrawn, and tie decisions to them."""
    op.execute(
        "ALTER TABLE claim ADD COLUMN withdrawn INTEGER DEFAULT 0 NOT NULL"
        " CONSTRAINT ck_claim_withdrawn CHECK (withdrawn IN (0, 1))"
    )
    op.drop_table("decision")
    _decision()
    if op.get_bind().dialect.name == "sqlite":
        _guard_on_sqlite()
    else:
        _guard_on_postgresql()


def _decision() -> None:
    op.create_table(
        "decision",
        sa.Column("id", COUNT, nullable=False),
        sa.Column("claim_id", COUNT, nullable=False),
        sa.Column("claim_key", sa.Text(), nullable=False),
        sa.Column("claim", sa.Text(), nullable=False),
        sa.Column("reader", sa.Text(), nullable=False),
        sa.Column("verdict", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("commitment_id", COUNT, nullable=True),
        sa.Column("entry_id", COUNT, nullable=True),
        sa.Column("recorded_at", MOMENT, nullable=False),
        sa.Column("recorded_by", sa.Text(), nullable=False),
        sa.Column("journal_seq", COUNT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_decision"),
        sa.UniqueConstraint("claim_id", name="uq_decision_claim_id"),
        sa.UniqueConstraint("journal_seq", name="uq_decision_journal_seq"),
        sa.ForeignKeyConstraint(["claim_id"], ["claim.id"], name="fk_decision_claim_id"),
        sa.ForeignKeyConstraint(
            ["commitment_id"], ["commitment.id"], name="fk_decision_commitment_id"
        ),
        sa.ForeignKeyConstraint(["journal_seq"], ["journal.seq"], name="fk_decision_journal_seq"),
        sa.CheckConstraint("length(claim_key) = 64", name=op.f("ck_decision_claim_key")),
        sa.CheckConstraint(
            "verdict IN ('accept', 'amend', 'reject')", name=op.f("ck_decision_verdict")
        ),
        sa.CheckConstraint(
            "(verdict = 'reject') = (entry_id IS NULL) AND"
            " (commitment_id IS NULL) = (entry_id IS NULL)",
            name=op.f("ck_decision_entry_unless_rejected"),
        ),
        sa.CheckConstraint(
            "verdict <> 'reject' OR reason IS NOT NULL", name=op.f("ck_decision_reason_if_rejected")
        ),
        sqlite_strict=True,
    )
    op.create_index("ix_decision_entry_id", "decision", ["entry_id"])


def _guard_on_sqlite() -> None:
    refuse = f"SELECT RAISE(ABORT, '{REFUSE}')"
    for verb in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER decision_no_{verb.lower()} BEFORE {verb} ON decision"
            f" BEGIN {refuse}; END"
        )
    taken = (
        "SELECT 1 FROM decision"
        " WHERE id = NEW.id OR claim_id = NEW.claim_id OR journal_seq = NEW.journal_seq"
    )
    op.execute(
        "CREATE TRIGGER decision_no_replace BEFORE INSERT ON decision"
        f" WHEN EXISTS ({taken}) BEGIN {refuse}; END"
    )


def _guard_on_postgresql() -> None:
    op.execute(
        "CREATE TRIGGER decision_no_change BEFORE UPDATE OR DELETE ON decision"
        " FOR EACH ROW EXECUTE FUNCTION refuse_change()"
    )
    op.execute(
        "CREATE TRIGGER decision_no_truncate BEFORE TRUNCATE ON decision"
        " FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
    )
