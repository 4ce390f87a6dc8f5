"""The protocol of parcel tracking."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from xiaoer.core.errors import XiaoerError
from xiaoer.core.rulebook.parcels import Tracking


@dataclass(frozen=True, slots=True)
class Inquiry:
    """Which parcel is asked about. `phone_tail` = last four digits, which some couriers demand."""

    courier: str  # as the shop writes it: 顺丰, 中通 …
    waybill: str
    phone_tail: str = ""
    shipped_at: datetime | None = None
    from_province: str = ""
    to_province: str = ""


class TrackingError(XiaoerError):
    """A tracking service has no answer. `again` = asking later may help."""

    def __init__(self, message: str, *, again: bool) -> None:
        super().__init__(message)
        self.again = again


class UnknownCourier(TrackingError):
    """The service does not carry this courier."""

    def __init__(self, courier: str) -> None:
        super().__init__(f"查询服务不支持快递“{courier}”：请核对快递公司名称", again=False)


class Refused(TrackingError):
    """The service refuses this installation: a wrong key, or no questions left. No parcel can be asked about."""

    def __init__(self, message: str) -> None:
        super().__init__(message, again=False)


class PhoneNeeded(TrackingError):
    """The courier shows a parcel only with the last four digits of a phone number."""

    def __init__(self) -> None:
        super().__init__("这家快递要收件人或寄件人手机号后四位才能查", again=False)


class NotFound(TrackingError):
    """The service knows no such parcel (yet)."""

    def __init__(self, waybill: str) -> None:
        super().__init__(f"暂时查不到单号 {waybill}：单号刚生成时常见，稍后再查", again=True)


class Tracker(Protocol):
    """Asks where a parcel is. Raises `TrackingError` and nothing else; bounded in time."""

    async def look(self, inquiry: Inquiry, now: datetime) -> Tracking: ...
