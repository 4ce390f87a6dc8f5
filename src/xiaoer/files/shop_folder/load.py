"""Load one table of a folder: every row is either taken whole or refused with its reason."""

from __future__ import annotations

from collections.abc import Callable, Container
from dataclasses import dataclass, field
from datetime import tzinfo
from pathlib import Path
from typing import Generic, TypeVar

from xiaoer.core.errors import BadInput, Refusal
from xiaoer.core.facts import Source
from xiaoer.files.grids import FileRefused
from xiaoer.files.shop_folder.spec import Cells, TableSpec
from xiaoer.files.tables import Table, TableRow, open_table
from xiaoer.files.values import CellError

T = TypeVar("T")
Progress = Callable[[str, int, int], None]
SUFFIXES = (".csv", ".xlsx", ".xls", ".tsv", ".txt")
_SURELY_TABLES = frozenset(SUFFIXES) - {".txt"}
_TICK_ROWS = 2000


@dataclass(slots=True)
class Loaded(Generic[T]):
    """What a table gave. `present` = there is such a table and it could be read.

    `refused_keys` = keys of rows that were refused, to explain what refers to them.
    """

    present: bool = False
    rows: list[T] = field(default_factory=list)
    refusals: list[Refusal] = field(default_factory=list)
    refused_keys: set[tuple[str, ...]] = field(default_factory=set)


def load(
    spec: TableSpec[T],
    folder: Path,
    zone: tzinfo,
    *,
    check: Callable[[T], None] | None = None,
    progress: Progress | None = None,
) -> Loaded[T]:
    """Read the table of `spec`. `check` raises `CellError` for a row that does not fit the other tables."""
    files = table_files(folder, spec.name)
    if not files:
        return Loaded()
    loaded = load_file(spec, files[0], zone, check=check, progress=progress)
    for other in files[1:]:
        why = f"这张表有两份，已读 {files[0].name}"
        loaded.refusals.append(Refusal(other.name, None, None, why, "只留一份"))
    return loaded


def load_file(
    spec: TableSpec[T],
    path: Path,
    zone: tzinfo,
    *,
    check: Callable[[T], None] | None = None,
    progress: Progress | None = None,
) -> Loaded[T]:
    """Read one file as the table of `spec`; a file that cannot be read gives a single refusal."""
    try:
        return load_table(spec, _open(spec, path), zone, check=check, progress=progress)
    except FileRefused as error:
        return Loaded(refusals=[error.refusal])


def load_table(
    spec: TableSpec[T],
    table: Table,
    zone: tzinfo,
    *,
    check: Callable[[T], None] | None = None,
    progress: Progress | None = None,
) -> Loaded[T]:
    """Read an open table, its headers being the columns of `spec`. Raises `FileRefused` when a needed one lacks."""
    _need_columns(spec, table)
    loaded: Loaded[T] = Loaded(present=True)
    _Rows(spec, table, zone, check, loaded).read(progress)
    return loaded


def table_files(folder: Path, name: str) -> list[Path]:
    """The files that hold a table, the preferred form first."""
    return [path for suffix in SUFFIXES if (path := _files(folder).get(f"{name}{suffix}"))]


def stray_files(folder: Path, names: Container[str]) -> list[Path]:
    """Files that look like tables but are none of `names`: misspelt, most likely."""
    return [
        path
        for name, path in sorted(_files(folder).items())
        if path.suffix.casefold() in _SURELY_TABLES and Path(name).stem not in names
    ]


def _files(folder: Path) -> dict[str, Path]:
    """The visible files of a folder by their names in lower case (none where there is no folder)."""
    if not folder.is_dir():
        return {}
    try:
        found = [path for path in sorted(folder.iterdir()) if not path.name.startswith((".", "~$"))]
        return {path.name.casefold(): path for path in found if path.is_file()}
    except OSError as error:
        raise BadInput(f"读不了文件夹 {folder}（{error.strerror or error}）；检查权限") from None


def _open(spec: TableSpec[T], path: Path) -> Table:
    return open_table(path, spec.columns, spec.aliases)


def _need_columns(spec: TableSpec[T], table: Table) -> None:
    missing = [column for column in spec.required if column not in table.headers]
    if missing:
        listed = "、".join(f"「{column}」" for column in missing)
        raise FileRefused(table.file, f"缺少必需的列{listed}", f"在表头加上{listed}并填好内容", missing[0])


@dataclass(frozen=True, slots=True)
class _Rows(Generic[T]):
    """The rows of one table on their way into `loaded`."""

    spec: TableSpec[T]
    table: Table
    zone: tzinfo
    check: Callable[[T], None] | None
    loaded: Loaded[T]
    seen: dict[tuple[str, ...], int] = field(default_factory=dict)

    def read(self, progress: Progress | None) -> None:
        """Take or refuse every row."""
        done = 0
        for row in self.table.rows():
            done += 1
            if progress and done % _TICK_ROWS == 0:
                progress(self.table.file, done, max(done, self.table.height))
            key = tuple([row.values.get(column, "") for column in self.spec.key])
            try:
                taken = self._take(row, key)
            except CellError as error:
                self._refuse(row.number, error)
                self.loaded.refused_keys.add(key)
            else:
                self.loaded.rows.append(taken)
        if progress:
            progress(self.table.file, done, done)

    def _take(self, row: TableRow, key: tuple[str, ...]) -> T:
        if row.problem:
            raise CellError(*row.problem)
        taken = self.spec.read(Cells(Source(self.table.file, row.number), row.values, self.zone))
        if self.check:
            self.check(taken)
        first = self.seen.setdefault(key, row.number) if any(key) else row.number
        if first != row.number:
            raise self._twin(key, first)
        return taken

    def _twin(self, key: tuple[str, ...], first: int) -> CellError:
        named = zip(self.spec.key, key, strict=True)
        shown = "，".join(f"{column} {text}" for column, text in named if text)
        return CellError(f"{shown} 与第 {first} 行重复", "改成不同的编号，或删去其中一行", self.spec.key[-1])

    def _refuse(self, number: int, error: CellError) -> None:
        refusal = Refusal(self.table.file, number, error.column, error.why, error.remedy)
        self.loaded.refusals.append(refusal)
