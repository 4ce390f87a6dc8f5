"""Routing: shop → team by intent → free agent with the skill, by load, then longest idle.

The same agent for a returning shopper where he is free. Runs at once when something changes (a chat is queued, an
agent comes online, a chat is closed), never on a timer. `choose` is pure.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, or_, select

from xiaoer.domains.desk.models import Conversation
from xiaoer.domains.desk.service import assign
from xiaoer.domains.desk.threads import load_threads
from xiaoer.domains.desk.triage import unpaid_and_waiting
from xiaoer.domains.shop.duty import Peak
from xiaoer.domains.staff.rules import may
from xiaoer.domains.staff.service import agents_query
from xiaoer.kit.writer import Unit


@dataclass(slots=True)
class Seat:
    """An agent as routing sees him. `load` = chats he has now."""

    staff_id: int
    name: str
    teams: tuple[str, ...]
    capacity: int
    load: int
    idle_since_ms: int

    @property
    def free(self) -> bool:
        """Room for one more."""
        return self.load < self.capacity


_QUEUED = or_(Conversation.practice.is_(False), Conversation.mystery)
"""What waits for an agent: real shoppers, and those who only seem so."""


def room(capacity: int, ceiling: int | None) -> int:
    """How many chats at once: what the membership says, or less while somebody learns."""
    return capacity if ceiling is None else min(capacity, ceiling)


def choose(team: str | None, last_agent: int | None, seats: Sequence[Seat]) -> Seat | None:
    """Who takes a chat of `team`; None = it waits.

    Only when nobody of the team is at the desk at all, others may take it: a small shop must not let a
    shopper wait for a team that is not there.
    """
    seats = [s for s in seats if s.capacity]  # who may have none yet is not there
    skilled = [s for s in seats if team is None or team in s.teams]
    free = [s for s in (skilled or seats) if s.free]
    if not free:
        return None
    for seat in free:
        if seat.staff_id == last_agent:
            return seat
    return min(free, key=lambda s: (s.load / max(s.capacity, 1), s.idle_since_ms, s.staff_id))


def seats_of(unit: Unit, shop_id: int, capacity_pct: int = 100) -> list[Seat]:
    """Agents of a shop who take chats now: online, with a living socket, with the right to serve.

    `capacity_pct` = how many chats at once against the usual; what one may have at the most (`ceiling`) stays.
    """
    loads = {
        row.agent_id: row.n
        for row in unit.session.execute(
            select(Conversation.agent_id, func.count(Conversation.id).label("n"))
            .where(Conversation.shop_id == shop_id, Conversation.state == "assigned", Conversation.practice.is_(False))
            .group_by(Conversation.agent_id)
        )
    }
    return [
        Seat(
            staff_id=m.staff_id, name=name, teams=tuple(t for t in m.teams.split("|") if t),
            capacity=room(m.capacity * capacity_pct // 100, m.ceiling), load=loads.get(m.staff_id, 0),
            idle_since_ms=m.idle_since_ms,
        )
        for m, name, _ in unit.session.execute(agents_query(shop_id))
        if m.status == "online" and m.alive_until_ms >= unit.now_ms and may(m.role, "serve")
    ]  # fmt: skip


def route(unit: Unit, shop_id: int, peak: Peak | None = None) -> int:
    """Give queued chats of a shop to free agents, longest waiting first; returns how many found one.

    In a peak people take more at once, and whose unpaid order closes soonest comes first.
    """
    seats = seats_of(unit, shop_id, peak.capacity_pct if peak else 100)
    if not any(s.free for s in seats):
        return 0
    waiting: Sequence[Any] = unit.session.execute(
        select(Conversation.id, Conversation.last_agent_id)
        .where(Conversation.shop_id == shop_id, Conversation.state == "queued", _QUEUED)
        .order_by(Conversation.queued_ms, Conversation.id)
        .limit(sum(max(s.capacity - s.load, 0) for s in seats) + 20)
    ).all()
    if peak is not None and peak.unpaid_first:
        first = {r["conversation"]: n for n, r in enumerate(unpaid_and_waiting(unit.session, shop_id, unit.now_ms))}
        waiting = _queued(unit, shop_id, list(first)) + [r for r in waiting if r.id not in first]
    threads = load_threads(unit.connection, [(shop_id, r.id) for r in waiting], lock=True)
    given = 0
    for row in waiting:
        thread = threads.get(row.id)
        if thread is None or thread.state != "queued":
            continue
        seat = choose(thread.team, row.last_agent_id, seats)
        if seat is None:
            continue
        assign(unit, thread, seat.staff_id, seat.name, by="auto")
        seat.load += 1
        given += 1
    return given


def _queued(unit: Unit, shop_id: int, ids: list[int]) -> list[Any]:
    """Those of the conversations that wait in the queue, in the order given."""
    rows = unit.session.execute(
        select(Conversation.id, Conversation.last_agent_id).where(
            Conversation.shop_id == shop_id, Conversation.id.in_(ids), Conversation.state == "queued",
            Conversation.practice.is_(False),
        )
    )  # fmt: skip
    place = {conversation: n for n, conversation in enumerate(ids)}
    return sorted(rows, key=lambda r: place[r.id])
