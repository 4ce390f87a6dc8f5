"""What a deed makes of the sandbox, by the rules of the real desk. Pure."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from xiaoer.core.facts import Order, ShopFacts
from xiaoer.core.rulebook.casework import ACTS, acts_for, after
from xiaoer.domains.academy.backend.errors import NotSo
from xiaoer.domains.academy.backend.shapes import Deed, Sandbox, SandCase
from xiaoer.domains.actions.doing import EDITS
from xiaoer.domains.actions.kinds import KINDS
from xiaoer.domains.actions.rules import amount_of, complete, judge, rule_of

ORDER_ACTS = ("remark", "change_price", "invoice", "change_address", "modify_order", "cancel_order")
CASE_ACTS = ("approve", "refuse", "ask_evidence", "received", "refund", "ship")
CASE = "case:"
AMOUNT, TEXT, WAYBILL = "退款金额", "说明", "运单号"


def case_acts(case: SandCase) -> tuple[str, ...]:
    """What may be done with a case as it stands."""
    return tuple(act for act in acts_for(case.state, "shop") if act in CASE_ACTS)


def done(sandbox: Sandbox, deed: Deed, facts: ShopFacts) -> Sandbox:
    """The sandbox after a deed. Raises `NotSo` or `BadDetail` with a sentence; nothing has changed then."""
    order = next((o for o in sandbox.orders if o.number == deed.order), None)
    if order is None:
        raise NotSo("沙盒里没有这个订单")
    if deed.act.startswith(CASE):
        return _on_case(sandbox, deed.act.removeprefix(CASE), order, dict(deed.details))
    if deed.act not in ORDER_ACTS:
        raise NotSo("练习里没有这项操作")
    params = dict(complete(rule_of(deed.act, facts.profile), deed.details))
    verdict = judge(deed.act, order, params, facts.profile, facts, limit=None, lead=True)
    if verdict.outcome == "refused":
        raise NotSo(verdict.why)
    changed = EDITS[deed.act](order, params, facts)
    return replace(sandbox, orders=tuple(changed if o.number == order.number else o for o in sandbox.orders))


def _on_case(sandbox: Sandbox, act: str, order: Order, details: dict[str, str]) -> Sandbox:
    case = next((c for c in sandbox.cases if c.order == order.number), None)
    if case is None:
        raise NotSo("这个订单没有售后单")
    if act not in case_acts(case):
        raise NotSo(f"售后单现在不能“{ACTS[act].zh if act in ACTS else act}”")
    values: dict[str, Any] = {"state": after(case.kind, case.state, act, must_return=case.kind == "return_refund")}
    if "text" in ACTS[act].needs:
        values["text"] = _needed(details, TEXT)
    if "waybill" in ACTS[act].needs:
        values["waybill"] = _needed(details, WAYBILL)
    if act == "refund":
        amount = amount_of(_needed(details, AMOUNT))
        if amount is None or amount <= 0 or (order.paid_amount is not None and amount > order.paid_amount):
            raise NotSo(f"退款金额要大于 0，不超过实付的 {order.paid_amount} 元")
        values["amount"] = amount
    changed = _shopper_moves(replace(case, **values), order)
    return replace(sandbox, cases=tuple(changed if c.order == case.order else c for c in sandbox.cases))


def _needed(details: dict[str, str], name: str) -> str:
    value = details.get(name, "").strip()
    if not value:
        raise NotSo(f"请填写{name}")
    return value


def _shopper_moves(case: SandCase, order: Order) -> SandCase:
    """In the sandbox nobody waits: goods come back at once, pictures too."""
    if case.state == "to_return":
        return replace(case, state="returning", waybill=f"SF{int(order.number) % 10**12:012d}")
    if case.state == "evidence":
        return replace(case, state="requested", pictures=3)
    return case


def fields_of(act: str) -> list[dict[str, Any]]:
    """The fields of a deed's form: name, shape, whether it is needed."""
    if act in ORDER_ACTS:
        shown = [f for f in KINDS[act].fields if not f.inside or f.name in ("备注", "旗", "原因", "SKU")]
        return [{"name": f.name, "kind": f.kind, "needed": f.needed} for f in shown if f.name not in ("规格", "手机号")]
    name = act.removeprefix(CASE)
    needs = [(TEXT, "text")] if "text" in ACTS[name].needs else []
    needs += [(WAYBILL, "line")] if "waybill" in ACTS[name].needs else []
    needs += [(AMOUNT, "money")] if name == "refund" else []
    return [{"name": field, "kind": kind, "needed": True} for field, kind in needs]
