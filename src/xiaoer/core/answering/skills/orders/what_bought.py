"""“那单买的什么码”, “我拍了哪些”: the lines of the shopper's own order."""

from __future__ import annotations

import re

from xiaoer.core.answering.evidence import cite
from xiaoer.core.answering.goods.variants import spec_of
from xiaoer.core.answering.parts import Part, Turn
from xiaoer.core.answering.shapes import FactUse
from xiaoer.core.answering.skills.orders.orders import named_order, not_yours, number_cell, open_order

_ASKS = re.compile(
    r"(?:(?:那|这)(?:一)?单|订单(?:里)?|我(?:当时|昨天|之前|上次)?(?:买|拍|订|选)的?)[^,。]{0,8}(?:什么|啥|哪个|哪种|多大)(?:尺?码|颜色|规格|口味|款式?|型号|号)"
    r"|我(?:当时|昨天|之前|上次|到底)?(?:买|拍|订|下)(?:的|了)(?:是)?(?:什么|啥|哪些|哪几[样个件])(?:东西)?(?:来着|啊|呢)?[?？]?$|(?:那|这)(?:一)?单[^,。]{0,4}(?:是|有|买)(?:了)?(?:什么|啥|哪些)(?:东西)?[?？]?$"
)
_LISTED = 6


def what_bought(turn: Turn) -> Part | None:
    """The goods with variant and pieces; None = it isn't asked, or no order is meant."""
    if not turn.orders or not _ASKS.search(turn.text) or not_yours(turn):
        return None
    order = named_order(turn) or open_order(turn)
    if order is None or not order.lines:
        return None
    facts: list[FactUse] = [number_cell(order)]
    lines = [f"您尾号{order.number[-4:]}这单（{order.status_text}）拍的是："]
    for line in order.lines[:_LISTED]:
        facts += [
            cite.cell(line.source, "商品标题", line.title),
            cite.cell(line.source, "规格", line.spec),
            cite.cell(line.source, "数量", line.quantity),
        ]
        lines.append(f"{cite.cut(line.title, 24)} {spec_of(line.spec)} ×{line.quantity}")
    facts.append(cite.cell(order.source, "订单状态", order.status_text))
    return Part("\n".join(lines), facts=tuple(facts), confidence=0.93)
