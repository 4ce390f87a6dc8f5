"""Which open cases would be decided otherwise if the shop's promises were others: asked before a rule is changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from xiaoer.core.facts import Order, Platform
from xiaoer.core.rulebook.judge import Decision
from xiaoer.domains.aftersales.models import CaseRow, StepRow
from xiaoer.domains.aftersales.rules import DECIDABLE, judged
from xiaoer.domains.orders import service as orders
from xiaoer.kit.clock import from_ms

MOST = 500
"""Open cases that are looked at, oldest first."""
_PARTS = ("outcome", "amount", "return_freight_payer", "deadline")


@dataclass(frozen=True, slots=True)
class Open:
    """A case that is open to decision, with its order; `shown` = whether pictures were handed in."""

    row: CaseRow
    order: Order
    shown: bool


def open_to_decision(session: Session, shop_id: int) -> list[Open]:
    """The cases of a shop that nobody has decided yet."""
    rows = list(
        session.scalars(
            select(CaseRow)
            .where(CaseRow.shop_id == shop_id, CaseRow.state.in_(DECIDABLE))
            .order_by(CaseRow.id)
            .limit(MOST)
        )
    )
    known = orders.find_many(session, shop_id, [row.order_number for row in rows])
    pictured = set(
        session.scalars(
            select(StepRow.case_id)
            .where(
                StepRow.shop_id == shop_id,
                StepRow.case_id.in_([row.id for row in rows]),
                StepRow.data.contains('"media":[{'),
            )
            .distinct()
        )
    )
    return [Open(r, known[r.order_number], r.id in pictured) for r in rows if r.order_number in known]


def decided_otherwise(
    cases: list[Open], platform: Platform, categories: Mapping[str, str], now: datetime,
    promised: Mapping[str, Any], then: Mapping[str, Any],
) -> list[dict[str, Any]]:  # fmt: skip
    """Those that the judge decides differently under the promises `then`, with both decisions."""
    changed = []
    for case in cases:
        before, after = (_decide(case, platform, categories, now, rules) for rules in (promised, then))
        if any(getattr(before, part) != getattr(after, part) for part in _PARTS):
            row = case.row
            changed.append(
                {
                    "id": row.id, "number": row.number, "order": row.order_number, "nick": row.nick,
                    "kind": row.kind, "before": told(before), "after": told(after),
                }
            )  # fmt: skip
    return changed


def _decide(
    case: Open, platform: Platform, categories: Mapping[str, str], now: datetime, promised: Mapping[str, Any]
) -> Decision:
    row, lines = case.row, case.order.lines
    return judged(
        case.order, platform, row.kind, row.reason, from_ms(row.opened_ms), now,  # type: ignore[arg-type]
        category=categories.get(lines[0].product, "") if lines else "", pictures=int(case.shown), promised=promised,
    )  # fmt: skip


def told(decision: Decision) -> dict[str, Any]:
    """A decision in short."""
    due = decision.deadline
    return {
        "outcome": decision.outcome,
        "amount": decision.as_json()["amount"],
        "return_freight_payer": decision.return_freight_payer,
        "deadline_what": due.what if due else None,
        "deadline_at": due.at if due else None,
    }
