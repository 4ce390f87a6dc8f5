"""What a shop's report holds: numbers beside those before, agents, refunds, questions, faults, chats, what is open."""

from __future__ import annotations

from collections import Counter
from statistics import mean
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from xiaoer.core.inspection.gaps import Gaps
from xiaoer.core.inspection.marks import PRAISE
from xiaoer.domains.aftersales.models import CaseRow
from xiaoer.domains.catalog.models import ProductRow
from xiaoer.domains.desk.models import Visit
from xiaoer.domains.orders import service as orders
from xiaoer.domains.quality import repository as quality
from xiaoer.domains.quality.models import FindingRow, InspectionRow, ScoreAppeal, ScoreSheet
from xiaoer.domains.quality.repository import Filter
from xiaoer.domains.reports.counting import Counts, count, span
from xiaoer.domains.reports.rules import Period, ranked
from xiaoer.domains.shop.service import ShopInfo
from xiaoer.domains.work.models import TaskRow
from xiaoer.kit.codec import from_json

TOP = 5
FAULTS = ("quality", "damaged", "not_as_described", "allergy")


def figures(session: Session, shop: ShopInfo, period: Period, now_ms: int) -> dict[str, Any]:
    """Everything that a report says without people."""
    now, before = count(session, shop, period), count(session, shop, period.before)
    mine, theirs = judged(session, shop, period), judged(session, shop, period.before)
    numbers = {**now.numbers(), **mine}
    old = {**before.numbers(), **theirs}
    return {
        "numbers": [{"key": key, "value": value, "before": old.get(key)} for key, value in numbers.items()],
        "agents": agents(session, shop, period, now),
        "kinds": _kinds(session, shop, period),
        "questions": questions(session, shop, period)[:TOP],
        "refunds": refunds(session, shop, period),
        "faults": faults(session, shop, period),
        "best": _chats(session, shop, period, good=True),
        "worst": _chats(session, shop, period, good=False),
        "open": waiting(session, shop.id, now_ms),
    }


def judged(session: Session, shop: ShopInfo, period: Period, staff: int | None = None) -> dict[str, float | None]:
    """Mean automatic score, probable satisfaction, stars, of the visits that closed in a period."""
    from_ms, to_ms = span(shop, period)
    query = (
        select(InspectionRow.score, InspectionRow.satisfaction, Visit.stars)
        .join(Visit, Visit.id == InspectionRow.visit_id)
        .where(
            InspectionRow.shop_id == shop.id, InspectionRow.closed_ms >= from_ms, InspectionRow.closed_ms < to_ms,
            InspectionRow.failed == "",
        )
    )  # fmt: skip
    if staff is not None:
        query = query.where(InspectionRow.agents.contains(f"|{staff}|"))
    rows = session.execute(query).all()
    return {
        "score": _mean([r.score for r in rows]), "satisfaction": _mean([r.satisfaction for r in rows]),
        "stars": _mean([r.stars for r in rows]),
    }  # fmt: skip


def _mean(values: list[int | None]) -> float | None:
    given = [v for v in values if v is not None]
    return round(mean(given), 2) if given else None


def agents(session: Session, shop: ShopInfo, period: Period, counts: Counts) -> list[dict[str, Any]]:
    """Each agent's figures, the busiest first."""
    known = quality.names(session, shop.id)
    ids = {staff for chat in counts.chats for staff in chat.written_by()}
    rows = [
        {
            "staff_id": staff, "name": known.get(staff, ""),
            "numbers": [
                {"key": key, "value": value, "before": None}
                for key, value in {
                    **counts.numbers("agent", str(staff)), **judged(session, shop, period, staff),
                }.items()
            ],
        }
        for staff in ids
    ]  # fmt: skip
    return sorted(rows, key=lambda row: (-_value(row, "conversations"), row["staff_id"]))


def _value(row: dict[str, Any], key: str) -> float:
    return next((n["value"] or 0 for n in row["numbers"] if n["key"] == key), 0)


def _kinds(session: Session, shop: ShopInfo, period: Period) -> list[dict[str, Any]]:
    from_ms, to_ms = span(shop, period)
    rows = session.execute(
        select(FindingRow.kind, func.count(FindingRow.id).label("n"))
        .where(
            FindingRow.shop_id == shop.id, FindingRow.at_ms >= from_ms, FindingRow.at_ms < to_ms,
            FindingRow.voided.is_(False),
        )
        .group_by(FindingRow.kind)
    ).all()  # fmt: skip
    counted = ranked({r.kind: r.n for r in rows}, 100)
    return [{"kind": kind, "count": n, "praise": kind in PRAISE} for kind, n in counted]


def questions(session: Session, shop: ShopInfo, period: Period) -> list[dict[str, Any]]:
    """Questions that nobody could answer, alike ones together; `chats` = conversations where they stand."""
    from_ms, to_ms = span(shop, period)
    gaps = Gaps()
    for row in session.execute(
        select(InspectionRow.conversation_id, InspectionRow.gaps)
        .where(
            InspectionRow.shop_id == shop.id, InspectionRow.closed_ms >= from_ms, InspectionRow.closed_ms < to_ms,
            InspectionRow.gaps != "[]",
        )
        .order_by(InspectionRow.id)
    ):  # fmt: skip
        gaps.add(str(row.conversation_id), from_json(row.gaps, list[str]))
    return [
        {"question": g["question"], "count": g["count"], "chats": [int(c) for c in g["conversations"]]}
        for g in gaps.report(50)
    ]


def _cases(session: Session, shop: ShopInfo, period: Period) -> list[CaseRow]:
    from_ms, to_ms = span(shop, period)
    return list(
        session.scalars(
            select(CaseRow).where(
                CaseRow.shop_id == shop.id, CaseRow.opened_ms >= from_ms, CaseRow.opened_ms < to_ms,
                CaseRow.state != "withdrawn",
            )
        )
    )  # fmt: skip


def refunds(session: Session, shop: ShopInfo, period: Period) -> list[dict[str, Any]]:
    """After-sales cases of a period by reason, with what was refunded so far (yuan)."""
    counted: Counter[str] = Counter()
    sums: dict[str, float] = {}
    for case in _cases(session, shop, period):
        counted[case.reason] += 1
        sums[case.reason] = sums.get(case.reason, 0.0) + float(case.refunded or 0)
    return [{"reason": r, "count": n, "amount": round(sums[r], 2)} for r, n in ranked(counted, TOP)]


def faults(session: Session, shop: ShopInfo, period: Period) -> list[dict[str, Any]]:
    """Faults of goods for the buyer: cases of quality by product, the worst first."""
    cases = [c for c in _cases(session, shop, period) if c.reason in FAULTS]
    known = orders.find_many(session, shop.id, sorted({c.order_number for c in cases}))
    by_product: dict[str, list[CaseRow]] = {}
    titles: dict[str, str] = {}
    for case in cases:
        order = known.get(case.order_number)
        for line in order.lines if order else ():
            if line.product:
                by_product.setdefault(line.product, []).append(case)
                titles.setdefault(line.product, line.title)
    names = product_names(session, shop.id, list(by_product))
    ordered = sorted(by_product.items(), key=lambda item: (-len(item[1]), item[0]))[:TOP]
    return [
        {
            "product": product, "name": names.get(product) or titles.get(product, ""), "cases": len(found),
            "reasons": [r for r, _ in ranked(Counter(c.reason for c in found), 3)],
            "numbers": [c.number for c in found[:TOP]],
        }
        for product, found in ordered
    ]  # fmt: skip


def product_names(session: Session, shop_id: int, numbers: list[str]) -> dict[str, str]:
    """Titles of goods by number."""
    rows = session.execute(
        select(ProductRow.number, ProductRow.title).where(ProductRow.shop_id == shop_id, ProductRow.number.in_(numbers))
    )
    return {r.number: r.title for r in rows}


def _chats(session: Session, shop: ShopInfo, period: Period, *, good: bool) -> list[dict[str, Any]]:
    """Good chats: nothing lost, praise, stars; bad ones: fatal, the lowest scores."""
    from_ms, to_ms = span(shop, period)
    found = quality.page(session, shop.id, Filter(from_ms=from_ms, to_ms=to_ms), 2000)
    scored = [f for f in found if f["score"] is not None]
    if good:
        praised = [f for f in scored if f["quality"] == "good" and (f["kinds"] or f["stars"] == 5)]
        return sorted(praised, key=lambda f: (-(f["stars"] or 0), -f["lines"], f["id"]))[:TOP]
    poor = [f for f in scored if f["quality"] == "bad" or (f["stars"] or 5) <= 2]
    return sorted(poor, key=lambda f: (not f["fatal"], f["score"], f["id"]))[:TOP]


def waiting(session: Session, shop_id: int, now_ms: int) -> dict[str, int]:
    """What is open now: tasks, those over their time, appeals, samples."""
    tasks = select(func.count(TaskRow.id)).where(TaskRow.shop_id == shop_id, TaskRow.state == "open")
    appeals = select(func.count(ScoreAppeal.id)).where(ScoreAppeal.shop_id == shop_id, ScoreAppeal.state == "open")
    samples = select(func.count(ScoreSheet.id)).where(
        ScoreSheet.shop_id == shop_id, ScoreSheet.state == "waiting", ScoreSheet.calibration_id.is_(None)
    )
    asked = {
        "tasks": tasks, "overdue": tasks.where(TaskRow.due_ms < now_ms), "appeals": appeals, "samples": samples,
    }  # fmt: skip
    return {name: session.scalar(query) or 0 for name, query in asked.items()}
