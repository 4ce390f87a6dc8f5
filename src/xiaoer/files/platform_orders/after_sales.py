"""After-sales exports (退款/售后单导出): one case a row, with the platform's own deadline where it names one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from xiaoer.core.facts import AfterSales, Source


@dataclass(frozen=True, slots=True)
class AfterSalesRecord:
    """A case of the platform. `closed` = nobody has to do anything any more; `due_at` is the platform's own."""

    number: str
    order: str
    kind: str
    state: str
    reason: str
    note: str
    requested_at: datetime | None
    due_at: datetime | None
    closed: bool
    refund: Decimal | None
    return_waybill: str
    return_courier: str
    refunded_at: datetime | None
    side: str
    source: Source

    def as_fact(self) -> AfterSales:
        """The after-sales part of its order."""
        return AfterSales(
            kind=self.kind, state=self.state, reason=self.reason, requested_at=self.requested_at, due_at=self.due_at,
            refund=self.refund, return_waybill=self.return_waybill,
        )  # fmt: skip
