"""`xiaoer replay`: a shop's own questions asked again of today's data: which answers hold, and which changed.

The questions are the shop's `checks.jsonl` (CONTRACTS): what a right answer must and must not contain. `--save` keeps
the replies of a run, `--against` compares with a run kept before.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

import typer

from xiaoer.cli.ask import AskDesk, Question, read_folder
from xiaoer.core.errors import BadInput, XiaoerError

_BAD_INPUT = 2
_CHECKS = "checks.jsonl"


@dataclass(frozen=True, slots=True)
class Check:
    """One conversation with its labels; `turns` hold text, kind, must, must_not."""

    id: str
    now: str | None
    shopper: str | None
    product: str | None
    turns: tuple[Mapping[str, Any], ...]


@dataclass(frozen=True, slots=True)
class Answered:
    """One turn as it is answered now, and what is wrong with it (empty = right)."""

    id: str
    turn: int
    text: str
    kind: str
    reply: str
    wrong: tuple[str, ...]


def replay(
    shop: Annotated[Path, typer.Option("--shop", help="店铺文件夹")],
    checks: Annotated[Path | None, typer.Option("--checks", help="问题文件，默认用店铺文件夹里的 checks.jsonl")] = None,
    against: Annotated[Path | None, typer.Option("--against", help="和以前保存的一次运行比较")] = None,
    save: Annotated[Path | None, typer.Option("--save", help="把这次的回答保存下来，供以后比较")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="输出一个 JSON 对象")] = False,
) -> None:
    """把店里的问题用今天的资料再问一遍：答对多少，哪些回答变了，变好还是变差。"""
    try:
        source = checks or shop / _CHECKS
        asked = list(read_checks(source))
        if not asked:
            raise BadInput(f'{source} 里没有问题：请每行写一个 {{"id":…,"turns":[…]}}')
        answered = list(_answers(shop, asked))
        before = _kept(against) if against else None
    except XiaoerError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(_BAD_INPUT) from None
    if save:
        save.write_text("".join(json.dumps(_line(a), ensure_ascii=False) + "\n" for a in answered), "utf-8")
    result = summary(answered, before)
    typer.echo(json.dumps(result, ensure_ascii=False) if as_json else _plain(result))


def read_checks(path: Path) -> Iterator[Check]:
    """The checks of a file. Raises `BadInput` that names the file, the line and the field."""
    try:
        lines = path.read_text("utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise BadInput(f"读不了 {path}：{error}；请给出 UTF-8 的 JSONL 文件") from None
    for row, line in enumerate(lines, start=1):
        if line.strip():
            yield _check(line, f"{path.name} 第{row}行")


def _check(line: str, where: str) -> Check:
    try:
        data: Any = json.loads(line)
    except (json.JSONDecodeError, RecursionError):
        raise BadInput(f"{where}不是 JSON，请每行写一个对象") from None
    turns = data.get("turns") if isinstance(data, dict) else None
    if not isinstance(turns, list) or not turns or not all(isinstance(t, dict) and "text" in t for t in turns):
        raise BadInput(f'{where}缺少 turns，请写成 {{"id":…,"turns":[{{"text":…,"must":[…]}}]}}')
    for turn in turns:
        for pattern in (*turn.get("must", ()), *turn.get("must_not", ())):
            try:
                re.compile(pattern)
            except (re.error, TypeError):
                raise BadInput(f"{where}的“{pattern}”不是正则表达式，请改正") from None
    return Check(str(data.get("id", where)), data.get("now"), data.get("shopper"), data.get("product"), tuple(turns))


def wrong_with(turn: Mapping[str, Any], kind: str, reply: str) -> tuple[str, ...]:
    """What a reply lacks or must not hold by its label; empty = right."""
    found = [f"应为 {'/'.join(turn['kind'])}，现在是 {kind}"] if turn.get("kind") and kind not in turn["kind"] else []
    found += [f"缺少 {pattern}" for pattern in turn.get("must", ()) if not re.search(pattern, reply)]
    found += [f"不该有 {pattern}" for pattern in turn.get("must_not", ()) if re.search(pattern, reply)]
    return tuple(found)


def _answers(shop: Path, checks: Iterable[Check]) -> Iterator[Answered]:
    folder = read_folder(shop)
    desks: dict[str | None, AskDesk] = {}
    for check in checks:
        desk = desks.get(check.now) or desks.setdefault(check.now, AskDesk(folder, check.now))
        question = Question(check.id, check.shopper, check.product, tuple(str(t["text"]) for t in check.turns))
        for turn, line in zip(check.turns, desk.answer(question), strict=True):
            kind, reply = str(line["kind"]), str(line["reply"])
            yield Answered(
                check.id, int(str(line["turn"])), str(turn["text"]), kind, reply, wrong_with(turn, kind, reply)
            )


def summary(answered: Iterable[Answered], before: Mapping[tuple[str, int], Mapping[str, Any]] | None) -> dict[str, Any]:
    """`checked` and `right` count turns. `changed` = with a run kept before, the turns whose reply differs, each
    `better`, `worse` or `other`; without one, the turns that no longer meet their check (`worse`)."""
    lines = list(answered)
    changed = [entry for a in lines if (entry := _change(a, before)) is not None]
    return {"checked": len(lines), "right": sum(not a.wrong for a in lines), "changed": changed}


def _change(now: Answered, before: Mapping[tuple[str, int], Mapping[str, Any]] | None) -> dict[str, object] | None:
    then = before.get((now.id, now.turn)) if before is not None else None
    if before is None and not now.wrong:
        return None
    if before is not None and (then is None or then.get("reply") == now.reply):
        return None
    was_right = not then.get("wrong") if then is not None else True
    way = "other" if was_right == (not now.wrong) else "worse" if now.wrong else "better"
    return {
        "id": now.id, "turn": now.turn, "text": now.text, "was": then.get("reply") if then is not None else None,
        "now": now.reply, "change": way, "why": list(now.wrong),
    }  # fmt: skip


def _line(answered: Answered) -> dict[str, object]:
    return {
        "id": answered.id, "turn": answered.turn, "text": answered.text, "kind": answered.kind,
        "reply": answered.reply, "wrong": list(answered.wrong),
    }  # fmt: skip


def _kept(path: Path) -> dict[tuple[str, int], Mapping[str, Any]]:
    """A run kept by `--save`."""
    try:
        rows = [json.loads(line) for line in path.read_text("utf-8-sig").splitlines() if line.strip()]
        return {(str(row["id"]), int(row["turn"])): row for row in rows}
    except (OSError, UnicodeDecodeError, ValueError, KeyError, TypeError) as error:
        raise BadInput(f"读不了 {path}：{error}；请给出 xiaoer replay --save 存下的文件") from None


def _plain(result: Mapping[str, Any]) -> str:
    ways = {"better": "变好", "worse": "变差", "other": "有变化"}
    lines = [f"问了 {result['checked']} 句，答对 {result['right']} 句，{len(result['changed'])} 句要看。"]
    for entry in result["changed"]:
        lines.append(f"[{ways[entry['change']]}] {entry['id']}「{entry['text']}」{'；'.join(entry['why'])}")
        lines += [f"  以前：{entry['was']}"] if entry["was"] else []
        lines.append(f"  现在：{entry['now']}")
    return "\n".join(lines)
