"""Tells the feed how colleagues stand when their status or load has changed."""

from __future__ import annotations

from functools import partial

from xiaoer.domains.desk import repository
from xiaoer.kit.writer import Unit


def changed(unit: Unit, shop_id: int, *staff_ids: int | None) -> None:
    """At the end of the unit, once per person: `agent.changed` with the state that the unit leaves."""
    for staff_id in staff_ids:
        if staff_id is not None:
            unit.at_end(("agent", shop_id, staff_id), partial(_tell, unit, shop_id, staff_id))


def _tell(unit: Unit, shop_id: int, staff_id: int) -> None:
    agent = repository.agent(unit.session, shop_id, staff_id)
    if agent is not None:
        unit.emit(shop_id, "agent.changed", {"agent": agent})
