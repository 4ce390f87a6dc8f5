"""“发票开了吗”, “专票怎么还没下来”: how the invoice of an own order stands, by the order's row."""

# Rows of Chinese count double in width; they are kept whole.

from __future__ import annotations

import re

from xiaoer.core.answering.evidence import cite
from xiaoer.core.answering.parts import Part, Turn
from xiaoer.core.answering.shapes import FactUse
from xiaoer.core.answering.skills.common import rule
from xiaoer.core.answering.skills.orders.orders import goods_named, line_cells, meant_orders, not_yours, number_cell
from xiaoer.core.facts import Order

_BILL = re.compile(r"票")
_STANDS = re.compile(
    r"(?:发|寄|传)[^,。票]{0,6}(?:没有?|了吗|了么)$|(?:开|出|好|寄|发|下来|到)(?:好|出|来|具|了|给我)*(?:没有?|吗|么)(?![^,。]{0,2}(?:能|可以))|(?:怎么|咋|为啥|为什么)?还(?:没|不)|多久了|(?:发票|专票|普票|票)(?:呢|到哪|在哪|进度|怎么样)|进度|没(?:收到|看到|见)[^,。]{0,4}票|票[^,。]{0,4}没(?:收到|看到|见|开|下来)"
)
_MAY = re.compile(
    r"(?:能|可以|可不可以|能不能|支持|会)[^,。]{0,4}(?:开|提供)|(?:开|提供)[^,。]{0,6}(?:得了|行|可以)(?:吗|么|不)|怎么|咋开|什么时候(?:能|可以)开"
)
_DONE = re.compile(r"已")
_LATE = re.compile(r"(?:怎么|咋|为啥|为什么|多久了|还没|还不|催|急)")
_UNSENT = frozenset({"unpaid", "closed_unpaid", "closed_refunded"})


def invoice_state(turn: Turn) -> Part | None:
    """The state that the order's row tells, and the shop's rule; None = it isn't asked for, or no order is known."""
    if turn.intent != "invoice" or not turn.orders or not _asked(turn) or not_yours(turn):
        return None
    order = _order(turn)
    return _told(turn, order) if order is not None else None


def _asked(turn: Turn) -> bool:
    text = turn.reading.normal
    of_it = _BILL.search(text) or turn.slots.intents[:1] == ("invoice",)
    return bool(of_it and _STANDS.search(text)) and not (_MAY.search(text) and not _LATE.search(text))


def _told(turn: Turn, order: Order) -> Part:
    facts: list[FactUse] = [number_cell(order), *line_cells(order)]
    head = f"尾号{order.number[-4:]}这单{goods_named(order)}"
    if _DONE.search(order.invoice):
        facts.append(cite.cell(order.source, "发票状态", order.invoice))
        done = f"{head}的发票状态是：{order.invoice}。\n可以在订单页查看下载，没看到的话请同事重新发给您。"
        return Part(done, facts=tuple(facts), confidence=0.92)
    told = f"{head}目前没有开票记录。"
    if order.invoice:
        facts.append(cite.cell(order.source, "发票状态", order.invoice))
        told = f"{head}的发票状态是：{order.invoice}。"
    found = rule(turn, "发票")
    if found:
        told, facts = f"{told}\n{found[0]}", [*facts, *found[1]]
    if _LATE.search(turn.text):
        told = f"{told}\n让您久等了，抱歉，这边请售后同事核实进度后答复您。"
        return Part(told, "handoff", 0.9, tuple(facts), "售后")
    return Part(told, facts=tuple(facts), confidence=0.9)


def _order(turn: Turn) -> Order | None:
    """The order meant; of several unnamed ones the one whose row tells of an invoice, else the newest paid."""
    paid = [order for order in turn.orders if order.status not in _UNSENT]
    meant = [order for order in meant_orders(turn) if order in paid]
    among = meant or paid
    return next((order for order in among if order.invoice), next(iter(among), None))
