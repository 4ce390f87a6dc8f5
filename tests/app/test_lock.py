"""One server process on one SQLite file; on PostgreSQL as many as one likes."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.clocks import HandClock
from tests.support.databases import Copy
from tests.support.desks import open_test_desk
from xiaoer.app.lock import ProcessLock
from xiaoer.kit.database import Database
from xiaoer.kit.errors import Unavailable

pytestmark = pytest.mark.anyio


async def test_a_second_process_on_sqlite_is_refused_and_the_first_goes_on(
    sqlite_shops: Copy, clock: HandClock
) -> None:
    async with open_test_desk(sqlite_shops, clock) as first:
        with pytest.raises(Unavailable) as refused:
            async with open_test_desk(sqlite_shops, clock):
                pass
        assert refused.value.code == "already_running"
        assert "PostgreSQL" in refused.value.detail
        chat = await first.conversation()
        assert (await first.say(chat, "在吗")).number == 2
    async with open_test_desk(sqlite_shops, clock) as later:
        assert await later.messages(chat)


async def test_several_processes_on_postgresql_are_fine(postgres_shops: Copy, clock: HandClock) -> None:
    async with open_test_desk(postgres_shops, clock) as one, open_test_desk(postgres_shops, clock) as two:
        chat = await one.conversation()
        await one.say(chat, "在吗")
        assert (await two.see(chat))["last_seq"] >= 2


def test_the_lock_says_who_holds_it(sqlite_shops: Copy) -> None:
    import os

    one, two = Database(sqlite_shops.url), Database(sqlite_shops.url)
    first, second = ProcessLock(one), ProcessLock(two)
    first.acquire()
    with pytest.raises(Unavailable, match=str(os.getpid())):
        second.acquire()
    first.release()
    second.acquire()
    second.release()
    first.release()
    one.close()
    two.close()


def test_a_place_where_no_lock_can_be_written(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path / 'x.sqlite3'}")
    (tmp_path / "x.sqlite3.lock").mkdir()
    with pytest.raises(Unavailable) as refused:
        ProcessLock(database).acquire()
    assert refused.value.code == "database_readonly"
    database.close()
