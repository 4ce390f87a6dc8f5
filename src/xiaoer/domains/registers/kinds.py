"""The registers and their columns; a shop may choose others. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from types import MappingProxyType

from xiaoer.core.answering.skills.acting.details import address_in, phone_in, receiver_in
from xiaoer.core.errors import BadInput
from xiaoer.core.facts import Delivery, Order
from xiaoer.core.money import parse_money
from xiaoer.core.rulebook.calculators.freight import plain_province
from xiaoer.core.text.waybills import find_waybills
from xiaoer.domains.registers.errors import BadCell

CELL = 500
UNSHIPPED = frozenset({"unpaid", "grouping", "paid_unshipped", "part_shipped", "locked"})


@dataclass(frozen=True, slots=True)
class Register:
    """A register: `needed` columns, `apart` = what tells two entries of one order apart, `merges` = they become one.

    `told` = what the asking chats hear by state.
    """

    kind: str
    name: str
    columns: tuple[str, ...]
    needed: tuple[str, ...] = ()
    apart: tuple[str, ...] = ()
    merges: bool = False
    money: tuple[str, ...] = ()


def _register(kind: str, name: str, columns: str, needed: str = "", apart: str = "", **more: object) -> Register:
    return Register(kind, name, tuple(columns.split()), tuple(needed.split()), tuple(apart.split()), **more)  # type: ignore[arg-type]


REGISTERS: Mapping[str, Register] = MappingProxyType(
    {
        r.kind: r
        for r in (
            _register(
                "resend", "补发", "补发商品 数量 原因 责任方 收件人 电话 地址 补发运单", "补发商品 原因", "补发商品",
            ),
            _register(
                "payout", "返款/小额打款", "金额 原因 收款方式 打款时间 流水号", "金额 原因", "原因", money=("金额",),
            ),
            _register("returned", "退件", "退回运单 快递 退回商品 完好 处理", "退回运单", "退回运单"),
            _register("intercept", "拦截", "运单号 快递 原因 快递答复", "原因", merges=True),
            _register("chase", "催件", "运单号 快递 问题 快递答复", "问题", merges=True),
            _register("readdress", "改地址", "原地址 收件人 电话 新地址", "新地址", merges=True),
        )
    }
)  # fmt: skip
STATES: Mapping[str, str] = MappingProxyType(
    {"open": "待办", "doing": "办理中", "done": "已办好", "failed": "来不及", "dropped": "已作废"}
)
STATE_OF: Mapping[str, str] = MappingProxyType({name: state for state, name in STATES.items()})


def told(register: Register, state: str, result: str) -> str:
    """What the chats that asked hear: the honest result."""
    said = {
        ("readdress", "done"): "收货地址已改好", ("readdress", "doing"): "正在请快递改派，有结果告诉您",
        ("readdress", "failed"): "已经发出，改不了地址了", ("intercept", "doing"): "正在拦截包裹，有结果告诉您",
        ("intercept", "done"): "包裹已拦截退回", ("intercept", "failed"): "包裹没有拦下来",
    }  # fmt: skip
    base = said.get((register.kind, state)) or {
        "doing": f"{register.name}正在办理", "done": f"{register.name}已办好", "failed": f"{register.name}没有办成",
    }.get(state, "")  # fmt: skip
    return f"{base}：{result}" if base and result else base


def columns_of(kind: str, own: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """The columns of a register in a shop: its own choice, with the needed ones always there."""
    register = REGISTERS[kind]
    chosen = tuple(own.get(kind, ())) or register.columns
    return (*chosen, *(c for c in register.needed if c not in chosen))


def checked(register: Register, columns: Sequence[str], cells: Mapping[str, str]) -> dict[str, str]:
    """Cells by known column, trimmed. Raises `BadCell` naming the column and what to do."""
    clean = {name.strip(): value.strip() for name, value in cells.items() if value.strip()}
    for name, value in clean.items():
        if name not in columns:
            raise BadCell(f"登记表“{register.name}”没有“{name}”这一列", field=name)
        if len(value) > CELL:
            raise BadCell(f"{name}最多 {CELL} 个字", field=name)
    for name in register.needed:
        if name not in clean:
            raise BadCell(f"请填写{name}", field=name)
    for name in register.money:
        clean[name] = _money(name, clean[name]) if name in clean else clean.get(name, "")
    return {name: value for name, value in clean.items() if value}


def _money(name: str, value: str) -> str:
    try:
        amount = parse_money(value)
    except BadInput:
        raise BadCell(f"{name}要写成金额，例如 12.50", field=name) from None
    if amount <= 0:
        raise BadCell(f"{name}要大于 0", field=name)
    return f"{amount:.2f}"


def filled(kind: str, order: Order | None, said: Sequence[str]) -> dict[str, str]:
    """Cells that order and chat already tell; `said` = the shopper's last lines, newest last."""
    cells: dict[str, str] = {}
    if order is not None:
        goods = "、".join(f"{line.title or line.product} {line.spec}".strip() for line in order.lines)
        parcel = order.parcels[-1] if order.parcels else None
        whole = f"{order.province}{order.city}{order.address}"
        cells = {
            "补发商品": goods, "退回商品": goods, "数量": "1", "收件人": order.receiver, "电话": order.phone,
            "地址": whole, "原地址": whole,
            "运单号": parcel.waybill if parcel else "", "快递": parcel.courier if parcel else "",
        }  # fmt: skip
    for line in said:
        address, phone, receiver = address_in(line), phone_in(line), receiver_in(line)
        found = find_waybills(line)
        cells |= {"新地址": address} if address else {}
        cells |= {"电话": phone} if phone else {}
        cells |= {"收件人": receiver} if receiver else {}
        cells |= {"退回运单": found[0].number} if found else {}
    wanted = REGISTERS[kind].columns
    return {name: cells[name] for name in wanted if cells.get(name)}


def cutoff(order: Order | None, delivery: Sequence[Delivery], now: datetime) -> datetime | None:
    """When the parcel is packed: the next cut-off of the warehouse for the order's province; None = shipped or unknown.

    `now` is in the shop's time zone.
    """
    if order is None or order.status not in UNSHIPPED:
        return None
    province = plain_province(order.province)
    rows = [row for row in delivery if row.cutoff and plain_province(row.province) == province]
    rows = rows or [row for row in delivery if row.cutoff]
    if not rows:
        return order.ship_by
    hour, _, minute = min(row.cutoff for row in rows).partition(":")
    at = now.replace(hour=int(hour), minute=int(minute or 0), second=0, microsecond=0)
    return at if at > now else at + timedelta(days=1)
