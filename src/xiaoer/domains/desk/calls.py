"""Calling a colleague (@, 求助, 悄悄话): a note that names people, and the list of where one was called."""

from __future__ import annotations

from typing import Any

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from xiaoer.domains.desk import repository
from xiaoer.domains.desk.journal import post_now, save_threads
from xiaoer.domains.desk.models import Conversation, Mention
from xiaoer.domains.desk.rules import Post, Posted
from xiaoer.domains.desk.service import lock
from xiaoer.domains.staff.rules import may
from xiaoer.kit.clock import iso_ms
from xiaoer.kit.errors import Invalid, NotFound
from xiaoer.kit.writer import Unit

KEPT = 100
Called = list[tuple[int, str]]


def call(unit: Unit, post: Post, called: Called) -> Posted:
    """Write the note and who is called by it, together. A retry calls nobody twice."""
    thread = lock(unit, post.shop_id, post.conversation_id)
    done = post_now(unit, thread, post)
    if done.again:
        return done
    save_threads(unit.connection, [thread])
    unit.session.add_all(
        Mention(
            shop_id=post.shop_id, conversation_id=post.conversation_id, staff_id=staff_id, note=done.number, kind=kind,
            by_id=post.staff_id, by_name=post.author_name, text=post.preview, at_ms=unit.now_ms,
        )
        for staff_id, kind in called
    )  # fmt: skip
    return done


def who_is_called(
    session: Session, shop_id: int, conversation_id: int, *, kind: str, mentions: list[int], by_id: int
) -> Called:
    """(staff, kind) of a note. Raises `NotFound` for strangers, `Invalid` (`nobody`) where there is nobody to call."""
    colleagues = {a["id"]: a for a in repository.agents(session, shop_id)}
    if any(m not in colleagues for m in mentions):
        raise NotFound("本店没有这位同事", code="no_such_agent")
    named = dict.fromkeys(mentions, "mention")
    if kind == "whisper":
        has_it = session.scalar(
            select(Conversation.agent_id).where(Conversation.shop_id == shop_id, Conversation.id == conversation_id)
        )
        if has_it is None or has_it == by_id:
            raise Invalid("这个会话不在同事手里，直接写备注就行", code="nobody")
        named[has_it] = "whisper"
    if kind == "help":
        helpers = mentions or _helpers(colleagues, by_id)
        if not helpers:
            raise Invalid("现在没有别的同事在线，可以先转给团队", code="nobody")
        named |= dict.fromkeys(helpers, "help")
    named.pop(by_id, None)
    return sorted(named.items())


def _helpers(colleagues: dict[int, dict[str, Any]], by_id: int) -> list[int]:
    """Leads who are here; without one, every colleague who is here and may serve."""
    here = [a for a in colleagues.values() if a["id"] != by_id and a["status"] != "offline" and may(a["role"], "serve")]
    return [a["id"] for a in here if may(a["role"], "manage")] or [a["id"] for a in here]


def mentions(session: Session, shop_id: int, staff_id: int) -> dict[str, Any]:
    """Where a person was called: unseen first, then the newest; and how many are unseen."""
    mine = (Mention.shop_id == shop_id, Mention.staff_id == staff_id)
    rows = session.scalars(
        select(Mention).where(*mine).order_by(Mention.seen_ms.is_not(None), Mention.id.desc()).limit(KEPT)
    )
    unseen = session.scalar(select(func.count(Mention.id)).where(*mine, Mention.seen_ms.is_(None)))
    return {"mentions": [_view(r) for r in rows], "unseen": unseen or 0}


def _view(row: Mention) -> dict[str, Any]:
    return {
        "id": row.id, "conversation": row.conversation_id, "note": row.note, "kind": row.kind,
        "by": {"id": row.by_id, "name": row.by_name}, "text": row.text, "at": iso_ms(row.at_ms),
        "seen": row.seen_ms is not None,
    }  # fmt: skip


def seen(unit: Unit, shop_id: int, staff_id: int, conversation_id: int) -> None:
    """A person has looked at a chat to which he was called."""
    unit.session.execute(
        update(Mention)
        .where(
            Mention.shop_id == shop_id, Mention.staff_id == staff_id, Mention.conversation_id == conversation_id,
            Mention.seen_ms.is_(None),
        )
        .values(seen_ms=unit.now_ms)
    )  # fmt: skip
