"""Labelled chats for training, in two shapes.

JSONL: a dialogue a line, `turns` with `user`, `agent_reply`, `act`, `satisfaction` (0, 1, 2). Context rows (.txt): the
turns so far as a list of `user|||reply`, a list of act numbers, the satisfaction of the last turn, separated by tabs;
act names are read from acts.txt beside it.
"""

from __future__ import annotations

import ast
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from xiaoer.core.errors import BadInput, Refusal
from xiaoer.core.reading.chats import ChatTurn

_LEVELS = (0, 1, 2)


@dataclass(frozen=True, slots=True)
class LabelledChat:
    """A dialogue; `acts` and `levels` per turn, None where nobody labelled it."""

    name: str
    turns: tuple[ChatTurn, ...]
    acts: tuple[str | None, ...]
    levels: tuple[int | None, ...]


def read_labelled(path: Path) -> tuple[list[LabelledChat], list[Refusal]]:
    """The dialogues of a file, and the lines that were refused. Raises `BadInput` where the file cannot be read."""
    try:
        lines = path.read_text("utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise BadInput(f"读不了 {path}：{error}；请给出 UTF-8 的 JSONL 文件") from None
    if path.suffix == ".txt":
        return _context_rows(path, lines)
    chats: list[LabelledChat] = []
    refused: list[Refusal] = []
    for row, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            chats.append(_chat(json.loads(line), row))
        except (ValueError, TypeError, KeyError, RecursionError) as error:
            remedy = (
                '每行一个对话：{"dialogue":"…","turns":[{"user":"…","agent_reply":"…","act":"…","satisfaction":0}]}'
            )
            refused.append(Refusal(path.name, row, None, f"读不懂：{error}", remedy))
    return chats, refused


def _chat(data: Any, row: int) -> LabelledChat:
    rows: Sequence[Any] = data["turns"]
    if not isinstance(rows, list) or not rows:
        raise ValueError("turns 应该是非空的列表")
    turns = tuple(ChatTurn(_text(turn, "user"), _text(turn, "agent_reply")) for turn in rows)
    acts = tuple(turn.get("act") or None for turn in rows)
    levels = tuple(turn.get("satisfaction") for turn in rows)
    if any(act is not None and not isinstance(act, str) for act in acts):
        raise ValueError("act 应该是文字")
    if any(level is not None and (isinstance(level, bool) or level not in _LEVELS) for level in levels):
        raise ValueError("satisfaction 应该是 0、1 或 2")
    return LabelledChat(str(data.get("dialogue", row)), turns, acts, levels)


def _text(turn: Any, key: str) -> str:
    value = turn.get(key, "")
    if not isinstance(value, str):
        raise ValueError(f"{key} 应该是文字")
    return value


def _context_rows(path: Path, lines: Sequence[str]) -> tuple[list[LabelledChat], list[Refusal]]:
    """Rows that each hold all turns so far; a row that doesn't continue the one before it opens a new dialogue."""
    names = _act_names(path.parent / "acts.txt")
    rows: list[list[tuple[list[list[str]], list[int], int]]] = []
    refused: list[Refusal] = []
    for number, line in enumerate(lines, start=1):
        try:
            turns, acts, level = (ast.literal_eval(part) for part in line.split("\t"))
            cut = [[*turn.split("|||", 1), ""][:2] for turn in turns]
            if level not in _LEVELS or len(acts) != len(cut):
                raise ValueError("标注和轮次对不上")
        except (ValueError, SyntaxError, TypeError, AttributeError, MemoryError, RecursionError) as error:
            remedy = "每行三栏，用制表符分开：['问|||答', …]、[意图编号, …]、满意度"
            refused.append(Refusal(path.name, number, None, f"读不懂：{error}", remedy))
            continue
        last = rows[-1][-1][0] if rows else []
        goes_on = bool(last) and len(cut) > len(last) and [t[0] for t in cut[: len(last)]] == [t[0] for t in last]
        rows[-1].append((cut, acts, level)) if goes_on else rows.append([(cut, acts, level)])
    return [_joined(str(n), chat, names) for n, chat in enumerate(rows)], refused


def _joined(name: str, rows: Sequence[tuple[list[list[str]], list[int], int]], names: Sequence[str]) -> LabelledChat:
    turns, acts, _ = rows[-1]
    levels: list[int | None] = [None] * len(turns)
    for so_far, _, level in rows:
        levels[len(so_far) - 1] = level
    called = tuple(names[act] if 0 <= act < len(names) else str(act) for act in acts)
    return LabelledChat(name, tuple(ChatTurn(said, answered) for said, answered in turns), called, tuple(levels))


def _act_names(path: Path) -> list[str]:
    """The names by number; empty where there is no such file."""
    try:
        pairs = [line.split("\t", 1) for line in path.read_text("utf-8").splitlines() if "\t" in line]
        return [name.strip() for _, name in sorted((int(number), name) for number, name in pairs)]
    except (OSError, ValueError):
        return []
