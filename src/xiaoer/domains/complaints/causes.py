"""Root causes and responsible sides with what they cost: complaints, reviews, after-sales cases of a period."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from xiaoer.core.money import ZERO
from xiaoer.domains.aftersales.models import CaseRow
from xiaoer.domains.complaints import reviews
from xiaoer.domains.complaints.models import ComplaintRow


def report(session: Session, shop_id: int, since_ms: int, until_ms: int) -> dict[str, Any]:
    """By cause: complaints, how many were solved, and their cost; by side and reason: cases and what was refunded.

    Costs are what was written down with remedies, and refunds that were paid; nothing is estimated.
    """
    by_cause: dict[str, dict[str, Any]] = {}
    for row in session.scalars(
        select(ComplaintRow).where(
            ComplaintRow.shop_id == shop_id, ComplaintRow.opened_ms >= since_ms, ComplaintRow.opened_ms < until_ms
        )
    ):
        held = by_cause.setdefault(row.cause, {"count": 0, "solved": 0, "cost": ZERO})
        held["count"] += 1
        held["solved"] += row.state == "solved"
        held["cost"] += Decimal(row.cost) if row.cost else ZERO
    by_side: dict[tuple[str, str], dict[str, Any]] = {}
    for case in session.scalars(
        select(CaseRow).where(CaseRow.shop_id == shop_id, CaseRow.opened_ms >= since_ms, CaseRow.opened_ms < until_ms)
    ):
        held = by_side.setdefault((case.side, case.reason), {"count": 0, "cost": ZERO})
        held["count"] += 1
        held["cost"] += Decimal(case.refunded) if case.refunded else ZERO
    bad = reviews.causes(session, shop_id)
    return {
        "causes": [
            {"cause": cause, **held, "cost": f"{held['cost']:.2f}", "reviews": bad.get(cause, 0)}
            for cause, held in sorted(by_cause.items(), key=lambda pair: -pair[1]["cost"])
        ],
        "sides": [
            {"side": side, "reason": reason, "count": held["count"], "cost": f"{held['cost']:.2f}"}
            for (side, reason), held in sorted(by_side.items(), key=lambda pair: -pair[1]["cost"])
        ],
    }  # fmt: skip
