"""A colleague who leaves a shop (离职交接): what is his goes to named colleagues, his access ends; all in one unit."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from xiaoer.core.rulebook.casework import OPEN_STATES
from xiaoer.domains.aftersales import service as aftersales
from xiaoer.domains.aftersales.models import CaseRow
from xiaoer.domains.connect import keys
from xiaoer.domains.connect.models import ApiKey
from xiaoer.domains.desk import colleagues
from xiaoer.domains.desk import repository as desk
from xiaoer.domains.desk.models import Conversation
from xiaoer.domains.knowledge import phrases as quick
from xiaoer.domains.knowledge.models import PhraseRow
from xiaoer.domains.shifts import service as shifts
from xiaoer.domains.shifts.models import Handover, Shift
from xiaoer.domains.staff import people
from xiaoer.domains.staff.models import StaffSession
from xiaoer.domains.staff.rules import may
from xiaoer.domains.staff.service import Identity
from xiaoer.domains.work import service as work
from xiaoer.domains.work.models import TaskRow
from xiaoer.kit.errors import Conflict, NotFound
from xiaoer.kit.writer import Unit

SHOWN = 5
OWED = ("tasks", "promises", "cases")
"""What must not be left to nobody. Chats may go back to their queues: a team owns those."""
NAMES = {"tasks": "待办", "promises": "承诺", "cases": "售后单"}


@dataclass(frozen=True, slots=True)
class Heirs:
    """Who takes what, by id; None = nobody named (chats go back to their queues then)."""

    chats: int | None = None
    tasks: int | None = None
    promises: int | None = None
    cases: int | None = None

    def named(self) -> set[int]:
        """Everybody who takes something."""
        return {one for one in (self.chats, self.tasks, self.promises, self.cases) if one is not None}


@dataclass(frozen=True, slots=True)
class Moved:
    """How many of each went over, ended or became the team's."""

    chats: int = 0
    tasks: int = 0
    promises: int = 0
    cases: int = 0
    shifts: int = 0
    handovers: int = 0
    keys: int = 0
    phrases: int = 0


def preview(session: Session, shop_id: int, staff_id: int, now_ms: int) -> dict[str, Any]:
    """What is somebody's: the first of each by name, how many; and how many sessions and keys would end."""
    if desk.agent(session, shop_id, staff_id) is None:
        raise NotFound("本店没有这位同事", code="no_such_agent")
    chats = select(Conversation.id).where(*_chats(shop_id, staff_id)).order_by(Conversation.id)
    cases = select(CaseRow.number).where(*_cases(shop_id, staff_id)).order_by(CaseRow.id)
    sessions = select(func.count(StaffSession.id)).where(
        StaffSession.staff_id == staff_id, StaffSession.ended_ms.is_(None)
    )
    counted = {
        "shifts": select(func.count(Shift.id)).where(*_shifts(shop_id, staff_id, now_ms)),
        "handovers": select(func.count(Handover.id)).where(*_handovers(shop_id, staff_id)),
        "keys": select(func.count(ApiKey.id)).where(*_keys(shop_id, staff_id)),
        "phrases": select(func.count(PhraseRow.id)).where(
            PhraseRow.shop_id == shop_id, PhraseRow.owner_id == staff_id
        ),
        "sessions": sessions,
    }  # fmt: skip
    return {
        "chats": _listed(session, chats, "会话 "), "tasks": _listed(session, _tasks(shop_id, staff_id, promises=False)),
        "promises": _listed(session, _tasks(shop_id, staff_id, promises=True)), "cases": _listed(session, cases),
        "other_shops": len(people.shop_ids(session, staff_id)) - 1,
        **{name: session.scalar(query) or 0 for name, query in counted.items()},
    }  # fmt: skip


def leave(
    unit: Unit, shop_id: int, by: Identity, staff_id: int, heirs: Heirs, *, version: int, phrases: bool = True
) -> tuple[str, Moved]:
    """Hand over, end keys and shifts, end the access. Returns his name and what moved.

    Raises `Conflict` (`not_handed_over`) where something owed would be left to nobody, `NotFound` for an heir who
    cannot take it.
    """
    session = unit.session
    seen = preview(session, shop_id, staff_id, unit.now_ms)
    left = [NAMES[kind] for kind in OWED if seen[kind]["count"] and getattr(heirs, kind) is None]
    if left:
        raise Conflict(f"还有{'、'.join(left)}没有交给别人：请先选好接手的同事", code="not_handed_over")
    heir = {one: _heir(session, shop_id, staff_id, one) for one in heirs.named()}
    moved = Moved(
        chats=colleagues.hand_over(unit, shop_id, staff_id, to=heir.get(heirs.chats or 0), by=by.name),
        cases=_hand_cases(unit, shop_id, staff_id, heir.get(heirs.cases or 0), by.name),
        tasks=work.hand_over(unit, shop_id, staff_id, heir.get(heirs.tasks or 0), promises=False),
        promises=work.hand_over(unit, shop_id, staff_id, heir.get(heirs.promises or 0), promises=True),
        shifts=shifts.drop_future(unit, shop_id, staff_id), handovers=shifts.open_to_all(unit, shop_id, staff_id),
        keys=keys.end_of(unit, shop_id, staff_id),
        phrases=quick.keep_for_team(unit, shop_id, staff_id) if phrases else 0,
    )  # fmt: skip
    colleagues.leaving(unit, shop_id, staff_id)
    return people.leave(unit, shop_id, by, staff_id, version=version), moved


def _hand_cases(unit: Unit, shop_id: int, staff_id: int, to: tuple[int, str] | None, by: str) -> int:
    if to is None:
        return 0
    cases = aftersales.hand_over(unit, shop_id, staff_id, to, by)
    for case in cases:
        work.follow_case(unit, shop_id, case)
    return len(cases)


def _heir(session: Session, shop_id: int, staff_id: int, to: int) -> tuple[int, str]:
    found = desk.agent(session, shop_id, to)
    if found is None or to == staff_id or not may(found["role"], "serve"):
        raise NotFound("本店没有这位可以接手的同事", code="no_such_agent")
    return to, found["name"]


def _listed(session: Session, query: Select[Any], before: str = "") -> dict[str, Any]:
    names: Iterable[Any] = session.scalars(query.limit(SHOWN))
    count = session.scalar(select(func.count()).select_from(query.order_by(None).subquery())) or 0
    return {"count": count, "first": [f"{before}{name}" for name in names]}


def _tasks(shop_id: int, staff_id: int, *, promises: bool) -> Select[Any]:
    return select(TaskRow.text).where(*work.owned_by(shop_id, staff_id, promises=promises)).order_by(TaskRow.id)


def _chats(shop_id: int, staff_id: int) -> tuple[Any, ...]:
    return Conversation.shop_id == shop_id, Conversation.state == "assigned", Conversation.agent_id == staff_id


def _cases(shop_id: int, staff_id: int) -> tuple[Any, ...]:
    return CaseRow.shop_id == shop_id, CaseRow.owner_id == staff_id, CaseRow.state.in_(OPEN_STATES)


def _shifts(shop_id: int, staff_id: int, now_ms: int) -> tuple[Any, ...]:
    return Shift.shop_id == shop_id, Shift.staff_id == staff_id, Shift.starts_ms > now_ms


def _handovers(shop_id: int, staff_id: int) -> tuple[Any, ...]:
    return Handover.shop_id == shop_id, Handover.to_id == staff_id, Handover.signed_id.is_(None)


def _keys(shop_id: int, staff_id: int) -> tuple[Any, ...]:
    return ApiKey.shop_id == shop_id, ApiKey.staff_id == staff_id, ApiKey.ended_ms.is_(None)
