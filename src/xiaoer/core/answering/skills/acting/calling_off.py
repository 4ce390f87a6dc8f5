"""“再不发我退款了”: beside the hurry, the way out of an order that was not sent yet."""

from __future__ import annotations

import re
from dataclasses import replace

from xiaoer.core.answering.parts import Part, Turn
from xiaoer.core.facts import Order

_OR_ELSE = re.compile(r"退款|退钱|退了|退掉|退货|取消|不要了|不买了|拍别家")


def called_off(turn: Turn, order: Order, part: Part) -> Part:
    """“再不发我退款了”: beside the hurry, that an order not sent yet can be called off, and how."""
    act = turn.shop.acts.get("cancel_order")
    if not _OR_ELSE.search(turn.reading.normal) or act is None or act.off or not act.allows(order.status):
        return part
    text = f"{part.text}\n不想等的话，这单还没有发货，可以取消退款；要取消回复“取消”，这边跟您核对后就办。"
    return replace(part, text=text, details=(*part.details, ("offer", "cancel_order")))
