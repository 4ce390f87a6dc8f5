"""A model lesson of a real chat: one press, nobody's name, what inspection found beside the messages."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from tests.domains.academy.exams.test_sittings import Hall, hall_of
from tests.support.desks import TestDesk
from xiaoer.domains.academy.own_scenarios import NoSuchChat
from xiaoer.domains.academy.showcase import service
from xiaoer.domains.desk.models import Visit
from xiaoer.domains.quality.models import FindingRow, InspectionRow
from xiaoer.kit.writer import Unit

pytestmark = pytest.mark.anyio


@pytest.fixture
async def hall(desk: TestDesk) -> Hall:
    return await hall_of(desk)


async def test_from_the_chat_to_the_commented_lesson(hall: Hall) -> None:
    shop, me = hall.shop_id, hall.staff_id
    chat = await hall.desk.conversation("橘子味的风")
    await hall.desk.say(chat, "我是橘子味的风，电话13812345678，裤子起球了")
    with pytest.raises(service.NothingSaid):
        await hall.run(lambda u: service.make(u, shop, me, chat))
    agent = (me, "小雨")
    await hall.desk.say(chat, "橘子味的风，起球正常的", "agent", agent=agent)
    await hall.desk.say(chat, "非常抱歉给您添麻烦了，请拍张照片，质量问题运费我们承担", "agent", agent=agent)
    numbers = [m["seq"] for m in await hall.desk.messages(chat) if m["author"] == "agent"]

    def inspected(unit: Unit) -> None:
        visit = unit.session.scalar(select(Visit.id).where(Visit.shop_id == shop, Visit.conversation_id == chat))
        row = InspectionRow(shop_id=shop, conversation_id=chat, visit_id=visit, closed_ms=1, made_ms=1, card=1)
        unit.session.add(row)
        unit.session.flush()
        for kind, seq, voided in (
            ("cold_reply", numbers[0], False), ("good_apology", numbers[1], False), ("abuse", numbers[1], True),
        ):  # fmt: skip
            unit.session.add(
                FindingRow(
                    shop_id=shop, inspection_id=row.id, at_ms=1, kind=kind, seqs=f"[{seq}]", points=0, confidence=1.0,
                    reason="", rule="", voided=voided,
                )
            )  # fmt: skip

    await hall.run(inspected)
    made = await hall.run(lambda u: service.make(u, shop, me, chat))
    whole = "".join(line["text"] for line in made["lines"])
    assert "橘子味的风" not in whole + made["title"]
    assert "13812345678" not in whole + made["title"]
    assert [(line["author"], line["comment"], line["mark"]) for line in made["lines"]] == [
        ("shopper", "", ""), ("agent", "冷淡回复", "better"), ("agent", "诚恳道歉", "good"),
    ]  # fmt: skip

    lines = [service.ModelLine("shopper", "裤子起球了"), service.ModelLine("agent", "请拍张照片", "先要凭证", "good")]
    written = await hall.run(
        lambda u: service.write(u, shop, made["id"], 1, title="起球怎么接", intro="先看凭证", lines=lines)
    )
    assert (written["version"], written["lines"][1]["comment"]) == (2, "先要凭证")
    with pytest.raises(service.LessonChanged):
        await hall.run(lambda u: service.write(u, shop, made["id"], 1, title="x", intro="", lines=lines))
    assert await hall.desk.desk.database.read(lambda s: service.lessons(s, shop)) == [written]
    await hall.run(lambda u: service.remove(u, shop, made["id"]))
    with pytest.raises(service.NoModelLesson):
        await hall.run(lambda u: service.remove(u, shop, made["id"]))
    with pytest.raises(NoSuchChat):
        await hall.run(lambda u: service.make(u, shop, me, 999_999))
