"""Tables of after-sales cases and their steps."""

from __future__ import annotations

from sqlalchemy import Boolean, ForeignKey, Index, Integer, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from xiaoer.kit.models import Base, BigId, Scoped


class CaseRow(Scoped, Base):
    """A case. Money is decimal text in yuan; `decision` = JSON of the judge's; times in ms.

    `platform_due_ms` = the platform's own deadline; `due_ms` = what holds now (see `due_side`, `due_rule`).
    """

    __tablename__ = "aftersales_case"
    __table_args__ = (
        UniqueConstraint("shop_id", "number"),
        Index("ix_aftersales_case_shop_id_state", "shop_id", "state"),
        Index("ix_aftersales_case_shop_id_order_number", "shop_id", "order_number"),
        Index("ix_aftersales_case_shop_id_shopper_id", "shop_id", "shopper_id"),
    )
    number: Mapped[str] = mapped_column(Text)
    order_number: Mapped[str] = mapped_column(Text)
    nick: Mapped[str] = mapped_column(Text, default="")
    shopper_id: Mapped[int | None] = mapped_column(BigId)
    conversation_id: Mapped[int | None] = mapped_column(BigId, ForeignKey("conversation.id"))
    kind: Mapped[str] = mapped_column(Text)
    state: Mapped[str] = mapped_column(Text)
    reason: Mapped[str] = mapped_column(Text)
    note: Mapped[str] = mapped_column(Text, default="")
    side: Mapped[str] = mapped_column(Text, default="")  # whose fault: 商品 服务 仓库 快递 买家
    asked: Mapped[str | None] = mapped_column(Text)
    agreed: Mapped[str | None] = mapped_column(Text)
    refunded: Mapped[str | None] = mapped_column(Text)
    must_return: Mapped[bool] = mapped_column(Boolean, default=False)
    freight_payer: Mapped[str] = mapped_column(Text, default="")
    decision: Mapped[str] = mapped_column(Text, default="")
    return_address: Mapped[str] = mapped_column(Text, default="")
    return_courier: Mapped[str] = mapped_column(Text, default="")
    return_waybill: Mapped[str] = mapped_column(Text, default="")
    sent_waybill: Mapped[str] = mapped_column(Text, default="")
    owner_id: Mapped[int | None] = mapped_column(BigId)
    owner_name: Mapped[str] = mapped_column(Text, default="")
    shipped: Mapped[bool] = mapped_column(Boolean, default=False)
    platform_due_ms: Mapped[int | None] = mapped_column(BigId)
    due_ms: Mapped[int | None] = mapped_column(BigId)
    due_side: Mapped[str] = mapped_column(Text, default="")
    due_rule: Mapped[str] = mapped_column(Text, default="")
    opened_ms: Mapped[int] = mapped_column(BigId)
    changed_ms: Mapped[int] = mapped_column(BigId)
    closed_ms: Mapped[int | None] = mapped_column(BigId)
    version: Mapped[int] = mapped_column(Integer, default=1)


class StepRow(Scoped, Base):
    """One step of a case; `data` = JSON of what came with it (amount, waybill, pictures)."""

    __tablename__ = "aftersales_step"
    case_id: Mapped[int] = mapped_column(BigId, ForeignKey("aftersales_case.id"), index=True)
    at_ms: Mapped[int] = mapped_column(BigId)
    party: Mapped[str] = mapped_column(Text)  # shopper shop lead clock platform
    name: Mapped[str] = mapped_column(Text, default="")
    act: Mapped[str] = mapped_column(Text)
    state: Mapped[str] = mapped_column(Text)
    text: Mapped[str] = mapped_column(Text, default="")
    data: Mapped[str] = mapped_column(Text, default="{}")
