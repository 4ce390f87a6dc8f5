"""“能取消吗”, “地址可以改吗” of an own order: whether it can be done now, by its state, and the offer to do it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

from xiaoer.core.answering.parts import Part, Turn
from xiaoer.core.answering.skills.acting.acting import left_to_shopper, of_some_lines
from xiaoer.core.answering.skills.acting.proposals import named
from xiaoer.core.answering.skills.common import rule
from xiaoer.core.answering.skills.orders.orders import (
    goods_named,
    line_cells,
    not_yours,
    number_cell,
    status_cell,
    was_done,
)
from xiaoer.core.answering.skills.orders.which_order import order_for
from xiaoer.core.answering.wishes.acts import ActRule
from xiaoer.core.facts import Order

_MAY = re.compile(
    r"(?:能|可以|可不可以|能不能|还能|还可以|可否|行不行|来得及)[^,，。]{0,12}(?:吗|么|不|嘛|没|$)|(?:能|可以|行)(?:吗|不|么)[?？]?$"
)
_HOW = re.compile(r"怎么|如何|流程|多久|几天|谁|什么时候|多少|运费|邮费|哪")
_SPECIAL = re.compile(r"专票|专用|增值税|纸质")
_WORD: Mapping[str, str] = MappingProxyType(
    {
        "cancel_order": "要取消的话回复“取消”，这边跟您核对后就办。",
        "change_address": "要改的话把新的省市区、详细地址、收件人和电话发来，这边跟您核对后就改。",
        "invoice": "要开的话告诉这边抬头：个人，或公司名称加税号，这边跟您核对后就办。",
        "return_apply": "要退的话回复“退货”，这边跟您核对后就办。",
        "exchange": "想换成哪个颜色或尺码直接说，这边跟您核对后就办。",
    }
)
_TOPICS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "invoice": ("发票",),
        "cancel_order": ("取消",),
        "change_address": ("改地址", "地址"),
        "exchange": ("换货", "退换"),
    }
)


def offered(turn: Turn) -> Part | None:
    """What may be done to the order asked about; None = no such question, or it is for the skill that follows."""
    act = turn.shop.acts.get(turn.intent)
    if act is None or act.off or act.direct or turn.intent not in _WORD or not turn.acting or not turn.orders:
        return None
    if turn.wish is not None or not _MAY.search(turn.text) or _HOW.search(turn.text) or not_yours(turn):
        return None
    if turn.intent == "invoice" and (left_to_shopper(turn) or _SPECIAL.search(turn.text)):
        return None
    order = order_for(turn, act)
    if isinstance(order, Part) or was_done(turn, order, act.type):
        return order if isinstance(order, Part) else None
    return of_some_lines(turn, act, order) or _by_state(turn, act, order)


def _by_state(turn: Turn, act: ActRule, order: Order) -> Part | None:
    """What the order's state allows."""
    why = act.refused.get(order.status, "")
    if not why and (not act.allows(order.status) or turn.intent in ("return_apply", "exchange")):
        return None  # the judge speaks of returns
    facts = [number_cell(order), status_cell(order), *line_cells(order), named(act)]
    head = f"尾号{order.number[-4:]}这单{goods_named(order)}现在是{order.status_text}，"
    lines = [head + (why or f"可以{act.name}。")]
    told = rule(turn, *_TOPICS[turn.intent], floor=9.0) if turn.intent in _TOPICS and not why else None
    if told is not None:
        lines.append(told[0])
        facts += told[1]
    if not why:
        lines.append(_WORD[turn.intent])
    details = (("offer", turn.intent), (f"order:{act.type}", order.number)) if not why else ()
    return Part("\n".join(lines), facts=tuple(facts), confidence=0.9, details=details, orders=(order.number,))
