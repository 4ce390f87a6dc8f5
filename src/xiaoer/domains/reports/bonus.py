"""The bonus sheet (提成): the shop's formula over a month's orders, frozen once, disputed line by line."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Literal
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from xiaoer.core.facts import Order
from xiaoer.core.inspection.bonus import Formula, Line, Refund, Sheet, check, lines_of, sheet
from xiaoer.domains.aftersales.models import CaseRow
from xiaoer.domains.audit import service as audit
from xiaoer.domains.desk.models import Conversation, Message
from xiaoer.domains.orders.models import OrderRow
from xiaoer.domains.quality.repository import names
from xiaoer.domains.reports.errors import AlreadyFrozen, NoFormula, NoSuchReport, ReportMoved
from xiaoer.domains.reports.models import BonusDispute, BonusMonth, BonusPlan
from xiaoer.domains.shifts.views import midnight
from xiaoer.domains.shop.service import ShopInfo
from xiaoer.domains.shoppers.models import Shopper
from xiaoer.files.inspection.sales import sales_of
from xiaoer.kit.clock import iso_ms, to_ms
from xiaoer.kit.codec import from_json, to_json
from xiaoer.kit.writer import Unit

BACK_DAYS = 120  # sales so long before a month may be refunded in it
DAY_MS = 86_400_000


@dataclass(frozen=True, slots=True)
class Plan:
    """A formula as it is kept: yuan and percent as text."""

    tiers: list[tuple[str, str]]
    closed_pct: int
    per_order: str


@dataclass(frozen=True, slots=True)
class KeptLine:
    """A line as a frozen month keeps it."""

    order: str
    kind: Literal["sale", "refund", "adjustment"]
    role: str
    at_ms: int
    amount_fen: int
    share_pct: int
    bonus_fen: int
    note: str


@dataclass(frozen=True, slots=True)
class KeptSheet:
    """A person's frozen month."""

    net_fen: int
    pct: str
    lines: list[KeptLine]


def fen(yuan: str) -> int:
    """Yuan as text → fen."""
    return int((Decimal(yuan) * 100).to_integral_value())


def formula_of(plan: Plan) -> Formula:
    """The formula to reckon with. Raises `BadInput`."""
    tiers = tuple((fen(start), Decimal(pct)) for start, pct in plan.tiers)
    made = Formula(tiers, plan.closed_pct, fen(plan.per_order))
    check(made)
    return made


def current(session: Session, shop_id: int) -> Plan | None:
    """The formula in force; None = the shop has none."""
    text = session.scalar(
        select(BonusPlan.formula).where(BonusPlan.shop_id == shop_id).order_by(BonusPlan.id.desc()).limit(1)
    )
    return None if text is None else from_json(text, Plan)


def set_plan(unit: Unit, shop_id: int, who: tuple[int, str], plan: Plan) -> Plan:
    """A new formula, for months that are not frozen."""
    formula_of(plan)
    unit.session.add(BonusPlan(shop_id=shop_id, formula=to_json(plan), staff_name=who[1], at_ms=unit.now_ms))
    audit.record(unit, shop_id, staff_id=who[0], staff_name=who[1], action="bonus.plan", subject="提成公式")
    return plan


def month_span(month: str, zone: ZoneInfo) -> tuple[int, int]:
    """First millisecond of a month (`2026-11`) and of the next."""
    first = date.fromisoformat(f"{month}-01")
    return midnight(first, zone), midnight(next_first(first), zone)


def next_first(first: date) -> date:
    """The first day of the month after."""
    return date(first.year + first.month // 12, first.month % 12 + 1, 1)


def sheets(session: Session, shop: ShopInfo, month: str) -> tuple[dict[str, Sheet], bool]:
    """Every person's month by number, and whether it is frozen. Raises `NoFormula`."""
    frozen = _frozen(session, shop.id, month)
    if frozen is not None:
        kept = from_json(frozen.sheets, dict[str, KeptSheet])
        return {who: _thawed(one) for who, one in kept.items()}, True
    plan = current(session, shop.id)
    if plan is None:
        raise NoFormula()
    formula = formula_of(plan)
    lines = _lines(session, shop, month, formula)
    for who, line in _adjustments(session, shop.id, month):
        lines.setdefault(who, []).append(line)
    return {who: sheet(own, formula) for who, own in lines.items()}, False


def _frozen(session: Session, shop_id: int, month: str) -> BonusMonth | None:
    return session.scalar(select(BonusMonth).where(BonusMonth.shop_id == shop_id, BonusMonth.month == month))


def _thawed(kept: KeptSheet) -> Sheet:
    lines = tuple(
        Line(
            one.order,
            one.kind,
            one.role,
            one.at_ms,
            one.amount_fen,
            one.share_pct,
            one.bonus_fen,
            one.note,
        )
        for one in kept.lines
    )
    return Sheet(kept.net_fen, Decimal(kept.pct), lines)


def _lines(session: Session, shop: ShopInfo, month: str, formula: Formula) -> dict[str, list[Line]]:
    from_ms, to_ms_ = month_span(month, shop.zone)
    rows = session.scalars(
        select(OrderRow.data).where(
            OrderRow.shop_id == shop.id, OrderRow.ordered_ms >= from_ms - BACK_DAYS * DAY_MS,
            OrderRow.ordered_ms < to_ms_,
        )
    )  # fmt: skip
    held = {order.number: order for order in (from_json(data, Order) for data in rows)}
    sales = sales_of(held.values())
    spoke = _spoke(session, shop.id, sorted(sales))
    each = [(sale, spoke.get(nick, [])) for nick, own in sales.items() for sale in own]
    return lines_of(each, _refunds(session, shop.id, held), formula, from_ms, to_ms_)


def _spoke(session: Session, shop_id: int, nicks: list[str]) -> dict[str, list[tuple[int, str]]]:
    """Who of the staff (by number) wrote to these shoppers, and when; practice is left out."""
    found: dict[str, list[tuple[int, str]]] = {}
    for start in range(0, len(nicks), 400):
        rows = session.execute(
            select(Shopper.nick, Message.at_ms, Message.staff_id)
            .join(Conversation, Conversation.id == Message.conversation_id)
            .join(Shopper, Shopper.id == Conversation.shopper_id)
            .where(
                Message.shop_id == shop_id, Conversation.practice.is_(False), Message.internal.is_(False),
                Message.author == "agent", Message.staff_id.is_not(None), Shopper.nick.in_(nicks[start : start + 400]),
            )
            .order_by(Message.at_ms, Message.id)
        )  # fmt: skip
        for row in rows:
            found.setdefault(row.nick or "", []).append((row.at_ms, str(row.staff_id)))
    return found


def _refunds(session: Session, shop_id: int, held: dict[str, Order]) -> dict[str, list[Refund]]:
    """What went back, on its date: by the desk's own cases, else by what the order's export says."""
    found: dict[str, list[Refund]] = {}
    rows = session.execute(
        select(CaseRow.order_number, CaseRow.refunded, CaseRow.closed_ms, CaseRow.changed_ms).where(
            CaseRow.shop_id == shop_id, CaseRow.refunded.is_not(None)
        )
    )
    for row in rows:
        if row.order_number in held and (amount := fen(row.refunded or "0")) > 0:
            at_ms = row.closed_ms or row.changed_ms
            found.setdefault(row.order_number, []).append(Refund(row.order_number, amount, at_ms))
    for own in sales_of(held.values()).values():
        for sale in own:
            order = held[sale.number]
            at = (order.after_sales.requested_at if order.after_sales else None) or order.finished_at or order.paid_at
            if sale.refund_fen > 0 and sale.number not in found and at is not None:
                found[sale.number] = [Refund(sale.number, sale.refund_fen, to_ms(at))]
    return found


def _adjustments(session: Session, shop_id: int, month: str) -> list[tuple[str, Line]]:
    rows = session.scalars(
        select(BonusDispute).where(
            BonusDispute.shop_id == shop_id, BonusDispute.applied == month, BonusDispute.state == "granted"
        )
    )
    return [
        (
            str(r.staff_id),
            Line(r.order_number, "adjustment", "", r.decided_ms or r.at_ms, r.adjust_fen, 100, r.adjust_fen, r.answer),
        )
        for r in rows
    ]


def freeze(unit: Unit, shop: ShopInfo, who: tuple[int, str], month: str) -> None:
    """Keep a month as it is; later refunds and disputes count in their own month. Raises `AlreadyFrozen`."""
    found, frozen = sheets(unit.session, shop, month)
    if frozen:
        raise AlreadyFrozen()
    if unit.now_ms < month_span(month, shop.zone)[1]:
        raise AlreadyFrozen("这个月还没有结束，不能冻结")
    kept = {
        staff: KeptSheet(
            one.net_fen, str(one.pct),
            [
                KeptLine(li.order, li.kind, li.role, li.at_ms, li.amount_fen, li.share_pct, li.bonus_fen, li.note)
                for li in one.lines
            ],
        )
        for staff, one in found.items()
    }  # fmt: skip
    plan = current(unit.session, shop.id)
    try:
        with unit.session.begin_nested():
            unit.session.add(
                BonusMonth(
                    shop_id=shop.id, month=month, sheets=to_json(kept), formula=to_json(plan), staff_name=who[1],
                    at_ms=unit.now_ms,
                )
            )  # fmt: skip
            unit.session.flush()
    except IntegrityError:
        raise AlreadyFrozen() from None
    audit.record(unit, shop.id, staff_id=who[0], staff_name=who[1], action="bonus.freeze", subject=month)


def dispute(unit: Unit, shop: ShopInfo, staff_id: int, month: str, order: str, text: str) -> BonusDispute:
    """Say what is wrong with a line, or that an order is missing."""
    row = BonusDispute(
        shop_id=shop.id, month=month, order_number=order.strip(), staff_id=staff_id, text=text.strip(), state="open",
        at_ms=unit.now_ms,
    )  # fmt: skip
    unit.session.add(row)
    unit.session.flush()
    return row


def decide(
    unit: Unit, shop: ShopInfo, who: tuple[int, str], dispute_id: int, *, grant: bool, answer: str, adjust_fen: int
) -> BonusDispute:  # fmt: skip
    """Answer a dispute; what is granted counts in its month, or once that is frozen in the one that runs."""
    row = unit.session.scalar(
        select(BonusDispute).where(BonusDispute.shop_id == shop.id, BonusDispute.id == dispute_id).with_for_update()
    )
    if row is None:
        raise NoSuchReport()
    if row.state != "open":
        raise ReportMoved()
    row.state, row.answer, row.decided_name, row.decided_ms = (
        "granted" if grant else "refused", answer.strip(), who[1], unit.now_ms,
    )  # fmt: skip
    if grant:
        row.adjust_fen, row.applied = adjust_fen, _open_month(unit.session, shop.id, row.month)
    audit.record(
        unit,
        shop.id,
        staff_id=who[0],
        staff_name=who[1],
        action="bonus.decide",
        subject=f"{row.month} {row.order_number}",
    )
    return row


def _open_month(session: Session, shop_id: int, month: str) -> str:
    """The first month from this one on that is not frozen."""
    while _frozen(session, shop_id, month) is not None:
        month = next_first(date.fromisoformat(f"{month}-01")).isoformat()[:7]
    return month


def view(session: Session, shop: ShopInfo, month: str, only: int | None) -> dict[str, Any]:
    """A month as the screen shows it; `only` = one person's."""
    found, frozen = sheets(session, shop, month)
    people = names(session, shop.id)
    wanted = {who: one for who, one in found.items() if only is None or who == str(only)}
    query = select(BonusDispute).where(BonusDispute.shop_id == shop.id, BonusDispute.month == month)
    if only is not None:
        query = query.where(BonusDispute.staff_id == only)
    return {
        "month": month, "frozen": frozen,
        "people": [
            {
                "staff_id": int(who), "name": people.get(int(who), ""), "net": yuan(one.net_fen), "pct": str(one.pct),
                "bonus": yuan(one.bonus_fen),
                "lines": [
                    {
                        "order": li.order, "kind": li.kind, "role": li.role, "at": iso_ms(li.at_ms),
                        "amount": yuan(li.amount_fen), "share_pct": li.share_pct, "bonus": yuan(li.bonus_fen),
                        "note": li.note,
                    }
                    for li in one.lines
                ],
            }
            for who, one in sorted(wanted.items(), key=lambda item: (-item[1].bonus_fen, item[0]))
        ],
        "disputes": [
            {
                "id": d.id, "month": d.month, "order": d.order_number, "staff_id": d.staff_id,
                "name": people.get(d.staff_id, ""), "text": d.text, "state": d.state, "answer": d.answer,
                "by": d.decided_name or None, "adjust": yuan(d.adjust_fen), "applied": d.applied or None,
                "at": iso_ms(d.at_ms),
            }
            for d in session.scalars(query.order_by(BonusDispute.id.desc()).limit(200))
        ],
    }  # fmt: skip


def yuan(amount_fen: int) -> str:
    """Fen as text in yuan, two decimals."""
    return f"{Decimal(amount_fen) / 100:.2f}"
