"""What is owed, over HTTP: one list by time, and what one does with an entry."""

from __future__ import annotations

from typing import Annotated, Any, Literal
from uuid import uuid4

from litestar import get, post
from litestar.params import JSONBody, QueryParameter
from litestar.status_codes import HTTP_200_OK
from sqlalchemy.orm import Session

from xiaoer.api.access import TheDesk, Who, enter
from xiaoer.api.cases import actor
from xiaoer.api.params import Flag, Limit, PathId, PathText
from xiaoer.domains.actions import service as actions
from xiaoer.domains.desk import repository as desk_repository
from xiaoer.domains.desk.live import Desk
from xiaoer.domains.work import repository, schemas, service
from xiaoer.domains.work.service import NewTask
from xiaoer.kit.clock import to_ms
from xiaoer.kit.errors import NotFound
from xiaoer.kit.ids import MAX_ID
from xiaoer.kit.writer import Unit

BASE = "/api/shops/{shop:str}/work"
TAGS = ["work"]
State = Annotated[
    Literal["proposed", "open", "waiting", "done", "dropped", "all"], QueryParameter(name="state", description="Which.")
]
Chat = Annotated[int | None, QueryParameter(ge=1, le=MAX_ID, description="Only those of a conversation.")]


async def _colleague(desk: Desk, shop_id: int, staff_id: int) -> tuple[int, str]:
    found = await desk.database.read(lambda s: desk_repository.agent(s, shop_id, staff_id))
    if found is None:
        raise NotFound("本店没有这位同事", code="no_such_agent")
    return found["id"], found["name"]


@get(BASE, operation_id="listWork", tags=TAGS)
async def work(
    shop: PathText, who: Who, desk: TheDesk, status: State = "open", mine: Flag = False, conversation: Chat = None,
    limit: Limit = 200,
) -> schemas.Work:  # fmt: skip
    """Tasks by time: of cases, of promises, and by hand."""
    own = enter(desk, who, shop, "read")

    def look(s: Session) -> dict[str, Any]:
        tasks = repository.page(
            s, own.id, state=status, owner=who.staff_id if mine else None, conversation=conversation, limit=limit
        )
        return {"tasks": tasks, "counts": repository.counts(s, own.id, who.staff_id, to_ms(desk.clock()))}

    return schemas.Work.model_validate(await desk.database.read(look))


@post(BASE, operation_id="addTask", status_code=HTTP_200_OK, tags=TAGS)
async def add(shop: PathText, data: JSONBody[schemas.TaskWish], who: Who, desk: TheDesk) -> schemas.TaskView:
    """Write a task down, for oneself or a colleague."""
    own = enter(desk, who, shop, "serve")
    owner = await _colleague(desk, own.id, data.owner or who.staff_id)
    chat = data.conversation
    nick = ""
    if chat is not None:
        found = await desk.database.read(lambda s: desk_repository.conversation(s, own.id, chat, 0))
        if found is None:
            raise NotFound("没有这个会话", code="no_such_conversation")
        nick = found["conversation"]["shopper"]["nick"]
    task = NewTask(
        f"manual:{uuid4().hex}", "manual", data.text.strip() or data.text, order=data.order, nick=nick,
        due_ms=to_ms(data.due_at) if data.due_at else None, conversation_id=chat, owner=owner,
    )  # fmt: skip
    return schemas.TaskView.model_validate(await desk.run(lambda u: service.add(u, own.id, task)))


@post(BASE + "/{task_id:int}/acts", operation_id="actOnTask", status_code=HTTP_200_OK, tags=TAGS)
async def act(
    shop: PathText, task_id: PathId, data: JSONBody[schemas.TaskAct], who: Who, desk: TheDesk
) -> schemas.TaskView:
    """Confirm, end, drop, reopen or change a task; 409 `moved` when a colleague was first."""
    own = enter(desk, who, shop, "serve")
    owner = await _colleague(desk, own.id, data.owner) if data.owner is not None else None

    def work(unit: Unit) -> dict[str, Any]:
        changed = service.change(
            unit, own.id, task_id, data.act, data.version, text=data.text, owner=owner,
            due_ms=to_ms(data.due_at) if data.due_at else None,
        )  # fmt: skip
        if data.act == "done":
            actions.task_ended(unit, own.id, task_id, actor(who, own))
        return changed

    changed = await desk.run(work)
    return schemas.TaskView.model_validate(changed)


handlers = [work, add, act]
