"""“一共付了多少来着”, “我那单怎么付款”: what an own order cost, and how an unpaid one is paid."""

# Rows of Chinese count double in width; they are kept whole.

from __future__ import annotations

import re

from xiaoer.core.answering.evidence import cite
from xiaoer.core.answering.parts import Part, Turn
from xiaoer.core.answering.shapes import FactUse
from xiaoer.core.answering.skills.common import rule
from xiaoer.core.answering.skills.orders.orders import (
    goods_named,
    like_goods,
    line_cells,
    named_order,
    not_yours,
    number_cell,
    open_order,
    status_cell,
)
from xiaoer.core.facts import Order

_WHAT_PAID = re.compile(
    r"(?:我|那单|这单|一共|总共|到底|当时|实际|都)[^,。]{0,6}(?:付|花|给|掏)了(?:多少|几)|(?:付|花)了(?:多少|几)(?:钱|块|元)?|实付(?:款|金额)?(?:是)?(?:多少|几)|(?:那|这)(?:一)?单[^,。]{0,6}(?:多少钱|几块钱)(?:来着|买的|拍的)|多少钱(?:买|拍|入手?)的|买(?:的|时|成)[^,。]{0,4}多少钱(?:来着)?$"
)
_HOW_PAY = re.compile(
    r"(?:怎么|咋|如何|在?哪里?|哪儿)(?:才能|去|能)?(?:付款?|支付|付钱|给钱)|(?:付款|支付)(?:入口|方式|页面)"
)
_MINE = re.compile(r"我(?:的|那|这|刚)|[那这]单|订单|没付|待付|未付")


def paid_sum(turn: Turn) -> Part | None:
    """What was paid for the order meant; None = it isn't asked for, or no order is known."""
    if not turn.orders or not _WHAT_PAID.search(turn.text) or not_yours(turn):
        return None
    order = named_order(turn) or open_order(turn)
    if order is None or order.paid_amount is None:
        return None
    facts: list[FactUse] = [number_cell(order), *line_cells(order), status_cell(order)]
    facts.append(cite.cell(order.source, "实付金额", order.paid_amount))
    verb = "应付" if order.status == "unpaid" else "实付"
    parts = [f"尾号{order.number[-4:]}这单{goods_named(order)}{verb}{cite.money(order.paid_amount)}"]
    cells = (("商品金额", order.goods_amount), ("优惠金额", order.discount), ("运费", order.freight))
    told = [(name, value) for name, value in cells if value]
    if order.goods_amount and (order.discount or order.freight):
        parts.append("、".join(f"{name}{cite.money(value)}" for name, value in told))
        facts += [cite.cell(order.source, name, value) for name, value in told]
    return Part("，其中".join(parts) + "。", facts=tuple(facts), confidence=0.92)


def paying(turn: Turn) -> Part | None:
    """How an order that waits for its payment is paid, with the shop's ways of paying."""
    if turn.intent != "payment" or not _HOW_PAY.search(turn.text) or not_yours(turn):
        return None
    order = _unpaid(turn)
    if order is None:
        return None
    facts: list[FactUse] = [number_cell(order), status_cell(order), *line_cells(order)]
    due = ""
    if order.paid_amount is not None:
        facts.append(cite.cell(order.source, "实付金额", order.paid_amount))
        due = f"，应付{cite.money(order.paid_amount)}"
    text = f"尾号{order.number[-4:]}这单{goods_named(order)}还没有付款{due}，打开这笔订单点付款就可以。"
    found = rule(turn, "付款方式", "付款", "支付", "花呗")
    if found is None:
        return Part(text, facts=tuple(facts), confidence=0.88)
    return Part(f"{text}\n{found[0]}", facts=(*facts, *found[1]), confidence=0.9)


def _unpaid(turn: Turn) -> Order | None:
    waiting = [order for order in turn.orders if order.status == "unpaid"]
    return (
        waiting[0]
        if len(waiting) == 1 and (_MINE.search(turn.text) or len(turn.orders) == 1 or waiting == like_goods(turn))
        else None
    )
