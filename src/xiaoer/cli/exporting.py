"""`xiaoer export --shop S DIR`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from xiaoer.cli.common import fail, settings_from
from xiaoer.core.errors import XiaoerError
from xiaoer.kit.errors import ServiceError


def export(
    folder: Annotated[Path, typer.Argument(help="Where to write the tables.")],
    shop: Annotated[str, typer.Option(help="Code of the shop, as import printed it.")],
    database: Annotated[str | None, typer.Option(help="Database URL (else DATABASE_URL).")] = None,
    data: Annotated[str | None, typer.Option(help="Folder for pictures (else XIAOER_DATA_DIR).")] = None,
    form: Annotated[Literal["csv", "xlsx"], typer.Option(help="csv or xlsx.")] = "csv",
) -> None:
    """Write a shop as a folder in the format that import reads."""
    from xiaoer.app.exporting import export_shop
    from xiaoer.kit.database import Database
    from xiaoer.kit.migrate import migrate
    from xiaoer.ports.blobs import FolderBlobs

    settings = settings_from(database_url=database, data_dir=data)
    try:
        held = Database(settings.database_url)
        try:
            migrate(held)
            count = export_shop(held, FolderBlobs(settings.data_path / "media"), shop, folder, form=form)
        finally:
            held.close()
    except (XiaoerError, ServiceError) as error:
        raise fail(error) from None
    typer.echo(f"已写出 {count} 个商品及其余各表：{folder}")
