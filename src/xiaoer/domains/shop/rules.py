"""A shop's settings: their shape, defaults and what the robot may do per intent. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Literal, Protocol

from pydantic import BaseModel, ConfigDict, Field, field_validator

from xiaoer.core.reading.shapes import INTENTS, Intent, Team
from xiaoer.domains.shop.duty import NightPlan, Peak
from xiaoer.domains.shop.hours import Holiday, Hours
from xiaoer.kit.ids import Line, Text

RobotMode = Literal["off", "suggest", "answer"]
PromotionMode = Literal["off", "joined", "after"]
ModelMode = Literal["off", "assist", "answer"]
"""What language models may do: nothing, word drafts for people, or also what the robot says."""

_AFTER_SALES: tuple[Intent, ...] = (
    "order_status", "logistics_tracking", "urge_ship", "change_address", "cancel_order", "modify_order", "invoice",
    "return_apply", "return_policy", "exchange", "refund_progress", "quality_issue", "missing_wrong_item", "damaged",
    "not_received", "price_protection",
)  # fmt: skip
_COMPLAINTS: tuple[Intent, ...] = ("complaint", "review_issue")
_PEOPLE_FIRST: tuple[Intent, ...] = ("complaint", "quality_issue", "review_issue")


def default_team(intent: str) -> Team:
    """Who handles an intent unless the shop says otherwise (CONTRACTS, default team per intent)."""
    if intent in _COMPLAINTS:
        return "投诉"
    return "售后" if intent in _AFTER_SALES else "售前"


def default_robot() -> dict[Intent, RobotMode]:
    """Answer what data can answer; for quality, complaints and reviews only suggest."""
    return {intent: "suggest" if intent in _PEOPLE_FIRST else "answer" for intent in INTENTS}


class Retention(BaseModel):
    """How many days things are kept; 0 = for good. Logs of who did what at least half a year (网络安全法 第21条)."""

    model_config = ConfigDict(extra="forbid")

    chats_days: int = Field(default=0, ge=0, le=36_500)
    pictures_days: int = Field(default=0, ge=0, le=36_500)
    audit_days: int = Field(default=0, ge=0, le=36_500)

    @field_validator("audit_days")
    @classmethod
    def _half_a_year(cls, days: int) -> int:
        if 0 < days < 180:
            raise ValueError("操作记录至少保留 180 天")
        return days


Flag = Literal["红", "黄", "绿", "蓝", "紫"]
FLAGS: dict[Flag, str] = {
    "红": "售后未完，勿发货", "黄": "有特殊要求", "绿": "已处理完", "蓝": "有赠品或加急", "紫": "重点跟进",
}  # fmt: skip
BUSY_REPLY = "亲，您的消息收到了，现在咨询的人比较多。预计{等待}内回复您。请您稍等一下。"


SURE_TO_ASK = 60
"""Percent from which the robot asks back, hands over or proposes by itself."""


class Sayable(Protocol):
    """What a shop's settings look at in a draft."""

    @property
    def kind(self) -> str: ...
    @property
    def intents(self) -> Sequence[str]: ...
    @property
    def confidence(self) -> float: ...


class ShopSettings(BaseModel):
    """What a shop can set. Missing keys take these defaults."""

    model_config = ConfigDict(extra="ignore")

    closing_tags: list[Line] = Field(default=["已解决", "已下单", "未成交", "转售后跟进", "无需处理"], max_length=40)
    response_target_s: int = Field(default=60, ge=5, le=3600)
    auto_assign: bool = True
    robot: dict[Intent, RobotMode] = Field(default_factory=default_robot)
    sure_pct: int = Field(default=90, ge=0, le=100)  # the robot answers by itself from this chance of being right on
    sure_of: dict[Intent, int] = Field(default_factory=dict)  # the same for single intents
    model: ModelMode = "off"
    model_tokens_day: int = Field(default=200_000, ge=0, le=1_000_000_000)
    model_ground: Text = Field(default="", max_length=500)  # legal ground for models outside mainland China
    team_of: dict[Intent, Team] = Field(default_factory=lambda: {i: default_team(i) for i in INTENTS})
    greeting: Text = Field(default="", max_length=500)
    consent: Text = Field(default="", max_length=500)
    service_hours: Line = ""
    week: list[Hours] = Field(default_factory=list, max_length=7)
    holidays: list[Holiday] = Field(default_factory=list, max_length=100)
    retention: Retention = Field(default_factory=Retention)
    origins: list[Line] = Field(default_factory=list, max_length=100)
    refund_limit_agent: int = Field(default=200, ge=0, le=1_000_000)  # yuan an agent may grant by himself
    refund_limit_lead: int = Field(default=5000, ge=0, le=1_000_000)
    busy_reply: Text = Field(default=BUSY_REPLY, max_length=500)
    busy_after_s: int = Field(default=0, ge=0, le=3600)  # 0 = by hand only
    away_reply: Text = Field(default="", max_length=500)
    off_hours_reply: Text = Field(default="", max_length=500)
    opening_words: list[Text] = Field(default_factory=list, max_length=40)
    closing_words: list[Text] = Field(default_factory=list, max_length=40)
    shopper_tags: list[Line] = Field(default_factory=list, max_length=100)
    drafts_shown: bool = False
    night: NightPlan = Field(default_factory=NightPlan)
    peaks: list[Peak] = Field(default_factory=list, max_length=50)
    replies: dict[Line, list[Text]] = Field(default_factory=dict, max_length=60)  # the robot's wordings by key
    kpi_limits: dict[Line, int] = Field(default_factory=dict, max_length=40)  # by KpiRule, in seconds
    promotion_mode: PromotionMode = "off"  # 推广语: with the automatic reply, or a line of its own after it
    promotion_line: Text = Field(default="", max_length=100)  # the shop's, where an agent has none of his own
    promotion_until: Line = ""  # its last day in shop time, YYYY-MM-DD; "" = no end
    complaint_hours: int = Field(default=0, ge=0, le=720)  # until when a complaint wants a result; 0 = by rule
    parcel_tracking: bool = True  # parcels under way are asked about, where the installation has a tracking service
    check_orders: bool = False  # 核对订单: after payment the shopper is asked to look the order over
    return_address: Line = Field(default="", max_length=200)  # where goods come back to; another shop's warns
    face_name: Line = ""  # 统一形象: under which name people speak to shoppers
    register_columns: dict[Line, list[Line]] = Field(default_factory=dict, max_length=10)  # by kind; none = usual
    flags: dict[Flag, Line] = Field(default_factory=lambda: dict(FLAGS))  # what a flag on an order means here

    def mode(self, intents: tuple[str, ...] | list[str]) -> RobotMode:
        """What the robot may do with a message of these intents: the most careful mode among them."""
        order: tuple[RobotMode, ...] = ("off", "suggest", "answer")
        modes = [self.robot.get(i, "suggest") for i in intents] or ["suggest"]  # type: ignore[call-overload]
        return min(modes, key=order.index)

    def promotion_over(self, today: date) -> bool:
        """Whether the last day of the promotion line has passed."""
        return self.promotion_until != "" and today > date.fromisoformat(self.promotion_until)

    def sure_from(self, intents: Sequence[str]) -> int:
        """The confidence in percent from which a message of these intents is answered: the highest among them."""
        return max((self.sure_of.get(i, self.sure_pct) for i in intents), default=self.sure_pct)  # type: ignore[call-overload]

    def sure(self, draft: Sayable) -> bool:
        """Whether a draft is sure enough to be sent. What tells no fact (asking back, say) needs less."""
        wanted = self.sure_from(draft.intents)
        return draft.confidence * 100 >= (wanted if draft.kind == "answer" else min(wanted, SURE_TO_ASK))

    def decide(self, draft: Sayable) -> RobotMode:
        """What the robot may do with a draft: what its intents allow, and nothing that is not sure enough."""
        mode = self.mode(list(draft.intents))
        return "suggest" if mode == "answer" and not self.sure(draft) else mode

    def team(self, intent: str) -> str:
        """The team that handles an intent."""
        return self.team_of.get(intent, default_team(intent))  # type: ignore[call-overload, no-any-return]
