"""A whole line that says what may be said: offending sentences give way to their rewrites."""

from __future__ import annotations

import re
from collections.abc import Callable

from xiaoer.core.rulebook.findings import Finding

_END = re.compile(r"[。！？!?；;\n~～]+")
SAFE_LINE = "亲，这个问题我先帮您核实清楚，再给您准确的答复哈。"


def rewrite_line(text: str, findings: tuple[Finding, ...], judge: Callable[[str], tuple[Finding, ...]]) -> str | None:
    """The best rewrite that passes: with the other sentences kept, else the rewrites alone, else a safe line."""
    advice = list(dict.fromkeys(f.rewrite for f in findings if f.rewrite))
    for candidate in (_replaced(text, findings), "".join(advice), *advice, SAFE_LINE):
        if candidate.strip() and not judge(candidate):
            return candidate
    return None


def _replaced(text: str, findings: tuple[Finding, ...]) -> str:
    out: list[str] = []
    used: set[str] = set()
    for start, end in _sentences(text):
        hits = [f for f in findings if f.start < end and f.end > start]
        if not hits:
            out.append(text[start:end])
            continue
        advice = next((f.rewrite for f in hits if f.rewrite), None)
        if advice and advice not in used:
            used.add(advice)
            out.append(advice)
    return "".join(out)


def _sentences(text: str) -> list[tuple[int, int]]:
    cuts = [0, *(m.end() for m in _END.finditer(text)), len(text)]
    return [(a, b) for a, b in zip(cuts, cuts[1:], strict=False) if a < b]
