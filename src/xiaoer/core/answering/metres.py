"""Goods sold by the unit (单位:1米): stock and sums of them are told in it."""

from __future__ import annotations

import re

from xiaoer.core.facts import Sku

_PER = re.compile(r"^(?:1|一|每)\s*(米|平方米?|㎡|公斤|斤|kg)$|[（(]每(米|平方米?|公斤|斤)[)）]$")


def unit_sold(sku: Sku) -> str:
    """米 of a variant that is sold by the metre; empty = by the piece."""
    values = [value for _, value in sku.options] or [sku.spec]
    found = next((m for value in values if (m := _PER.search(value.strip()))), None)
    return (found[1] or found[2]) if found else ""
