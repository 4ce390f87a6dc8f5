"""Knowledge gaps (知识缺口): questions that were not answered, answered unsurely, badly, or otherwise by people."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from sqlalchemy import and_, func, or_, select, update
from sqlalchemy.orm import Session

from xiaoer.domains.growing.likeness import clusters
from xiaoer.domains.growing.schemas import AnswerRef
from xiaoer.domains.robot.answers import parted
from xiaoer.domains.robot.models import AnswerRow
from xiaoer.kit.clock import iso_ms
from xiaoer.kit.ids import digest
from xiaoer.kit.writer import Unit

UNSURE, LOOKED_AT, SHOWN, SAMPLES = 700, 3000, 60, 6
OWN_WORDS = 6  # an agent's line shorter than this is no other answer (好的)
PEOPLES = (
    "human_request", "complaint", "cancel_order", "modify_order", "change_address", "return_apply", "exchange",
    "refund_progress", "quality_issue", "missing_wrong_item", "damaged", "not_received", "review_issue", "urge_ship",
    "contact_offsite", "greeting", "thanks", "chitchat", "bot_identity",
)  # fmt: skip
"""A hand-over of these is no gap: people are meant to look at the order, or nothing was asked."""


def missed(session: Session, shop_id: int, since_ms: int) -> list[AnswerRow]:
    """Answers since a time that were none, or no good ones; newest first."""
    handed = and_(
        AnswerRow.outcome.in_(("handed", "blocked", "silent")),
        *(~AnswerRow.intents.startswith(f"|{i}|", autoescape=True) for i in PEOPLES),
    )
    rows = session.scalars(
        select(AnswerRow)
        .where(
            AnswerRow.shop_id == shop_id, AnswerRow.at_ms >= since_ms, AnswerRow.settled_ms.is_(None),
            or_(
                handed, AnswerRow.thumb < 0, AnswerRow.used == "edited",
                and_(AnswerRow.used == "own", func.length(AnswerRow.human) >= OWN_WORDS),
                and_(AnswerRow.kind == "answer", AnswerRow.sure < UNSURE),
            ),
        )
        .order_by(AnswerRow.id.desc())
        .limit(LOOKED_AT)
    )  # fmt: skip
    return [r for r in rows if len(r.question.strip()) > 1]


def asked(session: Session, shop_id: int, since_ms: int) -> int:
    """How many questions there were."""
    return (
        session.scalar(
            select(func.count(AnswerRow.id)).where(AnswerRow.shop_id == shop_id, AnswerRow.at_ms >= since_ms)
        )
        or 0
    )


def gaps(rows: Sequence[AnswerRow]) -> list[dict[str, Any]]:
    """Clusters of missed questions, biggest first, with counts, reasons, masked samples and what people answered."""
    groups = clusters(rows, lambda r: r.question, _may_be_one)
    return [_view(g) for g in groups[:SHOWN]]


def _may_be_one(a: AnswerRow, b: AnswerRow) -> bool:
    """Questions about different goods are different questions."""
    return a.product == b.product or not a.product or not b.product


def _view(group: Sequence[AnswerRow]) -> dict[str, Any]:
    reasons = Counter(r for row in group for r in _reasons(row))
    intents = Counter(i for row in group for i in parted(row.intents))
    wordings = list(dict.fromkeys(" ".join(r.question.split()) for r in group))
    human = next((r.human for r in group if r.human), "")
    shortest = min(wordings, key=lambda w: (abs(len(w) - 12), len(w)))
    return {
        "key": digest("".join(sorted(f"{r.id}" for r in group)))[:12], "question": shortest, "count": len(group),
        "shoppers": len({r.conversation_id for r in group}), "reasons": dict(reasons),
        "intents": [i for i, _ in intents.most_common(3)],
        "products": [p for p, _ in Counter(r.product for r in group if r.product).most_common(3)],
        "samples": [w for w in wordings if w != shortest][:SAMPLES], "human": human,
        "last_at": iso_ms(max(r.at_ms for r in group)),
        "settles": [{"conversation": r.conversation_id, "seq": r.seq} for r in group][:500],
    }  # fmt: skip


def _reasons(row: AnswerRow) -> list[str]:
    found = []
    if row.thumb < 0:
        found.append("thumb_down")
    if row.used in ("edited", "own") and row.human:
        found.append("corrected")
    if row.outcome in ("handed", "silent", "blocked"):
        found.append("unanswered")
    elif row.sure < UNSURE:
        found.append("unsure")
    return found or ["unsure"]


def settle(unit: Unit, shop_id: int, settles: Sequence[AnswerRef]) -> int:
    """Put questions aside: an entry answers them now, or they need none."""
    done = 0
    for line in settles:
        result = unit.session.execute(
            update(AnswerRow)
            .where(
                AnswerRow.shop_id == shop_id, AnswerRow.conversation_id == line.conversation, AnswerRow.seq == line.seq,
                AnswerRow.settled_ms.is_(None),
            )
            .values(settled_ms=unit.now_ms)
        )  # fmt: skip
        done += int(result.rowcount)  # type: ignore[attr-defined]
    return done
