"""JSON lines: our own log, exports with other key names, and dialogues with turns (jddc)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from xiaoer.files.chats.lines import Lines
from xiaoer.files.chats.records import fields_of, said_of
from xiaoer.files.chats.shapes import Asked, Item, Said, unread
from xiaoer.files.values import CellError

_decode = msgspec.json.decode
_OURS = frozenset(["time", "author", "role", "text"])


def read_json_lines(path: Path, lines: Lines, asked: Asked) -> Iterator[Item]:
    """A record a line; a line that is none is told and passed over."""
    name = path.name
    for number, line, why in lines:
        if why:
            yield unread(name, number, line, why)
            continue
        bare = line.strip()
        if not bare or bare in "[]":
            continue
        try:
            yield from items_of(loads(bare.rstrip(",")), asked, number)
        except CellError as error:
            yield unread(name, number, bare, f"{error.why}；{error.remedy}")


def items_of(record: Any, asked: Asked, number: int) -> Iterator[Item]:
    """What a record holds: a line said, or the turns of a dialogue. Raises `CellError`."""
    if isinstance(record, dict) and isinstance(record.get("turns"), list):
        yield from _dialogue(record, asked, number)
    else:
        yield _said(record, asked, number)


def loads(text: str) -> Any:
    """One JSON value. Raises `CellError`."""
    try:
        return _decode(text)
    except (msgspec.DecodeError, UnicodeEncodeError):
        pass
    try:
        return json.loads(text.replace("\x00", ""))
    except (ValueError, RecursionError):
        raise CellError("这一行不是完整的 JSON", "每行写一个完整的对象") from None


def _said(record: Any, asked: Asked, number: int) -> Said:
    if not isinstance(record, dict):
        raise CellError("这一行不是 JSON 对象", '写成 {"conversation": …, "time": …, "author": …, "text": …}')
    fields = record if record.keys() >= _OURS else fields_of(record)
    if fields is record and "conversation" in record:
        fields = {**record, "thread": record["conversation"], "to": record.get("to") or record.get("ref")}
    said = said_of(fields, asked, number)
    if not said.thread and not said.shopper:
        raise CellError("看不出是哪个会话", "填上 conversation 或 shopper")
    return said


def _dialogue(record: dict[str, Any], asked: Asked, number: int) -> Iterator[Said]:
    """`{"dialogue","turns":[{"user","agent_reply","satisfaction"}]}`: without times, one conversation."""
    thread = str(record.get("dialogue") or record.get("id") or number)
    order = number * 10_000
    for turn in record["turns"]:
        if not isinstance(turn, dict):
            raise CellError("turns 里有不是对象的一项", '写成 {"user": …, "agent_reply": …}')
        for role, key in (("shopper", "user"), ("agent", "agent_reply")):
            text = str(turn.get(key) or "").strip()
            if text:
                author = thread if role == "shopper" else "客服"
                yield Said(thread, thread, asked.platform, 0, role, author, text, order=order, timed=False)
                order += 1
