"""A line with its offending sentences replaced by what may be said instead."""

from __future__ import annotations

import re
from itertools import pairwise

from xiaoer.core.rulebook.findings import Finding

_END = re.compile(r"[。！？!?；;\n~～]+")
SAFE_LINE = "亲，这个问题我先帮您核实清楚，再给您准确的答复哈。"


def replace_faults(text: str, findings: tuple[Finding, ...]) -> str:
    """Each sentence with a finding gives way to its rewrite, once for each; the others stay as typed."""
    out: list[str] = []
    for start, end in _sentences(text):
        hits = [f for f in findings if f.start < end and f.end > start]
        if not hits:
            out.append(text[start:end])
            continue
        advice = next((f.rewrite for f in hits if f.rewrite), None)
        if advice and advice not in out:
            out.append(advice)
    return "".join(out)


def _sentences(text: str) -> list[tuple[int, int]]:
    cuts = [0, *(m.end() for m in _END.finditer(text)), len(text)]
    return [(a, b) for a, b in pairwise(cuts) if a < b]
