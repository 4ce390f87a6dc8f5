"""Chats with other shops over HTTP: rounds, pasted chats, the five questions, lessons that become tasks."""

from __future__ import annotations

import asyncio

from litestar import delete, get, post, put
from litestar.params import JSONBody
from litestar.status_codes import HTTP_200_OK
from sqlalchemy.orm import Session

from xiaoer.api.access import TheDesk, Who, enter
from xiaoer.api.params import PathId, PathText
from xiaoer.core.errors import BadInput
from xiaoer.domains.desk import repository as desk_repository
from xiaoer.domains.desk.live import Desk
from xiaoer.domains.quality import peers
from xiaoer.domains.quality import peers_schemas as schemas
from xiaoer.domains.quality.peers import Lesson
from xiaoer.domains.shop.service import ShopInfo
from xiaoer.files.chats.pasted import read_pasted
from xiaoer.kit.errors import Invalid, NotFound
from xiaoer.kit.writer import Unit

BASE = "/api/shops/{shop:str}/quality/peers"
ONE = BASE + "/{round_id:int}"
CHAT = ONE + "/chats/{chat_id:int}"
TAGS = ["quality"]
FIRST_YEAR, LAST_YEAR = 2000, 2199


async def _view(desk: Desk, own: ShopInfo, round_id: int) -> schemas.PeerRoundView:
    return schemas.PeerRoundView.model_validate(await desk.database.read(lambda s: peers.one(s, own.id, round_id)))


@get(BASE, operation_id="listPeerRounds", tags=TAGS)
async def rounds(shop: PathText, who: Who, desk: TheDesk) -> schemas.PeerRounds:
    """The rounds of chats with other shops."""
    own = enter(desk, who, shop, "audit")
    return schemas.PeerRounds.model_validate({"rounds": await desk.database.read(lambda s: peers.rounds(s, own.id))})


@post(BASE, operation_id="beginPeerRound", status_code=HTTP_200_OK, tags=TAGS)
async def begin(
    shop: PathText, data: JSONBody[schemas.PeerRoundWish], who: Who, desk: TheDesk
) -> schemas.PeerRoundView:  # fmt: skip
    """Begin a round."""
    own = enter(desk, who, shop, "audit")
    return await _view(desk, own, await desk.run(lambda u: peers.begin(u, own.id, who.name, data.title)))


@get(ONE, operation_id="getPeerRound", tags=TAGS)
async def one(shop: PathText, round_id: PathId, who: Who, desk: TheDesk) -> schemas.PeerRoundView:
    """A round with its chats side by side."""
    return await _view(desk, enter(desk, who, shop, "audit"), round_id)


@post(ONE + "/chats", operation_id="addPeerChat", status_code=HTTP_200_OK, tags=TAGS)
async def add(
    shop: PathText, round_id: PathId, data: JSONBody[schemas.PeerChatWish], who: Who, desk: TheDesk
) -> schemas.PeerRoundView:
    """Paste a chat, of another shop or our own; 422 `bad_chat` says which shapes are read."""
    own = enter(desk, who, shop, "audit")
    try:
        rows, timed = await asyncio.to_thread(read_pasted, data.text)
    except BadInput as error:
        raise Invalid(str(error), code="bad_chat") from None

    def work(unit: Unit) -> None:
        peers.add_chat(
            unit, own.id, round_id, who.name, name=data.name, bigger=data.bigger, own=data.own, rows=rows, timed=timed
        )

    await desk.run(work)
    return await _view(desk, own, round_id)


@put(CHAT, operation_id="answerPeerQuestions", tags=TAGS)
async def answer(
    shop: PathText, round_id: PathId, chat_id: PathId, data: JSONBody[schemas.PeerAnswers], who: Who, desk: TheDesk
) -> schemas.PeerRoundView:
    """Answer the five questions about a chat."""
    own = enter(desk, who, shop, "audit")
    await desk.run(lambda u: peers.answer(u, own.id, round_id, chat_id, dict(data.answers)))
    return await _view(desk, own, round_id)


@delete(CHAT, operation_id="removePeerChat", status_code=HTTP_200_OK, tags=TAGS)
async def remove(
    shop: PathText, round_id: PathId, chat_id: PathId, who: Who, desk: TheDesk
) -> schemas.PeerRoundView:  # fmt: skip
    """Take a chat out of its round."""
    own = enter(desk, who, shop, "audit")
    await desk.run(lambda u: peers.remove(u, own.id, round_id, chat_id))
    return await _view(desk, own, round_id)


@post(ONE + "/lessons", operation_id="concludePeerRound", status_code=HTTP_200_OK, tags=TAGS)
async def conclude(
    shop: PathText, round_id: PathId, data: JSONBody[schemas.PeerLessonWish], who: Who, desk: TheDesk
) -> schemas.PeerRoundView:
    """Write down what was learnt; the measure becomes a task of its owner. 409 `not_yet_compared`."""
    own = enter(desk, who, shop, "audit")
    if not FIRST_YEAR <= data.due.year <= LAST_YEAR:
        raise Invalid("日期要在2000年到2199年之间", code="bad_day")

    def person(s: Session) -> dict[str, object] | None:
        return desk_repository.agent(s, own.id, data.owner)

    found = await desk.database.read(person)
    if found is None:
        raise NotFound("本店没有这位同事", code="no_such_agent")
    lesson = Lesson(
        data.learnt.strip(), data.shared, data.measure.strip(), (data.owner, str(found["name"])), data.due
    )  # fmt: skip
    await desk.run(lambda u: peers.conclude(u, own.id, round_id, (who.staff_id, who.name), lesson, own.zone))
    return await _view(desk, own, round_id)


handlers = [rounds, begin, one, add, answer, remove, conclude]
