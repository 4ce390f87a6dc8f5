"""The loop: a finding becomes a card and a practice, is trained, and is counted when it comes again."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import select, update

from tests.domains.academy.exams.test_sittings import Hall, hall_of
from tests.support.desks import TestDesk
from xiaoer.core.drills.model import model_reply
from xiaoer.core.drills.play import Reply, play
from xiaoer.core.drills.shapes import Scenario, ShopperState
from xiaoer.domains.academy import service as academy
from xiaoer.domains.academy.cards import cards_of, mark
from xiaoer.domains.academy.coaching import novelties, repository, service, views
from xiaoer.domains.academy.coaching.coach import Coach
from xiaoer.domains.academy.coaching.errors import NoAssignment, NoSubject
from xiaoer.domains.academy.exams import repository as exams
from xiaoer.domains.academy.exams.bank import bank_of
from xiaoer.domains.academy.exams.papers import draw
from xiaoer.domains.academy.models import Practice
from xiaoer.domains.academy.recitation import answered
from xiaoer.domains.academy.rules import review_of
from xiaoer.domains.desk import service as desk_service
from xiaoer.domains.desk.models import Visit
from xiaoer.domains.quality.models import FindingRow, InspectionRow
from xiaoer.kit.clock import to_ms
from xiaoer.kit.codec import to_json
from xiaoer.kit.writer import Unit

pytestmark = pytest.mark.anyio


@pytest.fixture
async def hall(desk: TestDesk) -> Hall:
    return await hall_of(desk)


async def find(hall: Hall, kind: str = "cold_reply") -> int:
    """Inspection finds something in a closed visit of the person."""
    chat = await hall.desk.conversation()
    await hall.desk.online("小雨")
    await hall.desk.stay()
    await hall.desk.say(chat, "在吗")
    await hall.desk.desk.route(hall.shop_id)
    await hall.run(lambda u: desk_service.close(u, hall.shop_id, chat, tag="已解决", remark=""))
    now_ms = to_ms(hall.desk.clock())

    def keep(unit: Unit) -> int:
        visit = unit.session.scalar(
            select(Visit.id).where(Visit.shop_id == hall.shop_id, Visit.conversation_id == chat)
        )
        row = InspectionRow(
            shop_id=hall.shop_id, conversation_id=chat, visit_id=visit, closed_ms=now_ms, made_ms=now_ms, card=1
        )
        unit.session.add(row)
        unit.session.flush()
        finding = FindingRow(
            shop_id=hall.shop_id, inspection_id=row.id, staff_id=hall.staff_id, at_ms=now_ms, kind=kind, seqs="[1]",
            points=-5, confidence=0.9, reason="x", rule="y",
        )  # fmt: skip
        unit.session.add(finding)
        unit.session.flush()
        return finding.id

    return int(await hall.run(keep))


async def remedies(hall: Hall) -> list[dict[str, Any]]:
    return await hall.desk.desk.database.read(lambda s: views.remedy_list(s, hall.shop_id, hall.staff_id))


async def recite(hall: Hall, kind: str) -> None:
    card = service.remedy_card(kind)
    await hall.run(lambda u: answered(u, hall.shop_id, hall.staff_id, card, mark(card, card.answer)))


async def practise(hall: Hall, scene: str) -> None:
    """Pass a scene as the model would."""
    book = await hall.examiner.player.book(hall.shop_id)
    scenario: Scenario = next(s for s in book.scenarios if s.scene.id == scene)

    def reply(state: ShopperState, lines: tuple[str, ...]) -> Reply:
        return Reply((model_reply(scenario, scenario.asks[state.ask]),), 5.0)

    played = play(book, scenario, reply, seed=1)
    review = review_of(book, scenario, played.state, played.exchanges)
    assert review.passed
    made = await hall.run(lambda u: academy.make(u, hall.shop_id, hall.staff_id, scenario, seed=1, sent_by=1))
    now_ms = to_ms(hall.desk.clock())
    await hall.run(
        lambda u: u.session.execute(
            update(Practice)
            .where(Practice.shop_id == hall.shop_id, Practice.id == made)
            .values(
                state="ended", ended_ms=now_ms, passed=True, score=review.score, review=to_json(review),
                exchanges=to_json(list(played.exchanges)),
            )
        )
        and None
    )  # fmt: skip


async def test_a_finding_is_trained_and_counted_when_it_comes_again(hall: Hall) -> None:
    coach = Coach(hall.examiner)
    await find(hall)
    await find(hall)
    assert await coach.look(hall.shop_id) == 2
    assert await coach.look(hall.shop_id) == 0
    opened = (await remedies(hall))[0]
    assert (opened["kind"], opened["times"], opened["state"], opened["scene"]) == ("cold_reply", 2, "open", "quality")

    hall.desk.clock.advance(60)
    await recite(hall, "cold_reply")
    await coach.look(hall.shop_id)
    assert ((await remedies(hall))[0]["card_done"], (await remedies(hall))[0]["state"]) == (True, "open")
    await practise(hall, "quality")
    await coach.look(hall.shop_id)
    assert (await remedies(hall))[0]["state"] == "done"

    hall.desk.clock.advance(3600)
    await find(hall)
    await coach.look(hall.shop_id)
    again, trained = await remedies(hall)
    assert (trained["again"], again["state"], again["card_done"]) == (1, "open", False)
    matrix = await hall.desk.desk.database.read(lambda s: views.matrix(s, hall.shop_id, to_ms(hall.desk.clock())))
    row = next(p for p in matrix["people"] if p["staff"]["id"] == hall.staff_id)
    assert (row["again"], row["remedies_open"], row["remedies_done"], row["visits"]) == (1, 1, 1, 3)
    empathy = next(c for c in row["cells"] if c["skill"] == "empathy")
    assert empathy["shares"]["real"] == 0.0
    assert empathy["shares"]["practice"] == 1.0


async def test_what_falls_on_appeal_is_taken_back(hall: Hall) -> None:
    coach = Coach(hall.examiner)
    finding = await find(hall, "off_platform")
    await coach.look(hall.shop_id)
    void = update(FindingRow).where(FindingRow.shop_id == hall.shop_id, FindingRow.id == finding).values(voided=True)
    await hall.run(lambda u: u.session.execute(void) and None)
    await coach.look(hall.shop_id)
    assert [r["state"] for r in await remedies(hall)] == ["withdrawn"]


async def test_praise_and_findings_of_nobody_teach_nothing(hall: Hall) -> None:
    await find(hall, "good_apology")
    await Coach(hall.examiner).look(hall.shop_id)
    assert await remedies(hall) == []


async def test_assignments_are_found_done_or_late(hall: Hall) -> None:
    coach, shop, me = Coach(hall.examiner), hall.shop_id, hall.staff_id
    lead = await hall.desk.staff_id("阿宁")
    due = to_ms(hall.desk.clock()) + 60_000

    def assign(kind: str, subject: str) -> Any:
        return hall.run(lambda u: service.assign(u, shop, lead, [me], service.Wish(kind, subject, "", due), ["红线"]))

    await assign("practice", "stock")
    await assign("practice", "stock")
    exam = await hall.set()
    await assign("exam", str(exam))
    for kind, subject in (("practice", "nowhere"), ("cards", "天气"), ("exam", "x")):
        with pytest.raises(NoSubject):
            await assign(kind, subject)
    await practise(hall, "stock")
    hall.desk.clock.advance(120)
    await coach.look(shop)
    now_ms = to_ms(hall.desk.clock())
    found = await hall.desk.desk.database.read(lambda s: views.assignments(s, shop, me, now_ms))
    assert [(a["kind"], a["overdue"], a["done_at"] is None) for a in found] == [
        ("exam", True, True),
        ("practice", False, False),
    ]
    await hall.run(lambda u: service.cancel(u, shop, found[0]["id"]))
    with pytest.raises(NoAssignment):
        await hall.run(lambda u: service.cancel(u, shop, found[0]["id"]))


async def test_awards_are_shown(hall: Hall) -> None:
    lead = await hall.desk.staff_id("阿宁")
    await hall.run(lambda u: service.award(u, hall.shop_id, lead, hall.staff_id, "服务之星", "零差评"))
    rows = await hall.desk.desk.database.read(lambda s: repository.awards(s, hall.shop_id))
    assert [(a.title, a.staff_id) for a in rows] == [("服务之星", hall.staff_id)]


async def test_a_new_product_makes_cards_and_a_quiz_by_itself(hall: Hall) -> None:
    coach = Coach(hall.examiner)
    await coach.look(hall.shop_id)
    facts = await hall.desk.desk.facts.get(hall.shop_id)
    assert await quizzes(hall) == []  # what is there already is not new

    old = facts.products["QH101"]
    fresh = replace(
        old, number="QH999", title="拾光 灯芯绒短外套", skus=tuple(replace(s, product="QH999") for s in old.skus)
    )
    more = replace(facts, version="new", products={**facts.products, "QH999": fresh})
    bank = bank_of(more)
    titles = {number: product.title for number, product in more.products.items()}
    assert await hall.run(lambda u: novelties.notice(u, hall.shop_id, titles, bank)) == ["QH999"]
    assert await hall.run(lambda u: novelties.notice(u, hall.shop_id, titles, bank)) == []

    quiz = (await quizzes(hall))[0]
    assert (quiz.title, quiz.minutes, quiz.purpose) == ("新品小测：拾光 灯芯绒短外套", 2, "quiz")
    paper = draw(bank, exams.sections_of(quiz), 1)
    assert len(paper) >= 3
    assert all("QH999" in q.code for q in paper)
    assert len([c for c in cards_of(more) if c.id.startswith("product:QH999:")]) == 5
    now_ms = to_ms(hall.desk.clock())
    mine = await hall.desk.desk.database.read(lambda s: views.assignments(s, hall.shop_id, hall.staff_id, now_ms))
    assert [(a["kind"], a["subject"]) for a in mine] == [("exam", str(quiz.id))]


async def quizzes(hall: Hall) -> list[Any]:
    return await hall.desk.desk.database.read(
        lambda s: exams.exams(s, hall.shop_id, purposes=("quiz",), everything=True)
    )
