"""Goods sold by the unit (单位:1米): stock and sums of them are told in it."""

from __future__ import annotations

import re

from xiaoer.core.facts import Sku

_PER = re.compile(r"^(?:1|一|每)\s*(米|平方米?|㎡|公斤|斤|kg)$|[（(]每(米|平方米?|公斤|斤)[)）]$")

_CONTENT = re.compile(r"含量|净重|重量|容量|包装|长度|尺寸|款式|大小")  # 净含量:1kg names a bag, no unit of sale


def unit_sold(sku: Sku) -> str:
    """米 of a variant that is sold by the metre; empty = by the piece."""
    values = [value for name, value in sku.options if not _CONTENT.search(name)] if sku.options else [sku.spec]
    found = next((m for value in values if (m := _PER.search(value.strip()))), None)
    return (found[1] or found[2]) if found else ""
