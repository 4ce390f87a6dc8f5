"""What one can do with shops: find, make, set; and `ShopBook`, the settings that the message road reads."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import msgspec
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from xiaoer.core.facts import ShopProfile
from xiaoer.domains.shop.duty import Peak, peak_at
from xiaoer.domains.shop.hours import open_at
from xiaoer.domains.shop.marks import check, mark
from xiaoer.domains.shop.models import Installation, Shop
from xiaoer.domains.shop.rules import ShopSettings
from xiaoer.domains.shop.targets import clock_s
from xiaoer.kit.clock import from_ms
from xiaoer.kit.errors import NotFound
from xiaoer.kit.ids import new_token
from xiaoer.kit.upsert import Tally
from xiaoer.kit.writer import Unit

PALETTE = ("#1F6F78", "#8A4B2A", "#5B4B8A", "#3C7A4E", "#7A3B4F", "#2F5E94")


@dataclass(frozen=True, slots=True)
class ShopInfo:
    """A shop as the running process holds it; replaced when its settings change."""

    id: int
    code: str
    name: str
    platform: str
    colour: str
    example: bool
    profile: ShopProfile
    settings: ShopSettings
    widget_secret: str
    catalog_version: int
    settings_version: int = 1

    def today(self, now_ms: int) -> date:
        """The shop's day at a moment."""
        return from_ms(now_ms).astimezone(self.zone).date()

    @property
    def zone(self) -> ZoneInfo:
        """The shop's time zone."""
        return ZoneInfo(self.profile.timezone)

    @property
    def clock_s(self) -> int:
        """What the waiting clock runs to."""
        return clock_s(self.platform, self.settings.response_target_s, self.settings.kpi_limits)

    @property
    def hours(self) -> str:
        """Service hours: the setting, else the folder's."""
        return self.settings.service_hours or self.profile.service_hours

    def open_at(self, now: datetime) -> bool:
        """Whether the shop's people are at the desk at a time."""
        return open_at(now.astimezone(self.zone), self.hours, self.settings.week, self.settings.holidays)

    @property
    def robot_answers(self) -> bool:
        """Whether the robot may speak at all in this shop."""
        return any(mode == "answer" for mode in self.settings.robot.values())

    @property
    def consent(self) -> str:
        """The line shown before the robot's first word (智能客服 is named, and a person is one press away)."""
        if self.settings.consent:
            return self.settings.consent
        if self.robot_answers:
            return (
                f"现在由{self.name}的智能客服（自动回复）先为您服务，随时可以点“转人工”。"
                "聊天内容仅用于处理您的咨询和售后；继续发送即表示您知晓。"
            )
        return f"{self.name}的客服会尽快回复您。聊天内容仅用于处理您的咨询和售后；继续发送即表示您知晓。"

    def night_at(self, now: datetime) -> bool:
        """Whether the night plan holds at a time."""
        return self.settings.night.holds(now.astimezone(self.zone))

    def peak_at(self, now: datetime) -> Peak | None:
        """The peak that runs at a time."""
        return peak_at(self.settings.peaks, now)

    def left_words(self, now: datetime) -> str:
        """What is said when nobody is there; "" = the usual line."""
        if self.night_at(now):
            return self.settings.night.words
        return "" if self.open_at(now) else self.settings.off_hours_reply

    def greeting_at(self, now: datetime) -> str:
        """The widget's first words at a time: a peak has shorter ones of its own."""
        peak = self.peak_at(now)
        return peak.greeting if peak is not None and peak.greeting else self.greeting

    @property
    def greeting(self) -> str:
        """The widget's usual first words."""
        return self.settings.greeting or f"您好，这里是{self.name}，想看商品还是查订单，直接说就行。"


def info_of(row: Shop) -> ShopInfo:
    """A table row as `ShopInfo`."""
    profile = msgspec.json.decode(row.profile, type=ShopProfile)
    settings = ShopSettings.model_validate({"response_target_s": row.target_s, **msgspec.json.decode(row.settings)})
    return ShopInfo(
        id=row.id, code=row.code, name=row.name, platform=row.platform, colour=row.colour, example=row.example,
        profile=profile, settings=settings, widget_secret=row.widget_secret, catalog_version=row.catalog_version,
        settings_version=row.settings_version,
    )  # fmt: skip


def all_shops(session: Session) -> list[ShopInfo]:
    """Every shop of the installation."""
    return [info_of(row) for row in session.scalars(select(Shop).order_by(Shop.id))]


def by_id(session: Session, shop_id: int) -> ShopInfo:
    """One shop."""
    row = session.get(Shop, shop_id)
    if row is None:
        raise NotFound("没有这家店铺")
    return info_of(row)


def ensure(unit: Unit, code: str, profile: ShopProfile, *, example: bool) -> tuple[int, bool]:
    """Find a shop by code, or make it; its profile follows the folder. Returns (id, made)."""
    text = msgspec.json.encode(profile, enc_hook=dict).decode()
    row = unit.session.scalar(select(Shop).where(Shop.code == code))
    if row is not None:
        if row.profile != text:
            row.name, row.platform, row.profile = profile.name, profile.platform, text
            row.target_s = _clock(row.settings, profile)
        return row.id, False
    count = len(list(unit.session.scalars(select(Shop.id))))
    row = Shop(
        code=code, name=profile.name, platform=profile.platform, profile=text, settings="{}", example=example,
        widget_secret=new_token(), colour=PALETTE[count % len(PALETTE)], target_s=_clock("{}", profile),
    )  # fmt: skip
    unit.session.add(row)
    unit.session.flush()
    return row.id, True


def _clock(saved: str, profile: ShopProfile) -> int:
    """What the waiting clock runs to: saved settings before the profile's target."""
    settings: dict[str, Any] = msgspec.json.decode(saved)
    target: int = settings.get("response_target_s", profile.response_target_s)
    return clock_s(profile.platform, target, settings.get("kpi_limits", {}))


def follow_profile(unit: Unit, shop_id: int, profile: ShopProfile) -> Tally:
    """A shop becomes what its `shop.toml` says."""
    text = msgspec.json.encode(profile, enc_hook=dict).decode()
    row = unit.session.get(Shop, shop_id)
    if row is None:
        raise NotFound("没有这家店铺")
    if row.profile == text:
        return Tally(unchanged=1)
    unit.note("shop", profile.name, "changed")
    if not unit.rehearses:
        row.name, row.platform, row.profile = profile.name, profile.platform, text
        row.target_s = _clock(row.settings, profile)
    return Tally(changed=1)


def paint(unit: Unit, shop_id: int, colour: str) -> None:
    """Give a shop another colour."""
    row = unit.session.get(Shop, shop_id)
    if row is None:
        raise NotFound("没有这家店铺")
    row.colour = colour


def change_settings(
    unit: Unit, shop_id: int, changes: dict[str, Any], *, seen: int | None = None, by: str = ""
) -> tuple[ShopSettings, int]:
    """Set some settings (already validated against `ShopSettings`); the feed hears of it.

    `seen` = the version that whoever changes them had before his eyes: raises `Conflict` (`changed_meanwhile`) where
    somebody else has changed the same setting since. Returns the settings and their version.
    """
    row = unit.session.get(Shop, shop_id, with_for_update=True)
    if row is None:
        raise NotFound("没有这家店铺")
    before = info_of(row).settings.model_dump()
    settings = ShopSettings.model_validate({**before, **changes})
    touched = check(row.settings_marks, before, settings.model_dump(), seen)
    row.settings = settings.model_dump_json()
    row.target_s = clock_s(row.platform, settings.response_target_s, settings.kpi_limits)
    if touched:
        row.settings_version += 1
        row.settings_marks = mark(row.settings_marks, touched, row.settings_version, by)
    unit.emit(shop_id, "settings.changed", {})
    if "return_address" in touched:
        catalog_changed(unit, shop_id, set())  # the gates know it
    return settings, row.settings_version


def catalog_changed(unit: Unit, shop_id: int, tables: set[str]) -> int:
    """Count the catalogue's version up and tell the feed; returns the new version."""
    version: int = unit.session.execute(
        update(Shop)
        .where(Shop.id == shop_id)
        .values(catalog_version=Shop.catalog_version + 1, version=Shop.version + 1)
        .returning(Shop.catalog_version)
    ).scalar_one()
    row = unit.session.get(Shop, shop_id, populate_existing=True)
    assert row is not None
    row.tables = "|".join(sorted(set(filter(None, row.tables.split("|"))) | tables))
    unit.emit(shop_id, "catalog.changed", {"catalog_version": version})
    return version


def installation_secret(unit: Unit, name: str) -> str:
    """A secret of this installation; made at first use."""
    row = unit.session.get(Installation, name)
    if row is None:
        row = Installation(name=name, value=new_token())
        unit.session.add(row)
        unit.session.flush()
    return row.value


def restore_mark(session: Session) -> str | None:
    """Changes when a backup has been put back."""
    return session.scalar(select(Installation.value).where(Installation.name == "restored"))


class ShopBook:
    """All shops in memory. Read from any thread; replaced as a whole when a shop changes."""

    def __init__(self) -> None:
        self._by_id: dict[int, ShopInfo] = {}
        self._by_code: dict[str, ShopInfo] = {}

    def load(self, shops: list[ShopInfo]) -> None:
        """Take what the database holds now."""
        self._by_id = {s.id: s for s in shops}
        self._by_code = {s.code: s for s in shops}

    def get(self, shop_id: int) -> ShopInfo:
        """A shop by id."""
        return self._by_id[shop_id]

    def find(self, code: str) -> ShopInfo:
        """A shop by code; raises `NotFound`."""
        shop = self._by_code.get(code)
        if shop is None:
            raise NotFound("没有这家店铺", code="no_such_shop")
        return shop

    def all(self) -> list[ShopInfo]:
        """All shops, by id."""
        return list(self._by_id.values())
