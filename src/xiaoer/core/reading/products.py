"""Which products of the shop a text names: by number, SKU number, nickname or words of the title.

Built once per catalogue version: 10,000 products in well under two seconds. Titles are found by pairs of characters, so
that a shopper's shortening (雪纺连衣裙 → 雪纺裙) still finds its product.
"""

# Rows of Chinese count double in width; they are kept whole.
# ruff: noqa: E501

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from importlib import resources
from math import log

import numpy as np
import numpy.typing as npt
from ahocorasick_rs import AhoCorasick, MatchKind

from xiaoer.core.facts import Product, ShopFacts
from xiaoer.core.text.normal import normal_text
from xiaoer.core.text.words import bigrams

MOST = 5
_MIXED = re.compile(r"(?<![a-z0-9])[a-z][\u4e00-\u9fff]")
_NAME_KEYS = ("别名", "昵称", "简称", "俗称", "款号", "货号", "型号", "系列")
# Pairs that stand in titles and in questions alike without naming a product.
_IDLE = frozenset(
    bigrams(
        "包邮 现货 正品 新款 礼盒 送礼 礼物 官方 旗舰 同款 爆款 热卖 推荐 特价 优惠 活动 多少 尺码 大码 加大 颜色 黑色 白色 红色 蓝色 "
        "绿色 灰色 粉色 黄色 米白 包装 一件 两件 保质期 日期 春季 夏季 秋季 冬季 夏天 冬天 春夏 秋冬 女生 男生 儿童 宝宝 适合 显瘦 "
        "发货 快递 质量 面料 纯棉 可以 不会 容量 升级 家用 宽松 修身 小个子 中长款 短款 长款 大号 小号 一个 这个 好看 好吃 生日 新年 中秋 过年"
    )
)


class ProductIndex:
    """Finds the products that a text names."""

    def __init__(self, products: Iterable[Product]) -> None:
        listed = tuple(products)
        self._numbers = tuple(p.number for p in listed)
        self._titles = tuple(normal_text(f"{p.title} {p.category.rsplit('/', 1)[-1]}").lower() for p in listed)
        self._aliases, self._of_alias = _aliases(self._titles)
        self._names, self._named, self._known = _exact_names(listed)
        self._pairs = _postings(self._titles)

    @classmethod
    def of(cls, facts: ShopFacts | None) -> ProductIndex:
        """The index of a shop's products; empty for an unknown shop."""
        return cls(facts.products.values() if facts else ())

    def find(self, normal: str, in_view: str | None = None) -> tuple[str, ...]:
        """Numbers of the named products, best first, at most MOST; empty when none or too many fit equally.

        Among equals the product in view goes first and alone.
        """
        text = normal.lower()
        exact = self._exact(text)
        return exact[:MOST] if exact else self._by_title(self.in_shop_words(text), in_view)

    def in_shop_words(self, text: str) -> str:
        """Names of goods as the shop writes them: 充电宝 → 移动电源 where no title says 充电宝."""
        return self._aliases.sub(lambda m: self._of_alias[m[0]], text) if self._aliases else text

    def is_name(self, word: str) -> bool:
        """Whether a word is the number or nickname of a product or the number of a SKU."""
        return word.lower() in self._known

    def _exact(self, text: str) -> tuple[str, ...]:
        if self._names is None:
            return ()
        found: list[str] = []
        for which, start, end in self._names.find_matches_as_indexes(text):
            if _stands_alone(text, start, end):
                found.append(self._named[which])
        return tuple(dict.fromkeys(found))

    def _by_title(self, text: str, in_view: str | None) -> tuple[str, ...]:
        lit = [self._pairs[pair] for pair in _pairs_of(text) if pair in self._pairs]
        if not lit:
            return ()
        total = len(self._titles)
        weights = np.concatenate([np.full(len(ids), log((total + 1) / len(ids)) + 0.2) for ids in lit])
        scores = np.bincount(np.concatenate(lit), weights=weights, minlength=total)
        best = float(scores.max())
        equal = np.flatnonzero(scores >= best * 0.98)
        if not self._is_naming(text, int(equal[0]), len(equal)):
            return ()
        numbers = tuple(self._numbers[i] for i in equal)
        if in_view in numbers:
            return (in_view,)
        if len(equal) > MOST:
            return ()
        near = np.flatnonzero((scores >= best * 0.8) & (scores < best * 0.98))
        ranked = sorted(near, key=lambda i: -scores[i])
        return (*numbers, *(self._numbers[i] for i in ranked))[:MOST]

    def _is_naming(self, text: str, which: int, equals: int) -> bool:
        """A run of three characters of the title names it, two when few products share them."""
        run = _longest_run(text, self._titles[which])
        return run >= 3 or (run == 2 and equals <= max(2, len(self._titles) // 10))


@cache
def _goods() -> tuple[tuple[str, ...], ...]:
    lines = (resources.files("xiaoer.core.reading") / "data" / "goods.txt").read_text("utf-8").splitlines()
    return tuple(tuple(line.lower().split()) for line in lines if line.strip() and not line.startswith("#"))


def _aliases(titles: tuple[str, ...]) -> tuple[re.Pattern[str] | None, dict[str, str]]:
    """Names that no title bears → the name of the same goods that titles do bear."""
    whole = "\n".join(titles)
    found: dict[str, str] = {}
    for names in _goods():
        borne = [name for name in names if name in whole]
        if borne:
            found.update({name: borne[0] for name in names if name not in whole and len(name) > 1})
    longest = sorted(found, key=len, reverse=True)
    return (re.compile("|".join(map(re.escape, longest))), found) if found else (None, found)


def _exact_names(products: tuple[Product, ...]) -> tuple[AhoCorasick | None, tuple[str, ...], frozenset[str]]:
    """Automaton of numbers, SKU numbers and nicknames, and the product that each stands for."""
    names: dict[str, str] = {}
    for product in products:
        names.setdefault(product.number.lower(), product.number)
        for sku in product.skus:
            names.setdefault(sku.number.lower(), product.number)
        told = dict(reversed(product.attributes))  # of keys that recur the first counts
        for key in _NAME_KEYS:
            value = product.extra.get(key) or told.get(key)
            for name in (value or "").replace("，", ",").replace("、", ",").split(","):
                if len(name.strip()) >= 2:
                    names.setdefault(normal_text(name.strip()).lower(), product.number)
    names.pop("", None)
    if not names:
        return None, (), frozenset()
    automaton = AhoCorasick(list(names), matchkind=MatchKind.LeftmostLongest)
    return automaton, tuple(names.values()), frozenset(names)


def _pairs_of(text: str) -> set[str]:
    """Pairs of Chinese letters, whole Latin words, and a letter with what it is part of (T恤, U盘)."""
    return {*bigrams(text), *_MIXED.findall(text)}


def _postings(titles: tuple[str, ...]) -> dict[str, npt.NDArray[np.int64]]:
    lists: dict[str, list[int]] = {}
    for which, title in enumerate(titles):
        for pair in _pairs_of(title):
            if len(pair) > 1 and pair not in _IDLE and not (pair.isdigit() and len(pair) < 3):
                lists.setdefault(pair, []).append(which)
    return {pair: np.array(ids, dtype=np.int64) for pair, ids in lists.items()}


def _stands_alone(text: str, start: int, end: int) -> bool:
    """A Latin or digit name must not be part of a longer one: P01 is not in P012."""
    first, last = text[start], text[end - 1]
    before, after = text[start - 1 : start], text[end : end + 1]
    if first.isascii() and first.isalnum() and before.isascii() and before.isalnum():
        return False
    return not (last.isascii() and last.isalnum() and after.isascii() and after.isalnum())


def _longest_run(text: str, title: str) -> int:
    """Length of the longest piece of the text that stands in the title (idle pairs do not count)."""
    longest = 0
    for start in range(len(text) - 1):
        end = start + max(2, longest + 1)
        while end <= len(text) and text[start:end] in title and not text[start:end].isspace():
            if text[start:end] not in _IDLE:
                longest = end - start
            end += 1
    return longest
