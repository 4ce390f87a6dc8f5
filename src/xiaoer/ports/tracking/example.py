"""The offline example: a plausible way for every parcel, the same each time it is asked. For trying the desk alone."""

from __future__ import annotations

import hashlib
from datetime import datetime, timedelta

from xiaoer.core.rulebook.parcels import Scan, Tracking, read_words
from xiaoer.core.text.waybills import CODES
from xiaoer.ports.tracking.port import Inquiry, NotFound, UnknownCourier

_WAY: tuple[tuple[float, str], ...] = (
    # hours after dispatch, what the courier says
    (3, "{courier}已揽收，{start}营业点"),
    (9, "快件已到达{start}转运中心"),
    (13, "快件已从{start}转运中心发往{end}"),
    (34, "快件已到达{end}转运中心"),
    (44, "{end}营业点正在派送，请保持电话畅通"),
    (49, "快件已签收，签收人：本人"),
)


class ExampleTracker:
    """Makes scans from the waybill and the time of dispatch; knows the couriers that the house knows."""

    async def look(self, inquiry: Inquiry, now: datetime) -> Tracking:
        """The scans that have come about until `now`."""
        if inquiry.courier not in CODES:
            raise UnknownCourier(inquiry.courier)
        if inquiry.shipped_at is None or inquiry.shipped_at > now:
            raise NotFound(inquiry.waybill)
        pace = 0.8 + hashlib.sha256(inquiry.waybill.encode()).digest()[0] / 255
        names = {
            "courier": inquiry.courier,
            "start": inquiry.from_province or "寄件地",
            "end": inquiry.to_province or "收件地",
        }
        scans = tuple(
            Scan(at, text.format(**names))
            for hours, text in _WAY
            if (at := inquiry.shipped_at + timedelta(hours=hours * pace)) <= now
        )
        state, detail = read_words(scans[-1].text) if scans else ("created", "")
        return Tracking(inquiry.courier, inquiry.waybill, state, detail, scans)
