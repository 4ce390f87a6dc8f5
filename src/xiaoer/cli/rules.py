"""`xiaoer rules`: the rulebook to read and to search, no server."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from datetime import date, datetime
from typing import Annotated, Any

import typer

from xiaoer.core.rulebook.editions import Change, changes, known_from
from xiaoer.core.rulebook.judge.facts import SHOP_TIME
from xiaoer.core.rulebook.pages import PARTS, Page, pages, search

_BAD_INPUT = 2
_PART = {"wording": "话术", "after_sales": "售后", "promise": "可作的承诺", "state": "订单状态卡", "appeal": "申诉"}
_WHAT = {"new": "新增", "changed": "修改", "ended": "停用"}
_SURE = {"law": "法律", "platform": "平台", "practice": "惯例", "unsure": "待核实"}


def rules(
    words: Annotated[list[str] | None, typer.Argument(help="要找的词，可以几个；不写则列出全部")] = None,
    part: Annotated[str, typer.Option("--part", help=f"只看一部分：{'、'.join(PARTS)}")] = "",
    at: Annotated[str, typer.Option("--at", help="某一天有效的规则，如 2026-06-01")] = "",
    changed: Annotated[str, typer.Option("--changed", help="自某一天以来新增、修改、停用的规则，如 2026-11-27")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="每条规则一行 JSON")] = False,
) -> None:
    """查规则书：话术规则、售后规则、承诺的底线、订单状态卡、申诉，附出处、把握和有效期；--changed 看变了什么。"""
    if part and part not in PARTS:
        typer.echo(f"错误：--part 应是 {'、'.join(PARTS)} 之一，不是 {part}", err=True)
        raise typer.Exit(_BAD_INPUT)
    day, since = _day("--at", at), _day("--changed", changed)
    if since is not None:
        _tell_changes(since, day or datetime.now(SHOP_TIME).date(), part, as_json=as_json)
        return
    found = search(" ".join(words or ()), part=part, at=day)
    for page in found:
        typer.echo(_json(page) if as_json else _plain(page))
    if sys.stderr.isatty():
        typer.echo(f"{len(found)} / {len(pages())} 条", err=True)


def _day(option: str, text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        typer.echo(f"错误：{option} 应是日期，如 2026-06-01，不是 {text}", err=True)
        raise typer.Exit(_BAD_INPUT) from None


def _tell_changes(since: date, today: date, part: str, *, as_json: bool) -> None:
    found = [one for one in changes(since, today) if not part or one.part == part]
    for one in found:
        typer.echo(json.dumps(asdict(one), ensure_ascii=False, default=str) if as_json else _plain_change(one))
    if sys.stderr.isatty():
        first = known_from()
        typer.echo(f"{len(found)} 条变化" + (f"（规则书自 {first} 起有存档）" if first else ""), err=True)


def _plain_change(one: Change) -> str:
    value = f"（{one.value}）" if one.value else ""
    day = f"，{one.day}" if one.day else ""
    unseen = "\n    查找的说法或条件有调整" if one.what == "changed" else ""
    before = f"\n    原来：{one.before}" if one.before else unseen
    return f"{_WHAT[one.what]} [{one.id}] {one.zh}{value}{day}\n    {_PART[one.part]} · 出处：{one.source}{before}"


def _json(page: Page) -> str:
    out: dict[str, Any] = asdict(page)
    return json.dumps(out, ensure_ascii=False, default=str)


def _plain(page: Page) -> str:
    head = " · ".join(filter(None, (_PART[page.part], page.kind if page.kind != page.part else "", page.level)))
    lines = [f"[{page.id}] {page.zh}{f'（{page.value}）' if page.value else ''}", f"    {head}"]
    since = f"，{page.valid_from} 起" if page.valid_from else ""
    until = f"，到 {page.valid_until}" if page.valid_until else ""
    lines.append(f"    出处：{page.source}（{_SURE.get(page.confidence, page.confidence)}{since}{until}）")
    if page.words:
        lines.append(f"    例如：{'、'.join(page.words)}")
    if page.rewrite:
        lines.append(f"    可以说：{page.rewrite}")
    return "\n".join([*lines, *(f"    {line}" for line in page.lines)])
