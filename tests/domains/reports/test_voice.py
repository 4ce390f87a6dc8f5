"""The voice of the shopper by product, and what is asked most with the best answers, on both engines."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook
from sqlalchemy import update

from tests.support.desks import TestDesk
from tests.support.judged import judged, publish
from xiaoer.domains.desk.models import Conversation
from xiaoer.domains.quality.models import InspectionRow
from xiaoer.domains.reports import harvest, voice
from xiaoer.domains.reports.rules import Period, period_of, tongue_of
from xiaoer.files.inspection.voices import write_voices

pytestmark = pytest.mark.anyio
TODAY = period_of("day", date(2026, 11, 3))


async def agent(desk: TestDesk) -> tuple[int, str]:
    found = next(a for a in (await desk.agents()).values() if a["role"] == "agent")
    return found["id"], found["name"]


async def about(desk: TestDesk, inspection: int, product: str) -> None:
    def work(unit: object) -> None:
        session = unit.session  # type: ignore[attr-defined]
        row = session.query(InspectionRow).filter_by(shop_id=desk.shop.id, id=inspection).one()
        session.execute(
            update(Conversation)
            .where(Conversation.shop_id == desk.shop.id, Conversation.id == row.conversation_id)
            .values(product=product)
        )

    await desk.desk.run(work)


async def test_by_product_with_masked_quotes_and_the_period_before(desk: TestDesk, tmp_path: Path) -> None:
    who = await agent(desk)
    await publish(desk)
    lines = [("shopper", "小鹿斑比买的，洗了一次就起球了，电话13812345678"), ("agent", "亲您好，抱歉，给您换新")]
    await about(desk, await judged(desk, lines, who, "小鹿斑比"), "QH101")
    desk.clock.advance(86_400)
    for n in range(2):
        worn = [("shopper", "穿了两天起球了"), ("agent", "亲您好，抱歉，给您换新")]
        await about(desk, await judged(desk, worn, who, f"买家{n}"), "QH101")
    await judged(desk, [("shopper", "快递怎么还没到"), ("agent", "亲您好，帮您催")], who)
    tomorrow = period_of("day", TODAY.first + timedelta(days=1))
    found = await desk.desk.database.read(lambda s: voice.voice(s, desk.shop, tomorrow))
    first = found["products"][0]
    assert (first["product"], first["count"], first["before"]) == ("QH101", 2, 1)
    assert first["name"]
    (item,) = first["items"]
    assert (item["kind"], item["aspect"], item["count"], item["before"]) == ("fault", "起球掉毛", 2, 1)
    before = await desk.desk.database.read(lambda s: voice.voice(s, desk.shop, TODAY))
    (quote,) = before["products"][0]["items"][0]["quotes"]
    assert "13812345678" not in quote["text"]
    assert "小鹿斑比" not in quote["text"]
    both = Period("day", TODAY.first, tomorrow.last)
    found = await desk.desk.database.read(lambda s: voice.voice(s, desk.shop, both))
    write_voices(tmp_path / "v.xlsx", found, voice.days_of(both), tongue_of("zh"))
    book = CalamineWorkbook.from_path(str(tmp_path / "v.xlsx"))
    sheets = {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}
    assert sheets["买家声音"][1] == ["QH101", first["name"], "问题", "起球掉毛", 3, 0, 3]
    assert sheets["每日走势"][0][4:] == ["2026-11-03", "2026-11-04"]
    assert sheets["每日走势"][1][4:] == [1, 2]
    said = [row[4] for row in sheets["原话"][1:] if row[3] == "起球掉毛"]
    assert len(said) == 2  # two wordings
    assert not any("13812345678" in text or "小鹿斑比" in text for text in said)


async def test_the_best_answer_to_what_is_asked_most(desk: TestDesk) -> None:
    who = await agent(desk)
    await publish(desk)
    good = "亲您好，可以机洗的，放洗衣袋冷水轻柔模式就行"
    await judged(desk, [("shopper", "这件能机洗吗"), ("agent", good), ("shopper", "好的谢谢"),
                        ("agent", "不客气，还有别的需要吗，祝您开心，有事随时找我")], who)  # fmt: skip
    await judged(desk, [("shopper", "请问可以机洗吗"), ("agent", "不知道，你自己看洗标吧，上面都有")], who)
    await judged(desk, [("shopper", "能机洗吗"), ("agent", "嗯"), ("shopper", "到底能机洗吗")], who)
    await judged(desk, [("shopper", "几点下班"), ("agent", "亲您好，23点下班哦")], who)
    facts = await desk.desk.facts.get(desk.shop.id)
    found = await desk.desk.database.read(lambda s: harvest.harvest(s, desk.shop, facts, TODAY))
    top = found[0]
    assert top["count"] >= 3
    assert "机洗" in top["question"]
    assert next(a["text"] for a in top["answers"]).endswith("轻柔模式就行")
    assert all("不知道" not in a["text"] for a in top["answers"])
    assert top["answers"][0]["by"] == who[1]
    assert not any("下班" in f["question"] for f in found)  # asked once only
