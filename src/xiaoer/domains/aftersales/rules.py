"""Pure logic of cases: facts for the judge, limits by role, words for the shopper."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any, Literal

from xiaoer.core.facts import Order, Platform
from xiaoer.core.money import ZERO
from xiaoer.core.rulebook.casework import Kind, State
from xiaoer.core.rulebook.judge import Decision, decide

Reason = Literal[
    "no_reason", "quality", "damaged", "missing_item", "wrong_item", "not_as_described", "late_shipping",
    "not_received", "size", "fake", "allergy", "price_drop", "other",
]  # fmt: skip
Side = Literal["", "商品", "服务", "仓库", "快递", "买家"]
KIND_ZH: dict[Kind, str] = {
    "cancel": "取消订单", "refund_only": "仅退款", "return_refund": "退货退款", "exchange": "换货", "resend": "补发",
    "repair": "维修", "price_protection": "价保", "compensation": "补偿", "service": "上门服务",
}  # fmt: skip
MONEY_KINDS: frozenset[Kind] = frozenset({"cancel", "refund_only", "return_refund", "price_protection", "compensation"})
_STATUS = {
    "unpaid": "unpaid", "grouping": "paid_unshipped", "locked": "paid_unshipped", "paid_unshipped": "paid_unshipped",
    "part_shipped": "part_shipped", "shipped": "shipped", "delivered": "delivered", "finished": "finished",
    "closed_unpaid": "closed", "closed_refunded": "closed",
}  # fmt: skip
DECIDABLE: tuple[State, ...] = ("requested", "approval", "evidence")
"""States in which a case waits for a decision."""
_PICTURES = {"quality": "photo_defect", "damaged": "photo_item", "wrong_item": "photo_item"}
SHIPPED = frozenset({"part_shipped", "shipped", "delivered", "finished"})


def is_shipped(order: Order) -> bool:
    """Whether goods have left."""
    return order.status in SHIPPED


def paid(order: Order) -> Decimal:
    """What the shopper really paid for an order, freight in it."""
    return order.paid_amount if order.paid_amount is not None and order.status != "unpaid" else ZERO


def judged(
    order: Order, platform: Platform, kind: Kind, reason: str, at: datetime, now: datetime, *,
    category: str = "", pictures: int = 0, asked: Decimal | None = None, promised: Mapping[str, Any] | None = None,
) -> Decision:  # fmt: skip
    """What the rulebook says of a request, from what is known of its order and what the shop has promised."""
    freight = order.freight or ZERO
    facts: dict[str, Any] = {
        "now": now.isoformat(), "platform": platform, "category": category, "shop_rules": dict(promised or {}),
        "order": {
            "status": _STATUS[order.status], "amount_paid": str(max(ZERO, paid(order) - freight)),
            "freight_paid": str(freight), "qty": sum(line.quantity for line in order.lines) or 1,
            **_times(order),
        },
        "request": {
            "type": "repair" if kind == "service" else kind, "reason": reason, "at": at.isoformat(),
            "evidence": [_PICTURES.get(reason, "photo_item")] if pictures else [],
            **({"claimed": str(asked)} if asked is not None else {}),
        },
    }  # fmt: skip
    return decide(facts)


def _times(order: Order) -> dict[str, str]:
    received = order.signed_at or order.finished_at
    found = {"paid_at": order.paid_at, "shipped_at": order.shipped_at, "signed_at": received}
    if order.ship_by is not None:
        found["ship_promise_at"] = order.ship_by
    return {name: moment.isoformat() for name, moment in found.items() if moment is not None}


def limit_of(role: str, agent: int, lead: int) -> Decimal | None:
    """How much a role may grant by itself; None = without limit."""
    return {"owner": None, "lead": Decimal(lead)}.get(role, Decimal(agent))


def left_to_refund(order: Order, others: Iterable[Decimal]) -> Decimal:
    """What of an order's money has not been agreed in other cases."""
    return paid(order) - sum(others, ZERO)


_TOLD: dict[State, str] = {
    "requested": "我们正在处理",
    "evidence": "请补充凭证",
    "approval": "正在等主管确认",
    "to_return": "已同意，请寄回商品并填写退货运单号",
    "returning": "退件已寄出，收到后我们会验收",
    "to_refund": "已同意，退款正在办理",
    "to_ship": "已同意，商品正在安排寄出",
    "done": "已完成",
    "refused": "没有通过，可以补充凭证后再申请",
    "withdrawn": "已关闭",
}


def told(kind: Kind, state: State, text: str = "") -> str:
    """The line in the conversation: what happened, what comes next."""
    return f"售后进度 · {KIND_ZH[kind]}：{_TOLD[state]}{f'（{text}）' if text else ''}"
