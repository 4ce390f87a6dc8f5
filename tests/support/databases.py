"""Databases that tests may spoil: each a copy of a template that was made once per worker, or one put back to it.

`empty` = migrated, no rows. `shops` = both example shops, and a small third one of which nobody there is a member.
"""

from __future__ import annotations

import asyncio
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal
from uuid import uuid4

import psycopg
from psycopg import sql

from tests.support.services import POSTGRES, demand_postgres
from tests.support.shops import Account, bring_in_shops
from xiaoer.kit.database import Database
from xiaoer.kit.migrate import migrate

Engine = Literal["sqlite", "postgres"]
Kind = Literal["empty", "shops"]


@dataclass(frozen=True)
class Copy:
    """A database of one test: its address, the folder of its files, and who can sign in."""

    url: str
    data_dir: Path
    accounts: dict[str, Account]


@dataclass(frozen=True)
class Template:
    """What copies are made from: a file, or the name of a PostgreSQL database."""

    source: str
    data_dir: Path
    accounts: dict[str, Account]


USES = 40  # what is deleted stays in the files: a fresh copy now and then keeps them small
OTHERS = "SELECT pg_terminate_backend(pid, 2000) FROM pg_stat_activity WHERE datname = %s AND pid <> pg_backend_pid()"
SHAPE = """SELECT md5(string_agg(concat(oid, relfilenode, relname, relnatts, relchecks, relkind), ',' ORDER BY oid))
FROM pg_class WHERE relnamespace = 'public'::regnamespace"""
TABLES = """SELECT relname FROM pg_class
WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace ORDER BY relname"""
COUNTERS = """SELECT schemaname || '.' || quote_ident(sequencename), start_value, last_value FROM pg_sequences
WHERE schemaname = 'public'"""


@dataclass
class Resettable:
    """A PostgreSQL database whose rows can be put back: the first ones are kept in a schema of their own."""

    name: str
    shape: str
    script: str
    uses: int = 0

    @classmethod
    def prepare(cls, name: str, url: str) -> Resettable:
        """Keep the rows as they are now."""
        with psycopg.connect(url, autocommit=True) as connection:
            tables = [sql.Identifier(row[0]) for row in connection.execute(TABLES).fetchall()]
            full = [t for t in tables if _has_rows(connection, t)]
            connection.execute("CREATE SCHEMA kept")
            for table in full:
                connection.execute(sql.SQL("CREATE TABLE kept.{0} AS TABLE public.{0}").format(table))
            counters = connection.execute(COUNTERS).fetchall()
            script = [
                sql.SQL("SET session_replication_role = replica"),
                *(sql.SQL("DELETE FROM public.{}").format(table) for table in tables),
                *(sql.SQL("INSERT INTO public.{0} SELECT * FROM kept.{0}").format(table) for table in full),
                *(
                    sql.SQL("SELECT setval({}, {}, {})").format(name, last or start, last is not None)
                    for name, start, last in counters
                ),
                sql.SQL("SET session_replication_role = origin"),
            ]
            whole = sql.SQL("; ").join(script).as_string(connection)
            return cls(name, _shape(connection), whole)

    def reset(self, url: str) -> bool:
        """Put the rows and counters back; False when a test has changed the tables themselves."""
        self.uses += 1
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute(OTHERS, (self.name,))
            if _shape(connection) != self.shape:
                return False
            connection.execute(self.script.encode())
        return True


def _shape(connection: psycopg.Connection) -> str:
    found = connection.execute(SHAPE).fetchone()
    return str(found and found[0])


def _has_rows(connection: psycopg.Connection, table: sql.Identifier) -> bool:
    return connection.execute(sql.SQL("SELECT 1 FROM public.{} LIMIT 1").format(table)).fetchone() is not None


class Databases:
    """Makes templates at first use and copies of them; leaves nothing behind on PostgreSQL."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._prefix = f"xiaoer_test_{uuid4().hex[:10]}"
        self._templates: dict[tuple[Engine, Kind], Template] = {}
        self._made: set[str] = set()
        self._count = 0
        self._idle: dict[Kind, list[Resettable]] = {"empty": [], "shops": []}

    @contextmanager
    def copy(self, engine: Engine, kind: Kind, folder: Path) -> Iterator[Copy]:
        """A database of one's own, gone afterwards."""
        template = self._template(engine, kind)
        data_dir = folder / "data"
        shutil.copytree(template.data_dir, data_dir, copy_function=os.link)
        if engine == "sqlite":
            path = folder / "xiaoer.sqlite3"
            shutil.copy(template.source, path)
            yield Copy(f"sqlite:///{path}", data_dir, template.accounts)
            return
        held = self._take(kind, template)
        try:
            yield Copy(self._url(held.name), data_dir, template.accounts)
        finally:
            self._give_back(kind, held)

    def close(self) -> None:
        """Drop what is left on PostgreSQL."""
        for name in sorted(self._made, reverse=True):
            self._drop(name)

    def _template(self, engine: Engine, kind: Kind) -> Template:
        found = self._templates.get((engine, kind))
        if found is None:
            found = self._templates[engine, kind] = self._make_template(engine, kind)
        return found

    def _make_template(self, engine: Engine, kind: Kind) -> Template:
        data_dir = self._folder / f"{engine}-{kind}"
        data_dir.mkdir(parents=True)
        if engine == "sqlite":
            source = str(self._folder / f"{kind}.sqlite3")
            url = f"sqlite:///{source}"
        else:
            source = f"{self._prefix}_{kind}"
            self._make(source, "template1")
            url = self._url(source)
        accounts: dict[str, Account] = {}
        if kind == "shops":
            accounts = asyncio.run(bring_in_shops(url, data_dir))
        else:
            database = Database(url)
            migrate(database)
            database.close()
        return Template(source, data_dir, accounts)

    # -- PostgreSQL -------------------------------------------------------------------------------------------------

    @staticmethod
    def _url(name: str) -> str:
        return POSTGRES.format(user=demand_postgres(), name=name)

    def _execute(self, statement: sql.Composed) -> None:
        with psycopg.connect(self._url("postgres"), autocommit=True) as connection:
            connection.execute(statement)

    def _take(self, kind: Kind, template: Template) -> Resettable:
        """A copy that was put back to its beginning, or a new one: CREATE DATABASE costs forty times the putting back."""
        if self._idle[kind]:
            return self._idle[kind].pop()
        self._count += 1
        name = f"{self._prefix}_{self._count}"
        self._make(name, template.source)
        return Resettable.prepare(name, self._url(name))

    def _give_back(self, kind: Kind, held: Resettable) -> None:
        if held.uses < USES and held.reset(self._url(held.name)):
            self._idle[kind].append(held)
        else:
            self._drop(held.name)

    def _make(self, name: str, template: str) -> None:
        self._made.add(name)
        make = sql.SQL("CREATE DATABASE {} TEMPLATE {}")
        self._execute(make.format(sql.Identifier(name), sql.Identifier(template)))

    def _drop(self, name: str) -> None:
        drop = sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)")
        self._execute(drop.format(sql.Identifier(name)))
        self._made.discard(name)


MakeCopy = Callable[[Engine, Kind], Copy]
