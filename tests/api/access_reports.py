"""Rows of the access table for reports, and the fresh things that their calls are about."""

from __future__ import annotations

import itertools
from datetime import date, timedelta
from typing import Any

from tests.api.access_kinds import MANAGE, OWN, READ, SERVE
from tests.support.serving import Served
from tests.support.shops import QINGHE
from xiaoer.domains.reports import bonus
from xiaoer.domains.reports.figuring import figures
from xiaoer.domains.reports.models import BonusDispute, PersonalReport, ShopReport
from xiaoer.domains.reports.rules import period_of
from xiaoer.domains.reports.service import Words, words_of
from xiaoer.kit.clock import to_ms
from xiaoer.kit.codec import to_json
from xiaoer.kit.writer import Unit

HALL = "/api/shops/{shop:str}/reports"
ONE = HALL + "/{report_id:int}"
BONUS = "/api/shops/{shop:str}/bonus"
DECIDE = BONUS + "/disputes/{dispute_id:int}/decide"
ROWS: dict[tuple[str, str], dict[str, int]] = {
    ("GET", HALL): READ,
    ("POST", HALL): MANAGE,
    ("GET", ONE): READ,
    ("PUT", ONE): MANAGE,
    ("POST", f"{ONE}/send"): MANAGE,
    ("GET", f"{ONE}/xlsx"): READ,
    ("GET", f"{ONE}/pdf"): READ,
    ("GET", f"{HALL}/plan"): READ,
    ("PUT", f"{HALL}/plan"): MANAGE,
    ("GET", f"{HALL}/mail"): MANAGE,
    ("PUT", f"{HALL}/mail"): MANAGE,
    ("POST", f"{HALL}/mail/test"): MANAGE,
    ("GET", f"{HALL}/dashboard"): READ,
    ("GET", f"{HALL}/peaks"): READ,
    ("GET", f"{HALL}/behind"): READ,
    ("GET", f"{HALL}/voice"): READ,
    ("GET", f"{HALL}/voice/xlsx"): READ,
    ("GET", f"{HALL}/questions"): READ,
    ("POST", f"{HALL}/figures"): MANAGE,
    ("GET", f"{HALL}/personal"): READ,
    ("GET", f"{HALL}/personal/draft"): SERVE,
    ("POST", f"{HALL}/personal"): SERVE,
    ("GET", HALL + "/personal/{report_id:int}/pdf"): {**READ, "agent": 404, "trainer": 404},  # not his own
    ("POST", HALL + "/personal/{report_id:int}/comment"): MANAGE,
    ("GET", f"{BONUS}/plan"): SERVE,
    ("PUT", f"{BONUS}/plan"): OWN,
    ("GET", BONUS): SERVE,
    ("GET", f"{BONUS}/pdf"): SERVE,
    ("POST", f"{BONUS}/freeze"): OWN,
    ("POST", f"{BONUS}/disputes"): SERVE,
    ("POST", DECIDE): OWN,
    ("GET", "/api/shops/{shop:str}/integrity"): OWN,
}
TABLE = "日期,客服账号,3分钟人工回复率,平均人工响应时长,咨询人数,询单人数\n2026-11-03,小雨,95.5%,32秒,120,80\n"
BODIES: dict[tuple[str, str], dict[str, Any]] = {
    ("POST", HALL): {"json": {"kind": "day", "day": "2026-11-03"}},
    ("PUT", ONE): {"json": {"summary": "平稳", "version": 1}},
    ("PUT", f"{HALL}/plan"): {"json": {"on": False, "day_at": "22:00", "week_day": 0, "week_at": "09:00"}},
    ("PUT", f"{HALL}/mail"): {"json": {"receivers": ["boss@example.com"]}},
    ("POST", f"{HALL}/mail/test"): {"json": {"to": "boss@example.com"}},
    ("GET", f"{HALL}/behind"): {"params": {"key": "conversations"}},
    ("POST", f"{HALL}/figures"): {"files": {"file": ("客服.csv", TABLE.encode())}},
    ("POST", HALL + "/personal/{report_id:int}/comment"): {"json": {"text": "好"}},
    ("PUT", f"{BONUS}/plan"): {"json": {"tiers": [{"start": "0", "pct": "1"}]}},
    ("GET", BONUS): {"params": {"month": "2026-10"}},
    ("GET", f"{BONUS}/pdf"): {"params": {"month": "2026-10"}},
    ("POST", f"{BONUS}/disputes"): {"json": {"month": "2026-10", "order": "1", "text": "少算了"}},
    ("POST", DECIDE): {"json": {"grant": True, "answer": "补上", "adjust": "5"}},
}


async def prepare(server: Served, method: str, path: str) -> tuple[dict[str, int], dict[str, Any]]:
    """A report of the shop, or somebody's, made for this call; and what the call says."""
    shop = server.desk.shops.find(QINGHE)
    if (method, path) == ("POST", f"{HALL}/personal"):  # each caller's own, of a day of its own
        return {}, {"json": {"kind": "day", "day": _day(), "version": 0}}
    if path.startswith(BONUS):
        return await _bonus(server, shop.id, method, path)
    if "{report_id" not in path:
        return {}, BODIES.get((method, path), {})
    period, now_ms = period_of("day", server.desk.clock().date()), to_ms(server.desk.clock())
    found = await server.desk.database.read(lambda s: figures(s, shop, period, now_ms))

    def make(unit: Unit) -> int:
        words: Words = words_of(period, found)
        row: ShopReport | PersonalReport
        if "/personal/" in path:
            row = PersonalReport(shop_id=shop.id, staff_id=1, kind="day", day=_day(), figures="[]", at_ms=now_ms)
        else:
            row = ShopReport(
                shop_id=shop.id, kind="day", day=_day(), figures=to_json(found), words=to_json(words), made_ms=now_ms
            )
        unit.session.add(row)
        unit.session.flush()
        return row.id

    return {"{report_id:int}": await server.desk.run(make)}, BODIES.get((method, path), {})


async def _bonus(server: Served, shop_id: int, method: str, path: str) -> tuple[dict[str, int], dict[str, Any]]:
    """A formula in force, a fresh dispute; each freezing of a month of its own."""

    def make(unit: Unit) -> int:
        bonus.set_plan(unit, shop_id, (1, "x"), bonus.Plan([("0", "1")], 100, "0"))
        row = BonusDispute(shop_id=shop_id, month="2026-10", order_number="1", staff_id=1, text="x", at_ms=unit.now_ms)
        unit.session.add(row)
        unit.session.flush()
        return row.id

    names = {"{dispute_id:int}": await server.desk.run(make)}
    if path.endswith("/freeze"):
        return names, {"json": {"month": f"20{10 + next(_days) % 14}-0{1 + next(_days) % 9}"}}
    return names, BODIES.get((method, path), {})


_days = itertools.count()


def _day() -> str:
    """A day that no other call has a report of."""
    return (date(2001, 1, 1) + timedelta(days=next(_days))).isoformat()
