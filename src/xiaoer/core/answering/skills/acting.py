"""Changes to an order proposed as actions (改地址 取消 备注 催发 发票 退换): from the shopper's own order, in full.

Each ends with a question for the yes. Nothing is done here; the engine does it on the next turn's yes.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from xiaoer.core.answering import cite
from xiaoer.core.answering.acts import ActRule, act_rules, is_wish
from xiaoer.core.answering.parts import Part, Turn
from xiaoer.core.answering.shapes import Action, FactUse
from xiaoer.core.answering.skills.after_sales import last_day
from xiaoer.core.answering.skills.details import address_in, invoice_in, phone_in, receiver_in, remark_in
from xiaoer.core.answering.skills.orders import (
    goods_named,
    line_cells,
    meant_orders,
    not_yours,
    number_cell,
    status_cell,
)
from xiaoer.core.answering.variants import choose, label, narrow
from xiaoer.core.facts import Order, OrderLine, Policy, Sku

_LISTED = 4
_SELF_SERVICE = re.compile(r"自行|自助|订单页|订单详情|下载|签收后|收货后|完成后|后台")
_OTHER_SPEC = re.compile(r"换|改|发成|要成|改成|改为")
_FAULTY = re.compile(r"质量|坏|破|漏|少|错|霉|异味|瑕疵|过敏|假")

Details = tuple[tuple[str, str], ...]


def propose(turn: Turn) -> Part | None:
    """A proposal, a question for what is missing, or a refusal with its rule; None = this line asks for no action."""
    rule = act_rules().get(turn.intent)
    if rule is None or not turn.acting or not turn.orders or turn.reading.mood == "angry":
        return None
    if not (is_wish(turn.text) or turn.slots.pending == turn.intent):
        return None
    foreign = not_yours(turn)
    if foreign:
        return foreign
    if rule.type == "invoice" and any(_SELF_SERVICE.search(p.text) for p in turn.shop.policies("发票")):
        return None  # the shopper makes it himself, by the shop's own words
    order = _order(turn, rule)
    if isinstance(order, Part):
        return order
    if rule.type == "exchange" and order.status in ("unpaid", "grouping", "paid_unshipped"):
        rule = act_rules()["modify_order"]  # before dispatch an exchange is another variant on the order
    return _refused(turn, rule, order) or _with_details(turn, rule, order)


def _order(turn: Turn, rule: ActRule) -> Order | Part:
    """The order meant; several possible ones are asked back."""
    meant = meant_orders(turn)
    if len(meant) == 1:
        return meant[0]
    pool = meant or turn.orders
    possible = [order for order in pool if rule.allows(order.status)]
    if len(possible) == 1:
        return possible[0]
    if not possible:
        return next((order for order in pool if order.status in rule.refused), pool[0])
    return _which(turn, rule, possible)


def _which(turn: Turn, rule: ActRule, orders: Sequence[Order]) -> Part:
    facts, lines = [], []
    for order in orders[:_LISTED]:
        facts += [number_cell(order), status_cell(order), *line_cells(order)]
        lines.append(f"尾号{order.number[-4:]}{goods_named(order)}：{order.status_text}")
    text = f"您要{rule.name}的是哪一单呢？\n" + "\n".join(lines)
    return Part(
        text, "clarify", 0.93, tuple(facts), asks="order", orders=tuple(order.number for order in orders[:_LISTED])
    )


def _refused(turn: Turn, rule: ActRule, order: Order) -> Part | None:
    """The order's state, or the shop's days, forbid it: said with the reason."""
    said = rule.refused.get(order.status)
    facts = [number_cell(order), status_cell(order)]
    head = f"尾号{order.number[-4:]}这单{goods_named(order)}现在是{order.status_text}。"
    if said is None and rule.allows(order.status):
        return _too_late(turn, rule, order)
    action = Action(rule.type, order.number, (), "refused", f"订单状态：{order.status_text}")
    if said is None:
        text = f"{head}\n这一步要请售后同事来为您办。"
        return Part(text, "handoff", 0.9, (*facts, *line_cells(order)), "售后", action=action)
    return Part(f"{head}\n{said}", facts=(*facts, *line_cells(order)), confidence=0.93, action=action)


def _too_late(turn: Turn, rule: ActRule, order: Order) -> Part | None:
    if rule.type not in ("return_apply", "exchange"):
        return None
    found = last_day(turn, order)
    if _FAULTY.search(turn.text) or found is None or not found.over:
        return None
    action = Action(rule.type, order.number, (), "refused", found.rule)
    text = f"{found.text}\n要不要特殊处理请售后同事看过再答复您。"
    return Part(text, "handoff", 0.9, found.facts, "售后", action=action)


def _with_details(turn: Turn, rule: ActRule, order: Order) -> Part | None:
    """What exactly is to be done, by type."""
    asked = {"change_address": _new_address, "modify_order": _modified, "invoice": _invoice}.get(rule.type)
    if asked is not None:
        return asked(turn, rule, order)
    if rule.type == "urge_ship" and order.ship_by is not None and turn.shop.local(order.ship_by) < turn.now:
        return None  # overdue: people, at once
    if rule.type not in ("return_apply", "exchange"):
        return _proposal(turn, rule, order, ())
    if _FAULTY.search(turn.text) or last_day(turn, order) is None:
        return None  # evidence or an unknown rule: people judge
    return _proposal(turn, rule, order, _spec_wanted(turn, order))


def _new_address(turn: Turn, rule: ActRule, order: Order) -> Part:
    text = turn.reading.normal
    pairs = (("收货地址", address_in(text)), ("收件人", receiver_in(text)), ("手机号", phone_in(text)))
    params = tuple((name, value) for name, value in pairs if value)
    if not params:
        facts = (number_cell(order), status_cell(order))
        which = f"尾号{order.number[-4:]}这单（{order.status_text}）"
        ask = f"{which}要改成哪里呢？把新的省市区、详细地址、收件人和电话发来就行。"
        return Part(ask, "clarify", 0.92, facts, asks="address")
    return _proposal(turn, rule, order, params)


def _modified(turn: Turn, rule: ActRule, order: Order) -> Part | None:
    spec = _spec_wanted(turn, order)
    if spec and _OTHER_SPEC.search(turn.text):
        sku = _sku_wanted(turn, order)
        paid = next((line.price for line in order.lines if sku is not None and line.product == sku.product), None)
        if sku is not None and (not sku.stock or sku.price != paid):
            return _not_alike(turn, order, sku)
        return _proposal(turn, rule, order, spec)
    remark = remark_in(turn.text)
    return _proposal(turn, rule, order, (("备注", remark),)) if remark else None


def _not_alike(turn: Turn, order: Order, sku: Sku) -> Part:
    """The variant wanted is sold out or costs another sum: said, and settled by people."""
    facts = [number_cell(order), *line_cells(order), cite.spec(sku), cite.stock(sku)]
    if not sku.stock:
        said = f"{label(sku)}这会儿没有现货，换不了这一款。"
    else:
        facts.append(cite.price(sku))
        said = f"{label(sku)}有现货，现在标价{cite.money(sku.price or cite.NOTHING)}，和您拍的价格不一样。"
    text = f"尾号{order.number[-4:]}这单{goods_named(order)}要换规格：{said}\n请售后同事来跟您确认怎么处理。"
    return Part(text, "handoff", 0.9, tuple(facts), "售后")


def _sku_wanted(turn: Turn, order: Order) -> Sku | None:
    """The one other variant of the order's goods that the words call for; None = none or several."""
    found = [sku for line in order.lines if (sku := _other_variant(turn, line)) is not None]
    return found[0] if len(found) == 1 else None


def _other_variant(turn: Turn, line: OrderLine) -> Sku | None:
    product = turn.shop.product(line.product)
    if product is None:
        return None
    said = turn.reading.entities
    wanted = dict(choose(product, turn.reading.normal, colours=said.colours, sizes=said.sizes).options)
    mine = next((sku for sku in product.skus if sku.number == line.sku), None)
    if not wanted or mine is None:
        return None
    found = narrow(product, {**dict(mine.options), **wanted})
    return found[0] if len(found) == 1 and found[0].number != mine.number else None


def _spec_wanted(turn: Turn, order: Order) -> Details:
    sku = _sku_wanted(turn, order)
    return (("规格", label(sku)), ("SKU", sku.number)) if sku is not None else ()


def _invoice(turn: Turn, rule: ActRule, order: Order) -> Part:
    title = invoice_in(turn.reading.normal)
    if not title:
        facts = (number_cell(order), status_cell(order))
        text = f"尾号{order.number[-4:]}这单的发票，抬头开个人还是公司呢？开公司的话把名称和税号一起发来。"
        return Part(text, "clarify", 0.92, facts, asks="title")
    return _proposal(turn, rule, order, title)


def _proposal(turn: Turn, rule: ActRule, order: Order, params: Details) -> Part:
    """The summary with the question; the rule is the shop's policy, else the order's state."""
    policy = next(iter(turn.shop.policies(*rule.topics)), None)
    facts = [number_cell(order), status_cell(order), *line_cells(order)]
    lines = [
        f"跟您核对一下，这边要办的是：{rule.name}",
        f"订单：尾号{order.number[-4:]}{goods_named(order)}，{order.status_text}",
    ]
    if order.paid_amount is not None:
        facts.append(cite.cell(order.source, "实付金额", order.paid_amount))
        lines[1] += f"，实付{cite.money(order.paid_amount)}"
    lines += _told(params)
    facts += [*_spec_cells(turn, order), *_said(params)]
    if policy is not None and rule.type in ("change_address", "return_apply", "exchange"):
        lines.append(f"店里的规定：{policy.text}")
        facts += cite.policy(policy)
    lines.append("确认办理请回复“确认”，不办回复“不用”。")
    action = Action(rule.type, order.number, params, "proposed", _rule_name(policy, order))
    return Part("\n".join(lines), "act", 0.95, tuple(facts), action=action)


def _told(params: Details) -> list[str]:
    """The details as lines; a phone number by its last digits only, since it stays in the chat."""
    lines = []
    for name, value in params:
        if name == "手机号":
            lines.append(f"手机号：尾号{value[-4:]}")
        elif name != "SKU":
            lines.append(f"{name}：{value}")
    return lines


def _said(params: Details) -> list[FactUse]:
    """What the shopper gave, as cells of his own."""
    return [cite.cell(cite.SHOPPER, name, value) for name, value in params]


def _spec_cells(turn: Turn, order: Order) -> list[FactUse]:
    sku = _sku_wanted(turn, order)
    return [cite.spec(sku)] if sku is not None else []


def _rule_name(policy: Policy | None, order: Order) -> str:
    return f"{policy.number} {policy.topic}（{policy.source}）" if policy else f"订单状态：{order.status_text}"


def done(action: Action, order: Order | None) -> Part:
    """What was done on the shopper's yes, from the order as it is known."""
    rule = act_rules()[action.type]
    facts = (number_cell(order), *line_cells(order)) if order is not None else ()
    goods = goods_named(order) if order is not None else ""
    lines = [f"好的，按您的确认，尾号{action.order[-4:]}这单{goods}已为您{rule.name}。"]
    lines += _told(action.params)
    return Part("\n".join(lines), "act", 0.96, (*facts, *_said(action.params)), action=action)


def dropped(action: Action) -> Part:
    """The shopper's no."""
    return Part(f"好的，{act_rules()[action.type].name}就先不办，订单保持原样。", confidence=0.95)
