"""Desk tables: conversations, visits, messages, drafts."""

from __future__ import annotations

from sqlalchemy import Boolean, ForeignKey, Index, Integer, Text, UniqueConstraint, false
from sqlalchemy.orm import Mapped, mapped_column

from xiaoer.kit.models import Base, BigId, Scoped


class Conversation(Scoped, Base):
    """One shopper's thread with the shop; it never ends. Counters are moved under its row's lock only.

    `waiting_since_ms` = first shopper line that nobody has answered; `last_message` = JSON of the preview;
    `memory` = the robot's memory; `robot_due_ms` = a shopper line that the robot still owes an answer;
    `snoozed_until_ms` = put off by its agent until then or until the shopper writes; `soothed_ms` = the waiting
    (by its beginning) to which an automatic reply was given already;
    `practice` = a drill with a simulated shopper: no queue, no KPI and no report counts it. `mystery` = a drill that
    comes through the queue like any shopper and looks like one until it is closed (神秘买家).
    """

    __tablename__ = "conversation"
    __table_args__ = (
        UniqueConstraint("shop_id", "shopper_id"),
        Index("ix_conversation_shop_id_state", "shop_id", "state"),
    )
    shopper_id: Mapped[int] = mapped_column(BigId, ForeignKey("shopper.id"))
    state: Mapped[str] = mapped_column(Text, default="closed")  # robot queued assigned closed
    team: Mapped[str | None] = mapped_column(Text)
    agent_id: Mapped[int | None] = mapped_column(BigId, ForeignKey("staff.id"))
    last_agent_id: Mapped[int | None] = mapped_column(BigId)
    visit_id: Mapped[int | None] = mapped_column(BigId)
    intent: Mapped[str | None] = mapped_column(Text)
    mood: Mapped[str] = mapped_column(Text, default="calm")
    urgent: Mapped[bool] = mapped_column(Boolean, default=False)
    product: Mapped[str | None] = mapped_column(Text)
    last_seq: Mapped[int] = mapped_column(BigId, default=0)
    last_note: Mapped[int] = mapped_column(BigId, default=0)
    rev: Mapped[int] = mapped_column(BigId, default=0)
    version: Mapped[int] = mapped_column(BigId, default=0)
    last_message: Mapped[str | None] = mapped_column(Text)
    last_at_ms: Mapped[int] = mapped_column(BigId, default=0)
    unread: Mapped[int] = mapped_column(Integer, default=0)
    agent_read_seq: Mapped[int] = mapped_column(BigId, default=0)
    shopper_read_seq: Mapped[int] = mapped_column(BigId, default=0)
    waiting_since_ms: Mapped[int | None] = mapped_column(BigId)
    queued_ms: Mapped[int | None] = mapped_column(BigId)
    messages_left: Mapped[bool] = mapped_column(Boolean, default=False)
    robot_due_ms: Mapped[int | None] = mapped_column(BigId, index=True)
    memory: Mapped[str] = mapped_column(Text, default="{}")
    practice: Mapped[bool] = mapped_column(Boolean, default=False, server_default=false())
    mystery: Mapped[bool] = mapped_column(Boolean, default=False, server_default=false())
    suggestion: Mapped[str | None] = mapped_column(Text)
    snoozed_until_ms: Mapped[int | None] = mapped_column(BigId)
    soothed_ms: Mapped[int | None] = mapped_column(BigId)


class Visit(Scoped, Base):
    """One stay of the shopper: opened, queued, assigned, closed, rated."""

    __tablename__ = "visit"
    conversation_id: Mapped[int] = mapped_column(BigId, ForeignKey("conversation.id"), index=True)
    opened_ms: Mapped[int] = mapped_column(BigId)
    opened_seq: Mapped[int] = mapped_column(BigId, default=1)
    queued_ms: Mapped[int | None] = mapped_column(BigId)
    assigned_ms: Mapped[int | None] = mapped_column(BigId)
    closed_ms: Mapped[int | None] = mapped_column(BigId)
    agent_id: Mapped[int | None] = mapped_column(BigId)
    tag: Mapped[str | None] = mapped_column(Text)
    remark: Mapped[str] = mapped_column(Text, default="")
    stars: Mapped[int | None] = mapped_column(Integer)
    word: Mapped[str] = mapped_column(Text, default="")


class Message(Scoped, Base):
    """One message (`number` = seq) or internal note (`number` = note_seq).

    `client_key` = "conversation:client_id"; unique, so that a retry finds the first result.
    """

    __tablename__ = "message"
    shop_id: Mapped[int] = mapped_column(BigId, ForeignKey("shop.id"))  # found by conversation: no index of its own
    __table_args__ = (
        UniqueConstraint("conversation_id", "internal", "number"),
        UniqueConstraint("client_key"),
    )
    conversation_id: Mapped[int] = mapped_column(BigId, ForeignKey("conversation.id"))
    internal: Mapped[bool] = mapped_column(Boolean, default=False)
    number: Mapped[int] = mapped_column(BigId)
    after_seq: Mapped[int] = mapped_column(BigId)  # where a note stands among the messages
    rev: Mapped[int] = mapped_column(BigId)
    client_key: Mapped[str] = mapped_column(Text)
    author: Mapped[str] = mapped_column(Text)
    author_name: Mapped[str] = mapped_column(Text, default="")
    staff_id: Mapped[int | None] = mapped_column(BigId)
    assisted: Mapped[bool] = mapped_column(Boolean, default=False)
    kind: Mapped[str] = mapped_column(Text)
    body: Mapped[str] = mapped_column(Text)
    at_ms: Mapped[int] = mapped_column(BigId)
    recalled: Mapped[bool] = mapped_column(Boolean, default=False)


class DraftText(Scoped, Base):
    """What an agent has typed and not sent."""

    __tablename__ = "draft_text"
    __table_args__ = (UniqueConstraint("conversation_id", "staff_id"),)
    conversation_id: Mapped[int] = mapped_column(BigId, ForeignKey("conversation.id"))
    staff_id: Mapped[int] = mapped_column(BigId)
    text: Mapped[str] = mapped_column(Text)
    at_ms: Mapped[int] = mapped_column(BigId)


class Mention(Scoped, Base):
    """A colleague was called in a note (`note` = its note_seq). `kind`: mention, help (求助) or whisper (悄悄话)."""

    __tablename__ = "mention"
    __table_args__ = (Index("ix_mention_shop_id_staff_id_seen_ms", "shop_id", "staff_id", "seen_ms"),)
    conversation_id: Mapped[int] = mapped_column(BigId, ForeignKey("conversation.id"), index=True)
    staff_id: Mapped[int] = mapped_column(BigId)
    note: Mapped[int] = mapped_column(BigId)
    kind: Mapped[str] = mapped_column(Text)
    by_id: Mapped[int] = mapped_column(BigId)
    by_name: Mapped[str] = mapped_column(Text)
    text: Mapped[str] = mapped_column(Text)
    at_ms: Mapped[int] = mapped_column(BigId)
    seen_ms: Mapped[int | None] = mapped_column(BigId)
