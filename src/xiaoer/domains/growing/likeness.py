"""How alike two questions are, and questions that belong together. Pure; no model, the same result each time."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import TypeVar

from xiaoer.core.text.grams import grams

T = TypeVar("T")
LIKE = 0.42
_EMPTY = re.compile(
    r"请问一?下?|你好|您好|亲亲?|在吗|有人吗|麻烦|一下|这[款个件双条]|那[款个件双条]|你们家?|咱们?家?|我想问|想问|问下"
    r"|可不可以|能不能|能(?!量)|是不是|有没有|会不会|要不要|可以|怎么样|多少|什么|怎么|[吗呢吧呀啊哦嘛的了么]"
)


def pieces(text: str) -> frozenset[str]:
    """The pairs that carry a question's meaning; those of the whole text where nothing else is left."""
    bare = _EMPTY.sub(" ", text)
    return frozenset(grams(bare)) or frozenset(grams(text))


def likeness(a: frozenset[str], b: frozenset[str]) -> float:
    """0–1: shared pairs against the mean of both (Dice), so that a long wording of a short question stays near."""
    if not a or not b:
        return 0.0
    return 2 * len(a & b) / (len(a) + len(b))


def clusters(items: Sequence[T], text: Callable[[T], str], same: Callable[[T, T], bool]) -> list[list[T]]:
    """Items in groups around their first one; `same` = whether two may stand together at all. Biggest group first."""
    held: list[tuple[frozenset[str], list[T]]] = []
    for item in items:
        own = pieces(text(item))
        best, place = LIKE, -1
        for n, (seed, group) in enumerate(held):
            near = likeness(own, seed)
            if near >= best and same(group[0], item):
                best, place = near, n
        if place < 0:
            held.append((own, [item]))
        else:
            held[place][1].append(item)
    return sorted((group for _, group in held), key=len, reverse=True)
