"""Nights and peaks: what the robot does while nobody is there (夜间值守), and what changes in a rush (大促). Pure."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime, time, timedelta
from decimal import Decimal
from typing import Annotated, Self

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, model_validator

from xiaoer.core.reading.shapes import Intent
from xiaoer.domains.shop.hours import Hours, parse_hours
from xiaoer.kit.ids import Id, Line, Text

BY_DATA: tuple[Intent, ...] = (
    "greeting", "thanks", "product_attribute", "product_suitability", "size_advice", "stock", "price_promotion",
    "recommend", "compare", "shipping_fee", "ship_time", "delivery_eta", "order_status", "logistics_tracking",
    "return_policy", "payment", "care_usage", "authenticity", "bot_identity", "chitchat",
)  # fmt: skip
"""What the shop's data answer; the default of a night."""
OF_ORDERS: frozenset[str] = frozenset(
    {
        "urge_ship", "change_address", "cancel_order", "modify_order", "invoice", "return_apply", "exchange",
        "refund_progress", "quality_issue", "missing_wrong_item", "damaged", "not_received", "price_protection",
    }
)  # fmt: skip
"""Matters that touch an order's money; above the night's limit they wait for people."""
NIGHT_WORDS = "现在是夜间，您的问题已经记下，我们上班后按先后回复您。"


class NightPlan(BaseModel):
    """What happens at night. `alert` = who hears of harm to body or home at once (staff ids)."""

    model_config = ConfigDict(extra="forbid")

    on: bool = False
    hours: Hours = "23:00-08:00"
    intents: list[Intent] = Field(default_factory=lambda: list(BY_DATA), max_length=60)
    limit_yuan: int = Field(default=200, ge=0, le=1_000_000)
    alert: list[Id] = Field(default_factory=list, max_length=5)
    words: Text = Field(default=NIGHT_WORDS, max_length=500)

    @model_validator(mode="after")
    def _whole(self) -> Self:
        if self.on and parse_hours(self.hours) is None:
            raise ValueError("夜间时段写成 23:00-08:00 这样")
        return self

    def holds(self, local: datetime) -> bool:
        """Whether it is night at a time of the shop's zone."""
        span = parse_hours(self.hours) if self.on else None
        if span is None:
            return False
        minute = local.hour * 60 + local.minute
        begins, ends = span
        return begins <= minute < ends if begins < ends else minute >= begins or minute < ends

    def began(self, local: datetime) -> datetime:
        """When the night that runs, or ran last, began."""
        begins = (parse_hours(self.hours) or (1380, 480))[0]
        today = datetime.combine(local.date(), time(begins // 60 % 24, begins % 60), local.tzinfo)
        return today if today <= local else today - timedelta(days=1)

    def ends(self, local: datetime) -> datetime:
        """When the night that began at `began` is over: the opening."""
        begins, ends = parse_hours(self.hours) or (1380, 480)
        start = self.began(local)
        length = (ends - begins) % 1440
        return start + timedelta(minutes=length)

    def answers(self, intents: Collection[str], amounts: Sequence[Decimal], *, acts: bool = False) -> bool:
        """Whether the robot may answer a message of these intents; `amounts` = of the orders that it is about.

        `acts` = the answer would propose or do something to an order.
        """
        if not intents or not set(intents) <= set(self.intents):
            return False
        touches = acts or bool(set(intents) & OF_ORDERS)
        return not (touches and any(a > self.limit_yuan for a in amounts))


class Peak(BaseModel):
    """A time of rush (大促). `capacity_pct` = chats at once per agent against the usual; `frozen` = words stay."""

    model_config = ConfigDict(extra="forbid")

    name: Annotated[Line, Field(min_length=1, max_length=40)]
    starts: AwareDatetime
    ends: AwareDatetime
    greeting: Text = Field(default="", max_length=200)
    capacity_pct: int = Field(default=150, ge=100, le=400)
    frozen: bool = True
    unpaid_first: bool = True

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.ends <= self.starts:
            raise ValueError("大促的结束时间要在开始之后")
        if self.ends - self.starts > timedelta(days=60):
            raise ValueError("一场大促最多 60 天")
        return self


def peak_at(peaks: Sequence[Peak], now: datetime) -> Peak | None:
    """The peak that runs; of several the one that began last."""
    running = [p for p in peaks if p.starts <= now < p.ends]
    return max(running, key=lambda p: p.starts, default=None)
