"""Shops over the wire."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from xiaoer.core.answering import wordings
from xiaoer.core.facts import Platform
from xiaoer.core.reading.shapes import Intent, Team
from xiaoer.domains.shop import face, targets
from xiaoer.domains.shop.duty import NightPlan, Peak
from xiaoer.domains.shop.hours import Holiday, Hours
from xiaoer.domains.shop.rules import Flag, ModelMode, PromotionMode, Retention, RobotMode
from xiaoer.kit.ids import Code, Line, Number, Text


def _whole_week(week: list[str]) -> list[str]:
    if len(week) not in (0, 7):
        raise ValueError("要么每天相同（留空），要么七天都写")
    return week


def _a_rule(key: str) -> str:
    if key not in targets.known_keys():
        raise ValueError("没有这个指标")
    return key


KpiKey = Annotated[Line, AfterValidator(_a_rule)]
Seconds = Annotated[int, Field(ge=5, le=3600)]


class KpiLimit(BaseModel):
    """A platform's own definition: the platform's limit in seconds, and the one that holds here."""

    key: str
    text: str
    hours: str
    source: str
    platform_s: int
    limit_s: int


class SettingsView(BaseModel):
    """A shop's settings."""

    closing_tags: list[str]
    response_target_s: int
    auto_assign: bool
    robot: dict[str, Literal["off", "suggest", "answer"]]
    model: Literal["off", "assist", "answer"]
    model_tokens_day: int
    model_ground: str
    sure_pct: int
    sure_of: dict[str, int]
    team_of: dict[str, str]
    greeting: str
    consent: str
    service_hours: str
    origins: list[str]
    week: list[str]
    holidays: list[Holiday]
    retention: Retention
    version: int
    refund_limit_agent: int
    refund_limit_lead: int
    busy_reply: str
    busy_after_s: int
    away_reply: str
    off_hours_reply: str
    closing_words: list[str]
    shopper_tags: list[str]
    drafts_shown: bool
    night: NightPlan
    peaks: list[Peak]
    replies: dict[Line, list[Text]]
    kpi_limits: dict[str, int]
    kpi_rules: list[KpiLimit]
    clock_s: int
    check_orders: bool
    parcel_tracking: bool
    complaint_hours: int
    face_name: str
    return_address: str
    promotion_mode: Literal["off", "joined", "after"]
    promotion_line: str
    promotion_until: str
    opening_words: list[str]
    flags: dict[str, str]


AutoReply = Annotated[Text, Field(max_length=500)]
ShopperTag = Annotated[Line, Field(min_length=1, max_length=20, pattern=r"^[^|]+$")]


def _a_key(key: str) -> str:
    if key not in wordings.KEYS:
        raise ValueError("没有这种话术")
    return key


ReplyKey = Annotated[Line, AfterValidator(_a_key)]
Wording = Annotated[Text, Field(min_length=1, max_length=wordings.LONGEST)]
Wordings = Annotated[list[Wording], Field(min_length=1, max_length=wordings.MOST)]


def _a_day(text: str) -> str:
    if text:
        try:
            date.fromisoformat(text)
        except ValueError:
            raise ValueError("写成 2026-11-11 这样的日期") from None
    return text


class SettingsChange(BaseModel):
    """What is to change; missing keys stay.

    `version` = the one that was seen: what somebody else has changed since is not overwritten (409).
    """

    model_config = ConfigDict(extra="forbid")

    closing_tags: Annotated[list[Annotated[Line, Field(min_length=1)]], Field(min_length=1, max_length=40)] | None = (
        None
    )
    response_target_s: Annotated[int, Field(ge=5, le=3600)] | None = None
    auto_assign: bool | None = None
    robot: dict[Intent, RobotMode] | None = None
    sure_pct: Annotated[int, Field(ge=0, le=100)] | None = None
    sure_of: dict[Intent, Annotated[int, Field(ge=0, le=100)] | None] | None = None
    model: ModelMode | None = None
    model_tokens_day: Annotated[int, Field(ge=0, le=1_000_000_000)] | None = None
    model_ground: Annotated[Text, Field(max_length=500)] | None = None
    team_of: dict[Intent, Team] | None = None
    version: Number | None = None
    week: Annotated[list[Hours], Field(max_length=7), AfterValidator(_whole_week)] | None = None
    holidays: Annotated[list[Holiday], Field(max_length=100)] | None = None
    retention: Retention | None = None
    greeting: Annotated[Text, Field(max_length=500)] | None = None
    consent: Annotated[Text, Field(max_length=500)] | None = None
    service_hours: Annotated[Hours, Field(pattern=r"^(\d{1,2}:\d{2}-\d{1,2}:\d{2})?$")] | None = None
    origins: (
        Annotated[list[Annotated[Line, Field(pattern=r"^https?://[A-Za-z0-9.\-]+(:\d+)?$")]], Field(max_length=100)]
        | None
    ) = None
    refund_limit_agent: Annotated[int, Field(ge=0, le=1_000_000)] | None = None
    refund_limit_lead: Annotated[int, Field(ge=0, le=1_000_000)] | None = None
    busy_reply: AutoReply | None = None
    busy_after_s: Annotated[int, Field(ge=0, le=3600)] | None = None
    away_reply: AutoReply | None = None
    off_hours_reply: AutoReply | None = None
    closing_words: Annotated[list[Annotated[AutoReply, Field(min_length=1)]], Field(max_length=40)] | None = None
    shopper_tags: Annotated[list[ShopperTag], Field(max_length=100)] | None = None
    drafts_shown: bool | None = None
    night: NightPlan | None = None
    peaks: Annotated[list[Peak], Field(max_length=50)] | None = None
    replies: Annotated[dict[ReplyKey, Wordings], Field(max_length=60)] | None = None
    check_orders: bool | None = None
    parcel_tracking: bool | None = None
    complaint_hours: Annotated[int, Field(ge=0, le=720)] | None = None
    kpi_limits: Annotated[dict[KpiKey, Seconds], Field(max_length=40)] | None = None
    face_name: Annotated[Line, Field(max_length=40), AfterValidator(face.check)] | None = None
    promotion_mode: PromotionMode | None = None
    promotion_line: Annotated[Text, Field(max_length=100)] | None = None
    promotion_until: Annotated[Line, AfterValidator(_a_day)] | None = None
    return_address: Annotated[Line, Field(max_length=200)] | None = None
    opening_words: Annotated[list[Annotated[AutoReply, Field(min_length=1)]], Field(max_length=40)] | None = None
    flags: dict[Flag, Annotated[Line, Field(max_length=40)]] | None = None


def _a_zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (OSError, ValueError, KeyError):
        raise ValueError("写成 Asia/Shanghai 这样的时区") from None
    return name


Colour = Annotated[str, Field(pattern=r"^#[0-9A-Fa-f]{6}$")]
Zone = Annotated[Line, Field(min_length=1), AfterValidator(_a_zone)]
ShopName = Annotated[Line, Field(min_length=1, max_length=40, pattern=r"\S")]


class SetupState(BaseModel):
    """Whether nobody has begun here. `now` = the server's time; `palette` = colours that a shop may have."""

    needed: bool
    now: str
    palette: list[str]


class NewShop(BaseModel):
    """A shop that is to be; `code` = its name in addresses."""

    name: ShopName
    code: Code = "shop"
    platform: Platform = "own"
    timezone: Zone = "Asia/Shanghai"
    service_hours: Hours = ""
    ship_from: Annotated[Line, Field(max_length=40)] = ""
    colour: Colour | Literal[""] = ""


class ShopMade(BaseModel):
    """The code of a new shop."""

    code: str


class ShopProfileView(BaseModel):
    """Who a shop is and how it speaks."""

    model_config = ConfigDict(extra="forbid")

    name: ShopName
    platform: Platform
    timezone: Zone
    colour: Colour
    address_form: Annotated[Line, Field(max_length=10)] = "亲"
    voice: Annotated[Line, Field(max_length=200)] = ""
    ship_from: Annotated[Line, Field(max_length=40)] = ""
    hotline: Annotated[Line, Field(max_length=40)] = ""


class StorefrontShop(BaseModel):
    """A shop of the example storefront."""

    code: str
    name: str
    platform: str
    colour: str
    intro: str


class StorefrontShops(BaseModel):
    """The example shops."""

    shops: list[StorefrontShop]


class StorefrontShopper(BaseModel):
    """An example shopper whom one can be."""

    nick: str
    orders: int


class Storefront(BaseModel):
    """An example shop and its example shoppers."""

    shop: StorefrontShop
    shoppers: list[StorefrontShopper]


class StorefrontLogin(BaseModel):
    """Which example shopper one wants to be."""

    nick: Line


class StorefrontIdentity(BaseModel):
    """A signed identity for the widget."""

    identity: str
