"""Matters that the shop's own words settle: invoice, payment, gift wishes, authenticity."""

from __future__ import annotations

from xiaoer.core.answering.parts import Part, Turn
from xiaoer.core.answering.skills.attributes import by_attribute
from xiaoer.core.answering.skills.common import from_rule
from xiaoer.core.answering.skills.invoices import invoice_sum


def invoice(turn: Turn) -> Part:
    """Invoices: the sum of an own order where it is asked for, else the shop's policy."""
    return invoice_sum(turn) or from_rule(turn, "开票的规定", "发票")


def payment(turn: Turn) -> Part:
    """Ways of paying, by the shop's policy."""
    return from_rule(turn, "付款方式", "付款", "支付", "花呗")


def gift_note(turn: Turn) -> Part:
    """Cards, bags, wrapping: the product's own attributes, else the shop's words."""
    return by_attribute(turn) or from_rule(turn, "礼品包装和留言的安排", "贺卡", "礼品", "礼盒", "包装", "礼袋", "备注")


def authenticity(turn: Turn) -> Part:
    """Proof as the shop's data states it."""
    return by_attribute(turn) or from_rule(turn, "商品的资质和来源", "正品", "授权", "鉴定", "资质")
