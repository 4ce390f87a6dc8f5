"""What one can do with cases: open, act, close in time. Each is one unit of work that writes and emits in one place."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import select, update

from xiaoer.core.errors import BadInput
from xiaoer.core.facts import Order, Platform
from xiaoer.core.money import to_cents
from xiaoer.core.rulebook.casework import ACTS, OPEN_STATES, Kind, State, after, deadline
from xiaoer.core.rulebook.casework.flow import Party
from xiaoer.domains.aftersales import repository
from xiaoer.domains.aftersales.errors import (
    AlreadyMoved,
    AlreadyOpen,
    CaseGone,
    Missing,
    NotAllowed,
    TooMuch,
    WrongState,
)  # fmt: skip
from xiaoer.domains.aftersales.models import CaseRow, StepRow
from xiaoer.domains.aftersales.rules import KIND_ZH, MONEY_KINDS, is_shipped, left_to_refund, told
from xiaoer.domains.desk import service as desk
from xiaoer.domains.desk.journal import post_now
from xiaoer.domains.desk.rules import Post
from xiaoer.kit.clock import from_ms, iso, to_ms
from xiaoer.kit.events import encode
from xiaoer.kit.writer import Unit


@dataclass(frozen=True, slots=True)
class By:
    """Who acts. `limit` = yuan that he may grant by himself, None without limit."""

    party: Party
    name: str
    staff_id: int | None = None
    limit: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Wish:
    """What is asked for when a case is opened; `number` = the platform's own, else one is made."""

    order: Order
    platform: Platform
    kind: Kind
    reason: str
    note: str = ""
    asked: Decimal | None = None
    shopper_id: int | None = None
    conversation_id: int | None = None
    number: str = ""
    platform_due: datetime | None = None
    requested_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Doing:
    """An act with what comes with it. `version` = the case as the actor saw it; None = whatever it is now."""

    act: str
    version: int | None = None
    text: str = ""
    amount: Decimal | None = None
    waybill: str = ""
    courier: str = ""
    address: str = ""
    side: str = ""
    freight_payer: str = ""
    must_return: bool | None = None
    decision: dict[str, Any] | None = None
    media: list[dict[str, Any]] = field(default_factory=list)
    owner: tuple[int, str] | None = None


def open_case(unit: Unit, shop_id: int, wish: Wish, by: By) -> dict[str, Any]:
    """Open a case; one of a kind per order at a time. Raises `AlreadyOpen`, `TooMuch`."""
    known = unit.session.scalar(
        select(CaseRow.number).where(
            CaseRow.shop_id == shop_id, CaseRow.order_number == wish.order.number, CaseRow.kind == wish.kind,
            CaseRow.state.in_(OPEN_STATES),
        )
    )  # fmt: skip
    if known is not None:
        raise AlreadyOpen(f"这个订单的{KIND_ZH[wish.kind]}已经在办（{known}）", number=known)
    if wish.asked is not None and wish.kind in MONEY_KINDS - {"compensation"}:
        _within_paid(unit, shop_id, wish.order, None, wish.asked)
    shipped = is_shipped(wish.order)
    row = CaseRow(
        shop_id=shop_id, number=wish.number, order_number=wish.order.number, nick=wish.order.shopper,
        shopper_id=wish.shopper_id, conversation_id=wish.conversation_id, kind=wish.kind, state="requested",
        reason=wish.reason, note=wish.note, asked=_money(wish.asked), shipped=shipped, opened_ms=unit.now_ms,
        changed_ms=unit.now_ms, platform_due_ms=to_ms(wish.platform_due) if wish.platform_due else None,
        owner_id=by.staff_id, owner_name=by.name if by.staff_id else "", must_return=False, version=1,
    )  # fmt: skip
    if not row.number:
        row.number = f"new:{unit.now_ms}:{wish.order.number}:{wish.kind}"
    _set_due(row, wish.platform, wish.requested_at or from_ms(unit.now_ms))
    unit.session.add(row)
    unit.session.flush()
    if not wish.number:
        row.number = f"AS{row.id:06d}"
    _step(unit, row, by, "open", wish.note, {})
    return _settle(unit, row, told(wish.kind, "requested") if by.party == "shopper" else "")


def act(
    unit: Unit, shop_id: int, case_id: int, doing: Doing, by: By, order: Order, platform: Platform
) -> dict[str, Any]:
    """Do something with a case, once. Raises `CaseGone`, `AlreadyMoved`, `WrongState`, `NotAllowed`, `Missing`."""
    row = _locked(unit, shop_id, case_id, doing.version)
    rule = ACTS.get(doing.act)
    if rule is None or row.state not in rule.states:
        raise WrongState("现在的状态不能这样做")
    if by.party not in rule.by:
        raise NotAllowed("您的角色不能这样做")
    _complete(rule.needs, doing)
    amount = _amount(unit, shop_id, row, doing, order)
    over = doing.act == "approve" and amount is not None and by.limit is not None and amount > by.limit
    if doing.act == "refuse" and _granted_by_law(doing) and by.party != "lead":
        raise NotAllowed("规则书判定应当同意，拒绝要由主管来做")
    if doing.must_return is not None and doing.act == "approve":
        row.must_return = doing.must_return
    kind: Kind = row.kind  # type: ignore[assignment]
    state: State = row.state
    try:
        next_state = after(kind, state, doing.act, must_return=row.must_return, needs_approval=over)
    except BadInput as error:
        raise WrongState(str(error)) from None
    _take_over(row, doing, amount)
    moved = next_state != row.state
    row.state = next_state
    if moved:
        _set_due(row, platform, from_ms(unit.now_ms))
        row.closed_ms = None if next_state in OPEN_STATES else unit.now_ms
    _step(unit, row, by, doing.act, doing.text, _kept(doing, amount))
    return _settle(unit, row, told(kind, next_state, _said(doing)) if moved else "")


def hand_over(unit: Unit, shop_id: int, staff_id: int, to: tuple[int, str], by: str) -> list[dict[str, Any]]:
    """Give somebody's open cases to a colleague, each with a step that says so."""
    rows = unit.session.scalars(
        select(CaseRow)
        .where(CaseRow.shop_id == shop_id, CaseRow.owner_id == staff_id, CaseRow.state.in_(OPEN_STATES))
        .order_by(CaseRow.id)
        .with_for_update()
    ).all()
    for row in rows:
        row.owner_id, row.owner_name = to
        row.version += 1
        _step(unit, row, By("lead", by), "assign", f"原来的同事离开了本店，交给{to[1]}", {})
    return [_settle(unit, row, "") for row in rows]


def expire(unit: Unit, shop_id: int, case_id: int, due_ms: int) -> dict[str, Any] | None:
    """Close a case whose shopper let his time pass; None when it has moved on or the time was changed."""
    row = _found(unit, shop_id, case_id)
    if row is None or row.due_ms != due_ms or row.state not in ACTS["expire"].states:
        return None
    row.state, row.closed_ms, row.version = "withdrawn", unit.now_ms, row.version + 1
    row.due_ms, row.due_side, row.due_rule = None, "", ""
    _step(unit, row, By("clock", "系统"), "expire", "超时未处理，申请自动关闭，可以再次申请", {})
    return _settle(unit, row, told(row.kind, "withdrawn", "超时未处理，可以再次申请"))  # type: ignore[arg-type]


def close_by_platform(unit: Unit, row: CaseRow, word: str, refund: Decimal | None) -> dict[str, Any]:
    """The platform has ended a case: with money, or without."""
    paid = refund is not None and "成功" in word
    row.state, row.closed_ms, row.version = "done" if paid else "withdrawn", unit.now_ms, row.version + 1
    row.refunded = _money(refund) if paid else row.refunded
    row.due_ms, row.due_side, row.due_rule = None, "", ""
    _step(unit, row, By("platform", "平台"), "close", word, {})
    return _settle(unit, row, "")


def set_platform_due(unit: Unit, row: CaseRow, due_ms: int | None) -> dict[str, Any]:
    """The platform has given a case another deadline; it holds where the shop is to act."""
    row.platform_due_ms, row.version = due_ms, row.version + 1
    if row.due_side == "shop" and due_ms is not None:
        row.due_ms, row.due_rule = due_ms, "平台给这张售后单的截止时间（平台超时时间）"
    _step(unit, row, By("platform", "平台"), "due", "平台更新了截止时间", {})
    return _settle(unit, row, "")


def _found(unit: Unit, shop_id: int, case_id: int) -> CaseRow | None:
    query = select(CaseRow).where(CaseRow.shop_id == shop_id, CaseRow.id == case_id).with_for_update()
    return unit.session.scalar(query, execution_options={"populate_existing": True})


def _locked(unit: Unit, shop_id: int, case_id: int, version: int | None) -> CaseRow:
    """The case, its version counted up in the same breath: of two who press at once, one is told."""
    query = update(CaseRow).where(CaseRow.shop_id == shop_id, CaseRow.id == case_id)
    if version is not None:
        query = query.where(CaseRow.version == version)
    moved = unit.session.execute(query.values(version=CaseRow.version + 1).execution_options(synchronize_session=False))
    row = _found(unit, shop_id, case_id)
    if row is None:
        raise CaseGone()
    if not moved.rowcount:  # type: ignore[attr-defined]
        raise AlreadyMoved()
    return row


def _complete(needs: frozenset[str], doing: Doing) -> None:
    words = {"text": "请写明原因", "waybill": "请填写运单号", "media": "请至少上传一张图片"}
    for name in sorted(needs):
        if not getattr(doing, name):
            raise Missing(words[name], field=name)


def _granted_by_law(doing: Doing) -> bool:
    return (doing.decision or {}).get("outcome") == "approve"


def _amount(unit: Unit, shop_id: int, row: CaseRow, doing: Doing, order: Order) -> Decimal | None:
    """The sum of an act, within what was paid and not agreed elsewhere."""
    if doing.act not in ("approve", "refund") or row.kind not in MONEY_KINDS:
        return None
    amount = doing.amount
    if amount is None:
        held = row.agreed if doing.act == "refund" else row.asked
        amount = Decimal(held) if held is not None else left_to_refund(order, [])
    amount = to_cents(amount)
    if doing.act == "refund" and row.agreed is not None and amount != Decimal(row.agreed):
        raise TooMuch(f"同意的金额是 {row.agreed} 元，退款要一致", code="amount_differs")
    if row.kind != "compensation":
        _within_paid(unit, shop_id, order, row.id, amount)
    return amount


def _within_paid(unit: Unit, shop_id: int, order: Order, case_id: int | None, amount: Decimal) -> None:
    left = left_to_refund(order, repository.agreed_elsewhere(unit.session, shop_id, order.number, case_id))
    if amount > left:
        raise TooMuch(f"最多能退 {left:.2f} 元（实付减去已同意的退款）", left=f"{left:.2f}")


def _take_over(row: CaseRow, doing: Doing, amount: Decimal | None) -> None:
    if doing.act == "approve":
        row.agreed = _money(amount)
        row.freight_payer = doing.freight_payer
        row.return_address = doing.address or row.return_address
        row.decision = encode(doing.decision) if doing.decision else row.decision
    elif doing.act in ("refuse", "ask_evidence") and doing.decision:
        row.decision = encode(doing.decision)
    elif doing.act == "reject":
        row.agreed = None
    elif doing.act == "waybill":
        row.return_waybill, row.return_courier = doing.waybill, doing.courier
    elif doing.act == "ship":
        row.sent_waybill = doing.waybill
    elif doing.act == "refund":
        row.refunded = _money(amount)
    if doing.side:
        row.side = doing.side
    if doing.act == "assign":
        row.owner_id, row.owner_name = doing.owner or (None, "")


def _kept(doing: Doing, amount: Decimal | None) -> dict[str, Any]:
    kept: dict[str, Any] = {
        "amount": _money(amount), "waybill": doing.waybill, "courier": doing.courier, "address": doing.address,
        "media": doing.media, "owner": doing.owner[1] if doing.owner else "",
    }  # fmt: skip
    return {name: value for name, value in kept.items() if value}


def _said(doing: Doing) -> str:
    """What of an act the shopper hears; notes and reasons of colleagues stay inside."""
    return doing.text if doing.act in ("refuse", "ask_evidence", "unsound") else ""


def _set_due(row: CaseRow, platform: Platform, since: datetime) -> None:
    own = from_ms(row.platform_due_ms) if row.platform_due_ms is not None else None
    due = deadline(row.state, platform, since, shipped=row.shipped, platforms_own=own)  # type: ignore[arg-type]
    row.due_ms = to_ms(due.at) if due else None
    row.due_side = due.side if due else ""
    row.due_rule = f"{due.rule}（{due.source}）" if due else ""


def _money(amount: Decimal | None) -> str | None:
    return None if amount is None else f"{amount:.2f}"


def _step(unit: Unit, row: CaseRow, by: By, act: str, text: str, data: dict[str, Any]) -> None:
    unit.session.add(
        StepRow(
            shop_id=row.shop_id, case_id=row.id, at_ms=unit.now_ms, party=by.party, name=by.name, act=act,
            state=row.state, text=text, data=encode(data),
        )
    )  # fmt: skip


def _settle(unit: Unit, row: CaseRow, line: str) -> dict[str, Any]:
    """Save, tell the feed, and say a line in the conversation."""
    row.changed_ms = unit.now_ms
    unit.session.flush()
    seen = repository.view(row)
    if line and row.conversation_id is not None:
        _tell(unit, row, line)
    unit.emit(row.shop_id, "case.changed", {"case": seen}, conversation_id=row.conversation_id)
    return seen


def _tell(unit: Unit, row: CaseRow, line: str) -> None:
    due = iso(from_ms(row.due_ms)) if row.due_ms is not None and row.due_side == "shopper" else None
    thread = desk.lock(unit, row.shop_id, row.conversation_id or 0)
    body = {"text": line, "event": "case", "order": row.order_number, "status": due or ""}
    post_now(
        unit, thread,
        Post(
            shop_id=row.shop_id, conversation_id=thread.id, client_id=f"case:{row.id}:{row.version}", author="system",
            author_name="", kind="text", body=encode(body), preview=line, answers=False,
        ),
    )  # fmt: skip
    desk.save(unit, thread)
