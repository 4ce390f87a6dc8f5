"""Cuts a pattern into its alternatives and finds the anchors of each: words of which a match must hold one.

The gate screens a line by one automaton over the anchors of all rules and tries an alternative only where one
of its anchors stands. Taking them from the pattern itself means that the screen can never hide a match.
"""

from __future__ import annotations

import importlib
import itertools
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from xiaoer.core.rulebook.gate.fold import MARKS

# Python's own reader of regular expressions; there is no public name for it.
_reader: Any = importlib.import_module("re._parser")

_MOST = 1500  # words in one set; more would blow up products of alternatives
_SMALL_CLASS = 40  # characters of a class that are still worth listing
# How often a word brings a rule to be tried in vain, roughly: by length, and for what stands in every line.
_COST = {0: float("inf"), 1: 8.0, 2: 0.04, 3: 0.01}
_LONG = 0.008
_COMMON_WORDS = (
    "没有", "可以", "我们", "这个", "一下", "就是", "不能", "不会", "什么", "怎么", "联系",
    "问题", "退款", "退货", "给您", "送到", "今天", "发出", "快递", "仓库", "详情", "这款",
    "有问题", "超过", "物流", "平台", "您的", "这边", "明天", "现在", "找我", "订单", "商品",
    "发货", "地址", "运费", "好的", "处理", "收到", "一定", "保证", "需要", "帮您", "看到", "尽快", "已经",
)  # fmt: skip
_COMMON = (
    dict.fromkeys("的是我不好有退快信在了您这到对就能会没要给来看码发大小个一下上中人天", 60.0)
    | dict.fromkeys("概微满拍卡白家住买加扫度点单件号口面", 20.0)
    | dict.fromkeys("票滚婊呸癌痘弩", 1.0)
    | dict.fromkeys(_COMMON_WORDS, 2.0)
)

Words = frozenset[str]


def alternatives(pattern: str) -> tuple[str, ...]:
    """The top-level alternatives of a regular expression: `a(b|c)|d` → `a(b|c)`, `d`."""
    cuts, depth, in_class, i = [-1], 0, False, 0
    while i < len(pattern):
        character = pattern[i]
        if character == "\\":
            i += 1
        elif in_class:
            in_class = character != "]"
        elif character == "[":
            in_class = True
        elif character in "()":
            depth += 1 if character == "(" else -1
        elif character == "|" and depth == 0:
            cuts.append(i)
        i += 1
    cuts.append(len(pattern))
    return tuple(pattern[a + 1 : b] for a, b in itertools.pairwise(cuts))


@lru_cache(maxsize=4096)
def anchors_of(pattern: str) -> Words | None:
    """Words such that each match of `pattern`, without clause marks, holds one; None where there are none.

    Raises `re.error` for what is no regular expression.
    """
    best = _best(_reader.parse(pattern))
    return best if best is not None and all(best) else None


def _cost(words: Words | None) -> float:
    if not words:
        return float("inf")
    return sum(_COMMON.get(word) or _COST.get(len(word), _LONG) for word in words)


def _best(items: Iterable[Any]) -> Words | None:
    """The cheapest set of words for a sequence: of one item, or of neighbours written together."""
    best: Words | None = None
    run: Words = frozenset([""])
    for item in items:
        if _is_context(item):
            continue
        exact = _exact(item)
        joined = _product(run, exact) if exact is not None else None
        if joined is None:
            best = min(best, run, _required(item), key=_cost)
            run = exact if exact is not None else frozenset([""])
        else:
            best = min(best, joined, key=_cost)
            run = joined
    return min(best, run, key=_cost)


def _product(left: Words, right: Words) -> Words | None:
    if len(left) * len(right) > _MOST:
        return None
    return frozenset(a + b for a, b in itertools.product(left, right))


def _is_context(item: Any) -> bool:
    return str(item[0]) in {"ASSERT", "ASSERT_NOT", "AT"}


def _exact(item: Any) -> Words | None:
    """All texts that an item can match, without marks; None when they are too many to list."""
    kind, value = str(item[0]), item[1]
    if kind == "LITERAL":
        return frozenset(["" if chr(value) in MARKS else chr(value)])
    if kind == "IN":
        return _class(value)
    if kind == "SUBPATTERN":
        return _exact_sequence(value[-1])
    if kind == "BRANCH":
        parts = [_exact_sequence(branch) for branch in value[1]]
        return None if None in parts else _limited(frozenset().union(*(p for p in parts if p is not None)))
    if kind in {"MAX_REPEAT", "MIN_REPEAT"} and value[1] == 1:
        once = _exact_sequence(value[2])
        return None if once is None else _limited(once | {""} if value[0] == 0 else once)
    return None


def _exact_sequence(items: Iterable[Any]) -> Words | None:
    words: Words | None = frozenset([""])
    for item in items:
        if _is_context(item):
            continue
        exact = _exact(item)
        words = _product(words, exact) if words is not None and exact is not None else None
        if words is None:
            return None
    return words


def _limited(words: Words) -> Words | None:
    return words if len(words) <= _MOST else None


def _class(items: Any) -> Words | None:
    characters: set[str] = set()
    for kind, value in items:
        if str(kind) == "LITERAL":
            characters.add(chr(value))
        elif str(kind) == "RANGE" and value[1] - value[0] < _SMALL_CLASS:
            characters.update(map(chr, range(value[0], value[1] + 1)))
        else:
            return None
    if len(characters) > _SMALL_CLASS:
        return None
    return frozenset("" if c in MARKS else c for c in characters)


def _required(item: Any) -> Words | None:
    """Words of which an item that cannot be listed must hold one; None where there are none."""
    kind, value = str(item[0]), item[1]
    if kind == "SUBPATTERN":
        return _best(value[-1])
    if kind == "BRANCH":
        parts = [_best(branch) for branch in value[1]]
        return frozenset().union(*(p for p in parts if p)) if all(map(_holds, parts)) else None
    if kind in {"MAX_REPEAT", "MIN_REPEAT"} and value[0] > 0:
        return _best(value[2])
    return None


def _holds(words: Words | None) -> bool:
    return bool(words) and all(words or ())
