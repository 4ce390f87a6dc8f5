"""“后面谁联系我”, “这单谁来负责”: who takes on a case that was told; people do, with the order named."""

# Rows of Chinese count double in width; they are kept whole.

from __future__ import annotations

import re

from xiaoer.core.answering.evidence import cite
from xiaoer.core.answering.parts import Part, Turn
from xiaoer.core.answering.shapes import FactUse
from xiaoer.core.answering.skills.orders.orders import number_cell, open_order
from xiaoer.core.answering.teams import team_of
from xiaoer.core.reading.shapes import INTENTS, Team

_WHO = re.compile(
    r"谁(?:来|会|给|在|能|跟|和)?(?:我)?.{0,3}(?:负责|处理|管(?!理)|对接|联系|跟进|接待|答复)|(?:跟|和)我(?:对接|联系)|(?:后面|后续|之后|接下来)谁|多久.{0,3}(?:有人|联系|回复|答复)我|(?:有没有|到底有没有|有)人(?:管|处理|负责)"
)
_FREIGHT = re.compile(r"运费|邮费|快递费")
_CASES: frozenset[Team] = frozenset({"售后", "投诉"})


def who_handles(turn: Turn) -> Part | None:
    """People who take the case on; None = no case was spoken of, or something else is asked."""
    if not _WHO.search(turn.text) or _FREIGHT.search(turn.text):
        return None
    before = [team_of(intent) for name in turn.slots.intents[:2] for intent in INTENTS if intent == name]
    team = next((team for team in before if team in _CASES), None)
    if team is None:
        return None
    order = open_order(turn)
    about = "您说的情况"
    facts: tuple[FactUse, ...] = ()
    if order is not None:
        title = order.lines[0].title if order.lines else ""
        called = f"（{cite.cut(title, 16)}）" if title else ""
        about = f"尾号{order.number[-4:]}这单{called}的情况"
        cells = (cite.cell(order.lines[0].source, "商品标题", title),) if title else ()
        facts = (number_cell(order), *cells)
    text = (
        f"{about}已经记下来了，由{team}的同事专门跟进，请他在这里跟您联系。\n照片和单据先留好，前面说过的不用再重复。"
    )
    return Part(text, "handoff", 0.9, facts, team)
