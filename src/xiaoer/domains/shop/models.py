"""The shop table and the installation's own secrets."""

from __future__ import annotations

from sqlalchemy import Boolean, Integer, Text
from sqlalchemy.orm import Mapped, mapped_column

from xiaoer.kit.models import Base, BigId, Keyed


class Shop(Keyed, Base):
    """One shop. `settings` is JSON (see `rules.ShopSettings`); `profile` is the JSON of `core.facts.ShopProfile`.

    `settings_version` counts changes of settings; `settings_marks` says which change, by whom, touched a key last.
    """

    __tablename__ = "shop"
    code: Mapped[str] = mapped_column(Text, unique=True)
    name: Mapped[str] = mapped_column(Text)
    platform: Mapped[str] = mapped_column(Text)
    profile: Mapped[str] = mapped_column(Text)
    settings: Mapped[str] = mapped_column(Text, default="{}")
    target_s: Mapped[int] = mapped_column(Integer, default=60)  # response target, beside the settings for speed
    colour: Mapped[str] = mapped_column(Text, default="#1F6F78")
    widget_secret: Mapped[str] = mapped_column(Text)
    example: Mapped[bool] = mapped_column(Boolean, default=False)
    catalog_version: Mapped[int] = mapped_column(BigId, default=1)
    tables: Mapped[str] = mapped_column(Text, default="")
    version: Mapped[int] = mapped_column(Integer, default=1)
    settings_version: Mapped[int] = mapped_column(Integer, default=1, server_default="1")
    settings_marks: Mapped[str] = mapped_column(Text, default="{}", server_default="{}")  # JSON: key → [version, who]
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy's way


class Installation(Base):
    """Secrets and marks of this installation, by name."""

    __tablename__ = "installation"
    name: Mapped[str] = mapped_column(Text, primary_key=True)
    value: Mapped[str] = mapped_column(Text)
