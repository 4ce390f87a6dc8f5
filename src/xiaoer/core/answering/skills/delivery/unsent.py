"""Orders sent in parts: which of the goods are in no parcel yet, and until when these leave."""

# Rows of Chinese count double in width; they are kept whole.

from __future__ import annotations

import re

from xiaoer.core.answering.evidence import cite
from xiaoer.core.answering.evidence.recall import clean, grams
from xiaoer.core.answering.goods.variants import spec_of
from xiaoer.core.answering.parts import Part, Turn
from xiaoer.core.answering.shapes import FactUse
from xiaoer.core.facts import Order, OrderLine
from xiaoer.core.reading.shapes import Intent

_ASKED_OF: frozenset[Intent] = frozenset(
    {"order_status", "logistics_tracking", "urge_ship", "ship_time", "delivery_eta", "not_received",
     "missing_wrong_item"}
)  # fmt: skip
_WHERE = re.compile(r"呢(?:[?？啊\s,，]|$)|只收|怎么只|咋只|只(?:有|到|发|来)|没(?:看到|见|发|到|来)|(?:什么|啥)时候")
_ONLY = re.compile(r"(?:怎么|咋|就|才)只(?:有|到|发|来|收)|(?:就|才|只)(?:收到|到了|来了|发了)")
_SENT = re.compile(r"发|寄|还有|另")
_CAME = re.compile(r"收到|到手|签收|拆|打开|[少漏缺错]")


def unsent_lines(order: Order) -> tuple[OrderLine, ...]:
    """The lines that no parcel holds; empty where the parcels don't tell their contents."""
    held = {sku for parcel in order.parcels for sku, _ in parcel.content}
    if not held or any(not parcel.content for parcel in order.parcels):
        return ()
    return tuple(line for line in order.lines if line.sku not in held and line.product not in held)


def unsent_told(turn: Turn, order: Order, facts: list[FactUse]) -> tuple[str, bool]:
    """“还没发出的是…”, until when it leaves, and whether that is past; "" where the parcels don't tell."""
    lines = unsent_lines(order)
    if not lines:
        return "", False
    for line in lines:
        facts.append(cite.cell(line.source, "商品标题", line.title))
        facts.append(cite.cell(line.source, "规格", line.spec))
        facts.append(cite.cell(line.source, "数量", line.quantity))
    names = "、".join(f"“{cite.cut(' '.join(line.title.split()[:2]), 20)} {spec_of(line.spec)}”" for line in lines)
    said = f"还没发出的是{names}，还在备货"
    if order.ship_by is None:
        return f"{said}，发出后会更新单号。", False
    by = turn.shop.local(order.ship_by)
    facts.append(cite.cell(order.source, "应发货时间", by))
    if by < turn.now:
        return f"{said}；应发货时间是{cite.moment(by)}，已经超时，很抱歉。", True
    return f"{said}，应发货时间是{cite.moment(by)}前，发出后会更新单号。", False


def unsent_asked(turn: Turn) -> Part | None:
    """“支架呢”, “还有一件呢” of an order sent in parts: what has not left; None = something else is asked."""
    if turn.intent not in _ASKED_OF and not _WHERE.search(turn.text):
        return None
    order = next((o for o in turn.orders if o.status == "part_shipped" and _meant(turn, o)), None)
    if order is None:
        return None
    facts: list[FactUse] = [
        cite.cell(order.source, "订单号", order.number),
        cite.cell(order.source, "订单状态", order.status_text),
        cite.clock(turn.now),
    ]
    told, late = unsent_told(turn, order, facts)
    text = f"您的订单（尾号{order.number[-4:]}）是分开发的，现在{order.status_text}。\n{told}"
    text += "\n这边请售后同事马上跟进发货，有结果给您消息。" if late else ""
    return Part(text, "handoff" if late else "answer", 0.93, tuple(facts), "售后" if late else None)


def _meant(turn: Turn, order: Order) -> bool:
    """Whether goods that have not left are called by name and none that have, or the rest is asked for."""
    unsent = unsent_lines(order)
    if not unsent or turn.slots.order not in ("", order.number):
        return False
    text = turn.reading.normal
    calls, gone = _calls(turn, order)
    only = _ONLY.search(text) is not None  # 水草呢 怎么只有泥
    if calls > gone or (only and calls):
        return not (turn.intent == "missing_wrong_item" and _CAME.search(text))
    return turn.intent == "missing_wrong_item" and not calls and bool(_SENT.search(text)) and not _CAME.search(text)


def _calls(turn: Turn, order: Order) -> tuple[int, int]:
    """How much of the line calls goods that have not left, and goods that have."""
    unsent = unsent_lines(order)
    asked = {gram for gram in grams(clean(turn.reading.normal)) if len(gram) > 1 and not gram.isascii()}
    calls = max((len(asked & grams(_called(turn, line))) for line in unsent), default=0)
    gone = max((len(asked & grams(_called(turn, line))) for line in order.lines if line not in unsent), default=0)
    return calls, gone


def calls_unsent(turn: Turn, order: Order) -> bool:
    """Whether a line calls goods of the order that have not left, more than those that have."""
    calls, gone = _calls(turn, order)
    return calls > gone


def _called(turn: Turn, line: OrderLine) -> str:
    product = turn.shop.product(line.product)
    return f"{line.title} {line.spec} {product.category if product else ''}"
