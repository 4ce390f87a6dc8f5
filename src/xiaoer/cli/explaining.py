"""A decision opened: rules, facts and steps; the deadline with its warnings; what would change if facts changed."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from xiaoer.core.errors import BadInput
from xiaoer.core.rulebook.deadlines.ladder import WARN_HOURS, consequence
from xiaoer.core.rulebook.judge import Decision, packaged, what_if

_SURE = {"law": "法律", "platform": "平台", "practice": "惯例", "unsure": "待核实"}
_OUTCOME = {
    "approve": "同意", "approve_conditionally": "有条件同意", "refuse": "不同意", "ask_evidence": "需要举证",
    "escalate": "转主管",
}  # fmt: skip
_WORDS = {**_OUTCOME, "buyer": "买家承担", "seller": "卖家承担", "none": "不用寄回"}
_DUE = {"return_by": "退货申请截止", "refund_by": "退款截止", "ship_by": "发货截止", "answer_by": "处理截止"}
_PART = {
    "outcome": "结果", "return_freight_payer": "寄回运费", "must_return_goods": "是否退回", "deadline": "时限",
    "amount": "金额", "basis": "依据", "flags": "标记",
}  # fmt: skip


def read_changes(wishes: list[str]) -> dict[str, Any]:
    """`request.opened=true` → {"request.opened": True}; a value that is no JSON is a text. Raises `BadInput`."""
    changes: dict[str, Any] = {}
    for wish in wishes:
        path, mark, value = wish.partition("=")
        if not mark or not path.strip():
            raise BadInput(f"--what-if 应写成 字段=值，如 request.opened=true，不是 {wish}")
        try:
            changes[path.strip()] = json.loads(value)
        except ValueError:
            changes[path.strip()] = value
    return changes


def compared(facts: Mapping[str, Any], changes: Mapping[str, Any]) -> dict[str, Any]:
    """What would be decided with the changes, and which parts differ."""
    change = what_if(facts, changes)
    return {"changes": dict(changes), "decision": change.after.as_json(), "differs": list(change.parts)}


def ladder(decision: Decision) -> dict[str, Any] | None:
    """The warnings before the deadline (24, 12, 4, 1 hours) and what happens when it passes."""
    due = decision.deadline
    if due is None:
        return None
    warnings = [
        {"hours": hours, "at": (due.at - timedelta(hours=hours)).isoformat(timespec="seconds")} for hours in WARN_HOURS
    ]
    return {
        "what": due.what, "at": due.at.isoformat(timespec="seconds"), "warnings": warnings,
        "when_passed": consequence(due),
    }  # fmt: skip


def table(identity: Any, decision: Decision, other: Mapping[str, Any] | None) -> str:
    """The decision as lines for a person."""
    lines = [f"案例 {identity}：{_OUTCOME[decision.outcome]}", f"  {decision.explanation}"]
    rules = packaged()
    sure = {rule.id: rule.confidence for rule in rules}
    for number, step in enumerate(decision.steps, 1):
        told = f"  {number}. {step.text or '—'}"
        grounds = "、".join(step.basis) or "内部规则"
        lines += [told, f"     规则 {step.rule}（{_SURE.get(sure.get(step.rule, ''), '—')}）；依据 {grounds}"]
    if due := ladder(decision):
        rungs = "、".join(f"提前 {w['hours']} 小时 {w['at'][5:16].replace('T', ' ')}" for w in due["warnings"])
        lines += [f"  提醒：{rungs}", f"  过期后：{due['when_passed']}"]
    if other is not None:
        lines += _difference(decision.as_json(), other)
    return "\n".join(lines)


def _difference(before: Mapping[str, Any], other: Mapping[str, Any]) -> list[str]:
    told = "，".join(f"{path} = {json.dumps(value, ensure_ascii=False)}" for path, value in other["changes"].items())
    if not other["differs"]:
        return [f"  如果 {told}：决定不变"]
    after = other["decision"]
    parts = [f"    {_PART[part]}：{_said(before[part])} → {_said(after[part])}" for part in other["differs"]]
    return [f"  如果 {told}：", *parts, f"    {after['explanation']}"]


def _said(value: Any) -> str:
    if value is None:
        return "无"
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, str):
        return _WORDS.get(value, value)
    if isinstance(value, list):
        return "、".join(map(str, value)) or "无"
    if isinstance(value, dict):
        return f"{_DUE[value['what']]} {value['at'][:19].replace('T', ' ')}"
    return str(value)
