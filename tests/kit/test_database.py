"""The database when it refuses: read-only, full, gone. What mends it is said; what was acknowledged stays."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import insert, text
from sqlalchemy.exc import OperationalError

from tests.support.databases import Copy
from xiaoer.domains.shop.models import Installation
from xiaoer.kit.database import Database, parse_url, unavailable
from xiaoer.kit.errors import Unavailable
from xiaoer.kit.migrate import migrate
from xiaoer.kit.writer import Unit, Writer

pytestmark = pytest.mark.anyio


def keep(unit: Unit, name: str, value: str = "") -> None:
    unit.connection.execute(insert(Installation).values(name=name, value=value))


def test_plain_addresses_take_our_drivers() -> None:
    assert parse_url("postgresql://u@h/d").drivername == "postgresql+psycopg"
    assert parse_url("postgres://u@h/d").drivername == "postgresql+psycopg"
    assert parse_url("sqlite:///x.db").drivername == "sqlite+pysqlite"


def test_both_engines_of_sqlite_are_set_as_promised(sqlite_empty: Copy) -> None:
    database = Database(sqlite_empty.url)
    with database.write_engine.connect() as connection:
        pragmas = {
            p: connection.exec_driver_sql(f"PRAGMA {p}").scalar()
            for p in ("journal_mode", "synchronous", "foreign_keys")
        }
    assert pragmas == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1}
    with database.read_engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA query_only").scalar() == 1
    database.close()


def test_times_are_utc_on_postgresql(postgres_empty: Copy) -> None:
    database = Database(postgres_empty.url)
    with database.read_engine.connect() as connection:
        assert connection.execute(text("SHOW timezone")).scalar() == "UTC"
    database.close()


async def test_a_full_database_refuses_keeps_and_recovers(sqlite_empty: Copy) -> None:
    database = Database(sqlite_empty.url)
    writer = Writer(database, lambda: 1)
    writer.start()

    def limit(pages: int) -> int:
        def work(unit: Unit) -> int:
            return int(unit.connection.exec_driver_sql(f"PRAGMA max_page_count={pages}").scalar())  # type: ignore[arg-type]

        return work  # type: ignore[return-value]

    used = await writer.run(lambda u: u.connection.exec_driver_sql("PRAGMA page_count").scalar())
    await writer.run(limit(used + 20))  # type: ignore[arg-type]
    kept: list[str] = []

    async def fill() -> None:
        for i in range(100):
            await writer.run(lambda u, n=f"n{i}": keep(u, n, "x" * 5000))
            kept.append(f"n{i}")

    with pytest.raises(Unavailable) as refused:
        await fill()
    assert refused.value.code == "disk_full"
    assert "空间" in refused.value.detail
    assert kept
    await writer.run(limit(2**30))  # type: ignore[arg-type]
    await writer.run(lambda u: keep(u, "after"))
    rows = database.read_now(lambda s: list(s.execute(text("SELECT name FROM installation")).scalars()))
    assert set(rows) == {*kept, "after"}
    await writer.stop()
    database.close()


async def test_a_read_only_file_says_so(sqlite_empty: Copy) -> None:
    path = Path(sqlite_empty.url.removeprefix("sqlite:///"))
    database = Database(f"sqlite:///file:{path}?mode=ro&uri=true")
    with pytest.raises((Unavailable, OperationalError)) as refused, database.write_engine.begin() as connection:
        connection.execute(insert(Installation).values(name="a", value="b"))
    told = refused.value if isinstance(refused.value, Unavailable) else unavailable(refused.value)
    assert told.code == "database_readonly"
    assert "权限" in told.detail
    database.close()


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("attempt to write a readonly database", "database_readonly"),
        ("cannot execute INSERT in a read-only transaction", "database_readonly"),
        ("database or disk is full", "disk_full"),
        ("could not extend file: No space left on device", "disk_full"),
        ("database is locked", "database_busy"),
        ("database disk image is malformed", "database_corrupt"),
        ("file is not a database", "database_corrupt"),
        ("connection refused", "database_unavailable"),
    ],
)
def test_what_the_engines_say_in_our_words(said: str, code: str) -> None:
    told = unavailable(OperationalError("SELECT", {}, Exception(said)))
    assert (told.code, told.status) == (code, 503)
    assert any("一" <= c <= "鿿" for c in told.detail)


def test_a_file_that_is_no_database_says_so(tmp_path: Path) -> None:
    path = tmp_path / "x.sqlite3"
    path.write_bytes(b"this is a text, and a long one, not a database at all" * 100)
    database = Database(f"sqlite:///{path}")
    with pytest.raises(Unavailable) as refused:
        migrate(database)
    database.close()
    assert refused.value.code == "database_corrupt"


def test_a_server_that_is_not_there_says_so() -> None:
    database = Database("postgresql://nobody@127.0.0.1:1/nothing")
    with pytest.raises(Unavailable) as refused:
        database.read_now(lambda s: s.execute(text("SELECT 1")))
    assert refused.value.code == "database_unavailable"
    database.close()
