"""What flows in back-end drills: the sandbox with its orders and cases, a task, what is looked at in the end. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Literal, get_args

from xiaoer.core.facts import Order, Platform
from xiaoer.core.rulebook.casework import Kind, State
from xiaoer.domains.aftersales.rules import Reason

TaskKind = Literal["price", "remark", "invoice", "address", "swap", "refund", "return", "resend"]
TASK_KINDS: tuple[TaskKind, ...] = get_args(TaskKind)
TITLES: Mapping[str, str] = {
    "price": "付款前改价", "remark": "备注和插旗", "invoice": "登记发票", "address": "发货前改地址",
    "swap": "发货前换规格", "refund": "发货前退款", "return": "签收后的售后单", "resend": "少发补寄",
}  # fmt: skip
Thing = Literal[
    "paid_amount", "flag", "memo", "invoice", "address", "lines", "case_state", "case_amount", "case_text",
    "case_waybill", "case_pictures",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class SandCase:
    """An after-sales case (售后单) in the sandbox. `amount` = what was returned, in yuan; `text` = what was said."""

    order: str
    kind: Kind
    state: State
    reason: Reason
    words: str
    requested_at: datetime
    pictures: int = 0
    asked: Decimal | None = None
    amount: Decimal | None = None
    text: str = ""
    waybill: str = ""


@dataclass(frozen=True, slots=True)
class Sandbox:
    """Orders and cases as they stand, at a moment in shop time."""

    now: datetime
    platform: Platform
    orders: tuple[Order, ...]
    cases: tuple[SandCase, ...] = ()


@dataclass(frozen=True, slots=True)
class Check:
    """What an order should show in the end. Each of `wanted` must be there, spellings after `|`; `tells` = in words."""

    order: str
    thing: Thing
    wanted: tuple[str, ...]
    tells: str


@dataclass(frozen=True, slots=True)
class Task:
    """A task: what is told to the trainee (`brief`, a line each), the sandbox as he finds it, how it should end."""

    kind: TaskKind
    seed: int
    title: str
    brief: tuple[str, ...]
    start: Sandbox
    checks: tuple[Check, ...]
    why: str


@dataclass(frozen=True, slots=True)
class Deed:
    """One thing done in the sandbox: an action on an order, or an act on its case (`case:approve`)."""

    act: str
    order: str
    details: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Seen:
    """A check as it came out; `found` = what the order shows."""

    tells: str
    found: str
    met: bool


@dataclass(frozen=True, slots=True)
class Verdict:
    """How a task ended: each check, what was changed that nobody asked for, the share of what was met (0–100)."""

    checks: tuple[Seen, ...]
    strayed: tuple[str, ...]
    score: int
    passed: bool
    why: str
