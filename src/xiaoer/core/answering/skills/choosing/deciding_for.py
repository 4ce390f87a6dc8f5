"""“拿不定主意，你帮我定吧”: one of what was shown, in stock, with the reason in the goods' own data; and why."""

# Rows of Chinese count double in width; they are kept whole.

from __future__ import annotations

import re

from xiaoer.core.answering.evidence import cite
from xiaoer.core.answering.evidence.sayable import sayable
from xiaoer.core.answering.goods.units import unit_of
from xiaoer.core.answering.goods.variants import label, options_of
from xiaoer.core.answering.parts import Part, Turn
from xiaoer.core.answering.shapes import FactUse
from xiaoer.core.facts import Product, Sku

_DECIDE = re.compile(
    r"拿不定|拿不准|定不下来|选不出来|选择困难|纠结|你(?:帮我|替我|给我)?(?:定|选|挑|拿主意|做主|决定)|帮我(?:定|拿主意|决定|做主)|听你的|你说(?:选|买|要|拍)?哪|你觉得(?:选|买|要)?哪|(?:直接)?帮我(?:选|挑)(?:一?[个款种件本条])(?:吧|呗|$)"
)
_WHY = re.compile(
    r"^(?:那)?(?:为啥|为什么|为何|凭什么|怎么)(?:是|选|推荐|要)?(?:这(?!么|样)|它|那(?!么|样))|(?:好|强)在哪|有(?:什么|啥)(?:好|优势|特别)|(?:什么|啥)理由|^理由"
)
_REASON_KEYS = re.compile(r"适合|适用|场合|人群|功能|特点|材质|面料|工艺|包装|质保|证书|口感|甜度|续航|容量")
_REASONS = 3
_SHOWN = 4


def decided_for(turn: Turn) -> Part | None:
    """One choice out of what was shown, or the reason for it; None = the shopper leaves nothing to us."""
    if _WHY.search(turn.text) and (turn.slots.listed or turn.product is not None):
        return _why(turn)
    if not _DECIDE.search(turn.text):
        return None
    shown = [p for n in turn.slots.listed if (p := turn.shop.product(n)) is not None and _there(p)]
    if turn.product is not None and turn.product.number not in turn.slots.listed:
        return _variant(turn, turn.product)
    if not shown:
        return _variant(turn, turn.product) if turn.product is not None else None
    return _one_of(turn, shown[0], shown[1:])


def _one_of(turn: Turn, best: Product, others: list[Product]) -> Part:
    """The first of what was shown fits the wish best."""
    sku = _there(best)
    assert sku is not None
    reasons, facts = _reasons(best)
    price = f"，{cite.money(sku.price)}" if sku.price is not None else ""
    unit = unit_of(best, sku)
    lines = [f"那就定{cite.short_title(best)}{_named(best, sku)}{price}，有现货{sku.stock}{unit}。", *reasons]
    cells = [cite.title(best), cite.spec(sku), cite.stock(sku), *facts]
    if sku.price is not None:
        cells.append(cite.price(sku))
    if others:
        lines.append(f"另一款{cite.short_title(others[0])}也可以，喜欢的话随时换。")
        cells.append(cite.title(others[0]))
    return Part(
        "\n".join(lines), facts=tuple(cells), confidence=0.84, products=(best.number,), goods=((sku.number, 1),)
    )


def _variant(turn: Turn, product: Product) -> Part | None:
    """A variant of the goods in view: what the data tells of the variants, and the best stocked of those meant."""
    among = [sku for sku in turn.skus if sku.stock] or [sku for sku in product.skus if sku.stock]
    if not among:
        return None
    sku = max(among, key=lambda s: s.stock or 0)
    told = [
        (key, value)
        for key, value in product.attributes
        if sum(_word(v) in value for s in product.skus for _, v in options_of(s)) > 1
    ][:1]
    facts: list[FactUse] = [cite.title(product), cite.spec(sku), cite.stock(sku)]
    lines = []
    if len(product.skus) > 1:
        count = f"有现货{sku.stock}{unit_of(product, sku)}"
        lines.append(f"拿不准的话可以选{label(sku)}，{count}，是几种里备货最足的。")
    else:
        lines.append(f"这款有现货{sku.stock}{unit_of(product, sku)}，可以放心拍。")
    for key, value in told:
        lines.append(f"{key}的差别供您参考：{value}。")
        facts.append(cite.cell(product.source, "属性", f"{key}:{value}"))
    reasons, cells = _reasons(product)
    return Part("\n".join([*lines, *reasons[:1]]), facts=(*facts, *cells), confidence=0.8, goods=((sku.number, 1),))


def _why(turn: Turn) -> Part | None:
    """What the goods' own data says for them."""
    product = turn.product or next((p for n in turn.slots.listed if (p := turn.shop.product(n)) is not None), None)
    if product is None:
        return None
    reasons, facts = _reasons(product)
    if not reasons:
        return None
    text = f"{cite.short_title(product)}的长处：\n" + "\n".join(reasons)
    return Part(text, facts=(cite.title(product), *facts), confidence=0.83, products=(product.number,))


def _reasons(product: Product) -> tuple[list[str], list[FactUse]]:
    """Selling points that may be said, and the attributes that speak for the goods."""
    lines, facts = [], []
    points = [point for point in re.split(r"[，；。;]", product.selling_points) if point and sayable(point)]
    if points:
        lines.append(f"{'，'.join(points[:2])}。")
        facts.append(cite.cell(product.source, "卖点", product.selling_points))
    pairs = [(k, v) for k, v in product.attributes if _REASON_KEYS.search(k) and sayable(v)]
    for key, value in pairs[: _REASONS - 1]:
        lines.append(f"{key}：{value}。")
        facts.append(cite.cell(product.source, "属性", f"{key}:{value}"))
    return lines, facts


def _there(product: Product) -> Sku | None:
    """The best stocked variant."""
    return max((s for s in product.skus if s.stock), key=lambda s: s.stock or 0, default=None)


def _named(product: Product, sku: Sku) -> str:
    return f" {label(sku)}" if len(product.skus) > 1 else ""


def _word(value: str) -> str:
    """What a value is called in an attribute (EF of EF尖)."""
    return value.split("（", maxsplit=1)[0].split("(", maxsplit=1)[0].strip() or value
