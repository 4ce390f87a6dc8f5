"""Chats that somebody has answered and closed, for the tests of inspection and of reports."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from sqlalchemy import select

from tests.support.desks import TestDesk
from xiaoer.domains.desk import service as desk_service
from xiaoer.domains.quality import cards
from xiaoer.domains.quality.models import InspectionRow
from xiaoer.domains.quality.runner import Judges

Line = tuple[str, str]
POOR: list[Line] = [
    ("shopper", "请问这件多久能发货？"), ("agent", "不知道，你自己看详情页"), ("shopper", "那面料是什么"), ("agent", "嗯"),
]  # fmt: skip
FINE: list[Line] = [
    ("shopper", "请问这件包邮吗？"), ("agent", "亲您好，全场满99元包邮，您这件正好包邮。"), ("shopper", "好的谢谢"),
    ("agent", "不客气，还有别的需要吗？祝您生活愉快，有事随时找我。"),
]  # fmt: skip
VILE: list[Line] = [("shopper", "能便宜点吗？"), ("agent", "亲您好，加我微信 abc12345 私下转账给您便宜")]


async def publish(desk: TestDesk, **changes: Any) -> int:
    """A scorecard in force."""
    card = replace(cards.default_card(), **changes)

    def work(unit: Any) -> int:
        held = cards.current(unit.session, desk.shop.id)
        return cards.publish(unit, desk.shop.id, (1, "林店长"), card, seen=held[0] if held else 0, note="")

    return await desk.desk.run(work)


async def closed(desk: TestDesk, lines: list[Line], agent: tuple[int, str], nick: str | None = None) -> int:
    """A conversation with these lines, twenty seconds apart, closed at the end."""
    chat = await desk.conversation(nick)
    for author, text in lines:
        await desk.say(chat, text, author, **({"agent": agent} if author == "agent" else {}))
        desk.clock.advance(20)
    await desk.desk.run(lambda u: desk_service.close(u, desk.shop.id, chat, tag="已解决", remark="") and None)
    return chat


async def judged(desk: TestDesk, lines: list[Line], agent: tuple[int, str], nick: str | None = None) -> int:
    """The same, judged: the inspection's number."""
    chat = await closed(desk, lines, agent, nick)
    await Judges(desk.desk).sweep(desk.shop)
    query = select(InspectionRow.id).where(InspectionRow.shop_id == desk.shop.id, InspectionRow.conversation_id == chat)
    found = await desk.desk.database.read(lambda s: s.scalars(query.order_by(InspectionRow.id.desc())).first())
    assert found is not None
    return found
