"""Tables of register entries and packing slips."""

from __future__ import annotations

from sqlalchemy import ForeignKey, Index, Integer, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from xiaoer.kit.models import Base, BigId, Scoped


class RegisterRow(Scoped, Base):
    """An entry. `cells` = JSON of column → text; `chats` = JSON of the conversations that asked.

    `same` = what makes two entries one; NULL once it is over, so that it may be registered again.
    """

    __tablename__ = "register_entry"
    __table_args__ = (
        UniqueConstraint("shop_id", "same"),
        Index("ix_register_entry_shop_id_kind_state", "shop_id", "kind", "state"),
        Index("ix_register_entry_shop_id_order_number", "shop_id", "order_number"),
    )
    kind: Mapped[str] = mapped_column(Text)
    state: Mapped[str] = mapped_column(Text)  # open doing done failed dropped
    same: Mapped[str | None] = mapped_column(Text)
    order_number: Mapped[str] = mapped_column(Text, default="")
    nick: Mapped[str] = mapped_column(Text, default="")
    cells: Mapped[str] = mapped_column(Text, default="{}")
    chats: Mapped[str] = mapped_column(Text, default="[]")
    result: Mapped[str] = mapped_column(Text, default="")
    by_id: Mapped[int | None] = mapped_column(BigId)
    by_name: Mapped[str] = mapped_column(Text, default="")
    asked: Mapped[int] = mapped_column(Integer, default=1)  # how many requests it holds
    cutoff_ms: Mapped[int | None] = mapped_column(BigId)
    made_ms: Mapped[int] = mapped_column(BigId)
    changed_ms: Mapped[int] = mapped_column(BigId)
    ended_ms: Mapped[int | None] = mapped_column(BigId)
    version: Mapped[int] = mapped_column(Integer, default=1)


class PackRow(Scoped, Base):
    """A slip for the packing table: gift (赠品), wish (要求), urgent (加急), hold (勿发), split (拆单)."""

    __tablename__ = "pack_slip"
    __table_args__ = (
        Index("ix_pack_slip_shop_id_state", "shop_id", "state"),
        Index("ix_pack_slip_shop_id_order_number", "shop_id", "order_number"),
    )
    kind: Mapped[str] = mapped_column(Text)
    state: Mapped[str] = mapped_column(Text)  # open packed dropped
    order_number: Mapped[str] = mapped_column(Text)
    nick: Mapped[str] = mapped_column(Text, default="")
    text: Mapped[str] = mapped_column(Text)
    goods: Mapped[str] = mapped_column(Text, default="")
    conversation_id: Mapped[int | None] = mapped_column(BigId, ForeignKey("conversation.id"))
    by_name: Mapped[str] = mapped_column(Text, default="")
    packed_by: Mapped[str] = mapped_column(Text, default="")
    made_ms: Mapped[int] = mapped_column(BigId)
    ended_ms: Mapped[int | None] = mapped_column(BigId)
    version: Mapped[int] = mapped_column(Integer, default=1)
