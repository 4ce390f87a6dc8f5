"""An action that may go ahead: done in the shop's own orders, opened as a case, or laid before people with steps."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from xiaoer.core.facts import Order, ShopFacts
from xiaoer.domains.actions import doing
from xiaoer.domains.actions.kinds import KindRule
from xiaoer.domains.actions.models import ActionRow
from xiaoer.domains.actions.repository import params_of
from xiaoer.domains.actions.rules import card_lines, judge, rule_of
from xiaoer.domains.actions.steps import paste_text, steps_for
from xiaoer.domains.aftersales import rules as after_sales
from xiaoer.domains.aftersales.errors import AlreadyOpen
from xiaoer.domains.aftersales.service import By, Doing, Wish
from xiaoer.domains.desk import cards
from xiaoer.domains.orders import service as orders
from xiaoer.domains.orders import timeline
from xiaoer.domains.registers import packing
from xiaoer.domains.rules import service as rules
from xiaoer.domains.shop.service import ShopInfo
from xiaoer.domains.work import casework
from xiaoer.domains.work import service as work
from xiaoer.domains.work.models import TaskRow
from xiaoer.domains.work.service import NewTask
from xiaoer.kit.clock import from_ms
from xiaoer.kit.writer import Unit

ERRAND_MS = 24 * 3600 * 1000
SLIPS = {"gift_add": "gift", "split": "split", "urge_ship": "urgent"}
REASON = {"return_apply": "no_reason", "exchange": "size", "price_protection": "price_drop", "service": "other"}


def perform(unit: Unit, shop: ShopInfo, facts: ShopFacts, row: ActionRow, by: By) -> None:
    """Do it now, in this transaction. What the order no longer allows is said and not done."""
    rule = rule_of(row.kind, shop.profile)
    order = orders.find(unit.session, shop.id, row.order_number) if row.order_number else None
    values = dict(params_of(row))
    verdict = judge(row.kind, order, values, shop.profile, facts, limit=None, lead=True)
    if verdict.outcome == "refused":
        end(unit, row, "failed", verdict.why)
    elif rule.case is not None and order is not None:
        _open_case(unit, shop, row, rule, order)
    elif order is None:
        _place(unit, facts, row, values)
    elif shop.platform != "own" and row.kind != "check_order":
        _by_hand(unit, shop, row, rule)
    else:
        _do(unit, shop, facts, row, rule, values, by)


def _do(
    unit: Unit, shop: ShopInfo, facts: ShopFacts, row: ActionRow, rule: KindRule, values: dict[str, str], by: By
) -> None:
    edit = doing.EDITS.get(row.kind)
    if edit is None:  # a type of the shop's own: people do it
        _errand(unit, row, rule)
        end(unit, row, "by_hand", f"{row.name}已转给同事办理")
        return
    order = timeline.change(unit, shop.id, row.order_number, lambda old: edit(old, values, facts))
    if row.kind == "cancel_order" and order.status == "locked":
        packing.add(unit, shop.id, order, "hold", "买家取消，勿发货", by=row.by_name)
        _give_back(unit, shop, facts, row, order, by)
    elif row.kind == "check_order" and values.get("打包要求"):
        packing.add(unit, shop.id, order, "wish", values["打包要求"], by=row.by_name)
    elif rule.errand:
        _errand(unit, row, rule)
    end(unit, row, "done", doing.told(row.kind, row.name, order), tell=row.kind != "remark")


def _category(facts: ShopFacts, order: Order) -> str:
    product = facts.products.get(order.lines[0].product) if order.lines else None
    return product.category if product else ""


def _give_back(unit: Unit, shop: ShopInfo, facts: ShopFacts, row: ActionRow, order: Order, by: By) -> None:
    """A paid order that was called off: its case, granted where law or the shop's promises and the limit allow it."""
    wish = Wish(
        order, shop.profile.platform, "cancel", "no_reason", note=dict(params_of(row)).get("原因", ""),
        shopper_id=row.shopper_id, conversation_id=row.conversation_id,
    )  # fmt: skip
    try:
        case = casework.open_case(unit, shop.id, wish, By("shopper", row.nick))
    except AlreadyOpen:
        return
    now = from_ms(unit.now_ms)
    decision = after_sales.judged(
        order, shop.profile.platform, "cancel", "no_reason", now, now,
        category=_category(facts, order), promised=rules.shop_rules(unit.session, shop.id),
    )  # fmt: skip
    if decision.outcome == "approve":
        limit = by.limit if by.limit is not None or by.party == "lead" else after_sales.limit_of(
            "agent", shop.settings.refund_limit_agent, shop.settings.refund_limit_lead
        )  # fmt: skip
        party = "lead" if by.party == "lead" else "shop"
        doer = By(party, by.name, by.staff_id, limit)  # type: ignore[arg-type]
        act = Doing("approve", amount=after_sales.paid(order), must_return=False, decision=decision.as_json())
        casework.act(unit, shop.id, case["id"], act, doer, order, shop.profile.platform)


def _open_case(unit: Unit, shop: ShopInfo, row: ActionRow, rule: KindRule, order: Order) -> None:
    note = "；".join(f"{name}：{value}" for name, value in params_of(row))
    wish = Wish(
        order, shop.profile.platform, rule.case, REASON.get(row.kind, "other"), note=note,  # type: ignore[arg-type]
        shopper_id=row.shopper_id, conversation_id=row.conversation_id,
    )  # fmt: skip
    try:
        case = casework.open_case(unit, shop.id, wish, By("shopper", row.nick))
    except AlreadyOpen as error:
        end(unit, row, "done", error.detail)
        return
    end(unit, row, "done", f"{row.name}已提交，售后单号 {case['number']}，处理结果会在这里告诉您")


def _place(unit: Unit, facts: ShopFacts, row: ActionRow, values: dict[str, str]) -> None:
    number = from_ms(unit.now_ms).strftime("%Y%m%d%H%M%S") + f"{row.id % 10_000:04d}"
    before = orders.of_shopper(unit.session, row.shop_id, row.nick, limit=1)
    order = doing.new_order(number, row.nick, values, facts, before[0] if before else None, from_ms(unit.now_ms))
    if not order.address:
        end(unit, row, "failed", "还缺收货地址，请把省市区、详细地址、收件人和电话发来")
        return
    orders.import_orders(unit, row.shop_id, [order])
    row.order_number = number
    total = f"，应付 {order.paid_amount:.2f} 元" if order.paid_amount is not None else ""
    end(unit, row, "done", f"订单 {number} 已为您提交{total}，请在订单页核对并付款")


def _by_hand(unit: Unit, shop: ShopInfo, row: ActionRow, rule: KindRule) -> None:
    row.steps = "\n".join(steps_for(shop.profile.platform, row.kind, rule.name, row.order_number))
    text = paste_text(row.order_number, rule.name, params_of(row)).replace("\n", "，")
    work.add(unit, row.shop_id, _task(unit, row, f"去平台办理：{text}"))
    end(unit, row, "by_hand", f"{row.name}已收到，同事正在平台上为您办理", tell=row.kind != "remark")


def _errand(unit: Unit, row: ActionRow, rule: KindRule) -> None:
    what = "，".join(f"{name}：{value}" for name, value in params_of(row))
    if row.kind in SLIPS:  # the packing table does it
        order = orders.find(unit.session, row.shop_id, row.order_number)
        text = what or rule.name
        packing.add(
            unit, row.shop_id, order, SLIPS[row.kind], text, by=row.by_name, conversation_id=row.conversation_id
        )
        return
    work.add(unit, row.shop_id, _task(unit, row, f"{rule.errand}（订单 {row.order_number}）{what}"))


def _task(unit: Unit, row: ActionRow, text: str) -> NewTask:
    owner = None if row.by_id is None else (row.by_id, row.by_name)
    return NewTask(
        f"action:{row.id}", "action", text[:500], due_ms=unit.now_ms + ERRAND_MS, order=row.order_number, nick=row.nick,
        conversation_id=row.conversation_id, owner=owner,
    )  # fmt: skip


def ask_lead(unit: Unit, row: ActionRow, why: str) -> None:
    """Above the limit: the lead decides first."""
    row.state, row.outcome = "approval", why
    work.add(
        unit, row.shop_id,
        NewTask(
            f"approve:{row.id}", "approval", f"审批{row.name}（订单 {row.order_number}）：{why}"[:500],
            due_ms=unit.now_ms + ERRAND_MS // 6, order=row.order_number, nick=row.nick,
            conversation_id=row.conversation_id,
        ),
    )  # fmt: skip
    record(unit, row, f"{row.name}待主管审批：{why}")


def lead_answered(unit: Unit, row: ActionRow) -> None:
    """The lead's task is over."""
    _end_task(unit, row.shop_id, f"approve:{row.id}")
    row.outcome = ""


def by_hand_over(unit: Unit, row: ActionRow, by: By, *, done: bool, text: str) -> None:
    """What was done by hand is over; the shopper hears how."""
    said = text or (doing.told(row.kind, row.name, None) if done else f"{row.name}没有办成")
    _end_task(unit, row.shop_id, f"action:{row.id}")
    row.by_name = by.name or row.by_name
    end(unit, row, "done" if done else "failed", said, tell=row.kind != "remark")


def shows(row: ActionRow, order: Order) -> bool:
    """Whether an imported order shows that the action was done."""
    return doing.is_done(row.kind, dict(params_of(row)), order)


def end(unit: Unit, row: ActionRow, state: str, text: str, *, tell: bool = True) -> None:
    """Set what became of an action; the card shows it, the shopper hears it, the timeline keeps it."""
    if row.state == "approval" and state == "withdrawn":
        _end_task(unit, row.shop_id, f"approve:{row.id}")
    if row.state == "by_hand" and state == "withdrawn":
        _end_task(unit, row.shop_id, f"action:{row.id}")
    row.state, row.outcome = state, text
    row.ended_ms = None if state == "by_hand" else unit.now_ms
    if row.conversation_id is not None and row.message_seq is not None:
        cards.change(unit, row.shop_id, row.conversation_id, row.message_seq, {"state": state, "status": text})
    if tell and row.conversation_id is not None:
        key = f"action:{row.id}:{state}:{row.version}"
        cards.say(unit, row.shop_id, row.conversation_id, text, event="action", key=key, order=row.order_number)
    record(unit, row, f"{row.name}：{text}")


def not_right(unit: Unit, row: ActionRow) -> None:
    """The shopper looked the order over and says that something is wrong: it must not leave before that is settled."""
    wish = "；".join(value for _, value in params_of(row))
    end(unit, row, "declined", "好的，请告诉这边哪里不对（商品、规格或收货信息），发货前都可以改")
    text = f"买家核对订单 {row.order_number} 时说不对{'：' + wish if wish else ''}。问清哪里要改，改好前别发货"
    work.add(
        unit, row.shop_id,
        NewTask(
            f"check:{row.id}", "action", text[:500], due_ms=unit.now_ms + ERRAND_MS // 24, order=row.order_number,
            nick=row.nick, conversation_id=row.conversation_id,
        ),
    )  # fmt: skip


def show_params(unit: Unit, shop: ShopInfo, row: ActionRow, rule: KindRule) -> None:
    """The card shows what the shopper wrote on it."""
    if row.conversation_id is None or row.message_seq is None:
        return
    order = orders.find(unit.session, shop.id, row.order_number) if row.order_number else None
    lines = card_lines(rule, order, params_of(row))
    cards.change(unit, row.shop_id, row.conversation_id, row.message_seq, {"lines": lines, "wish": False})


def record(unit: Unit, row: ActionRow, text: str) -> None:
    """A line in the order's timeline."""
    timeline.note(unit, row.shop_id, row.order_number, "action", text, who=row.by_name, nick=row.nick)


def _end_task(unit: Unit, shop_id: int, key: str) -> dict[str, Any] | None:
    row = unit.session.scalar(select(TaskRow).where(TaskRow.shop_id == shop_id, TaskRow.key == key))
    if row is None or row.state in work.ENDED:
        return None
    return work.change(unit, shop_id, row.id, "done", row.version)
