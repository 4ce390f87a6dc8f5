"""Notices: everybody reads and confirms, quizzes count, leads see who has not."""

from __future__ import annotations

import pytest

from tests.support.serving import Served
from tests.support.shops import LEAD, MUMU, XIAOYU

pytestmark = pytest.mark.anyio
PLAIN = {"topic": "stock", "title": "米白 M 码断货", "body": "下周三补货，先推荐浅灰。"}
QUIZ = {
    **PLAIN, "topic": "rule", "title": "退货运费新规则", "question": "质量问题的运费谁出？",
    "options": ["我们", "买家"], "correct": 0,
}  # fmt: skip


async def test_a_notice_is_read_once_and_leads_see_by_whom(server: Served) -> None:
    lead, yu, mu = await server.staff(LEAD), await server.staff(XIAOYU), await server.staff(MUMU)
    made = await lead.do("/notices", PLAIN)
    before = await yu.get("/notices")
    assert before["unread"] == 1
    assert before["notices"][0]["receipts"] is None
    assert (await yu.do(f"/notices/{made['id']}/read", {}))["read"]
    assert (await yu.do(f"/notices/{made['id']}/read", {}))["read"]  # again changes nothing
    assert (await yu.get("/notices"))["unread"] == 0
    assert (await mu.get("/notices"))["unread"] == 1
    seen = (await lead.get("/notices"))["notices"][0]
    names = [r["name"] for r in seen["receipts"]]
    assert len(names) == 1
    assert names[0] not in seen["missing"]
    assert len(seen["missing"]) >= 2


async def test_with_a_quiz_only_the_right_answer_counts(server: Served) -> None:
    lead, yu = await server.staff(LEAD), await server.staff(XIAOYU)
    number = (await lead.do("/notices", QUIZ))["id"]
    for answer, read in ((None, False), (1, False), (0, True)):
        got = await yu.do(f"/notices/{number}/read", {"answer": answer})
        assert got["read"] is read
        assert ((await yu.get("/notices"))["notices"][0]["read_at"] is not None) is read
    receipt = (await lead.get("/notices"))["notices"][0]["receipts"][0]
    assert receipt["tries"] == 3


@pytest.mark.parametrize("options", [[], ["只有一个"], ["  ", "只有一个"]])
async def test_a_quiz_needs_two_answers(server: Served, options: list[str]) -> None:
    lead = await server.staff(LEAD)
    refused = await lead.call("POST", "/notices", json={**QUIZ, "options": options})
    assert (refused.status_code, refused.json()["code"]) == (422, "bad_quiz")


async def test_a_withdrawn_notice_is_gone_and_cannot_go_twice(server: Served) -> None:
    lead, yu = await server.staff(LEAD), await server.staff(XIAOYU)
    number = (await lead.do("/notices", PLAIN))["id"]
    assert (await lead.call("DELETE", f"/notices/{number}")).status_code == 204
    assert number not in [n["id"] for n in (await yu.get("/notices"))["notices"]]
    again = await lead.call("DELETE", f"/notices/{number}")
    assert (again.status_code, again.json()["code"]) == (409, "changed")
    assert (await lead.call("DELETE", "/notices/999999")).status_code == 404
