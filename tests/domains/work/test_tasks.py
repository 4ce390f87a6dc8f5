"""Tasks: the clock acts once on each rung, with two processes and after a crash; the sweep looks only at what is due."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from tests.kit.conftest import postgres_empty, postgres_writers
from tests.support.clocks import HandClock
from tests.support.desks import TestDesk
from xiaoer.core.facts import ShopProfile
from xiaoer.domains.shop import service as shops
from xiaoer.domains.work import service
from xiaoer.domains.work.errors import TaskGone, TaskMoved
from xiaoer.domains.work.models import TaskRow
from xiaoer.domains.work.repository import page
from xiaoer.domains.work.service import NewTask
from xiaoer.kit.events import after
from xiaoer.kit.writer import Unit, Writer

__all__ = ["postgres_empty", "postgres_writers"]

pytestmark = pytest.mark.anyio
HOUR_MS = 3_600_000


async def add(desk: TestDesk, key: str = "a", hours: float | None = 30) -> dict[str, Any]:
    due = None if hours is None else desk.clock.ms() + int(hours * HOUR_MS)
    made = await desk.desk.run(
        lambda u: service.add(u, desk.shop.id, NewTask(key, "manual", "给买家回电", due_ms=due, owner=(1, "小鱼")))
    )
    return made if made is not None else {}


async def tasks(desk: TestDesk, state: str = "open") -> list[dict[str, Any]]:
    return await desk.desk.database.read(lambda s: page(s, desk.shop.id, state=state))


async def levels(desk: TestDesk) -> list[str]:
    return [e.data["task"]["level"] for e in await desk.events() if e.type == "task.changed"]


async def test_each_rung_is_told_once(desk: TestDesk) -> None:
    await add(desk)
    for _ in range(31 * 4):
        desk.clock.advance(900)
        await desk.desk.run(service.sweep)
        await desk.desk.run(service.sweep)
    assert await levels(desk) == ["", "24", "12", "4", "1", "overdue"]


async def test_after_a_long_sleep_only_what_holds_is_told(desk: TestDesk) -> None:
    await add(desk)
    desk.clock.advance(29.5 * 3600)
    await desk.desk.run(service.sweep)
    desk.clock.advance(86_400)
    await desk.desk.run(service.sweep)
    assert await levels(desk) == ["", "1", "overdue"]


async def test_the_list_goes_by_time_and_a_cause_makes_one_task(desk: TestDesk) -> None:
    for key, hours in (("late", 50.0), ("soon", 2.0), ("some day", None), ("middle", 9.0)):
        await add(desk, key, hours)
    assert await add(desk, "soon", 1) == {}
    due = [t["due_at"] for t in await tasks(desk)]
    assert due[:3] == sorted(filter(None, due))
    assert due[3] is None


async def test_of_two_who_press_one_is_told(desk: TestDesk) -> None:
    task = await add(desk)
    change = lambda act: desk.desk.run(  # noqa: E731
        lambda u: service.change(u, desk.shop.id, task["id"], act, task["version"])
    )
    done = await asyncio.gather(change("done"), change("drop"), return_exceptions=True)
    assert isinstance(done[1], TaskMoved)
    ended = (await tasks(desk, "done"))[0]
    assert (ended["outcome"], ended["level"]) == ("kept", "")
    again = await desk.desk.run(
        lambda u: service.change(u, desk.shop.id, task["id"], "reopen", ended["version"], due_ms=u.now_ms + HOUR_MS)
    )
    assert (again["state"], again["level"]) == ("open", "1")
    with pytest.raises(TaskGone):
        await desk.desk.run(lambda u: service.change(u, desk.shop.id + 1, task["id"], "done", 1))


async def test_what_is_ended_too_late_is_a_broken_promise(desk: TestDesk) -> None:
    task = await add(desk, hours=1)
    desk.clock.advance(3700)
    late = await desk.desk.run(lambda u: service.change(u, desk.shop.id, task["id"], "done", task["version"]))
    assert late["outcome"] == "late"


async def test_a_crash_in_the_sweep_leaves_it_to_the_next_one(desk: TestDesk) -> None:
    await add(desk, hours=0.5)
    desk.clock.advance(3600)

    def crash(unit: Unit) -> None:
        assert service.sweep(unit) == 1
        raise RuntimeError("the process ends here")

    with pytest.raises(RuntimeError):
        await desk.desk.run(crash)
    assert await levels(desk) == ["1"]
    assert await desk.desk.run(service.sweep) == 1
    assert await desk.desk.run(service.sweep) == 0
    assert await levels(desk) == ["1", "overdue"]


async def test_two_processes_act_once(postgres_writers: tuple[Writer, Writer], clock: HandClock) -> None:
    first, _ = postgres_writers
    shop_id, _ = await first.run(lambda u: shops.ensure(u, "s1", ShopProfile("店"), example=False))

    def fill(unit: Unit) -> None:
        for n in range(60):
            service.add(unit, shop_id, NewTask(f"t{n}", "manual", "回电", due_ms=unit.now_ms + HOUR_MS // 2))

    await first.run(fill)
    clock.advance(3600)
    counts = await asyncio.gather(*(w.run(lambda u: service.sweep(u, 25)) for _ in range(4) for w in postgres_writers))
    assert sum(counts) == 60
    told = first.database.read_now(lambda s: after(s, shop_id, 60))
    assert sorted(e.data["task"]["id"] for e in told) == sorted({e.data["task"]["id"] for e in told})
    assert {e.data["task"]["level"] for e in told} == {"overdue"}
    rows = first.database.read_now(lambda s: s.query(TaskRow).filter(TaskRow.shop_id == shop_id).all())
    assert all(row.next_ms is None for row in rows)
