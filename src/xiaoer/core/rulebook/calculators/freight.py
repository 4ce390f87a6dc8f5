"""What it costs to send goods to a province, from the shop's freight table.

`fee = first_fee + ceil((w − first_kg) ÷ step_kg) × step_fee` above the first weight, else `first_fee`
(the usual table of Chinese couriers); goods paid at or above `free_from` travel free.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal
from typing import Literal

from xiaoer.core.facts import Freight
from xiaoer.core.money import ZERO, to_cents

FreightOutcome = Literal["fee", "free", "undeliverable", "unknown"]


@dataclass(frozen=True, slots=True)
class FreightFee:
    """`fee` in yuan is set for `fee` and `free`; `row` is the row used (None when the table has none)."""

    outcome: FreightOutcome
    row: Freight | None
    fee: Decimal | None = None
    steps: tuple[str, ...] = ()

    @property
    def sources(self) -> tuple[str, ...]:
        """The rows that bear the fee."""
        return (str(self.row.source),) if self.row else ()


def plain_province(name: str) -> str:
    """A province without its administrative suffix: `广西壮族自治区` → `广西`, `浙江省` → `浙江`."""
    short = name.strip()
    for suffix in ("维吾尔自治区", "壮族自治区", "回族自治区", "特别行政区", "自治区", "省", "市"):
        if short.endswith(suffix) and len(short) > len(suffix) + 1:
            return short[: -len(suffix)]
    return short


def rows_for(rows: Sequence[Freight], province: str) -> tuple[Freight, ...]:
    """All rows (one per shipping way) for a province; the shop's first row is its usual way."""
    wanted = plain_province(province)
    return tuple(row for row in rows if plain_province(row.province) == wanted)


def freight_fee(row: Freight, *, weight_kg: Decimal | None, goods_paid: Decimal | None) -> FreightFee:
    """The fee by one row. `weight_kg` or `goods_paid` None = not known; only what follows without it is said."""
    if row.deliverable is False:
        return FreightFee("undeliverable", row)
    if row.free_from is not None and goods_paid is not None and goods_paid >= row.free_from:
        step = f"货款{goods_paid}≥包邮门槛{row.free_from}"
        return FreightFee("free", row, ZERO, (step,))
    if row.first_fee is None:
        return FreightFee("unknown", row)
    flat = row.step_fee == 0 or (row.step_fee is None and row.step_kg is None and row.first_kg is None)
    if flat or _within_first(row, weight_kg):
        return FreightFee("fee", row, to_cents(row.first_fee), (f"首重运费{row.first_fee}",))
    if weight_kg is None or row.first_kg is None or not row.step_kg or row.step_fee is None:
        return FreightFee("unknown", row)
    units = ((weight_kg - row.first_kg) / row.step_kg).to_integral_value(ROUND_CEILING)
    fee = to_cents(row.first_fee + units * row.step_fee)
    steps = (
        f"首重{row.first_kg}kg运费{row.first_fee}",
        f"超出{weight_kg - row.first_kg}kg按{units}个续重单位×{row.step_fee}",
    )
    return FreightFee("fee", row, fee, steps)


def _within_first(row: Freight, weight_kg: Decimal | None) -> bool:
    return weight_kg is not None and row.first_kg is not None and weight_kg <= row.first_kg
