"""Whether a model's wording of a shopper's lines may be used: the same question, nothing added or left out. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from xiaoer.core.grounding.claims import claims_of
from xiaoer.core.text.words import content, words

MOST_LINES, LONGEST = 4, 120
KEPT = 0.5
"""So much of what the engine's lines are about must be in the new ones, by words."""
_MACHINE = re.compile(
    r"```|<[a-z/!]+[^>]*>|[{}【】〔〕]|语言模型|作为(?:一个|一名)?(?:AI|人工智能)|模拟|扮演|As an AI"
    r"|\bsystem\b|提示词",
    re.IGNORECASE,
)
_ASKS = re.compile(r"[?？吗呢么]|多少|几|什么|怎么|咋|哪|谁|为啥|能不能|可不可以|是不是|有没有|行不行")


def worded(lines: Sequence[str], text: str) -> tuple[tuple[str, ...], str]:
    """(lines, "") of a model's text that says the same, else ((), why it is not used)."""
    new = tuple(line.strip() for line in text.strip().splitlines() if line.strip())
    old, whole = "\n".join(lines), "\n".join(new)
    why = _wrong(old, whole, len(new))
    return ((), why) if why else (new, "")


def _wrong(old: str, new: str, count: int) -> str:
    if not 0 < count <= MOST_LINES or len(new) > max(LONGEST, 2 * len(old)):
        return "太长或没有话"
    if _MACHINE.search(new):
        return "不像买家的话"
    before, after = _exact(old), _exact(new)
    for changed, told in ((after - before, "加了"), (before - after, "漏了")):
        if changed:
            return f"{told}“{min(value for _, value in changed)}”"
    if bool(_ASKS.search(old)) != bool(_ASKS.search(new)):
        return "问和不问变了"
    meant = set(content(words(old)))
    if meant and len(meant & set(content(words(new)))) < KEPT * len(meant):
        return "问的不是同一件事"
    return ""


def _exact(text: str) -> set[tuple[str, str]]:
    """Every figure and every term that can be true or false; none may be new, none may go."""
    return {(c.kind, c.value) for c in claims_of(text)}
