"""A good human answer made ready as an FAQ entry: the question before it, like wordings of others, what to look at."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from xiaoer.core.facts import Faq, ShopFacts
from xiaoer.core.grounding.claims import claims_of
from xiaoer.core.text.contacts import find_orders, mask_text
from xiaoer.domains.growing.likeness import likeness, pieces
from xiaoer.domains.robot.models import AnswerRow

NEAR, SAME, LOOKED_AT, MOST = 0.34, 0.6, 2000, 8
_OPENING = re.compile(r"^(?:(?:亲爱的|亲|宝子|宝|您好|你好|在的|嗯嗯|好的|是的|哈喽)[,，。!！~～呢哈哦呀的 ]*)+")
_SMALL = re.compile(r"^(?:在吗|在么|有人吗|你好|您好|哈喽|hi|hello|亲)[?？!！~。，, ]*$", re.IGNORECASE)


def question_before(lines: Sequence[Mapping[str, Any]], seq: int) -> tuple[str, int]:
    """The shopper's words that line `seq` answers, and the number of their last line; ("", 0) = none."""
    before = [m for m in lines if m["seq"] is not None and m["seq"] < seq and m["author"] != "system"]
    while before and before[-1]["author"] != "shopper":
        before.pop()
    asked: list[Mapping[str, Any]] = []
    while before and before[-1]["author"] == "shopper":
        asked.insert(0, before.pop())
    texts = [str(m["body"].get("text") or "").strip() for m in asked if m["kind"] == "text"]
    texts = [t for t in texts if t and not _SMALL.match(t)]
    return mask_text("，".join(texts))[:300], (asked[-1]["seq"] if asked else 0)


def cleaned(answer: str) -> str:
    """An agent's line without its greeting and what is personal."""
    return _OPENING.sub("", mask_text(answer).strip()).strip()[:2000]


def alike(session: Session, shop_id: int, question: str, since_ms: int) -> list[AnswerRow]:
    """Kept questions that ask nearly the same, most alike first."""
    rows = session.scalars(
        select(AnswerRow)
        .where(AnswerRow.shop_id == shop_id, AnswerRow.at_ms >= since_ms)
        .order_by(AnswerRow.id.desc())
        .limit(LOOKED_AT)
    )
    own = pieces(question)
    near = [(likeness(own, pieces(r.question)), r) for r in rows]
    return [r for score, r in sorted(near, key=lambda p: -p[0]) if score >= NEAR]


def wordings(rows: Sequence[AnswerRow], question: str) -> list[str]:
    """Other ways in which it was asked."""
    found = dict.fromkeys(" ".join(r.question.split()) for r in rows)
    return [w for w in found if w != question and 2 <= len(w) <= 60][:MOST]


def asks_the_same(facts: ShopFacts, question: str) -> Faq | None:
    """The entry that asks nearly this already."""
    own = pieces(question)
    scored = [(max(likeness(own, pieces(q)) for q in (f.question, *f.similar)), f) for f in facts.faq]
    best = max(scored, key=lambda p: p[0], default=(0.0, None))
    return best[1] if best[0] >= SAME else None


def notes(answer: str, original: str) -> list[str]:
    """What somebody should look at before such an answer is given to everybody."""
    found = []
    if answer != _OPENING.sub("", original.strip()).strip():
        found.append("已去掉个人信息，请核对")
    if find_orders(answer):
        found.append("答案里有订单号，请改成通用的说法")
    kinds = {c.kind for c in claims_of(answer)}
    if kinds & {"date", "weekday"}:
        found.append("答案里有日期，请写上有效期")
    if any(c.kind == "number" and c.unit == "yuan" for c in claims_of(answer)):
        found.append("答案里有金额，价格变了要记得改")
    return found
