"""What commands share: settings from flags, progress on stderr, running a little while."""

from __future__ import annotations

import contextlib
from collections.abc import AsyncIterator
from pathlib import Path

import typer

from xiaoer.cli.progress import Bars, bars, console
from xiaoer.core.errors import XiaoerError
from xiaoer.kit.clock import system_clock, to_ms
from xiaoer.kit.database import Database
from xiaoer.kit.errors import ServiceError
from xiaoer.kit.migrate import migrate
from xiaoer.kit.settings import Settings
from xiaoer.kit.writer import Writer

__all__ = ["Bars", "bars", "console", "fail", "open_writer", "private_file", "settings_from"]


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
