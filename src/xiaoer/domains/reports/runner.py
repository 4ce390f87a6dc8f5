"""Writes the reports that are due: looks each half minute, counts on a reader, keeps once. Any process may do it."""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm import Session

from xiaoer.domains.desk.live import Desk
from xiaoer.domains.desk.rounds import rounds
from xiaoer.domains.reports import service
from xiaoer.domains.reports.figuring import figures
from xiaoer.domains.reports.rules import Period, due
from xiaoer.domains.shop.service import ShopInfo
from xiaoer.kit.clock import to_ms

LOOK_S = 30.0


class Reporter:
    """The clock of reports."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk

    def start(self) -> None:
        """Look from now on."""
        self.desk.spawn(rounds(self.desk, "reports", self.sweep, every_s=LOOK_S))

    async def sweep(self, shop: ShopInfo) -> list[int]:
        """Write what is due in a shop; returns the new reports. A period in which nobody wrote has none."""
        now = self.desk.clock().astimezone(shop.zone)
        now_ms = to_ms(self.desk.clock())

        def look(s: Session) -> list[tuple[Period, dict[str, Any]]]:
            plan = service.plan(s, shop.id)
            if not plan["on"]:
                return []
            wanted = due(now, day_at=plan["day_at"], week_day=plan["week_day"], week_at=plan["week_at"])
            missing = [p for p in wanted if service.made(s, shop.id, p) is None]
            counted = [(p, figures(s, shop, p, now_ms)) for p in missing]
            return [(p, f) for p, f in counted if any(n["key"] == "conversations" and n["value"] for n in f["numbers"])]

        written = []
        for period, found in await self.desk.database.read(look):
            written.append(
                await self.desk.run(lambda u, p=period, f=found: service.write(u, shop.id, p, f).id)  # type: ignore[misc]
            )
        return written
