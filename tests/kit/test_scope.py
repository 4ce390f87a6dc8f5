"""No query without its shop: the guard refuses each table that belongs to a shop, and all reading functions pass it."""

from __future__ import annotations

import inspect
from contextlib import suppress
from typing import Any

import pytest
from sqlalchemy import Table, delete, func, select, text, update

from tests.support.desks import TestDesk
from xiaoer.domains import tables
from xiaoer.domains.audit import service as audit
from xiaoer.domains.catalog import service as catalog
from xiaoer.domains.desk import repository
from xiaoer.domains.desk.models import Conversation, Message
from xiaoer.domains.knowledge import service as knowledge
from xiaoer.domains.orders import service as orders
from xiaoer.domains.shop import service as shops
from xiaoer.domains.shoppers import service as shoppers
from xiaoer.domains.staff import service as staff
from xiaoer.kit import events
from xiaoer.kit.database import Database
from xiaoer.kit.errors import ServiceError
from xiaoer.kit.scope import UnscopedQuery
from xiaoer.kit.writer import Unit, Writer

pytestmark = pytest.mark.anyio
SCOPED: list[Table] = [t for t in tables.Base.metadata.sorted_tables if "shop_id" in t.c]


def some_column(table: Table) -> Any:
    return next(c for c in table.c if not c.primary_key and c.name != "shop_id")


def test_what_belongs_to_no_single_shop() -> None:
    """Everything else carries its shop: a new table without one must be argued for here."""
    assert {t.name for t in tables.Base.metadata.sorted_tables} - {t.name for t in SCOPED} == {
        "installation", "login_try", "marketing_refusal", "recovery_code", "shop", "shop_counter", "staff",
        "staff_session",
    }  # fmt: skip


def test_reading_without_a_shop_is_refused(database: Database) -> None:
    for table in SCOPED:
        column = some_column(table)
        for statement in (select(table), select(func.count()).select_from(table), select(column).order_by(column)):
            with pytest.raises(UnscopedQuery):
                database.read_now(lambda s, q=statement: s.execute(q).all())


async def test_writing_without_a_shop_is_refused(writer: Writer) -> None:
    for table in SCOPED:
        column = some_column(table)
        for statement in (delete(table), update(table).values({column: column}), delete(table).where(column == column)):
            with pytest.raises(UnscopedQuery):
                await writer.run(lambda u, q=statement: u.session.execute(q))
            with pytest.raises(UnscopedQuery):
                await writer.run(lambda u, q=statement: u.connection.execute(q))


async def test_naming_the_shop_passes(database: Database, writer: Writer) -> None:
    for table in SCOPED:
        for where in (table.c.shop_id == 1, table.c.shop_id.in_([1, 2])):
            assert database.read_now(lambda s, t=table, w=where: s.execute(select(t).where(w)).all()) == []
        await writer.run(lambda u, t=table: u.session.execute(delete(t).where(t.c.shop_id == 1)))


def test_reaching_over_shops_passes_when_it_says_why(database: Database) -> None:
    for table in SCOPED:
        query = select(table).execution_options(across_shops="a test")
        assert database.read_now(lambda s, q=query: s.execute(q).all()) == []


def test_a_shop_in_the_columns_only_is_not_enough(database: Database) -> None:
    with pytest.raises(UnscopedQuery):
        database.read_now(lambda s: s.execute(select(Message.shop_id, Message.body)).all())


def test_a_verdict_is_not_mixed_up_with_another_query(database: Database) -> None:
    for _ in range(3):
        database.read_now(lambda s: s.execute(select(Message).where(Message.shop_id == 1)).all())
        with pytest.raises(UnscopedQuery):
            database.read_now(lambda s: s.execute(select(Message).where(Message.rev == 1)).all())


def test_a_subquery_without_a_shop_counts_with_its_outer_query(database: Database) -> None:
    inner = select(Message.conversation_id).scalar_subquery()
    with pytest.raises(UnscopedQuery):
        database.read_now(lambda s: s.execute(select(Conversation).where(Conversation.id.in_(inner))).all())


def test_tables_of_no_shop_are_free(database: Database) -> None:
    for table in tables.Base.metadata.sorted_tables:
        if table not in SCOPED:
            database.read_now(lambda s, t=table: s.execute(select(t)).all())
    assert database.read_now(lambda s: s.execute(text("SELECT 1")).scalar()) == 1


async def test_rows_loaded_for_a_shop_can_be_changed_and_saved(desk: TestDesk) -> None:
    conversation = await desk.conversation()

    def work(unit: Unit) -> None:
        row = unit.session.scalar(
            select(Conversation).where(Conversation.shop_id == desk.shop.id, Conversation.id == conversation)
        )
        assert row is not None
        row.team = "售后"

    await desk.desk.run(work)
    assert (await desk.see(conversation))["team"] == "售后"

    def leak(unit: Unit) -> None:
        unit.session.flush()
        unit.session.execute(select(Conversation)).all()

    with pytest.raises(UnscopedQuery):
        await desk.desk.run(leak)


ROOMS = [repository, audit, catalog, knowledge, orders, shops, shoppers, staff, events]
READING = [
    function
    for room in ROOMS
    for name, function in inspect.getmembers(room, inspect.isfunction)
    if function.__module__ == room.__name__
    and next(iter(inspect.signature(function).parameters), "") == "session"
    and not name.startswith("_")
    and function is not events.prune  # the only one that deletes
]


PLAIN: dict[str, Any] = {"int": 1, "str": "x", "bool": False, "int | None": 1, "str | None": "x"}
PLAIN |= {f"{kind}[{of}]": [PLAIN[of]] for kind in ("Collection", "Iterable", "Sequence") for of in ("int", "str")}


def plain(parameter: inspect.Parameter, of: str) -> Any:
    """A value of a parameter's type, where its name says nothing better."""
    assert parameter.annotation in PLAIN, f"say here what to call {of} with: {parameter}"
    return PLAIN[parameter.annotation]


async def test_every_reading_function_passes_the_guard(desk: TestDesk) -> None:
    assert len(READING) > 20
    conversation = await desk.conversation("今天也要早睡")
    await desk.say(conversation, "在吗")
    values: dict[str, Any] = {
        "shop_id": desk.shop.id, "conversation_id": conversation, "shopper_id": 1, "staff_id": 1, "nick": "今天也要早睡",
        "number": "QH101", "numbers": ["1"], "before": 10, "limit": 5, "state": "queued", "q": "晚%_\\", "rev": 0, "since_ms": 0,
        "before_ms": 1, "visitor_key": "key", "login": "qinghe-owner", "now_ms": 1, "n": 0, "after": 0, "token": "none",
        "session_hours": 1, "conversation_ids": {1}, "session_ids": {1}, "ids": {1}, "hours": 1, "code": desk.shop.code, "kind": "faq",
    }  # fmt: skip
    for function in READING:
        wanted = list(inspect.signature(function).parameters.values())[1:]
        given = {p.name: values[p.name] if p.name in values else plain(p, function.__name__) for p in wanted}
        with suppress(ServiceError):
            await desk.desk.database.read(lambda s, f=function, g=given: f(s, **g))
