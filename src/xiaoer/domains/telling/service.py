"""Telling affected orders first: which they are, what each is told, whether they have answered."""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from xiaoer.core.facts import Order
from xiaoer.domains.desk import service as desk
from xiaoer.domains.desk.journal import post_now
from xiaoer.domains.desk.models import Message
from xiaoer.domains.desk.rules import Post
from xiaoer.domains.orders import timeline
from xiaoer.domains.orders.models import OrderRow
from xiaoer.domains.registers import service as registers
from xiaoer.domains.registers.errors import Duplicate
from xiaoer.domains.registers.service import Entry
from xiaoer.domains.shoppers import service as shoppers
from xiaoer.domains.telling.models import ToldRow
from xiaoer.kit.clock import iso_ms
from xiaoer.kit.codec import from_json
from xiaoer.kit.events import encode
from xiaoer.kit.writer import Unit

WAITING = ("grouping", "paid_unshipped", "part_shipped")
MOST = 2000


@dataclass(frozen=True, slots=True)
class Matter:
    """What has to be told: goods (product or SKU number), stock-out or delay, the new day, money for each order."""

    goods: str
    kind: str
    day: date | None
    amount: Decimal | None

    @property
    def key(self) -> str:
        """Names the matter: told once to each order."""
        return f"{self.kind}:{self.goods}:{self.day or ''}"


def affected(session: Session, shop_id: int, goods: str) -> list[Order]:
    """Orders that wait for the goods, oldest first."""
    rows = session.scalars(
        select(OrderRow.data)
        .where(OrderRow.shop_id == shop_id, OrderRow.status.in_(WAITING))
        .order_by(OrderRow.ordered_ms, OrderRow.id)
    )
    found = [order for data in rows if _holds(order := from_json(data, Order), goods)]
    return found[:MOST]


def _holds(order: Order, goods: str) -> bool:
    return any(goods in (line.product, line.sku) for line in order.lines)


def words(matter: Matter, order: Order, address_form: str) -> str:
    """What one order is told: the fact, the new day, the money, and that it may be cancelled."""
    line = next((one for one in order.lines if matter.goods in (one.product, one.sku)), order.lines[0])
    name = f"{line.title or line.product}{f'（{line.spec}）' if line.spec else ''}"
    why = "现在缺货" if matter.kind == "stockout" else "发货会比预计晚"
    day = f"，预计{matter.day.month}月{matter.day.day}日发出" if matter.day else "，到货时间还没有确定"
    money = f"这次给您补偿{matter.amount:.2f}元。" if matter.amount else ""
    return (
        f"{address_form}您好，您订单尾号{order.number[-4:]}里的{name}{why}{day}，很抱歉。{money}"
        "您可以继续等，也可以现在取消退款，直接回复就行。"
    )


def tell(
    unit: Unit, shop_id: int, matter: Matter, order: Order, text: str, *, in_chat: bool, by: tuple[int, str]
) -> bool:
    """Tell one order, once per matter; money goes into the payout register. False = it was told already."""
    known = select(ToldRow.id).where(
        ToldRow.shop_id == shop_id, ToldRow.matter == matter.key, ToldRow.order_number == order.number
    )
    if unit.session.scalar(known) is not None:
        return False
    chat, seq = _say(unit, shop_id, order, text, matter.key, by) if in_chat else (None, None)
    amount = f"{matter.amount:.2f}" if matter.amount else None
    unit.session.add(
        ToldRow(
            shop_id=shop_id, matter=matter.key, order_number=order.number, nick=order.shopper, conversation_id=chat,
            seq=seq, text=text, amount=amount, state="sent" if in_chat else "copy", by_name=by[1], at_ms=unit.now_ms,
        )
    )  # fmt: skip
    if amount:
        cells = {"金额": amount, "原因": f"预先告知补偿（{'缺货' if matter.kind == 'stockout' else '延迟发货'}）"}
        entry = Entry("payout", order.number, order.shopper, cells, chat, by)
        with contextlib.suppress(Duplicate):  # promised before: not promised twice
            registers.add(unit, shop_id, entry, {})
    timeline.note(unit, shop_id, order.number, "notice", text, who=by[1], nick=order.shopper)
    unit.emit(shop_id, "casework.changed", {"about": "notice", "id": 0}, conversation_id=chat)
    return True


def _say(
    unit: Unit, shop_id: int, order: Order, text: str, key: str, by: tuple[int, str]
) -> tuple[int | None, int | None]:  # fmt: skip
    shopper_id = shoppers.ensure_known(unit, shop_id, order.shopper)
    chat = desk.ensure_conversation(unit, shop_id, shopper_id)
    thread = desk.lock(unit, shop_id, chat)
    said = post_now(
        unit, thread,
        Post(
            shop_id=shop_id, conversation_id=chat, client_id=f"tell:{key}:{order.number}", author="agent",
            author_name=by[1], staff_id=by[0], kind="text", body=encode({"text": text}), preview=text,
        ),
    )  # fmt: skip
    desk.save(unit, thread)
    return chat, said.number


def told(session: Session, shop_id: int, limit: int = 200) -> list[dict[str, Any]]:
    """What was told, newest first, with whether the shopper has written since."""
    rows = session.scalars(
        select(ToldRow).where(ToldRow.shop_id == shop_id).order_by(ToldRow.id.desc()).limit(limit)
    ).all()
    return [
        {
            "id": row.id, "order": row.order_number, "nick": row.nick, "conversation": row.conversation_id,
            "text": row.text, "amount": row.amount, "state": row.state, "by": row.by_name, "at": iso_ms(row.at_ms),
            "replied": _replied(session, shop_id, row),
        }
        for row in rows
    ]  # fmt: skip


def _replied(session: Session, shop_id: int, row: ToldRow) -> bool:
    if row.conversation_id is None or row.seq is None:
        return False
    query = select(func.count()).where(
        Message.shop_id == shop_id, Message.conversation_id == row.conversation_id, Message.internal.is_(False),
        Message.number > row.seq, Message.author == "shopper",
    )  # fmt: skip
    return bool(session.scalar(query))


def numbers_told(session: Session, shop_id: int, matter: Matter, numbers: Sequence[str]) -> set[str]:
    """Which of some orders know of a matter already."""
    query = select(ToldRow.order_number).where(
        ToldRow.shop_id == shop_id, ToldRow.matter == matter.key, ToldRow.order_number.in_(numbers)
    )
    return set(session.scalars(query))
