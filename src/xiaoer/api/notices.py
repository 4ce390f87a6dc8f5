"""Notices over HTTP: publish, read and confirm, withdraw."""

from __future__ import annotations

from litestar import delete, get, post
from litestar.params import JSONBody
from litestar.status_codes import HTTP_200_OK, HTTP_201_CREATED

from xiaoer.api.access import TheDesk, Who, enter
from xiaoer.api.params import PathId, PathText
from xiaoer.domains.rules import notices as board
from xiaoer.domains.rules.schemas import NoticeAnswer, NoticeConfirmed, NoticeMade, Notices, NoticeWish
from xiaoer.domains.staff.rules import may

BASE = "/api/shops/{shop:str}/notices"
TAGS = ["notices"]


@get(BASE, operation_id="listNotices", tags=TAGS)
async def notices(shop: PathText, who: Who, desk: TheDesk) -> Notices:
    """Notices, newest first; leads see who has read them."""
    own = enter(desk, who, shop, "read")
    leads = may(who.shops[own.id].role, "manage")
    rows = await desk.database.read(lambda s: board.notices(s, own.id, who.staff_id, receipts=leads))
    return Notices.model_validate({"notices": rows, "unread": sum(row["read_at"] is None for row in rows)})


@post(BASE, operation_id="publishNotice", status_code=HTTP_201_CREATED, tags=TAGS)
async def publish(shop: PathText, data: JSONBody[NoticeWish], who: Who, desk: TheDesk) -> NoticeMade:
    """A new notice that everybody must confirm; 422 `bad_quiz` for a quiz without two answers."""
    own = enter(desk, who, shop, "manage")
    number = await desk.run(
        lambda u: board.publish(
            u, own.id, (who.staff_id, who.name), topic=data.topic, title=data.title, body=data.body,
            question=data.question, options=list(data.options), correct=data.correct,
        )
    )  # fmt: skip
    return NoticeMade(id=number)


@post(BASE + "/{notice_id:int}/read", operation_id="confirmNotice", status_code=HTTP_200_OK, tags=TAGS)
async def confirm(
    shop: PathText, notice_id: PathId, data: JSONBody[NoticeAnswer], who: Who, desk: TheDesk
) -> NoticeConfirmed:
    """Confirm that one has read it; with a quiz only the right answer counts."""
    own = enter(desk, who, shop, "read")
    read = await desk.run(lambda u: board.confirm(u, own.id, notice_id, (who.staff_id, who.name), data.answer))
    return NoticeConfirmed(read=read)


@delete(BASE + "/{notice_id:int}", operation_id="withdrawNotice", tags=TAGS)
async def withdraw(shop: PathText, notice_id: PathId, who: Who, desk: TheDesk) -> None:
    """Take a notice back."""
    own = enter(desk, who, shop, "manage")
    await desk.run(lambda u: board.withdraw(u, own.id, notice_id, (who.staff_id, who.name)))


handlers = [notices, publish, confirm, withdraw]
