"""What goods cost with their way to the shopper: asked in one line (寄上海一共付多少) or after the freight (合计)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from xiaoer.core.answering.evidence import cite
from xiaoer.core.answering.parts import Part, Turn
from xiaoer.core.answering.shapes import FactUse
from xiaoer.core.answering.skills.delivery.where_sent import refused, row_for
from xiaoer.core.answering.skills.price.offers import promotion_cells
from xiaoer.core.answering.skills.price.price import basket, goods_cells, priced_basket
from xiaoer.core.answering.talk.slots import as_goods
from xiaoer.core.facts import Freight
from xiaoer.core.rulebook.calculators.freight import freight_fee
from xiaoer.core.rulebook.calculators.promotion import BasketLine

ASKS_SUM = re.compile(
    r"一共|总共|合计|总价|总额|共计|加起来|算下来|全部(?:多少|下来)|(?:要|得|实)?付多少|多少到手|到手多少"
)
_SENT = re.compile(r"运费|邮费|快递费|物流费|[寄发送邮]到?(?:去|往|给)?[\u4e00-\u9fff]{2}|包邮")


def with_freight(turn: Turn, part: Part | None) -> Part | None:
    """A sum of goods with the freight where both are asked for, or the freight was asked just before."""
    if part is None or part.kind != "answer" or not _is_wanted(turn):
        return part
    lines = _lines(turn, part)
    told = total_line(turn, lines) if lines else None
    if told is None:
        return part
    return replace(part, text=f"{part.text}\n{told[0]}", facts=(*part.facts, *told[1]))


def _is_wanted(turn: Turn) -> bool:
    after = turn.slots.intents[:1] == ("shipping_fee",)
    here = turn.slots.province and _SENT.search(turn.reading.normal) and ASKS_SUM.search(turn.reading.normal)
    return bool(here or (after and (turn.slots.province or turn.slots.quantity > 1)))


def _lines(turn: Turn, part: Part) -> tuple[BasketLine, ...]:
    """The goods that a reply summed up, else the goods in view where all their variants cost and weigh the same."""
    held = [
        (product, sku, count)
        for number, count in as_goods([f"{n}×{c}" for n, c in part.goods])
        if (product := turn.shop.product(turn.shop.product_of_sku(number))) is not None
        for sku in product.skus
        if sku.number == number and sku.price is not None
    ]
    if held:
        return tuple(line for product, sku, count in held for line in basket(product, sku, count))
    skus = [sku for sku in turn.skus if sku.price is not None] if turn.product else []
    if turn.product is None or not skus or len({(s.price, s.gross_weight_g) for s in skus}) > 1:
        return ()
    return basket(turn.product, skus[0], max(turn.slots.quantity, 1))


def total_line(turn: Turn, lines: Sequence[BasketLine]) -> tuple[str, tuple[FactUse, ...]] | None:
    """“寄到上海运费6元，连运费一共25.90元” with its cells; None where the table doesn't tell it."""
    paid = priced_basket(turn, lines)
    row = _row(turn, lines)
    if paid.total is None or row is None:
        return None
    facts = [f for line in lines for f in (cite.price(line.sku), cite.cell(cite.SHOPPER, "数量", line.quantity))]
    facts += [fact for a in paid.applied for fact in promotion_cells(a.promotion)]
    if not turn.slots.province:
        return _anywhere(turn, row, paid.total >= (row.free_from or cite.NOTHING), tuple(facts))
    weights = [line.sku.gross_weight_g for line in lines]
    known = [w * line.quantity for w, line in zip(weights, lines, strict=True) if w is not None]
    weight = sum(known, cite.NOTHING) / 1000 if len(known) == len(lines) else None
    result = freight_fee(row, weight_kg=weight, goods_paid=paid.total)
    facts += [cite.cell(row.source, "省份", row.province), cite.cell(row.source, "首重运费", row.first_fee)]
    facts += [cite.cell(line.sku.source, "毛重克", line.sku.gross_weight_g) for line in lines]
    if result.fee is None:
        return None
    whole = paid.total + result.fee
    inputs = [*goods_cells(facts), *(f for f in facts if f.field in ("首重运费", "毛重克"))]
    facts += [cite.computed("运费", result.fee, inputs), cite.computed("合计", whole, inputs)]
    if not result.fee:
        facts.append(cite.cell(row.source, "包邮门槛", row.free_from))
        return f"寄到{turn.slots.province}包邮，一共{cite.money(whole)}。", tuple(facts)
    return f"寄到{turn.slots.province}运费{cite.money(result.fee)}，连运费一共{cite.money(whole)}。", tuple(facts)


def _row(turn: Turn, lines: Sequence[BasketLine]) -> Freight | None:
    """The row by which the goods are sent; None where they go by several ways or the place is open."""
    province = turn.slots.province
    rows = turn.shop.freight(province) if province else _usual(turn)
    if not rows:
        return None
    own = [replace(turn, product=line.product) for line in lines]
    if province and any(refused(each, province, rows) is not None for each in own):
        return None
    found = {row.source: row for each in own for row in (row_for(each, rows),)}
    return next(iter(found.values())) if len(found) == 1 else None


def _usual(turn: Turn) -> tuple[Freight, ...]:
    """A row that stands for most provinces: where all that are not remote share one threshold."""
    rows = [row for row in turn.shop.facts.freight if row.deliverable is not False and not row.remote]
    same = len({(row.free_from, row.way) for row in rows}) == 1 and rows[0].free_from is not None
    return tuple(rows[:1]) if same else ()


def _anywhere(turn: Turn, row: Freight, free: bool, facts: tuple[FactUse, ...]) -> tuple[str, tuple[FactUse, ...]]:
    cells = (*facts, cite.cell(row.source, "包邮门槛", row.free_from))
    if free:
        return f"已满{cite.money(row.free_from or cite.NOTHING)}，多数地区包邮，偏远地区另计。", cells
    return f"还没到{cite.money(row.free_from or cite.NOTHING)}的包邮门槛。", cells
