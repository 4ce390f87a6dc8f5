"""“头围57选哪个”: a chart whose sizes are told by a range in its notes (头围54-58cm, 掌围18-20cm)."""

# Rows of Chinese count double in width; they are kept whole.

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from xiaoer.core.answering.evidence import cite
from xiaoer.core.answering.parts import Part, Turn
from xiaoer.core.answering.shapes import FactUse
from xiaoer.core.facts import Product, SizeRow
from xiaoer.core.reading.shapes import Intent

_NOTE = re.compile(
    r"([\u4e00-\u9fff]{1,4}?)[:： ]?(\d{1,3}(?:\.\d)?)\s*[-~—至到]\s*(\d{1,3}(?:\.\d)?)\s*(cm|mm|厘米|公分)?"
)
_NUMBER = re.compile(
    r"(?<![\d.])(\d{1,3}(?:\.\d)?)(?![\d.])\s*(?:cm|厘米|公分)?(?!\s*(?:元|块|件|个|双|斤|kg|岁|月|号|天))"
)
_ASKED = re.compile(r"哪|什么|啥|几号|码|多大|戴|穿|选|拍|合适|能|围|大|小")
_INTENTS: frozenset[Intent] = frozenset(
    {"size_advice", "product_suitability", "product_attribute", "recommend", "other", "stock", "price_promotion"}
)
_PRICED = re.compile(r"多少钱|到手|价|便宜|优惠|有货|还有|几双|几个")
_SLACK = Decimal("0.15")


@dataclass(frozen=True, slots=True)
class _Noted:
    row: SizeRow
    what: str
    low: Decimal
    high: Decimal


def by_noted_range(turn: Turn) -> Part | None:
    """The sizes whose noted range holds the number said, or the measure asked for; None = the chart has no notes."""
    product = turn.product
    if product is None or turn.intent not in _INTENTS or _PRICED.search(turn.text):
        return None
    noted = _noted(product)
    if not noted:
        return None
    said = next((Decimal(m[1]) for m in _NUMBER.finditer(turn.reading.normal)), None)
    bottom, top = min(n.low for n in noted), max(n.high for n in noted)
    if said is None:
        return _ask(noted, product) if turn.intent == "size_advice" else None
    asked = _ASKED.search(turn.text) or turn.slots.asks == "size"
    if not asked or not bottom * (1 - _SLACK) <= said <= top * (1 + _SLACK):
        return None
    return _fitting(turn, product, noted, said)


def _fitting(turn: Turn, product: Product, noted: list[_Noted], said: Decimal) -> Part:
    what = noted[0].what
    facts = [cite.cell(cite.SHOPPER, "所说尺寸", said), cite.title(product)]
    facts += [fact for n in noted for fact in _cells(n.row)]
    fitting = [n for n in noted if n.low <= said <= n.high]
    told = "、".join(f"{n.row.size}码（{n.row.remark}）" for n in fitting or noted)
    if not fitting:
        text = f"{what}{cite.spoken(said)}不在这款的范围里，尺码表是：{told}。\n具体能不能用，请同事帮您再核对。"
        return Part(text, "handoff", 0.88, tuple(facts), "售前")
    lines = [f"{what}{cite.spoken(said)}按尺码表选{told}。"]
    if len(fitting) > 1:
        lines.append("正好在交界处，想宽松一点选大的，想贴合选小的。")
    gone = [
        s for n in fitting for s in product.skus if s.stock == 0 and _is_size(s.spec, n.row.size) and s in turn.skus
    ]
    if gone:
        facts += [fact for sku in gone for fact in (cite.spec(sku), cite.stock(sku))]
        lines.append(f"{'、'.join(sku.spec for sku in gone)}这会儿没有现货。")
    return Part("\n".join(lines), facts=tuple(facts), confidence=0.92)


def _is_size(spec: str, size: str) -> bool:
    return re.search(rf"(?<![A-Za-z0-9]){re.escape(size)}(?![A-Za-z0-9])", spec) is not None


def _noted(product: Product) -> list[_Noted]:
    """The rows told by their notes alone; empty where the chart has heights or weights."""
    found = []
    for row in product.size_chart:
        match = _NOTE.search(row.remark)
        if row.height_cm or row.weight_jin or match is None:
            return []
        found.append(_Noted(row, match[1], Decimal(match[2]), Decimal(match[3])))
    return found if len({n.what for n in found}) == 1 else []


def _ask(noted: list[_Noted], product: Product) -> Part:
    told = "、".join(f"{n.row.size}码（{n.row.remark}）" for n in noted)
    facts = (cite.title(product), *(fact for n in noted for fact in _cells(n.row)))
    return Part(
        f"这款按{noted[0].what}选：{told}。\n您量一下{noted[0].what}是多少厘米，这边帮您对一下。",
        "clarify",
        0.88,
        facts,
        asks="size",
    )


def _cells(row: SizeRow) -> tuple[FactUse, ...]:
    return (cite.cell(row.source, "尺码", row.size), cite.cell(row.source, "备注", row.remark))
