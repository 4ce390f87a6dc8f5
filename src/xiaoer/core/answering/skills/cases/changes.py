"""Changes to an order (改地址 取消 改规格): rule and state are told, people do it; nothing is reported as done."""

from __future__ import annotations

import re

from xiaoer.core.answering.evidence import cite
from xiaoer.core.answering.evidence.recall import in_force
from xiaoer.core.answering.goods.variants import label, spec_of
from xiaoer.core.answering.parts import Part, Turn
from xiaoer.core.answering.shapes import FactUse
from xiaoer.core.answering.skills.common import hand_over, hits, quote, rule
from xiaoer.core.answering.skills.orders.orders import line_cells, not_yours, number_cell, open_order, status_cell
from xiaoer.core.facts import Faq, Order

_NOT_SENT = ("unpaid", "paid_unshipped", "grouping")
_SPEC = re.compile(r"[颜花]?色|码|号|款|规格|型号|口味|尺寸|版本|大小")
_LISTED, _OFFERED = 3, 5
_NEAR = 0.5
_SENT = ("shipped", "delivered", "finished")
_ASKING = re.compile(r"[吗么嘛不没][呢啊呀?？~。]*$|[?？]|行不行|能不能|可不可以|怎么|咋|如何|多久|谁")


def change_address(turn: Turn) -> Part:
    """A new address or phone."""
    return _change(turn, "改地址", ("改地址", "地址"), sent="包裹已经发出，改派能否成功要看快递的答复。")


def cancel_order(turn: Turn) -> Part:
    """Cancelling, paid or not."""
    return _change(turn, "取消订单", ("取消", "未发货", "退款时效"), sent="包裹已经发出，取消要按退货来处理。")


def modify_order(turn: Turn) -> Part:
    """Another variant, quantity or remark."""
    return _may_become(turn) or _change(
        turn, "修改订单", ("修改订单", "改规格", "改订单", "拍错"), sent="包裹已经发出，规格改不了了，可以走换货。"
    )


def _may_become(turn: Turn) -> Part | None:
    """“能换圈号吗” before dispatch: the variants of the same price that are there."""
    order = open_order(turn)
    if (
        not turn.acting
        or order is None
        or order.status not in _NOT_SENT
        or not _SPEC.search(turn.text)
        or not_yours(turn)
    ):
        return None
    return may_become(turn, order)


def may_become(turn: Turn, order: Order) -> Part | None:
    """What the goods of an order that was not sent may be changed into at the same price; None = nothing is there."""
    lines, facts = [], [number_cell(order), status_cell(order), *line_cells(order)]
    for line in order.lines[:_LISTED]:
        product = turn.shop.product(line.product)
        there = (
            [s for s in product.skus if s.stock and s.price == line.price and s.number != line.sku] if product else []
        )
        if there:
            lines.append(f"“{spec_of(line.spec)}”可以改成：{'、'.join(label(sku) for sku in there[:_OFFERED])}。")
            facts.append(cite.cell(line.source, "规格", line.spec))
            facts += [fact for sku in there[:_OFFERED] for fact in (cite.spec(sku), cite.stock(sku))]
    if not lines:
        return None
    head = f"尾号{order.number[-4:]}这单还没有发货，同价有货的规格可以改。"
    return Part("\n".join((head, *lines, "想改成哪一个？说一声这边跟您核对。")), "clarify", 0.88, tuple(facts))


def _change(turn: Turn, what: str, topics: tuple[str, ...], *, sent: str) -> Part:
    foreign = not_yours(turn)
    if foreign:
        return foreign
    lines, facts = [], []
    order = open_order(turn)
    if order is not None:
        facts += [number_cell(order), status_cell(order), cite.clock(turn.now)]
        lines.append(f"您要{what}的是尾号{order.number[-4:]}这单（{order.status_text}）。")
        if order.status in _SENT:
            lines.append(sent)
    found = _rule(turn, topics)
    if found and not turn.orders and _ASKING.search(turn.text.strip()):
        return Part(
            f"{found[0]}\n要办的话在订单里提交就行；需要同事来办，回复“转人工”。", facts=found[1], confidence=0.88
        )
    if found:
        lines.append(found[0])
        facts += found[1]
    lines.append(f"{what}由售后同事来办，办好前请先以订单页显示为准。")
    return hand_over(turn, "\n".join(lines), facts=facts)


def _rule(turn: Turn, topics: tuple[str, ...]) -> tuple[str, tuple[FactUse, ...]] | None:
    """The shop's words on the change: an entry near the question, one named for the matter, or the topic's policy."""
    sure = next((hit for hit in hits(turn) if hit.score >= _NEAR), None)
    if sure is not None:
        return quote(sure.entry, turn)
    if not any(topics[0] in policy.topic for policy in turn.shop.facts.policies):
        named = next((hit for hit in hits(turn) if isinstance(hit.entry, Faq) and _is_of(hit.entry, topics)), None)
        if named is not None:
            return quote(named.entry, turn)
    found = rule(turn, *topics, floor=_NEAR)
    if found is not None:
        return found[0], found[1]
    entry = next((e for e in turn.shop.facts.faq if in_force(e, turn.now.date()) and _is_of(e, topics)), None)
    return quote(entry, turn) if entry is not None else None


def _is_of(entry: Faq, topics: tuple[str, ...]) -> bool:
    """Whether an entry for all goods asks for the change itself (拍错颜色怎么办)."""
    return not entry.products and any(topic in f"{entry.question} {' '.join(entry.similar)}" for topic in topics)
