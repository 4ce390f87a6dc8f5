"""The database: one engine to write through (see `writer`), one to read from, on SQLite or PostgreSQL."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, OperationalError
from sqlalchemy.orm import Session

from xiaoer.kit.errors import Unavailable
from xiaoer.kit.scope import guard

T = TypeVar("T")
READERS = 4
FULL = 2  # PRAGMA synchronous: the write-ahead log is synced at every commit


def parse_url(text: str) -> URL:
    """A plain `sqlite:///…` or `postgresql://…` address → SQLAlchemy's, with the driver that we use.

    Raises `Unavailable` (`bad_database_url`) for what is neither.
    """
    try:
        url = make_url(text)
        known = url.get_backend_name() in ("sqlite", "postgresql", "postgres")
    except (ArgumentError, ValueError):
        known = False
    if not known:
        raise Unavailable(
            "数据库地址看不懂：写成 sqlite:///data/xiaoer.sqlite3 或 postgresql://用户@主机/库名",
            code="bad_database_url",
        )
    if url.drivername in ("postgresql", "postgres"):
        return url.set(drivername="postgresql+psycopg")
    if url.drivername == "sqlite":
        return url.set(drivername="sqlite+pysqlite")
    return url


def _prepare_sqlite(engine: Engine, *, writes: bool) -> None:
    @event.listens_for(engine, "connect")
    def configure(connection: sqlite3.Connection, _record: Any) -> None:
        connection.isolation_level = None  # transactions begin where we say so
        for pragma in (
            "journal_mode=WAL",
            "synchronous=FULL",
            "foreign_keys=ON",
            "busy_timeout=5000",
            "cache_size=-16000",
            "temp_store=MEMORY",
            "wal_autocheckpoint=4000",
        ):
            if writes or not pragma.startswith("journal_mode"):
                connection.execute(f"PRAGMA {pragma}").fetchall()
        if not writes:
            connection.execute("PRAGMA query_only=ON")

    @event.listens_for(engine, "begin")
    def begin(connection: Any) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN DEFERRED")


class Database:
    """Two engines and the threads that read. Closed by `close`."""

    def __init__(self, url: str) -> None:
        self.url = parse_url(url)
        self.is_sqlite = self.url.get_backend_name() == "sqlite"
        if self.is_sqlite and self.url.database not in (None, "", ":memory:"):
            Path(str(self.url.database)).expanduser().parent.mkdir(parents=True, exist_ok=True)
        self.write_engine = self._engine(writes=True, pool_size=2)
        self.read_engine = self._engine(writes=False, pool_size=READERS + 1)
        self._threads = ThreadPoolExecutor(READERS, thread_name_prefix="reader")

    def _engine(self, *, writes: bool, pool_size: int) -> Engine:
        if self.is_sqlite:
            engine = create_engine(
                self.url, pool_size=pool_size, connect_args={"check_same_thread": False, "timeout": 5}
            )
            _prepare_sqlite(engine, writes=writes)
        else:
            options = "-c timezone=UTC" + ("" if writes else " -c default_transaction_read_only=on")
            engine = create_engine(self.url, pool_size=pool_size, pool_pre_ping=True, connect_args={"options": options})
        guard(engine)
        return engine

    def durability(self, connection: Connection) -> str:
        """What a commit on this connection waits for. Raises `Unavailable` when it would not wait for the disk."""
        if self.is_sqlite:
            level: int = connection.exec_driver_sql("PRAGMA synchronous").scalar_one()
            connection.commit()
            if level < FULL:
                raise Unavailable("数据库连接没有设为 synchronous=FULL，消息可能丢失", code="not_durable")
            return f"synchronous={level}"
        mode: str = connection.exec_driver_sql("SHOW synchronous_commit").scalar_one()
        connection.commit()
        if mode == "off":
            raise Unavailable("PostgreSQL 的 synchronous_commit 是 off，消息可能丢失：请打开", code="not_durable")
        return f"synchronous_commit={mode}"

    def read_now(self, work: Callable[[Session], T]) -> T:
        """Run a reading function on the calling thread."""
        try:
            with Session(self.read_engine) as session:
                return work(session)
        except OperationalError as error:
            raise unavailable(error) from error

    async def read(self, work: Callable[[Session], T]) -> T:
        """Run a reading function on a reader thread; it must hand out plain values, no live rows."""
        return await asyncio.get_running_loop().run_in_executor(self._threads, self.read_now, work)

    def close(self) -> None:
        """End the reader threads and close all connections."""
        self._threads.shutdown(wait=True, cancel_futures=True)
        self.write_engine.dispose()
        self.read_engine.dispose()


def unavailable(error: DBAPIError) -> Unavailable:  # noqa: PLR0911 - each refusal has its own sentence
    """Say in words what the database refuses to do and what mends it."""
    text = str(error.orig).lower()
    if "readonly" in text or "read-only" in text:
        return Unavailable("数据库文件是只读的，无法保存：请检查文件和所在目录的写权限", code="database_readonly")
    if "full" in text or "no space" in text:
        return Unavailable("磁盘已满，无法保存：请腾出空间后重试，未确认的消息会自动重发", code="disk_full")
    if "locked" in text or "busy" in text:
        return Unavailable("数据库正忙，请稍后再试", code="database_busy")
    if "malformed" in text or "not a database" in text or "corrupt" in text:
        return Unavailable("数据库文件已损坏：请停机并从备份恢复（xiaoer restore）", code="database_corrupt")
    if "unable to open" in text:
        return Unavailable("打不开数据库文件：请检查路径，以及所在目录的读写权限", code="database_unavailable")
    if "connection refused" in text or "could not translate host" in text or "failed to resolve" in text:
        return Unavailable("连不上数据库服务：请检查它是否启动，以及 DATABASE_URL", code="database_unavailable")
    return Unavailable("数据库暂时不可用，请稍后再试", code="database_unavailable")
