"""The exams' rows of the access table, and fresh papers to call about."""

from __future__ import annotations

from typing import Any

from tests.api.access_academy import HALL, TEACH
from tests.api.access_kinds import READ, SERVE
from tests.support.serving import Served
from tests.support.shops import QINGHE
from xiaoer.domains.academy.exams import service
from xiaoer.domains.academy.exams.papers import Section
from xiaoer.domains.academy.exams.service import ExamPlan
from xiaoer.kit.writer import Unit

EXAM, SITTING = HALL + "/exams/{exam_id:int}", HALL + "/sittings/{sitting_id:int}"
PLACE = SITTING + "/answers/{place:int}"
WISH = {"title": "月考", "sections": [{"count": 2, "points": 5}], "minutes": 10, "pass_mark": 60}
FILE = "编号,题型,知识点,能力,难度,题干,正确,错误\nz1,判断,商品,商品,1,题,对,\n".encode()
BODIES: dict[tuple[str, str], dict[str, Any]] = {
    ("POST", f"{HALL}/questions"): {
        "json": {
            "kind": "judge", "topic": "商品", "skill": "goods", "difficulty": 1, "stem": "题", "right": ["对"],
        }
    },
    ("POST", f"{HALL}/questions/import"): {"files": {"file": ("a.csv", FILE)}},
    ("POST", f"{HALL}/exams"): {"json": WISH},
    ("PUT", EXAM): {"json": {**WISH, "version": 1}},
    ("PUT", PLACE): {"json": {"picks": [0], "rev": 1}},
    ("POST", f"{SITTING}/marks"): {"json": {"marks": [{"place": 0, "share": 1}]}},
}  # fmt: skip
ROWS: dict[tuple[str, str], dict[str, int]] = {
    ("GET", f"{HALL}/questions"): TEACH,
    ("POST", f"{HALL}/questions"): TEACH,
    ("GET", f"{HALL}/questions/export"): TEACH,
    ("POST", f"{HALL}/questions/import"): TEACH,
    ("GET", f"{HALL}/exams"): READ,
    ("POST", f"{HALL}/exams"): TEACH,
    ("PUT", EXAM): TEACH,
    ("POST", f"{EXAM}/sit"): READ,
    ("GET", f"{EXAM}/analysis"): TEACH,
    ("GET", f"{HALL}/sittings"): READ,
    ("GET", SITTING): READ,
    ("PUT", PLACE): READ,
    ("POST", f"{PLACE}/chat"): SERVE,
    ("POST", f"{SITTING}/hand-in"): READ,
    ("POST", f"{SITTING}/marks"): TEACH,
}


async def names(server: Served, staff_id: int, path: str) -> dict[str, int]:
    """A fresh exam, and a paper of the caller with an answer; handed in where it is to be marked."""
    if "{exam_id" not in path and "{sitting_id" not in path:
        return {}
    examiner = server.app.state.examiner
    shop_id = server.desk.shops.find(QINGHE).id
    bank, book = await examiner.bank(shop_id), await examiner.player.book(shop_id)
    code = "practice.11" if path.endswith("/chat") else "rules.01"

    def make(unit: Unit) -> dict[str, int]:
        plan = ExamPlan("月考", (Section(1, 5, codes=(code,)),), 10, 60)
        exam = service.set_exam(unit, bank, shop_id, None, plan).id
        sitting = service.sit(unit, bank, shop_id, exam, staff_id, 1)
        if path.endswith("/marks"):
            service.save(unit, shop_id, sitting, staff_id, 0, service.Answer(picks=(0,)), 1)
            service.hand_in(unit, book, shop_id, sitting)
        return {"{exam_id:int}": exam, "{sitting_id:int}": sitting, "{place:int}": 0}

    made: dict[str, int] = await server.desk.run(make)
    return made
