"""Orders from the platforms' exports into the shop: merged with what is known, in pieces, each whole.

A piece is one transaction. Doing it again changes nothing, so that an import which was ended midway is simply
started again.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy import bindparam, insert, select, update

from xiaoer.core.errors import Refusal
from xiaoer.core.facts import Order
from xiaoer.domains.orders.models import OrderRow
from xiaoer.domains.shoppers import service as shoppers
from xiaoer.files.platform_orders import AfterSalesRecord, merge, with_after_sales
from xiaoer.kit.clock import to_ms
from xiaoer.kit.codec import from_json, to_json
from xiaoer.kit.upsert import Tally
from xiaoer.kit.writer import Unit

_table = OrderRow.__table__


def bring_orders(unit: Unit, shop_id: int, platform: str, orders: Sequence[Order]) -> tuple[Tally, list[Refusal]]:
    """Merge orders of a platform into a shop. A number that another platform's order holds is refused."""
    held = _held(unit, shop_id, [o.number for o in orders])
    tally, refused = Tally(), []
    fresh: dict[str, dict[str, object]] = {}
    changed: dict[str, dict[str, object]] = {}
    nicks: set[str] = set()
    for order in orders:
        known = held.get(order.number)
        if known is None:
            fresh[order.number] = {"shop_id": shop_id, "platform": platform, **_columns(order)}
            nicks.add(order.shopper)
            continue
        row_id, its_platform, text = known
        if its_platform not in ("", platform):
            why = f"这个订单号已经是平台 {its_platform} 的订单"
            remedy = "检查 --platform 和 --shop 是否选对"
            refused.append(Refusal(order.source.file, order.source.row, None, why, remedy))
            continue
        merged = merge(from_json(text, Order), order)
        columns = _columns(merged)
        if columns["data"] == text and its_platform == platform:
            tally.unchanged += 1
        else:
            changed[order.number] = {"b_shop": shop_id, "b_id": row_id, "platform": platform, **columns}
            nicks.add(merged.shopper)
    tally.added, tally.changed = len(fresh), len(changed)
    for outcome, rows in (("added", fresh), ("changed", changed)):
        for number, row in rows.items():
            unit.note("orders", number, outcome, str(row["data"]))
    _write(unit, list(fresh.values()), list(changed.values()))
    shoppers.count_orders(unit, shop_id, nicks - {""}, OrderRow.nick, OrderRow.shop_id)
    return tally, refused


def bring_cases(unit: Unit, shop_id: int, records: Sequence[AfterSalesRecord]) -> tuple[Tally, list[Refusal]]:
    """Put after-sales cases of a platform into their orders, which must be known. Tallies count orders."""
    held = _held(unit, shop_id, [r.order for r in records])
    tally, refused = Tally(), []
    merged: dict[str, Order] = {}
    for record in records:
        known = held.get(record.order)
        if known is None:
            why = f"店里没有订单 {record.order}"
            refused.append(
                Refusal(record.source.file, record.source.row, "订单号", why, "先导入含这个订单的订单表，再导入售后表")
            )
            continue
        order = merged.get(record.order) or from_json(known[2], Order)
        merged[record.order] = with_after_sales(order, record)
    changes: list[dict[str, object]] = []
    for number, order in merged.items():
        columns = _columns(order)
        row_id, platform, text = held[number]
        if columns["data"] == text:
            tally.unchanged += 1
        else:
            changes.append({"b_shop": shop_id, "b_id": row_id, "platform": platform, **columns})
            unit.note("orders", number, "changed", str(columns["data"]))
    tally.changed = len(changes)
    _write(unit, [], changes)
    return tally, refused


def _held(unit: Unit, shop_id: int, numbers: Sequence[str]) -> Mapping[str, tuple[int, str, str]]:
    found = unit.connection.execute(
        select(OrderRow.number, OrderRow.id, OrderRow.platform, OrderRow.data).where(
            OrderRow.shop_id == shop_id, OrderRow.number.in_(numbers)
        )
    )
    held = {number: (row_id, platform, data) for number, row_id, platform, data in found}
    for number, data in unit.pretended("orders", numbers).items():
        row_id, platform, _ = held.get(number, (0, "", ""))
        held[number] = row_id, platform, data
    return held


def _columns(order: Order) -> dict[str, object]:
    return {
        "number": order.number, "nick": order.shopper, "status": order.status,
        "ordered_ms": to_ms(order.ordered_at) if order.ordered_at else 0, "data": to_json(order),
    }  # fmt: skip


def _write(unit: Unit, fresh: list[dict[str, object]], changed: list[dict[str, object]]) -> None:
    if unit.rehearses:
        return
    if fresh:
        unit.connection.execute(insert(OrderRow), fresh)
    if changed:
        names = ("platform", "number", "nick", "status", "ordered_ms", "data")
        unit.connection.execute(
            update(_table)  # type: ignore[arg-type]
            .where(_table.c.shop_id == bindparam("b_shop"), _table.c.id == bindparam("b_id"))
            .values({name: bindparam(name) for name in names}),
            changed,
        )
