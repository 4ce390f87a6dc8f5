"""The daily drawing of chats to score: the shop's quotas, and the clock that draws once a day."""

from __future__ import annotations

import secrets
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from xiaoer.domains.audit import service as audit
from xiaoer.domains.desk.live import Desk
from xiaoer.domains.desk.rounds import rounds
from xiaoer.domains.quality import cards
from xiaoer.domains.quality.models import SamplePlan
from xiaoer.domains.quality.rules import is_due
from xiaoer.domains.quality.service import DrawWish, take_sample
from xiaoer.domains.shop.service import ShopInfo
from xiaoer.kit.writer import Unit

LOOK_S = 30.0
DEFAULT = {"on": False, "at": "09:30", "days": 1, "by_chance": 1, "by_risk": 2, "of_new": 2, "last_day": ""}


def plan(session: Session, shop_id: int) -> dict[str, Any]:
    """The drawing of a shop; off where nobody set one."""
    row = session.scalar(select(SamplePlan).where(SamplePlan.shop_id == shop_id))
    return {key: getattr(row, key) for key in DEFAULT} if row else dict(DEFAULT)


def set_plan(unit: Unit, shop_id: int, who: tuple[int, str], wish: dict[str, Any]) -> dict[str, Any]:
    """Set when and how much is drawn."""
    row = unit.session.scalar(select(SamplePlan).where(SamplePlan.shop_id == shop_id).with_for_update())
    if row is None:
        row = SamplePlan(shop_id=shop_id, last_day="")
        unit.session.add(row)
    for key, value in wish.items():
        setattr(row, key, value)
    unit.session.flush()
    audit.record(
        unit, shop_id, staff_id=who[0], staff_name=who[1], action="quality.sample_plan",
        subject=row.at if row.on else "off",
    )  # fmt: skip
    return plan(unit.session, shop_id)


def draw_for(unit: Unit, shop_id: int, today: str, seed: int) -> int | None:
    """Draw for a day once, whichever process comes first; None when it is done already."""
    held = plan(unit.session, shop_id)
    claimed = unit.session.execute(
        update(SamplePlan)
        .where(SamplePlan.shop_id == shop_id, SamplePlan.on.is_(True), SamplePlan.last_day != today)
        .values(last_day=today)
    )
    if not claimed.rowcount:  # type: ignore[attr-defined]
        return None
    return take_sample(
        unit, shop_id, DrawWish(held["days"], held["by_chance"], held["by_risk"], held["of_new"], seed)
    )  # fmt: skip


class Sampler:
    """The clock of the daily drawing."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk

    def start(self) -> None:
        """Look from now on."""
        self.desk.spawn(rounds(self.desk, "sampling", self.sweep, every_s=LOOK_S))

    async def sweep(self, shop: ShopInfo) -> int | None:
        """Draw when it is time; returns how many chats, None when there was nothing to do."""
        now = self.desk.clock().astimezone(shop.zone)
        today = now.date().isoformat()

        def look(s: Session) -> bool:
            held = plan(s, shop.id)
            due = is_due(now.strftime("%H:%M"), today, on=held["on"], at=held["at"], last_day=held["last_day"])
            return due and cards.current(s, shop.id) is not None

        if not await self.desk.database.read(look):
            return None
        drawn: int | None = await self.desk.run(lambda u: draw_for(u, shop.id, today, secrets.randbits(32)))
        return drawn
