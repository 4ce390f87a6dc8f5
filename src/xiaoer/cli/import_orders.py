"""`xiaoer import-orders FILE… --platform P --shop S`."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path
from typing import Annotated

import typer

from xiaoer.cli.common import Bars, bars, fail, open_writer, settings_from
from xiaoer.core.errors import BadInput, XiaoerError
from xiaoer.core.facts import PLATFORMS, Platform
from xiaoer.kit.errors import ServiceError

_CHOICES = tuple(p for p in PLATFORMS if p != "own")


def import_orders(
    files: Annotated[
        list[Path], typer.Argument(help="Exports of the platform: CSV, XLSX, XLS. 平台导出的订单、宝贝、售后表。")
    ],
    platform: Annotated[str, typer.Option(help=f"Whose exports: {'|'.join(_CHOICES)}. 平台。")],
    shop: Annotated[str, typer.Option(help="Code of the shop, as import prints it. 店铺代码。")] = "",
    database: Annotated[str | None, typer.Option(help="Database URL (else DATABASE_URL).")] = None,
    preview: Annotated[
        bool, typer.Option("--preview", help="Only show how columns are read. 只看列的对应，不导入。")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print the report as JSON.")] = False,
) -> None:
    """Bring a platform's order and after-sales exports into a shop; doing it again changes nothing. 导入平台订单。"""
    from xiaoer.app.order_import import OrderImport, import_order_files
    from xiaoer.domains.shop.service import ShopBook, all_shops

    try:
        wanted = _platform(platform)
        if preview:
            _show_previews(files, wanted, as_json=as_json)
            return
        if not shop:
            raise BadInput("请用 --shop 指明导入到哪家店铺（店铺代码是 import 打印的那个）")
        settings = settings_from(database_url=database)

        async def run() -> OrderImport:
            async with open_writer(settings.database_url) as (held, writer):
                book = ShopBook()
                book.load(held.read_now(all_shops))
                with bars() as progress:
                    return await import_order_files(files, wanted, book.find(shop), writer, Bars(progress))

        report = asyncio.run(run())
    except (XiaoerError, ServiceError) as error:
        raise fail(error) from None
    _show(report, as_json=as_json)
    total = report.total
    if report.refused and not (total.added or total.changed or total.unchanged):
        raise typer.Exit(2)


def _platform(text: str) -> Platform:
    for choice in _CHOICES:
        if text == choice:
            return choice
    raise BadInput(f"不认识平台“{text}”；请写 {'、'.join(_CHOICES)} 之一")


def _show(report: object, *, as_json: bool) -> None:
    from xiaoer.app.order_import import OrderImport
    from xiaoer.files import report as refusals

    assert isinstance(report, OrderImport)
    total = report.total
    if as_json:
        whole = {
            "added": total.added, "changed": total.changed, "unchanged": total.unchanged,
            "refused": refusals.as_json(report.refused),
        }  # fmt: skip
        typer.echo(json.dumps(whole, ensure_ascii=False))
        return
    for name, title in report.forms.items():
        typer.echo(f"{name}：{title}")
    typer.echo(f"订单：新增 {total.added}，更改 {total.changed}，未变 {total.unchanged}")
    if report.refused:
        typer.echo(f"拒收 {len(report.refused)} 行：", err=True)
        for line in refusals.lines(report.refused):
            typer.echo(f"  {line}", err=True)


def _show_previews(files: list[Path], platform: Platform, *, as_json: bool) -> None:
    from zoneinfo import ZoneInfo

    from xiaoer.files import report as refusals
    from xiaoer.files.platform_orders import preview

    for path in files:
        seen = preview(path, platform, ZoneInfo("Asia/Shanghai"))
        if as_json:
            whole = {
                "file": seen.file, "form": seen.form, "title": seen.title, "header_row": seen.header_row,
                "rows": seen.height, "refused": refusals.as_json(seen.refusals),
                "columns": [{"header": c.header, "becomes": c.becomes, "sample": c.sample} for c in seen.columns],
            }  # fmt: skip
            typer.echo(json.dumps(whole, ensure_ascii=False))
            continue
        typer.echo(f"{seen.file}：{seen.title}，表头在第 {seen.header_row} 行，约 {seen.height} 行")
        for column in seen.columns:
            becomes = "（不认识，不导入）" if column.becomes is None else column.becomes or "（不导入）"
            typer.echo(f"  {column.header} → {becomes}  例：{column.sample[:30]}")
        for line in refusals.lines(seen.refusals):
            typer.echo(f"  {line}", err=True)
