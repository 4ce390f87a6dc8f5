"""The path of a newcomer: read, checked, certified; the live queue opens with the certificates that the lead demands."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from sqlalchemy import select

from tests.domains.academy.exams.test_bank import right_answer
from tests.domains.academy.exams.test_sittings import Hall, hall_of
from tests.support.desks import TestDesk
from xiaoer.domains.academy.cards import cards_of
from xiaoer.domains.academy.models import CardMemory
from xiaoer.domains.academy.paths import repository, service, views
from xiaoer.domains.academy.paths.certifier import Certifier
from xiaoer.domains.academy.paths.demands import Demand
from xiaoer.domains.academy.paths.errors import LevelChanged, NoCertificate, NoSuchPerson
from xiaoer.domains.academy.paths.library import shipped
from xiaoer.domains.desk import service as desk_service
from xiaoer.domains.desk.errors import NotOpenedYet
from xiaoer.kit.writer import Unit

pytestmark = pytest.mark.anyio
TODAY = date(2026, 11, 25)


@pytest.fixture
async def hall(desk: TestDesk) -> Hall:
    return await hall_of(desk)


async def path_of(hall: Hall) -> dict[str, Any]:
    red = await Certifier(hall.desk.desk).red_cards(hall.shop_id)
    return await hall.desk.desk.database.read(lambda s: views.path(s, hall.shop_id, hall.staff_id, red, TODAY))


async def learn(hall: Hall, code: str, *, right: bool = True) -> None:
    """Read a lesson and sit its check."""
    bank = await hall.examiner.bank(hall.shop_id)
    await hall.run(lambda u: service.read(u, hall.shop_id, hall.staff_id, code, TODAY))
    exam = await hall.run(lambda u: service.check_exam(u, bank, hall.shop_id, shipped()[code]))
    sitting = await hall.sit(exam)
    for place, question in enumerate(await hall.paper(sitting)):
        if right:
            await hall.save(sitting, place, right_answer(question))
    await hall.hand_in(sitting)


async def test_a_day_is_done_when_its_lessons_are_read_and_checked(hall: Hall) -> None:
    before = await path_of(hall)
    assert [d["open"] for d in before["days"]][:3] == [True, False, False]
    assert before["streak"] == 0
    await learn(hall, "company-1", right=False)
    assert not (await path_of(hall))["days"][0]["lessons"][0]["done"]
    await learn(hall, "company-1")
    await learn(hall, "company-2")
    after = await path_of(hall)
    assert (after["days_done"], after["streak"], after["learned_today"]) == (1, 1, True)
    assert [d["open"] for d in after["days"]][:3] == [True, True, False]
    assert after["days"][0]["lessons"][0]["checked"] == 100


async def test_the_check_is_one_exam_per_lesson(hall: Hall) -> None:
    bank = await hall.examiner.bank(hall.shop_id)

    def exam(unit: Unit) -> int:
        return service.check_exam(unit, bank, hall.shop_id, shipped()["rules-1"])

    assert await hall.run(exam) == await hall.run(exam)


async def test_the_gate_opens_step_by_step(hall: Hall) -> None:
    lead = await hall.desk.staff_id("阿宁")
    shop, me = hall.shop_id, hall.staff_id
    await hall.desk.online("小雨")
    await hall.run(lambda u: service.enrol(u, shop, lead, [me], gated=True, due_ms=None))
    chats = [await hall.desk.conversation() for _ in range(5)]
    for chat in chats:
        await hall.desk.say(chat, "在吗")
    states = [(await hall.desk.see(chat))["state"] for chat in chats]
    assert set(states) == {"queued"}  # who shadows is given nothing
    with pytest.raises(NotOpenedYet, match="跟岗"):
        await hall.run(lambda u: desk_service.take(u, shop, chats[0], me, "小雨"))
    await hall.run(lambda u: service.give(u, shop, lead, me, "three", "跟岗合格"))
    await hall.desk.desk.route(shop)
    assert [(await hall.desk.see(chat))["state"] for chat in chats].count("assigned") == 3
    waiting = [c for c in chats if (await hall.desk.see(c))["state"] == "queued"][0]  # noqa: RUF015 - asynchronous
    with pytest.raises(NotOpenedYet, match="最多接待 3 位"):
        await hall.run(lambda u: desk_service.take(u, shop, waiting, me, "小雨"))
    full = await hall.run(lambda u: service.give(u, shop, lead, me, "full", "转正"))
    await hall.desk.desk.route(shop)
    assert [(await hall.desk.see(chat))["state"] for chat in chats].count("assigned") == 5
    await hall.run(lambda u: service.withdraw(u, shop, full, "复训"))
    assert (await path_of(hall))["ceiling"] == 3
    with pytest.raises(NoCertificate):
        await hall.run(lambda u: service.withdraw(u, shop, full, "复训"))
    await hall.run(lambda u: service.leave(u, shop, me))
    assert (await path_of(hall))["ceiling"] is None


async def test_certificates_are_earned_by_what_the_lead_demands(hall: Hall) -> None:
    certifier = Certifier(hall.desk.desk)
    lead = await hall.desk.staff_id("阿宁")
    shop, me = hall.shop_id, hall.staff_id
    await hall.run(lambda u: service.enrol(u, shop, lead, [me], gated=True, due_ms=None))
    await hall.run(lambda u: service.demand(u, shop, "three", Demand(days=1, red_cards=100), 0))
    with pytest.raises(LevelChanged):
        await hall.run(lambda u: service.demand(u, shop, "three", Demand(), 0))
    await learn(hall, "company-1")
    await learn(hall, "company-2")
    assert await certifier.settle(shop, me) == []

    def know(unit: Unit) -> None:
        for card in red:
            unit.session.add(
                CardMemory(
                    shop_id=shop, staff_id=me, card=card, memory="{}", due_ms=0, asked=1, right=1, last_score=100
                )
            )

    red = await certifier.red_cards(shop)
    assert set(red) == {c.id for c in cards_of(await hall.desk.desk.facts.get(shop)) if c.red_line}
    await hall.run(know)
    await certifier.look()
    found = await path_of(hall)
    assert [c["level"] for c in found["certificates"]] == ["three"]
    assert found["ceiling"] == 3
    assert await certifier.settle(shop, me) == []
    held = found["certificates"][0]["id"]
    await hall.run(lambda u: service.withdraw(u, shop, held, "红线"))
    assert await certifier.settle(shop, me) == []  # what a person has taken back stays so


async def test_typing_is_kept_with_its_best(hall: Hall) -> None:
    for per_minute, right in ((50, 1.0), (90, 0.9), (60, 0.96)):
        await hall.run(
            lambda u, p=per_minute, r=right: service.typed(
                u, hall.shop_id, hall.staff_id, TODAY, per_minute=p, right=r, errors=1, characters=40
            )
        )
    runs = await hall.desk.desk.database.read(lambda s: repository.typing_runs(s, hall.shop_id, hall.staff_id))
    assert [r.per_minute for r in runs] == [50, 90, 60]
    found = await path_of(hall)
    typing = [r["got"] for level in found["levels"] for r in level["requirements"] if r["name"] == "typing"]
    assert set(typing) == {60}  # too careless a run does not count


async def test_nobody_else_can_be_put_on_the_path(hall: Hall) -> None:
    with pytest.raises(NoSuchPerson):
        await hall.run(lambda u: service.enrol(u, hall.shop_id, 1, [999_999], gated=True, due_ms=None))
    rows = await hall.desk.desk.database.read(
        lambda s: s.scalars(select(repository.Enrolment).where(repository.Enrolment.shop_id == hall.shop_id)).all()
    )
    assert not rows
