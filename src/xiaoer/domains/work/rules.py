"""Pure logic of tasks: rungs of the ladder, words for a case's task."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from xiaoer.core.rulebook.deadlines import next_warning, watch
from xiaoer.core.rulebook.judge import Deadline
from xiaoer.domains.aftersales.rules import KIND_ZH

_OWED = {
    "requested": "处理{kind}申请", "approval": "审批{kind}", "returning": "验收退件（{kind}）",
    "to_refund": "给买家退款（{kind}）", "to_ship": "寄出商品（{kind}）", "evidence": "等买家补凭证（{kind}）",
    "to_return": "等买家寄回（{kind}）",
}  # fmt: skip


def level(due: datetime, now: datetime) -> str:
    """The rung that a deadline has reached."""
    seen = watch(Deadline("answer_by", due), now)
    return "overdue" if seen.state == "overdue" else "" if seen.rung is None else str(seen.rung)


def next_look(due: datetime, now: datetime) -> datetime | None:
    """When the clock has to look again: the next rung, the deadline itself last; None when it has passed."""
    return next_warning(Deadline("answer_by", due), now)


def owed(case: dict[str, Any]) -> str:
    """What a case asks of its side, in words."""
    return _OWED[case["state"]].format(kind=KIND_ZH[case["kind"]])
