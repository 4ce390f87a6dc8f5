"""Databases that tests may spoil: each a copy of a template that was made once per worker.

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


class Databases:
    """Makes templates at first use and copies of them; leaves nothing behind on PostgreSQL."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._prefix = f"xiaoer_test_{uuid4().hex[:10]}"
        self._templates: dict[tuple[Engine, Kind], Template] = {}
        self._made: set[str] = set()
        self._count = 0

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
        self._count += 1
        name = f"{self._prefix}_{self._count}"
        self._make(name, template.source)
        try:
            yield Copy(self._url(name), data_dir, template.accounts)
        finally:
            self._drop(name)

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

    def _make(self, name: str, template: str) -> None:
        self._made.add(name)
        make = sql.SQL("CREATE DATABASE {} TEMPLATE {}")
        self._execute(make.format(sql.Identifier(name), sql.Identifier(template)))

    def _drop(self, name: str) -> None:
        drop = sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)")
        self._execute(drop.format(sql.Identifier(name)))
        self._made.discard(name)


MakeCopy = Callable[[Engine, Kind], Copy]
