"""The tables.

Revision: 0001, the first.
"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

COUNT = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
DAY = sa.Date().with_variant(sa.Text(), "sqlite")
MOMENT = sa.DateTime(timezone=True).with_variant(sa.Text(), "sqlite")
FLAG = sa.Integer()


def upgrade() -> None:
    """Make them, each after those that it refers to."""
    journal()
    ledger()
    organisation()
    unit()
    document()
    item()
    membership()
    organisation_alias()
    claim()
    commitment()
    item_alias()
    rate()
    commitment_link()
    decision()
    entry()
    position()
    citation()
    position_figure()


def journal() -> None:
    op.create_table(
        "journal",
        sa.Column("seq", COUNT, autoincrement=False, nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("action", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("previous", sa.Text(), nullable=False),
        sa.Column("hash", sa.Text(), nullable=False),
        sa.CheckConstraint("length(hash) = 64", name=op.f("ck_journal_hash")),
        sa.CheckConstraint("length(previous) = 64", name=op.f("ck_journal_previous")),
        sa.PrimaryKeyConstraint("seq", name="pk_journal"),
        sa.UniqueConstraint("hash", name="uq_journal_hash"),
        sa.UniqueConstraint("previous", name="uq_journal_previous"),
        sqlite_strict=True,
    )


def ledger() -> None:
    op.create_table(
        "ledger",
        sa.Column("id", COUNT, autoincrement=False, nullable=False),
        sa.Column("ledger_id", sa.Text(), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.CheckConstraint("id = 1", name=op.f("ck_ledger_only_one")),
        sa.PrimaryKeyConstraint("id", name="pk_ledger"),
        sqlite_strict=True,
    )


def organisation() -> None:
    op.create_table(
        "organisation",
        sa.Column("id", COUNT, nullable=False),
        sa.Column("code", sa.Text(), nullable=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("iati", sa.Text(), nullable=True),
        sa.CheckConstraint(
            "kind IN ('state', 'group', 'institution', 'fund')",
            name=op.f("ck_organisation_kind"),
        ),
        sa.PrimaryKeyConstraint("id", name="pk_organisation"),
        sa.UniqueConstraint("code", name="uq_organisation_code"),
        sa.UniqueConstraint("name", name="uq_organisation_name"),
        sqlite_strict=True,
    )


def unit() -> None:
    op.create_table(
        "unit",
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.CheckConstraint("kind IN ('currency', 'item')", name=op.f("ck_unit_kind")),
        sa.PrimaryKeyConstraint("code", name="pk_unit"),
        sqlite_strict=True,
    )


def document() -> None:
    op.create_table(
        "document",
        sa.Column("id", COUNT, nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("text_sha256", sa.Text(), nullable=False),
        sa.Column("media_type", sa.Text(), nullable=False),
        sa.Column("encoding", sa.Text(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("publisher", sa.Text(), nullable=True),
        sa.Column("publisher_kind", sa.Text(), nullable=False),
        sa.Column("url", sa.Text(), nullable=True),
        sa.Column("archive_url", sa.Text(), nullable=True),
        sa.Column("language", sa.Text(), nullable=True),
        sa.Column("published_on", DAY, nullable=False),
        sa.Column("published_how", sa.Text(), nullable=False),
        sa.Column("retrieved_at", MOMENT, nullable=True),
        sa.Column("recorded_at", MOMENT, nullable=False),
        sa.Column("recorded_by", sa.Text(), nullable=False),
        sa.Column("journal_seq", COUNT, nullable=False),
        sa.CheckConstraint(
            "published_how IN ('given', 'stated', 'inferred')",
            name=op.f("ck_document_published_how"),
        ),
        sa.CheckConstraint(
            "publisher_kind IN ('official', 'media', 'other')",
            name=op.f("ck_document_publisher_kind"),
        ),
        sa.CheckConstraint("length(sha256) = 64", name=op.f("ck_document_sha256")),
        sa.CheckConstraint("length(text_sha256) = 64", name=op.f("ck_document_text_sha256")),
        sa.ForeignKeyConstraint(["journal_seq"], ["journal.seq"], name="fk_document_journal_seq"),
        sa.PrimaryKeyConstraint("id", name="pk_document"),
        sa.UniqueConstraint("journal_seq", name="uq_document_journal_seq"),
        sa.UniqueConstraint("sha256", name="uq_document_sha256"),
        sqlite_strict=True,
    )


def item() -> None:
    op.create_table(
        "item",
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("category", sa.Text(), nullable=False),
        sa.Column("counting_unit", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["code"], ["unit.code"], name="fk_item_code"),
        sa.PrimaryKeyConstraint("code", name="pk_item"),
        sqlite_strict=True,
    )


def membership() -> None:
    op.create_table(
        "membership",
        sa.Column("member_id", COUNT, nullable=False),
        sa.Column("group_id", COUNT, nullable=False),
        sa.Column("since", DAY, nullable=True),
        sa.CheckConstraint("member_id <> group_id", name=op.f("ck_membership_not_of_itself")),
        sa.ForeignKeyConstraint(["group_id"], ["organisation.id"], name="fk_membership_group_id"),
        sa.ForeignKeyConstraint(["member_id"], ["organisation.id"], name="fk_membership_member_id"),
        sa.PrimaryKeyConstraint("member_id", "group_id", name="pk_membership"),
        sqlite_strict=True,
    )


def organisation_alias() -> None:
    op.create_table(
        "organisation_alias",
        sa.Column("alias", sa.Text(), nullable=False),
        sa.Column("organisation_id", COUNT, nullable=False),
        sa.Column("sort", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "sort IN ('name', 'abbreviation', 'demonym', 'capital', 'office')",
            name=op.f("ck_organisation_alias_sort"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name="fk_organisation_alias_organisation_id"
        ),
        sa.PrimaryKeyConstraint("alias", "organisation_id", name="pk_organisation_alias"),
        sqlite_strict=True,
    )


def claim() -> None:
    op.create_table(
        "claim",
        sa.Column("id", COUNT, nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("document_id", COUNT, nullable=False),
        sa.Column("reader", sa.Text(), nullable=False),
        sa.Column("rule", sa.Text(), nullable=False),
        sa.Column("start_at", COUNT, nullable=False),
        sa.Column("end_at", COUNT, nullable=False),
        sa.Column("confidence_e4", COUNT, nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("extracted_at", MOMENT, nullable=False),
        sa.CheckConstraint("confidence_e4 BETWEEN 0 AND 10000", name=op.f("ck_claim_confidence")),
        sa.CheckConstraint("length(key) = 64", name=op.f("ck_claim_key")),
        sa.CheckConstraint("start_at >= 0 AND start_at < end_at", name=op.f("ck_claim_span")),
        sa.ForeignKeyConstraint(["document_id"], ["document.id"], name="fk_claim_document_id"),
        sa.PrimaryKeyConstraint("id", name="pk_claim"),
        sa.UniqueConstraint("key", name="uq_claim_key"),
        sqlite_strict=True,
    )
    op.create_index("ix_claim_document_id", "claim", ["document_id"], unique=False)


def commitment() -> None:
    op.create_table(
        "commitment",
        sa.Column("id", COUNT, nullable=False),
        sa.Column("donor_id", COUNT, nullable=False),
        sa.Column("recipient_id", COUNT, nullable=False),
        sa.Column("aid_type", sa.Text(), nullable=False),
        sa.Column("item", sa.Text(), nullable=True),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("programme", sa.Text(), nullable=True),
        sa.Column("recorded_at", MOMENT, nullable=False),
        sa.Column("recorded_by", sa.Text(), nullable=False),
        sa.Column("journal_seq", COUNT, nullable=False),
        sa.CheckConstraint(
            "aid_type IN ('military', 'financial', 'humanitarian', 'other')",
            name=op.f("ck_commitment_aid_type"),
        ),
        sa.CheckConstraint("length(title) > 0", name=op.f("ck_commitment_title")),
        sa.ForeignKeyConstraint(["donor_id"], ["organisation.id"], name="fk_commitment_donor_id"),
        sa.ForeignKeyConstraint(["item"], ["item.code"], name="fk_commitment_item"),
        sa.ForeignKeyConstraint(["journal_seq"], ["journal.seq"], name="fk_commitment_journal_seq"),
        sa.ForeignKeyConstraint(
            ["recipient_id"], ["organisation.id"], name="fk_commitment_recipient_id"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_commitment"),
        sa.UniqueConstraint("journal_seq", name="uq_commitment_journal_seq"),
        sqlite_strict=True,
    )
    op.create_index("ix_commitment_donor_id", "commitment", ["donor_id"], unique=False)
    op.create_index("ix_commitment_recipient_id", "commitment", ["recipient_id"], unique=False)


def item_alias() -> None:
    op.create_table(
        "item_alias",
        sa.Column("alias", sa.Text(), nullable=False),
        sa.Column("item_code", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["item_code"], ["item.code"], name="fk_item_alias_item_code"),
        sa.PrimaryKeyConstraint("alias", name="pk_item_alias"),
        sqlite_strict=True,
    )


def rate() -> None:
    op.create_table(
        "rate",
        sa.Column("id", COUNT, nullable=False),
        sa.Column("unit", sa.Text(), nullable=False),
        sa.Column("priced_in", sa.Text(), nullable=False),
        sa.Column("day", DAY, nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("basis", sa.Text(), nullable=False),
        sa.Column("provider", sa.Text(), nullable=False),
        sa.Column("document_id", COUNT, nullable=True),
        sa.Column("file_sha256", sa.Text(), nullable=True),
        sa.Column("recorded_at", MOMENT, nullable=False),
        sa.Column("recorded_by", sa.Text(), nullable=False),
        sa.Column("journal_seq", COUNT, nullable=False),
        sa.CheckConstraint(
            "basis IN ('source', 'book', 'replacement', 'estimate')", name=op.f("ck_rate_basis")
        ),
        sa.CheckConstraint(
            "document_id IS NOT NULL OR file_sha256 IS NOT NULL", name=op.f("ck_rate_has_a_source")
        ),
        sa.CheckConstraint("unit <> priced_in", name=op.f("ck_rate_not_in_itself")),
        sa.ForeignKeyConstraint(["document_id"], ["document.id"], name="fk_rate_document_id"),
        sa.ForeignKeyConstraint(["journal_seq"], ["journal.seq"], name="fk_rate_journal_seq"),
        sa.ForeignKeyConstraint(["priced_in"], ["unit.code"], name="fk_rate_priced_in"),
        sa.ForeignKeyConstraint(["unit"], ["unit.code"], name="fk_rate_unit"),
        sa.PrimaryKeyConstraint("id", name="pk_rate"),
        sa.UniqueConstraint("unit", "priced_in", "day", "basis", "provider", name="uq_rate_unit"),
        sqlite_strict=True,
    )


def commitment_link() -> None:
    op.create_table(
        "commitment_link",
        sa.Column("folded_id", COUNT, autoincrement=False, nullable=False),
        sa.Column("source_id", COUNT, nullable=False),
        sa.Column("target_id", COUNT, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("recorded_at", MOMENT, nullable=False),
        sa.Column("recorded_by", sa.Text(), nullable=False),
        sa.Column("journal_seq", COUNT, nullable=False),
        sa.CheckConstraint(
            "folded_id = CASE kind WHEN 'supersedes' THEN target_id ELSE source_id END",
            name=op.f("ck_commitment_link_folded"),
        ),
        sa.CheckConstraint(
            "kind IN ('part_of', 'draws_on', 'supersedes', 'duplicates')",
            name=op.f("ck_commitment_link_kind"),
        ),
        sa.CheckConstraint("source_id <> target_id", name=op.f("ck_commitment_link_not_to_itself")),
        sa.ForeignKeyConstraint(
            ["journal_seq"], ["journal.seq"], name="fk_commitment_link_journal_seq"
        ),
        sa.ForeignKeyConstraint(
            ["source_id"], ["commitment.id"], name="fk_commitment_link_source_id"
        ),
        sa.ForeignKeyConstraint(
            ["target_id"], ["commitment.id"], name="fk_commitment_link_target_id"
        ),
        sa.PrimaryKeyConstraint("folded_id", name="pk_commitment_link"),
        sa.UniqueConstraint("journal_seq", name="uq_commitment_link_journal_seq"),
        sqlite_strict=True,
    )
    op.create_index("ix_commitment_link_source_id", "commitment_link", ["source_id"], unique=False)
    op.create_index("ix_commitment_link_target_id", "commitment_link", ["target_id"], unique=False)


def decision() -> None:
    op.create_table(
        "decision",
        sa.Column("id", COUNT, nullable=False),
        sa.Column("document_id", COUNT, nullable=False),
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
        sa.CheckConstraint(
            "(verdict = 'reject') = (entry_id IS NULL)",
            name=op.f("ck_decision_entry_unless_rejected"),
        ),
        sa.CheckConstraint(
            "verdict <> 'reject' OR reason IS NOT NULL", name=op.f("ck_decision_reason_if_rejected")
        ),
        sa.CheckConstraint(
            "verdict IN ('accept', 'amend', 'reject')", name=op.f("ck_decision_verdict")
        ),
        sa.CheckConstraint("length(claim_key) = 64", name=op.f("ck_decision_claim_key")),
        sa.ForeignKeyConstraint(
            ["commitment_id"], ["commitment.id"], name="fk_decision_commitment_id"
        ),
        sa.ForeignKeyConstraint(["document_id"], ["document.id"], name="fk_decision_document_id"),
        sa.ForeignKeyConstraint(["journal_seq"], ["journal.seq"], name="fk_decision_journal_seq"),
        sa.PrimaryKeyConstraint("id", name="pk_decision"),
        sa.UniqueConstraint("journal_seq", name="uq_decision_journal_seq"),
        sqlite_strict=True,
    )
    op.create_index("ix_decision_claim_key", "decision", ["claim_key"], unique=False)


def entry() -> None:
    op.create_table(
        "entry",
        sa.Column("commitment_id", COUNT, autoincrement=False, nullable=False),
        sa.Column("id", COUNT, autoincrement=False, nullable=False),
        sa.Column("stage", sa.Text(), nullable=False),
        sa.Column("low_whole", COUNT, nullable=True),
        sa.Column("low_e4", COUNT, nullable=True),
        sa.Column("high_whole", COUNT, nullable=True),
        sa.Column("high_e4", COUNT, nullable=True),
        sa.Column("unit", sa.Text(), nullable=True),
        sa.Column("qualifier", sa.Text(), nullable=False),
        sa.Column("date_low", DAY, nullable=True),
        sa.Column("date_high", DAY, nullable=False),
        sa.Column("cumulative", FLAG, nullable=False),
        sa.Column("basis", sa.Text(), nullable=False),
        sa.Column("recorded_at", MOMENT, nullable=False),
        sa.Column("recorded_by", sa.Text(), nullable=False),
        sa.Column("replaces", COUNT, nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("journal_seq", COUNT, nullable=False),
        sa.CheckConstraint(
            "(qualifier = 'undisclosed') = (unit IS NULL)",
            name=op.f("ck_entry_undisclosed_iff_no_figure"),
        ),
        sa.CheckConstraint(
            "basis IN ('source', 'book', 'replacement', 'estimate')", name=op.f("ck_entry_basis")
        ),
        sa.CheckConstraint(
            "qualifier IN ('exact', 'at_least', 'at_most', 'about', 'between', 'undisclosed')",
            name=op.f("ck_entry_qualifier"),
        ),
        sa.CheckConstraint(
            "stage IN ('proposed', 'pledged', 'committed', 'allocated', 'in_transit', 'delivered', 'stalled', 'shortfall', 'cancelled')",
            name=op.f("ck_entry_stage"),
        ),
        sa.CheckConstraint(
            "(high_whole IS NULL AND high_e4 IS NULL) OR (high_whole IS NOT NULL AND high_e4 IS NOT NULL AND high_whole >= 0 AND high_e4 BETWEEN 0 AND 9999)",
            name=op.f("ck_entry_high_end"),
        ),
        sa.CheckConstraint(
            "(low_whole IS NULL AND low_e4 IS NULL) OR (low_whole IS NOT NULL AND low_e4 IS NOT NULL AND low_whole >= 0 AND low_e4 BETWEEN 0 AND 9999)",
            name=op.f("ck_entry_low_end"),
        ),
        sa.CheckConstraint(
            "(low_whole IS NULL OR low_whole < 1000000000000000 OR (low_whole = 1000000000000000 AND low_e4 = 0)) AND (high_whole IS NULL OR high_whole < 1000000000000000 OR (high_whole = 1000000000000000 AND high_e4 = 0))",
            name=op.f("ck_entry_largest"),
        ),
        sa.CheckConstraint(
            "(replaces IS NULL) = (reason IS NULL)", name=op.f("ck_entry_reason_iff_replaces")
        ),
        sa.CheckConstraint(
            "(unit IS NOT NULL) = (low_whole IS NOT NULL OR high_whole IS NOT NULL)",
            name=op.f("ck_entry_unit_iff_figure"),
        ),
        sa.CheckConstraint("cumulative IN (0, 1)", name=op.f("ck_entry_cumulative")),
        sa.CheckConstraint(
            "date_low IS NULL OR date_low <= date_high", name=op.f("ck_entry_date_low_not_after")
        ),
        sa.CheckConstraint(
            "low_whole IS NULL OR high_whole IS NULL OR low_whole < high_whole OR (low_whole = high_whole AND low_e4 <= high_e4)",
            name=op.f("ck_entry_low_not_above_high"),
        ),
        sa.CheckConstraint(
            "replaces IS NULL OR replaces < id", name=op.f("ck_entry_replaces_earlier")
        ),
        sa.ForeignKeyConstraint(
            ["commitment_id"], ["commitment.id"], name="fk_entry_commitment_id"
        ),
        sa.ForeignKeyConstraint(["journal_seq"], ["journal.seq"], name="fk_entry_journal_seq"),
        sa.ForeignKeyConstraint(["unit"], ["unit.code"], name="fk_entry_unit"),
        sa.PrimaryKeyConstraint("commitment_id", "id", name="pk_entry"),
        sa.UniqueConstraint("commitment_id", "replaces", name="uq_entry_commitment_id"),
        sqlite_strict=True,
    )
    op.create_index("ix_entry_id", "entry", ["id"], unique=False)
    op.create_index("ix_entry_journal_seq", "entry", ["journal_seq"], unique=False)


def position() -> None:
    op.create_table(
        "position",
        sa.Column("commitment_id", COUNT, autoincrement=False, nullable=False),
        sa.Column("unit", sa.Text(), nullable=False),
        sa.Column("unquantified", FLAG, nullable=False),
        sa.Column("evidence", FLAG, nullable=False),
        sa.Column("conflict", FLAG, nullable=False),
        sa.Column("other_unit", FLAG, nullable=False),
        sa.Column("day", DAY, nullable=False),
        sa.Column("stage", sa.Text(), nullable=False),
        sa.Column("last_day", DAY, nullable=False),
        sa.CheckConstraint(
            "stage IN ('proposed', 'pledged', 'committed', 'allocated', 'in_transit', 'delivered', 'stalled', 'shortfall', 'cancelled')",
            name=op.f("ck_position_stage"),
        ),
        sa.CheckConstraint("conflict IN (0, 1)", name=op.f("ck_position_conflict")),
        sa.CheckConstraint("evidence IN (0, 1)", name=op.f("ck_position_evidence")),
        sa.CheckConstraint("other_unit IN (0, 1)", name=op.f("ck_position_other_unit")),
        sa.CheckConstraint("unquantified IN (0, 1)", name=op.f("ck_position_unquantified")),
        sa.ForeignKeyConstraint(
            ["commitment_id"], ["commitment.id"], name="fk_position_commitment_id"
        ),
        sa.PrimaryKeyConstraint("commitment_id", "unit", name="pk_position"),
        sqlite_strict=True,
    )


def citation() -> None:
    op.create_table(
        "citation",
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
            "(selector_kind = 'text' AND selector IS NULL AND start_at IS NOT NULL AND end_at IS NOT NULL AND sentence_start IS NOT NULL AND sentence_end IS NOT NULL) OR (selector_kind <> 'text' AND selector IS NOT NULL AND start_at IS NULL AND end_at IS NULL AND sentence_start IS NULL AND sentence_end IS NULL)",
            name=op.f("ck_citation_selector"),
        ),
        sa.CheckConstraint(
            "field IN ('amount', 'quantity', 'unit', 'donor', 'recipient', 'stage', 'date', 'item', 'programme', 'statement')",
            name=op.f("ck_citation_field"),
        ),
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
    op.create_index("ix_citation_document_id", "citation", ["document_id"], unique=False)


def position_figure() -> None:
    op.create_table(
        "position_figure",
        sa.Column("commitment_id", COUNT, autoincrement=False, nullable=False),
        sa.Column("unit", sa.Text(), nullable=False),
        sa.Column("figure", sa.Text(), nullable=False),
        sa.Column("low_whole", COUNT, nullable=True),
        sa.Column("low_e4", COUNT, nullable=True),
        sa.Column("high_whole", COUNT, nullable=True),
        sa.Column("high_e4", COUNT, nullable=True),
        sa.CheckConstraint(
            "figure IN ('proposed', 'promised', 'allocated', 'delivered', 'outstanding', 'undetermined', 'overdelivered', 'in_transit', 'cancelled', 'unspecified')",
            name=op.f("ck_position_figure_figure"),
        ),
        sa.CheckConstraint(
            "(high_whole IS NULL AND high_e4 IS NULL) OR (high_whole IS NOT NULL AND high_e4 IS NOT NULL AND high_whole >= 0 AND high_e4 BETWEEN 0 AND 9999)",
            name=op.f("ck_position_figure_high_end"),
        ),
        sa.CheckConstraint(
            "(low_whole IS NULL AND low_e4 IS NULL) OR (low_whole IS NOT NULL AND low_e4 IS NOT NULL AND low_whole >= 0 AND low_e4 BETWEEN 0 AND 9999)",
            name=op.f("ck_position_figure_low_end"),
        ),
        sa.CheckConstraint(
            "low_whole IS NULL OR high_whole IS NULL OR low_whole < high_whole OR (low_whole = high_whole AND low_e4 <= high_e4)",
            name=op.f("ck_position_figure_low_not_above_high"),
        ),
        sa.ForeignKeyConstraint(
            ["commitment_id", "unit"],
            ["position.commitment_id", "position.unit"],
            name="fk_position_figure_position",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("commitment_id", "unit", "figure", name="pk_position_figure"),
        sqlite_strict=True,
    )
