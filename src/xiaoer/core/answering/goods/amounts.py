"""How much one variant holds, by its own words: 3瓶装, 2.5kg, 360ml×2瓶."""

# Rows of Chinese count double in width; they are kept whole.

from __future__ import annotations

import re
from decimal import Decimal

from xiaoer.core.answering.goods.variants import measured, options_of
from xiaoer.core.facts import Sku
from xiaoer.core.text.numbers import parse_number

_COUNTERS = "盒罐袋瓶支包片双枚个只条块颗卷抽株棵本套对件张桶箱把根朵枝副筒提粒饼杯碗盆组串"
AMOUNT = re.compile(
    rf"(?<![\d.一二两三四五六七八九十])(\d+(?:\.\d+)?|[一二两三四五六七八九十]{{1,2}}|单|整)\s*(kg|g|ml|l|斤|米|[{_COUNTERS}])(?![a-z])",
    re.IGNORECASE,
)
TIMES = re.compile(rf"[×xX*]\s*(\d{{1,3}})\s*[{_COUNTERS}]")
_SCALE = {
    "kg": ("斤", Decimal(2)),
    "g": ("斤", Decimal(1) / 500),
    "ml": ("100毫升", Decimal(1) / 100),
    "l": ("100毫升", Decimal(10)),
}


def amount_of(sku: Sku) -> tuple[Decimal, str] | None:
    """How much a variant holds, with its unit: 3瓶装 → (3, 瓶), 2.5kg → (5, 斤)."""
    for _, value in options_of(sku):
        match = AMOUNT.search(measured(value))
        if match is None:
            continue
        times = TIMES.search(measured(value))
        number = Decimal(1) if match[1] in "单整" else parse_number(match[1])
        unit = match[2].lower()
        name, scale = _SCALE.get(unit, (unit, Decimal(1)))
        return (number * scale * (int(times[1]) if times else 1), name) if number else None
    return None
