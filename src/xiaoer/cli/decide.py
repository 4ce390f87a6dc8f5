"""`xiaoer decide`: after-sales cases in, decisions out, no server.

Cases come as JSONL (`{"id","facts":{…}}`); a JSON line per case goes out (CONTRACTS, `xiaoer decide`). A bad line
yields `{"id","error"}` and the run goes on; unknown fields are ignored and named on stderr. Exit 2 when a line was bad.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Any

import typer

from xiaoer.cli.explaining import compared, ladder, read_changes, table
from xiaoer.core.errors import BadInput, XiaoerError
from xiaoer.core.rulebook.judge import Decision, examine
from xiaoer.core.rulebook.judge import decide as judge

_BAD_INPUT = 2
_SHOWN = 20  # unknown fields named on stderr; beyond that only their number


def decide(
    cases: Annotated[Path | None, typer.Option("--cases", help="案例文件（JSONL，每行一个 id 和 facts）")] = None,
    shop: Annotated[Path | None, typer.Option("--shop", help="店铺文件夹：案例没有写明平台时以店铺为准")] = None,
    steps: Annotated[bool, typer.Option("--steps", help="同时输出每一步用到的规则、依据，和时限前的提醒")] = False,
    changes: Annotated[
        list[str] | None, typer.Option("--what-if", help="如果事实不同：字段=值，如 request.opened=true，可写几次")
    ] = None,
    explain: Annotated[
        bool, typer.Option("--explain", help="给人看的说明：每一步、提醒和不同之处，不输出 JSON")
    ] = False,
) -> None:
    """裁决售后案例：结果、运费、退回、时限、金额、依据和可以念给买家听的说明。"""
    try:
        if cases is None:
            raise BadInput('没有案例：请用 --cases 给出 JSONL 文件，每行一个 {"id":…,"facts":{…}}')
        opened = Opened(steps, read_changes(changes or []), explain)
        bad = _judge_file(cases, _platform(shop), opened)
    except XiaoerError as error:
        typer.echo(f"错误：{error}", err=True)
        raise typer.Exit(_BAD_INPUT) from None
    raise typer.Exit(_BAD_INPUT if bad else 0)


@dataclass(frozen=True, slots=True)
class Opened:
    """How far a decision is opened: its steps, other facts to try, told to a person."""

    steps: bool = False
    changes: Mapping[str, Any] = field(default_factory=dict)
    told: bool = False


def judge_line(
    row: str, number: int, platform: str = "", opened: Opened | None = None
) -> tuple[dict[str, Any], list[str]]:
    """One JSONL row → one object of output and the unknown fields; an unusable row → `{"id","error"}`.

    A decision told to a person is one text under `told`.
    """
    try:
        line = json.loads(row)
    except (ValueError, RecursionError) as error:
        where = f"（第 {error.colno} 个字符处）" if isinstance(error, json.JSONDecodeError) else ""
        return {"id": None, "error": f"第 {number} 行不是 JSON{where}，请每行写一个对象"}, []
    if not isinstance(line, dict):
        return {"id": None, "error": f'第 {number} 行应是一个对象，如 {{"id":"1","facts":{{…}}}}'}, []
    identity = line.get("id")
    if problem := _problem(line):
        return {"id": identity, "error": f"第 {number} 行：{problem}"}, []
    facts = line["facts"]
    form = examine(facts)
    if form.problems:
        return {"id": identity, "error": f"第 {number} 行：{'；'.join(form.problems)}"}, []
    if platform and not facts.get("platform"):
        facts = {**facts, "platform": platform}
    return {"id": identity, **_opened(facts, identity, opened or Opened())}, list(form.unknown)


def _opened(facts: Mapping[str, Any], identity: Any, opened: Opened) -> dict[str, Any]:
    """The decision in the form of the contract, and what was asked for beside it."""
    decision = judge(facts)
    other = compared(facts, opened.changes) if opened.changes else None
    if opened.told:
        return {"told": table(identity, decision, other)}
    out = decision.as_json()
    if opened.steps:
        out |= {"steps": _steps(decision), "ladder": ladder(decision)}
    return out if other is None else {**out, "what_if": other}


def _steps(decision: Decision) -> list[dict[str, Any]]:
    return [{"rule": step.rule, "text": step.text, "basis": list(step.basis)} for step in decision.steps]


def _problem(line: dict[str, Any]) -> str | None:
    if "id" not in line:
        return "缺少 id"
    if not isinstance(line.get("facts"), dict):
        return "缺少 facts（案例的事实，一个对象）"
    return None


def _platform(shop: Path | None) -> str:
    if shop is None:
        return ""
    from xiaoer.files.shop_folder import read_shop

    return read_shop(shop).folder.facts.profile.platform


def _judge_file(path: Path, platform: str, opened: Opened) -> bool:
    bad = False
    unknown: dict[str, None] = {}
    for out, fields in _judge_rows(_rows(path), platform, opened):
        sys.stdout.write((out["told"] if "told" in out else _dumps(out)) + "\n")
        bad = bad or "error" in out
        unknown.update(dict.fromkeys(fields))
    sys.stdout.flush()
    if unknown:
        more = f" 等 {len(unknown)} 个" if len(unknown) > _SHOWN else ""
        typer.echo(f"提示：不认识的字段已忽略：{'、'.join(list(unknown)[:_SHOWN])}{more}", err=True)
    return bad


def _rows(path: Path) -> list[str]:
    try:
        return path.read_text("utf-8-sig").split("\n")
    except FileNotFoundError:
        raise BadInput(f"找不到文件 {path}，请检查 --cases 的路径") from None
    except (OSError, UnicodeDecodeError) as error:
        raise BadInput(f"读不了文件 {path}：{error}；请用 UTF-8 编码的 JSONL") from None


def _judge_rows(rows: Iterable[str], platform: str, opened: Opened) -> Iterator[tuple[dict[str, Any], list[str]]]:
    from rich.console import Console
    from rich.progress import track

    kept = [(number, row) for number, row in enumerate(rows, 1) if row.strip()]
    console = Console(stderr=True)
    for number, row in track(kept, "裁决", console=console, transient=True, disable=not console.is_terminal):
        yield judge_line(row, number, platform, opened)


def _dumps(out: dict[str, Any]) -> str:
    text = json.dumps(out, ensure_ascii=False)
    try:
        text.encode()
    except UnicodeEncodeError:  # half a surrogate pair is legal in JSON but cannot be written as UTF-8
        return json.dumps(out)
    return text
