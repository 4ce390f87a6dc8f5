"""Rows that are about one shopper, in whatever table: by name, chat, order, case or phone number; and which of their
columns hold words of his or about him.

A table with such a link has every text column named in `SAID` (erased) or `KEPT` (the trade, its states and its staff:
nothing of a person); a test walks the tables, so that a new one is decided upon.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

import msgspec
from sqlalchemy import ColumnElement, Select, Table, Text, false, or_, select
from sqlalchemy.orm import Session

from xiaoer.domains.aftersales.models import CaseRow
from xiaoer.domains.desk.models import Conversation
from xiaoer.domains.orders.models import OrderRow
from xiaoer.domains.quality.models import InspectionRow
from xiaoer.kit.models import Base
from xiaoer.kit.writer import Unit

Blank = Callable[[str], str]
LINKS = ("nick", "shopper", "shopper_id", "conversation_id", "order_number", "case_id", "inspection_id")
OWN_WAY = frozenset(
    {"message", "conversation", "visit", "draft_text", "shopper", "media", "event", "shop", "membership"}
)
"""Tables that `erasing` and `copying` treat by rules of their own."""
NOBODY = frozenset({"practice", "marketing_refusal"})
"""Simulated shoppers' chats; and the refusal, which must outlive him to hold (消费者权益保护法 第29条)."""


def gone(_: str) -> str:
    """A text is left out whole."""
    return ""


def empty_list(_: str) -> str:
    """A JSON list is emptied."""
    return "[]"


def only(*names: str) -> Blank:
    """A JSON object keeps the values of these names; of the others the name stays."""

    def blank(text: str) -> str:
        held = msgspec.json.decode(text or "{}")
        return msgspec.json.encode({k: v if k in names else "" for k, v in held.items()}).decode()

    return blank


def only_pairs(*names: str) -> Blank:
    """A JSON list of [name, value] keeps the pairs of these names."""

    def blank(text: str) -> str:
        held = msgspec.json.decode(text or "[]")
        return msgspec.json.encode([pair for pair in held if pair[0] in names]).decode()

    return blank


def without(*names: str) -> Blank:
    """A JSON object loses the values of these names."""

    def blank(text: str) -> str:
        held = msgspec.json.decode(text or "{}")
        return msgspec.json.encode({k: "" if k in names else v for k, v in held.items()}).decode()

    return blank


GOODS = ("SKU", "原SKU", "规格", "数量", "价值", "改后应付", "明细", "合计", "旗", "商品", "赠品")
SAID: Mapping[str, Mapping[str, Blank]] = MappingProxyType(
    {
        "shop_order": {"data": without("remark", "invoice", "address", "receiver", "phone")},
        "order_event": {"text": gone},
        "order_action": {
            "params": only_pairs(*GOODS),
            "words": gone, "steps": gone, "outcome": gone,
        },
        "register_entry": {
            "cells": only("补发商品", "退回商品", "数量", "金额", "责任方", "快递", "打款时间", "流水号", "完好"),
            "result": gone, "same": gone,
        },
        "pack_slip": {"text": gone},
        "phone_call": {"number": gone, "fields": only(), "note": gone},
        "complaint": {"text": gone, "notes": empty_list, "remedy": gone},
        "review": {"text": gone, "answer": gone},
        "aftersales_case": {"note": gone, "decision": gone, "return_waybill": gone, "sent_waybill": gone},
        "aftersales_step": {"text": gone, "data": only("amount", "freight", "must_return")},
        "task": {"text": gone, "draft": gone},
        "told_first": {"text": gone},
        "followup_touch": {"text": gone},
        "mention": {"text": gone},
        "wording_report": {"text": gone, "span": gone},
        "inspection": {"gaps": empty_list},
        "inspection_finding": {"reason": gone},
    }
)  # fmt: skip
KEPT: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "shop_order": frozenset({"platform", "number", "nick", "status"}),
        "order_event": frozenset({"order_number", "nick", "kind", "who"}),
        "order_action": frozenset(
            {"key", "kind", "name", "state", "order_number", "nick", "rule", "by_name", "confirmed"}
        ),
        "register_entry": frozenset({"kind", "state", "order_number", "nick", "chats", "by_name"}),
        "pack_slip": frozenset({"kind", "state", "order_number", "nick", "goods", "by_name", "packed_by"}),
        "phone_call": frozenset({"kind", "state", "nick", "order_number", "scene", "staff_name"}),
        "complaint": frozenset(
            {"nick", "order_number", "cause", "state", "ticks", "triggers", "cost", "owner_name", "due_rule"}
        ),
        "review": frozenset({"number", "order_number", "nick", "goods", "sentiment", "cause", "state"}),
        "aftersales_case": frozenset(
            {
                "number", "order_number", "nick", "kind", "state", "reason", "side", "asked", "agreed", "refunded",
                "freight_payer", "return_address", "return_courier", "owner_name", "due_side", "due_rule",
            }
        ),
        "aftersales_step": frozenset({"party", "name", "act", "state"}),
        "task": frozenset(
            {"key", "kind", "state", "order_number", "nick", "amount", "owner_name", "level", "outcome"}
        ),
        "told_first": frozenset({"matter", "order_number", "nick", "amount", "state", "by_name"}),
        "parcel_look": frozenset({"order_number", "waybill", "said"}),
        "followup_touch": frozenset({"subject", "state", "why", "nick", "order", "done_by"}),
        "marketing_consent": frozenset({"nick", "source"}),
        "mention": frozenset({"kind", "by_name"}),
        "wording_report": frozenset(
            {
                "kind", "state", "finding_kind", "level", "why", "source", "category", "note", "staff_name", "answer",
                "decided_name",
            }
        ),
        "inspection": frozenset({"nick", "agents", "quality", "failed"}),
        "inspection_finding": frozenset({"kind", "seqs", "rule"}),
        "calibration": frozenset({"staff_name", "standard", "note"}),
        "score_appeal": frozenset({"staff_name", "text", "state", "decided_name", "answer"}),
        "score_sheet": frozenset({"source", "state", "staff_name", "lost", "remark", "quality", "why"}),
        "bonus_dispute": frozenset({"month", "order_number", "text", "state", "answer", "decided_name", "applied"}),
        "robot_answer": frozenset(),  # rows that go whole
        "faq_proposal": frozenset(),
    }
)  # fmt: skip
GONE_WHOLE = frozenset({"robot_answer", "faq_proposal"})


@dataclass(frozen=True, slots=True)
class Person:
    """Who is meant: his row, the name in the shop (None = anonymous), and phones that are his."""

    shop_id: int
    shopper_id: int
    nick: str | None
    phones: frozenset[str] = frozenset()

    def chats(self) -> Select[Any]:
        """His conversations."""
        return select(Conversation.id).where(
            Conversation.shop_id == self.shop_id, Conversation.shopper_id == self.shopper_id
        )

    def orders(self) -> Select[Any]:
        """The numbers of his orders."""
        return select(OrderRow.number).where(OrderRow.shop_id == self.shop_id, OrderRow.nick == (self.nick or None))

    def cases(self) -> Select[Any]:
        """His after-sales cases."""
        return select(CaseRow.id).where(
            CaseRow.shop_id == self.shop_id,
            or_(CaseRow.shopper_id == self.shopper_id, CaseRow.nick == (self.nick or None)),
        )

    def inspected(self) -> Select[Any]:
        """Inspections of his visits."""
        return select(InspectionRow.id).where(
            InspectionRow.shop_id == self.shop_id, InspectionRow.conversation_id.in_(self.chats())
        )


def linked(table: Table) -> bool:
    """Whether rows of a table may be about one shopper."""
    return "shop_id" in table.c and table.name not in OWN_WAY | NOBODY and any(name in table.c for name in LINKS)


def rows_of(table: Table, who: Person) -> ColumnElement[bool]:
    """Which rows of a table are about somebody."""
    ways = [table.c[name] == who.nick for name in ("nick", "shopper") if name in table.c and who.nick]
    if "shopper_id" in table.c:
        ways.append(table.c.shopper_id == who.shopper_id)
    if "conversation_id" in table.c:
        ways.append(table.c.conversation_id.in_(who.chats()))
    if "order_number" in table.c and who.nick:
        ways.append(table.c.order_number.in_(who.orders()))
    if "case_id" in table.c:
        ways.append(table.c.case_id.in_(who.cases()))
    if "inspection_id" in table.c:
        ways.append(table.c.inspection_id.in_(who.inspected()))
    if table.name == "phone_call" and who.phones:
        ways.append(table.c.number.in_(who.phones))
    return or_(false(), *ways) & (table.c.shop_id == who.shop_id)


def blank(unit: Unit, who: Person) -> dict[str, int]:
    """Take what he said and what was noted about him out of his own rows; rows per table. The nick stays for now."""
    done: dict[str, int] = {}
    found = []
    for table in Base.metadata.sorted_tables:  # read all first: what is blanked may be what links the next
        if not linked(table) or table.name not in SAID:
            continue
        said = SAID[table.name]
        key = next(iter(table.primary_key.columns))
        columns = [table.c[name] for name in said]
        rows = unit.connection.execute(select(key, *columns).where(rows_of(table, who))).mappings().all()
        found.append((table, key, said, rows))
    for table, key, said, rows in found:
        changed = 0
        for row in rows:
            clean: dict[str, str | None] = {name: rule(row[name]) for name, rule in said.items() if row[name]}
            if table.name == "register_entry":
                clean["same"] = f"erased:{row[key.name]}" if row["same"] else None  # still one of its kind
            if any(clean[name] != row[name] for name in clean):
                where = (table.c.shop_id == who.shop_id, key == row[key.name])
                unit.connection.execute(table.update().where(*where).values(**clean))
                changed += 1
        if changed:
            done[table.name] = changed
    return done


def copied(session: Session, who: Person) -> dict[str, list[dict[str, Any]]]:
    """His rows of every table that is not copied by a rule of its own."""
    found: dict[str, list[dict[str, Any]]] = {}
    for table in Base.metadata.sorted_tables:
        if not linked(table) or table.name in {"shop_order", *GONE_WHOLE}:
            continue
        rows = session.execute(select(table).where(rows_of(table, who))).mappings().all()
        if rows:
            found[table.name] = [{k: v for k, v in r.items() if k not in ("id", "shop_id")} for r in rows]
    return found


def texts_of(table: Table) -> set[str]:
    """The names of a table's text columns."""
    return {c.name for c in table.columns if isinstance(c.type, Text)}
