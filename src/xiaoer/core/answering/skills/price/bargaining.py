"""Bargaining (议价) by a ladder: value and what honestly comes off, then gifts and dates, then what a dated authority
of the shop allows to everybody alike; never below it, one wording a step.

The authority is a policy with the topic 议价授权: its 关键值 tell 赠品, 让价 (yuan), 开始, 结束 and 适用 (numbers of
products joined by `|`; none = all). Without one, or outside its days, nothing more is given.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal, InvalidOperation

from xiaoer.core.answering.evidence import cite
from xiaoer.core.answering.parts import Part, Turn
from xiaoer.core.answering.shapes import FactUse
from xiaoer.core.answering.skills.common import hand_over, recalled, rule
from xiaoer.core.answering.skills.price.basket import remembered, sum_of
from xiaoer.core.answering.skills.price.held import held_lines
from xiaoer.core.answering.skills.price.offers import gifts, offers, promotion_cells
from xiaoer.core.answering.skills.price.price import basket, price_of, priced_basket, upcoming_line
from xiaoer.core.facts import Policy, Product

_BULK = re.compile(r"团购|企业|公司(?:要|采购|买|订|发)|批发|批量|大量|量大|多买|单位(?:发|采购|要)|福利")
_BULK_PIECES = 30
_STEP = "bargains"


@dataclass(frozen=True, slots=True)
class Authority:
    """What the shop allows to all alike between two days."""

    policy: Policy
    gift: str
    off: Decimal | None
    until: date | None


def bargain(turn: Turn) -> Part:
    """Prices are the same for everybody; each time something else is laid on the table."""
    told = None if turn.shop.policies("议价授权") else recalled(turn)
    if told:
        return told
    if _BULK.search(turn.text) or turn.slots.quantity >= _BULK_PIECES:
        return _in_bulk(turn)
    step = int(turn.slots.details.get(_STEP, "0")) if turn.slots.details.get(_STEP, "0").isdigit() else 0
    if turn.product is None or not turn.skus:
        shown = offers(turn)
        lead = "价格是店里统一设的，对每位顾客都一样。"
        return Part(f"{lead}\n{shown.text}", shown.kind, shown.confidence, shown.facts, shown.team)
    held = remembered(turn, turn.slots.basket) if held_lines(turn) else []
    part = sum_of(turn, held) if len(held) > 1 else price_of(turn, turn.product)
    if part.kind != "answer":
        return part
    if not step and turn.slots.intents[:1] != ("bargain",):
        text = f"价格是店里统一设的，对每位顾客都一样，能用的优惠帮您算好了：\n{part.text}"
        return Part(text, facts=part.facts, details=((_STEP, "1"),))
    return replace(_further(turn, turn.product, max(step, 1)), details=((_STEP, str(max(step, 1) + 1)),))


def _further(turn: Turn, product: Product, step: int) -> Part:
    """The second time a gift, the third time what is allowed off; both only by a dated authority."""
    allowed = authority(turn, product)
    if allowed is not None and allowed.gift and step == 1:
        text = f"再为您争取一份：下单可以送{allowed.gift}，{_until(allowed)}对每位顾客都一样。"
        return Part(text, facts=_cells(turn, allowed), confidence=0.88)
    if allowed is not None and allowed.off is not None and step <= (2 if allowed.gift else 1):
        lower = _lower(turn, product, allowed)
        if lower is not None:
            return lower
    return _no_more(turn, product)


def _lower(turn: Turn, product: Product, allowed: Authority) -> Part | None:
    """The sum with what is allowed off; None where the price is not one."""
    skus = [sku for sku in turn.skus if sku.price is not None]
    if len({sku.price for sku in skus}) != 1 or allowed.off is None:
        return None
    quantity = max(turn.slots.quantity, 1)
    priced = priced_basket(turn, basket(product, skus[0], quantity))
    if priced.total is None or priced.total <= allowed.off:
        return None
    total = priced.total - allowed.off
    inputs = [cite.price(skus[0]), *(fact for a in priced.applied for fact in promotion_cells(a.promotion))]
    if quantity > 1:
        inputs.append(cite.cell(cite.SHOPPER, "数量", quantity))
    facts = (*inputs, *_cells(turn, allowed), cite.title(product), cite.spec(skus[0]))
    facts = (*facts, cite.computed("到手", total, [*inputs, *cite.policy(allowed.policy)]))
    text = (
        f"这是店里能给的最低了：{_until(allowed)}对每位顾客统一再减{cite.money(allowed.off)}，到手{cite.money(total)}。\n"
        "需要的话请同事帮您改好价再付款。"
    )
    return Part(text, "handoff", 0.88, facts, "售前")


def _no_more(turn: Turn, product: Product) -> Part:
    """Not the same words again, but what else there is, and who may decide."""
    facts: list[FactUse] = []
    lines = ["刚才报的已经是算上优惠的价了，这边没有再往下让的权限。"]
    given = gifts(turn)
    if given.known:
        lines.append(given.text)
        facts += given.facts
    soon = upcoming_line(turn, product)
    lines += soon[0]
    facts += soon[1]
    lines.append("想再谈的话回复“转人工”，请同事来跟您说。")
    return Part("\n".join(lines), facts=tuple(facts), confidence=0.82)


def authority(turn: Turn, product: Product) -> Authority | None:
    """The authority in force today for these goods; one without an end is none."""
    today = turn.now.date()
    for policy in turn.shop.policies("议价授权"):
        values = _values(policy)
        begins, ends = _day(values.get("开始", "")), _day(values.get("结束", ""))
        goods = [number.strip() for number in values.get("适用", "").split("|") if number.strip()]
        if ends is None or ends < today or (begins is not None and begins > today):
            continue
        if goods and product.number not in goods:
            continue
        return Authority(policy, values.get("赠品", ""), _sum(values.get("让价", "")), ends)
    return None


def _values(policy: Policy) -> dict[str, str]:
    pairs = (re.split(r"[:：]", pair, maxsplit=1) for pair in re.split(r"[;；]", policy.key_values))
    return {pair[0].strip(): pair[1].strip() for pair in pairs if len(pair) > 1}


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None


def _sum(text: str) -> Decimal | None:
    try:
        amount = Decimal(text.removesuffix("元")) if text else None
    except InvalidOperation:
        return None
    return amount if amount is not None and amount.is_finite() and amount > 0 else None


def _until(allowed: Authority) -> str:
    return f"到{allowed.until.month}月{allowed.until.day}日为止" if allowed.until else ""


def _cells(turn: Turn, allowed: Authority) -> tuple[FactUse, ...]:
    cells = [*cite.policy(allowed.policy), cite.clock(turn.now)]
    if allowed.off is not None:
        cells.append(cite.cell(allowed.policy.source, "让价金额", allowed.off))
    if allowed.until is not None:
        cells.append(cite.cell(allowed.policy.source, "结束", allowed.until))
    return tuple(cells)


def _in_bulk(turn: Turn) -> Part:
    """Many pieces: the shop's rule for them, else people."""
    found = rule(turn, "团购", "企业", "批量", "大客户", "批发", "定制", "采购")
    if found:
        return Part(found[0], facts=found[1], confidence=found[2])
    return hand_over(turn, "数量多的话价格需要同事来跟您谈，您要的款式和数量这边转给他。")
