"""“4.0的电池通用不”, “麻花钻能装这上面吗”: what the goods' own data says of one thing fitting another."""

# Rows of Chinese count double in width; they are kept whole.

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from xiaoer.core.answering.evidence import cite
from xiaoer.core.answering.goods.aspects import content_runs
from xiaoer.core.answering.goods.variants import measured
from xiaoer.core.answering.parts import Part, Turn
from xiaoer.core.answering.shapes import FactUse
from xiaoer.core.answering.talk.named_beside import FITS, OF_FIT
from xiaoer.core.facts import Product
from xiaoer.core.reading.shapes import Intent

_CLAUSES = re.compile(r"[,，;；、/\s]")
_REFUSES = re.compile(r"不(?:能|可|适|支持|兼容|行|要|建议)|除外|^无法|禁")
_NO = re.compile(r"^不|^无法|^非")
_SAME = re.compile(r"电池平台|平台|卡口|制式")
_OF_GOODS: frozenset[Intent] = frozenset(
    {"product_suitability", "product_attribute", "other", "stock", "price_promotion", "recommend", "care_usage",
     "compare", "chitchat"}
)  # fmt: skip
_MOST = 6
_NEAR = 60  # goods looked at of a large shop
_NUMBERS = re.compile(r"(?<![\d.])\d+(?:\.\d+)?(?![\d.])")
_WORD = 2


@dataclass(frozen=True, slots=True)
class _Told:
    fits: bool
    text: str
    facts: tuple[FactUse, ...]


def fits_with(turn: Turn) -> Part | None:
    """Whether two of the shop's goods fit each other; None = their data doesn't tell."""
    if turn.intent not in _OF_GOODS or not FITS.search(turn.text):
        return None
    base = turn.shop.product(turn.slots.card) or turn.product
    others = _named(turn, base)
    told = [t for a in ([base] if base else others[:1]) for b in others if b is not a and (t := _between(a, b))]
    if not told:
        return None
    signs = {t.fits for t in told}
    head = "" if len(signs) > 1 else "可以的，" if signs == {True} else "不能，"
    lines = list(dict.fromkeys(t.text for t in told))[:_WORD]
    facts = tuple(fact for t in told for fact in t.facts)
    return Part(head + "\n".join(lines), facts=facts, confidence=0.9 if len(signs) == 1 else 0.8)


def _named(turn: Turn, base: Product | None) -> list[Product]:
    """The goods that a question names beside those in view: by name, words of their title, a variant's number."""
    like = [n for n, _ in turn.shop.near(turn.text).most_common(_NEAR)]
    known = turn.shop.facts.products
    goods = {n: known[n] for n in (*like, *turn.reading.entities.products) if n in known and known[n] is not base}
    own = f"{base.title}{base.category}" if base is not None else ""
    words = {pair for run in content_runs(turn.text) for pair in _pairs(run) if pair not in own}
    scores = {n: sum(2 if w in p.title else w in p.category for w in words) for n, p in goods.items()}
    best = max(scores.values(), default=0)
    found = [n for n, score in scores.items() if best and score == best]
    held = [n for n in turn.reading.entities.products if n in goods]
    numbers = list(dict.fromkeys((*found, *held)))
    said = set(_NUMBERS.findall(turn.text))
    exact = [n for n in numbers if said & {m for s in goods[n].skus for m in _NUMBERS.findall(measured(s.spec))}]
    return [goods[n] for n in exact or numbers][:_MOST]


def _pairs(run: str) -> Iterator[str]:
    yield from [run.upper()] if run.isascii() else (run[i : i + _WORD] for i in range(len(run) - 1))


def _between(first: Product, second: Product) -> _Told | None:
    told = _by_list(first, second) or _by_list(second, first) or _by_platform(first, second)
    return told or _by_kind(first, second) or _by_kind(second, first)


def _by_list(listing: Product, other: Product) -> _Told | None:
    """What one product's list of what it fits says of the other."""
    for key, value in _lists(listing):
        if not _names(value, other):
            continue
        facts = (cite.cell(listing.source, "属性", f"{key}:{value}"), cite.title(listing), cite.title(other))
        called = "" if other.title in value else f"（{cite.short_title(other)}是{other.number}）"
        return _Told(not _NO.search(key), f"{cite.short_title(listing)}的{key}：{value}{called}。", facts)
    return None


def _by_kind(listing: Product, other: Product) -> _Told | None:
    """A list that names kinds of goods (热插拔机械键盘，磁轴键盘不能用), held against the other's data.

    What doesn't fit outweighs what does.
    """
    if listing.category == other.category:
        return None
    for key, value in _lists(listing):
        clauses = [clause for clause in _CLAUSES.split(value) if clause]
        for refused in (True, False):
            for clause in clauses:
                if (_REFUSES.search(f"{key if _NO.search(key) else ''}{clause}") is not None) is not refused:
                    continue
                cell = _of_such(other, clause)
                if cell is not None:
                    facts = (cite.cell(listing.source, "属性", f"{key}:{value}"), cell, cite.title(other))
                    told = f"{cite.short_title(listing)}的{key}：{value}。{cite.short_title(other)}的{_spoken(cell)}。"
                    return _Told(not refused, told, (*facts, cite.title(listing)))
    return None


def _of_such(product: Product, clause: str) -> FactUse | None:
    """The cell of a product by which it is of the kind that a clause names."""
    for key, value in product.attributes:
        for part in _CLAUSES.split(value):
            word = part.strip()
            if len(word) >= _WORD and not word.isdigit() and word in clause:
                return cite.cell(product.source, "属性", f"{key}:{value}")
    return None


def _spoken(cell: FactUse) -> str:
    return cell.value.replace(":", "：", 1)


def _lists(product: Product) -> Iterator[tuple[str, str]]:
    """The cells of what a product doesn't fit before those of what it fits."""
    lists = [(key, value) for key, value in product.attributes if OF_FIT.search(key)]
    yield from sorted(lists, key=lambda cell: not _NO.search(cell[0]))


def _names(value: str, product: Product) -> bool:
    if re.search(rf"(?<![A-Za-z0-9]){re.escape(product.number)}(?![A-Za-z0-9])", value):
        return True
    return any(len(word) > _WORD and word in value for word in (product.title, *product.title.split()))


def _by_platform(first: Product, second: Product) -> _Told | None:
    """Two goods of one or of two battery platforms."""
    for key, value in first.attributes:
        theirs = second.attribute(key) if _SAME.search(key) else None
        if theirs is None:
            continue
        facts = [cite.cell(p.source, "属性", f"{key}:{v}") for p, v in ((first, value), (second, theirs))]
        facts += [cite.title(first), cite.title(second)]
        names: Sequence[str] = (cite.short_title(first), cite.short_title(second))
        text = f"{names[0]}的{key}是{value}，{names[1]}的是{theirs}。"
        return _Told(value == theirs, text, tuple(facts))
    return None
