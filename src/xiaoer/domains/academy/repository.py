"""All queries of the academy, each of one shop."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import msgspec
from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from xiaoer.core.drills.shapes import Scenario
from xiaoer.domains.academy.models import CardMemory, Practice
from xiaoer.domains.academy.rules import PracticeReview, SkillRow, decode_exchanges, skill_row
from xiaoer.domains.desk.models import Message
from xiaoer.domains.staff.models import Membership, Staff
from xiaoer.kit.clock import iso_ms
from xiaoer.kit.codec import from_json, to_json

NEWEST = 200


def get(session: Session, shop_id: int, practice_id: int) -> Practice | None:
    """One practice."""
    return session.scalar(select(Practice).where(Practice.shop_id == shop_id, Practice.id == practice_id))


def of_conversation(session: Session, shop_id: int, conversation_id: int) -> Practice | None:
    """The open practice of a conversation."""
    return session.scalar(
        select(Practice).where(
            Practice.shop_id == shop_id, Practice.conversation_id == conversation_id, Practice.state == "open"
        )
    )


def open_chats(session: Session) -> list[tuple[int, int]]:
    """(shop, conversation) of every open practice of the installation."""
    rows = session.execute(
        select(Practice.shop_id, Practice.conversation_id)
        .where(Practice.state == "open", Practice.conversation_id.is_not(None))
        .execution_options(across_shops="practices go on after a restart in all shops")
    )
    return [(r.shop_id, r.conversation_id) for r in rows]


def practices(session: Session, shop_id: int, staff_id: int | None) -> list[dict[str, Any]]:
    """Practices, newest first; of one person or of all."""
    query = select(Practice, Staff.name).join(Staff, Staff.id == Practice.staff_id).where(Practice.shop_id == shop_id)
    if staff_id is not None:  # who is tried unannounced sees it once it has ended
        query = query.where(Practice.staff_id == staff_id, or_(Practice.mystery.is_(False), Practice.state == "ended"))
    rows = session.execute(query.order_by(Practice.id.desc()).limit(NEWEST))
    return [view(row, name) for row, name in rows]


def view(row: Practice, name: str) -> dict[str, Any]:
    """A practice as lists show it. The scenario's goal stays hidden until the end."""
    scenario = from_json(row.scenario, Scenario)
    return {
        "id": row.id, "scenario": row.scenario_id, "title": scenario.title,
        "title_en": f"{scenario.scene.title_en} · {scenario.kind.title_en}", "group": scenario.scene.group,
        "staff": {"id": row.staff_id, "name": name}, "sent": row.sent_by is not None,
        "mystery": row.mystery, "state": row.state,
        "conversation": row.conversation_id, "score": row.score, "passed": row.passed, "decision": row.decision,
        "turns": len(decode_exchanges(row.exchanges)), "made_at": iso_ms(row.made_ms),
        "started_at": iso_ms(row.started_ms), "ended_at": iso_ms(row.ended_ms),
    }  # fmt: skip


def detail(session: Session, shop_id: int, practice_id: int) -> dict[str, Any] | None:
    """A practice with its review, and how others and oneself did in the same scenario."""
    row = get(session, shop_id, practice_id)
    if row is None:
        return None
    name = session.scalar(select(Staff.name).where(Staff.id == row.staff_id)) or ""
    review = None if row.review is None else from_json(row.review, PracticeReview)
    scores = session.execute(
        select(Practice.id, Practice.staff_id, Practice.score).where(
            Practice.shop_id == shop_id, Practice.scenario_id == row.scenario_id, Practice.score.is_not(None)
        )
    ).all()
    return {
        "practice": view(row, name), "order": order_of(from_json(row.scenario, Scenario)),
        "review": None if review is None else review_view(review),
        "own_scores": [r.score for r in scores if r.staff_id == row.staff_id],
        "best_score": max((r.score for r in scores), default=None),
    }  # fmt: skip


def order_of(scenario: Scenario) -> dict[str, Any] | None:
    """What the desk would show of the shopper's order: the trainee may look it up as in real life."""
    order = scenario.order
    if order is None:
        return None
    parcel = order.parcels[0] if order.parcels else None
    return {
        "number": order.number, "status": order.status_text, "paid": str(order.paid_amount),
        "paid_at": order.paid_at.isoformat() if order.paid_at else None,
        "ship_by": order.ship_by.isoformat() if order.ship_by else None,
        "signed_at": order.signed_at.isoformat() if order.signed_at else None,
        "lines": [f"{line.title} {line.spec} ×{line.quantity}" for line in order.lines],
        "courier": parcel.courier if parcel else None, "waybill": parcel.waybill if parcel else None,
        "track": [f"{s.at:%m-%d %H:%M} 【{s.city}】{s.text}" for s in parcel.track] if parcel else [],
        "after_sales": order.after_sales.state if order.after_sales else None,
        "refund": str(order.after_sales.refund) if order.after_sales else None,
    }  # fmt: skip


def review_view(review: PracticeReview) -> dict[str, Any]:
    """A review as it goes over the wire."""
    whole: dict[str, Any] = msgspec.json.decode(to_json(review))
    whole["hidden"] = [{"name": name, "value": value} for name, value in review.hidden]
    for row, exchange in zip(whole["exchanges"], review.exchanges, strict=True):
        row["faults"] = [{"kind": kind, "text": text} for kind, text in exchange.faults]
    return whole


def replies_after(session: Session, shop_id: int, conversation_id: int, seq: int) -> list[tuple[str, int]]:
    """What the trainee has written after a line: (text, time), oldest first; cards and pictures as their title."""
    rows = session.execute(
        select(Message.body, Message.at_ms)
        .where(
            Message.shop_id == shop_id, Message.conversation_id == conversation_id, Message.internal.is_(False),
            Message.author == "agent", Message.number > seq, Message.recalled.is_(False),
        )
        .order_by(Message.number)
    )  # fmt: skip
    found = []
    for body, at_ms in rows:
        values = msgspec.json.decode(body)
        found.append((str(values.get("text") or values.get("title") or ""), at_ms))
    return found


def memories(session: Session, shop_id: int, staff_id: int) -> dict[str, CardMemory]:
    """What somebody remembers, by card."""
    rows = session.scalars(select(CardMemory).where(CardMemory.shop_id == shop_id, CardMemory.staff_id == staff_id))
    return {row.card: row for row in rows}


def matrix(session: Session, shop_id: int, now_ms: int) -> list[SkillRow]:
    """Who can do what, from ended practices and cards."""
    people = session.execute(
        select(Staff.id, Staff.name)
        .join(Membership, Membership.staff_id == Staff.id)
        .where(Membership.shop_id == shop_id)
        .order_by(Staff.id)
    ).all()
    ended: dict[int, list[tuple[str, bool, int, PracticeReview]]] = {}
    for row in session.scalars(select(Practice).where(Practice.shop_id == shop_id, Practice.review.is_not(None))):
        scene = from_json(row.scenario, Scenario).scene
        review = from_json(row.review or "", PracticeReview)
        ended.setdefault(row.staff_id, []).append((scene.group, row.passed, row.score or 0, review))
    cards: dict[int, list[CardMemory]] = {}
    for memory in session.scalars(select(CardMemory).where(CardMemory.shop_id == shop_id)):
        cards.setdefault(memory.staff_id, []).append(memory)
    return [_skills(p.id, p.name, ended.get(p.id, ()), cards.get(p.id, ()), now_ms) for p in people]


def _skills(
    staff_id: int, name: str, ended: Sequence[tuple[str, bool, int, PracticeReview]], cards: Sequence[CardMemory],
    now_ms: int,
) -> SkillRow:  # fmt: skip
    due = sum(c.due_ms <= now_ms for c in cards)
    return skill_row(staff_id, name, ended, known=len(cards) - due, due=due)
