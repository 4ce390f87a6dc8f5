"""The claim words, from packaged data."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib import resources
from typing import Any

TermKind = str
# 黄昏, 明白, 红包 … : characters of colour that claim no colour.
_NO_COLOUR_AFTER = r"(?!包|酒|钱|额|融|行|昏|领|糖|菜|肉|衣|春|年|纸|茶|葡萄|枣|豆|芝麻)"
_NO_COLOUR_BEFORE = r"(?<![明坦清空独告押现资奖定尾订佣礼基租年美淡])"


@cache
def _data() -> dict[str, Any]:
    text = (resources.files("xiaoer.core.grounding") / "data" / "terms.toml").read_text("utf-8")
    return tomllib.loads(text)


@cache
def _patterns() -> tuple[tuple[TermKind, re.Pattern[str]], ...]:
    data = _data()
    colours = sorted(data["colours"], key=len, reverse=True)
    many = "|".join(map(re.escape, (c for c in colours if len(c) > 1)))
    single = "".join(c for c in colours if len(c) == 1)
    found: list[tuple[TermKind, re.Pattern[str]]] = [("colour", re.compile(_colour(many, single)))]
    for kind in ("materials", "features", "carriers", "promises"):
        words = sorted(data[kind], key=len, reverse=True)
        found.append((kind, re.compile("|".join(map(re.escape, words)))))
    for state, words in data["states"].items():
        longest = sorted(words, key=len, reverse=True)
        # 没有现货 says the contrary of 有现货.
        found.append((state, re.compile(rf"(?<![没无])(?:{'|'.join(map(re.escape, longest))})")))
    return tuple(found)


def _colour(many: str, single: str) -> str:
    """A compound colour stands alone (藏青); a single character needs 色 (黑色)."""
    return rf"(?:{many})色?|{_NO_COLOUR_BEFORE}[{single}]色{_NO_COLOUR_AFTER}"


def find_terms(text: str) -> Iterator[tuple[TermKind, str]]:
    """Every claim word: its kind and itself."""
    for kind, pattern in _patterns():
        for match in pattern.finditer(text):
            yield kind, match[0]
