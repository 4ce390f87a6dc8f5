"""`xiaoer backup FILE` and `xiaoer restore FILE`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from xiaoer.cli.common import Bars, bars, fail, settings_from
from xiaoer.kit.clock import system_clock
from xiaoer.kit.database import Database
from xiaoer.kit.errors import ServiceError

DatabaseUrl = Annotated[str | None, typer.Option(help="Database URL (else DATABASE_URL).")]
DataFolder = Annotated[str | None, typer.Option(help="Folder for files (else XIAOER_DATA_DIR).")]


def backup(
    file: Annotated[Path, typer.Argument(help="The archive to write (.zip).")],
    database: DatabaseUrl = None,
    data: DataFolder = None,
) -> None:
    """Write database and files into one archive, while the desk runs; it is read back whole before it counts."""
    from xiaoer.app.backup import make_backup

    settings = settings_from(database_url=database, data_dir=data)
    held: Database | None = None
    try:
        held = Database(settings.database_url)
        with bars() as progress:
            made = make_backup(held, settings.data_path / "media", file, system_clock(), Bars(progress))
    except ServiceError as error:
        raise fail(error) from None
    finally:
        if held is not None:
            held.close()
    typer.echo(f"已备份并验证：{made.path}（{made.rows} 行，{made.files} 个文件，{made.size / 1e6:.1f} MB）")
    typer.echo("备份里有买家资料和密钥，只有本机本用户可读：请放在安全的地方", err=True)


def restore(
    file: Annotated[Path, typer.Argument(help="The archive to put back.")],
    database: DatabaseUrl = None,
    data: DataFolder = None,
    check: Annotated[bool, typer.Option("--check", help="Only prove that it can be put back; change nothing.")] = False,
    keep: Annotated[bool, typer.Option(help="Keep what is there now as an archive in the data folder first.")] = True,
) -> None:
    """Replace all data by an archive, while the desk runs or not; what fails half-way leaves the old data."""
    from xiaoer.app.backup import restore_backup

    settings = settings_from(database_url=database, data_dir=data)
    now = system_clock()
    aside = settings.data_path.resolve() / f"before-restore-{now.astimezone():%Y%m%d-%H%M%S}.zip"
    held: Database | None = None
    try:
        held = Database(settings.database_url)
        with bars() as progress:
            done = restore_backup(
                held, settings.data_path.resolve() / "media", file, now, keep=aside if keep else None,
                only_check=check, progress=Bars(progress),
            )  # fmt: skip
    except ServiceError as error:
        raise fail(error) from None
    finally:
        if held is not None:
            held.close()
    what = f"{done.made_at} 的备份（{done.rows} 行，{done.files} 个文件）"
    if check:
        typer.echo(f"可以恢复：{what}；没有改动任何数据")
        return
    typer.echo(f"已恢复：{what}。正在运行的服务会自动重新载入，所有人需要重新登录")
    if done.kept:
        typer.echo(f"恢复前的数据另存为 {done.kept}")
    if done.aside:
        typer.echo(f"原来的数据库文件已损坏，移到 {done.aside}")
