"""`xiaoer check`: the wording gate on sentences, no server.

Sentences come as JSONL (`{"id","by","category","text"}`) or as one argument; a JSON line per sentence goes out
(CONTRACTS, `xiaoer check`). A bad line yields `{"id","error"}` and the run goes on.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any, get_args

import typer

from xiaoer.core.errors import BadInput, XiaoerError
from xiaoer.core.facts import ShopFacts
from xiaoer.core.rulebook.findings import Finding, GateResult, Speaker, Verdict
from xiaoer.core.rulebook.gate import Gate, shop_context
from xiaoer.core.rulebook.library import faults_of, texts_of
from xiaoer.files.shop_folder import read_shop

_FOUND, _BAD_INPUT = 1, 2
_RANK: dict[Verdict, int] = {"pass": 0, "warn": 1, "block": 2}


def check(
    text: Annotated[str | None, typer.Argument(help="一句话")] = None,
    lines: Annotated[Path | None, typer.Option("--lines", help="句子文件（JSONL，每行一句）")] = None,
    shop: Annotated[Path | None, typer.Option("--shop", help="店铺文件夹：店名、热线、品牌和承诺以店铺为准")] = None,
    library: Annotated[bool, typer.Option("--library", help="检查 --shop 的短语、问答、政策和商品文案")] = False,
    fail_on: Annotated[str | None, typer.Option("--fail-on", help="warn 或 block：有这一级的发现时退出码为 1")] = None,
    by: Annotated[str, typer.Option("--by", help="单句的说话人：agent、robot 或 shopper")] = "agent",
    category: Annotated[str | None, typer.Option("--category", help="单句的商品类目，如 食品")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="终端里也输出 JSON")] = False,
) -> None:
    """检查客服要说的话：违规的拦下，欠妥的提醒，并给出可以说的写法。"""
    try:
        limit = _limit(fail_on)
        if library:
            raise typer.Exit(_check_library(shop, limit))
        gate = _gate(shop)
        if lines is not None:
            raise typer.Exit(_check_file(gate, lines, limit))
        if text is None:
            raise BadInput('没有句子：请写 xiaoer check "一句话"，或用 --lines 给出 JSONL 文件')
        line = {"id": "1", "by": by, "category": category, "text": text}
        out = judge_line(gate, json.dumps(line, ensure_ascii=False), 1)
    except XiaoerError as error:
        typer.echo(f"错误：{error}", err=True)
        raise typer.Exit(_BAD_INPUT) from None
    typer.echo(_dumps(out) if as_json or not sys.stdout.isatty() else _plain(out))
    raise typer.Exit(_code([out], limit))


def judge_line(gate: Gate, row: str, number: int) -> dict[str, Any]:
    """One JSONL row → one line of output; a row that cannot be used → `{"id","error"}`."""
    try:
        line = json.loads(row)
    except (ValueError, RecursionError) as error:
        where = f"（第 {error.colno} 个字符处）" if isinstance(error, json.JSONDecodeError) else ""
        return {"id": None, "error": f"第 {number} 行不是 JSON{where}，请每行写一个对象"}
    if not isinstance(line, dict):
        return {"id": None, "error": f'第 {number} 行应是一个对象，如 {{"id":"1","text":"…"}}'}
    identity = line.get("id")
    if problem := _problem(line):
        return {"id": identity, "error": f"第 {number} 行：{problem}"}
    result = gate.check(line["text"], by=line.get("by") or "agent", category=line.get("category"))
    return {"id": identity, **as_json_object(result)}


def as_json_object(result: GateResult) -> dict[str, Any]:
    """A result in the form of the contract."""
    return {
        "verdict": result.verdict,
        "findings": [_as_told(finding) for finding in result.findings],
        "rewrite": result.rewrite,
    }


def _as_told(finding: Finding) -> dict[str, Any]:
    told = asdict(finding)
    del told["statutory"], told["heard"]  # for the shop's own allowances and for inspection, no part of the contract
    return told


def _problem(line: dict[str, Any]) -> str | None:
    if "id" not in line:
        return "缺少 id"
    if not isinstance(line.get("text"), str):
        return "缺少 text（要检查的话，文字）"
    if (line.get("by") or "agent") not in get_args(Speaker):
        return f"by 应是 agent、robot 或 shopper，不是 {line['by']!r}"
    if not isinstance(line.get("category"), str | None):
        return "category 应是文字，如 食品"
    return None


def _limit(fail_on: str | None) -> int | None:
    if fail_on is None:
        return None
    if fail_on not in ("warn", "block"):
        raise BadInput(f"--fail-on 应是 warn 或 block，不是 {fail_on}")
    return _RANK["warn" if fail_on == "warn" else "block"]


def _gate(shop: Path | None) -> Gate:
    return Gate() if shop is None else Gate(shop=shop_context(_facts(shop)))


def _facts(shop: Path) -> ShopFacts:
    read = read_shop(shop)
    for refusal in read.refusals:
        where = refusal.file if refusal.row is None else f"{refusal.file} 第 {refusal.row} 行"
        typer.echo(f"{where}：{refusal.why}；{refusal.remedy}", err=True)
    return read.folder.facts


def _check_library(shop: Path | None, limit: int | None) -> int:
    """One line per text of the shop that the gate warns of or blocks; `id` says where it stands."""
    if shop is None:
        raise BadInput("--library 检查一家店的话术库，请用 --shop 给出店铺文件夹")
    facts = _facts(shop)
    outs: list[dict[str, Any]] = []
    for fault in faults_of(facts, Gate(shop=shop_context(facts))):
        told = {"id": fault.text.where, "field": fault.text.field, "text": fault.text.text}
        typer.echo(_dumps({**told, **as_json_object(fault.result)}))
        outs.append({"verdict": fault.result.verdict})
    checked = sum(1 for _ in texts_of(facts))
    typer.echo(f"检查了 {checked} 条，{len(outs)} 条需要处理", err=True)
    return _code(outs, limit)


def _check_file(gate: Gate, path: Path, limit: int | None) -> int:
    outs: list[dict[str, Any]] = []
    for out in _judge_rows(gate, _rows(path)):
        typer.echo(_dumps(out))
        outs.append({key: out[key] for key in ("verdict", "error") if key in out})
    return _code(outs, limit)


def _rows(path: Path) -> list[str]:
    try:
        return path.read_text("utf-8-sig").split("\n")
    except FileNotFoundError:
        raise BadInput(f"找不到文件 {path}，请检查 --lines 的路径") from None
    except (OSError, UnicodeDecodeError) as error:
        raise BadInput(f"读不了文件 {path}：{error}；请用 UTF-8 编码的 JSONL") from None


def _judge_rows(gate: Gate, rows: Iterable[str]) -> Iterator[dict[str, Any]]:
    from rich.console import Console
    from rich.progress import track

    kept = [(number, row) for number, row in enumerate(rows, 1) if row.strip()]
    console = Console(stderr=True)
    for number, row in track(kept, "检查", console=console, transient=True, disable=not console.is_terminal):
        yield judge_line(gate, row, number)


def _code(outs: list[dict[str, Any]], limit: int | None) -> int:
    if any("error" in out for out in outs):
        return _BAD_INPUT
    if limit is not None and any(_RANK[out["verdict"]] >= limit for out in outs):
        return _FOUND
    return 0


def _dumps(out: dict[str, Any]) -> str:
    text = json.dumps(out, ensure_ascii=False)
    # Half a surrogate pair is legal in JSON but cannot be written as UTF-8: escape the line then.
    return text if text.isascii() or _writable(text) else json.dumps(out)


def _writable(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _plain(out: dict[str, Any]) -> str:
    """For a person at a terminal."""
    if "error" in out:
        return str(out["error"])
    said = {"pass": "可以发送", "warn": "建议修改", "block": "不能发送"}[out["verdict"]]
    rows = [f"{said}"]
    rows += [f"  「{f['span']}」{f['reason']}（{f['source']}）" for f in out["findings"]]
    if out["rewrite"]:
        rows.append(f"  可以这样说：{out['rewrite']}")
    return "\n".join(rows)
