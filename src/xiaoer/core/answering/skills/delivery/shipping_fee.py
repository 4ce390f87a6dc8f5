"""Shipping fee (运费) to a province, for the product in view where there is one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from xiaoer.core.answering.compose import kind_of
from xiaoer.core.answering.evidence import cite
from xiaoer.core.answering.parts import Part, Turn
from xiaoer.core.answering.shapes import FactUse
from xiaoer.core.answering.skills.common import not_known, quote, recalled, rule
from xiaoer.core.answering.skills.delivery.ways import are_compared, called, carrier_said, ways_of
from xiaoer.core.answering.skills.delivery.where_sent import note_of, refused, row_for, warehouse_of
from xiaoer.core.answering.skills.price.held import held_lines
from xiaoer.core.answering.skills.price.price import basket, paid_for
from xiaoer.core.answering.skills.price.with_freight import ASKS_SUM, with_freight
from xiaoer.core.facts import Freight
from xiaoer.core.rulebook.calculators.freight import FreightFee, freight_fee
from xiaoer.core.rulebook.calculators.promotion import BasketLine
from xiaoer.core.text.regions import find_regions

_FEE_WORDS = re.compile(r"包邮|邮费|运费|快递费")
_OTHER_WAY = re.compile(r"退|换|险")
_PLACES = 3
_WAYS = re.compile(r"配送|运输|发货范围|快递|物流|送货")
_ONLY = re.compile(r"仅|只|限|不可|不能|不发|不支持|同城")
_FEE_FIELDS = ("首重公斤", "首重运费", "续重单位公斤", "续重运费", "毛重克", "数量")


def shipping_fee(turn: Turn) -> Part:
    """The fee, the free threshold, or that the shop can't send there."""
    if not turn.shop.facts.freight:
        return _by_words(turn)
    province = turn.slots.province
    if not province:
        return _by_words(turn) if turn.shop.fees_told else _ask(turn)
    parts = [_to(turn, place) for place in places_said(turn, province)]
    if len(parts) == 1 and ASKS_SUM.search(turn.reading.normal):
        parts = [with_freight(turn, parts[0]) or parts[0]]
    own = only_where(turn)
    return joined([own, *parts] if own else parts)


def only_where(turn: Turn) -> Part | None:
    """What the product's own data says of where it may go (仅同城, 不可空运)."""
    product = turn.product
    if product is None:
        return None
    said = [(key, value) for key, value in product.attributes if _WAYS.search(key) and _ONLY.search(value)]
    if not said:
        return None
    facts = (*(cite.cell(product.source, "属性", f"{key}:{value}") for key, value in said), cite.title(product))
    text = "\n".join(f"{cite.short_title(product)}的{key}：{value}。" for key, value in said)
    return Part(text, facts=facts, confidence=0.92)


def places_said(turn: Turn, province: str) -> tuple[str, ...]:
    """The provinces that the message asks of, in its order; else the one known."""
    said = dict.fromkeys(r.province for r in find_regions(turn.reading.normal) if r.role in ("to", "plain"))
    return tuple(said)[:_PLACES] or (province,)


def joined(parts: Sequence[Part]) -> Part:
    """One part out of several of the same question."""
    if len(parts) == 1:
        return parts[0]
    return Part(
        "\n".join(part.text for part in parts), kind_of(parts), min(part.confidence for part in parts),
        tuple(fact for part in parts for fact in part.facts), next((part.team for part in parts if part.team), None),
        known=any(part.known for part in parts),
    )  # fmt: skip


def _to(turn: Turn, province: str) -> Part:
    rows = turn.shop.freight(province)
    if not rows:
        return refused(turn, province, ()) or not_known(turn, f"发到{province}的运费")
    meant = called(turn.reading.normal, rows)
    if are_compared(turn.reading.normal) and carrier_or_fee(turn):
        meant = meant if len(meant) > 1 else list(rows)
    if len(ways_of(meant)) > 1:
        return joined([_answer(turn, province, row) for row in ways_of(meant)[:_PLACES]])
    row = meant[0] if meant else row_for(turn, rows)
    barred = refused(turn, province, rows) if row.deliverable is not False else None
    return barred or _answer(turn, province, row)


def carrier_or_fee(turn: Turn) -> bool:
    """Whether a comparison is one of ways to send, not of goods."""
    return bool(_WAYS.search(turn.reading.normal) or carrier_said(turn.reading.normal))


def _by_words(turn: Turn) -> Part:
    rules = [p for p in turn.shop.policies("包邮", "邮费", "运费", "快递费", "配送") if not _OTHER_WAY.search(p.topic)]
    if len(rules) == 1 and _FEE_WORDS.search(rules[0].text):
        text, facts = quote(rules[0], turn)
        return Part(text, facts=facts, confidence=0.88)
    found = recalled(turn)
    if found is not None and _FEE_WORDS.search(found.text):
        return found
    told = rule(turn, "邮费", "运费", "包邮", "快递费", "配送", floor=1.0)
    named = Part(told[0], facts=told[1], confidence=told[2]) if told and _FEE_WORDS.search(told[0]) else None
    return named or found or not_known(turn, "运费标准")


def _ask(turn: Turn) -> Part:
    """Without a province: what holds nearly everywhere, then one question."""
    rows = [row for row in turn.shop.facts.freight if row.deliverable is not False]
    never = _never_free(turn, rows)
    if never:
        return never
    thresholds = {row.free_from for row in rows if not row.remote}
    said = ""
    facts: tuple[FactUse, ...] = ()
    if len(thresholds) == 1 and (free := next(iter(thresholds))) is not None:
        sample = next(row for row in rows if row.free_from == free and not row.remote)
        said = f"多数地区满{cite.money(free)}包邮，偏远地区另计。"
        facts = (cite.cell(sample.source, "包邮门槛", free),)
    return Part(f"{said}您寄到哪个省呢？这边帮您算准确的运费。", "clarify", 0.9, facts, asks="province")


def _never_free(turn: Turn, rows: Sequence[Freight]) -> Part | None:
    """“梯子包邮不” of goods whose way has no threshold: what the shop's rules say of that way."""
    way = turn.shop.way_of(warehouse_of(turn.product, turn)) if turn.product and "包邮" in turn.text else ""
    own = [row for row in rows if way and row.way == way]
    if not own or any(row.free_from is not None for row in own):
        return None
    told = next((p for p in turn.shop.facts.policies if way in p.text and "包邮" in p.text), None)
    facts = (cite.cell(own[0].source, "方式", way), *(cite.policy(told) if told else ()))
    text = told.text if told else f"这款走{way}，没有包邮门槛，按重量收运费。"
    return Part(f"{text}\n告诉我寄到哪个省，帮您算准确的运费。", facts=facts, confidence=0.9, asks="province")


def _answer(turn: Turn, province: str, row: Freight) -> Part:
    place = cite.cell(row.source, "省份", row.province)
    way = f"（{row.way}）" if row.way else ""
    province = f"{province}{way}"
    ways = (cite.cell(row.source, "方式", row.way),) if row.way else ()
    if row.deliverable is False:
        note = f"（{row.remark}）" if row.remark else ""
        refused = (place, *ways, cite.cell(row.source, "可配送", "否"), cite.cell(row.source, "备注", row.remark))
        text = f"{province}目前不支持配送{note}。\n方便的话换一个能收货的地址，这边再帮您看。"
        return Part(text, facts=refused, confidence=0.95)
    result, inputs = _for_product(turn, row)
    facts = (place, *ways, *inputs)
    if result is not None and result.outcome == "free":
        return _free(turn, province, row, facts)
    if result is not None and result.outcome == "fee" and result.fee is not None:
        weighed = [f for f in facts if f.field in _FEE_FIELDS]
        fee = cite.computed("运费", result.fee, weighed)
        said = f"寄到{province}这单运费{cite.money(result.fee)}。" if result.fee else f"寄到{province}免运费。"
        text, more = _short_of(turn, row, facts) or _threshold(row)
        return Part(_with_note(turn, said + text, row), facts=(*facts, fee, *more, *_note(row)), confidence=0.94)
    return _table(turn, province, row, (place, *ways))


def _for_product(turn: Turn, row: Freight) -> tuple[FreightFee | None, tuple[FactUse, ...]]:
    """The fee for what was summed up, else for what is looked at: the variants in question must agree."""
    if held := held_lines(turn):
        weights = [line.sku.gross_weight_g for line in held]
        known = [w * line.quantity for w, line in zip(weights, held, strict=True) if w is not None]
        weight = sum(known, Decimal(0)) / 1000 if len(known) == len(held) else None
        priced, used = _paid(turn, held)
        cells = [*used, *_cells(row)]
        cells += [
            cite.cell(line.sku.source, "毛重克", w) for w, line in zip(weights, held, strict=True) if w is not None
        ]
        return freight_fee(row, weight_kg=weight, goods_paid=priced), tuple(cells)
    quantity = max(turn.slots.quantity, 1)
    skus = [sku for sku in turn.skus if sku.price is not None] if turn.product else []
    if not skus or turn.product is None:
        return None, ()
    results: dict[tuple[str, Decimal | None], tuple[FreightFee, tuple[FactUse, ...]]] = {}
    for sku in skus:
        weight = sku.gross_weight_g * quantity / 1000 if sku.gross_weight_g is not None else None
        priced, used = paid_for(turn, basket(turn.product, sku, quantity))
        result = freight_fee(row, weight_kg=weight, goods_paid=priced)
        cells = [*used, *_cells(row)]
        if sku.gross_weight_g is not None:
            cells.append(cite.cell(sku.source, "毛重克", sku.gross_weight_g))
        if quantity > 1:
            cells.append(cite.cell(cite.SHOPPER, "数量", quantity))
        results.setdefault((result.outcome, result.fee), (result, tuple(cells)))
    if len(results) > 1:
        return None, ()
    return next(iter(results.values()))


def _free(turn: Turn, province: str, row: Freight, facts: tuple[FactUse, ...]) -> Part:
    free = row.free_from or Decimal(0)
    paid = _goods_paid(turn)
    if paid is not None:
        amount, used = paid
        facts = (*facts, *used, cite.computed("商品实付", amount, used))
        said = f"寄到{province}包邮：您看的商品实付{cite.money(amount)}，已满{cite.money(free)}的包邮门槛。"
    else:
        said = f"寄到{province}包邮的，满{cite.money(free)}就免运费。"
    return Part(_with_note(turn, said, row), facts=(*facts, *_note(row)), confidence=0.95)


def _goods_paid(turn: Turn) -> tuple[Decimal, tuple[FactUse, ...]] | None:
    """What is paid for the goods summed up or looked at, where all variants in question cost the same."""
    if held := held_lines(turn):
        paid, used = _paid(turn, held)
        return None if paid is None else (paid, used)
    quantity = max(turn.slots.quantity, 1)
    skus = [sku for sku in turn.skus if sku.price is not None] if turn.product else []
    if turn.product is None or not skus or len({sku.price for sku in skus}) > 1:
        return None
    amount, used = paid_for(turn, basket(turn.product, skus[0], quantity))
    if quantity > 1:
        used = (*used, cite.cell(cite.SHOPPER, "数量", quantity))
    return None if amount is None else (amount, used)


def _paid(turn: Turn, held: Sequence[BasketLine]) -> tuple[Decimal | None, tuple[FactUse, ...]]:
    paid, used = paid_for(turn, held)
    return paid, (*used, *(cite.cell(cite.SHOPPER, "数量", line.quantity) for line in held))


def _short_of(turn: Turn, row: Freight, facts: Sequence[FactUse]) -> tuple[str, tuple[FactUse, ...]] | None:
    """How much more reaches free shipping."""
    paid = _goods_paid(turn)
    if paid is None or row.free_from is None or paid[0] >= row.free_from:
        return None
    amount, used = paid
    gap = row.free_from - amount
    cells = (*used, cite.cell(row.source, "包邮门槛", row.free_from))
    more = (cite.computed("商品实付", amount, used), cite.computed("差额", gap, cells))
    text = f"商品实付满{cite.money(row.free_from)}包邮，现在是{cite.money(amount)}，再买{cite.money(gap)}就免运费。"
    return text, (*cells, *more)


def _table(turn: Turn, province: str, row: Freight, facts: tuple[FactUse, ...]) -> Part:
    """Without a weight: first weight, further weight, threshold."""
    if row.first_fee is None and row.free_from is None:
        return Part(f"寄到{province}的运费资料里没有写明，请同事核实后回复您。", "handoff", 0.85, facts, "售前")
    text, more = _threshold(row)
    if row.first_fee is None:
        told = _with_note(turn, f"寄到{province}：{text}", row)
        return Part(told, facts=(*facts, *more, *_note(row)), confidence=0.9)
    first = f"首重{cite.spoken(row.first_kg)}公斤" if row.first_kg is not None else ""
    said = f"寄到{province}{first}运费{cite.money(row.first_fee)}"
    if row.step_kg and row.step_fee is not None:
        said += f"，每续重{cite.spoken(row.step_kg)}公斤加{cite.money(row.step_fee)}"
    told = _with_note(turn, f"{said}。{text}", row)
    return Part(told, facts=(*facts, *_cells(row), *more, *_note(row)), confidence=0.93)


def _threshold(row: Freight) -> tuple[str, tuple[FactUse, ...]]:
    if row.free_from is None:
        return "", ()
    return f"商品实付满{cite.money(row.free_from)}包邮。", (cite.cell(row.source, "包邮门槛", row.free_from),)


def _with_note(turn: Turn, text: str, row: Freight) -> str:
    note = note_of(turn, row).rstrip("。")
    return f"{text}\n{note}。" if note else text


def _note(row: Freight) -> tuple[FactUse, ...]:
    return (cite.cell(row.source, "备注", row.remark),) if row.remark else ()


def _cells(row: Freight) -> tuple[FactUse, ...]:
    columns = (
        ("首重公斤", row.first_kg),
        ("首重运费", row.first_fee),
        ("续重单位公斤", row.step_kg),
        ("续重运费", row.step_fee),
        ("包邮门槛", row.free_from),
    )
    return tuple(cite.cell(row.source, name, value) for name, value in columns if value is not None)
