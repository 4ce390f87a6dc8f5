"""Cases that live on a platform: taken from its export, moved by the next one. Their deadline is the platform's."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from xiaoer.core.facts import Order, Platform
from xiaoer.core.rulebook.casework import OPEN_STATES, Kind
from xiaoer.domains.aftersales import service
from xiaoer.domains.aftersales.models import CaseRow
from xiaoer.domains.aftersales.rules import Reason
from xiaoer.files.platform_orders import AfterSalesRecord
from xiaoer.kit.clock import to_ms
from xiaoer.kit.writer import Unit

_KINDS: tuple[tuple[str, Kind], ...] = (
    ("退货退款", "return_refund"), ("退货", "return_refund"), ("换货", "exchange"), ("补寄", "resend"),
    ("补发", "resend"), ("维修", "repair"), ("价保", "price_protection"),
)  # fmt: skip
_REASONS: tuple[tuple[str, Reason], ...] = (
    ("无理由", "no_reason"), ("质量", "quality"), ("破损", "damaged"), ("少件", "missing_item"),
    ("漏发", "missing_item"), ("错发", "wrong_item"), ("发错", "wrong_item"), ("不符", "not_as_described"),
    ("约定时间", "late_shipping"), ("未收到", "not_received"), ("没收到", "not_received"), ("假", "fake"),
    ("过敏", "allergy"), ("尺码", "size"), ("大小", "size"), ("降价", "price_drop"), ("不想要", "no_reason"),
    ("不喜欢", "no_reason"),
)  # fmt: skip


def kind_of(text: str) -> Kind:
    """The unified kind of a platform's word; money back without goods where it names no other."""
    return next((kind for word, kind in _KINDS if word in text), "refund_only")


def reason_of(text: str) -> Reason:
    """The unified reason of a platform's word."""
    return next((reason for word, reason in _REASONS if word in text), "other")


def follow(
    unit: Unit, shop_id: int, record: AfterSalesRecord, order: Order, platform: Platform
) -> dict[str, Any] | None:
    """Let a case be what the platform says of it; returns it where something changed.

    What the platform has closed is closed here; a new deadline is taken over; a case that colleagues have moved on
    keeps its state.
    """
    row = unit.session.scalar(select(CaseRow).where(CaseRow.shop_id == shop_id, CaseRow.number == record.number))
    if row is None:
        return None if record.closed else _open(unit, shop_id, record, order, platform)
    due_ms = to_ms(record.due_at) if record.due_at else None
    if row.state not in OPEN_STATES:
        return None
    if record.closed:
        return service.close_by_platform(unit, row, record.state, record.refund)
    return service.set_platform_due(unit, row, due_ms) if due_ms != row.platform_due_ms else None


def _open(
    unit: Unit, shop_id: int, record: AfterSalesRecord, order: Order, platform: Platform
) -> dict[str, Any] | None:  # fmt: skip
    kind = kind_of(record.kind)
    taken = select(CaseRow.id).where(
        CaseRow.shop_id == shop_id, CaseRow.order_number == order.number, CaseRow.kind == kind,
        CaseRow.state.in_(OPEN_STATES),
    )  # fmt: skip
    if unit.session.scalar(taken) is not None:
        return None
    wish = service.Wish(
        order, platform, kind, reason_of(record.reason), note=record.note or record.reason, number=record.number,
        platform_due=record.due_at, requested_at=record.requested_at,
    )  # fmt: skip
    return service.open_case(unit, shop_id, wish, service.By("platform", "平台"))
