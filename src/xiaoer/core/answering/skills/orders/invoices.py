"""Invoices (发票): the shop's rule, and what an own order's invoice would be made out for."""

from __future__ import annotations

import re
from decimal import Decimal

from xiaoer.core.answering.evidence import cite
from xiaoer.core.answering.parts import Part, Turn
from xiaoer.core.answering.shapes import FactUse
from xiaoer.core.answering.skills.common import rule
from xiaoer.core.answering.skills.orders.orders import goods_named, line_cells, meant_orders, not_yours, number_cell
from xiaoer.core.facts import Order

_SUM = re.compile(r"多少|金额|几块|开几|数额|面额")
_WITHOUT_FREIGHT = re.compile(r"不含运费|不包(?:括|含)运费|运费(?:不|另)开|运费除外|扣除运费")
_UNSENT = frozenset({"unpaid", "closed_unpaid", "closed_refunded"})
_MOST = 3


def invoice_sum(turn: Turn) -> Part | None:
    """“发票能开多少”: what was paid for each order meant, and the shop's rule; None where no order is known."""
    if not _SUM.search(turn.text) or not turn.orders or not_yours(turn):
        return None
    paid = [order for order in turn.orders if order.paid_amount is not None and order.status not in _UNSENT]
    meant = [order for order in meant_orders(turn) if order in paid] or paid
    found = rule(turn, "发票")
    bare = found is not None and _WITHOUT_FREIGHT.search(found[0]) is not None
    lines: list[str] = []
    facts: list[FactUse] = list(found[1]) if found else []
    for order in meant[:_MOST]:
        text, cells = _line(order, bare=bare)
        lines.append(text)
        facts += cells
    if not lines:
        return None
    if found:
        lines.append(found[0])
    return Part("\n".join(lines), facts=tuple(facts), confidence=0.9)


def _line(order: Order, *, bare: bool) -> tuple[str, list[FactUse]]:
    """One order's sum; `bare` = freight stands on no invoice of this shop."""
    assert order.paid_amount is not None
    paid = cite.cell(order.source, "实付金额", order.paid_amount)
    facts = [number_cell(order), *line_cells(order), paid]
    head = f"尾号{order.number[-4:]}这单{goods_named(order)}实付{cite.money(order.paid_amount)}"
    freight = order.freight or Decimal(0)
    if not freight:
        return f"{head}，发票按实付金额开。", facts
    facts.append(cite.cell(order.source, "运费", freight))
    if not bare:
        return f"{head}（含运费{cite.money(freight)}），发票按实付金额开。", facts
    amount = order.paid_amount - freight
    facts.append(cite.computed("发票金额", amount, [paid, facts[-1]]))
    return f"{head}，减去运费{cite.money(freight)}，发票开{cite.money(amount)}。", facts
