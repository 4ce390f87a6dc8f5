"""What one can do: keep an entry or propose it, decide on proposals, see entries with their use."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from xiaoer.core.facts import Faq, ShopFacts
from xiaoer.domains.audit import service as audit
from xiaoer.domains.growing import gaps
from xiaoer.domains.growing.models import FaqProposal
from xiaoer.domains.growing.schemas import FaqWish
from xiaoer.domains.growing.stale import outdated
from xiaoer.domains.knowledge import faq as entries
from xiaoer.domains.knowledge.faq import Entry
from xiaoer.domains.robot.answers import parted
from xiaoer.domains.robot.models import AnswerRow
from xiaoer.domains.shop import service as shops
from xiaoer.domains.staff.service import Identity
from xiaoer.kit.clock import iso_ms
from xiaoer.kit.errors import Conflict, NotFound
from xiaoer.kit.writer import Unit

DAYS = 30
DAY_MS = 86_400_000


def entry_of(wish: FaqWish) -> Entry:
    """A wish without blanks and repetitions."""
    similar = dict.fromkeys(s.strip() for s in wish.similar)
    question = wish.question.strip()
    return Entry(
        question, wish.answer.strip(), tuple(s for s in similar if s and s != question),
        tuple(dict.fromkeys(p.strip() for p in wish.products if p.strip())), wish.valid_until,
    )  # fmt: skip


def add(unit: Unit, shop_id: int, wish: FaqWish, who: Identity) -> str:
    """Keep an entry; the questions that it answers are no gaps any more. Returns its number."""
    made = entries.add(unit, shop_id, entry_of(wish))
    gaps.settle(unit, shop_id, wish.settles)
    _told(unit, shop_id, who, "faq.add", made)
    return made.number


def change(unit: Unit, shop_id: int, number: str, wish: FaqWish, seen: str, who: Identity) -> None:
    """Change an entry as it was seen."""
    made = entries.change(unit, shop_id, number, entry_of(wish), seen=seen)
    gaps.settle(unit, shop_id, wish.settles)
    _told(unit, shop_id, who, "faq.change", made)


def remove(unit: Unit, shop_id: int, number: str, who: Identity) -> None:
    """Delete an entry; the audit log keeps what it said."""
    _told(unit, shop_id, who, "faq.remove", entries.remove(unit, shop_id, number))


def propose(unit: Unit, shop_id: int, wish: FaqWish, who: Identity) -> int:
    """Lay an entry before the leads."""
    first = wish.settles[0] if wish.settles else None
    row = FaqProposal(
        shop_id=shop_id, data=wish.model_dump_json(), by_id=who.staff_id, by_name=who.name, at_ms=unit.now_ms,
        conversation_id=first and first.conversation, seq=first and first.seq,
    )  # fmt: skip
    unit.session.add(row)
    unit.session.flush()
    return row.id


def decide(
    unit: Unit, shop_id: int, proposal_id: int, who: Identity, *, approve: bool, why: str, entry: FaqWish | None
) -> str | None:
    """A lead's word on a proposal. Raises `Conflict` (`decided`) when a colleague was first. Returns the number."""
    claimed = unit.session.execute(
        update(FaqProposal)
        .where(FaqProposal.shop_id == shop_id, FaqProposal.id == proposal_id, FaqProposal.state == "waiting")
        .values(
            state="approved" if approve else "refused", decided_by=who.name, decided_ms=unit.now_ms, why=why,
        )
        .execution_options(synchronize_session=False)
    )  # fmt: skip
    row = unit.session.scalar(select(FaqProposal).where(FaqProposal.shop_id == shop_id, FaqProposal.id == proposal_id))
    if row is None:
        raise NotFound("没有这条建议", code="no_such_proposal")
    if not claimed.rowcount:  # type: ignore[attr-defined]
        raise Conflict(f"{row.decided_by}已经处理过这条建议", code="decided")
    wish = FaqWish.model_validate_json(row.data)
    if not approve:
        audit.record(
            unit, shop_id, staff_id=who.staff_id, staff_name=who.name, action="faq.refuse",
            subject=wish.question[:40], detail=why,
        )  # fmt: skip
        return None
    chosen = entry.model_copy(update={"settles": wish.settles}) if entry is not None else wish
    return add(unit, shop_id, chosen, who)


def proposals(session: Session, shop_id: int) -> list[dict[str, Any]]:
    """What waits for a lead, oldest first."""
    rows = session.scalars(
        select(FaqProposal)
        .where(FaqProposal.shop_id == shop_id, FaqProposal.state == "waiting")
        .order_by(FaqProposal.id)
        .limit(200)
    )
    return [
        {
            **FaqWish.model_validate_json(r.data).model_dump(exclude={"settles"}), "id": r.id, "by": r.by_name,
            "at": iso_ms(r.at_ms), "conversation": r.conversation_id, "state": r.state,
        }
        for r in rows
    ]  # fmt: skip


def listed(session: Session, shop_id: int, facts: ShopFacts, today: date, since_ms: int) -> list[dict[str, Any]]:
    """Every entry with its use since a time and what speaks against it."""
    uses, bad, last = used(session, shop_id, since_ms)
    return [
        {
            "number": f.number, "question": f.question, "answer": f.answer, "similar": list(f.similar),
            "products": list(f.products), "valid_until": f.valid_until, "own": f.source.file == entries.FILE,
            "uses": uses[f.number], "bad": bad[f.number],
            "last_used": iso_ms(last[f.number]) if f.number in last else None,
            "outdated": outdated(f, facts, today), "version": entries.mark(f),
        }
        for f in entries.entries(session, shop_id)
    ]  # fmt: skip


def used(session: Session, shop_id: int, since_ms: int) -> tuple[Counter[str], Counter[str], dict[str, int]]:
    """Per entry: how often it bore an answer, how often that answer was bad, and when last."""
    rows = session.execute(
        select(AnswerRow.entries, AnswerRow.thumb, AnswerRow.used, AnswerRow.at_ms).where(
            AnswerRow.shop_id == shop_id, AnswerRow.at_ms >= since_ms, AnswerRow.entries != "",
        )
    )  # fmt: skip
    uses: Counter[str] = Counter()
    bad: Counter[str] = Counter()
    last: dict[str, int] = {}
    for row in rows:
        for number in parted(row.entries):
            uses[number] += 1
            bad[number] += row.thumb < 0 or row.used == "edited"
            last[number] = max(last.get(number, 0), row.at_ms)
    return uses, bad, last


def _told(unit: Unit, shop_id: int, who: Identity, action: str, faq: Faq) -> None:
    """Entries are facts of the shop: the feed and the audit log hear of a change."""
    audit.record(
        unit, shop_id, staff_id=who.staff_id, staff_name=who.name, action=action,
        subject=f"{faq.number} {faq.question[:40]}", detail=faq.answer,
    )  # fmt: skip
    shops.catalog_changed(unit, shop_id, {"faq"})
