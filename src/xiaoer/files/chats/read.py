"""Which shape a file has, and the reader for it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice, pairwise
from operator import itemgetter
from pathlib import Path

from xiaoer.core.errors import BadInput
from xiaoer.core.inspection.names import account, is_shop_account
from xiaoer.files import html_table
from xiaoer.files.chats.cs_tables import LEAST, platform_by_header, read_figures
from xiaoer.files.chats.json_log import read_json_lines
from xiaoer.files.chats.json_whole import read_json_whole
from xiaoer.files.chats.lines import LINE_TOO_LONG, Lines, head_of, is_binary, is_wide
from xiaoer.files.chats.shapes import Asked, Item
from xiaoer.files.chats.table_log import (
    HEADER_SEARCH_ROWS,
    SEPARATORS,
    Row,
    TableLog,
    csv_rows,
    header_score,
    named_columns,
    sheet_rows,
)  # fmt: skip
from xiaoer.files.chats.text_log import BARE_TIME, BRACKET, HEADER, NO_NAME, TextLog
from xiaoer.files.chats.web_page import TIME_LINE, WebPage

_ZIP, _XLS = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_SNIFFED = 400
_ARRAY, _VALUE = re.compile(r"\[\s*\{"), re.compile(r"\[\s*\{|\{\s*\"")
_LONGEST_NAME = 30
_HOW = "支持：千牛里复制的文字、聊天记录查询网页的文字、[昵称] 时间 的文字、聊天表格（CSV/XLSX）、每行一条的 JSONL"


def read_chats(path: Path, asked: Asked | None = None, lines: Lines | None = None) -> Iterator[Item]:
    """What a chat log holds, line by line. Raises `BadInput` when it is none at all, saying what is.

    `lines` may be handed in to follow the progress (`lines.done` bytes of the file's size).
    """
    path, asked = Path(path), asked or Asked()
    head = head_of(path)
    if not head.strip(b"\r\n\t \x00\xef\xbb\xbf"):
        raise BadInput(f"{path.name} 是空的；换一个有内容的文件")
    lines = lines or Lines(path)
    if head.startswith((_ZIP, _XLS)):
        return _workbook(path, asked)
    if is_binary(head):
        raise BadInput(f"{path.name} 不是文字或表格文件；{_HOW}")
    return _text(path, asked, lines)


def is_json_lines(path: Path) -> bool:
    """Whether a file holds a record a line, so that any of its lines can be read without those before."""
    head = head_of(path)
    if b"\n" not in head or is_binary(head) or is_wide(head) or head.startswith((_ZIP, _XLS)):
        return False
    first = list(islice(Lines(path), _SNIFFED))
    told = [line.strip() for _, line, why in first if not why and line.strip()]
    if _is_one_long_value(first) or html_table.looks_like_html("\n".join(told[:20])):
        return False
    return _shape(told) == "json" and not _is_one_value(told)


def _workbook(path: Path, asked: Asked) -> Iterator[Item]:
    best: tuple[int, int, bool, list[Row]] = (0, 0, False, [])
    first: list[Row] = []
    for rows in sheet_rows(path):
        first = first or rows
        for score, number, is_chat in _headers(rows[:HEADER_SEARCH_ROWS]):
            if score > best[0]:
                best = (score, number, is_chat, rows)
        for place, stacked in _stacked(rows[:HEADER_SEARCH_ROWS]):
            for score, number, is_chat in _headers([stacked]):
                if score > best[0]:  # better than either of its rows alone
                    best = (score, number, is_chat, [*rows[:place], stacked, *rows[place + 1 :]])
    if not best[0]:
        raise BadInput(_no_header(path, first[0][1] if first else ()))
    return _table(path, iter(best[3]), best[1], asked, is_chat=best[2])


def _stacked(rows: list[Row]) -> Iterator[tuple[int, Row]]:
    """Heads over two rows, with cells merged across or down: the lower cell, or the upper one where it is empty."""
    for place, ((_, upper, _), (number, lower, _)) in enumerate(pairwise(rows), start=1):
        width = max(len(upper), len(lower))
        above, below = [*upper, *[""] * (width - len(upper))], [*lower, *[""] * (width - len(lower))]
        yield place, (number, [b if b.strip() else a for a, b in zip(above, below, strict=True)], "")


def _headers(rows: list[Row]) -> Iterator[tuple[int, int, bool]]:
    for number, cells, _ in rows:
        if score := header_score(cells):
            yield score + 100, number, True
        elif (score := platform_by_header(cells)[1]) >= LEAST:
            yield score, number, False


def _table(path: Path, rows: Iterator[Row], header: int, asked: Asked, *, is_chat: bool) -> Iterator[Item]:
    return TableLog(path, asked).read(rows, header) if is_chat else read_figures(path, rows, header)


def _text(path: Path, asked: Asked, lines: Lines) -> Iterator[Item]:
    first = list(islice(Lines(path), _SNIFFED))
    if _is_one_long_value(first):
        return read_json_whole(path, asked)
    start = [line for _, line, why in first if not why]
    told = [line.strip() for line in start if line.strip()]
    if html_table.looks_like_html("\n".join(start[:20])):
        return _page(path, asked)
    shape = _shape(told)
    if shape == "json":
        return read_json_whole(path, asked) if _is_one_value(told) else read_json_lines(path, lines, asked)
    if shape in ("text", "web"):
        reader = TextLog if shape == "text" else WebPage
        return iter(reader(path, lines, asked, _heads(told)))
    header, separator, is_chat = _csv_header(path)
    if header:
        return _table(path, csv_rows(lines, separator), header, asked, is_chat=is_chat)
    if path.suffix.casefold() in (".jsonl", ".ndjson", ".json"):
        return read_json_lines(path, lines, asked)
    if path.suffix.casefold() in (".csv", ".tsv", ".xls", ".xlsx"):
        raise BadInput(_no_header(path, told[0].split(",") if told else ()))
    raise BadInput(f"{path.name} 不像聊天记录；{_HOW}")


def _heads(lines: list[str]) -> set[str]:
    """The main accounts of the shop: what stands before the colon of its sub-accounts."""
    matches = ((BRACKET.match(line) or HEADER.match(line), line) for line in lines)
    names = {account(found["name"] if found else line) for found, line in matches if found or len(line) < _LONGEST_NAME}
    return {name.partition(":")[0] for name in names if is_shop_account(name) and " " not in name and ":" in name}


def _page(path: Path, asked: Asked) -> Iterator[Item]:
    """An HTML table saved as .xls."""
    rows: list[Row] = [(row.number, row.cells, "") for row in html_table.grid(_whole(path), path.name).rows()]
    found = max(_headers(rows[:HEADER_SEARCH_ROWS]), key=itemgetter(0), default=None)
    if found is None:
        raise BadInput(_no_header(path, rows[0][1] if rows else ()))
    return _table(path, iter(rows), found[1], asked, is_chat=found[2])


def _is_one_long_value(first: list[tuple[int, str, str]]) -> bool:
    """Whether the file is a JSON array in a line too long for a record, or a JSON value that is all of it."""
    if not first:
        return False
    _, line, why = first[0]
    bare = line.lstrip("\ufeff \t")
    alone = len(first) == 1 or not any(text.strip() for _, text, _ in first[1:])
    return bool(_ARRAY.match(bare)) if why == LINE_TOO_LONG and not alone else alone and bool(_VALUE.match(bare))


def _is_one_value(lines: list[str]) -> bool:
    """Whether the file is one JSON value over all lines, and not one a line."""
    if lines[0].startswith("[{"):
        return len(lines) == 1 or not lines[1].startswith("[{")
    return lines[0] in ("[", "{") and not any(line.startswith("{") and line.rstrip(",").endswith("}") for line in lines)


def _shape(lines: list[str]) -> str:
    """`json`, `text`, `web`, or "" for tables and what is none."""
    if not lines:
        return ""
    if sum(line.startswith(("{", "[{")) for line in lines) * 2 >= len(lines) or lines[0] in ("[", "{"):
        return "json"
    heads = [found["name"] for line in lines if (found := BRACKET.match(line) or HEADER.match(line))]
    named = sum(1 for name in heads if not NO_NAME.search(name))
    bare = [i for i, line in enumerate(lines) if BARE_TIME.match(line) or TIME_LINE.match(line)]
    if named and named * 60 >= len(lines) and named >= len(bare):
        return "text"
    if bare and len(bare) * 60 >= len(lines):
        return "web" if _time_leads(lines, bare) else "text"
    return "text" if named and not any(mark in lines[0] for mark in (",", "\t")) else ""


def _time_leads(lines: list[str], bare: list[int]) -> bool:
    """Whether the time stands above words and account (the query page), and not below a name."""
    if any(TIME_LINE.match(lines[i]) and not BARE_TIME.match(lines[i]) for i in bare):
        return True
    return bare[0] == 0


def _csv_header(path: Path) -> tuple[int, str, bool]:
    best = (0, 0, "", False)
    for separator in SEPARATORS:
        for score, number, is_chat in _headers(list(islice(csv_rows(Lines(path), separator), HEADER_SEARCH_ROWS))):
            if score > best[0]:  # of several exports in one file the first header counts
                best = (score, number, separator, is_chat)
    return best[1:]


def _whole(path: Path) -> str:
    return "".join(line for _, line, why in Lines(path) if not why)


def _no_header(path: Path, cells: object) -> str:
    columns = named_columns(list(cells)) if isinstance(cells, list | tuple) else ""
    seen = f"（找到的列：{columns}）" if columns else ""
    need = "需要 时间、内容、发送账号或账号类型，最好还有 会话ID 或 客户名"
    return f"{path.name} 的列名认不出来{seen}；{need}"
