"""A look at an export before it is imported: which one it is, what each column becomes, how the first rows read."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import tzinfo
from itertools import islice
from pathlib import Path

from xiaoer.core.errors import Refusal
from xiaoer.core.facts import Order, Platform, Source
from xiaoer.files.platform_orders.after_sales import AfterSalesRecord
from xiaoer.files.platform_orders.registry import recognise
from xiaoer.files.shop_folder.spec import Cells
from xiaoer.files.values import CellError


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the file. `becomes` = the field in Xiaoer; "" = known but not kept; None = not known."""

    header: str
    becomes: str | None
    sample: str


@dataclass(frozen=True, slots=True)
class Preview:
    """How a file would be read."""

    file: str
    form: str
    title: str
    header_row: int
    height: int
    columns: tuple[Column, ...]
    first: tuple[Order | AfterSalesRecord, ...]
    refusals: tuple[Refusal, ...]


def preview(path: Path, platform: Platform, zone: tzinfo, *, rows: int = 5) -> Preview:
    """Look at the first rows of an export. Raises `FileRefused` when the file is none."""
    form, table = recognise(path, platform)
    head = list(islice(table.rows(), rows))
    first: list[Order | AfterSalesRecord] = []
    refusals: list[Refusal] = []
    for row in head:
        try:
            if row.problem:
                raise CellError(*row.problem)
            first.append(form.read(Cells(Source(table.file, row.number), row.values, zone)))
        except CellError as error:
            refusals.append(Refusal(table.file, row.number, error.column, error.why, error.remedy))
    columns = tuple(
        Column(name, form.columns.get(name), next((r.values[name] for r in head if name in r.values), ""))
        for name in table.headers if name
    )  # fmt: skip
    return Preview(
        table.file, form.name, form.title, table.header_row, table.height, columns, tuple(map(_short, first)),
        tuple(refusals),
    )  # fmt: skip


def _short(found: Order | AfterSalesRecord) -> Order | AfterSalesRecord:
    return replace(found, extra={}) if isinstance(found, Order) else found
