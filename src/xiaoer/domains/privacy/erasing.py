"""Erase a shopper (删除个人信息): chats blanked, name and contacts out of every table, pictures and feed gone.

What he said or what was noted about him is taken out of rows that are his (`own_rows`), his names and numbers out of
every text (`secrets`). The trade itself (what was bought, when, for how much) stays for the three years of 电子商务法
第31条, without a person in it.
Tables are walked, not listed: one that is added later is reached too.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import msgspec
from sqlalchemy import Table, Text, delete, or_, select, update
from sqlalchemy.orm import Session

from xiaoer.domains.connect.models import Delivery
from xiaoer.domains.desk.forgetting import forget
from xiaoer.domains.desk.models import Conversation, DraftText, Message, Visit
from xiaoer.domains.desk.service import lock as lock_thread
from xiaoer.domains.desk.service import settle
from xiaoer.domains.growing.models import FaqProposal
from xiaoer.domains.media.models import MediaRow
from xiaoer.domains.media.service import EXTENSIONS
from xiaoer.domains.privacy import own_rows
from xiaoer.domains.privacy.own_rows import OWN_WAY, Person
from xiaoer.domains.privacy.secrets import ERASED, in_json, phones_of, scrubbed, words_of
from xiaoer.domains.robot.models import AnswerRow
from xiaoer.domains.shoppers.models import Shopper
from xiaoer.kit.errors import Conflict, NotFound
from xiaoer.kit.events import EventRow
from xiaoer.kit.ids import digest, new_token
from xiaoer.kit.models import Base
from xiaoer.kit.writer import Unit

BLANK = msgspec.json.encode({"text": ERASED}).decode()


@dataclass(slots=True)
class Erased:
    """What an erasure reached. `files` = names of blobs to delete once it is on disk."""

    alias: str
    messages: int = 0
    rows: dict[str, int] = field(default_factory=dict)
    files: list[str] = field(default_factory=list)


def erase(unit: Unit, shop_id: int, shopper_id: int) -> Erased:
    """Erase somebody from a shop. Raises `NotFound`, or `Conflict` (`legal_hold`)."""
    session = unit.session
    shopper = held(session, shop_id, shopper_id)
    if shopper.hold:
        raise Conflict(f"这位买家的资料处于法律保全（{shopper.hold}），不能删除", code="legal_hold")
    nick, words, alias = shopper.nick, words_of(session, shop_id, shopper), f"已删除买家{shopper.id}"
    done = Erased(alias)
    done.rows = own_rows.blank(unit, Person(shop_id, shopper_id, nick, phones_of(session, shop_id, shopper)))
    done.files = _pictures(session, shop_id, shopper_id)
    done.messages = _chats(unit, shop_id, shopper_id)
    for table in Base.metadata.sorted_tables:
        if table.name not in OWN_WAY and words and (changed := _scrub(unit, table, shop_id, words, nick, alias)):
            done.rows[table.name] = max(changed, done.rows.get(table.name, 0))
    shopper.nick = alias if nick is not None else None
    shopper.label, shopper.level, shopper.tags, shopper.remark, shopper.data = alias, "", "", "", ""
    shopper.visitor_digest = digest(new_token()) if shopper.visitor_digest else None
    session.flush()
    session.execute(
        delete(Delivery).where(Delivery.shop_id == shop_id, Delivery.state != "waiting")
    )  # said once, kept no longer
    session.execute(delete(EventRow).where(EventRow.shop_id == shop_id))  # whoever is behind takes a snapshot
    _tell(unit, shop_id, shopper_id)
    return done


def held(session: Session, shop_id: int, shopper_id: int) -> Shopper:
    """A shopper's row, locked. Raises `NotFound`."""
    row = session.scalar(select(Shopper).where(Shopper.shop_id == shop_id, Shopper.id == shopper_id).with_for_update())
    if row is None:
        raise NotFound("本店没有这位买家", code="no_such_shopper")
    return row


def _chats(unit: Unit, shop_id: int, shopper_id: int) -> int:
    """Everything said in his conversation, by either side, notes and drafts too."""
    session = unit.session
    chats = list(
        session.scalars(
            select(Conversation.id).where(Conversation.shop_id == shop_id, Conversation.shopper_id == shopper_id)
        )
    )
    forget(unit, shop_id, Message.conversation_id.in_(chats), blank=BLANK)
    result = session.execute(
        update(Message)
        .where(Message.shop_id == shop_id, Message.conversation_id.in_(chats))
        .values(body=BLANK, kind="text", rev=Message.rev)
    )
    session.execute(
        update(Message)
        .where(Message.shop_id == shop_id, Message.conversation_id.in_(chats), Message.author == "shopper")
        .values(author_name="")
    )
    session.execute(
        update(Visit).where(Visit.shop_id == shop_id, Visit.conversation_id.in_(chats)).values(remark="", word="")
    )
    session.execute(delete(DraftText).where(DraftText.shop_id == shop_id, DraftText.conversation_id.in_(chats)))
    session.execute(delete(AnswerRow).where(AnswerRow.shop_id == shop_id, AnswerRow.conversation_id.in_(chats)))
    session.execute(delete(FaqProposal).where(FaqProposal.shop_id == shop_id, FaqProposal.conversation_id.in_(chats)))
    session.execute(
        update(Conversation)
        .where(Conversation.shop_id == shop_id, Conversation.id.in_(chats))
        .values(last_message=None, memory="{}", suggestion=None, product=None, robot_due_ms=None)
    )
    return int(result.rowcount)  # type: ignore[attr-defined]


def _pictures(session: Session, shop_id: int, shopper_id: int) -> list[str]:
    """His uploads: rows go now, the files after the commit."""
    mine = (MediaRow.shop_id == shop_id, MediaRow.owner == f"shopper:{shopper_id}")
    names = [
        f"{r.token}.{EXTENSIONS[r.mime]}" for r in session.execute(select(MediaRow.token, MediaRow.mime).where(*mine))
    ]
    session.execute(delete(MediaRow).where(*mine))
    return names


def _scrub(unit: Unit, table: Table, shop_id: int, words: list[str], nick: str | None, alias: str) -> int:
    """Take his words out of every text of a table's rows; returns how many rows held one."""
    texts = [c for c in table.columns if isinstance(c.type, Text)]
    if "shop_id" not in table.c or not texts or len(table.primary_key.columns) != 1:
        return 0
    key = next(iter(table.primary_key.columns))
    spelled = {w for word in words for w in (word, in_json(word))}
    holding = or_(*[c.contains(w, autoescape=True) for c in texts for w in sorted(spelled)])
    rows = unit.connection.execute(select(key, *texts).where(table.c.shop_id == shop_id, holding)).mappings().all()
    for row in rows:
        clean: dict[str, Any] = {
            c.name: scrubbed(row[c.name], words, nick, alias) for c in texts if row[c.name] is not None
        }
        unit.connection.execute(table.update().where(table.c.shop_id == shop_id, key == row[key.name]).values(**clean))
    return len(rows)


def _tell(unit: Unit, shop_id: int, shopper_id: int) -> None:
    """Workbenches put the blanked conversation in place of the old."""
    for chat in unit.session.scalars(
        select(Conversation.id).where(Conversation.shop_id == shop_id, Conversation.shopper_id == shopper_id)
    ).all():
        settle(unit, lock_thread(unit, shop_id, chat), "conversation.updated")
