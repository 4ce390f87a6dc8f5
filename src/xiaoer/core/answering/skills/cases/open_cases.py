"""A return, an exchange or a cancelling wished for where a case is open: how it stands, not a second one."""

from __future__ import annotations

from dataclasses import replace

from xiaoer.core.answering.parts import Part, Turn
from xiaoer.core.answering.skills.cases.cases import case_told, open_case
from xiaoer.core.answering.skills.orders.which_order import OF_CASES
from xiaoer.core.answering.wishes.acts import ActRule
from xiaoer.core.facts import Order


def already_open(turn: Turn, rule: ActRule, order: Order) -> Part | None:
    """What is in hand already; another kind of case is for people, who can change the one that is there."""
    if rule.direct or rule.type not in OF_CASES or not open_case(order) or order.after_sales is None:
        return None
    told = case_told(turn, order)
    same = (rule.type == "exchange") == ("换" in order.after_sales.kind)
    if not same:
        text = f"{told.text}\n这单已经有在办的售后，想改成{rule.name}的话请售后同事来为您改。"
        return replace(told, text=text, kind="handoff", team="售后", confidence=0.9)
    return replace(told, text=f"{told.text}\n已经在办了，不用重复申请。")
