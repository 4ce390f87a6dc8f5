"""When a parcel should be there: what the platform promised, else what the shop's own delivery table says.

A promise is a moment and is late at once; the table's last day ends at midnight, and couriers get a day's grace
(`Limits.late_h`). Where neither says anything nothing is late: the house guesses no days.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta, tzinfo

from xiaoer.core.facts import Delivery, Order, Parcel
from xiaoer.core.rulebook.calculators.delivery import arrival_after, delivery_rows

PROMISED = ("承诺送达时间", "预计送达时间", "预约送达时间")
_MOMENT = re.compile(
    r"(20\d\d)[-/.年](\d{1,2})[-/.月](\d{1,2})[日号]?(?:[T\s]*(\d{1,2})[:：](\d{2})(?:[:：](\d{2}))?)?"
)


@dataclass(frozen=True, slots=True)
class Expected:
    """Until when a parcel is in time. `promised` = said to the shopper, not reckoned."""

    due_at: datetime
    promised: bool


def expected(order: Order, parcel: Parcel, rows: Sequence[Delivery], zone: tzinfo) -> Expected | None:
    """Until when a parcel of an order is in time; None where nobody has said."""
    said = [
        at for name in PROMISED for text in (parcel.extra.get(name), order.extra.get(name)) if (at := _last(text, zone))
    ]
    if said:
        return Expected(min(said), promised=True)
    shipped = parcel.shipped_at or order.shipped_at
    if shipped is None or not order.province:
        return None
    fitting = delivery_rows(rows, order.province, order.extra.get("仓库") or None) or delivery_rows(
        rows, order.province, None
    )
    carried = [row for row in fitting if row.courier and row.courier == parcel.courier] or fitting
    days = [day for row in carried if (day := arrival_after(row, shipped.astimezone(zone).date()).latest)]
    if not days:
        return None
    return Expected(datetime.combine(max(days) + timedelta(days=1), time(), zone), promised=False)


def _last(text: str | None, zone: tzinfo) -> datetime | None:
    """The last moment that a cell names; a day without a clock ends at midnight."""
    found = [_moment(match, zone) for match in _MOMENT.finditer(text or "")]
    return max((at for at in found if at is not None), default=None)


def _moment(match: re.Match[str], zone: tzinfo) -> datetime | None:
    year, month, day, hour, minute, second = match.groups()
    try:
        at = datetime(int(year), int(month), int(day), int(hour or 0), int(minute or 0), int(second or 0), tzinfo=zone)
    except ValueError:
        return None
    return at if hour else at + timedelta(days=1)
