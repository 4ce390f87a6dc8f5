"""Sizes told by columns of the body (下胸围cm, 脚长mm, 内径mm): the rows that hold what was said, or lie around it."""

# Rows of Chinese count double in width; they are kept whole.

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal

from xiaoer.core.answering.evidence import cite
from xiaoer.core.answering.goods.body_columns import Column, columns_of, rows_by_size, value_alone, values_said
from xiaoer.core.answering.goods.variants import options_of
from xiaoer.core.answering.parts import Part, Turn
from xiaoer.core.answering.shapes import FactUse
from xiaoer.core.facts import Product
from xiaoer.core.reading.shapes import Intent

_INTENTS: frozenset[Intent] = frozenset(
    {"size_advice", "recommend", "other", "product_attribute", "product_suitability", "stock", "chitchat", "compare"}
)
_BETWEEN = re.compile(r"之间|中间|两个?码|居中")
_ASKED = re.compile(r"[拍选买要订]|哪|什么|啥|几[号码]|码|多大|[戴穿]|合适|量|够|适合")
_WHICH = re.compile(r"码|[几大小]号|多大|多少号|选|拍|尺寸|合适|[脚头手掌指胸背]")
_HOW = re.compile(r"(?:怎么|咋|如何|哪里)(?:量|测)")
_BRA = frozenset({"上胸围", "下胸围"})


def by_bands(turn: Turn) -> Part | None:
    """The size for measures of the body by the chart's own columns; what is still missing is asked for."""
    product = turn.product
    if product is None or turn.intent not in _INTENTS or _HOW.search(turn.text):
        return None
    noted = _noted(product) if turn.intent == "size_advice" and _BETWEEN.search(turn.text) else None
    return noted or _by_columns(turn, product)


def _by_columns(turn: Turn, product: Product) -> Part | None:
    columns = columns_of(product)
    if not columns or any(row.weight_jin or row.height_cm for row in product.size_chart):
        return None
    kept = {c.head: turn.slots.measures[c.name] for c in columns if c.name in turn.slots.measures and c.unit == "cm"}
    now = values_said(columns, turn.reading.normal)
    asked = turn.intent == "size_advice" or turn.slots.asks == "size" or turn.slots.intents[:1] == ("size_advice",)
    if not now and (asked or _ASKED.search(turn.text)):
        open_ones = [c for c in columns if c.head not in kept] or list(columns)
        now = value_alone(open_ones, turn.reading.normal)
    if not now and (turn.intent != "size_advice" or turn.choice or not _WHICH.search(turn.text)):
        return None
    said = {**kept, **now}
    both = {c.name for c in columns} >= _BRA
    missing = [c.name for c in columns if c.head not in said] if both or not said else []
    sizes = _fitting(columns, said)
    if not said or (missing and len(sizes) > 1):
        names = "和".join(missing[:1] if not both else missing)
        others = f"（或{'、'.join(missing[1:])}）" if not both and len(missing) > 1 else ""
        unit = "毫米" if columns[0].unit == "mm" else "厘米"
        return Part(f"{names}{others}告诉我一下（{unit}），马上按尺码表帮您对码。", "clarify", 0.93, asks="size")
    return _advised(product, columns, said, sizes) if sizes else _beside(product, columns, said)


def _fitting(columns: Sequence[Column], said: Mapping[str, Decimal]) -> list[str]:
    """The sizes whose bands hold all that was said, in the chart's order."""
    by_head = {c.head: c.bands for c in columns if c.head in said}
    sizes = list(dict.fromkeys(size for bands in by_head.values() for size in bands))
    return [
        size
        for size in sizes
        if all(size in bands and bands[size][0] <= said[head] <= bands[size][1] for head, bands in by_head.items())
    ]


def _noted(product: Product) -> Part | None:
    """What the chart notes for who lies between two sizes."""
    rows = {row.remark: row for row in product.size_chart if row.remark}
    facts = (cite.title(product), *(cite.cell(row.source, "备注", remark) for remark, row in rows.items()))
    return Part(f"尺码表里写的是：{'；'.join(rows)}。", facts=facts, confidence=0.86) if rows else None


def _advised(product: Product, columns: Sequence[Column], said: Mapping[str, Decimal], sizes: Sequence[str]) -> Part:
    told, facts = _body(columns, said)
    lines = [f"您{told}，按尺码表选{'或'.join(_called(size) for size in sizes)}。"]
    if len(sizes) > 1:
        lines.append("正好在交界处，想宽松一点选大的，想贴合选小的。")
    return _with_rows(product, columns, sizes, lines, facts, 0.93)


def _beside(product: Product, columns: Sequence[Column], said: Mapping[str, Decimal]) -> Part:
    """Between two rows, both; beyond the chart, its largest or smallest."""
    told, facts = _body(columns, said)
    column = next(c for c in columns if c.head in said)
    value = said[column.head]
    below = [size for size, (_, high) in column.bands.items() if high < value]
    above = [size for size, (low, _) in column.bands.items() if low > value]
    if len([c for c in columns if c.head in said]) > 1 and (len(below) + len(above) < len(column.bands)):
        text = f"您{told}，在这款尺码表里没有正好对应的一码，请同事帮您核对。"
        cells = [fact for size in column.bands for fact in _cells(product, columns, size)]
        return Part(text, "handoff", 0.88, (*facts, *cells), "售前")
    small = max(below, key=lambda size: column.bands[size][1], default="")
    large = min(above, key=lambda size: column.bands[size][0], default="")
    if small and large:
        lines = [
            f"您{told}，在{_called(small)}和{_called(large)}之间：想宽松一点选{_called(large)}，想贴合选{_called(small)}。"
        ]
        return _with_rows(product, columns, [small, large], lines, facts, 0.88)
    edge, what, beyond = (small, "最大", "大") if small else (large, "最小", "小")
    lines = [f"您{told}，比这款尺码表的范围{beyond}了，{what}是{_called(edge)}，不建议勉强。"]
    return _with_rows(product, columns, [edge], lines, facts, 0.86)


def _with_rows(
    product: Product,
    columns: Sequence[Column],
    sizes: Sequence[str],
    lines: list[str],
    facts: Sequence[FactUse],
    confidence: float,
) -> Part:
    """The advice with the chart's rows, their notes and what is sold out."""
    rows = rows_by_size(product)
    cells = list(facts)
    for size in sizes:
        spans = "，".join(f"{c.name}{_spoken(*c.bands[size])}{c.unit}" for c in columns if size in c.bands)
        lines.append(f"{_called(size)}：{spans}。")
        cells += _cells(product, columns, size)
    lines += [f"{remark.rstrip('。')}。" for remark in dict.fromkeys(rows[size].remark for size in sizes) if remark]
    for size in sizes:
        skus = [sku for sku in product.skus if any(value == size for _, value in options_of(sku))]
        if skus and all(sku.stock == 0 for sku in skus):
            lines.append(f"不过{_called(size)}这会儿没有现货。")
            cells += [fact for sku in skus for fact in (cite.stock(sku), cite.spec(sku))]
    return Part("\n".join(lines), facts=tuple(cells), confidence=confidence)


def _body(columns: Sequence[Column], said: Mapping[str, Decimal]) -> tuple[str, tuple[FactUse, ...]]:
    mine = [c for c in columns if c.head in said]
    facts = tuple(cite.cell(cite.SHOPPER, c.head, said[c.head]) for c in mine)
    return "、".join(f"{c.name}{cite.spoken(said[c.head])}{c.unit}" for c in mine), facts


def _cells(product: Product, columns: Sequence[Column], size: str) -> list[FactUse]:
    row = rows_by_size(product)[size]
    facts = [cite.cell(row.source, "尺码", row.size)]
    facts += [cite.cell(row.source, c.head, _spoken(*c.bands[size])) for c in columns if size in c.bands]
    return facts + ([cite.cell(row.source, "备注", row.remark)] if row.remark else [])


def _called(size: str) -> str:
    return size if size.endswith(("码", "号")) else f"{size}码"


def _spoken(low: Decimal, high: Decimal) -> str:
    return cite.spoken(low) if low == high else f"{cite.spoken(low)}-{cite.spoken(high)}"
