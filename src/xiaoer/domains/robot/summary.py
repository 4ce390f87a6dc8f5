"""The hand-over summary (交接摘要) for whoever takes a chat: wanted, tried, order, mood, still open. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from xiaoer.core.facts import Order
from xiaoer.core.text.contacts import find_orders, mask_text
from xiaoer.domains.robot.models import AnswerRow

SHOWN, LONGEST = 4, 80
INTENTS = {
    "product_attribute": "问商品参数", "product_suitability": "问适不适合", "size_advice": "问尺码", "stock": "问库存",
    "price_promotion": "问价格优惠", "bargain": "还价", "recommend": "要推荐", "compare": "比较商品",
    "shipping_fee": "问运费", "ship_time": "问发货时间", "delivery_eta": "问到货时间", "order_status": "查订单",
    "logistics_tracking": "查物流", "urge_ship": "催发货", "change_address": "改地址", "cancel_order": "取消订单",
    "modify_order": "改订单", "invoice": "要发票", "payment": "付款问题", "return_apply": "要退货",
    "return_policy": "问退换规则", "exchange": "要换货", "refund_progress": "查退款", "quality_issue": "质量问题",
    "missing_wrong_item": "少件错件", "damaged": "破损", "not_received": "没收到货", "price_protection": "要价保",
    "review_issue": "评价问题", "complaint": "投诉", "authenticity": "问真伪", "care_usage": "问用法保养",
    "gift_note": "礼品留言", "human_request": "要人工", "contact_offsite": "要站外联系",
}  # fmt: skip
MOODS = {"calm": "平静", "pleased": "满意", "impatient": "着急", "angry": "生气"}


@dataclass(frozen=True, slots=True)
class Said:
    """A public line: author shopper, agent or robot."""

    seq: int
    author: str
    name: str
    text: str


def summarise(
    conversation: Mapping[str, Any], lines: Sequence[Said], answers: Sequence[AnswerRow], orders: Sequence[Order]
) -> dict[str, Any]:
    """The summary of a visit; `lines` and `answers` are of this visit, oldest first, `orders` the shopper's own."""
    asked = [s for s in lines if s.author == "shopper" and s.text.strip()]
    tried = [s for s in lines if s.author in ("robot", "agent") and s.text.strip()]
    last_answer = tried[-1].seq if tried else 0
    wanted = list(dict.fromkeys(INTENTS[i] for a in answers for i in a.intents.split("|") if i in INTENTS))
    spoken = _spoken_of(lines, orders)
    whole = {
        "wanted": wanted, "asked": [_short(s.text) for s in asked[-SHOWN:]],
        "tried": [{"by": s.name or "智能客服", "text": _short(s.text)} for s in tried[-SHOWN:]],
        "failed": sum(1 for a in answers if a.kind == "clarify" or a.outcome in ("blocked", "silent") or a.thumb < 0),
        "open": [_short(s.text) for s in asked if s.seq > last_answer][-SHOWN:],
        "orders": [{"number": o.number, "status": o.status, "amount": _amount(o)} for o in spoken],
        "product": conversation["product"], "mood": conversation["mood"], "urgent": conversation["urgent"],
    }  # fmt: skip
    return {**whole, "text": text_of(whole)}


def _spoken_of(lines: Sequence[Said], orders: Sequence[Order]) -> list[Order]:
    """Own orders that were named; else the newest one."""
    known = [o.number for o in orders]
    named = {n for s in lines for n in find_orders(s.text, known)}
    tails = {o.number for o in orders for s in lines if len(o.number) >= 6 and o.number[-6:] in s.text}
    spoken = [o for o in orders if o.number in named | tails]
    return (spoken or list(orders[:1]))[:3]


def _amount(order: Order) -> str | None:
    return None if order.paid_amount is None else f"{order.paid_amount:.2f}"


def _short(text: str) -> str:
    masked = " ".join(mask_text(text).split())
    return masked if len(masked) <= LONGEST else masked[: LONGEST - 1] + "…"


def text_of(found: Mapping[str, Any]) -> str:
    """The summary as one note."""
    parts = [
        ("诉求", "、".join(found["wanted"]) or "还不清楚"),
        ("买家说", " / ".join(found["asked"])),
        ("已答", " / ".join(f"{t['by']}：{t['text']}" for t in found["tried"][-2:])),
        ("待答", " / ".join(found["open"])),
        ("订单", "、".join(f"{o['number']}" for o in found["orders"])),
        ("商品", found["product"] or ""),
        ("情绪", MOODS.get(found["mood"], found["mood"]) + ("，急" if found["urgent"] else "")),
    ]
    return "\n".join(f"{name}：{value}" for name, value in parts if value)
