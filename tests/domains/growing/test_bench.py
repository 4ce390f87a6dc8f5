"""The test bench: a question opened, with what would become of it; kept questions asked again."""

from __future__ import annotations

from typing import Any

import pytest

from tests.domains.growing.test_growing import Chats
from tests.support.serving import Served
from tests.support.shops import LEAD, XIAOYU
from xiaoer.core.answering.shapes import Draft, DraftKind
from xiaoer.core.reading.shapes import Intent
from xiaoer.domains.growing.bench import compared
from xiaoer.domains.shop.rules import ShopSettings

pytestmark = pytest.mark.anyio
ORDER = ("20261021213078", "今天也要早睡")


async def test_a_question_is_opened_and_nothing_is_kept(sqlite_server: Served) -> None:
    yu, lead = await sqlite_server.staff(XIAOYU), await sqlite_server.staff(LEAD)
    wish: dict[str, Any] = {"lines": ["身高160体重100斤，穿什么码？"], "product": "QH101"}
    found = await yu.do("/robot/try", wish)
    assert (found["kind"], found["outcome"], found["product"]) == ("answer", "sent", "QH101")
    assert found["reading"]["intents"][0]["intent"] == "size_advice"
    assert found["claims"]
    assert all(c["held"] for c in found["claims"])
    assert found["modes"] == [{"intent": "size_advice", "mode": "answer", "sure_pct": 90}]
    assert found["answer_ms"] > 0
    await lead.do("/settings", {"robot": {"size_advice": "off"}}, method="PATCH")
    assert (await yu.do("/robot/try", wish))["outcome"] == "silent"
    await lead.do("/settings", {"robot": {"size_advice": "answer"}, "sure_of": {"size_advice": 100}}, method="PATCH")
    assert (await yu.do("/robot/try", wish))["outcome"] == "suggested"
    await lead.do("/settings", {"sure_of": {"size_advice": None}}, method="PATCH")
    assert (await lead.get("/settings"))["sure_of"] == {}
    assert (await yu.do("/robot/try", wish))["outcome"] == "sent"
    assert (await yu.get("/snapshot"))["conversations"] == []
    assert (await yu.get("/gaps"))["asked"] == 0


async def test_turns_orders_and_a_time_of_ones_own(sqlite_server: Served) -> None:
    yu = await sqlite_server.staff(XIAOYU)
    talk = await yu.do("/robot/try", {"lines": ["QH101有什么颜色", "M码多少钱"]})
    assert [t["role"] for t in talk["turns"]] == ["shopper", "robot"] * 2
    assert talk["facts"]
    mine = await yu.do("/robot/try", {"lines": ["我的快递到哪了"], "order": ORDER[0]})
    assert (mine["nick"], mine["orders"][0]) == (ORDER[1], ORDER[0])
    at_night = await yu.do(
        "/robot/try", {"lines": ["现在下单今天发吗"], "product": "QH101", "at": "2026-11-05T23:30:00+08:00"}
    )
    by_day = await yu.do(
        "/robot/try", {"lines": ["现在下单今天发吗"], "product": "QH101", "at": "2026-11-05T09:00:00+08:00"}
    )
    assert at_night["reply"] != by_day["reply"]


@pytest.mark.parametrize(
    ("wish", "status", "code"),
    [
        ({"lines": ["在吗"], "product": "没有这种商品"}, 404, "unknown_product"), ({"lines": ["在吗"], "order": "1"}, 404, "unknown_order"),
        ({"lines": []}, 400, None), ({"lines": ["x"] * 11}, 400, None), ({"lines": [""]}, 400, None),
        ({"lines": ["在吗"], "at": "2026-11-05T09:00:00"}, 400, None),
    ],
)  # fmt: skip
async def test_bad_wishes_are_refused_in_words(
    sqlite_server: Served, wish: dict[str, Any], status: int, code: str | None
) -> None:
    yu = await sqlite_server.staff(XIAOYU)
    answer = await yu.call("POST", "/robot/try", json=wish)
    assert answer.status_code in (status, 422)
    assert code is None or answer.json()["code"] == code


async def test_kept_questions_are_asked_of_todays_data(server: Served) -> None:
    lead, chats = await server.staff(LEAD), Chats(server)
    chat = await chats.open()
    seq = await chats.answered(chat, "包裹里有试用小样吗", intent="other")
    await chats.answered(await chats.open(), "我要投诉", outcome="handed", kind="handoff", intent="complaint")
    before = await lead.do("/robot/replay?days=7")
    assert before["asked"] == 2
    was = next((c for c in before["changed"] if c["seq"] == seq and c["conversation"] == chat), None)
    assert was is None or was["change"] != "better"
    await lead.do(
        "/faq",
        {"question": "包裹里有试用小样吗", "answer": "有的，每个包裹都放一份试用小样。"},
    )
    after = await lead.do("/robot/replay?days=7")
    now = next(c for c in after["changed"] if (c["conversation"], c["seq"]) == (chat, seq))
    assert (now["change"], now["was_kind"], now["now_kind"]) == ("better", "handoff", "answer")
    yu = await server.staff(XIAOYU)
    assert (await yu.call("POST", "/robot/replay")).status_code == 403


@pytest.mark.parametrize(
    ("was", "was_kind", "now", "now_kind", "way"),
    [
        ("运费 8 元", "answer", "运费 8元", "answer", None), ("运费8元", "answer", "运费12元", "answer", "figures"),
        ("11月3日（周二）到", "answer", "11月9日（周一）到", "answer", "figures"), ("包邮", "answer", "不包邮", "answer", "other"),
        ("包邮", "answer", "请同事来回复", "handoff", "worse"), ("您要哪款", "clarify", "包邮的", "answer", "better"),
        ("请同事来", "handoff", "您要哪款", "clarify", "other"),
    ],
)  # fmt: skip
def test_in_which_way_an_answer_differs(was: str, was_kind: str, now: str, now_kind: Any, way: str | None) -> None:
    row = {"conversation": 1, "seq": 2, "question": "q", "reply": was, "kind": was_kind, "thumb": 1}
    change = compared(row, Draft(now_kind, now, ("shipping_fee",), 0.9))
    assert (change and change["change"]) == way


def draft(intents: tuple[Intent, ...], confidence: float, kind: DraftKind = "answer") -> Draft:
    return Draft(kind, "x", intents, confidence)


def test_the_most_careful_intent_and_the_highest_confidence_decide() -> None:
    settings = ShopSettings.model_validate(
        {"robot": {"stock": "answer", "bargain": "suggest"}, "sure_of": {"stock": 92}}
    )
    assert settings.decide(draft(("stock",), 0.92)) == "answer"
    assert settings.decide(draft(("stock",), 0.91)) == "suggest"
    assert settings.decide(draft(("stock", "bargain"), 1.0)) == "suggest"
    assert ShopSettings().decide(draft(("shipping_fee",), 0.9)) == "answer"
    assert ShopSettings().decide(draft(("shipping_fee",), 0.89)) == "suggest"
    assert ShopSettings(sure_pct=0).decide(draft((), 0.0)) == "suggest", "nothing read: never by itself"
    off = ShopSettings.model_validate({"robot": {"stock": "off"}})
    assert off.decide(draft(("stock",), 0.1)) == "off"


@pytest.mark.parametrize("kind", ["clarify", "handoff", "act"])
def test_what_tells_no_fact_needs_less(kind: DraftKind) -> None:
    assert ShopSettings().decide(draft(("shipping_fee",), 0.6, kind)) == "answer"
    assert ShopSettings().decide(draft(("shipping_fee",), 0.59, kind)) == "suggest"
    assert ShopSettings(sure_pct=40).decide(draft(("shipping_fee",), 0.4, kind)) == "answer"
