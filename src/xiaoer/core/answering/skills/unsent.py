"""Orders sent in parts: which of the goods are in no parcel yet, as the parcels' contents tell."""

from __future__ import annotations

from xiaoer.core.answering import cite
from xiaoer.core.answering.shapes import FactUse
from xiaoer.core.answering.variants import spec_of
from xiaoer.core.facts import Order, OrderLine


def unsent_lines(order: Order) -> tuple[OrderLine, ...]:
    """The lines that no parcel holds; empty where the parcels don't tell their contents."""
    held = {sku for parcel in order.parcels for sku, _ in parcel.content}
    if not held or any(not parcel.content for parcel in order.parcels):
        return ()
    return tuple(line for line in order.lines if line.sku not in held and line.product not in held)


def unsent_told(order: Order, facts: list[FactUse]) -> str:
    """“还没发的有…”, with its cells; "" = not known."""
    lines = unsent_lines(order)
    if not lines:
        return ""
    for line in lines:
        facts.append(cite.cell(line.source, "商品标题", line.title))
        facts.append(cite.cell(line.source, "规格", line.spec))
        facts.append(cite.cell(line.source, "数量", line.quantity))
    names = "、".join(f"“{cite.cut(' '.join(line.title.split()[:2]), 20)} {spec_of(line.spec)}”" for line in lines)
    return f"还没发出的是{names}，还在备货，发出后会更新单号。"
