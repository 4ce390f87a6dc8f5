"""The shape of a cited fact."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FactUse:
    """One cell that a reply rests on: `skus.csv:17`, `库存`, `0`.

    A computed value has a field that begins with `=` (`=运费`) and the sources of its inputs joined by `+`.
    """

    source: str
    field: str
    value: str
