"""A period of the live desk through the ledger of inspection: the same code as `xiaoer inspect`, practice left out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from xiaoer.core.facts import Order
from xiaoer.core.inspection.cutting import cut
from xiaoer.core.inspection.kpi_rules import KpiRules, default_rules
from xiaoer.core.inspection.ledger import Counted, Ledger, Scope
from xiaoer.core.inspection.rows import Row
from xiaoer.core.inspection.trade import DEFINITIONS as TRADE_DEFINITIONS
from xiaoer.core.inspection.trade import Book, Sale
from xiaoer.domains.desk.models import Conversation, Message
from xiaoer.domains.orders.models import OrderRow
from xiaoer.domains.quality.reading import rows_of
from xiaoer.domains.reports.rules import Period
from xiaoer.domains.shifts.views import midnight
from xiaoer.domains.shop.service import ShopInfo
from xiaoer.domains.shop.targets import with_limits
from xiaoer.domains.shoppers.models import Shopper
from xiaoer.files.inspection.sales import sales_of
from xiaoer.kit.codec import from_json

DAY_MS = 86_400_000
PIECE = 400
GENERIC = (
    "conversations", "shoppers", "messages_shopper", "messages_agent", "first_response_s", "average_response_s",
    "reply_rate", "reply_rate_30s", "reply_rate_3min", "slow_responses", "unreplied", "answer_question_ratio",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Chat:
    """One conversation by KPI.md's cut. Its lines name agents by their number."""

    conversation: int
    nick: str
    rows: Sequence[Row]

    def written_by(self) -> set[int]:
        """Who of the staff wrote."""
        return {int(row.who) for row in self.rows if row.side == "human" and row.who.isdecimal()}


@dataclass(slots=True)
class Counts:
    """What a period came to."""

    rules: KpiRules
    platform: str
    chats: list[Chat] = field(default_factory=list)
    ledger: Ledger = field(default_factory=Ledger)
    trade: Book = field(default_factory=Book)
    sales: dict[str, list[Sale]] = field(default_factory=dict)
    orders: bool = False

    def numbers(self, scope: Scope = "shop", name: str = "") -> dict[str, float | None]:
        """The figures of the shop or of an agent; a platform's own only where the shop is on it."""
        kpis = self.ledger.kpis(("", scope, name))
        own = [rule.key for rule in self.rules.of_platforms if rule.platform in _platforms(self.platform)]
        found = {key: kpis[key] for key in (*GENERIC, *own)}
        return {**found, **self.trade.of(name if scope == "agent" else "").figures()} if self.orders else found


def _platforms(platform: str) -> tuple[str, ...]:
    return ("taobao", "tmall") if platform in ("taobao", "tmall") else (platform,)


def rules_of(shop: ShopInfo) -> KpiRules:
    """The definitions with the shop's own response target and limits."""
    rules, target = with_limits(default_rules(), shop.settings.kpi_limits), shop.settings.response_target_s
    if target == rules.response_target_s:
        return rules
    text = rules["slow_responses"].text.replace("60 秒", f"{target} 秒")
    return rules.changed("slow_responses", within_s=target, text=text)


def span(shop: ShopInfo, period: Period) -> tuple[int, int]:
    """First millisecond of a period, and of what follows."""
    return midnight(period.first, shop.zone), midnight(period.last, shop.zone) + DAY_MS


def chats_of(session: Session, shop: ShopInfo, period: Period) -> list[Chat]:
    """The conversations that began in a period. Lines of a day around it are read too, for those over midnight."""
    from_ms, to_ms = span(shop, period)
    threads = session.execute(
        select(Conversation.id, Shopper.nick, Shopper.label)
        .join(Shopper, Shopper.id == Conversation.shopper_id)
        .where(
            Conversation.shop_id == shop.id, Conversation.practice.is_(False), Conversation.last_at_ms >= from_ms,
        )
        .order_by(Conversation.id)
    ).all()  # fmt: skip
    found: list[Chat] = []
    for start in range(0, len(threads), PIECE):
        piece = threads[start : start + PIECE]
        lines = _lines(session, shop.id, [t.id for t in piece], from_ms - DAY_MS, to_ms + DAY_MS)
        for thread in piece:
            nick = thread.nick or thread.label or ""
            found += [
                Chat(thread.id, nick, rows)
                for rows in cut(rows_of(lines.get(thread.id, []), by_number=True))
                if rows and from_ms <= rows[0].ms < to_ms and any(r.side in ("shopper", "human") for r in rows)
            ]
    return found


def _lines(session: Session, shop_id: int, ids: Sequence[int], from_ms: int, to_ms: int) -> dict[int, list[Message]]:
    found: dict[int, list[Message]] = {}
    for message in session.scalars(
        select(Message)
        .where(
            Message.shop_id == shop_id, Message.conversation_id.in_(ids), Message.internal.is_(False),
            Message.at_ms >= from_ms, Message.at_ms < to_ms,
        )
        .order_by(Message.conversation_id, Message.number)
    ):  # fmt: skip
        found.setdefault(message.conversation_id, []).append(message)
    return found


def count(session: Session, shop: ShopInfo, period: Period, staff: set[int] | None = None) -> Counts:
    """Count a period; `staff` = only chats in which one of these wrote."""
    chats = chats_of(session, shop, period)
    if staff is not None:
        chats = [chat for chat in chats if chat.written_by() & staff]
    rules = rules_of(shop)
    counts = Counts(rules, shop.platform, chats, Ledger(rules))
    counts.sales = _sales(session, shop.id, {chat.nick for chat in chats if chat.nick})
    counts.orders = bool(counts.sales)
    for own in _by_shopper(chats):
        counts.ledger.add([Counted(shop.platform, chat.rows) for chat in own])
        counts.trade.count([chat.rows for chat in own], counts.sales.get(own[0].nick, ()))
    return counts


def _by_shopper(chats: Iterable[Chat]) -> list[list[Chat]]:
    found: dict[int, list[Chat]] = {}
    for chat in chats:
        found.setdefault(chat.conversation, []).append(chat)
    return list(found.values())


def _sales(session: Session, shop_id: int, nicks: set[str]) -> dict[str, list[Sale]]:
    names = sorted(nicks)
    orders: list[Order] = []
    for start in range(0, len(names), PIECE):
        query = select(OrderRow.data).where(
            OrderRow.shop_id == shop_id, OrderRow.nick.in_(names[start : start + PIECE])
        )
        orders += [from_json(data, Order) for data in session.scalars(query)]
    return sales_of(orders)


def definitions(rules: KpiRules) -> dict[str, dict[str, Any]]:
    """What each number is: window, hours, cap, what counts, source, version."""
    own = {
        "score": "自动质检分：已检查会话的自动分平均；申诉成立的问题不算。人工评分不在内。",
        "satisfaction": "推测满意度：按买家最后的话和会话里发生的事推测，1–5；和买家自己给的星分开。",
        "stars": "买家评价：买家自己给的星，只算给了的。",
    }
    kpis = {key: rule.as_definition() for key, rule in rules.rules.items()}
    trade = {
        key: {"id": f"trade.{key}", "version": 1, "text": text, "window": "00:00:00-23:59:59", "unit": "shopper"}
        for key, text in TRADE_DEFINITIONS.items()
    }
    mine = {
        key: {"id": f"quality.{key}", "version": 1, "text": text, "window": "00:00:00-23:59:59", "unit": "visit"}
        for key, text in own.items()
    }
    return {**kpis, **trade, **mine}


def behind(counts: Counts, key: str, staff: int | None) -> list[tuple[Chat, float | None]]:
    """The chats behind a number, each with what it is for this chat alone; the largest first."""
    found: list[tuple[Chat, float | None]] = []
    scope: tuple[Scope, str] = ("shop", "") if staff is None else ("agent", str(staff))
    for chat in counts.chats:
        if staff is not None and staff not in chat.written_by():
            continue
        alone = Counts(counts.rules, counts.platform, [chat], Ledger(counts.rules), orders=counts.orders)
        alone.ledger.add([Counted(counts.platform, chat.rows)])
        alone.trade.count([chat.rows], counts.sales.get(chat.nick, ()))
        value = alone.numbers(*scope).get(key)
        if value is not None:
            found.append((chat, value))
    return sorted(found, key=lambda one: (-(one[1] or 0), one[0].conversation))
