"""A look at a brought file: what it is taken for, its columns with an example each, and what is still missing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from xiaoer.core.errors import BadInput, Refusal
from xiaoer.core.facts import Platform
from xiaoer.files.chats import Said, read_chats
from xiaoer.files.grids import FileRefused
from xiaoer.files.incoming.kinds import KINDS, NAMES, Kind, guess
from xiaoer.files.platform_orders.registry import form_of
from xiaoer.files.tables import Table, look_at

HEAD = 20
SAMPLE = 60


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the file: its header, the column it is read as ("" = left out), and its first filled cell."""

    header: str
    becomes: str
    sample: str


@dataclass(frozen=True, slots=True)
class Look:
    """How a file would be read. `title` = what it is, in words; `problem` = why it cannot be read so."""

    kind: str
    title: str = ""
    header_row: int = 0
    rows: int = 0
    columns: tuple[Column, ...] = ()
    problem: Refusal | None = None


def look(
    path: Path, file: str, platform: Platform, kind: str | None = None, names: Mapping[str, str] | None = None
) -> Look:
    """Look at a file. `kind` None = find out; `names` None = by the headers. A file that is no table has a problem."""
    try:
        table = look_at(path, NAMES)
    except FileRefused as error:
        return Look(kind or "", problem=_of(error, file))
    wanted = guess(file, table, platform) if kind is None else kind
    if wanted not in KINDS:
        why, remedy = _unknown(path)
        return Look("", "", table.header_row, table.height, _columns(table, {}), Refusal(file, None, None, why, remedy))
    chosen = names_of(KINDS[wanted], table, names)
    title, problem = _fits(KINDS[wanted], table, chosen, file)
    return Look(wanted, title, table.header_row, table.height, _columns(table, chosen), problem)


def _unknown(path: Path) -> tuple[str, str]:
    """Why nothing fits, and what to do: shops bring the chats of a day beside its orders."""
    try:
        chats = any(isinstance(line, Said) for line in islice(read_chats(path), HEAD))
    except BadInput:
        chats = False
    if chats:
        return "这是聊天记录，不是店铺表格", "去掉这个文件；聊天记录用命令行质检：xiaoer inspect 文件名"
    return "看不出这是什么表", "在下面选择它的种类，再核对各列"


def names_of(kind: Kind, table: Table, names: Mapping[str, str] | None) -> dict[str, str]:
    """Which column each header becomes: as chosen where something was chosen, else as the kind knows it.

    The shop's own tables keep a column that they do not know beside the others, an export drops it.
    """
    known = kind.names(table.written) if names is None else names
    kept = kind.platform is None and names is None
    return {header: known.get(header, header if kept else "") for header in table.written if header}


def _fits(kind: Kind, table: Table, names: Mapping[str, str], file: str) -> tuple[str, Refusal | None]:
    try:
        named = table.named(names)
        if kind.platform is not None:
            return form_of(named, kind.platform).title, None
    except FileRefused as error:
        return kind.title, _of(error, file)
    missing = [column for column in kind.required if column not in named.headers]
    if not missing:
        return kind.title, None
    listed = "、".join(f"「{column}」" for column in missing)
    why, remedy = f"缺少必需的列{listed}", f"指出哪一列是{listed}，或在文件里加上后重新上传"
    return kind.title, Refusal(file, None, missing[0], why, remedy)


def _of(error: FileRefused, file: str) -> Refusal:
    told = error.refusal
    return Refusal(file, None, told.column, told.why, told.remedy)


def _columns(table: Table, names: Mapping[str, str]) -> tuple[Column, ...]:
    head = [row.values for row in islice(table.rows(), HEAD)]
    return tuple(
        Column(header, names.get(header, ""), next((row[header][:SAMPLE] for row in head if header in row), ""))
        for header in table.written if header
    )  # fmt: skip
