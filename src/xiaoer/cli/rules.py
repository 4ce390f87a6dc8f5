"""`xiaoer rules`: the rulebook to read and to search, no server."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from datetime import date
from typing import Annotated, Any

import typer

from xiaoer.core.rulebook.pages import PARTS, Page, pages, search

_BAD_INPUT = 2
_PART = {"wording": "话术", "after_sales": "售后", "promise": "可作的承诺", "state": "订单状态卡", "appeal": "申诉"}
_SURE = {"law": "法律", "platform": "平台", "practice": "惯例", "unsure": "待核实"}


def rules(
    words: Annotated[list[str] | None, typer.Argument(help="要找的词，可以几个；不写则列出全部")] = None,
    part: Annotated[str, typer.Option("--part", help=f"只看一部分：{'、'.join(PARTS)}")] = "",
    at: Annotated[str, typer.Option("--at", help="某一天有效的规则，如 2026-06-01")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="每条规则一行 JSON")] = False,
) -> None:
    """查规则书：话术规则、售后规则、承诺的底线、订单状态卡、申诉，附出处、把握和有效期。"""
    if part and part not in PARTS:
        typer.echo(f"错误：--part 应是 {'、'.join(PARTS)} 之一，不是 {part}", err=True)
        raise typer.Exit(_BAD_INPUT)
    try:
        day = date.fromisoformat(at) if at else None
    except ValueError:
        typer.echo(f"错误：--at 应是日期，如 2026-06-01，不是 {at}", err=True)
        raise typer.Exit(_BAD_INPUT) from None
    found = search(" ".join(words or ()), part=part, at=day)
    for page in found:
        typer.echo(_json(page) if as_json else _plain(page))
    if sys.stderr.isatty():
        typer.echo(f"{len(found)} / {len(pages())} 条", err=True)


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
