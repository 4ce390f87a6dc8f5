"""Knowledge from chats (聊天里的知识): what shoppers ask most, and the best answer that a person has given.

Questions are put together by likeness; an answer counts when it stands right after the question, is more than a
word, cites no finding, and the shopper did not ask the same again. Nothing is kept here: a lead's press makes it an
entry of the FAQ or a phrase.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from xiaoer.core.facts import ShopFacts
from xiaoer.core.inspection.judges.case import QUESTION, bare, plain
from xiaoer.core.inspection.rows import Row
from xiaoer.core.text.contacts import mask_text
from xiaoer.domains.growing.likeness import LIKE, clusters, likeness, pieces
from xiaoer.domains.growing.prefill import asks_the_same, cleaned
from xiaoer.domains.quality.models import FindingRow, InspectionRow
from xiaoer.domains.quality.repository import names
from xiaoer.domains.reports.counting import Chat, chats_of, span
from xiaoer.domains.reports.rules import Period
from xiaoer.domains.shop.service import ShopInfo
from xiaoer.kit.codec import from_json

LEAST, MOST = 2, 60
SHORTEST, LONGEST = 8, 200
ASKED_LONGEST = 60
ANSWERS = 3
READ = 4000  # questions of a period that are put together


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, and what a person said to it (seq 0 = nobody)."""

    conversation: int
    seq: int
    text: str
    answer: str
    answer_seq: int
    staff_id: int | None
    again: bool


def questions_of(chat: Chat) -> list[Asked]:
    """The questions of a chat, each with the words that a person wrote next."""
    found = []
    rows = chat.rows
    for i, row in enumerate(rows):
        text = row.text.strip()
        if row.side != "shopper" or row.kind != "text" or row.courtesy or len(text) > ASKED_LONGEST:
            continue
        if not QUESTION.search(plain(text)) or len(bare(plain(text))) < 3:
            continue
        said, seq, staff, end = _answer(rows, i)
        found.append(Asked(chat.conversation, row.seq, text, said, seq, staff, _again(rows, end, text)))
    return found


def _answer(rows: Sequence[Row], i: int) -> tuple[str, int, int | None, int]:
    """The human lines up to the shopper's next word: their text, the first one's seq, who wrote, where it ends."""
    lines, seq, staff = [], 0, None
    end = i + 1
    for j in range(i + 1, len(rows)):
        end = j
        if rows[j].side == "human":
            lines.append(rows[j].text.strip())
            if not seq:
                seq, staff = rows[j].seq, int(rows[j].who) if rows[j].who.isdecimal() else None
        elif rows[j].side == "shopper" and lines:
            break
    return " ".join(lines), seq, staff, end


def _again(rows: Sequence[Row], end: int, text: str) -> bool:
    own = pieces(text)
    return any(r.side == "shopper" and likeness(own, pieces(r.text)) >= LIKE for r in rows[end : end + 3])


def harvest(session: Session, shop: ShopInfo, facts: ShopFacts, period: Period) -> list[dict[str, Any]]:
    """The commonest questions with the best answers; `known` = an entry of the FAQ that asks the same."""
    asked = [one for chat in chats_of(session, shop, period) for one in questions_of(chat)][:READ]
    scores, faulty = _judged(session, shop, period)
    people = names(session, shop.id)
    found = []
    for group in clusters(asked, lambda a: a.text, lambda a, b: True):
        if len(group) < LEAST:
            continue
        question = min(group, key=lambda a: (len(a.text), a.text)).text
        known = asks_the_same(facts, question)
        found.append(
            {
                "question": mask_text(question), "count": len(group),
                "chats": [{"conversation": a.conversation, "seq": a.seq} for a in group[:5]],
                "wordings": [mask_text(w) for w in dict.fromkeys(a.text for a in group)][:5],
                "answers": _best(group, scores, faulty, people), "known": known.number if known else None,
            }
        )  # fmt: skip
    return found[:MOST]


def _judged(session: Session, shop: ShopInfo, period: Period) -> tuple[dict[int, int], set[tuple[int, int]]]:
    """Scores by conversation (the best of a period), and lines that a finding cites."""
    from_ms, to_ms = span(shop, period)
    scores: dict[int, int] = {}
    rows = session.execute(
        select(InspectionRow.id, InspectionRow.conversation_id, InspectionRow.score).where(
            InspectionRow.shop_id == shop.id, InspectionRow.closed_ms >= from_ms, InspectionRow.closed_ms < to_ms
        )
    ).all()
    chat_of = {r.id: r.conversation_id for r in rows}
    for row in rows:
        scores[row.conversation_id] = max(scores.get(row.conversation_id, 0), row.score or 0)
    faulty = {
        (chat_of[r.inspection_id], seq)
        for r in session.execute(
            select(FindingRow.inspection_id, FindingRow.seqs).where(
                FindingRow.shop_id == shop.id, FindingRow.at_ms >= from_ms, FindingRow.at_ms < to_ms,
                FindingRow.points < 0, FindingRow.voided.is_(False),
            )
        )
        if r.inspection_id in chat_of
        for seq in from_json(r.seqs, list[int])
    }  # fmt: skip
    return scores, faulty


def _best(
    group: Sequence[Asked], scores: dict[int, int], faulty: set[tuple[int, int]], people: dict[int, str]
) -> list[dict[str, Any]]:
    """Up to three answers of different words, the best chat's first."""
    good = [
        a
        for a in group
        if a.answer_seq
        and not a.again
        and SHORTEST <= len(a.answer) <= LONGEST
        and (a.conversation, a.answer_seq) not in faulty
    ]
    good.sort(key=lambda a: (-scores.get(a.conversation, 0), abs(len(a.answer) - 40), a.conversation))
    kept: list[Asked] = []
    for one in good:
        if all(likeness(pieces(one.answer), pieces(k.answer)) < 0.7 for k in kept):
            kept.append(one)
        if len(kept) == ANSWERS:
            break
    return [
        {
            "text": mask_text(cleaned(a.answer)), "by": people.get(a.staff_id or 0, ""),
            "conversation": a.conversation, "seq": a.answer_seq, "score": scores.get(a.conversation),
        }
        for a in kept
    ]  # fmt: skip
