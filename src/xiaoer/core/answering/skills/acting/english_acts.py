"""Actions in English: laid before the shopper, refused, asked back, done or dropped, from the same cells."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources

from xiaoer.core.answering.english import status_in_english
from xiaoer.core.answering.evidence import cite
from xiaoer.core.answering.parts import Part, Turn
from xiaoer.core.answering.shapes import Action, FactUse
from xiaoer.core.answering.skills.acting.proposals import masked_address, said
from xiaoer.core.answering.skills.orders.orders import goods_named, line_cells, number_cell, status_cell
from xiaoer.core.facts import Order
from xiaoer.core.money import yuan

_PARAMS = {
    "收货地址": "New address", "收件人": "Receiver", "手机号": "Phone", "规格": "New option", "换成": "New option",
    "备注": "Note", "抬头": "Invoice title", "税号": "Tax number",
}  # fmt: skip
_ASKED = {
    "address": "Please send the full new address, with the receiver's name and phone number.",
    "title": "Should the invoice be personal or for a company? For a company, please send its name and tax number.",
    "act": "Which size or colour would you like instead?",
}
_HANDED = "A colleague will take care of this with you here."
NO_CHANGE = "All right, nothing was changed. Let me know if you need anything else."


@cache
def _acts() -> Mapping[str, Mapping[str, str]]:
    text = (resources.files("xiaoer.core.answering") / "data" / "english.toml").read_text("utf-8")
    acts: Mapping[str, Mapping[str, str]] = tomllib.loads(text)["acts"]
    return acts


def _word(kind: str, what: str) -> str:
    return _acts().get(kind, {}).get(what, "")


def act_in_english(turn: Turn, part: Part) -> Part:
    """The same part in English."""
    kind = turn.wish.type if turn.wish else turn.intent
    order = _order_of(turn, part)
    if part.action is not None and part.action.state == "proposed":
        return _proposed(part, part.action, order)
    if part.kind == "clarify":
        return _asked(turn, part, kind, order)
    head = _told(order) if order is not None else ""
    facts = (*part.facts, *((number_cell(order), status_cell(order), *line_cells(order)) if order is not None else ()))
    if part.action is not None and order is not None:
        why = _word(part.action.type, order.status) or f"I can't {_word(part.action.type, 'name')} in this state."
        over = _last_day(part)
        late = f"The days for a return without a reason ended on {over[0].value}." if over else why
        tail = " A colleague will look at your case." if part.kind == "handoff" else ""
        return _again(part, f"{head}\n{late}{tail}", facts)
    if part.kind == "handoff":
        return _again(part, f"{head}\n{_HANDED}".strip(), facts)
    return _again(part, f"{head}\nThis has been done already.".strip(), facts)


def _again(part: Part, text: str, facts: tuple[FactUse, ...]) -> Part:
    return Part(text, part.kind, part.confidence, facts, part.team, part.asks, action=part.action, details=part.details)


def _order_of(turn: Turn, part: Part) -> Order | None:
    number = part.action.order if part.action else next((f.value for f in part.facts if f.field == "订单号"), "")
    return next((order for order in turn.orders if order.number == number), None)


def _told(order: Order) -> str:
    return f"Your order ending in {order.number[-4:]} {goods_named(order)} is {status_in_english(order.status_text)}."


def _last_day(part: Part) -> tuple[FactUse, ...]:
    return tuple(fact for fact in part.facts if fact.field in ("=无理由退货截止", "=申请截止"))


def _proposed(part: Part, action: Action, order: Order | None) -> Part:
    lines = [f"Please check this before I {_word(action.type, 'name') or action.type}:"]
    if order is not None:
        paid = f", {yuan(order.paid_amount)} yuan paid" if order.paid_amount is not None else ""
        lines.append(f"{_told(order).removesuffix('.')}{paid}.")
    lines += _params(action)
    until = _last_day(part)
    if until:
        lines.append(f"Returns without a reason are possible until {until[0].value}.")
    if "由您承担" in part.text:
        lines.append("You pay for sending it back.")
    elif "由店里承担" in part.text:
        lines.append("The shop pays for sending it back.")
    refund = next((fact for fact in part.facts if fact.field == "=退款金额"), None)
    if refund is not None:
        lines.append(f"The refund is {refund.value} yuan.")
    lines.append("Reply “yes” to go ahead, or “no” to leave it as it is.")
    return Part("\n".join(lines), "act", part.confidence, part.facts, action=action, details=part.details)


def _params(action: Action) -> list[str]:
    lines = []
    for name, value in action.params:
        if name == "手机号":
            lines.append(f"Phone: ending in {value[-4:]}")
        elif name in _PARAMS:
            shown = masked_address(value) if name == "收货地址" else "personal" if value == "个人" else value
            lines.append(f"{_PARAMS[name]}: {shown}")
    return lines


def _asked(turn: Turn, part: Part, kind: str, order: Order | None) -> Part:
    if part.asks == "order":
        orders = [o for number in part.orders for o in turn.orders if o.number == number]
        lines = [f"{place}. ending in {o.number[-4:]} {goods_named(o)}, {status_in_english(o.status_text)}"
                 for place, o in enumerate(orders, 1)]  # fmt: skip
        text = f"Which order should I {_word(kind, 'short') or 'look at'}?\n" + "\n".join(lines)
        facts = (*part.facts, *(cite.cell("list", "序号", place) for place in range(1, len(orders) + 1)))
        return Part(text, "clarify", part.confidence, facts, asks="order", orders=part.orders, details=part.details)
    head = _told(order) if order is not None else ""
    text = f"{head}\n{_ASKED.get(part.asks, _ASKED['act'])}".strip()
    return Part(text, "clarify", part.confidence, part.facts, asks=part.asks, details=part.details)


def done_in_english(action: Action, order: Order | None) -> Part:
    """What was done on the shopper's yes."""
    which = f"your order ending in {action.order[-4:]}" if order is not None else "your request"
    done = _word(action.type, "done") or "your request has been carried out"
    lines = [f"Done, as you confirmed: {done} ({which}).", *_params(action)]
    facts = (number_cell(order), *line_cells(order)) if order is not None else ()
    return Part("\n".join(lines), "act", 0.96, (*facts, *said(action.params)), action=action)


def pressed_in_english(action: Action) -> Part:
    """A polite word is no clear yes."""
    text = f"Just to be sure: should I {_word(action.type, 'name') or action.type}? Please reply “yes” or “no”."
    return Part(text, "clarify", 0.95)


def still_open_in_english(action: Action) -> Part:
    """Something else was said: nothing was done."""
    name = _word(action.type, "name") or action.type
    return Part(f"I have not done this yet: {name}. Reply with the wish again if you still want it.", confidence=0.95)
