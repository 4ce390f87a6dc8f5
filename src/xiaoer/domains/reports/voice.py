"""The voice of the shopper by product: faults, wishes, doubts, reasons for leaving; quotes masked, trend beside."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from xiaoer.core.inspection.judges.voice import Kind, Voice, voices
from xiaoer.core.text.contacts import mask_text
from xiaoer.domains.aftersales.models import CaseRow
from xiaoer.domains.desk.models import Conversation
from xiaoer.domains.orders import service as orders
from xiaoer.domains.reports.counting import Chat, chats_of, span
from xiaoer.domains.reports.figuring import product_names, questions
from xiaoer.domains.reports.rules import Period, ranked
from xiaoer.domains.shop.service import ShopInfo
from xiaoer.kit.clock import from_ms

QUOTES = 5
MOST = 100
LONGEST = 80


@dataclass(frozen=True, slots=True)
class Heard:
    """One voice, of which product and in which chat."""

    product: str
    conversation: int
    voice: Voice
    nick: str
    day: str


def heard(session: Session, shop: ShopInfo, period: Period) -> list[Heard]:
    """All voices of a period. A chat that is about no product counts for the shop ("")."""
    chats = chats_of(session, shop, period)
    products = _products(session, shop.id, chats)
    return [
        Heard(products.get(chat.conversation) or "", chat.conversation, voice, chat.nick, _day(chat, shop))
        for chat in chats
        for voice in voices(chat.rows)
    ]


def _day(chat: Chat, shop: ShopInfo) -> str:
    return from_ms(chat.rows[0].ms).astimezone(shop.zone).date().isoformat()


def days_of(period: Period) -> list[str]:
    """The days of a period."""
    return [(period.first + timedelta(days=n)).isoformat() for n in range((period.last - period.first).days + 1)]


def _products(session: Session, shop_id: int, chats: Iterable[Chat]) -> dict[int, str | None]:
    ids = sorted({chat.conversation for chat in chats})
    found: dict[int, str | None] = {}
    for start in range(0, len(ids), 400):
        rows = session.execute(
            select(Conversation.id, Conversation.product).where(
                Conversation.shop_id == shop_id, Conversation.id.in_(ids[start : start + 400])
            )
        )
        found |= {r.id: r.product for r in rows}
    return found


def voice(session: Session, shop: ShopInfo, period: Period) -> dict[str, Any]:
    """By product, the most spoken of first; beside each count the one of the period before."""
    now, before = heard(session, shop, period), heard(session, shop, period.before)
    days = days_of(period)
    was = Counter((h.product, h.voice.kind, h.voice.aspect) for h in before)
    by_product: dict[str, dict[tuple[Kind, str], list[Heard]]] = {}
    for one in now:
        by_product.setdefault(one.product, {}).setdefault((one.voice.kind, one.voice.aspect), []).append(one)
    names = product_names(session, shop.id, [p for p in by_product if p])
    reasons = _reasons(session, shop, period)
    asked = questions(session, shop, period)
    about = _products_of(session, shop.id, [c for q in asked for c in q["chats"]])
    found: list[dict[str, Any]] = [
        {
            "product": product, "name": names.get(product, ""), "count": sum(len(v) for v in items.values()),
            "before": sum(n for (p, _, _), n in was.items() if p == product),
            "items": [
                {
                    "kind": kind, "aspect": aspect, "count": len(said), "before": was[product, kind, aspect],
                    "days": [sum(h.day == day for h in said) for day in days], "quotes": _quotes(said),
                }
                for (kind, aspect), said in sorted(items.items(), key=lambda i: (-len(i[1]), i[0]))
            ],
            "cases": [{"reason": r, "count": n} for r, n in ranked(reasons.get(product, Counter()), 5)],
            "questions": [_masked(q) for q in asked if product and product in {about.get(c) for c in q["chats"]}],
        }
        for product, items in by_product.items()
    ]  # fmt: skip
    found.sort(key=lambda p: (-p["count"], p["product"]))
    return {"products": found[:MOST], "questions": [_masked(q) for q in asked]}


def _products_of(session: Session, shop_id: int, ids: list[int]) -> dict[int, str | None]:
    rows = session.execute(
        select(Conversation.id, Conversation.product).where(
            Conversation.shop_id == shop_id, Conversation.id.in_(sorted(set(ids))[:1000])
        )
    )
    return {r.id: r.product for r in rows}


def _quotes(said: list[Heard]) -> list[dict[str, Any]]:
    """A few different wordings."""
    different = {h.voice.text.strip(): h for h in reversed(said)}
    return [_quote(h) for h in list(different.values())[::-1][:QUOTES]]


def _quote(one: Heard) -> dict[str, Any]:
    return {"text": quoted(one.voice.text, one.nick), "conversation": one.conversation, "seq": one.voice.seq}


def quoted(text: str, nick: str) -> str:
    """A line without contacts and without the shopper's name."""
    clean = mask_text(text)
    if len(nick) > 1:
        clean = clean.replace(nick, "买家")
    return clean if len(clean) <= LONGEST else clean[: LONGEST - 1] + "…"


def _masked(question: dict[str, Any]) -> dict[str, Any]:
    return {**question, "question": mask_text(question["question"])}


def _reasons(session: Session, shop: ShopInfo, period: Period) -> dict[str, Counter[str]]:
    """After-sales reasons by product, of the cases that were opened in a period."""
    from_ms, to_ms = span(shop, period)
    cases = session.execute(
        select(CaseRow.order_number, CaseRow.reason).where(
            CaseRow.shop_id == shop.id, CaseRow.opened_ms >= from_ms, CaseRow.opened_ms < to_ms,
            CaseRow.state != "withdrawn",
        )
    ).all()  # fmt: skip
    known = orders.find_many(session, shop.id, sorted({c.order_number for c in cases}))
    found: dict[str, Counter[str]] = {}
    for case in cases:
        order = known.get(case.order_number)
        for product in {line.product for line in order.lines if line.product} if order else set():
            found.setdefault(product, Counter())[case.reason] += 1
    return found
