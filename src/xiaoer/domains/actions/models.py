"""The table of actions on orders."""

from __future__ import annotations

from sqlalchemy import ForeignKey, Index, Integer, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from xiaoer.kit.models import Base, BigId, Scoped


class ActionRow(Scoped, Base):
    """An action. `key` is made from its cause: asked for twice it is one. `params` = JSON of [name, value] pairs.

    `message_seq` = its card in the chat; `until_ms` = how long the card holds; `confirmed` = "card", "words" (with the
    line in `words`) or "" where no yes is needed; `steps` = what people do by hand, one a line.
    """

    __tablename__ = "order_action"
    __table_args__ = (
        UniqueConstraint("shop_id", "key"),
        Index("ix_order_action_shop_id_order_number", "shop_id", "order_number"),
        Index("ix_order_action_shop_id_state", "shop_id", "state"),
        Index("ix_order_action_conversation_id", "conversation_id"),
    )
    key: Mapped[str] = mapped_column(Text)
    kind: Mapped[str] = mapped_column(Text)
    name: Mapped[str] = mapped_column(Text)
    state: Mapped[str] = mapped_column(Text)  # approval proposed by_hand done declined failed expired withdrawn
    order_number: Mapped[str] = mapped_column(Text, default="")
    nick: Mapped[str] = mapped_column(Text, default="")
    shopper_id: Mapped[int | None] = mapped_column(BigId)
    conversation_id: Mapped[int | None] = mapped_column(BigId, ForeignKey("conversation.id"))
    message_seq: Mapped[int | None] = mapped_column(BigId)
    params: Mapped[str] = mapped_column(Text, default="[]")
    rule: Mapped[str] = mapped_column(Text, default="")
    by_id: Mapped[int | None] = mapped_column(BigId)
    by_name: Mapped[str] = mapped_column(Text, default="")
    confirmed: Mapped[str] = mapped_column(Text, default="")
    words: Mapped[str] = mapped_column(Text, default="")
    steps: Mapped[str] = mapped_column(Text, default="")
    outcome: Mapped[str] = mapped_column(Text, default="")
    until_ms: Mapped[int | None] = mapped_column(BigId)
    made_ms: Mapped[int] = mapped_column(BigId)
    changed_ms: Mapped[int] = mapped_column(BigId)
    ended_ms: Mapped[int | None] = mapped_column(BigId)
    version: Mapped[int] = mapped_column(Integer, default=1)
