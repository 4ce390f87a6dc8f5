"""Which after-sales case of the shopper's own a line asks about: by number, goods, day, or the reason that it tells."""

from __future__ import annotations

import re
from datetime import datetime
from decimal import Decimal

from xiaoer.core.answering.evidence import cite
from xiaoer.core.answering.goods.aspects import common_runs
from xiaoer.core.answering.parts import Part, Turn
from xiaoer.core.answering.skills.orders.orders import calls_goods, named_by_message, number_cell
from xiaoer.core.facts import Order, OrderLine

_WHY = re.compile(r"为(?:啥|什么|何)|原因|凭什么|怎么回事")
_CANCELLED = re.compile(r"取消")
_OPEN = re.compile(r"成功|完成|关闭|已退款|拒绝")


_TOLD = 3
_OVER = re.compile(r"成功|完成|关闭|拒绝|撤销|取消")


def open_case(order: Order) -> bool:
    """Whether a case on the order still goes on."""
    return order.after_sales is not None and not _OVER.search(order.after_sales.state)


def case_meant(turn: Turn, *, by_words: bool = False) -> Order | None:
    """The order whose case is asked about, the one spoken of or the newest open one where the words don't tell.

    `by_words` = only one that the words tell.
    """
    cases = [order for order in turn.orders if order.after_sales is not None]
    named = named_by_message(turn)
    if named is not None:
        return named if named in cases else None
    scored = [(_weight(turn, order), order) for order in cases]
    best = max((weight for weight, _ in scored), default=0)
    if by_words and best < _TOLD:
        return None
    return next((order for weight, order in scored if weight == best), None)


def _weight(turn: Turn, order: Order) -> int:
    """How much of the line speaks for a case; an open one and the one spoken of weigh a little."""
    case, text = order.after_sales, turn.reading.normal
    assert case is not None
    weight = 4 * any(common_runs(text, _called(turn, line)) for line in order.lines) + 3 * calls_goods(order, text)
    weight += 4 * ("拒" in text and "拒绝" in case.state)
    weight += 4 * bool(common_runs(text, f"{case.kind} {case.reason} {order.close_reason}"))
    weight += 4 * bool(_CANCELLED.search(text) and order.status == "closed_refunded")
    weight += 6 * _on_day(turn, order)
    weight += 2 * (turn.slots.order == order.number)
    return weight + (not _OPEN.search(case.state))


def _called(turn: Turn, line: OrderLine) -> str:
    """What a line of an order is called: its title, with the category of the goods."""
    product = turn.shop.product(line.product)
    return f"{line.title} {product.category if product else ''}"


def _on_day(turn: Turn, order: Order) -> bool:
    """Whether the line names the day of the order or of its case."""
    case = order.after_sales
    days = [at for at in (order.ordered_at, case.requested_at if case else None) if at is not None]
    said = set(turn.reading.entities.dates)
    return any(turn.shop.local(at).date().isoformat() in said for at in days)


def case_told(turn: Turn, order: Order) -> Part:
    """How the case on an order stands, with its sum and its last day."""
    case = order.after_sales
    assert case is not None
    facts = [number_cell(order), cite.clock(turn.now)]
    cells = (
        ("售后类型", case.kind),
        ("售后状态", case.state),
        ("售后申请时间", _local(turn, case.requested_at)),
        ("售后截止时间", _local(turn, case.due_at)),
        ("退款金额", case.refund),
    )
    facts += [cite.cell(order.source, name, value) for name, value in cells if value]
    lines = [f"您的订单（尾号{order.number[-4:]}）{case.kind}，目前状态：{case.state}。"]
    if case.requested_at:
        lines.append(f"{cite.moment(turn.shop.local(case.requested_at))}提交的申请{_amount(case.refund)}。")
    elif case.refund:
        lines.append(f"退款金额{cite.money(case.refund)}。")
    if case.reason and ("拒" in case.state or _WHY.search(turn.text)):
        facts.append(cite.cell(order.source, "售后原因", case.reason))
        lines.append(f"申请时登记的原因：{case.reason}。")
    if case.due_at and not re.search(r"成功|完成|关闭", case.state):
        due = turn.shop.local(case.due_at)
        if due < turn.now:
            lines.append(f"处理期限{cite.moment(due)}已经过了，很抱歉，请售后同事马上跟进。")
            return Part("\n".join(lines), "handoff", 0.93, tuple(facts), "售后")
        lines.append(f"处理期限是{cite.moment(due)}。")
    return Part("\n".join(lines), facts=tuple(facts), confidence=0.94)


def _local(turn: Turn, at: datetime | None) -> datetime | None:
    return turn.shop.local(at) if at else None


def _amount(refund: Decimal | None) -> str:
    return f"，退款金额{cite.money(refund)}" if refund else ""
