"""A file that is one JSON value: an array of records, or an object that holds one. What is broken costs only itself."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from xiaoer.core.errors import BadInput
from xiaoer.files.chats.json_log import items_of, loads
from xiaoer.files.chats.lines import decode, open_binary
from xiaoer.files.chats.shapes import Asked, Item, unread
from xiaoer.files.values import CellError

_WHOLE_BYTES = 200 << 20
_MOST_BREAKS = 50
_DEEPEST = 4
_LIST = re.compile(r"\[\s*\{")
_NEXT = re.compile(r"\}\s*,\s*(?=\{)")
_AFTER = "；前后完整的已经读入，重新导出可得到其余的"


def read_json_whole(path: Path, asked: Asked) -> Iterator[Item]:
    """The records of the value; of a broken one those that are whole, and where it broke. Raises `BadInput`."""
    with open_binary(path) as source:
        data = source.read(_WHOLE_BYTES + 1)
    if len(data) > _WHOLE_BYTES:
        raise BadInput(f"{path.name} 是一个超过 200 MB 的 JSON 数组；改成每行一条（JSONL）")
    text = decode(data)[0].lstrip("\ufeff")
    breaks: list[_Break] = []
    try:
        whole = _records(loads(text))
    except CellError:
        whole, breaks = _whole_records(text)
        if not whole:
            where = breaks[0].told() if breaks else "找不到一条完整的记录"
            raise BadInput(f"{path.name} 的 JSON 断了：{where}；重新导出，或改成每行一条（JSONL）") from None
    for number, record in enumerate(whole, start=1):
        try:
            yield from items_of(record, asked, number)
        except CellError as error:
            shown = json.dumps(record, ensure_ascii=False, default=str)
            yield unread(path.name, number, shown, f"{error.why}；{error.remedy}")
    for one in breaks:
        yield unread(path.name, one.line, one.text, f"JSON {one.told()}{_AFTER}")


@dataclass(frozen=True, slots=True)
class _Break:
    """Where reading stopped: line and character, both from 1; `ended` = the text ends within a record."""

    line: int
    column: int
    text: str
    ended: bool

    def told(self) -> str:
        what = "断了，这一条没有写完" if self.ended else "读不下去"
        return f"在第 {self.line} 行第 {self.column} 个字符处{what}"


def _records(whole: Any) -> list[Any]:
    """The records in a value: itself, or the first list of objects in it, those nearest to the top first."""
    if isinstance(whole, list):
        return whole
    layer = [whole]
    for _ in range(_DEEPEST):
        inner = [value for one in layer if isinstance(one, dict) for value in one.values()]
        for value in inner:
            if isinstance(value, list) and value and all(isinstance(one, dict) for one in value):
                return [whole] if layer[0] is whole and _is_dialogue(whole) else value
        layer = inner
    return [whole]


def _is_dialogue(record: Any) -> bool:
    return isinstance(record, dict) and isinstance(record.get("turns"), list)


def _whole_records(text: str) -> tuple[list[Any], list[_Break]]:
    """The records that are whole in the first list of a broken text, and where it is broken."""
    reader = json.JSONDecoder(strict=False)
    begin = _LIST.search(text)
    at = begin.end() - 1 if begin else text.find("{")
    found: list[Any] = []
    breaks: list[_Break] = []
    while at >= 0 and len(breaks) < _MOST_BREAKS:
        try:
            record, at = reader.raw_decode(text, at)
        except (ValueError, RecursionError) as error:
            place = getattr(error, "pos", at)
            following = _NEXT.search(text, at)
            breaks.append(_break(text, at, place, ended=following is None))
            at = following.end() if following else -1
            continue
        found.append(record)
        at = _next(text, at, breaks)
    return found, breaks


def _next(text: str, at: int, breaks: list[_Break]) -> int:
    """Where the next record begins, -1 = there is none; what stands between two is told."""
    rest = text[at : at + 200].lstrip()
    if rest.startswith(","):
        begun = text.find("{", at)
        if begun >= 0 and not text[at:begun].strip(" \t\r\n,"):
            return begun
    elif rest.startswith("]"):
        return -1
    place = at + len(text[at : at + 200]) - len(rest)
    if rest.startswith("{"):  # a comma is missing
        breaks.append(_break(text, at, place, ended=False))
        return place
    following = _NEXT.search(text, at)
    breaks.append(_break(text, at, place, ended=following is None))
    return following.end() if following else -1


def _break(text: str, begun: int, place: int, *, ended: bool) -> _Break:
    """A break at `place` in the record that begins at `begun`; a text that ends is broken at its end."""
    end = len(text.rstrip())
    place = end - 1 if ended and _runs_out(text, place) else place
    line = text.count("\n", 0, place) + 1
    column = place - (text.rfind("\n", 0, place) + 1) + 1
    return _Break(line, column, text[begun : begun + 200], ended and place >= end - 1)


def _runs_out(text: str, place: int) -> bool:
    """Whether nothing but an open word or bracket follows: no record closes after the place."""
    return "}" not in text[place:]
