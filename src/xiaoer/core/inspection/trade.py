"""Trade (成交): what shoppers who asked went on to buy, and whose sale it was. Money in fen, times in milliseconds.

Definitions: RULES §4.2. An inquiry (询单) is a shopper who asked something and had no paid order before that in the
data, or ordered after it. A sale belongs to the last person who wrote before the order (落实); when nobody did, to
the last one who wrote between order and payment (跟进); those who wrote earlier assisted (协助); else it is silent
(静默). Lines count from the day before the order on.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from typing import Any, Literal

from xiaoer.core.inspection.rows import DAY_MS, Row

Role = Literal["closed", "followed", "assisted"]  # 落实 跟进 协助
_ZONE_MS = 8 * 3_600_000
FINAL_DAYS = 4

DEFINITIONS = {
    "inquiries": "询单人数：问过话、且此前没有已付款订单或之后下了单的买家；只问售后的不算。",
    "paid_next_day_rate": "询单→次日付款：询单当天或第二天付款的买家 ÷ 询单人数。",
    "paid_final_rate": "询单→最终付款：询单后 4 天内付款的买家 ÷ 询单人数。",
    "ordered": "下单数：询单买家在询单后下的订单。",
    "order_paid_rate": "下单→付款：其中付了款的订单 ÷ 下单数。",
    "orders": "归属的已付款订单数：下单前最后接待（落实）优先，没有则付款前最后接待（跟进）。",
    "sales": "销售额（元）：归属订单的实付金额。",
    "refunds": "退款额（元）：归属订单的成功退款。",
    "net_sales": "净销售额（元）= 销售额 − 退款额。",
    "buyers": "成交买家数。",
    "order_value": "客单价（元）= 销售额 ÷ 成交买家数。",
    "items_per_buyer": "客件数 = 件数 ÷ 成交买家数。",
    "refund_rate": "退款率 = 有退款的订单 ÷ 归属的已付款订单。",
    "assisted": "协助订单数：更早接待过、但不是落实或跟进的订单。",
    "silent_orders": "静默订单数：下单前一天起没有人接待过的已付款订单。",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Sale:
    """One order of a shopper."""

    number: str
    ordered_ms: int
    paid_ms: int | None
    amount_fen: int
    items: int
    refund_fen: int = 0


@dataclass(slots=True)
class Trade:
    """Sums of the shop or of an agent; they add up in any order."""

    inquiries: int = 0
    paid_next_day: int = 0
    paid_final: int = 0
    ordered: int = 0
    ordered_paid: int = 0
    orders: int = 0
    sales_fen: int = 0
    refund_fen: int = 0
    refunded: int = 0
    buyers: int = 0
    items: int = 0
    assisted: int = 0

    def add(self, other: Trade) -> None:
        """Take in the sums of another part."""
        for item in fields(Trade):
            setattr(self, item.name, getattr(self, item.name) + getattr(other, item.name))

    def figures(self) -> dict[str, float | int | None]:
        """The figures by their keys; None where there is nothing to divide by."""
        return {
            "inquiries": self.inquiries,
            "paid_next_day_rate": _share(self.paid_next_day, self.inquiries),
            "paid_final_rate": _share(self.paid_final, self.inquiries),
            "ordered": self.ordered,
            "order_paid_rate": _share(self.ordered_paid, self.ordered),
            "orders": self.orders,
            "sales": self.sales_fen / 100,
            "refunds": self.refund_fen / 100,
            "net_sales": (self.sales_fen - self.refund_fen) / 100,
            "buyers": self.buyers,
            "order_value": None if not self.buyers else round(self.sales_fen / self.buyers / 100, 2),
            "items_per_buyer": _share(self.items, self.buyers),
            "refund_rate": _share(self.refunded, self.orders),
            "assisted": self.assisted,
        }


@dataclass(slots=True)
class Book:
    """Trade by agent ("" = the shop), and the orders whose shoppers were talked with."""

    by: dict[str, Trade] = field(default_factory=dict)
    met: set[str] = field(default_factory=set)

    def of(self, who: str) -> Trade:
        """The sums of an agent; "" = the shop."""
        return self.by.setdefault(who, Trade())

    def merge(self, other: Book) -> None:
        """Take in another part (of other shoppers)."""
        for who, trade in other.by.items():
            self.of(who).add(trade)
        self.met |= other.met

    def count(self, chats: Iterable[Sequence[Row]], sales: Sequence[Sale]) -> None:
        """All conversations and orders of one shopper."""
        rows = sorted((row for chat in chats for row in chat), key=lambda row: row.ms)
        asked = [row.ms for row in rows if row.side == "shopper" and not row.courtesy]
        spoke = [(row.ms, row.who) for row in rows if row.side == "human"]
        bought: set[str] = set()
        for sale in sales:
            if sale.paid_ms is not None and (roles := roles_of(sale, spoke)):
                self.met.add(sale.number)
                self._credit(sale, roles, bought)
        first = _inquiry(asked, sales)
        if first is not None:
            self._inquiry(first, sales, {who for ms, who in spoke if ms >= first})

    def _credit(self, sale: Sale, roles: Mapping[str, Role], bought: set[str]) -> None:
        owner = next(
            (who for wanted in ("closed", "followed") for who, role in roles.items() if role == wanted), None
        )  # fmt: skip
        for who in ("", *([owner] if owner else [])):
            trade = self.of(who)
            trade.orders += 1
            trade.sales_fen += sale.amount_fen
            trade.refund_fen += sale.refund_fen
            trade.refunded += sale.refund_fen > 0
            trade.items += sale.items
            trade.buyers += who not in bought
            bought.add(who)
        for who in roles:
            if who != owner:
                self.of(who).assisted += 1

    def _inquiry(self, first: int, sales: Sequence[Sale], agents: set[str]) -> None:
        later = [sale for sale in sales if sale.ordered_ms >= first]
        paid = [sale.paid_ms for sale in later if sale.paid_ms is not None]
        day = _day(first)
        for who in ("", *agents):
            trade = self.of(who)
            trade.inquiries += 1
            trade.paid_next_day += any(_day(ms) <= day + 1 for ms in paid)
            trade.paid_final += any(_day(ms) <= day + FINAL_DAYS for ms in paid)
            trade.ordered += len(later)
            trade.ordered_paid += len(paid)


def roles_of(sale: Sale, spoke: Sequence[tuple[int, str]]) -> dict[str, Role]:
    """Who had what part in a paid order: at most one closed it or followed it up; empty = silent."""
    begin = (_day(sale.ordered_ms) - 1) * DAY_MS - _ZONE_MS
    end = sale.paid_ms if sale.paid_ms is not None else sale.ordered_ms
    before = [who for ms, who in spoke if begin <= ms <= sale.ordered_ms]
    between = [who for ms, who in spoke if sale.ordered_ms < ms <= end]
    roles: dict[str, Role] = dict.fromkeys([*before, *between], "assisted")
    if before:
        roles[before[-1]] = "closed"
    if between and roles[between[-1]] != "closed":
        roles[between[-1]] = "followed"
    return roles


def _inquiry(asked: Sequence[int], sales: Sequence[Sale]) -> int | None:
    """The first question that may lead to an order: none when all was asked of orders paid before."""
    for ms in asked:
        paid_before = any(sale.paid_ms is not None and sale.paid_ms <= ms for sale in sales)
        if not paid_before or any(sale.ordered_ms >= ms for sale in sales):
            return ms
    return None


def _day(ms: int) -> int:
    return (ms + _ZONE_MS) // DAY_MS


def _share(part: int, whole: int) -> float | None:
    return round(part / whole, 4) if whole else None


def report(book: Book, sales: Mapping[str, Sequence[Sale]]) -> dict[str, Any]:
    """The value of `kpis.trade`."""
    paid = {sale.number for found in sales.values() for sale in found if sale.paid_ms is not None}
    return {
        "shop": {**book.of("").figures(), "silent_orders": len(paid - book.met)},
        "agents": {who: trade.figures() for who, trade in sorted(book.by.items()) if who},
        "definitions": DEFINITIONS,
    }
