"""Proposed FAQ entries that wait for a lead."""

from __future__ import annotations

from sqlalchemy import Index, Text
from sqlalchemy.orm import Mapped, mapped_column

from xiaoer.kit.models import Base, BigId, Scoped


class FaqProposal(Scoped, Base):
    """An entry that somebody would like to have: `data` = its fields as JSON (see `schemas.FaqWish`).

    `state`: waiting, approved, refused. It came from line `seq` of a conversation, where it came from one.
    """

    __tablename__ = "faq_proposal"
    __table_args__ = (Index("ix_faq_proposal_shop_id_state", "shop_id", "state"),)
    state: Mapped[str] = mapped_column(Text, default="waiting")
    data: Mapped[str] = mapped_column(Text)
    by_id: Mapped[int] = mapped_column(BigId)
    by_name: Mapped[str] = mapped_column(Text)
    at_ms: Mapped[int] = mapped_column(BigId)
    conversation_id: Mapped[int | None] = mapped_column(BigId)
    seq: Mapped[int | None] = mapped_column(BigId)
    decided_by: Mapped[str] = mapped_column(Text, default="")
    decided_ms: Mapped[int | None] = mapped_column(BigId)
    why: Mapped[str] = mapped_column(Text, default="")
