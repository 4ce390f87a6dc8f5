"""How a kind of shopper writes: short, with marks, in pieces, with slips. Wording only; what is asked stays."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from types import MappingProxyType

_OPENINGS = ("你好 ", "请问 ", "想问下 ", "在吗 ")
_EMOJI = ("😊", "🥺", "哈哈", "~", "🙏")
_SLIPS = (("什么", "什末"), ("怎么", "咋"), ("多少", "多小"), ("这个", "这各"), ("一下", "一哈"), ("还没", "还莫"))
_FILLERS = ("那个我想问一下啊", "喂你好", "麻烦你了啊", "我跟你说")


def speak(line: str, manner: tuple[str, ...], rng: random.Random) -> tuple[str, ...]:
    """A line as this shopper writes it; one line or several short ones."""
    text = line
    for name in manner:
        if name != "split":
            text = _MANNERS[name](text, rng)
    if "split" in manner and " " in text and len(text) > 8 and rng.random() < 0.6:
        head, _, tail = text.partition(" ")
        return (head, tail) if len(head) > 1 and len(tail) > 1 else (text,)
    return (text,)


def _short(text: str, rng: random.Random) -> str:
    for opening in _OPENINGS:
        text = text.removeprefix(opening)
    return text


def _marks(text: str, rng: random.Random) -> str:
    return text + rng.choice(("！", "？？", "", "！！", "?"))


def _dots(text: str, rng: random.Random) -> str:
    return rng.choice(("嗯…… ", "", "那个… ")) + text


def _soft(text: str, rng: random.Random) -> str:
    return rng.choice(("亲 ", "", "")) + text + rng.choice(("呀", "呢", "", "哈"))


def _emoji(text: str, rng: random.Random) -> str:
    return text + rng.choice((*_EMOJI, ""))


def _typos(text: str, rng: random.Random) -> str:
    right, slip = rng.choice(_SLIPS)
    return text.replace(right, slip, 1) if rng.random() < 0.4 else text


def _voice(text: str, rng: random.Random) -> str:
    return rng.choice((*_FILLERS, "", "")) + text.replace("？", "").replace("！", "")


def _as_is(text: str, rng: random.Random) -> str:
    return text


_MANNERS: Mapping[str, Callable[[str, random.Random], str]] = MappingProxyType(
    {
        "short": _short, "marks": _marks, "dots": _dots, "soft": _soft, "emoji": _emoji, "typos": _typos,
        "voice": _voice, "plain": _as_is, "bare": _as_is,
    }
)  # fmt: skip
