"""A shop → the folder format, so that what is read back is equal but for the rows it came from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from xiaoer.core.errors import BadInput
from xiaoer.core.facts import ShopFolder
from xiaoer.files.shop_folder import order_lines, orders, parcels, profile, shoppers, staff
from xiaoer.files.shop_folder.assemble import FACT_TABLES, TABLES, fact_rows
from xiaoer.files.shop_folder.load import table_files
from xiaoer.files.shop_folder.spec import TableSpec
from xiaoer.files.table_writer import Form, write_csv, write_xlsx


def write_shop(folder: ShopFolder, to: Path, *, form: Form = "csv") -> tuple[Path, ...]:
    """Write `shop.toml` and every table that the shop has; gives the files written.

    A table is written when `folder.facts.tables` names it or it has rows. CSV is UTF-8 with BOM; cells that a
    spreadsheet would run as formulas carry a leading `'`, which reading takes off again (quick phrases are
    left as they are: 千牛 would send the mark). Workbooks hold all such cells as text.

    Raises `BadInput` when `to` holds tables that would mix with this export, or cannot be written.
    """
    to = Path(to)
    wanted = {spec.name: rows for spec in TABLES if (rows := _rows(folder, spec)) or _named(folder, spec)}
    _refuse_mixing(to, set(wanted), form)
    first = _write_profile(folder, to)
    tables = [_write_table(spec, wanted[spec.name], to, form) for spec in TABLES if spec.name in wanted]
    return (first, *tables)


def _named(folder: ShopFolder, spec: TableSpec[Any]) -> bool:
    return spec.name in folder.facts.tables


def _rows(folder: ShopFolder, spec: TableSpec[Any]) -> Sequence[Any]:
    if spec in FACT_TABLES:
        return tuple(fact_rows(folder.facts, spec.name))
    personal: Mapping[str, Sequence[Any]] = {
        orders.SPEC.name: folder.orders,
        order_lines.SPEC.name: [line for order in folder.orders for line in order.lines],
        parcels.SPEC.name: [parcel for order in folder.orders for parcel in order.parcels],
        shoppers.SPEC.name: folder.shoppers,
        staff.SPEC.name: folder.staff,
    }
    return personal[spec.name]


def _refuse_mixing(to: Path, wanted: set[str], form: Form) -> None:
    if to.exists() and not to.is_dir():
        raise BadInput(f"{to} 不是文件夹；换一个位置")
    strays = [
        path.name
        for spec in TABLES
        for path in table_files(to, spec.name)
        if spec.name not in wanted or path.suffix != f".{form}"
    ]
    if strays:
        raise BadInput(f"{to} 里已有 {'、'.join(strays)}，会和这次导出混在一起；先移走它们，或换一个空文件夹")


def _write_profile(folder: ShopFolder, to: Path) -> Path:
    path = to / profile.FILE
    try:
        to.mkdir(parents=True, exist_ok=True)
        path.write_text(profile.profile_toml(folder.facts.profile), encoding="utf-8", newline="\n")
    except OSError as error:
        raise BadInput(f"写不了 {path}（{error.strerror or error}）；检查文件夹权限和磁盘空间") from None
    return path


def _write_table(spec: TableSpec[Any], rows: Sequence[Any], to: Path, form: Form) -> Path:
    cells = [spec.write(row) for row in rows]
    path = to / f"{spec.name}.{form}"
    others = dict.fromkeys(name for row in cells for name in row if name not in spec.columns)
    columns = (*spec.columns, *others)
    if form == "xlsx":
        write_xlsx(path, columns, cells, numeric=spec.numeric)
    else:
        write_csv(path, columns, cells, guard=spec.guard)
    return path
