"""The shop's own wording of standing sentences (`[replies]` in shop.toml); the rest is said as the house does.

Keys: greeting, greeting_goods, thanks, closing, small_talk, unknown, human, bot. `{店名}` and `{商品}` are filled in;
wording with another brace, or one that the gate stops, counts as not written.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache

from xiaoer.core.answering.sayable import sayable
from xiaoer.core.facts import ShopProfile

KEYS = ("greeting", "greeting_goods", "thanks", "closing", "small_talk", "unknown", "human", "bot")
_LONGEST = 300


def worded(profile: ShopProfile, key: str, usual: str, **values: str) -> str:
    """The shop's wording of a standing sentence, else the usual one."""
    text = _replies(profile.extra.get("replies", "")).get(key, "")
    for name, value in values.items():
        text = text.replace(f"{{{name}}}", value)
    return usual if not text or "{" in text or "}" in text else text


@cache
def _replies(written: str) -> Mapping[str, str]:
    """The table as it was written; what is no table of texts, too long or not to be said counts as not written."""
    try:
        table = json.loads(written) if written else {}
    except (ValueError, RecursionError):
        return {}
    if not isinstance(table, dict):
        return {}
    texts = {k: v.strip() for k, v in table.items() if k in KEYS and isinstance(v, str)}
    return {key: text for key, text in texts.items() if 0 < len(text) <= _LONGEST and sayable(text)}
