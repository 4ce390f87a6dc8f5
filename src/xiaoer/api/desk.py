"""The workbench over HTTP: snapshot, conversations, and what one does with them."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from litestar import get, post, put
from litestar.params import JSONBody, QueryParameter
from litestar.status_codes import HTTP_200_OK
from sqlalchemy.orm import Session

from xiaoer.api.access import TheDesk, Who, enter
from xiaoer.api.params import After, Before, Limit, Many, PathId, PathText, Query
from xiaoer.domains.desk import drafts, repository, schemas, service
from xiaoer.domains.desk.errors import ConversationGone
from xiaoer.domains.staff.rules import may
from xiaoer.kit.clock import iso_ms
from xiaoer.kit.errors import Invalid, NotFound

BASE = "/api/shops/{shop:str}"
ONE = BASE + "/conversations/{conversation_id:int}"
TAGS = ["desk"]


@get(BASE + "/snapshot", operation_id="getSnapshot", tags=TAGS)
async def snapshot(shop: PathText, who: Who, desk: TheDesk) -> schemas.Snapshot:
    """Open conversations, the last closed ones and the colleagues, at an event number to go on from.

    `more` = very many are open: the others are had by `listConversations` with `state=open`.
    """
    own = enter(desk, who, shop, "read")
    found = await desk.database.read(lambda s: repository.snapshot(s, own.id, who.staff_id))
    return schemas.Snapshot.model_validate({**found, "catalog_version": own.catalog_version})


@get(BASE + "/conversations", operation_id="listConversations", tags=TAGS)
async def conversations(
    shop: PathText, who: Who, desk: TheDesk,
    status: Annotated[
        Literal["open", "robot", "queued", "assigned", "closed"] | None, QueryParameter(name="state")
    ] = None,
    before: Before = None, limit: Many = 50, q: Query = "",
) -> schemas.Conversations:  # fmt: skip
    """Conversations by id downwards, filtered by state (`open` = not closed) and shopper's name."""
    own = enter(desk, who, shop, "read")
    found = await desk.database.read(
        lambda s: repository.conversations_page(s, own.id, state=status, before=before, limit=limit, q=q)
    )
    return schemas.Conversations.model_validate({"conversations": found})


@get(ONE, operation_id="getConversation", tags=TAGS)
async def conversation(shop: PathText, conversation_id: PathId, who: Who, desk: TheDesk) -> schemas.ConversationDetail:
    """A conversation with its visits and one's own draft."""
    own = enter(desk, who, shop, "read")
    found = await desk.database.read(lambda s: repository.conversation(s, own.id, conversation_id, who.staff_id))
    if found is None:
        raise ConversationGone()
    return schemas.ConversationDetail.model_validate(found)


@get(ONE + "/messages", operation_id="listMessages", tags=TAGS)
async def messages(
    shop: PathText, conversation_id: PathId, who: Who, desk: TheDesk, before: Before = None, after: After = None,
    limit: Limit = 50,
) -> schemas.Messages:  # fmt: skip
    """The newest messages before a number, or the next ones after one, and the notes among them, oldest first."""
    own = enter(desk, who, shop, "read")

    def look(s: Session) -> dict[str, Any] | None:
        if repository.conversation(s, own.id, conversation_id, 0) is None:
            return None
        if after is not None:
            return repository.messages_after(s, own.id, conversation_id, after, limit)
        return repository.messages(s, own.id, conversation_id, before=before, limit=limit)

    found = await desk.database.read(look)
    if found is None:
        raise ConversationGone()
    return schemas.Messages.model_validate(found)


@get(ONE + "/suggestion", operation_id="getSuggestion", tags=TAGS)
async def suggestion(shop: PathText, conversation_id: PathId, who: Who, desk: TheDesk) -> schemas.SuggestionAnswer:
    """What the robot would say to the last message, if it has something to say."""
    own = enter(desk, who, shop, "read")
    found = await desk.database.read(lambda s: repository.conversation(s, own.id, conversation_id, 0))
    if found is None:
        raise ConversationGone()
    return schemas.SuggestionAnswer.model_validate({"suggestion": found["conversation"]["suggestion"]})


@post(ONE + "/take", operation_id="takeConversation", status_code=HTTP_200_OK, tags=TAGS)
async def take(shop: PathText, conversation_id: PathId, who: Who, desk: TheDesk) -> schemas.ConversationView:
    """Take a conversation from the queue or the robot; 409 `taken` when a colleague was first."""
    own = enter(desk, who, shop, "serve")

    taken = await desk.run(lambda u: service.take(u, own.id, conversation_id, who.staff_id, who.name))
    return schemas.ConversationView.model_validate(taken)


@post(ONE + "/transfer", operation_id="transferConversation", status_code=HTTP_200_OK, tags=TAGS)
async def transfer(
    shop: PathText, conversation_id: PathId, data: JSONBody[schemas.Transfer], who: Who, desk: TheDesk
) -> schemas.ConversationView:
    """Hand over to a colleague or to a team, with a remark."""
    own = enter(desk, who, shop, "serve")
    if (data.agent is None) == (data.team is None):
        raise Invalid("转给谁：请选一位同事，或一个团队", code="transfer_target")
    receiver: tuple[int, str] | None = None
    if data.agent is not None:
        wanted = data.agent
        colleague = await desk.database.read(lambda s: repository.agent(s, own.id, wanted))
        if colleague is None or not may(colleague["role"], "serve"):
            raise NotFound("本店没有这位可以接待的同事", code="no_such_agent")
        receiver = (colleague["id"], colleague["name"])
    result = await desk.run(
        lambda u: service.transfer(
            u, own.id, conversation_id, by=who.name, remark=data.remark, agent=receiver, team=data.team
        )
    )
    if data.remark.strip():
        target = receiver[1] if receiver else f"{data.team}队列"
        await desk.say(service.remark_note(own.id, conversation_id, who, f"转接给{target}：{data.remark}"))
    return schemas.ConversationView.model_validate(result)


@post(ONE + "/close", operation_id="closeConversation", status_code=HTTP_200_OK, tags=TAGS)
async def close(
    shop: PathText, conversation_id: PathId, data: JSONBody[schemas.Close], who: Who, desk: TheDesk
) -> schemas.ConversationView:
    """End the visit with one of the shop's closing tags."""
    own = enter(desk, who, shop, "serve")
    if data.tag not in own.settings.closing_tags:
        raise Invalid(f"没有“{data.tag}”这个结束标签", code="unknown_tag")

    closed = await desk.run(lambda u: service.close(u, own.id, conversation_id, tag=data.tag, remark=data.remark))
    return schemas.ConversationView.model_validate(closed)


@post(ONE + "/messages/{seq:int}/recall", operation_id="recallMessage", status_code=HTTP_200_OK, tags=TAGS)
async def recall(shop: PathText, conversation_id: PathId, seq: PathId, who: Who, desk: TheDesk) -> schemas.MessageView:
    """Take an own message back within two minutes."""
    own = enter(desk, who, shop, "serve")
    window_s = desk.settings.recall_seconds
    found = await desk.run(lambda u: service.recall(u, own.id, conversation_id, seq, who.staff_id, window_s))
    return schemas.MessageView.model_validate(found)


@put(ONE + "/draft", operation_id="saveDraft", tags=TAGS)
async def save_draft(
    shop: PathText, conversation_id: PathId, data: JSONBody[schemas.Draft], who: Who, desk: TheDesk
) -> schemas.DraftKept:
    """Keep what has been typed, so that it survives a reload and follows to one's other screens."""
    own = enter(desk, who, shop, "serve")
    at_ms = await desk.run(lambda u: drafts.save(u, own.id, conversation_id, who.staff_id, data.text))
    drafts.tell(desk, own, who.staff_id, conversation_id, data.text, at_ms)
    return schemas.DraftKept(text=data.text, at=iso_ms(at_ms))


@get(BASE + "/agents", operation_id="listAgents", tags=TAGS)
async def agents(shop: PathText, who: Who, desk: TheDesk) -> schemas.Agents:
    """Colleagues with status and load."""
    own = enter(desk, who, shop, "read")
    found = await desk.database.read(lambda s: repository.agents(s, own.id))
    return schemas.Agents.model_validate({"agents": found})


handlers = [
    snapshot, conversations, conversation, messages, suggestion, take, transfer, close, recall, save_draft, agents,
]  # fmt: skip
