"""A rush against the rush before it: usual days are no measure for a peak (大促)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy.orm import Session

from xiaoer.domains.reports.counting import count
from xiaoer.domains.reports.rules import Period
from xiaoer.domains.shop.duty import Peak
from xiaoer.domains.shop.service import ShopInfo

MOST = 4


def measured_against(peaks: Sequence[Peak], peak: Peak) -> Peak | None:
    """The last peak that was over when this one began: of the same name where there is one, else the newest."""
    over = sorted((p for p in peaks if p.ends <= peak.starts), key=lambda p: p.ends)
    named = [p for p in over if p.name == peak.name]
    return next(iter((named or over)[-1:]), None)


def days_of(shop: ShopInfo, peak: Peak, now: datetime) -> Period:
    """The days of a peak in the shop's zone, up to now while it runs."""
    first = peak.starts.astimezone(shop.zone).date()
    end = min(peak.ends - timedelta(seconds=1), now).astimezone(shop.zone).date()
    return Period("day", first, max(first, end))


def figures_of(session: Session, shop: ShopInfo, now: datetime) -> list[dict[str, Any]]:
    """The peaks that have begun, newest first, each with its numbers beside those of the peak that measures it.

    `before` is the baseline; without one before it there is none, and the first peak makes it.
    """
    peaks = shop.settings.peaks
    begun = sorted((p for p in peaks if p.starts <= now), key=lambda p: p.starts, reverse=True)[:MOST]
    return [_row(session, shop, peaks, peak, now) for peak in begun]


def _row(session: Session, shop: ShopInfo, peaks: Sequence[Peak], peak: Peak, now: datetime) -> dict[str, Any]:
    days, base = days_of(shop, peak, now), measured_against(peaks, peak)
    numbers = count(session, shop, days).numbers()
    before = count(session, shop, days_of(shop, base, now)).numbers() if base is not None else {}
    return {
        "name": peak.name, "first": days.first, "last": days.last, "running": now < peak.ends,
        "against": base.name if base is not None else None,
        "against_first": days_of(shop, base, now).first if base is not None else None,
        "numbers": [{"key": key, "value": value, "before": before.get(key)} for key, value in numbers.items()],
    }  # fmt: skip
