"""What commands share: settings from flags, progress on stderr, running a little while."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import typer
from rich.console import Console
from rich.progress import BarColumn, Progress, TaskID, TextColumn, TimeElapsedColumn

from xiaoer.core.errors import XiaoerError
from xiaoer.kit.clock import system_clock, to_ms
from xiaoer.kit.database import Database
from xiaoer.kit.errors import ServiceError
from xiaoer.kit.migrate import migrate
from xiaoer.kit.settings import Settings
from xiaoer.kit.writer import Writer

console = Console(stderr=True, highlight=False)


def settings_from(**overrides: object) -> Settings:
    """Settings of the environment with a command's flags over them."""
    try:
        return Settings.from_environment(**overrides)
    except ValueError as error:
        raise XiaoerError(str(error), code="bad_setting") from None


def fail(error: Exception) -> typer.Exit:
    """Say what is wrong and exit with 2."""
    detail = error.detail if isinstance(error, ServiceError) else str(error)
    typer.echo(f"错误：{detail}", err=True)
    return typer.Exit(2)


@contextlib.contextmanager
def bars() -> Iterator[Progress]:
    """Progress bars on a terminal; silence otherwise."""
    with Progress(
        TextColumn("{task.description}"), BarColumn(), TextColumn("{task.completed}/{task.total}"),
        TimeElapsedColumn(), console=console, transient=True, disable=not sys.stderr.isatty(),
    ) as progress:  # fmt: skip
        yield progress


class Bars:
    """A progress callback (what, done, all) over rich bars."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self._tasks: dict[str, TaskID] = {}

    def __call__(self, what: str, done: int, whole: int) -> None:
        """Move a bar."""
        if what not in self._tasks:
            self._tasks[what] = self._progress.add_task(what, total=whole)
        self._progress.update(self._tasks[what], completed=done, total=whole)


@contextlib.asynccontextmanager
async def open_writer(url: str) -> AsyncIterator[tuple[Database, Writer]]:
    """A migrated database and a writer for a command that runs beside a server or alone."""
    database = Database(url)
    try:
        migrate(database)
        writer = Writer(database, lambda: to_ms(system_clock()))
        writer.start()
        try:
            yield database, writer
        finally:
            await writer.stop()
    finally:
        database.close()


def private_file(path: Path, text: str) -> None:
    """Write a file that only its owner can read."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch(mode=0o600, exist_ok=True)
    path.chmod(0o600)
    path.write_text(text, encoding="utf-8")
