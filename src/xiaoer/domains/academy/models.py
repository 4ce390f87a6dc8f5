"""Academy tables."""

from __future__ import annotations

from sqlalchemy import Boolean, ForeignKey, Index, Integer, Text, UniqueConstraint, false
from sqlalchemy.orm import Mapped, mapped_column

from xiaoer.kit.models import Base, BigId, Scoped


class Practice(Scoped, Base):
    """One practice chat (陪练). `state`: waiting (sent to somebody, not begun), open, ended. `mystery` = it came
    through the live queue unannounced; `staff_id` is who sent it until somebody serves it.

    `scenario` = JSON of `core.drills.Scenario` as it was when made; `chat` = JSON of the shopper's state; `exchanges` =
    JSON of what was asked and replied; `asked` = JSON of the shopper's last lines, `asked_ms` when they came and
    `asked_seq` the last one's number; `review` = JSON of the scorecard once it has ended.
    """

    __tablename__ = "practice"
    __table_args__ = (
        Index("ix_practice_shop_id_staff_id", "shop_id", "staff_id"),
        UniqueConstraint("conversation_id"),
    )
    staff_id: Mapped[int] = mapped_column(BigId, ForeignKey("staff.id"))
    sent_by: Mapped[int | None] = mapped_column(BigId)
    mystery: Mapped[bool] = mapped_column(Boolean, default=False, server_default=false())
    scenario_id: Mapped[str] = mapped_column(Text)
    scenario: Mapped[str] = mapped_column(Text)
    seed: Mapped[int] = mapped_column(BigId)
    state: Mapped[str] = mapped_column(Text)
    conversation_id: Mapped[int | None] = mapped_column(BigId)
    chat: Mapped[str] = mapped_column(Text, default="")
    exchanges: Mapped[str] = mapped_column(Text, default="[]")
    asked: Mapped[str] = mapped_column(Text, default="[]")
    asked_ms: Mapped[int] = mapped_column(BigId, default=0)
    asked_seq: Mapped[int] = mapped_column(BigId, default=0)
    decision: Mapped[str] = mapped_column(Text, default="open")
    score: Mapped[int | None] = mapped_column(Integer)
    passed: Mapped[bool] = mapped_column(Boolean, default=False)
    review: Mapped[str | None] = mapped_column(Text)
    made_ms: Mapped[int] = mapped_column(BigId)
    started_ms: Mapped[int | None] = mapped_column(BigId)
    ended_ms: Mapped[int | None] = mapped_column(BigId)
    version: Mapped[int] = mapped_column(BigId, default=0)


class OwnScenario(Scoped, Base):
    """A scenario that people wrote or made of a real chat; `data` = JSON of `core.drills.written.WrittenScenario`."""

    __tablename__ = "own_scenario"
    data: Mapped[str] = mapped_column(Text)
    made_by: Mapped[int | None] = mapped_column(BigId)
    made_ms: Mapped[int] = mapped_column(BigId)
    version: Mapped[int] = mapped_column(Integer, default=1)


class CardMemory(Scoped, Base):
    """How well somebody knows a card: the scheduler's state as JSON, and when the card is due again."""

    __tablename__ = "card_memory"
    __table_args__ = (UniqueConstraint("shop_id", "staff_id", "card"),)
    staff_id: Mapped[int] = mapped_column(BigId, ForeignKey("staff.id"))
    card: Mapped[str] = mapped_column(Text)
    memory: Mapped[str] = mapped_column(Text)
    due_ms: Mapped[int] = mapped_column(BigId)
    asked: Mapped[int] = mapped_column(Integer, default=0)
    right: Mapped[int] = mapped_column(Integer, default=0)
    last_score: Mapped[int] = mapped_column(Integer, default=0)
