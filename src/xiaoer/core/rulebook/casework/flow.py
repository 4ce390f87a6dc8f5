"""States of a case and the acts between them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal, get_args

from xiaoer.core.errors import BadInput

Kind = Literal[
    "cancel", "refund_only", "return_refund", "exchange", "resend", "repair", "price_protection", "compensation",
    "service",
]  # fmt: skip
State = Literal[
    "requested", "evidence", "approval", "to_return", "returning", "to_refund", "to_ship", "done", "refused",
    "withdrawn",
]  # fmt: skip
Party = Literal["shopper", "shop", "lead", "clock", "platform"]
KINDS: tuple[Kind, ...] = get_args(Kind)
STATES: tuple[State, ...] = get_args(State)
OPEN_STATES: tuple[State, ...] = STATES[:7]
_BACK: frozenset[Kind] = frozenset({"return_refund", "exchange", "repair"})  # goods come back first
_GOODS: frozenset[Kind] = frozenset({"exchange", "repair", "resend", "service"})  # ends with goods, not money


@dataclass(frozen=True, slots=True)
class Act:
    """What may be done: from which states, by whom, and what must be said with it."""

    name: str
    zh: str
    states: frozenset[State]
    by: frozenset[Party]
    needs: frozenset[str] = frozenset()


def _act(name: str, zh: str, states: str, by: str, needs: str = "") -> Act:
    return Act(name, zh, frozenset(states.split()), frozenset(by.split()), frozenset(needs.split()))  # type: ignore[arg-type]


_SHOP = "shop lead"
ACTS: Mapping[str, Act] = MappingProxyType(
    {
        act.name: act
        for act in (
            _act("approve", "同意", "requested", _SHOP),
            _act("refuse", "拒绝", "requested", _SHOP, "text"),
            _act("ask_evidence", "请买家补凭证", "requested", _SHOP, "text"),
            _act("evidence", "提交凭证", "requested evidence refused", "shopper shop lead", "media"),
            _act("confirm", "审批通过", "approval", "lead"),
            _act("reject", "审批驳回", "approval", "lead", "text"),
            _act("waybill", "填写退货运单", "to_return", "shopper shop lead", "waybill"),
            _act("received", "验收无误", "returning", _SHOP),
            _act("unsound", "验收有异议", "returning", _SHOP, "text"),
            _act("refund", "已退款", "to_refund", _SHOP),
            _act("ship", "已寄出", "to_ship", _SHOP, "waybill"),
            _act("withdraw", "撤销申请", "requested evidence approval to_return", "shopper"),
            _act("expire", "超时关闭", "evidence to_return", "clock"),
            _act("note", "备注", " ".join(STATES), _SHOP, "text"),
            _act("assign", "转给同事", " ".join(OPEN_STATES), _SHOP),
        )
    }
)


def acts_for(state: State, party: Party) -> tuple[str, ...]:
    """What a party may do in a state."""
    return tuple(name for name, act in ACTS.items() if state in act.states and party in act.by)


def granted(kind: Kind, *, must_return: bool) -> State:
    """Where a granted case goes on."""
    if kind in _BACK and must_return:
        return "to_return"
    return "to_ship" if kind in _GOODS else "to_refund"


def after(kind: Kind, state: State, act: str, *, must_return: bool, needs_approval: bool = False) -> State:
    """The state after an act. Raises `BadInput` where the act does not fit the state."""
    if act not in ACTS or state not in ACTS[act].states:
        raise BadInput(f"现在的状态不能“{ACTS[act].zh if act in ACTS else act}”", code="wrong_state")
    match act:
        case "approve":
            return "approval" if needs_approval else granted(kind, must_return=must_return)
        case "confirm":
            return granted(kind, must_return=must_return)
        case "received":
            return "to_ship" if kind in _GOODS else "to_refund"
        case "evidence" | "reject" | "unsound":
            return "requested"
        case "note" | "assign":
            return state
    fixed: dict[str, State] = {
        "refuse": "refused", "ask_evidence": "evidence", "waybill": "returning", "refund": "done", "ship": "done",
        "withdraw": "withdrawn", "expire": "withdrawn",
    }  # fmt: skip
    return fixed[act]
