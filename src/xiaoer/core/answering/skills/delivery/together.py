"""“能跟那单一起发吗”: one parcel for several orders or goods is the warehouse's word; what waits to be sent is told."""

from __future__ import annotations

import re

from xiaoer.core.answering.parts import Part, Turn
from xiaoer.core.answering.shapes import FactUse
from xiaoer.core.answering.skills.common import hand_over, quote
from xiaoer.core.answering.skills.orders.orders import goods_named, line_cells, not_yours, number_cell, status_cell

_ASKS = re.compile(
    r"(?:一起|一块儿?|一同|合(?:在)?一起|同一?个?包裹)(?:给我)?(?:发|寄|送|打包)(?!券|的券)|合并(?:发货|订单|包裹|一下|发)|(?:发|寄)[^,。]{0,3}(?:一起|同一个包裹)"
)
_RULE = re.compile(r"拆成|分(?:开|两个包裹|别)发|合并|一起(?:发|下单|寄)|同一?个?包裹")
_WAITING = ("paid_unshipped", "part_shipped", "grouping")
_LISTED = 3


def together(turn: Turn) -> Part | None:
    """What waits, the shop's rule where it has one, and people who ask the warehouse."""
    if not turn.orders or not _ASKS.search(turn.text) or not_yours(turn):
        return None
    facts: list[FactUse] = []
    lines: list[str] = []
    rule = next((p for p in turn.shop.facts.policies if _RULE.search(p.text)), None)
    if rule is not None:
        text, cells = quote(rule, turn)
        lines.append(text)
        facts += cells
    waiting = [order for order in turn.orders if order.status in _WAITING][:_LISTED]
    for order in waiting:
        facts += [number_cell(order), status_cell(order), *line_cells(order)]
    if waiting:
        named = "；".join(f"尾号{o.number[-4:]}{goods_named(o)}（{o.status_text}）" for o in waiting)
        lines.append(f"您还没发完的订单有：{named}。")
    lines.append("能不能放在一起发要看仓库打包的情况，这边请售后同事跟仓库确认后回复您。")
    return hand_over(turn, "\n".join(lines), facts=facts, team="售后")
