"""The base of all tables and their common columns.

Times are kept as whole milliseconds since 1970 UTC (`*_ms`): one integer means the same on every engine and
costs nothing to read on the road of a message.
"""

from __future__ import annotations

from sqlalchemy import BigInteger, ForeignKey, Integer, MetaData
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}

BigId = BigInteger().with_variant(Integer, "sqlite")
"""63-bit keys that SQLite can number by itself."""


class Base(DeclarativeBase):
    """The one metadata of the house."""

    metadata = MetaData(naming_convention=NAMING)


class Keyed:
    """A row with a number of its own."""

    id: Mapped[int] = mapped_column(BigId, primary_key=True, autoincrement=True)


class Scoped(Keyed):
    """A row that belongs to one shop; every query must say which (see `scope`)."""

    shop_id: Mapped[int] = mapped_column(BigId, ForeignKey("shop.id"), index=True)
