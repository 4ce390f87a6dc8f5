"""All queries about actions, each scoped to a shop."""

from __future__ import annotations

from typing import Any

import msgspec
from sqlalchemy import select
from sqlalchemy.orm import Session

from xiaoer.domains.actions.errors import ActionGone
from xiaoer.domains.actions.kinds import KINDS
from xiaoer.domains.actions.models import ActionRow
from xiaoer.domains.actions.rules import Params
from xiaoer.kit.clock import iso_ms

OPEN_STATES = ("approval", "proposed", "by_hand")


def params_of(row: ActionRow) -> Params:
    """The details as pairs."""
    return tuple((name, value) for name, value in msgspec.json.decode(row.params))


def view(row: ActionRow, now_ms: int) -> dict[str, Any]:
    """An action as staff see it; a card whose time is over reads as expired."""
    over = row.state == "proposed" and row.until_ms is not None and row.until_ms < now_ms
    known = KINDS.get(row.kind)
    return {
        "id": row.id, "kind": row.kind, "name": row.name, "state": "expired" if over else row.state,
        "order": row.order_number, "nick": row.nick, "conversation": row.conversation_id,
        "message_seq": row.message_seq, "params": [{"name": n, "value": v} for n, v in params_of(row)],
        "rule": row.rule, "by": row.by_name, "confirmed": row.confirmed, "words": row.words,
        "words_enough": known is None or known.words, "steps": [s for s in row.steps.split("\n") if s],
        "outcome": row.outcome, "until": iso_ms(row.until_ms), "made_at": iso_ms(row.made_ms),
        "ended_at": iso_ms(row.ended_ms), "version": row.version,
    }  # fmt: skip


def get(session: Session, shop_id: int, action_id: int) -> ActionRow:
    """One action. Raises `ActionGone`."""
    row = session.scalar(select(ActionRow).where(ActionRow.shop_id == shop_id, ActionRow.id == action_id))
    if row is None:
        raise ActionGone()
    return row


def page(
    session: Session, shop_id: int, now_ms: int, *, state: str | None = None, conversation: int | None = None,
    order: str | None = None, limit: int = 100,
) -> list[dict[str, Any]]:  # fmt: skip
    """Actions, newest first; `state` "open" = those that wait for somebody."""
    query = select(ActionRow).where(ActionRow.shop_id == shop_id)
    if state == "open":
        query = query.where(ActionRow.state.in_(OPEN_STATES))
    elif state is not None:
        query = query.where(ActionRow.state == state)
    if conversation is not None:
        query = query.where(ActionRow.conversation_id == conversation)
    if order is not None:
        query = query.where(ActionRow.order_number == order)
    return [view(row, now_ms) for row in session.scalars(query.order_by(ActionRow.id.desc()).limit(limit))]


def by_hand_of(session: Session, shop_id: int, orders: list[str]) -> list[ActionRow]:
    """Actions that people do by hand on some orders."""
    return list(
        session.scalars(
            select(ActionRow).where(
                ActionRow.shop_id == shop_id, ActionRow.state == "by_hand", ActionRow.order_number.in_(orders)
            )
        )
    )
