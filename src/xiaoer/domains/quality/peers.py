"""Chats with other shops (同行暗访), laid beside our own: what is computed, what a person felt, what is done about it.

By hand and few; names of shops and people are masked before anything is kept.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from xiaoer.core.inspection.peers import peer_facts
from xiaoer.core.inspection.rows import Row
from xiaoer.core.text.contacts import mask_text
from xiaoer.domains.audit import service as audit
from xiaoer.domains.quality.errors import NoSuchPeers, NotYetCompared
from xiaoer.domains.quality.models import PeerChat, PeerRound
from xiaoer.domains.work import service as work
from xiaoer.domains.work.service import NewTask
from xiaoer.kit.clock import iso_ms, to_ms
from xiaoer.kit.codec import from_json, to_json
from xiaoer.kit.errors import Invalid
from xiaoer.kit.writer import Unit

LEAST_PEERS = 3
MOST_CHATS = 12
MOST_LINES = 500
QUESTIONS = ("welcome", "expert", "selling", "moved", "buy")
"""The five questions that a person answers: how one felt received, how well they know their goods, how they lead to

a purchase, what moved or annoyed one most, and whether one would buy and why.
"""


@dataclass(frozen=True, slots=True)
class Lesson:
    """What a round taught: whether we share the fault, what is done, by whom and until when."""

    learnt: str
    shared: bool
    measure: str
    owner: tuple[int, str]
    due: date


def masked(name: str) -> str:
    """The first and the last character of a shop's name: 花**舰."""
    bare = name.strip()
    return bare if len(bare) < 2 else f"{bare[0]}**{bare[-1] if len(bare) > 2 else ''}"


def rounds(session: Session, shop_id: int) -> list[dict[str, Any]]:
    """The rounds of a shop, newest first, with how many chats and lessons each has."""
    rows = session.scalars(select(PeerRound).where(PeerRound.shop_id == shop_id).order_by(PeerRound.id.desc())).all()
    counts: dict[int, int] = {}
    for round_id in session.scalars(
        select(PeerChat.round_id).where(PeerChat.shop_id == shop_id, PeerChat.own.is_(False))
    ):
        counts[round_id] = counts.get(round_id, 0) + 1
    return [
        {
            "id": row.id, "title": row.title, "by": row.staff_name, "at": iso_ms(row.at_ms),
            "peers": counts.get(row.id, 0), "lessons": len(from_json(row.lessons, list[dict[str, Any]])),
        }
        for row in rows
    ]  # fmt: skip


def one(session: Session, shop_id: int, round_id: int) -> dict[str, Any]:
    """A round with its chats side by side, our own first."""
    row = _round(session, shop_id, round_id, held=False)
    chats = sorted(_chats(session, shop_id, round_id), key=lambda chat: (not chat.own, chat.id))
    return {
        "id": row.id, "title": row.title, "by": row.staff_name, "at": iso_ms(row.at_ms),
        "questions": list(QUESTIONS), "least": LEAST_PEERS,
        "lessons": from_json(row.lessons, list[dict[str, Any]]), "chats": [_shown(chat) for chat in chats],
    }  # fmt: skip


def _shown(chat: PeerChat) -> dict[str, Any]:
    return {
        "id": chat.id, "name": chat.name, "bigger": chat.bigger, "own": chat.own, "by": chat.staff_name,
        "facts": from_json(chat.facts, dict[str, Any]), "answers": from_json(chat.answers, dict[str, str]),
        "lines": [{"side": side, "text": text} for side, text in from_json(chat.lines, list[list[str]])],
        "version": chat.version,
    }  # fmt: skip


def begin(unit: Unit, shop_id: int, by: str, title: str) -> int:
    """Begin a round."""
    row = PeerRound(shop_id=shop_id, title=title.strip(), lessons="[]", staff_name=by, at_ms=unit.now_ms)
    unit.session.add(row)
    unit.session.flush()
    return row.id


def add_chat(
    unit: Unit, shop_id: int, round_id: int, by: str, *, name: str, bigger: str, own: bool, rows: Sequence[Row],
    timed: bool,
) -> None:  # fmt: skip
    """Keep a chat of a round: masked, with what can be computed of it."""
    _round(unit.session, shop_id, round_id)
    if len(_chats(unit.session, shop_id, round_id)) >= MOST_CHATS:
        raise Invalid(f"一轮最多放{MOST_CHATS}段聊天；另开一轮", code="too_many_chats")
    kept = [_masked_row(row, own=own) for row in rows[:MOST_LINES]]
    unit.session.add(
        PeerChat(
            shop_id=shop_id, round_id=round_id, name=name.strip() if own else masked(name), bigger=mask_text(bigger),
            own=own, lines=to_json([[row.side, row.text] for row in kept if row.side in ("shopper", "human", "robot")]),
            facts=to_json(asdict(peer_facts(kept, timed=timed))), answers="{}", staff_name=by, at_ms=unit.now_ms,
        )
    )  # fmt: skip


def _masked_row(row: Row, *, own: bool) -> Row:
    """A line without personal data, and without the account that wrote it."""
    row.text = mask_text(row.text)
    if row.who and row.side == "human":
        row.text = row.text.replace(row.who.partition(":")[0], "**") if not own else row.text
        row.who = "我们:客服" if own else "同行:客服"
    return row


def answer(unit: Unit, shop_id: int, round_id: int, chat_id: int, answers: dict[str, str]) -> None:
    """Write down what a person felt."""
    chat = _chat(unit.session, shop_id, round_id, chat_id)
    if set(answers) - set(QUESTIONS):
        raise Invalid("没有这个问题", code="bad_question")
    chat.answers = to_json({key: mask_text(text.strip()) for key, text in answers.items() if text.strip()})


def remove(unit: Unit, shop_id: int, round_id: int, chat_id: int) -> None:
    """Take a chat out of its round."""
    unit.session.delete(_chat(unit.session, shop_id, round_id, chat_id))


def conclude(unit: Unit, shop_id: int, round_id: int, who: tuple[int, str], lesson: Lesson, zone: ZoneInfo) -> None:
    """Write a lesson down; its measure becomes a task of its owner. Raises `NotYetCompared`."""
    row = _round(unit.session, shop_id, round_id)
    _must_be_compared(_chats(unit.session, shop_id, round_id))
    lessons = from_json(row.lessons, list[dict[str, Any]])
    due = datetime(lesson.due.year, lesson.due.month, lesson.due.day, 18, tzinfo=zone)
    task = work.add(
        unit, shop_id,
        NewTask(
            f"peers:{round_id}:{len(lessons) + 1}", "manual", f"同行对比：{lesson.measure}", due_ms=to_ms(due),
            owner=lesson.owner,
        ),
    )  # fmt: skip
    lessons.append(
        {
            "learnt": lesson.learnt, "shared": lesson.shared, "measure": lesson.measure, "owner": lesson.owner[1],
            "due": lesson.due.isoformat(), "task": task["id"] if task else None, "by": who[1],
        }
    )  # fmt: skip
    row.lessons = to_json(lessons)
    audit.record(unit, shop_id, staff_id=who[0], staff_name=who[1], action="peers.conclude", subject=row.title)


def _must_be_compared(chats: Sequence[PeerChat]) -> None:
    peers = [chat for chat in chats if not chat.own]
    if len(peers) < LEAST_PEERS:
        raise NotYetCompared(f"至少和{LEAST_PEERS}家更大的店聊过再总结，现在是{len(peers)}家")
    if not any(chat.own for chat in chats):
        raise NotYetCompared("把自己店的一段聊天也放进来，才能对照")
    open_ = [chat.name for chat in peers if set(from_json(chat.answers, dict[str, str])) != set(QUESTIONS)]
    if open_:
        raise NotYetCompared(f"{'、'.join(open_)} 的五个问题还没答完")


def _round(session: Session, shop_id: int, round_id: int, *, held: bool = True) -> PeerRound:
    query = select(PeerRound).where(PeerRound.shop_id == shop_id, PeerRound.id == round_id)
    row = session.scalar(query.with_for_update() if held else query)  # who only reads holds nothing
    if row is None:
        raise NoSuchPeers()
    return row


def _chats(session: Session, shop_id: int, round_id: int) -> list[PeerChat]:
    query = select(PeerChat).where(PeerChat.shop_id == shop_id, PeerChat.round_id == round_id).order_by(PeerChat.id)
    return list(session.scalars(query))


def _chat(session: Session, shop_id: int, round_id: int, chat_id: int) -> PeerChat:
    row = session.scalar(
        select(PeerChat).where(PeerChat.shop_id == shop_id, PeerChat.round_id == round_id, PeerChat.id == chat_id)
    )
    if row is None:
        raise NoSuchPeers()
    return row
