"""`xiaoer drill --robot`: simulated shoppers try the answering engine on every scenario of a shop, no server."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Annotated
from zoneinfo import ZoneInfo

import typer

from xiaoer.cli.ask import shop_time
from xiaoer.cli.common import bars, fail
from xiaoer.core.answering.engine import Engine
from xiaoer.core.drills.book import Book
from xiaoer.core.drills.robot import RobotReport, RobotRun, joined, run_robot
from xiaoer.core.errors import BadInput, XiaoerError
from xiaoer.core.facts import ShopFacts
from xiaoer.files.shop_folder import read_shop


def drill(
    robot: Annotated[bool, typer.Option("--robot", help="让机器人接待全部场景")] = False,
    k: Annotated[int, typer.Option("--k", help="每个场景跑几次（不同种子）", min=1, max=100)] = 4,
    shop: Annotated[Path | None, typer.Option("--shop", help="店铺文件夹；不给就用两家示例店铺")] = None,
    now: Annotated[str | None, typer.Option("--now", help="当前时间，如 2026-11-24T14:00；不带时区按店铺时区")] = None,
    scene: Annotated[str | None, typer.Option("--scene", help="只跑一个场景，如 stock")] = None,
    listed: Annotated[bool, typer.Option("--list", help="只列出全部场景")] = False,
    show: Annotated[bool, typer.Option("--show", help="把没通过的对话打到 stderr")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="输出一个 JSON 对象")] = False,
) -> None:
    """模拟买家考机器人：报告 pass^1、pass^k、编造的事实、发出的违禁话，按场景分列。"""
    try:
        books = [_book(folder, now) for folder in _folders(shop)]
        if listed:
            _list(books, as_json=as_json)
            return
        if not robot:
            raise BadInput("要做什么：加 --robot 让机器人接待，或加 --list 列出场景")
        report = joined([_run(book, k, scene, show=show) for book in books])
    except XiaoerError as error:
        raise fail(error) from None
    typer.echo(json.dumps(as_object(report), ensure_ascii=False) if as_json else _in_words(report, k))


def as_object(report: RobotReport) -> dict[str, object]:
    """The report in the form of the contract; pass_4 = all k runs of a scenario passed."""
    return {
        "scenarios": report.scenarios, "pass_1": report.pass_1, "pass_4": report.pass_k,
        "invented_facts": report.invented_facts, "blocked_sent": report.blocked_sent,
        "by_scene": {
            name: {"scenarios": row["scenarios"], "pass_1": row["pass_1"], "pass_4": row["pass_k"]}
            for name, row in report.by_scene.items()
        },
    }  # fmt: skip


def _folders(shop: Path | None) -> list[Path]:
    from xiaoer.cli.demo import examples_folder

    if shop is None:
        return sorted(p for p in examples_folder().iterdir() if (p / "shop.toml").is_file())
    if not shop.is_dir():
        raise BadInput(f"没有店铺文件夹 {shop}，请给出放着 products.csv 等表格的文件夹")
    return [shop]


def _book(folder: Path, now: str | None) -> Book:
    result = read_shop(folder)
    for refusal in result.refusals:
        where = ":".join(str(x) for x in (refusal.file, refusal.row, refusal.column) if x is not None)
        typer.echo(f"{where} {refusal.why}；{refusal.remedy}", err=True)
    book = Book(result.folder.facts, _shop_time(result.folder.facts, now))
    if not book.scenarios:
        raise BadInput(f"{folder} 里没有商品，没法出题；请先准备 products.csv 和 skus.csv")
    return book


def _shop_time(facts: ShopFacts, now: str | None) -> datetime:
    return shop_time(now, ZoneInfo(facts.profile.timezone))


def _run(book: Book, k: int, scene: str | None, *, show: bool) -> RobotReport:
    chosen = [s for s in book.scenarios if scene in (None, s.scene.id)]
    if not chosen:
        raise BadInput(f"没有场景“{scene}”，可用 --list 查看")
    with bars() as progress:
        task = progress.add_task(book.facts.profile.name or "drill", total=len(chosen))
        report = run_robot(Engine(book.facts), book, k=k, chosen=chosen, tick=lambda: progress.advance(task))
    if show:
        _show([run for run in report.runs if not run.passed])
    return report


def _show(runs: Sequence[RobotRun]) -> None:
    for run in runs:
        typer.echo(f"\n{run.scenario}  {'、'.join((*run.missed, *run.invented))}", err=True)
        for text, draft in run.drafts:
            typer.echo(f"  买家：{text}\n  机器人（{draft.kind}）：{draft.reply}", err=True)
        for text in run.held:
            typer.echo(f"  规则拦下：{text}", err=True)


def _list(books: Sequence[Book], *, as_json: bool) -> None:
    for book in books:
        for s in book.scenarios:
            row = {"id": s.id, "shop": book.facts.profile.name, "title": s.title, "goal": s.goal}
            line = f"{s.id}\t{s.title}\t{s.goal}"
            typer.echo(json.dumps(row, ensure_ascii=False) if as_json else line)


def _in_words(report: RobotReport, k: int) -> str:
    head = (
        f"场景 {report.scenarios} 个，每个 {k} 次：pass^1 {report.pass_1:.1%}，pass^{k} {report.pass_k:.1%}，"
        f"编造的事实 {report.invented_facts}，发出的违禁话 {report.blocked_sent}"
    )
    rows = [f"  {name:<12} {row['scenarios']:>3} 个  pass^1 {row['pass_1']:.0%}  pass^{k} {row['pass_k']:.0%}"
            for name, row in report.by_scene.items()]  # fmt: skip
    return "\n".join((head, *rows))
