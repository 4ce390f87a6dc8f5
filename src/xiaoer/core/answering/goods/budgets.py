"""Budgets in words: 三百以内, 两三百, 一百来块, 一千出头, 不超过五百, 200到300."""

# Rows of Chinese count double in width; they are kept whole.

from __future__ import annotations

import re
from decimal import Decimal

from xiaoer.core.text.numbers import parse_number

_HAN = "一二两三四五六七八九"
_N = rf"(?:\d{{2,6}}|[{_HAN}]+[百千万][零{_HAN}十百千]*|[{_HAN}]?十[{_HAN}]?)"
_NEAR = re.compile(
    rf"(?<![{_HAN}\d])([{_HAN}])([{_HAN}])([十百千])(?:来|多)?(?:块钱?|元)?(?![{_HAN}]?[度克斤米个件码岁片张页公毫厘平升瓦伏])"
)
_FROM_TO = re.compile(rf"({_N})(?:块钱?|元)?\s*(?:-|~|到|至)\s*({_N})\s*(?:块钱?|元|之间|以内|左右|的预算|预算)")
_UP_TO = re.compile(rf"({_N})\s*(?:元|块钱?)?\s*(?:以内|以下|之内|封顶|内|预算|打住)")
_AT_MOST = re.compile(
    rf"(?:预算|(?:不要?|别|不能)超过?|最多|顶多|控制在)(?:大概|差不多|是|在|就|只有|到)*\s*({_N})(?!\s*[个件斤克度米码岁片张页公毫厘平升瓦伏])"
)
_ABOUT = re.compile(rf"({_N})\s*(?:元|块钱?)?\s*(?:左右|上下)")
_SOME = re.compile(rf"({_N}|百|千)\s*(来块|来元|出头|多块|多元|块出头|元出头|多一?点的|几块)")
_SCALE = {"十": 10, "百": 100, "千": 1000}
_MORE = {"来块": Decimal("1.2"), "来元": Decimal("1.2"), "出头": Decimal("1.2"), "块出头": Decimal("1.2"),
         "元出头": Decimal("1.2"), "多一点的": Decimal("1.3"), "多点的": Decimal("1.3")}  # fmt: skip
_MANY = Decimal("1.9")
_NEARLY = Decimal("1.1")
_LEAST = 20

SAYS_BUDGET = re.compile(
    "|".join(pattern.pattern for pattern in (_NEAR, _FROM_TO, _UP_TO, _AT_MOST, _ABOUT, _SOME)) + "|预算"
)
"""Whether a text says how much may be spent."""


def most_of(text: str) -> Decimal | None:
    """The most that a text says may be spent, in yuan; None = it says nothing of that."""
    near = _NEAR.search(text)
    if near is not None and _follows(near[1], near[2]):
        scale = _SCALE[near[3]]
        return Decimal((parse_number(near[2]) or 0) * scale + scale // 2)
    for pattern, group, factor in ((_FROM_TO, 2, 1), (_UP_TO, 1, 1), (_AT_MOST, 1, 1), (_ABOUT, 1, _NEARLY)):
        found = pattern.search(text)
        number = _number(found[group]) if found else None
        if number is not None:
            return number * factor
    some = _SOME.search(text)
    number = _number(some[1]) if some else None
    return number * _MORE.get(some[2], _MANY) if some and number is not None else None


def _follows(first: str, second: str) -> bool:
    """两三, 三五, 七八: two digits that together are about so many."""
    low, high = parse_number(first), parse_number(second)
    return low is not None and high is not None and 0 < high - low <= 2


def _number(text: str) -> Decimal | None:
    number = parse_number(f"一{text}" if text in _SCALE else text)
    return number if number is not None and number >= _LEAST else None
