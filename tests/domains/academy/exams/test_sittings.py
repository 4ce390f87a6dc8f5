"""Sittings: begun, saved answer by answer, resumed after a crash, collected when time is over, marked, analysed."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from tests.domains.academy.exams.test_bank import right_answer
from tests.support.clocks import HandClock
from tests.support.databases import Copy
from tests.support.desks import TestDesk, open_test_desk
from xiaoer.domains.academy import repository as practices
from xiaoer.domains.academy.exams import repository, service
from xiaoer.domains.academy.exams.bank import written
from xiaoer.domains.academy.exams.errors import (
    BadAnswer,
    BadQuestion,
    Closed,
    ExamChanged,
    HandedIn,
    NoSitting,
    NoTriesLeft,
    TimeIsUp,
)  # fmt: skip
from xiaoer.domains.academy.exams.examiner import Examiner
from xiaoer.domains.academy.exams.papers import Section
from xiaoer.domains.academy.exams.service import ExamPlan
from xiaoer.domains.academy.exams.shapes import Answer, Asked, Question
from xiaoer.domains.academy.player import Player
from xiaoer.domains.academy.service import Trainee

pytestmark = pytest.mark.anyio
PLAN = ExamPlan("上岗考试", (Section(6, 5, kinds=("single", "judge")), Section(2, 10, kinds=("short",))), 30, 60)


class Hall:
    """A desk with its exams."""

    def __init__(self, desk: TestDesk, examiner: Examiner, staff_id: int) -> None:
        self.desk, self.examiner, self.staff_id, self.shop_id = desk, examiner, staff_id, desk.shop.id

    async def run(self, work: Any) -> Any:
        return await self.desk.desk.run(work)

    async def set(self, plan: ExamPlan = PLAN) -> int:
        bank = await self.examiner.bank(self.shop_id)
        return int(await self.run(lambda u: service.set_exam(u, bank, self.shop_id, None, plan).id))

    async def sit(self, exam: int, seed: int = 3, staff_id: int | None = None) -> int:
        bank = await self.examiner.bank(self.shop_id)
        who = staff_id or self.staff_id
        return int(await self.run(lambda u: service.sit(u, bank, self.shop_id, exam, who, seed)))

    async def paper(self, sitting: int) -> tuple[Asked, ...]:
        return await self.desk.desk.database.read(
            lambda s: repository.paper_of(repository.sitting(s, self.shop_id, sitting))  # type: ignore[arg-type]
        )

    async def save(self, sitting: int, place: int, answer: Answer, rev: int = 1, staff_id: int | None = None) -> int:
        who = staff_id or self.staff_id
        return int(await self.run(lambda u: service.save(u, self.shop_id, sitting, who, place, answer, rev).rev))

    async def hand_in(self, sitting: int) -> Any:
        await self.examiner.hand_in(self.shop_id, sitting)
        return await self.desk.desk.database.read(lambda s: repository.sitting(s, self.shop_id, sitting))

    async def detail(self, sitting: int) -> dict[str, Any]:
        found = await self.desk.desk.database.read(
            lambda s: repository.sitting_detail(s, self.shop_id, sitting, key=True)
        )
        assert found is not None
        return found


async def hall_of(desk: TestDesk) -> Hall:
    return Hall(desk, Examiner(Player(desk.desk)), await desk.staff_id("小雨"))


@pytest.fixture
async def hall(desk: TestDesk) -> Hall:
    return await hall_of(desk)


async def test_a_paper_from_first_answer_to_marks(hall: Hall) -> None:
    sitting = await hall.sit(await hall.set())
    paper = await hall.paper(sitting)
    assert (await hall.detail(sitting))["questions"][0]["result"] is None
    for place, question in enumerate(paper[:-1]):
        await hall.save(sitting, place, right_answer(question))
    row = await hall.hand_in(sitting)
    assert (row.state, row.score, row.passed) == ("marked", 80, True)
    found = (await hall.detail(sitting))["questions"]
    assert [q["result"]["share"] for q in found] == [1.0] * 7 + [0.0]
    assert found[0]["result"]["key"]


async def test_no_answer_is_lost_by_a_crash(shops: Copy, clock: HandClock) -> None:
    async with open_test_desk(shops, clock) as desk:
        hall = await hall_of(desk)
        exam = await hall.set()
        sitting = await hall.sit(exam)
        paper = await hall.paper(sitting)
        await hall.save(sitting, 0, right_answer(paper[0]))
    clock.advance(60)
    async with open_test_desk(shops, clock) as desk:
        hall = await hall_of(desk)
        assert await hall.sit(exam, seed=99) == sitting
        assert await hall.paper(sitting) == paper
        assert tuple((await hall.detail(sitting))["questions"][0]["answer"]["picks"]) == right_answer(paper[0]).picks


async def test_a_late_copy_never_undoes_a_newer_answer(hall: Hall) -> None:
    sitting = await hall.sit(await hall.set())
    assert await hall.save(sitting, 0, Answer(picks=(1,)), rev=5) == 5
    assert await hall.save(sitting, 0, Answer(picks=(0,)), rev=4) == 5
    assert tuple((await hall.detail(sitting))["questions"][0]["answer"]["picks"]) == (1,)


async def test_time_is_kept_by_the_server(hall: Hall) -> None:
    sitting = await hall.sit(await hall.set())
    paper = await hall.paper(sitting)
    await hall.save(sitting, 0, right_answer(paper[0]))
    hall.desk.clock.advance(30 * 60 + 6)
    with pytest.raises(TimeIsUp):
        await hall.save(sitting, 1, right_answer(paper[1]))
    assert await hall.examiner.collect() == 1
    assert await hall.examiner.collect() == 0
    found = await hall.detail(sitting)
    assert (found["sitting"]["state"], found["sitting"]["score"]) == ("marked", 10)
    with pytest.raises(HandedIn):
        await hall.save(sitting, 1, right_answer(paper[1]))


async def test_short_answers_wait_for_a_person_where_the_exam_says_so(hall: Hall) -> None:
    sitting = await hall.sit(await hall.set(replace(PLAN, by_person=True)))
    paper = await hall.paper(sitting)
    for place, question in enumerate(paper):
        await hall.save(sitting, place, right_answer(question) if place < 7 else Answer(texts=("不知道",)))
    row = await hall.hand_in(sitting)
    assert (row.state, row.passed) == ("handed", False)
    trainer = await hall.desk.staff_id("书言")
    marks = {6: (0.5, "漏了时间"), 7: (0.0, "")}
    row = await hall.run(lambda u: service.mark_by_person(u, hall.shop_id, sitting, trainer, marks))
    assert (row.state, row.score, row.passed, row.marked_by) == ("marked", 70, True, trainer)
    with pytest.raises(BadAnswer):
        await hall.run(lambda u: service.mark_by_person(u, hall.shop_id, sitting, trainer, {99: (1.0, "")}))


async def test_a_practice_chat_as_exam(hall: Hall) -> None:
    plan = replace(PLAN, sections=(Section(1, 10, codes=("practice.11",)),))
    sitting = await hall.sit(await hall.set(plan))
    book = await hall.examiner.player.book(hall.shop_id)

    def begin(unit: Any) -> int:
        return service.begin_chat(unit, book, hall.shop_id, sitting, hall.staff_id, 0, 12)

    made = await hall.run(begin)
    assert await hall.run(begin) == made
    await hall.examiner.player.begin(hall.shop_id, made, Trainee(hall.staff_id, "小雨"))
    with pytest.raises(BadAnswer):
        await hall.save(sitting, 0, Answer(picks=(1,)))
    row = await hall.hand_in(sitting)
    practice = await hall.desk.desk.database.read(lambda s: practices.get(s, hall.shop_id, made))
    assert practice is not None
    assert practice.state == "ended"
    assert row.score == practice.score


async def test_tries_closed_exams_and_other_peoples_papers(hall: Hall) -> None:
    exam = await hall.set(replace(PLAN, tries=1))
    sitting = await hall.sit(exam)
    with pytest.raises(NoSitting):
        await hall.save(sitting, 0, Answer(picks=(0,)), staff_id=await hall.desk.staff_id("木木"))
    for bad in (Answer(picks=(9,)), Answer(texts=("x",) * 3), Answer(picks=(0,), texts=("x",))):
        with pytest.raises(BadAnswer):
            await hall.save(sitting, 0, bad)
    await hall.hand_in(sitting)
    with pytest.raises(NoTriesLeft):
        await hall.sit(exam)
    bank = await hall.examiner.bank(hall.shop_id)
    closed = replace(PLAN, open=False)
    await hall.run(lambda u: service.change_exam(u, bank, hall.shop_id, exam, closed, 1))
    with pytest.raises(Closed):
        await hall.sit(exam, staff_id=await hall.desk.staff_id("木木"))
    with pytest.raises(ExamChanged):
        await hall.run(lambda u: service.change_exam(u, bank, hall.shop_id, exam, closed, 1))


async def test_a_question_has_versions_and_papers_keep_theirs(hall: Hall) -> None:
    plan = replace(PLAN, sections=(Section(1, 10, codes=("rules.01",)),))
    exam = await hall.set(plan)
    sitting = await hall.sit(exam)
    asked = (await hall.paper(sitting))[0]
    old = next(q for q in written() if q.code == "rules.01")
    fresh = replace(old, stem="无理由退货的七天，从哪天起算？")

    def write(question: Question) -> Any:
        return hall.run(lambda u: service.write_question(u, hall.shop_id, None, question))

    assert (await write(fresh)).version == 1
    assert (await write(fresh)).version == 1
    assert (await write(replace(fresh, difficulty=2))).version == 2
    assert (await hall.paper(sitting))[0] == asked
    other = await hall.sit(exam, staff_id=await hall.desk.staff_id("木木"))
    assert (await hall.paper(other))[0].stem == fresh.stem
    made = await write(replace(fresh, code=""))
    assert made.code.startswith("own.")
    with pytest.raises(BadQuestion):
        await write(replace(fresh, wrong=()))


async def test_items_are_analysed_over_papers(hall: Hall) -> None:
    plan = replace(PLAN, sections=(Section(2, 10, codes=("rules.01", "rules.03")),))
    exam = await hall.set(plan)
    for right in range(6):
        sitting = await hall.sit(exam, seed=right)
        for place, question in enumerate(await hall.paper(sitting)):
            good = right >= 3 if question.code == "rules.01" else right >= 2
            wrong = Answer(picks=(next(p for p in (0, 1, 2) if (p,) != question.key),))
            await hall.save(sitting, place, right_answer(question) if good else wrong)
        await hall.hand_in(sitting)
    found = await hall.desk.desk.database.read(lambda s: repository.item_analysis(s, hall.shop_id, exam))
    items = {i.code: i for i in found}
    assert items["rules.01"].difficulty == 0.5
    assert items["rules.01"].discrimination == 0.5
    assert items["rules.01"].picks["签收的次日"] == 3
    assert items["rules.03"].difficulty == pytest.approx(4 / 6, abs=1e-3)
