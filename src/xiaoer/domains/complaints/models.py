"""Tables of complaints and reviews."""

from __future__ import annotations

from sqlalchemy import ForeignKey, Index, Integer, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from xiaoer.kit.models import Base, BigId, Scoped


class ComplaintRow(Scoped, Base):
    """A complaint. `from_seq` = the line of the chat that it begins with; `ticks` = JSON of steps ticked by hand
    (step → name); `triggers` = JSON of why it goes up; `remedy`, `cost` = what was settled and what it costs the shop;
    `due_rule` = why it is due then.
    """

    __tablename__ = "complaint"
    __table_args__ = (
        Index("ix_complaint_shop_id_state", "shop_id", "state"),
        Index("ix_complaint_shop_id_nick", "shop_id", "nick"),
        Index("ix_complaint_conversation_id", "conversation_id"),
    )
    conversation_id: Mapped[int] = mapped_column(BigId, ForeignKey("conversation.id"))
    nick: Mapped[str] = mapped_column(Text, default="")
    order_number: Mapped[str] = mapped_column(Text, default="")
    cause: Mapped[str] = mapped_column(Text)  # goods service courier other
    state: Mapped[str] = mapped_column(Text)  # open later solved lost
    text: Mapped[str] = mapped_column(Text, default="")
    from_seq: Mapped[int] = mapped_column(BigId, default=1)
    ticks: Mapped[str] = mapped_column(Text, default="{}")
    triggers: Mapped[str] = mapped_column(Text, default="[]")
    remedy: Mapped[str] = mapped_column(Text, default="")
    cost: Mapped[str | None] = mapped_column(Text)
    notes: Mapped[str] = mapped_column(Text, default="[]")
    owner_id: Mapped[int | None] = mapped_column(BigId)
    owner_name: Mapped[str] = mapped_column(Text, default="")
    opened_ms: Mapped[int] = mapped_column(BigId)
    due_ms: Mapped[int] = mapped_column(BigId)
    due_rule: Mapped[str] = mapped_column(Text, default="", server_default="")
    ended_ms: Mapped[int | None] = mapped_column(BigId)
    version: Mapped[int] = mapped_column(Integer, default=1)


class ReviewRow(Scoped, Base):
    """A review (评价) of a platform. `number` = the platform's own, or made from what it says."""

    __tablename__ = "review"
    __table_args__ = (
        UniqueConstraint("shop_id", "number"),
        Index("ix_review_shop_id_state", "shop_id", "state"),
    )
    number: Mapped[str] = mapped_column(Text)
    order_number: Mapped[str] = mapped_column(Text, default="")
    nick: Mapped[str] = mapped_column(Text, default="")
    goods: Mapped[str] = mapped_column(Text, default="")
    stars: Mapped[int | None] = mapped_column(Integer)
    text: Mapped[str] = mapped_column(Text, default="")
    sentiment: Mapped[str] = mapped_column(Text)  # good neutral bad
    cause: Mapped[str] = mapped_column(Text, default="")
    state: Mapped[str] = mapped_column(Text)  # open answered done
    answer: Mapped[str] = mapped_column(Text, default="")
    at_ms: Mapped[int | None] = mapped_column(BigId)
    made_ms: Mapped[int] = mapped_column(BigId)
    version: Mapped[int] = mapped_column(Integer, default=1)
