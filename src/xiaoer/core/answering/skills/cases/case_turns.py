"""Turns of a case that is open already: it is withdrawn (不退了), or one asks why an order was closed."""

# Rows of Chinese count double in width; they are kept whole.

from __future__ import annotations

import re

from xiaoer.core.answering.parts import Part, Turn
from xiaoer.core.answering.skills.cases.cases import case_meant, case_told, open_case
from xiaoer.core.answering.skills.orders.orders import about_order, named_order, not_yours

_WITHDRAWN = re.compile(
    r"(?:不|别)(?:想|用|要)?(?:给我)?(?:退|换)(?:货|款|钱)?了(?!吗|么)|(?:撤销|取消|撤回|撤掉|撤)(?:一?下)?(?:我的|那个|这个)?(?:退货|退款|换货|售后|仅退款|申请)|(?:退货|退款|换货|售后)[^,。]{0,4}(?:撤销|取消|撤回|撤掉|撤了)"
)
_ASKED = re.compile(r"怎么|咋|如何|能不能|可以|吗|么$|[?？]")
_WHY_CLOSED = re.compile(
    r"(?:为(?:啥|什么|何)|咋|怎么|凭什么|谁)[^,。]{0,8}(?:取消|关闭|关掉|关了|退款了|退了)(?!.{0,4}(?:订单吗|申请))"
)
_CLOSED = ("closed_refunded", "closed_unpaid")
_HOW = re.compile(r"(?:怎么|咋|如何)(?:才能|去|能|申请)?(?:取消|关闭|退)")


def case_withdrawn(turn: Turn) -> Part | None:
    """“那个我不退了”: how the case stands, and people who take it back; None = no case is open, or another matter."""
    if not turn.orders or not _WITHDRAWN.search(turn.text) or not_yours(turn):
        return None
    order = case_meant(turn)
    if order is None or not open_case(order) or turn.slots.proposal:
        return None
    if turn.slots.order and turn.slots.order != order.number and turn.slots.details.get("last", "") != "":
        return None
    told = case_told(turn, order)
    text = (
        f"{told.text}\n您想撤销这个申请的话，可以在订单的售后页操作；这边也请售后同事来帮您撤，撤销前状态以订单页为准。"
    )
    return Part(text, "handoff", 0.9, told.facts, "售后")


def why_closed(turn: Turn) -> Part | None:
    """“为啥给我取消了”: the reason that the order's row tells."""
    if not turn.orders or not _WHY_CLOSED.search(turn.text) or _HOW.search(turn.text) or not_yours(turn):
        return None
    closed = [order for order in turn.orders if order.status in _CLOSED]
    named = named_order(turn)
    order = named if named in closed else next(iter(closed), None)
    return about_order(turn, order) if order is not None else None
