"""`xiaoer import DIR`."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path
from typing import Annotated

import typer

from xiaoer.cli.common import Bars, bars, fail, open_writer, private_file, settings_from
from xiaoer.core.errors import XiaoerError
from xiaoer.core.rulebook.library import Fault
from xiaoer.kit.errors import ServiceError

FAULTS_SHOWN = 20


def import_(
    folder: Annotated[Path, typer.Argument(help="A shop folder.")],
    database: Annotated[str | None, typer.Option(help="Database URL (else DATABASE_URL).")] = None,
    data: Annotated[str | None, typer.Option(help="Folder for pictures (else XIAOER_DATA_DIR).")] = None,
    shop: Annotated[str | None, typer.Option(help="Code of the shop (default: the folder's name).")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the report as JSON.")] = False,
) -> None:
    """Bring a shop folder into the database; doing it again changes nothing."""
    from xiaoer.app.importing import ImportReport, import_folder
    from xiaoer.ports.blobs import FolderBlobs

    settings = settings_from(database_url=database, data_dir=data)

    async def run() -> ImportReport:
        async with open_writer(settings.database_url) as (_, writer):
            with bars() as progress:
                blobs = FolderBlobs(settings.data_path / "media")
                return await import_folder(folder, writer, blobs, code=shop, progress=Bars(progress))

    try:
        report = asyncio.run(run())
    except (XiaoerError, ServiceError) as error:
        raise fail(error) from None
    if report.passwords:
        path = settings.data_path / f"accounts-{report.shop}.txt"
        private_file(path, "".join(f"{login}\t{password}\n" for login, password in report.passwords))
        typer.echo(f"新账号的密码写在 {path}（只有本机本用户可读）", err=True)
    show(report, as_json=as_json)


def show(report: object, *, as_json: bool) -> None:
    """Print what an import did."""
    from xiaoer.app.importing import ImportReport
    from xiaoer.files import report as refusals

    assert isinstance(report, ImportReport)
    total = report.total
    if as_json:
        whole = {
            "shop": report.shop, "added": total.added, "changed": total.changed, "unchanged": total.unchanged,
            "tables": {
                t: {"added": y.added, "changed": y.changed, "unchanged": y.unchanged}
                for t, y in report.tables.items()
            },
            "refused": refusals.as_json(report.refused),
            "wording": [_fault(fault) for fault in report.faults],
        }  # fmt: skip
        typer.echo(json.dumps(whole, ensure_ascii=False))
        return
    typer.echo(f"店铺 {report.shop}：新增 {total.added}，更改 {total.changed}，未变 {total.unchanged}")
    for table, tally in report.tables.items():
        typer.echo(f"  {table:<12} 新增 {tally.added:>6}  更改 {tally.changed:>6}  未变 {tally.unchanged:>6}")
    if report.refused:
        typer.echo(f"拒收 {len(report.refused)} 行：", err=True)
        for line in refusals.lines(report.refused):
            typer.echo(f"  {line}", err=True)
    if report.faults:
        typer.echo(f"话术体检：{len(report.faults)} 条文案需要处理（再查：xiaoer check --library --shop）：", err=True)
        for fault in report.faults[:FAULTS_SHOWN]:
            found, text = fault.result.findings[0], fault.text
            typer.echo(f"  {text.where} {text.field}：“{found.span}” {found.reason}（{found.source}）", err=True)


def _fault(fault: Fault) -> dict[str, object]:
    return {
        "where": fault.text.where, "field": fault.text.field, "text": fault.text.text,
        "verdict": fault.result.verdict, "kinds": sorted({f.kind for f in fault.result.findings}),
    }  # fmt: skip
