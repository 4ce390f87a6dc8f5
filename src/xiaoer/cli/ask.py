"""`xiaoer ask`: the answering engine on a shop folder, no server.

Questions come as JSONL or as one argument; a line per turn goes out (CONTRACTS, `xiaoer ask`).
"""

from __future__ import annotations

import contextlib
import json
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any
from zoneinfo import ZoneInfo

import typer

from xiaoer.core.answering.engine import Engine
from xiaoer.core.answering.shapes import Action, Draft, Memory
from xiaoer.core.errors import BadInput, XiaoerError
from xiaoer.core.facts import Order, ShopFolder
from xiaoer.core.transcript import Transcript, Utterance
from xiaoer.files.shop_folder import read_shop

if TYPE_CHECKING:
    from xiaoer.cli.wording import ModelWords

_BAD_INPUT = 2


@dataclass(frozen=True, slots=True)
class Question:
    """One conversation of shopper's lines."""

    id: object
    shopper: str | None
    product: str | None
    turns: tuple[str, ...]


def ask(
    shop: Annotated[Path, typer.Option("--shop", help="店铺文件夹")],
    text: Annotated[str | None, typer.Argument(help="一个问题")] = None,
    questions: Annotated[Path | None, typer.Option("--questions", help="问题文件（JSONL，每行一个）")] = None,
    now: Annotated[str | None, typer.Option("--now", help="当前时间，如 2026-03-05T14:00；不带时区按店铺时区")] = None,
    shopper: Annotated[str | None, typer.Option("--shopper", help="单个问题的买家昵称")] = None,
    product: Annotated[str | None, typer.Option("--product", help="单个问题正在看的商品编号")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="单个问题也输出 JSON")] = False,
    models: Annotated[Path | None, typer.Option("--models", help="用语言模型换说法：模型文件（TOML）")] = None,
) -> None:
    """用店铺文件夹里的资料回答问题，不需要服务器。"""
    try:
        folder = read_folder(shop)
        with contextlib.ExitStack() as stack:
            words = stack.enter_context(_words(folder, models)) if models else None
            desk = AskDesk(folder, now, words)
            if questions is not None:
                failed = _ask_file(desk, questions)
                raise typer.Exit(_BAD_INPUT if failed else 0)
            if text is None:
                raise BadInput('没有问题：请写 xiaoer ask --shop 文件夹 "问题"，或用 --questions 给出 JSONL 文件')
            for line in desk.answer(Question("1", shopper, product, (text,))):
                typer.echo(json.dumps(line, ensure_ascii=False) if as_json else _plain(line))
    except XiaoerError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(_BAD_INPUT) from None


Words = Callable[[Engine, Transcript, Sequence[Order], datetime, Draft], tuple[Draft, dict[str, object]]]
"""Says a draft in other words; with what the line tells of it."""


def _words(folder: ShopFolder, models: Path) -> ModelWords:
    """A model's words for drafts. Raises `BadInput` for a file that is wrong."""
    from xiaoer.cli.wording import words_of

    return words_of(folder, models)


class AskDesk:
    """A shop folder with its engine; answers conversations one after another, each with its own memory."""

    def __init__(self, folder: ShopFolder, now: str | None = None, words: Words | None = None) -> None:
        self._words = words
        self.engine = Engine(folder.facts, actions=True)
        self._orders: dict[str, list[Order]] = {}
        for order in folder.orders:
            self._orders.setdefault(order.shopper, []).append(order)
        self._platform = folder.facts.profile.platform
        self.now = shop_time(now, self.engine.shop.zone)

    def answer(self, question: Question) -> Iterator[dict[str, object]]:
        """A line per turn, in the form of the contract."""
        memory = Memory()
        lines: list[Utterance] = []
        orders = self._orders.get(question.shopper, []) if question.shopper else []
        for turn, text in enumerate(question.turns):
            lines.append(Utterance(len(lines) + 1, self.now, "shopper", question.shopper or "", text))
            transcript = Transcript(str(question.id), self._platform, question.shopper, tuple(lines), question.product)
            started = time.perf_counter()
            draft = self.engine.answer(transcript, orders=orders, now=self.now, memory=memory)
            spent_ms = (time.perf_counter() - started) * 1000
            memory = draft.memory
            line = as_line(question.id, turn, draft, spent_ms)
            if self._words is not None:
                draft, more = self._words(self.engine, transcript, orders, self.now, draft)
                line = as_line(question.id, turn, draft, (time.perf_counter() - started) * 1000) | more
            lines.append(Utterance(len(lines) + 1, self.now, "robot", "", draft.reply))
            yield line


def shop_time(text: str | None, zone: ZoneInfo) -> datetime:
    """`--now`: ISO 8601; without an offset it is shop time; not given = the clock."""
    if text is None:
        return datetime.now(zone)
    try:
        moment = datetime.fromisoformat(text.strip().replace("Z", "+00:00"))
    except ValueError:
        raise BadInput(f"--now 的时间“{text}”读不懂，请写成 2026-03-05T14:00 这样") from None
    return moment.replace(tzinfo=zone) if moment.tzinfo is None else moment.astimezone(zone)


def as_line(identity: object, turn: int, draft: Draft, spent_ms: float) -> dict[str, object]:
    """A draft as a line of output."""
    return {
        "id": identity,
        "turn": turn,
        "kind": draft.kind,
        "reply": draft.reply,
        "intents": list(draft.intents),
        "confidence": draft.confidence,
        "facts": [{"source": f.source, "field": f.field, "value": f.value} for f in draft.facts],
        "action": _action(draft.action),
        **({"then": _action(draft.then)} if draft.then else {}),
        "team": draft.team,
        "ms": round(spent_ms, 2),
    }


def _action(action: Action | None) -> dict[str, object] | None:
    """An action in the form of the contract."""
    if action is None:
        return None
    params = dict(action.params)
    return {"type": action.type, "order": action.order, "params": params, "state": action.state, "rule": action.rule}


def parse_question(line: str, row: int, file: str) -> Question:
    """One line of the questions file. Raises `BadInput` that names the file, the line and the field."""
    try:
        data: Any = json.loads(line)
    except (json.JSONDecodeError, RecursionError):
        raise BadInput(f"{file} 第{row}行不是 JSON，请每行写一个对象") from None
    if not isinstance(data, dict):
        raise BadInput(f'{file} 第{row}行不是对象，请写成 {{"id":…,"text":…}}')
    if "id" not in data:
        raise BadInput(f"{file} 第{row}行缺少 id")
    turns = data.get("turns", [data["text"]] if "text" in data else None)
    if not isinstance(turns, list) or not turns or not all(isinstance(t, str) for t in turns):
        raise BadInput(f"{file} 第{row}行缺少 text（文字）或 turns（文字的列表）")
    names = [data.get(key) for key in ("shopper", "product")]
    if any(name is not None and not isinstance(name, str) for name in names):
        raise BadInput(f"{file} 第{row}行的 shopper 和 product 要写成文字或 null")
    return Question(data["id"], names[0] or None, names[1] or None, tuple(turns))


def answer_lines(desk: AskDesk, lines: Iterable[str], file: str) -> Iterator[dict[str, object]]:
    """Every question answered in input order; a bad line gives `{"id", "error"}` and the run goes on."""
    for row, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            question = parse_question(line, row, file)
        except BadInput as error:
            yield {"id": _id_of(line), "error": str(error)}
            continue
        yield from desk.answer(question)


def _id_of(line: str) -> object:
    try:
        data = json.loads(line)
    except (json.JSONDecodeError, RecursionError):
        return None
    return data.get("id") if isinstance(data, dict) else None


def _ask_file(desk: AskDesk, path: Path) -> bool:
    """Answer a file onto stdout; True when a line was bad."""
    try:
        lines = path.read_text("utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise BadInput(f"读不了 {path}：{error}；请给出 UTF-8 的 JSONL 文件") from None
    from rich.console import Console
    from rich.progress import Progress

    failed = False
    console = Console(stderr=True)
    with Progress(console=console, disable=not console.is_terminal, transient=True) as bar:
        task = bar.add_task("回答", total=len(lines))
        for line in answer_lines(desk, _ticking(lines, lambda: bar.advance(task)), path.name):
            failed = failed or "error" in line
            sys.stdout.write(json.dumps(line, ensure_ascii=False) + "\n")
    sys.stdout.flush()
    return failed


def _ticking(lines: Iterable[str], tick: Any) -> Iterator[str]:
    for line in lines:
        yield line
        tick()


def read_folder(shop: Path) -> ShopFolder:
    """A shop folder with what it refuses told on stderr. Raises `BadInput` where there is none."""
    if not shop.is_dir():
        raise BadInput(f"没有店铺文件夹 {shop}，请给出放着 products.csv 等表格的文件夹")
    result = read_shop(shop)
    for refusal in result.refusals:
        where = ":".join(str(x) for x in (refusal.file, refusal.row, refusal.column) if x is not None)
        typer.echo(f"{where} {refusal.why}；{refusal.remedy}", err=True)
    return result.folder


def _plain(line: dict[str, object]) -> str:
    """A reply for people, with its sources."""
    facts = line["facts"]
    assert isinstance(facts, list)
    sources = "、".join(dict.fromkeys(str(fact["source"]) for fact in facts))
    team = f"（转{line['team']}）" if line["team"] else ""
    return f"{line['reply']}\n— {line['kind']}{team} {sources}".rstrip()
