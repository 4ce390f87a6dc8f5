"""`xiaoer inspect`: chat logs in, inspection and KPIs out, no server (CONTRACTS, `xiaoer inspect`)."""

from __future__ import annotations

import contextlib
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal, cast

import typer

from xiaoer.core.errors import BadInput, XiaoerError

if TYPE_CHECKING:
    from xiaoer.app.inspecting import Wanted
    from xiaoer.core.facts import Platform
    from xiaoer.files.inspection.sales import Sales

_PLATFORMS = ("taobao", "tmall", "pdd", "jd", "douyin", "own")
_BAD_INPUT = 2
_DONE = "{chats} 个会话、{lines} 条消息，{findings} 处发现；结果在 {out}/inspection.json、report.html、report.xlsx"


def inspect(
    files: Annotated[
        list[Path], typer.Argument(help="聊天记录：千牛复制的文字、查询网页、CSV/XLSX 表格、JSONL，可以多个")
    ],
    out: Annotated[Path, typer.Option("--out", help="结果放在这个文件夹：inspection.json、report.html、report.xlsx")],
    shop: Annotated[
        Path | None, typer.Option("--shop", help="店铺文件夹：店名、类目、承诺和响应目标以店铺为准")
    ] = None,
    platform: Annotated[str, typer.Option("--platform", help="记录里没写平台时：taobao、pdd、jd 或 douyin")] = "",
    orders: Annotated[
        list[Path] | None, typer.Option("--orders", help="平台导出的订单，可以多个；算成交和归属")
    ] = None,
    robots: Annotated[str, typer.Option("--robots", help="另外哪些账号是机器人，逗号分隔")] = "",
    category: Annotated[str, typer.Option("--category", help="主营类目，如 食品、化妆品；默认按店铺")] = "",
    title: Annotated[str, typer.Option("--title", help="报告标题")] = "",
    language: Annotated[
        Literal["zh", "en"],
        typer.Option("--language", help="report.html 和提示的语言：zh 或 en (language of page and messages)"),
    ] = "zh",
) -> None:
    """质检聊天记录：每个会话逐条评判、按各平台口径算指标，写出一份 JSON、一个网页和一个表格。"""
    from xiaoer.app.inspecting import inspect_files
    from xiaoer.cli.progress import Bars, bars
    from xiaoer.files.inspection.tongue import Tongue

    say = Tongue(language, {}, {})
    try:
        chats, sold = _apart(files, orders or [], platform)
        wanted = replace(_wanted(chats, out, shop, platform, sold, robots, category, title), language=language)
        with bars() as progress:
            summary = inspect_files(wanted, Bars(progress))
    except XiaoerError as error:
        typer.echo(say("错误：{error}", error=error), err=True)
        raise typer.Exit(_BAD_INPUT) from None
    for refused in summary.refused:
        typer.echo(say("跳过：{why}", why=refused.why), err=True)
    if (lost := summary.unread - len(summary.refused)) > 0:
        typer.echo(say("有 {n} 行没能读懂，列在 inspection.json 的 unparsed 里", n=lost), err=True)
    typer.echo(say(_DONE, chats=summary.conversations, lines=summary.messages, findings=summary.findings, out=out))


def _wanted(
    files: list[Path], out: Path, shop: Path | None, platform: str, orders: list[Path], robots: str, category: str,
    title: str,
) -> Wanted:  # fmt: skip
    from xiaoer.app.inspecting import Wanted
    from xiaoer.app.inspecting.work import Judging
    from xiaoer.core.inspection.names import account
    from xiaoer.files.chats import Asked
    from xiaoer.files.chats.records import platform_of

    if platform and platform_of(platform) not in _PLATFORMS:
        raise BadInput(f"--platform 应是 taobao、pdd、jd 或 douyin，不是 {platform}")
    asked = Asked(platform_of(platform), frozenset(account(name) for name in robots.split(",") if name.strip()))
    if shop is None:
        return Wanted(files, out, asked, Judging(category=category or None), title, _sales(orders, platform))
    from xiaoer.core.rulebook.gate import shop_context
    from xiaoer.files.inspection.sales import sales_of
    from xiaoer.files.report import lines
    from xiaoer.files.shop_folder import read_shop

    read = read_shop(shop)
    for line in lines(read.refusals):
        typer.echo(line, err=True)
    facts = read.folder.facts
    profile = facts.profile
    told = "" if profile.platform == "own" else platform_of(profile.platform)
    asked = Asked(asked.platform or told, asked.robots, profile.name)
    context = shop_context(facts)
    judging = Judging(context, category or profile.extra.get("类目") or None, profile.response_target_s, folder=shop)
    sales = _sales(orders, platform or told) if orders else sales_of(read.folder.orders) if read.folder.orders else None
    return Wanted(files, out, asked, judging, title or f"{profile.name} 客服质检报告", sales)


def _apart(files: list[Path], orders: list[Path], platform: str) -> tuple[list[Path], list[Path]]:
    """Chat logs and order exports: `--orders A B` leaves B among the files, where its columns tell it."""
    if not orders or len(files) == 1:
        return files, orders
    from xiaoer.files.grids import FileRefused
    from xiaoer.files.platform_orders.registry import recognise

    more: list[Path] = []
    for path in files:
        if path.suffix.casefold() in (".csv", ".xls", ".xlsx"):
            with contextlib.suppress(FileRefused):
                recognise(path, cast("Platform", platform or "taobao"))
                more.append(path)
    return [path for path in files if path not in more], [*orders, *more]


def _sales(orders: list[Path], platform: str) -> Sales | None:
    """The sales of order exports; what cannot be read is told on stderr."""
    if not orders:
        return None
    from xiaoer.files.inspection.sales import read_sales
    from xiaoer.files.report import lines

    sales, refusals = read_sales(orders, cast("Platform", platform or "taobao"))
    for line in lines(refusals):
        typer.echo(line, err=True)
    return sales
