from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from tests.support.databases import Copy
from xiaoer.core.facts import ShopProfile
from xiaoer.domains.knowledge.models import KnowledgeRow
from xiaoer.domains.shop import service as shops
from xiaoer.kit.database import Database
from xiaoer.kit.upsert import Tally, upsert
from xiaoer.kit.writer import Unit, Writer

pytestmark = pytest.mark.anyio
Rows = dict[str, str]


@pytest.fixture
async def shop_ids(writer: Writer) -> list[int]:
    def work(unit: Unit) -> list[int]:
        return [shops.ensure(unit, code, ShopProfile(code), example=False)[0] for code in ("one", "two")]

    return await writer.run(work)


async def bring(writer: Writer, shop_id: int, rows: Rows, kind: str = "faq") -> Tally:
    dicts: list[dict[str, Any]] = [{"kind": kind, "key": k, "position": 0, "data": v} for k, v in rows.items()]
    column = KnowledgeRow.__table__.c.kind
    return await writer.run(lambda u: upsert(u, KnowledgeRow, shop_id, "key", dicts, column == kind))


def held(database: Database, shop_id: int, kind: str = "faq") -> Rows:
    query = select(KnowledgeRow.key, KnowledgeRow.data).where(
        KnowledgeRow.shop_id == shop_id, KnowledgeRow.kind == kind
    )
    return dict(database.read_now(lambda s: s.execute(query).all()))


async def test_added_changed_unchanged(writer: Writer, database: Database, shop_ids: list[int]) -> None:
    shop = shop_ids[0]
    assert await bring(writer, shop, {"a": "1", "b": "2"}) == Tally(added=2)
    assert await bring(writer, shop, {"a": "1", "b": "9", "c": "3"}) == Tally(added=1, changed=1, unchanged=1)
    assert held(database, shop) == {"a": "1", "b": "9", "c": "3"}


async def test_again_changes_nothing(writer: Writer, database: Database, shop_ids: list[int]) -> None:
    rows = {f"k{i}": str(i) for i in range(1200)}
    assert await bring(writer, shop_ids[0], rows) == Tally(added=1200)
    assert await bring(writer, shop_ids[0], rows) == Tally(unchanged=1200)
    assert held(database, shop_ids[0]) == rows


async def test_shops_and_kinds_do_not_touch_each_other(writer: Writer, database: Database, shop_ids: list[int]) -> None:
    one, two = shop_ids
    await bring(writer, one, {"a": "1"})
    await bring(writer, two, {"a": "2"})
    await bring(writer, one, {"a": "policy"}, kind="policies")
    assert await bring(writer, one, {"a": "new"}) == Tally(changed=1)
    assert (held(database, one), held(database, two)) == ({"a": "new"}, {"a": "2"})
    assert held(database, one, "policies") == {"a": "policy"}


async def test_nothing_brings_nothing(writer: Writer, shop_ids: list[int]) -> None:
    assert await bring(writer, shop_ids[0], {}) == Tally()


KEYS = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=5)
TABLES = st.dictionaries(KEYS, KEYS, max_size=8)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(tables=st.lists(TABLES, min_size=1, max_size=5))
def test_the_last_word_counts(sqlite_empty: Copy, tables: list[Rows]) -> None:
    import asyncio

    async def run() -> tuple[Rows, Rows]:
        database = Database(sqlite_empty.url)
        writer = Writer(database, lambda: 1)
        writer.start()
        shop_id = await writer.run(lambda u: shops.ensure(u, "prop", ShopProfile("p"), example=False)[0])
        before = held(database, shop_id)
        expected = dict(before)
        for table in tables:
            tally = await bring(writer, shop_id, table)
            assert tally.added == len(table.keys() - expected.keys())
            assert tally.changed == sum(expected.get(k, v) != v for k, v in table.items())
            expected |= table
        found = held(database, shop_id)
        await writer.stop()
        database.close()
        return found, expected

    found, expected = asyncio.run(run())
    assert found == expected
