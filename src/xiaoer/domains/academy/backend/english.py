"""The briefs of back-end drills in English, line by line from a table of both languages. Pure."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from functools import cache
from importlib import resources

_GAP = re.compile(r"\{(\w+)\}")


def brief_in_english(brief: Sequence[str]) -> list[str]:
    """The lines of a brief in English; what is no sentence (an address) stays."""
    return [in_english(line) or line for line in brief]


def in_english(line: str) -> str | None:
    """A line in English; None where the table has none."""
    for pattern, english in _lines():
        found = pattern.fullmatch(line)
        if found:
            return english.format(**found.groupdict())
    return None


@cache
def _lines() -> tuple[tuple[re.Pattern[str], str], ...]:
    text = (resources.files("xiaoer.domains.academy.backend") / "data" / "briefs.toml").read_text("utf-8")
    return tuple((_pattern(row["zh"]), row["en"]) for row in tomllib.loads(text)["line"])


def _pattern(chinese: str) -> re.Pattern[str]:
    parts = _GAP.split(chinese)  # words, a gap's name, words, …
    return re.compile("".join(f"(?P<{part}>.+?)" if n % 2 else re.escape(part) for n, part in enumerate(parts)))
