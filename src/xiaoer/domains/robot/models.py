"""What the robot said or laid before people, and what became of it; what language models have cost."""

from __future__ import annotations

from sqlalchemy import ForeignKey, Index, Integer, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from xiaoer.kit.models import Base, BigId, Scoped


class AnswerRow(Scoped, Base):
    """The robot's answer to the shopper's line `seq`. Texts are masked when they are kept.

    `outcome`: sent suggested handed silent (switched off, or nothing to say) blocked (by the gate). `sure` =
    confidence in thousandths.
    `intents` and `entries` (numbers of the FAQ it rests on) are joined by "|", with one at each end.
    `used` = what an agent did with a suggestion: taken, edited, own (wrote another answer); `human` = his words then.
    `settled_ms` = somebody has looked after it: it is no gap any more. `model` = the language model that worded it.
    """

    __tablename__ = "robot_answer"
    __table_args__ = (
        UniqueConstraint("conversation_id", "seq"),
        Index("ix_robot_answer_shop_id_at_ms", "shop_id", "at_ms"),
    )
    conversation_id: Mapped[int] = mapped_column(BigId, ForeignKey("conversation.id"))
    seq: Mapped[int] = mapped_column(BigId)
    at_ms: Mapped[int] = mapped_column(BigId)
    question: Mapped[str] = mapped_column(Text)
    reply: Mapped[str] = mapped_column(Text, default="")
    kind: Mapped[str] = mapped_column(Text)
    outcome: Mapped[str] = mapped_column(Text)
    intents: Mapped[str] = mapped_column(Text, default="")
    sure: Mapped[int] = mapped_column(Integer, default=0)
    mood: Mapped[str] = mapped_column(Text, default="calm")
    product: Mapped[str | None] = mapped_column(Text)
    entries: Mapped[str] = mapped_column(Text, default="")
    catalog: Mapped[str] = mapped_column(Text, default="")
    model: Mapped[str] = mapped_column(Text, default="")
    thumb: Mapped[int] = mapped_column(Integer, default=0)
    thumb_by: Mapped[int | None] = mapped_column(BigId)
    thumb_why: Mapped[str] = mapped_column(Text, default="")
    used: Mapped[str] = mapped_column(Text, default="")
    human: Mapped[str] = mapped_column(Text, default="")
    settled_ms: Mapped[int | None] = mapped_column(BigId)


class ModelUse(Scoped, Base):
    """What a language model was used for in a shop on a day (`2026-11-27`, of the shop's own zone)."""

    __tablename__ = "model_use"
    __table_args__ = (UniqueConstraint("shop_id", "day", "model"),)
    day: Mapped[str] = mapped_column(Text)
    model: Mapped[str] = mapped_column(Text)
    calls: Mapped[int] = mapped_column(Integer, default=0)
    refused: Mapped[int] = mapped_column(Integer, default=0)  # answers that were not trusted
    failed: Mapped[int] = mapped_column(Integer, default=0)
    tokens: Mapped[int] = mapped_column(BigId, default=0)
