"""Alembic's entry: runs on the connection that `kit.migrate` hands over."""

from __future__ import annotations

from alembic import context

from xiaoer.kit.models import Base


def run() -> None:
    """Migrate within the caller's transaction."""
    connection = context.config.attributes["connection"]
    context.configure(
        connection=connection, target_metadata=Base.metadata, render_as_batch=True, transactional_ddl=True,
        transaction_per_migration=False,
    )  # fmt: skip
    with context.begin_transaction():
        context.run_migrations()


run()
