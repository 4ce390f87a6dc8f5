"""Packing slips: what the packing table must know of an order, ticked off there."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from xiaoer.core.facts import Order
from xiaoer.domains.orders import timeline
from xiaoer.domains.registers.models import PackRow
from xiaoer.kit.clock import iso_ms
from xiaoer.kit.writer import Unit

KINDS = {"gift": "赠品", "wish": "打包要求", "urgent": "加急", "hold": "勿发", "split": "拆单"}
FIRST = ("hold", "urgent", "split", "gift", "wish")


def view(row: PackRow) -> dict[str, Any]:
    """A slip as staff see it."""
    return {
        "id": row.id, "kind": row.kind, "state": row.state, "order": row.order_number, "nick": row.nick,
        "text": row.text, "goods": row.goods, "conversation": row.conversation_id, "by": row.by_name,
        "packed_by": row.packed_by, "made_at": iso_ms(row.made_ms), "ended_at": iso_ms(row.ended_ms),
    }  # fmt: skip


def add(
    unit: Unit, shop_id: int, order: Order, kind: str, text: str, *, by: str, conversation_id: int | None = None
) -> dict[str, Any]:
    """Put a slip on the list; the same words for an order once."""
    known = unit.session.scalar(
        select(PackRow).where(
            PackRow.shop_id == shop_id, PackRow.order_number == order.number, PackRow.kind == kind,
            PackRow.text == text, PackRow.state == "open",
        )
    )  # fmt: skip
    if known is not None:
        return view(known)
    goods = "、".join(f"{line.title or line.product} {line.spec}×{line.quantity}".strip() for line in order.lines)
    row = PackRow(
        shop_id=shop_id, kind=kind, state="open", order_number=order.number, nick=order.shopper, text=text,
        goods=goods, conversation_id=conversation_id, by_name=by, packed_by="", made_ms=unit.now_ms, version=1,
    )  # fmt: skip
    unit.session.add(row)
    unit.session.flush()
    timeline.note(unit, shop_id, order.number, "pack", f"{KINDS[kind]}：{text}", who=by, nick=order.shopper)
    unit.emit(shop_id, "casework.changed", {"about": "pack", "id": row.id})
    return view(row)


def tick(unit: Unit, shop_id: int, ids: Sequence[int], *, state: str, by: str) -> int:
    """Tick slips off (or drop them, or open them again); those that are there already count for nothing."""
    rows = unit.session.scalars(
        select(PackRow).where(PackRow.shop_id == shop_id, PackRow.id.in_(ids), PackRow.state != state).with_for_update()
    ).all()
    for row in rows:
        row.state, row.version = state, row.version + 1
        row.packed_by, row.ended_ms = (by, unit.now_ms) if state != "open" else ("", None)
        word = {"packed": "已打包", "dropped": "已作废", "open": "重新打开"}[state]
        note = f"{KINDS[row.kind]}{word}：{row.text}"
        timeline.note(unit, shop_id, row.order_number, "pack", note, who=by, nick=row.nick)
    if rows:
        unit.emit(shop_id, "casework.changed", {"about": "pack", "id": rows[0].id})
    return len(rows)


def page(session: Session, shop_id: int, *, state: str = "open", limit: int = 500) -> list[dict[str, Any]]:
    """Slips: what must not leave first, then what hurries, oldest first."""
    query = select(PackRow).where(PackRow.shop_id == shop_id)
    if state != "all":
        query = query.where(PackRow.state == state)
    found = [view(row) for row in session.scalars(query.order_by(PackRow.id).limit(limit))]
    return sorted(found, key=lambda one: (FIRST.index(one["kind"]), one["id"]))
