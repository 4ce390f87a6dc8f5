"""Raises the alarm: a shopper who speaks of harm, authorities, press or of ending his life reaches a lead at once.

The alarm is a note in the chat that calls the leads who are here (all where none is); once per kind, chat and day.
What was said is on screen already; nothing of it goes anywhere else.
"""

from __future__ import annotations

from typing import Any

import msgspec
import structlog
from sqlalchemy.orm import Session

from xiaoer.core.reading.dangers import Danger, dangers_in
from xiaoer.domains.desk import calls, repository
from xiaoer.domains.desk.live import Desk
from xiaoer.domains.desk.rules import Post, preview_of
from xiaoer.domains.staff.rules import may
from xiaoer.kit.events import StoredEvent, encode

log = structlog.get_logger()
AUTHOR = "店小二"
ADVICE: dict[Danger, str] = {
    "self_harm": "买家说到轻生：请马上由人接手，先安抚，不谈规则；可告知心理援助热线 12356，情况紧急请拨 110 或 120。",
    "violence": "买家说到暴力：请主管接手，保留聊天记录，必要时报警，不要激化。",
    "injury": "买家说到人身伤害：请停用商品、就医、留存商品和单据，由主管处理，不要先定责。",
    "food_safety": "买家说到食品安全：请停止食用、留样、必要时就医，由主管处理，并记下批号。",
    "regulator": "买家提到向监管部门投诉：请主管接手，按时限处理，不要劝阻投诉。",
    "media": "买家提到媒体或曝光：请主管接手，只说已核实的事实。",
    "lawyer": "买家提到律师、起诉或法定赔偿：请主管接手，不要自行承诺或否认。",
}


def watch(desk: Desk) -> None:
    """Listen to shoppers' lines of this process from now on."""

    def hear(event: StoredEvent) -> None:
        if event.type != "message.created" or event.news is None:
            return
        post: Post = event.news.post
        if post.author == "shopper" and post.kind == "text" and (found := _found(post)):
            desk.spawn(raise_alarm(desk, post, found))

    desk.hub.local_watchers.append(hear)


def _found(post: Post) -> tuple[Danger, ...]:
    return dangers_in(str(msgspec.json.decode(post.body).get("text", "")))


async def raise_alarm(desk: Desk, post: Post, found: tuple[Danger, ...]) -> None:
    """Write the note and call who must know; a second line of the same kind on the same day calls nobody again."""
    day = desk.clock().date().isoformat()
    called = await desk.database.read(lambda s: _leads(s, post.shop_id))
    kind = found[0]  # the gravest
    body: dict[str, Any] = {"text": ADVICE[kind], "mentions": [one for one, _ in called], "event": "help"}
    note = Post(
        shop_id=post.shop_id, conversation_id=post.conversation_id, client_id=f"danger:{kind}:{day}",
        author="system", author_name=AUTHOR, kind="text", body=encode(body), preview=preview_of("text", body),
        staff_id=0, internal=True,
    )  # fmt: skip
    await desk.run(lambda u: calls.call(u, note, called))
    log.info("danger.called", kind=kind, conversation=post.conversation_id, people=len(called))


def _leads(session: Session, shop_id: int) -> calls.Called:
    """Leads and owners who are here; where none is, all of them: they see it when they come."""
    people = [a for a in repository.agents(session, shop_id) if may(a["role"], "manage")]
    here = [a for a in people if a["status"] != "offline"]
    return sorted((a["id"], "help") for a in (here or people))
