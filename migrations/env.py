"""Run by Alembic: migrate on the connection that the program hands over."""

from alembic import context

from ledger.model.tables import METADATA


def run() -> None:
    """Migrate inside the caller's transaction, so that an upgrade happens whole or not at all."""
    connection = context.config.attributes["connection"]
    context.configure(
        connection=connection,
        target_metadata=METADATA,
        compare_type=True,
        transactional_ddl=False,
    )
    context.run_migrations()


run()
