"""How an action is laid before the shopper, refused, reported as done, or dropped."""

from __future__ import annotations

import re
from collections.abc import Iterable

from xiaoer.core.answering.evidence import cite
from xiaoer.core.answering.parts import Part, Turn
from xiaoer.core.answering.shapes import Action, FactUse
from xiaoer.core.answering.skills.orders.orders import goods_named, line_cells, number_cell, status_cell
from xiaoer.core.answering.wishes.acts import ActRule, Acts
from xiaoer.core.facts import Order, Policy

Details = tuple[tuple[str, str], ...]
_QUOTED = ("change_address", "return_apply", "exchange", "price_protection")
_HOUSE = re.compile(r"(?:路|街|道|巷|弄|里|村|镇|乡|小区|花园|苑|院|城|园)[^,，\d]{0,6}\d+(?:[-—]\d+)?号?")
_DOOR = 4
_HIDDEN = ("SKU", "明细", "原SKU")


def proposal(turn: Turn, rule: ActRule, order: Order, params: Details, cells: Iterable[FactUse] = ()) -> Part:
    """The summary with the question; the rule is the shop's policy, else the order's state."""
    policy = next(iter(turn.shop.policies(*rule.topics)), None)
    facts = [number_cell(order), status_cell(order), *line_cells(order), *cells, named(rule)]
    lines = [
        f"跟您核对一下，这边要办的是：{rule.name}",
        f"订单：尾号{order.number[-4:]}{goods_named(order)}，{order.status_text}",
    ]
    if order.paid_amount is not None:
        facts.append(cite.cell(order.source, "实付金额", order.paid_amount))
        lines[1] += f"，实付{cite.money(order.paid_amount)}"
    lines += told(params)
    facts += said(params)
    if policy is not None and rule.type in _QUOTED:
        lines.append(f"店里的规定：{policy.text}")
        facts += cite.policy(policy)
    lines.append("确认办理请回复“确认”，不办回复“不用”。")
    action = Action(rule.type, order.number, params, "proposed", rule_name(policy, order))
    return Part("\n".join(lines), "act", 0.95, tuple(facts), action=action)


def refusal(rule: ActRule, order: Order, why: str, facts: Iterable[FactUse] = (), reason: str = "") -> Part:
    """A kind no with the rule."""
    head = f"尾号{order.number[-4:]}这单{goods_named(order)}现在是{order.status_text}。"
    cells = (number_cell(order), status_cell(order), *line_cells(order), *facts, named(rule))
    action = Action(rule.type, order.number, (), "refused", reason or f"订单状态：{order.status_text}")
    return Part(f"{head}\n{why}", facts=cells, confidence=0.93, action=action)


def named(rule: ActRule) -> FactUse:
    """The action's name, from the table of actions."""
    return cite.cell("actions.toml", rule.type, rule.name)


def told(params: Details) -> list[str]:
    """The details as lines; a phone by its last digits, an address without its door, since they stay in the chat."""
    lines = []
    for name, value in params:
        if name == "手机号":
            lines.append(f"手机号：尾号{value[-4:]}")
        elif name == "收货地址":
            lines.append(f"收货地址：{masked_address(value)}")
        elif name not in _HIDDEN:
            lines.append(f"{name}：{value}")
    return lines


def masked_address(address: str) -> str:
    """An address up to the house number; flat and door stay out of the chat (杭州市文三路99号***)."""
    house = _HOUSE.search(address)
    if house is None:
        return f"{address[:-_DOOR]}***" if len(address) > 2 * _DOOR else address
    return f"{address[: house.end()]}***" if house.end() < len(address) else address


def said(params: Details) -> list[FactUse]:
    """What the shopper gave, as cells of his own."""
    return [cite.cell(cite.SHOPPER, name, value) for name, value in params]


def rule_name(policy: Policy | None, order: Order) -> str:
    """The rule that allows it."""
    return f"{policy.number} {policy.topic}（{policy.source}）" if policy else f"订单状态：{order.status_text}"


def done(acts: Acts, action: Action, order: Order | None) -> Part:
    """What was done on the shopper's yes, from the order as it is known."""
    name = acts[action.type].name
    facts = (number_cell(order), *line_cells(order)) if order is not None else ()
    which = f"尾号{action.order[-4:]}这单{goods_named(order)}" if order is not None else ""
    lines = [f"好的，按您的确认，{which}已为您{name}。", *told(action.params)]
    cells = (*facts, *said(action.params), named(acts[action.type]))
    return Part("\n".join(lines), "act", 0.96, cells, action=action)


def dropped(acts: Acts, action: Action) -> Part:
    """The shopper's no."""
    kept = "，订单保持原样" if action.order else ""
    return Part(f"好的，{acts[action.type].name}就先不办{kept}。", confidence=0.95)


def pressed(acts: Acts, action: Action) -> Part:
    """A polite word is no clear yes: asked once more."""
    which = f"尾号{action.order[-4:]}这单" if action.order else ""
    facts = (cite.cell(cite.SHOPPER, "订单号", action.order),) if action.order else ()
    text = f"跟您再确认一下：{which}要{acts[action.type].name}吗？要办请回复“确认”，不办回复“不用”。"
    return Part(text, "clarify", 0.95, facts)


def still_open(acts: Acts, action: Action) -> Part:
    """Something else was said: nothing was done."""
    name = acts[action.type].name if action.type in acts else "那件事"
    return Part(f"刚才说的{name}还没有办，要办的话再说一声。", confidence=0.95)
