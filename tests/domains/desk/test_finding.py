"""Looking for messages: two characters, by person, agent, tag and day; behind the journal, resumed by number."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import text

from tests.support.clients import answer, say
from tests.support.desks import TestDesk
from tests.support.serving import Served
from tests.support.shops import LEAD, QINGHE, SHANYU, STRANGER, XIAOYU
from tests.support.waiting import eventually
from xiaoer.core.text.grams import Term, terms
from xiaoer.domains.desk import finding, indexer, message_index, service
from xiaoer.domains.desk.finding import Wish
from xiaoer.domains.privacy import erasing
from xiaoer.kit.errors import Invalid

pytestmark = pytest.mark.anyio


async def caught_up(desk: TestDesk) -> None:
    """Everything said so far is in the index."""

    async def done() -> bool:
        return await desk.desk.run(indexer.step) == 0 or await desk.desk.database.read(_behind) == 0

    await eventually(done)


def _behind(session: Any) -> int:
    newest: int = session.execute(text("SELECT coalesce(max(id), 0) FROM message")).scalar_one()
    return newest - message_index.mark(session.connection())


async def find(desk: TestDesk, words: str = "", **more: Any) -> list[str]:
    before, limit = more.pop("before", None), more.pop("limit", 30)
    wish = Wish(words=words, **more)
    found = await desk.desk.database.read(lambda s: finding.find(s, desk.shop.id, wish, before=before, limit=limit))
    return [h["text"] for h in found.hits]


async def test_by_words_newest_first(desk: TestDesk) -> None:
    chat = await desk.conversation("小满")
    other = await desk.conversation("老张")
    for line in ("退货运费怎么算", "退款要多久", "运费险有吗"):
        await desk.say(chat, line)
    await desk.say(other, "订单20261021213078的退货")
    await caught_up(desk)
    assert await find(desk, "退货") == ["订单20261021213078的退货", "退货运费怎么算"]
    assert await find(desk, "运费") == ["运费险有吗", "退货运费怎么算"]
    assert await find(desk, "退货 怎么") == ["退货运费怎么算"]
    assert await find(desk, "213078") == ["订单20261021213078的退货"]
    assert await find(desk, "险") == ["运费险有吗"]
    assert await find(desk, "换货") == []
    with pytest.raises(Invalid):
        await find(desk, "，。")


async def test_by_person_agent_tag_and_day(desk: TestDesk) -> None:
    agent = (await desk.staff_id("小雨"), "小雨")
    first, second = await desk.conversation("小满爱喝茶"), await desk.conversation("老张不加糖")
    for chat in (first, second):
        await desk.say(chat, "包邮吗")
        await desk.desk.run(lambda u, c=chat: service.take(u, desk.shop.id, c, *agent))
        await desk.say(chat, "满99包邮的", "agent", agent=agent)
    await desk.desk.run(lambda u: service.close(u, desk.shop.id, second, tag="已下单", remark=""))
    day = desk.clock.ms()
    desk.clock.advance(3 * 86_400)
    await desk.say(first, "今天还包邮吗")
    await caught_up(desk)
    assert len(await find(desk, "包邮")) == 5
    assert await find(desk, "包邮", person="老张") == ["满99包邮的", "包邮吗"]
    assert await find(desk, person="不加糖") == ["满99包邮的", "包邮吗"]
    assert await find(desk, "包邮", person="没有这个人") == []
    assert await find(desk, "包邮", agent=agent[0]) == ["满99包邮的"] * 2
    assert await find(desk, "包邮", agent=agent[0] + 77) == []
    assert await find(desk, "包邮", tag="已下单") == ["满99包邮的", "包邮吗"]
    assert await find(desk, "包邮", since_ms=day + 86_400_000) == ["今天还包邮吗"]
    assert len(await find(desk, "包邮", until_ms=day + 1)) == 4


async def test_page_by_page_and_what_was_taken_back(desk: TestDesk) -> None:
    agent = (await desk.staff_id("小雨"), "小雨")
    chat = await desk.conversation()
    for n in range(12):
        await desk.say(chat, f"第{n}句要发票")
    said = await desk.say(chat, "发票写错了", "agent", agent=agent)
    await caught_up(desk)
    wish = Wish("发票")
    pages: list[str] = []
    before: int | None = None
    while True:
        found = await desk.desk.database.read(
            lambda s, b=before: finding.find(s, desk.shop.id, wish, before=b, limit=5)
        )
        pages += [h["text"] for h in found.hits]
        before = found.before
        if before is None:
            break
    assert pages == ["发票写错了", *[f"第{n}句要发票" for n in reversed(range(12))]]
    await desk.desk.run(lambda u: service.recall(u, desk.shop.id, chat, said.number, agent[0], 120))
    assert "发票写错了" not in await find(desk, "发票")


async def test_resumes_by_number_and_takes_nothing_twice(desk: TestDesk) -> None:
    chat = await desk.conversation()
    await desk.say(chat, "第一句要开发票")
    await caught_up(desk)
    before = await desk.desk.database.read(lambda s: message_index.mark(s.connection()))
    await desk.say(chat, "第二句要开发票")
    await caught_up(desk)
    after = await desk.desk.database.read(lambda s: message_index.mark(s.connection()))
    assert after > before
    await desk.desk.run(lambda u: message_index.ensure(u.connection))  # a second start changes nothing
    await caught_up(desk)
    assert await find(desk, "发票") == ["第二句要开发票", "第一句要开发票"]


async def test_over_http_in_one_shop_only_and_notes_too(server: Served) -> None:
    yu, lead, stranger = [await server.staff(x) for x in (XIAOYU, LEAD, STRANGER)]
    desk = await yu.socket()
    widget = await (await server.shopper()).socket()
    await say(widget, "羊绒衫会缩水吗")
    chat = (await yu.get("/conversations"))["conversations"][0]["id"]
    await yu.do(f"/conversations/{chat}/transfer", {"agent": yu.id})
    await answer(desk, chat, "冷水手洗不缩水")
    await desk.send("note", shop=QINGHE, conversation=chat, client_id="n1", text="她很在意缩水")
    await desk.next("ack", client_id="n1")

    async def all_found() -> bool:
        return len((await lead.get("/search?q=缩水"))["hits"]) == 3

    await eventually(all_found)
    hits = (await lead.get("/search?q=缩水"))["hits"]
    assert [h["internal"] for h in hits] == [True, False, False]
    assert hits[0]["conversation"] == chat
    page = await lead.get(f"/conversations/{chat}/messages?before={hits[2]['seq'] + 25}")
    assert "羊绒衫会缩水吗" in [m["body"].get("text") for m in page["messages"]]
    later = await lead.get(f"/conversations/{chat}/messages?after={hits[2]['seq']}")
    assert "冷水手洗不缩水" in [m["body"].get("text") for m in later["messages"]]
    assert (await stranger.call("GET", "/search?q=缩水")).status_code == 404
    other = server.desk.shops.find(SHANYU).id
    elsewhere = await server.desk.database.read(lambda s: finding.find(s, other, Wish("缩水"), before=None, limit=10))
    assert elsewhere.hits == []
    bad = await lead.call("GET", "/search?q=！")
    assert (bad.status_code, bad.json()["code"]) == (422, "nothing_to_find")
    assert (await lead.call("GET", "/search?q=缩水&since=9999-12-31&until=9999-12-31")).status_code in (200, 422)


async def test_what_the_index_has_not_read_is_found_too(desk: TestDesk, monkeypatch: pytest.MonkeyPatch) -> None:
    agent = (await desk.staff_id("小雨"), "小雨")
    chat, other = await desk.conversation("小满爱喝茶"), await desk.conversation("老张不加糖")
    for n in range(4):
        await desk.say(chat, f"第{n}次问退货")
    await caught_up(desk)

    def no_step(unit: Any) -> int:
        return 0

    monkeypatch.setattr(indexer, "step", no_step)
    monkeypatch.setattr(finding, "UNREAD_PIECE", 3)
    for n in range(4, 12):
        await desk.say(other if n % 2 else chat, f"第{n}次问退货")
        await desk.say(chat, f"第{n}次问别的")
    await desk.say(other, "退货地址发您", "agent", agent=agent)
    assert await desk.desk.database.read(_behind) > 0
    assert await find(desk, "退货") == ["退货地址发您", *(f"第{n}次问退货" for n in range(11, -1, -1))]
    assert await find(desk, "退货", person="小满") == [f"第{n}次问退货" for n in (10, 8, 6, 4, 3, 2, 1, 0)]
    assert await find(desk, "退货", agent=agent[0]) == ["退货地址发您"]
    assert await find(desk, "退货", limit=5) == ["退货地址发您", *(f"第{n}次问退货" for n in (11, 10, 9, 8))]
    pages, before = [], None
    while True:
        wish, at = Wish(words="次问退货"), before
        part = await desk.desk.database.read(
            lambda s, w=wish, b=at: finding.find(s, desk.shop.id, w, before=b, limit=5)
        )
        pages += [h["text"] for h in part.hits]
        if (before := part.before) is None:
            break
    assert pages == [f"第{n}次问退货" for n in range(11, -1, -1)]


def _pieces(session: Any, shop_id: int, word: str) -> list[int]:
    """Messages of the index alone, whatever the messages themselves say."""
    wanted = [*terms(word), Term(f"_s{shop_id}", prefix=False)]
    return message_index.find(session.connection(), wanted, (), low=0, before=2**53, limit=50)


async def test_erased_and_recalled_words_stand_in_no_index(desk: TestDesk) -> None:
    agent = (await desk.staff_id("小雨"), "小雨")
    his, other = await desk.conversation(), await desk.conversation()
    await desk.say(his, "我住星河路八号")
    await desk.say(his, "星河路您收好", "agent", agent=agent)
    await desk.say(other, "星河路也能到吗")
    slip = await desk.say(other, "星河路说错了", "agent", agent=agent)
    await caught_up(desk)
    shop = desk.shop.id

    async def indexed() -> int:
        return len(await desk.desk.database.read(lambda s: _pieces(s, shop, "星河路")))

    assert await indexed() == 4
    await desk.desk.run(lambda u: service.recall(u, shop, other, slip.number, agent[0], 120))
    assert await indexed() == 3
    shopper = (await desk.see(his))["shopper"]["id"]
    await desk.desk.run(lambda u: erasing.erase(u, shop, shopper))
    assert await indexed() == 1
    assert await find(desk, "星河路") == ["星河路也能到吗"]
    await desk.desk.run(lambda u: erasing.erase(u, shop, shopper))  # once more: nothing is taken out twice
    await desk.say(his, "又来星河路了")
    await caught_up(desk)
    assert await find(desk, "星河路") == ["又来星河路了", "星河路也能到吗"]
