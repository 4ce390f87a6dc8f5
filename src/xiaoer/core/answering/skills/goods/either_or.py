"""“植物的还是动物的”, “是有盐的还是无盐的”: which of two words the goods' own data bears."""

# Rows of Chinese count double in width; they are kept whole.

from __future__ import annotations

import re

from xiaoer.core.answering.evidence import cite
from xiaoer.core.answering.goods.aspects import content_runs
from xiaoer.core.answering.goods.variants import choose, options_of
from xiaoer.core.answering.parts import Part, Turn
from xiaoer.core.answering.shapes import FactUse
from xiaoer.core.facts import Product

_PAIR = re.compile(
    r"(?:是|算|属于)?([^,，。?？\s]{1,10}?)(?:的)?(?:啊|呀)?[,，]?还是([^,，。?？\s]{1,10}?)(?:的)?[啊呀呢?？]*$"
)
_LEAD = re.compile(r"^.*(?:请问|到底|究竟|这[个款种件]|是|为)")
_CHOOSES = re.compile(r"买|选|拍|要|好|划算|推荐|合适|今天|明天|换|退")
_LETTERS = 2


def either_or(turn: Turn) -> Part | None:
    """The cell, the title or the variants that bear exactly one of the two words; None = they bear none or both."""
    product, pair = turn.product, _PAIR.search(turn.text)
    if product is None or pair is None or _CHOOSES.search(turn.text) or choose(product, turn.text).several:
        return None
    first, second = _LEAD.sub("", pair[1]), pair[2]
    sides = [tuple(run for run in content_runs(side) if len(run) >= _LETTERS) for side in (first, second)]
    if not all(sides) or set(sides[0]) & set(sides[1]):
        return None
    for words, fact in _cells(product):
        held = [any(_bears(words, run) for run in side) for side in sides]
        if held[0] != held[1]:
            lead = "商品名写明的是" if fact.field == "标题" else "资料里写的是"
            shown = fact.value if fact.field == "标题" else words
            return Part(f"{lead}：{shown}。", facts=(fact, cite.title(product)), confidence=0.84)
    return None


def _bears(words: str, run: str) -> bool:
    """Whether a word stands in a cell, not denied there (无水银)."""
    return re.search(rf"(?<![无不非没]){re.escape(run)}", words.rpartition("：")[2]) is not None


def _cells(product: Product) -> list[tuple[str, FactUse]]:
    found = [(f"{k}：{v}", cite.cell(product.source, "属性", f"{k}:{v}")) for k, v in product.attributes]
    found.append((product.title, cite.title(product)))
    return [*found, *((" ".join(v for _, v in options_of(sku)), cite.spec(sku)) for sku in product.skus[:1])]
