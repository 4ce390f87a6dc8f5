"""Variables in prepared words, e.g. {买家昵称}: of quick phrases and of automatic replies. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping

PHRASE_NAMES = ("买家昵称", "订单号", "商品", "店铺", "客服")
REPLY_NAMES = ("买家昵称", "店铺", "客服", "等待", "营业时间", "说明")
_SIGN = re.compile(r"\{(" + "|".join(sorted({*PHRASE_NAMES, *REPLY_NAMES})) + r")\}")


def fill(text: str, values: Mapping[str, str]) -> str:
    """`text` with the variables that have a value; the others stay as they are."""
    return _SIGN.sub(lambda m: values.get(m[1]) or m[0], text)


def unfilled(text: str) -> str | None:
    """The first variable that stands in a text unfilled, with its braces."""
    found = _SIGN.search(text)
    return found[0] if found else None


def without_unfilled(text: str) -> str:
    """What can be said of a text whose variables are not all known: the sentences without one."""
    if unfilled(text) is None:
        return text
    parts = re.split(r"(?<=[。！？!?；\n])", text)
    return "".join(part for part in parts if unfilled(part) is None).strip()
