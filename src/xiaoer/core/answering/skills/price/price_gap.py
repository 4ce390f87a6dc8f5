"""“差价补多少” in a talk about another variant: what was paid a piece, what the others cost, people settle the rest."""

from __future__ import annotations

import re

from xiaoer.core.answering.evidence import cite
from xiaoer.core.answering.goods.variants import label, spec_of
from xiaoer.core.answering.parts import Part, Turn
from xiaoer.core.answering.shapes import FactUse
from xiaoer.core.answering.skills.common import hand_over
from xiaoer.core.answering.skills.orders.orders import number_cell

_ASKS = re.compile(
    r"^(?:那|要|得|我|需要|还)*(?:补|差|差价|退)(?:价|款|钱)?(?:是)?(?:多少|几)(?:钱|块|元)?[啊呢呀?？]*$"
)
_MATTERS = frozenset({"exchange", "modify_order"})
_LISTED = 4


def price_gap(turn: Turn) -> Part | None:
    """The prices beside each other; None = no such question, or no order is spoken of."""
    if not _ASKS.search(turn.text.strip()) or not _MATTERS & set(turn.slots.intents[:2]):
        return None
    order = next((o for o in turn.orders if o.number == turn.slots.order), None)
    line = order.lines[0] if order is not None and len(order.lines) == 1 else None
    product = turn.shop.product(line.product) if line is not None else None
    if order is None or line is None or line.price is None or product is None:
        return None
    others = [sku for sku in product.skus if sku.number != line.sku and sku.price is not None][:_LISTED]
    facts: list[FactUse] = [number_cell(order), cite.cell(line.source, "单价", line.price)]
    facts += [fact for sku in others for fact in (cite.spec(sku), cite.price(sku))]
    facts.append(cite.cell(line.source, "规格", line.spec))
    now = "，".join(f"{label(sku)}现在{cite.money(sku.price)}" for sku in others if sku.price is not None)
    text = f"尾号{order.number[-4:]}这单的{spec_of(line.spec)}您拍时单价{cite.money(line.price)}"
    text += f"；{now}。" if now else "。"
    tail = "差价要看活动和优惠怎么退补，请售后同事按实付金额核算后告诉您。"
    return hand_over(turn, f"{text}\n{tail}", facts=facts, team="售后")
