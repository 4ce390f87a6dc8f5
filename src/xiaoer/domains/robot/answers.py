"""The robot's answers as they are kept: what was asked, what came of it, what people thought of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from xiaoer.core.answering.shapes import Draft
from xiaoer.core.facts import ShopFacts
from xiaoer.core.text.contacts import mask_text
from xiaoer.domains.robot.models import AnswerRow
from xiaoer.kit.clock import iso_ms
from xiaoer.kit.errors import NotFound
from xiaoer.kit.writer import Unit

QUESTION, REPLY = 500, 2000
THUMBS = {"up": 1, "down": -1, "none": 0}


@dataclass(frozen=True, slots=True)
class Noted:
    """An answer on its way into the table."""

    conversation_id: int
    seq: int
    question: str
    draft: Draft
    outcome: str
    product: str | None = None
    entries: tuple[str, ...] = ()
    model: str = ""


def entries_of(facts: ShopFacts, draft: Draft) -> tuple[str, ...]:
    """The FAQ entries that a draft rests on."""
    by_source = {str(f.source): f.number for f in facts.faq}
    sources = {s for fact in draft.facts for s in fact.source.split("+")}
    return tuple(sorted({by_source[s] for s in sources if s in by_source}))


def record(unit: Unit, shop_id: int, noted: Noted) -> None:
    """Keep an answer; one that was given again takes the place of the old."""
    draft = noted.draft
    values = {
        "at_ms": unit.now_ms, "question": mask_text(noted.question)[:QUESTION],
        "reply": mask_text(draft.reply)[:REPLY], "kind": draft.kind, "outcome": noted.outcome,
        "intents": joined(draft.intents), "sure": round(draft.confidence * 1000), "mood": draft.mood,
        "product": noted.product, "entries": joined(noted.entries), "catalog": draft.version, "model": noted.model,
    }  # fmt: skip
    mine = (AnswerRow.shop_id == shop_id, AnswerRow.conversation_id == noted.conversation_id)
    held = unit.session.scalar(select(AnswerRow.id).where(*mine, AnswerRow.seq == noted.seq))
    if held is not None:
        unit.session.execute(update(AnswerRow).where(*mine, AnswerRow.id == held).values(**values))
        return
    unit.session.add(AnswerRow(shop_id=shop_id, conversation_id=noted.conversation_id, seq=noted.seq, **values))


def joined(words: Sequence[str]) -> str:
    """Words in one column, each findable as "|word|"."""
    return f"|{'|'.join(words)}|" if words else ""


def parted(text: str) -> list[str]:
    """The inverse of `joined`."""
    return [w for w in text.split("|") if w]


def find(session: Session, shop_id: int, conversation_id: int, seq: int) -> AnswerRow:
    """The answer to a line. Raises `NotFound`."""
    row = session.scalar(
        select(AnswerRow).where(
            AnswerRow.shop_id == shop_id, AnswerRow.conversation_id == conversation_id, AnswerRow.seq == seq
        )
    )
    if row is None:
        raise NotFound("机器人没有回答过这句话", code="no_such_answer")
    return row


def rate(
    unit: Unit, shop_id: int, conversation_id: int, seq: int, *, thumb: str, why: str, staff_id: int
) -> dict[str, Any]:
    """Somebody's thumb on an answer; the last one counts. A thumb down opens the question again."""
    row = find(unit.session, shop_id, conversation_id, seq)
    row.thumb, row.thumb_by, row.thumb_why = THUMBS[thumb], staff_id, mask_text(why)
    if row.thumb < 0:
        row.settled_ms = None
    unit.session.flush()
    return view(row)


def became(unit: Unit, shop_id: int, conversation_id: int, seq: int, text: str, *, used: str) -> None:
    """What an agent answered while a suggestion lay before him."""
    unit.session.execute(
        update(AnswerRow)
        .where(
            AnswerRow.shop_id == shop_id, AnswerRow.conversation_id == conversation_id, AnswerRow.seq == seq,
            AnswerRow.used == "",
        )
        .values(used=used, human="" if used == "taken" else mask_text(text)[:REPLY])
    )  # fmt: skip


def view(row: AnswerRow) -> dict[str, Any]:
    """An answer as staff see it."""
    return {
        "conversation": row.conversation_id, "seq": row.seq, "at": iso_ms(row.at_ms), "question": row.question,
        "reply": row.reply, "kind": row.kind, "outcome": row.outcome, "intents": parted(row.intents),
        "confidence": row.sure / 1000, "mood": row.mood, "product": row.product, "entries": parted(row.entries),
        "thumb": {1: "up", -1: "down"}.get(row.thumb, "none"), "thumb_why": row.thumb_why, "used": row.used,
        "human": row.human, "model": row.model,
    }  # fmt: skip
