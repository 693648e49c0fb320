"""Views in plain units and words, for people who come with SQL, Datasette or Power BI.

Revision: 0003, after 0002.
"""

from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def amount(end: str) -> str:
    """SQL for a decimal as text without needless zeros, the same on both databases."""
    return (
        f"CASE WHEN e.{end}_e4 = 0 THEN CAST(e.{end}_whole AS TEXT) ELSE e.{end}_whole || '.' ||"
        f" rtrim(substr(CAST(10000 + e.{end}_e4 AS TEXT), 2), '0') END AS {end}"
    )


V_COMMITMENT = """
CREATE VIEW v_commitment AS
SELECT 'C' || c.id AS ref, c.id AS commitment_id,
       COALESCE(d.code, d.name) AS donor, d.name AS donor_name,
       COALESCE(r.code, r.name) AS recipient, r.name AS recipient_name,
       c.aid_type, c.item, c.title, c.programme,
       l.kind AS link, CASE WHEN l.source_id = c.id THEN 'C' || l.target_id
                            ELSE 'C' || l.source_id END AS counted_with,
       c.recorded_at, c.recorded_by
FROM commitment c
JOIN organisation d ON d.id = c.donor_id
JOIN organisation r ON r.id = c.recipient_id
LEFT JOIN commitment_link l ON l.folded_id = c.id
"""

V_ENTRY = f"""
CREATE VIEW v_entry AS
SELECT 'E' || e.id AS ref, 'C' || e.commitment_id AS commitment,
       COALESCE(d.code, d.name) AS donor, COALESCE(r.code, r.name) AS recipient,
       e.stage, {amount("low")}, {amount("high")}, e.unit, e.qualifier,
       e.date_low, e.date_high,
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
    """Make them."""
    for view in (V_COMMITMENT, V_ENTRY, V_DELIVERY, V_CITATION):
        op.execute(view)
