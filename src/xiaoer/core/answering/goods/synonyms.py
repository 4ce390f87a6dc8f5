"""Words that mean the same when a question is compared with a wording, and what attribute keys are asked by."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib import resources
from typing import Any


@cache
def _data() -> dict[str, Any]:
    text = (resources.files("xiaoer.core.answering") / "data" / "synonyms.toml").read_text("utf-8")
    return tomllib.loads(text)


@cache
def _table() -> tuple[re.Pattern[str], dict[str, str]]:
    meanings = {word: chief for chief, group in _data()["same"].items() for word in group}
    longest = sorted(meanings, key=len, reverse=True)
    return re.compile("|".join(map(re.escape, longest))), meanings


def canonical(text: str) -> str:
    """Every known synonym replaced by its chief word."""
    pattern, meanings = _table()
    return pattern.sub(lambda match: meanings[match[0]], text)
