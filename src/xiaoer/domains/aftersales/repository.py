"""All queries about cases, each scoped to a shop."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import msgspec
from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import Session

from xiaoer.core.rulebook.casework import OPEN_STATES
from xiaoer.domains.aftersales.errors import CaseGone
from xiaoer.domains.aftersales.models import CaseRow, StepRow
from xiaoer.kit.clock import iso_ms

_decode = msgspec.json.Decoder().decode


def view(row: CaseRow) -> dict[str, Any]:
    """A case as staff see it."""
    return {
        "id": row.id, "number": row.number, "order": row.order_number, "nick": row.nick, "kind": row.kind,
        "state": row.state, "reason": row.reason, "note": row.note, "side": row.side, "asked": row.asked,
        "agreed": row.agreed, "refunded": row.refunded, "must_return": row.must_return,
        "freight_payer": row.freight_payer, "return_address": row.return_address,
        "return_courier": row.return_courier, "return_waybill": row.return_waybill,
        "sent_waybill": row.sent_waybill, "conversation": row.conversation_id,
        "owner": None if row.owner_id is None else {"id": row.owner_id, "name": row.owner_name},
        "due_at": iso_ms(row.due_ms), "due_side": row.due_side, "due_rule": row.due_rule,
        "opened_at": iso_ms(row.opened_ms), "changed_at": iso_ms(row.changed_ms), "closed_at": iso_ms(row.closed_ms),
        "version": row.version,
    }  # fmt: skip


def get(session: Session, shop_id: int, case_id: int) -> CaseRow:
    """One case. Raises `CaseGone`."""
    row = session.scalar(select(CaseRow).where(CaseRow.shop_id == shop_id, CaseRow.id == case_id))
    if row is None:
        raise CaseGone()
    return row


def steps(session: Session, shop_id: int, case_id: int) -> list[dict[str, Any]]:
    """What was done with a case, oldest first."""
    rows = session.scalars(
        select(StepRow).where(StepRow.shop_id == shop_id, StepRow.case_id == case_id).order_by(StepRow.id)
    )
    return [
        {
            "at": iso_ms(r.at_ms), "party": r.party, "name": r.name, "act": r.act, "state": r.state, "text": r.text,
            **_decode(r.data),
        }
        for r in rows
    ]  # fmt: skip


def pictures(session: Session, shop_id: int, case_id: int) -> int:
    """How many pictures were handed in."""
    return sum(len(step.get("media", ())) for step in steps(session, shop_id, case_id))


def page(
    session: Session, shop_id: int, *, state: str | None = None, owner: int | None = None,
    overdue_ms: int | None = None, order: str | None = None, q: str = "", after: int | None = None, limit: int = 200,
) -> list[dict[str, Any]]:  # fmt: skip
    """Cases by deadline, those without one last; open ones unless a state is named. `after` = id to go on behind."""
    query = _filtered(select(CaseRow).where(CaseRow.shop_id == shop_id), state, owner, overdue_ms, q)
    if order is not None:
        query = query.where(CaseRow.order_number == order)
    if after is not None:
        query = query.where(CaseRow.id > after)
    rows = session.scalars(query.order_by(CaseRow.due_ms.is_(None), CaseRow.due_ms, CaseRow.id).limit(limit))
    return [view(row) for row in rows]


def _filtered(
    query: Select[CaseRow], state: str | None, owner: int | None, overdue_ms: int | None, q: str
) -> Select[CaseRow]:
    if state is None:
        query = query.where(CaseRow.state.in_(OPEN_STATES))
    elif state != "all":
        query = query.where(CaseRow.state == state)
    if owner is not None:
        query = query.where(CaseRow.owner_id == owner)
    if overdue_ms is not None:
        query = query.where(CaseRow.due_ms < overdue_ms)
    if q:
        like = "%" + q.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%"
        columns = (CaseRow.number, CaseRow.order_number, CaseRow.nick, CaseRow.return_waybill)
        query = query.where(or_(*(column.like(like, escape="\\") for column in columns)))
    return query


def counts(session: Session, shop_id: int, now_ms: int, staff_id: int) -> dict[str, Any]:
    """How many open cases there are by state, overdue ones, and one's own."""
    rows = session.execute(
        select(CaseRow.state, func.count()).where(CaseRow.shop_id == shop_id).group_by(CaseRow.state)
    )
    own = select(func.count()).where(CaseRow.shop_id == shop_id, CaseRow.state.in_(OPEN_STATES))
    return {
        "states": {row[0]: int(row[1]) for row in rows},
        "overdue": session.scalar(own.where(CaseRow.due_ms < now_ms)) or 0,
        "mine": session.scalar(own.where(CaseRow.owner_id == staff_id)) or 0,
    }  # fmt: skip


def of_shopper(session: Session, shop_id: int, nick: str, limit: int = 50) -> list[CaseRow]:
    """A shopper's own cases, newest first."""
    return list(
        session.scalars(
            select(CaseRow)
            .where(CaseRow.shop_id == shop_id, CaseRow.nick == nick)
            .order_by(CaseRow.id.desc())
            .limit(limit)
        )
    )


def of_conversation(session: Session, shop_id: int, conversation_id: int, nick: str | None) -> list[dict[str, Any]]:
    """The cases of a conversation or of its shopper, newest first."""
    mine = CaseRow.conversation_id == conversation_id
    query = select(CaseRow).where(CaseRow.shop_id == shop_id, or_(mine, CaseRow.nick == nick) if nick else mine)
    return [view(row) for row in session.scalars(query.order_by(CaseRow.id.desc()).limit(50))]


def agreed_elsewhere(session: Session, shop_id: int, order: str, case_id: int | None) -> list[Decimal]:
    """Sums that other cases of an order have agreed on; compensation is not counted against what was paid."""
    query = select(CaseRow.agreed).where(
        CaseRow.shop_id == shop_id, CaseRow.order_number == order, CaseRow.agreed.is_not(None),
        CaseRow.kind != "compensation", CaseRow.state.not_in(("refused", "withdrawn")),
    )  # fmt: skip
    if case_id is not None:
        query = query.where(CaseRow.id != case_id)
    return [Decimal(amount) for amount in session.scalars(query) if amount is not None]
