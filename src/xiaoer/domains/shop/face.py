"""One face for the shop (统一形象): under which name its people speak to shoppers. Pure."""

from __future__ import annotations

import re

VARIABLES = ("店铺", "客服", "工号")
_SIGN = re.compile(r"\{([^{}]*)\}")
_EDGES = " -_·|/（）()"
LONGEST = 30


def check(template: str) -> str:
    """A template, or "" for people's own names. Raises `ValueError`."""
    unknown = [name for name in _SIGN.findall(template) if name not in VARIABLES]
    if unknown:
        raise ValueError(f"没有变量 {{{unknown[0]}}}：可用 {{店铺}} {{客服}} {{工号}}")
    if "{" in _SIGN.sub("", template) or "}" in _SIGN.sub("", template):
        raise ValueError("花括号要成对，如 {店铺}{工号}")
    return template.strip()


def shown(template: str, *, shop: str, name: str, number: str) -> str:
    """What shoppers read, like `清禾女装-1003`; his own name where nothing is set or nothing is left."""
    if not template:
        return name
    values = {"店铺": shop, "客服": name, "工号": number}
    text = _SIGN.sub(lambda found: values.get(found[1], ""), template)
    return text.strip(_EDGES)[:LONGEST] or name
