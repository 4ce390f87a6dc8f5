"""All brought files together → rows, each taken whole or refused, in the order in which they refer to each other.

What refers to goods or orders may find them in another of the files or in the shop as it is.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, tzinfo
from pathlib import Path
from typing import Any, TypeVar

from xiaoer.core.errors import Refusal
from xiaoer.core.facts import Order, Platform, ShopProfile
from xiaoer.files.grids import FileRefused
from xiaoer.files.incoming.kinds import KINDS, NAMES
from xiaoer.files.incoming.look import names_of
from xiaoer.files.platform_orders.forms import blank
from xiaoer.files.platform_orders.reading import OrdersRead, read_table
from xiaoer.files.platform_orders.registry import form_of
from xiaoer.files.shop_folder import TABLES
from xiaoer.files.shop_folder.load import Loaded, load_table
from xiaoer.files.shop_folder.profile import read_profile
from xiaoer.files.shop_folder.spec import Cells
from xiaoer.files.tables import look_at
from xiaoer.files.values import CellError

T = TypeVar("T")
Progress = Callable[[str, int, int], None]
SPECS = {spec.name: spec for spec in TABLES}
AFTER_GOODS, AFTER_ORDERS = frozenset({"skus", "size_chart", "faq"}), frozenset({"order_lines", "parcels"})


@dataclass(frozen=True, slots=True)
class Chosen:
    """A file, what it is, and which header is which column (None = by the headers)."""

    path: Path
    file: str
    kind: str
    names: Mapping[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Known:
    """Numbers that the shop knows already. `orders` may be empty where no file refers to any."""

    products: Collection[str] = frozenset()
    orders: Collection[str] = frozenset()


@dataclass(slots=True)
class Brought:
    """The rows of all files by table; exports with their platform, in the order in which they are brought in."""

    tables: dict[str, list[Any]] = field(default_factory=dict)
    exports: list[tuple[Platform, OrdersRead]] = field(default_factory=list)
    profile: ShopProfile | None = None
    refusals: list[Refusal] = field(default_factory=list)

    def orders(self) -> list[Order]:
        """Orders of the shop's own tables with their lines and parcels, wherever these stood."""
        lines, boxes = _grouped(self.tables.get("order_lines", ())), _grouped(self.tables.get("parcels", ()))
        heads: dict[str, Order] = {order.number: order for order in self.tables.get("orders", ())}
        for number, rows in (*lines.items(), *boxes.items()):
            if number not in heads:  # an order that the shop knows: the file says only what is in it
                heads[number] = blank(number, Cells(rows[0].source, {}, _NO_ZONE))
        return [
            replace(order, lines=tuple(lines.get(number, ())), parcels=tuple(boxes.get(number, ())))
            for number, order in heads.items()
        ]


def read_chosen(files: Sequence[Chosen], zone: tzinfo, known: Known, progress: Progress | None = None) -> Brought:
    """Read all files. One that cannot be read is one refusal; the others go on."""
    brought = Brought()
    reader = _Reader(brought, zone, known, progress)
    for chosen in sorted(files, key=_rank):
        try:
            reader.take(chosen)
        except FileRefused as error:
            told = error.refusal
            brought.refusals.append(Refusal(chosen.file, None, told.column, told.why, told.remedy))
    brought.exports.sort(key=lambda export: (export[1].form.kind == "after_sales", export[1].form.lines))
    return brought


_ORDER = [spec.name for spec in TABLES]
_NO_ZONE = UTC  # an order that a file does not describe has no times


def _rank(chosen: Chosen) -> int:
    return _ORDER.index(chosen.kind) if chosen.kind in _ORDER else len(_ORDER)


def _grouped(rows: Sequence[Any]) -> Mapping[str, list[Any]]:
    groups: dict[str, list[Any]] = defaultdict(list)
    for row in rows:
        groups[row.order].append(row)
    return groups


@dataclass(slots=True)
class _Reader:
    brought: Brought
    zone: tzinfo
    known: Known
    progress: Progress | None

    def take(self, chosen: Chosen) -> None:
        if chosen.kind == "shop":
            self.brought.profile, refused = read_profile(chosen.path.parent)
            self.brought.refusals += refused
            return
        kind = KINDS.get(chosen.kind)
        if kind is None:
            raise FileRefused(chosen.file, "没有选这是什么表", "选择它的种类，或去掉这个文件")
        table = look_at(chosen.path, NAMES)
        table = replace(table.named(names_of(kind, table, chosen.names)), file=chosen.file)
        if kind.platform is not None:
            read = read_table(form_of(table, kind.platform), table, self.zone, self.progress)
            self.brought.refusals += read.refusals
            self.brought.exports.append((kind.platform, read))
            return
        loaded: Loaded[Any] = load_table(
            SPECS[kind.name], table, self.zone, check=self._check(kind.name), progress=self.progress
        )
        self.brought.refusals += loaded.refusals
        self.brought.tables.setdefault(kind.name, []).extend(loaded.rows)

    def _check(self, table: str) -> Callable[[Any], None] | None:
        if table in AFTER_GOODS:
            return _reference("商品", "products", "商品编号", self._numbers("products", self.known.products))
        if table in AFTER_ORDERS:
            return _reference("订单", "orders", "订单号", self._numbers("orders", self.known.orders))
        return None

    def _numbers(self, table: str, known: Collection[str]) -> frozenset[str]:
        return frozenset(known) | {row.number for row in self.brought.tables.get(table, ())}


def _reference(noun: str, table: str, column: str, numbers: frozenset[str]) -> Callable[[Any], None]:
    """A check that what a row refers to is known."""

    def check(row: Any) -> None:
        of_faq = hasattr(row, "products")
        wanted = row.products if of_faq else (row.product if table == "products" else row.order,)
        for number in wanted:
            if number not in numbers:
                why = f"店里没有{noun} {number}"
                raise CellError(
                    why, f"先导入（或一起上传）{table} 表，或改正这里的编号", "关联商品" if of_faq else column
                )

    return check
