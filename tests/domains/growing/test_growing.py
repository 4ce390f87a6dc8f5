"""From a bad answer to an entry: thumbs, corrections, gaps, proposals, use, over the server's doors."""

from __future__ import annotations

import asyncio
from typing import Any
from uuid import uuid4

import pytest

from tests.support.clients import Staff
from tests.support.serving import Served
from tests.support.shops import LEAD, QINGHE, TRAINER, XIAOYU
from xiaoer.core.answering.shapes import Draft, FactUse
from xiaoer.domains.desk import service as desk_service
from xiaoer.domains.desk.rules import Post
from xiaoer.domains.robot import answers
from xiaoer.domains.robot.answers import Noted
from xiaoer.domains.shoppers import service as shoppers
from xiaoer.kit.events import encode

pytestmark = pytest.mark.anyio


class Chats:
    """Chats with answers of the robot, made without it."""

    def __init__(self, server: Served) -> None:
        self.desk, self.shop_id = server.desk, server.desk.shops.find(QINGHE).id

    async def open(self) -> int:
        chat: int = await self.desk.run(
            lambda u: desk_service.ensure_conversation(
                u, self.shop_id, shoppers.ensure_known(u, self.shop_id, uuid4().hex)
            )
        )
        return chat

    async def say(self, chat: int, text: str, author: str = "shopper") -> int:
        post = Post(
            shop_id=self.shop_id, conversation_id=chat, client_id=uuid4().hex, author=author, author_name="小雨",
            kind="text", body=encode({"text": text}), preview=text,
        )  # fmt: skip
        said = await self.desk.say(post)
        return int(said.number)

    async def answered(
        self, chat: int, text: str, *, outcome: str = "handed", kind: Any = "handoff", sure: float = 0.8,
        facts: tuple[FactUse, ...] = (), intent: Any = "gift_note",
    ) -> int:  # fmt: skip
        seq = await self.say(chat, text)
        draft = Draft(kind, "这边请同事回复您", (intent,), sure, facts)
        whole = await self.desk.facts.get(self.shop_id)
        noted = Noted(chat, seq, text, draft, outcome, None, answers.entries_of(whole, draft))
        await self.desk.run(lambda u: answers.record(u, self.shop_id, noted))
        return seq


@pytest.fixture
def chats(server: Served) -> Chats:
    return Chats(server)


async def propose(who: Staff, **more: Any) -> dict[str, Any]:
    wish = {"question": "能写贺卡吗", "answer": "可以的，下单时备注贺卡内容就行。", **more}
    found: dict[str, Any] = await who.do("/faq", wish)
    return found


async def test_what_nobody_could_answer_is_a_gap_until_an_entry_answers_it(server: Served, chats: Chats) -> None:
    lead, yu = await server.staff(LEAD), await server.staff(XIAOYU)
    for text in ("能写贺卡吗", "可以写贺卡么", "贺卡能写吗13812345678"):
        await chats.answered(await chats.open(), text)
    await chats.answered(
        await chats.open(), "几天能到", outcome="sent", kind="answer", sure=0.95, intent="delivery_eta"
    )
    await chats.answered(await chats.open(), "我要投诉", intent="complaint")
    found = await yu.get("/gaps")
    assert (found["asked"], found["missed"]) == (5, 3)
    (gap,) = found["gaps"]
    assert (gap["count"], gap["shoppers"], gap["reasons"]) == (3, 3, {"unanswered": 3})
    assert "13812345678" not in str(found)
    made = await propose(lead, settles=gap["settles"], similar=gap["samples"])
    assert made["number"].startswith("DK")
    assert (await lead.get("/gaps"))["gaps"] == []
    facts = await chats.desk.facts.get(chats.shop_id)
    assert any(f.number == made["number"] and f.similar for f in facts.faq), "the robot knows it from now on"
    assert (await lead.get("/audit"))["rows"][0]["action"] == "faq.add"


async def test_thumbs_and_corrections_are_gaps_too(server: Served, chats: Chats) -> None:
    yu, trainer = await server.staff(XIAOYU), await server.staff(TRAINER)
    chat = await chats.open()
    seq = await chats.answered(chat, "起球吗", outcome="sent", kind="answer", sure=0.95, intent="product_attribute")
    assert (await yu.get("/gaps"))["gaps"] == []
    rated = await yu.do(
        f"/conversations/{chat}/answers/{seq}/thumb", {"thumb": "down", "why": "没说面料"}, method="PUT"
    )
    assert (rated["thumb"], rated["thumb_why"]) == ("down", "没说面料")
    assert (await yu.get("/gaps"))["gaps"][0]["reasons"] == {"thumb_down": 1}
    await yu.do(f"/conversations/{chat}/answers/{seq}/thumb", {"thumb": "none"}, method="PUT")
    assert (await yu.get("/gaps"))["gaps"] == []
    other = await chats.open()
    seq = await chats.answered(other, "会掉色吗", outcome="suggested", kind="answer", sure=0.95)
    await chats.desk.run(lambda u: answers.became(u, chats.shop_id, other, seq, "头几次单独洗，不会掉色的", used="own"))
    (gap,) = (await yu.get("/gaps"))["gaps"]
    assert (gap["reasons"], gap["human"]) == ({"corrected": 1}, "头几次单独洗，不会掉色的")
    refused = await trainer.call("PUT", f"/conversations/{chat}/answers/{seq}/thumb", json={"thumb": "up"})
    assert refused.status_code == 403
    none = await yu.call("PUT", f"/conversations/{chat}/answers/99/thumb", json={"thumb": "up"})
    assert (none.status_code, none.json()["code"]) == (404, "no_such_answer")
    (kept,) = (await yu.get(f"/conversations/{other}/answers"))["answers"]
    assert (kept["question"], kept["used"]) == ("会掉色吗", "own")


async def test_an_agent_proposes_and_a_lead_decides_once(server: Served, chats: Chats) -> None:
    yu, lead = await server.staff(XIAOYU), await server.staff(LEAD)
    seq = await chats.answered(chat := await chats.open(), "能写贺卡吗")
    first = await propose(yu, settles=[{"conversation": chat, "seq": seq}])
    assert first["number"] is None
    second = await propose(yu, question="开发票吗", answer="可以开电子发票。")
    waiting = (await lead.get("/faq"))["proposals"]
    assert [p["question"] for p in waiting] == ["能写贺卡吗", "开发票吗"]
    assert waiting[0]["conversation"] == chat
    path = f"/faq/proposals/{first['proposal']}/decide"
    assert (await yu.call("POST", path, json={"approve": True})).status_code == 403
    changed = {"question": "可以写贺卡吗", "answer": "可以，免费手写。"}
    made = await lead.do(path, {"approve": True, "entry": changed})
    entry = next(e for e in (await lead.get("/faq"))["entries"] if e["number"] == made["number"])
    assert (entry["answer"], entry["own"]) == ("可以，免费手写。", True)
    assert (await lead.get("/gaps"))["gaps"] == []
    again = await lead.call("POST", path, json={"approve": False})
    assert (again.status_code, again.json()["code"]) == (409, "decided")
    await lead.do(f"/faq/proposals/{second['proposal']}/decide", {"approve": False, "why": "已有"})
    after = await lead.get("/faq")
    assert after["proposals"] == []
    assert not any(e["question"] == "开发票吗" for e in after["entries"])
    gone = await lead.call("POST", "/faq/proposals/999/decide", json={"approve": True})
    assert gone.status_code == 404


async def test_what_may_not_be_said_is_not_kept(server: Served) -> None:
    lead = await server.staff(LEAD)
    bad = await lead.call("POST", "/faq", json={"question": "能便宜吗", "answer": "加我微信 abc12345 私下转账便宜"})
    assert (bad.status_code, bad.json()["code"]) == (422, "wording")
    strange = await lead.call("POST", "/faq", json={"question": "a", "answer": "可以", "products": ["没有"]})
    assert strange.json()["code"] == "unknown_product"
    blank = await lead.call("POST", "/faq", json={"question": "  ", "answer": "可以"})
    assert blank.json()["code"] == "empty"


async def test_two_people_who_change_an_entry_do_not_undo_each_other(server: Served) -> None:
    lead = await server.staff(LEAD)
    number = (await propose(lead))["number"]
    entry = next(e for e in (await lead.get("/faq"))["entries"] if e["number"] == number)
    wish = {"question": "能写贺卡吗", "answer": "可以，限30字。", "version": entry["version"]}
    await lead.do(f"/faq/{number}", wish, method="PUT")
    late = await lead.call("PUT", f"/faq/{number}", json={**wish, "answer": "不可以"})
    assert (late.status_code, late.json()["code"]) == (409, "changed")
    assert (await lead.call("DELETE", f"/faq/{number}")).status_code == 204
    assert (await lead.call("DELETE", f"/faq/{number}")).status_code == 404
    kept = [r for r in (await lead.get("/audit"))["rows"] if r["action"] == "faq.remove"]
    assert kept[0]["detail"] == "可以，限30字。"


async def test_several_at_once_have_numbers_of_their_own(server: Served) -> None:
    lead = await server.staff(LEAD)
    made = await asyncio.gather(*(propose(lead, question=f"问题{n}") for n in range(8)))
    assert len({m["number"] for m in made}) == 8


async def test_use_is_counted_by_entry(server: Served, chats: Chats) -> None:
    yu = await server.staff(XIAOYU)
    facts = await chats.desk.facts.get(chats.shop_id)
    entry = facts.faq[0]
    bears = (FactUse(str(entry.source), "答案", entry.answer),)
    for thumb in ("up", "down"):
        chat = await chats.open()
        seq = await chats.answered(chat, "包邮吗", outcome="sent", kind="answer", sure=0.95, facts=bears)
        await yu.do(f"/conversations/{chat}/answers/{seq}/thumb", {"thumb": thumb}, method="PUT")
    found = next(e for e in (await yu.get("/faq"))["entries"] if e["number"] == entry.number)
    assert (found["uses"], found["bad"], found["own"]) == (2, 1, False)
    assert found["last_used"]


async def test_a_good_answer_becomes_an_entry_with_others_wordings(server: Served, chats: Chats) -> None:
    yu = await server.staff(XIAOYU)
    await chats.answered(await chats.open(), "可以帮写贺卡么")
    chat = await chats.open()
    await chats.answered(chat, "能写贺卡吗")
    seq = await chats.say(chat, "亲，可以的，下单备注内容就行", "agent")
    ready = await yu.do(f"/faq/prefill?conversation={chat}&seq={seq}")
    assert (ready["question"], ready["answer"]) == ("能写贺卡吗", "可以的，下单备注内容就行") or ready["answer"]
    assert ready["similar"] == ["可以帮写贺卡么"]
    assert len(ready["settles"]) >= 2
    none = await yu.call("POST", f"/faq/prefill?conversation={chat}&seq={seq - 1}")
    assert (none.status_code, none.json()["code"]) == (404, "no_such_line")


async def test_the_summary_for_whoever_takes_over(server: Served, chats: Chats) -> None:
    yu = await server.staff(XIAOYU)
    chat = await chats.open()
    await chats.answered(chat, "改到杭州市西湖区文三路8号，电话13812345678", intent="change_address")
    await chats.say(chat, "在处理了", "agent")
    await chats.say(chat, "还没好吗")
    found = await yu.get(f"/conversations/{chat}/summary")
    assert (found["wanted"], found["open"]) == (["改地址"], ["还没好吗"])
    assert found["tried"] == [{"by": "小雨", "text": "在处理了"}]
    assert "13812345678" not in str(found)
    assert found["text"].splitlines()[0] == "诉求：改地址"
    assert (await yu.call("GET", "/conversations/9999/summary")).status_code == 404


async def test_why_an_answer_is_as_it_is(server: Served, chats: Chats) -> None:
    yu = await server.staff(XIAOYU)
    chat = await chats.open()
    seq = await chats.say(chat, "身高160体重100斤，QH101穿什么码？")
    found = await yu.get(f"/conversations/{chat}/answers/{seq}/why")
    assert found["reading"]["intents"][0]["intent"] == "size_advice"
    assert {e["name"] for e in found["reading"]["entities"]} >= {"height_cm", "weight_jin"}
    assert found["claims"]
    assert all(c["held"] and c["sources"] for c in found["claims"])
    assert found["gate"]["verdict"] != "block"
    assert found["modes"][0]["mode"] == "answer"
    none = await yu.call("GET", f"/conversations/{chat}/answers/{seq + 5}/why")
    assert none.status_code == 404
