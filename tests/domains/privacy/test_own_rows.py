"""Every table that may be about a shopper is decided upon; erasure and copy reach the rows of each, and only his."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count
from typing import Any

import pytest
from sqlalchemy import Boolean, Float, Integer, Table, Text, insert, select

from tests.support.desks import TestDesk
from xiaoer.domains import tables
from xiaoer.domains.privacy import copying, erasing, own_rows
from xiaoer.domains.shoppers import service as shoppers
from xiaoer.domains.shoppers.models import Shopper
from xiaoer.kit.models import Base
from xiaoer.kit.writer import Unit

pytestmark = pytest.mark.anyio
assert tables.Base is Base
HIS, OTHER = "会飞的芒果", "爱喝汽水"
PAIRS, OBJECTS, LISTS = {"params"}, {"cells", "fields", "data", "ticks"}, {"notes", "gaps", "triggers", "chats", "seqs"}


def test_every_linked_table_is_decided_upon() -> None:
    for table in Base.metadata.sorted_tables:
        if own_rows.linked(table):
            said = set(own_rows.SAID.get(table.name, {}))
            kept = own_rows.KEPT.get(table.name)
            assert kept is not None, f"{table.name}: which of its columns hold words about a shopper?"
            if table.name not in own_rows.GONE_WHOLE:
                assert said | kept == own_rows.texts_of(table), table.name
                assert not said & kept, table.name


@dataclass
class Filled:
    """Rows of one shopper in every table, each said column with a mark of its own."""

    shop_id: int
    nick: str
    shopper_id: int
    chat: int
    numbers: Iterator[int]
    marks: dict[str, str]
    ids: dict[str, int]

    def fill(self, unit: Unit) -> None:
        for table in Base.metadata.sorted_tables:
            if table.name in own_rows.SAID:
                values = {c.name: self._value(table, c) for c in table.columns if c.name != "id"}
                self.ids[table.name] = unit.session.execute(
                    insert(table).values(values).returning(table.c.id)
                ).scalar_one()

    def _value(self, table: Table, column: Any) -> Any:
        n, name = next(self.numbers), column.name
        links = {
            "shop_id": self.shop_id, "nick": self.nick, "shopper_id": self.shopper_id, "conversation_id": self.chat,
            "order_number": f"T{self.shopper_id}", "case_id": self.ids.get("aftersales_case"),
            "inspection_id": self.ids.get("inspection"), "visit_id": self.ids.get("visit"),
        }  # fmt: skip
        if table.name == "shop_order" and name == "number":
            return f"T{self.shopper_id}"
        if table.name == "shop_order" and name == "data":
            return self._order()
        if name in links:
            return links[name]
        if isinstance(column.type, Boolean):
            return False
        if isinstance(column.type, Integer | Float):
            return n
        assert isinstance(column.type, Text)
        mark = f"私话{n}号"
        if name in own_rows.SAID[table.name]:
            self.marks[mark] = f"{table.name}.{name}"
        if name in PAIRS:
            return f'[["备注","{mark}"],["SKU","QH102-M"]]'
        if name in OBJECTS:
            return f'{{"备注":"{mark}","金额":"5.00","amount":"5.00"}}'
        return f'["{mark}"]' if name in LISTS else mark

    def _order(self) -> str:
        from datetime import UTC, datetime
        from decimal import Decimal

        from xiaoer.core.facts import Order, Source
        from xiaoer.kit.codec import to_json

        marks = [f"私话{next(self.numbers)}号" for _ in range(3)]
        self.marks |= dict.fromkeys(marks, "shop_order.data")
        now = datetime(2026, 11, 1, tzinfo=UTC)
        return to_json(
            Order(
                f"T{self.shopper_id}", self.nick, "finished", "交易成功", now, now, None, None, None, Decimal("88.00"),
                "浙江", "杭州", f"文二路{marks[0]}", "林小满", "13911112222", None, None, None, None, "", None, marks[1],
                marks[2], (), (), Source("test", 1),
            )
        )  # fmt: skip


async def filled(desk: TestDesk, nick: str, numbers: Iterator[int]) -> Filled:
    chat = await desk.conversation(nick)
    await desk.say(chat, f"我是{nick}")

    def work(unit: Unit) -> Filled:
        visit = Base.metadata.tables["visit"]
        row = unit.session.execute(
            select(visit.c.id).where(visit.c.shop_id == desk.shop.id, visit.c.conversation_id == chat)
        ).scalar_one()
        found = Filled(
            desk.shop.id, nick, shoppers.ensure_known(unit, desk.shop.id, nick), chat, numbers, {}, {"visit": row}
        )
        found.fill(unit)
        return found

    return await desk.desk.run(work)


def standing(session: Any, marks: dict[str, str]) -> set[str]:
    """The columns in which one of the marks stands."""
    held = set()
    for table in Base.metadata.sorted_tables:
        texts = own_rows.texts_of(table)
        if texts:
            query = select(*(table.c[name] for name in texts)).execution_options(across_shops="a test looks everywhere")
            for row in session.execute(query).mappings():
                held |= {where for mark, where in marks.items() for text in row.values() if text and mark in text}
    return held


async def test_copy_and_erasure_reach_every_row_of_his_and_nobody_elses(sqlite_desk: TestDesk) -> None:
    desk, numbers = sqlite_desk, count(1000)
    mine, other = await filled(desk, HIS, numbers), await filled(desk, OTHER, numbers)
    everything = await desk.desk.database.read(lambda s: standing(s, mine.marks | other.marks))
    assert everything == set(mine.marks.values()) == set(other.marks.values())

    def copy(session: Any) -> dict[str, Any]:
        row = session.scalar(select(Shopper).where(Shopper.shop_id == desk.shop.id, Shopper.id == mine.shopper_id))
        return copying.copy_of(session, desk.shop.id, row)

    text = str(await desk.desk.database.read(copy))
    assert [where for mark, where in mine.marks.items() if mark not in text] == []
    assert [where for mark, where in other.marks.items() if mark in text] == []

    done = await desk.desk.run(lambda u: erasing.erase(u, desk.shop.id, mine.shopper_id))
    assert set(own_rows.SAID) <= set(done.rows)
    assert await desk.desk.database.read(lambda s: standing(s, mine.marks)) == set()
    assert await desk.desk.database.read(lambda s: standing(s, other.marks)) == set(other.marks.values())
    entry = Base.metadata.tables["register_entry"]
    cells = await desk.desk.database.read(
        lambda s: s.scalar(
            select(entry.c.cells).where(entry.c.shop_id == desk.shop.id, entry.c.id == mine.ids["register_entry"])
        )
    )
    assert '"金额":"5.00"' in cells, "the trade itself stays"


async def test_a_wish_for_a_new_address_and_a_call_are_his_too(sqlite_desk: TestDesk) -> None:
    desk = sqlite_desk
    mine = await filled(desk, HIS, count(5000))
    tables_ = Base.metadata.tables

    def work(unit: Unit) -> None:
        action, call, handover = tables_["order_action"], tables_["phone_call"], tables_["audit"]
        where = (action.c.shop_id == desk.shop.id, action.c.id == mine.ids["order_action"])
        unit.session.execute(
            action.update().where(*where).values(params='[["收货地址","西湖区古翠路 7 号"],["收件人","本人"]]')
        )
        where = (call.c.shop_id == desk.shop.id, call.c.id == mine.ids["phone_call"])
        unit.session.execute(call.update().where(*where).values(number="13700009999"))
        unit.session.execute(
            handover.insert().values(
                shop_id=desk.shop.id, staff_id=1, staff_name="小雨", action="x", subject="y", at_ms=1,
                detail="请送西湖区古翠路 7 号，或打 13700009999，本人签收",
            )
        )  # fmt: skip

    await desk.desk.run(work)
    await desk.desk.run(lambda u: erasing.erase(u, desk.shop.id, mine.shopper_id))
    found = {"西湖区古翠路 7 号": "address", "13700009999": "phone"}
    assert await desk.desk.database.read(lambda s: standing(s, found)) == set()
    assert await desk.desk.database.read(lambda s: standing(s, {"本人签收": "kept"})) == {"kept"}
