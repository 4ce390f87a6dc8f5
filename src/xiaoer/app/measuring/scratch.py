"""A database of its own for one run: a file in a temporary folder, or a new PostgreSQL database dropped at the end."""

from __future__ import annotations

import contextlib
import secrets
from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import create_engine, text
from sqlalchemy.exc import OperationalError

from xiaoer.core.errors import XiaoerError
from xiaoer.kit.database import parse_url


@contextlib.contextmanager
def scratch_database(server: str, place: Path) -> Iterator[str]:
    """URL of an empty database. `server` = "" for SQLite, else any database URL of a PostgreSQL server."""
    if not server or server.startswith("sqlite"):
        yield f"sqlite:///{place / 'bench.sqlite3'}"
        return
    url, name = parse_url(server), f"xiaoer_{secrets.token_hex(6)}"
    engine = create_engine(url, isolation_level="AUTOCOMMIT")
    try:
        try:
            with engine.connect() as connection:
                connection.execute(text(f'CREATE DATABASE "{name}"'))
        except OperationalError as error:
            raise XiaoerError(f"PostgreSQL 连不上或不能建库：{error.orig}") from None
        try:
            yield url.set(drivername="postgresql", database=name).render_as_string(hide_password=False)
        finally:
            with engine.connect() as connection:
                connection.execute(text(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)'))
    finally:
        engine.dispose()
