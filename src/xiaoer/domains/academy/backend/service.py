"""What one can do with back-end drills: begin, act in the sandbox, hand in. Units of work."""

from __future__ import annotations

from sqlalchemy import select

from xiaoer.core.facts import ShopFacts
from xiaoer.domains.academy.backend.doing import done
from xiaoer.domains.academy.backend.errors import NoDrill, Over
from xiaoer.domains.academy.backend.judging import judged
from xiaoer.domains.academy.backend.models import BackendDrill
from xiaoer.domains.academy.backend.shapes import Deed, Sandbox, Task
from xiaoer.kit.codec import from_json, to_json
from xiaoer.kit.writer import Unit


def begin(unit: Unit, shop_id: int, staff_id: int, task: Task) -> BackendDrill:
    """A task for somebody; one of the kind that is open already is gone on with."""
    going = unit.session.scalar(
        select(BackendDrill).where(
            BackendDrill.shop_id == shop_id, BackendDrill.staff_id == staff_id, BackendDrill.kind == task.kind,
            BackendDrill.state == "open",
        )
    )  # fmt: skip
    if going is not None:
        return going
    row = BackendDrill(
        shop_id=shop_id, staff_id=staff_id, kind=task.kind, seed=task.seed, task=to_json(task),
        sandbox=to_json(task.start), deeds=0, state="open", passed=False, made_ms=unit.now_ms,
    )  # fmt: skip
    unit.session.add(row)
    unit.session.flush()
    return row


def act(unit: Unit, facts: ShopFacts, shop_id: int, drill_id: int, staff_id: int, deed: Deed) -> BackendDrill:
    """Do something in the sandbox. Raises `NotSo` where the real back end would refuse it, too."""
    row = _open(unit, shop_id, drill_id, staff_id)
    row.sandbox = to_json(done(from_json(row.sandbox, Sandbox), deed, facts))
    row.deeds += 1
    return row


def hand_in(unit: Unit, shop_id: int, drill_id: int, staff_id: int) -> BackendDrill:
    """Judge the sandbox as it stands."""
    row = _open(unit, shop_id, drill_id, staff_id)
    verdict = judged(from_json(row.task, Task), from_json(row.sandbox, Sandbox))
    row.state, row.ended_ms, row.verdict = "ended", unit.now_ms, to_json(verdict)
    row.score, row.passed = verdict.score, verdict.passed
    return row


def _open(unit: Unit, shop_id: int, drill_id: int, staff_id: int) -> BackendDrill:
    row = unit.session.scalar(
        select(BackendDrill).where(BackendDrill.shop_id == shop_id, BackendDrill.id == drill_id).with_for_update()
    )
    if row is None or row.staff_id != staff_id:
        raise NoDrill()
    if row.state != "open":
        raise Over()
    return row
