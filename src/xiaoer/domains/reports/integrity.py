"""Integrity (廉洁自律): refunds and compensations by agent and shopper, far ones laid before the owner. No verdict."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from xiaoer.core.inspection.outliers import outliers, repeated
from xiaoer.domains.aftersales.models import CaseRow
from xiaoer.domains.reports.counting import span
from xiaoer.domains.reports.rules import Period
from xiaoer.domains.shop.service import ShopInfo

LEAST_YUAN = 100.0
LEAST_CASES = 3.0
SHOWN = 20


def integrity(session: Session, shop: ShopInfo, period: Period) -> dict[str, Any]:
    """Per agent what he agreed to, and what stands far out against the others of the shop."""
    from_ms, to_ms = span(shop, period)
    cases = session.scalars(
        select(CaseRow).where(
            CaseRow.shop_id == shop.id, CaseRow.opened_ms >= from_ms, CaseRow.opened_ms < to_ms,
            CaseRow.state != "withdrawn", CaseRow.must_return.is_(False), CaseRow.owner_id.is_not(None),
        )
    ).all()  # fmt: skip
    given = [c for c in cases if float(c.refunded or c.agreed or 0) > 0]
    sums: dict[str, float] = {}
    times: dict[str, float] = {}
    for case in given:
        who = case.owner_name
        sums[who] = sums.get(who, 0.0) + float(case.refunded or case.agreed or 0)
        times[who] = times.get(who, 0.0) + 1
    pairs = repeated([(c.owner_name, c.nick) for c in given if c.nick])
    return {
        "people": [
            {"name": who, "cases": int(times[who]), "amount": round(sums[who], 2)}
            for who in sorted(sums, key=lambda w: (-sums[w], w))
        ],
        "far": [
            {"name": o.who, "what": what, "value": round(o.value, 2), "middle": round(o.middle, 2), "score": o.score}
            for what, values, least in (("amount", sums, LEAST_YUAN), ("cases", times, LEAST_CASES))
            for o in outliers(values, least=least)
        ],
        "pairs": [
            {
                "name": who, "shopper": nick, "times": n,
                "numbers": [c.number for c in given if (c.owner_name, c.nick) == (who, nick)][:SHOWN],
            }
            for who, nick, n in pairs[:SHOWN]
        ],
    }  # fmt: skip
