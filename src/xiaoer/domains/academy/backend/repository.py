"""Back-end drills read: lists, one with its sandbox, how they speak of people."""

from __future__ import annotations

from collections import Counter
from typing import Any

import msgspec
from sqlalchemy import select
from sqlalchemy.orm import Session

from xiaoer.core.facts import Order, ShopFacts
from xiaoer.core.rulebook.casework import ACTS
from xiaoer.core.text.english import english
from xiaoer.domains.academy.backend.doing import CASE, ORDER_ACTS, case_acts, fields_of
from xiaoer.domains.academy.backend.judging import STATE_ZH
from xiaoer.domains.academy.backend.models import BackendDrill
from xiaoer.domains.academy.backend.shapes import Sandbox, SandCase, Task
from xiaoer.domains.actions.doing import FLAG, MEMO
from xiaoer.domains.actions.kinds import FLAGS, KINDS
from xiaoer.domains.aftersales.rules import KIND_ZH
from xiaoer.domains.staff.models import Staff
from xiaoer.kit.clock import iso, iso_ms
from xiaoer.kit.codec import from_json

NEWEST = 100
PIECE = 1000


def drills(session: Session, shop_id: int, staff_id: int | None) -> list[dict[str, Any]]:
    """Drills, newest first; of one person or of all."""
    query = (
        select(BackendDrill, Staff.name)
        .join(Staff, Staff.id == BackendDrill.staff_id)
        .where(BackendDrill.shop_id == shop_id)
    )
    if staff_id is not None:
        query = query.where(BackendDrill.staff_id == staff_id)
    rows = session.execute(query.order_by(BackendDrill.id.desc()).limit(NEWEST))
    return [brief(row, name) for row, name in rows]


def brief(row: BackendDrill, name: str) -> dict[str, Any]:
    """A drill as lists show it."""
    return {
        "id": row.id, "kind": row.kind, "staff": {"id": row.staff_id, "name": name}, "state": row.state,
        "score": row.score, "passed": row.passed, "made_at": iso_ms(row.made_ms), "ended_at": iso_ms(row.ended_ms),
    }  # fmt: skip


def detail(session: Session, shop_id: int, drill_id: int, facts: ShopFacts) -> dict[str, Any] | None:
    """A drill with its sandbox, and its verdict once it is handed in."""
    found = session.execute(
        select(BackendDrill, Staff.name)
        .join(Staff, Staff.id == BackendDrill.staff_id)
        .where(BackendDrill.shop_id == shop_id, BackendDrill.id == drill_id)
    ).one_or_none()
    if found is None:
        return None
    row, name = found
    task, sandbox = from_json(row.task, Task), from_json(row.sandbox, Sandbox)
    cases = {c.order: c for c in sandbox.cases}
    open_ = row.state == "open"
    return {
        "drill": brief(row, name), "title": task.title, "brief": task.brief,
        "brief_en": [english(line) for line in task.brief], "now": iso(sandbox.now),
        "orders": [_order(o, cases.get(o.number), facts, open_=open_) for o in sandbox.orders],
        "forms": _forms(), "flags": FLAGS,
        "verdict": None if row.verdict is None else msgspec.json.decode(row.verdict),
    }  # fmt: skip


def _order(order: Order, case: SandCase | None, facts: ShopFacts, *, open_: bool) -> dict[str, Any]:
    return {
        "number": order.number, "shopper": order.shopper, "status_text": order.status_text, "status": order.status,
        "lines": [
            {"title": line.title, "spec": line.spec, "quantity": line.quantity, "price": _money(line.price)}
            for line in order.lines
        ],
        "goods_amount": _money(order.goods_amount), "discount": _money(order.discount),
        "freight": _money(order.freight), "paid_amount": _money(order.paid_amount),
        "receiver": order.receiver, "phone": order.phone,
        "address": _address(order),
        "paid_at": iso(order.paid_at), "signed_at": iso(order.signed_at),
        "memo": order.extra.get(MEMO, ""), "flag": order.extra.get(FLAG, ""), "invoice": order.invoice,
        "variants": _variants(order, facts), "acts": list(ORDER_ACTS) if open_ else [],
        "case": None if case is None else _case(case, open_=open_),
    }  # fmt: skip


def _address(order: Order) -> str:
    """With province and city, unless the street says them already."""
    if order.address.startswith(order.province):
        return order.address
    return " ".join(filter(None, (order.province, order.city, order.address)))


def _variants(order: Order, facts: ShopFacts) -> list[dict[str, Any]]:
    held = [facts.products[line.product] for line in order.lines if line.product in facts.products]
    return [
        {"number": s.number, "spec": s.spec, "price": _money(s.price), "stock": s.stock} for p in held for s in p.skus
    ]


def _case(case: SandCase, *, open_: bool) -> dict[str, Any]:
    return {
        "kind": KIND_ZH[case.kind], "state": case.state, "state_text": STATE_ZH[case.state], "words": case.words,
        "requested_at": iso(case.requested_at), "pictures": case.pictures, "amount": _money(case.amount),
        "text": case.text, "waybill": case.waybill,
        "acts": [CASE + act for act in case_acts(case)] if open_ else [],
    }  # fmt: skip


def _forms() -> list[dict[str, Any]]:
    acts = [(act, KINDS[act].name) for act in ORDER_ACTS]
    acts += [(f"{CASE}{name}", ACTS[name].zh) for name in ("approve", "refuse", "ask_evidence", "received")]
    acts += [(f"{CASE}refund", "退款"), (f"{CASE}ship", "填写寄出运单")]
    return [{"act": act, "name": name, "fields": fields_of(act)} for act, name in acts]


def _money(amount: Any) -> str | None:
    return None if amount is None else f"{amount:.2f}"


def ended(session: Session, shop_id: int) -> list[tuple[int, str, int, bool, int]]:
    """(person, kind, score, passed, when) of drills that were handed in, newest first."""
    rows = session.execute(
        select(
            BackendDrill.staff_id, BackendDrill.kind, BackendDrill.score, BackendDrill.passed, BackendDrill.ended_ms
        )
        .where(BackendDrill.shop_id == shop_id, BackendDrill.state == "ended")
        .order_by(BackendDrill.id.desc())
        .limit(PIECE)
    )  # fmt: skip
    return [(r.staff_id, r.kind, r.score or 0, r.passed, r.ended_ms or 0) for r in rows]


def times_passed(session: Session, shop_id: int, staff_id: int) -> Counter[str]:
    """How often somebody has passed each kind of task."""
    rows = session.scalars(
        select(BackendDrill.kind).where(
            BackendDrill.shop_id == shop_id, BackendDrill.staff_id == staff_id, BackendDrill.passed
        )
    )
    return Counter(rows)


def kinds_passed(session: Session, shop_id: int, staff_id: int, since_ms: int) -> set[str]:
    """Kinds of task that somebody has passed since a time."""
    rows = session.scalars(
        select(BackendDrill.kind).where(
            BackendDrill.shop_id == shop_id, BackendDrill.staff_id == staff_id, BackendDrill.passed,
            BackendDrill.ended_ms >= since_ms,
        )
    )  # fmt: skip
    return set(rows)
