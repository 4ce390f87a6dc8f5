"""What a workbench is given first when very many chats are open: the near ones at once, the others page by page."""

from __future__ import annotations

import pytest

from tests.support.desks import TestDesk
from xiaoer.domains.desk import repository, service

pytestmark = pytest.mark.anyio


async def test_the_near_ones_come_first_and_no_open_one_is_missed(
    desk: TestDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(repository, "FIRST_OPEN", 3)
    me = await desk.staff_id("小雨")
    chats = [await desk.conversation() for _ in range(6)]
    for chat in chats:
        await desk.say(chat, "在吗")
        desk.clock.advance(1)
    mine, gone = chats[0], chats[1]
    await desk.desk.run(lambda u: service.take(u, desk.shop.id, mine, me, "小雨"))
    await desk.desk.run(lambda u: service.close(u, desk.shop.id, gone, tag="已解决", remark=""))

    first = await desk.desk.database.read(lambda s: repository.snapshot(s, desk.shop.id, me))
    opened = [c["id"] for c in first["conversations"] if c["state"] != "closed"]
    assert (opened[0], first["more"], len(opened)) == (mine, True, 3)
    assert [c["id"] for c in first["conversations"] if c["state"] == "closed"] == [gone]

    read: list[int] = []
    before: int | None = None
    while True:
        page = await desk.desk.database.read(
            lambda s, b=before: repository.conversations_page(  # type: ignore[misc]
                s, desk.shop.id, state="open", before=b, limit=2, q=""
            )
        )
        read += [c["id"] for c in page]
        if len(page) < 2:
            break
        before = page[-1]["id"]
    assert read == sorted(set(chats) - {gone}, reverse=True)

    monkeypatch.setattr(repository, "FIRST_OPEN", 5)
    whole = await desk.desk.database.read(lambda s: repository.snapshot(s, desk.shop.id, me))
    assert not whole["more"]
    assert len(whole["conversations"]) == 6
