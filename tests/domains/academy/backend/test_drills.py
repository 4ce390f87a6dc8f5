"""Back-end drills as they are kept: begun once, acted on, handed in once; what they say of a person."""

from __future__ import annotations

import pytest

from tests.domains.academy.exams.test_sittings import Hall, hall_of
from tests.support.desks import TestDesk
from xiaoer.domains.academy.backend import repository, service
from xiaoer.domains.academy.backend.errors import NoDrill, NotSo, Over
from xiaoer.domains.academy.backend.shapes import Deed, Task
from xiaoer.domains.academy.backend.tasks import task_of
from xiaoer.domains.academy.coaching import service as coaching
from xiaoer.domains.academy.coaching import views
from xiaoer.domains.academy.coaching.errors import NoSubject
from xiaoer.domains.orders import service as orders
from xiaoer.kit.clock import to_ms

pytestmark = pytest.mark.anyio


@pytest.fixture
async def hall(desk: TestDesk) -> Hall:
    return await hall_of(desk)


async def task(hall: Hall, seed: int = 3) -> Task:
    return task_of("price", await hall.desk.desk.facts.get(hall.shop_id), hall.desk.clock(), seed)


async def test_a_drill_from_the_task_to_the_verdict_and_what_it_says(hall: Hall) -> None:
    shop, me, run, read = hall.shop_id, hall.staff_id, hall.run, hall.desk.desk.database.read
    facts = await hall.desk.desk.facts.get(shop)
    before = await read(lambda s: orders.all_orders(s, shop))
    wish = coaching.Wish("backend", "price", "", None)
    await run(lambda u: coaching.assign(u, shop, None, [me], wish, ()))
    with pytest.raises(NoSubject):
        await run(lambda u: coaching.assign(u, shop, None, [me], coaching.Wish("backend", "x", "", None), ()))
    price = await task(hall)
    made = await run(lambda u: service.begin(u, shop, me, price).id)
    other = await task(hall, 4)
    assert await run(lambda u: service.begin(u, shop, me, other).id) == made  # gone on with, not drawn anew

    number, wanted = price.checks[0].order, price.checks[0].wanted[0]
    with pytest.raises(NotSo):
        await run(lambda u: service.act(u, facts, shop, made, me, Deed("change_price", "0", (("改后应付", "1"),))))
    with pytest.raises(NoDrill):
        await run(lambda u: service.hand_in(u, shop, made, me + 1))
    deed = Deed("change_price", number, (("改后应付", wanted), ("原因", "主管同意")))
    await run(lambda u: service.act(u, facts, shop, made, me, deed))
    shown = await read(lambda s: repository.detail(s, shop, made, facts))
    assert shown is not None
    assert shown["verdict"] is None
    assert {o["number"]: o["paid_amount"] for o in shown["orders"]}[number] == wanted
    row = await run(lambda u: service.hand_in(u, shop, made, me))
    assert (row.passed, row.score, row.deeds) == (True, 100, 1)
    with pytest.raises(Over):
        await run(lambda u: service.act(u, facts, shop, made, me, deed))

    await run(lambda u: coaching.look(u, shop, ()))
    done = await read(lambda s: views.assignments(s, shop, me, to_ms(hall.desk.clock())))
    assert [a["done_at"] is not None for a in done if a["kind"] == "backend"] == [True]
    matrix = await read(lambda s: views.matrix(s, shop, to_ms(hall.desk.clock()), me))
    cell = next(c for c in matrix["people"][0]["cells"] if c["skill"] == "backend")
    assert cell["shares"]["practice"] == 1.0

    again = await run(lambda u: service.begin(u, shop, me, other).id)
    assert again != made
    failed = await run(lambda u: service.hand_in(u, shop, again, me))
    assert (failed.passed, failed.score) == (False, 0)
    matrix = await read(lambda s: views.matrix(s, shop, to_ms(hall.desk.clock()), me))
    cell = next(c for c in matrix["people"][0]["cells"] if c["skill"] == "backend")
    assert cell["shares"]["practice"] == 0.5
    assert [d["state"] for d in await read(lambda s: repository.drills(s, shop, me))] == ["ended", "ended"]
    assert await read(lambda s: repository.times_passed(s, shop, me)) == {"price": 1}
    assert await read(lambda s: orders.all_orders(s, shop)) == before  # the shop's own orders are as they were
