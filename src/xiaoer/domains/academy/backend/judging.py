"""The end state against what was asked: every check, and nothing that nobody asked for. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from xiaoer.core.facts import Order
from xiaoer.domains.academy.backend.shapes import Check, Sandbox, SandCase, Seen, Task, Thing, Verdict
from xiaoer.domains.actions.doing import FLAG, MEMO
from xiaoer.domains.aftersales.rules import KIND_ZH

STATE_ZH: Mapping[str, str] = {
    "requested": "待处理", "evidence": "待补凭证", "approval": "待审批", "to_return": "待买家寄回",
    "returning": "买家已寄回，待验收", "to_refund": "待退款", "to_ship": "待寄出", "done": "已完成",
    "refused": "已拒绝", "withdrawn": "已撤销",
}  # fmt: skip
_TOUCHES: Mapping[Thing, tuple[str, ...]] = {
    "paid_amount": ("paid_amount", "discount"), "invoice": ("invoice",), "lines": ("lines",),
    "address": ("address", "receiver", "province", "city"),
}  # fmt: skip


def judged(task: Task, end: Sandbox) -> Verdict:
    """How a task ended. Passed = all checks are met and nothing strayed; what strayed costs a quarter each."""
    seen = tuple(_seen(check, end) for check in task.checks)
    strayed = tuple(_strayed(task, end))
    share = sum(s.met for s in seen) / len(seen) - len(strayed) / 4
    return Verdict(seen, strayed, round(100 * max(share, 0.0)), all(s.met for s in seen) and not strayed, task.why)


def _seen(check: Check, end: Sandbox) -> Seen:
    found = _found(check, end)
    exact = check.thing in ("paid_amount", "flag", "case_state", "case_amount", "case_pictures")
    met = all(
        any(found == spelling if exact else spelling in found for spelling in wanted.split("|"))
        for wanted in check.wanted
    )
    shown = STATE_ZH.get(found, found) if check.thing == "case_state" else found
    return Seen(check.tells, shown or "（空）", met)


def _found(check: Check, end: Sandbox) -> str:
    if check.thing.startswith("case_"):
        case = next((c for c in end.cases if c.order == check.order), None)
        return "" if case is None else _OF_CASE[check.thing](case)
    return _OF_ORDER[check.thing](next(o for o in end.orders if o.number == check.order))


_OF_ORDER: Mapping[str, Callable[[Order], str]] = {
    "paid_amount": lambda o: f"{o.paid_amount:.2f}",
    "flag": lambda o: o.extra.get(FLAG, ""),
    "memo": lambda o: o.extra.get(MEMO, ""),
    "invoice": lambda o: o.invoice,
    "address": lambda o: f"{o.address} {o.receiver}",
    "lines": lambda o: "、".join(line.spec for line in o.lines),
}
_OF_CASE: Mapping[str, Callable[[SandCase], str]] = {
    "case_state": lambda c: c.state,
    "case_amount": lambda c: "" if c.amount is None else f"{c.amount:.2f}",
    "case_text": lambda c: c.text,
    "case_waybill": lambda c: c.waybill,
    "case_pictures": lambda c: f"{c.pictures}张图" if c.pictures else "",
}


def _strayed(task: Task, end: Sandbox) -> list[str]:
    """Orders and cases that were changed though nobody asked: a note on the order that is meant does no harm."""
    found = []
    for before, now in zip(task.start.orders, end.orders, strict=True):
        things = [c.thing for c in task.checks if c.order == before.number]
        if _without(before, now, things) != before:
            found.append(f"订单 {before.number} 被改了不该改的地方")
    for case, after in zip(task.start.cases, end.cases, strict=True):
        meant = any(c.order == case.order and c.thing.startswith("case_") for c in task.checks)
        if case != after and not meant:
            found.append(f"订单 {case.order} 的{KIND_ZH[case.kind]}售后单不该动")
    return found


def _without(before: Order, now: Order, things: list[Thing]) -> Order:
    """The order as it is now, less what was to be changed."""
    touched = {field: getattr(before, field) for thing in things for field in _TOUCHES.get(thing, ())}
    if things:
        touched["extra"] = before.extra
    return replace(now, **touched)
