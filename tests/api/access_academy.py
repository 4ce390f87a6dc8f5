"""The academy's rows of the access table, and fresh practices to call about."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from sqlalchemy import delete

from tests.api.access_kinds import MANAGE, READ, SERVE, staff_only
from tests.support.serving import Served
from tests.support.shops import QINGHE
from xiaoer.core.drills.written import WrittenAsk, WrittenScenario
from xiaoer.domains.academy import own_scenarios
from xiaoer.domains.academy import service as academy
from xiaoer.domains.academy.backend import service as backend
from xiaoer.domains.academy.backend.models import BackendDrill
from xiaoer.domains.academy.backend.tasks import task_of
from xiaoer.domains.academy.showcase import service as showcase
from xiaoer.domains.academy.showcase.models import ModelLesson
from xiaoer.kit.codec import to_json
from xiaoer.kit.writer import Unit

HALL = "/api/shops/{shop:str}/academy"
TEACH = staff_only("owner", "lead", "trainer")
ONE = HALL + "/practices/{practice_id:int}"
OWN = HALL + "/own-scenarios"
WRITTEN = {
    "title": "问口袋", "group": "售前", "kind": "急躁", "goal": "想知道有没有口袋",
    "asks": [{"lines": ["有口袋吗"], "points": ["两侧各有一个斜插口袋"]}],
}  # fmt: skip
BACKEND = HALL + "/backend"
MODELS = HALL + "/model-lessons"
MODEL = MODELS + "/{lesson_id:int}"
DRILL = BACKEND + "/{drill_id:int}"
BODIES: dict[tuple[str, str], dict[str, Any]] = {
    ("POST", OWN): {"json": WRITTEN},
    ("POST", f"{OWN}/try"): {"json": WRITTEN},
    ("PUT", MODEL): {"json": {"version": 1, "title": "x", "lines": [{"author": "agent", "text": "您好"}]}},
    ("POST", BACKEND): {"json": {"kind": "remark"}},
    ("POST", f"{DRILL}/deeds"): {
        "json": {"act": "remark", "order": "1", "details": [{"name": "备注", "value": "送礼"}]}
    },
    ("POST", f"{HALL}/practices"): {"json": {"scenario": "stock-06"}},
    ("POST", f"{ONE}/retry"): {"json": {"turn": 0}},
    ("POST", f"{HALL}/mystery"): {"json": {"scenario": "stock-06"}},
    ("POST", f"{HALL}/cards"): {"json": {"card": "red:0", "text": "不给联系方式"}},
}


ROWS: dict[tuple[str, str], dict[str, int]] = {
    ("GET", f"{HALL}/scenarios"): READ,
    ("GET", f"{HALL}/mystery"): READ,
    ("GET", OWN): TEACH,
    ("POST", OWN): TEACH,
    ("POST", f"{OWN}/try"): TEACH,
    ("GET", OWN + "/of-chat/{conversation_id:int}"): TEACH,
    ("DELETE", OWN + "/{own_id:int}"): TEACH,
    ("POST", f"{HALL}/mystery/rule"): MANAGE,
    ("POST", f"{HALL}/mystery"): MANAGE,
    ("GET", f"{HALL}/practices"): READ,
    ("POST", f"{HALL}/practices"): SERVE,
    ("GET", ONE): READ,
    ("POST", f"{ONE}/begin"): SERVE,
    ("POST", f"{ONE}/end"): SERVE,
    ("POST", f"{ONE}/retry"): SERVE,
    ("GET", MODELS): READ,
    ("POST", MODELS + "/of-chat/{conversation_id:int}"): TEACH,
    ("PUT", MODEL): TEACH,
    ("DELETE", MODEL): TEACH,
    ("GET", BACKEND): READ,
    ("POST", BACKEND): SERVE,
    ("GET", DRILL): READ,
    ("POST", f"{DRILL}/deeds"): SERVE,
    ("POST", f"{DRILL}/hand-in"): SERVE,
    ("GET", f"{HALL}/cards"): READ,
    ("POST", f"{HALL}/cards"): READ,
    ("GET", f"{HALL}/matrix"): TEACH,
    ("GET", f"{HALL}/glossary"): READ,
}


async def fresh_practice(server: Served, staff_id: int, path: str) -> int:
    """A practice of somebody that waits, or has ended where it is to be tried again; 0 = the path names none."""
    if "{practice_id" not in path:
        return 0
    shop_id = server.desk.shops.find(QINGHE).id
    book = await server.app.state.player.book(shop_id)

    def make(unit: Unit) -> int:
        made = academy.make(unit, shop_id, staff_id, book.scenario("stock-06"), seed=1, sent_by=staff_id)
        if path.endswith("/retry"):
            academy.give_up(unit, book, shop_id, made, staff_id)
        return made

    return int(await server.desk.run(make))


async def names(server: Served, staff_id: int, path: str) -> dict[str, int]:
    """A fresh scenario of the shop's own, a fresh back-end drill."""
    shop_id = server.desk.shops.find(QINGHE).id
    if "{own_id" in path:
        written = WrittenScenario("问口袋", "售前", "急躁", "x", "", "", (WrittenAsk(("有口袋吗",), ("有口袋",)),))
        return {
            "{own_id:int}": await server.desk.run(lambda u: own_scenarios.keep(u, shop_id, staff_id, written, None).id)
        }
    if "{lesson_id" in path:
        line = showcase.ModelLine("agent", "您好")

        def lesson(unit: Unit) -> int:
            row = ModelLesson(
                shop_id=shop_id, title="x", lines=to_json([line]), made_by=staff_id, made_ms=unit.now_ms
            )  # fmt: skip
            unit.session.add(row)
            unit.session.flush()
            return row.id

        return {"{lesson_id:int}": await server.desk.run(lesson)}
    if "{drill_id" not in path:
        return {}
    task = task_of("remark", await server.desk.facts.get(shop_id), server.desk.clock(), 1)
    first, *others = task.start.orders
    sandbox = replace(task.start, orders=(replace(first, number="1"), *others))

    def fresh(unit: Unit) -> int:
        unit.session.execute(delete(BackendDrill).where(BackendDrill.shop_id == shop_id))
        checks = tuple(replace(c, order="1") for c in task.checks)
        return backend.begin(unit, shop_id, staff_id, replace(task, start=sandbox, checks=checks)).id

    return {"{drill_id:int}": await server.desk.run(fresh)}
