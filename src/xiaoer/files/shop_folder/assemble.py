"""Read all tables of a folder in the order in which they refer to each other, and join them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import tzinfo
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from xiaoer.core.collecting import uncollected
from xiaoer.core.errors import BadInput, Refusal
from xiaoer.core.facts import Faq, Order, Product, ShopFacts, ShopFolder, ShopProfile
from xiaoer.files.shop_folder import (
    delivery,
    faq,
    freight,
    order_lines,
    orders,
    parcels,
    phrases,
    policies,
    products,
    profile,
    promotions,
    shoppers,
    size_chart,
    skus,
    staff,
)
from xiaoer.files.shop_folder.load import Loaded, Progress, load, stray_files, table_files
from xiaoer.files.shop_folder.spec import TableSpec
from xiaoer.files.shop_folder.version import ContentHash
from xiaoer.files.values import CellError

T = TypeVar("T")

FACT_TABLES: tuple[TableSpec[Any], ...] = (
    products.SPEC, skus.SPEC, size_chart.SPEC, promotions.SPEC, freight.SPEC, delivery.SPEC, policies.SPEC,
    faq.SPEC, phrases.SPEC,
)  # fmt: skip
PERSONAL_TABLES: tuple[TableSpec[Any], ...] = (
    orders.SPEC, order_lines.SPEC, parcels.SPEC, shoppers.SPEC, staff.SPEC,
)  # fmt: skip
TABLES = FACT_TABLES + PERSONAL_TABLES


@dataclass(frozen=True, slots=True)
class ReadResult:
    """A shop folder as read, and every row or file that was refused."""

    folder: ShopFolder
    refusals: tuple[Refusal, ...]


def read_shop(folder: Path, *, progress: Progress | None = None) -> ReadResult:
    """Read a shop folder. `progress(file, rows done, rows in all)` is called now and then.

    Raises `BadInput` when the folder does not exist or holds no table; everything smaller is a refusal.
    """
    folder = Path(folder)
    if not folder.is_dir():
        raise BadInput(f"找不到店铺文件夹 {folder}；检查路径")
    if not (folder / profile.FILE).is_file() and not any(table_files(folder, spec.name) for spec in TABLES):
        raise BadInput(f"{folder} 里没有店铺表格；至少放入 products.csv 或 shop.toml")
    with uncollected():
        return _Reader(folder, progress).read()


@dataclass(slots=True)
class _Reader:
    folder: Path
    progress: Progress | None
    zone: tzinfo = field(init=False)
    refusals: list[Refusal] = field(default_factory=list)
    tables: set[str] = field(default_factory=set)

    def read(self) -> ReadResult:
        who, refused = profile.read_profile(self.folder)
        self.refusals.extend(refused)
        self.zone = ZoneInfo(who.timezone)
        facts = self._facts()
        people = self._orders()
        shopper_rows = self._load(shoppers.SPEC).rows
        staff_rows = self._load(staff.SPEC).rows
        self._refuse_strays()
        facts = replace(facts, profile=who, tables=frozenset(self.tables))
        facts = replace(facts, version=facts_version(facts))
        whole = ShopFolder(facts, people, tuple(shopper_rows), tuple(staff_rows))
        return ReadResult(whole, tuple(self.refusals))

    def _load(self, spec: TableSpec[T], check: Callable[[T], None] | None = None) -> Loaded[T]:
        loaded = load(spec, self.folder, self.zone, check=check, progress=self.progress)
        self.refusals.extend(loaded.refusals)
        if loaded.present:
            self.tables.add(spec.name)
        return loaded

    def _refuse_strays(self) -> None:
        names = [spec.name for spec in TABLES]
        for path in stray_files(self.folder, names):
            remedy = f"改成其中一个名字：{'、'.join(names)}；不是店铺的表就移走"
            self.refusals.append(Refusal(path.name, None, None, "不认识这张表", remedy))

    def _facts(self) -> ShopFacts:
        goods = self._load(products.SPEC)
        numbers = {product.number for product in goods.rows}
        known = _Reference("products", "商品", "商品编号", numbers, goods.refused_keys)
        sku_rows = self._load(skus.SPEC, lambda sku: known.check(sku.product)).rows
        size_rows = self._load(size_chart.SPEC, lambda row: known.check(row.product)).rows
        return ShopFacts(
            version="",
            profile=ShopProfile(name=""),
            products=_joined(goods.rows, sku_rows, size_rows),
            promotions=tuple(self._load(promotions.SPEC).rows),
            freight=tuple(self._load(freight.SPEC).rows),
            delivery=tuple(self._load(delivery.SPEC).rows),
            policies=tuple(self._load(policies.SPEC).rows),
            faq=tuple(self._load(faq.SPEC, _faq_check(known) if goods.present else None).rows),
            phrases=tuple(self._load(phrases.SPEC).rows),
        )

    def _orders(self) -> tuple[Order, ...]:
        heads = self._load(orders.SPEC)
        numbers = {order.number for order in heads.rows}
        known = _Reference("orders", "订单", "订单号", numbers, heads.refused_keys)
        lines = _grouped(self._load(order_lines.SPEC, lambda line: known.check(line.order)).rows, "order")
        boxes = _grouped(self._load(parcels.SPEC, lambda parcel: known.check(parcel.order)).rows, "order")
        return tuple(
            replace(order, lines=tuple(lines[order.number]), parcels=tuple(boxes[order.number])) for order in heads.rows
        )


@dataclass(frozen=True, slots=True)
class _Reference:
    """A table that others refer to by number."""

    table: str
    noun: str
    column: str
    numbers: Container[str]
    refused: Container[tuple[str, ...]]

    def check(self, number: str, column: str | None = None) -> None:
        if number in self.numbers:
            return
        column = column or self.column
        if (number,) in self.refused:
            raise CellError(
                f"{self.noun} {number} 在 {self.table} 表里的那一行没有通过",
                f"先改好 {self.table} 表的那一行",
                column,
            )
        raise CellError(
            f"{self.noun} {number} 不在 {self.table} 表里",
            f"在 {self.table} 表里加上它，或改正这里的编号",
            column,
        )


def _faq_check(known: _Reference) -> Callable[[Faq], None]:
    def check(row: Faq) -> None:
        for number in row.products:
            known.check(number, "关联商品")

    return check


def _joined(goods: Iterable[Product], sku_rows: Sequence[Any], size_rows: Sequence[Any]) -> Mapping[str, Product]:
    by_product, charts = _grouped(sku_rows, "product"), _grouped(size_rows, "product")
    return MappingProxyType(
        {
            product.number: replace(
                product, skus=tuple(by_product[product.number]), size_chart=tuple(charts[product.number])
            )
            for product in goods
        }
    )


def _grouped(rows: Sequence[Any], attribute: str) -> Mapping[str, list[Any]]:
    groups: dict[str, list[Any]] = defaultdict(list)
    for row in rows:
        groups[getattr(row, attribute)].append(row)
    return groups


def facts_version(facts: ShopFacts) -> str:
    """The content hash of facts: profile and fact tables, without orders, people and row numbers."""
    content = ContentHash()
    content.add("shop", [{"toml": profile.profile_toml(facts.profile)}])
    for spec in FACT_TABLES:
        if spec.name in facts.tables:
            content.add_table(spec, fact_rows(facts, spec.name))
    return content.digest()


def fact_rows(facts: ShopFacts, table: str) -> Iterable[Any]:
    """The rows of a fact table, in the order in which they are written."""
    if table == "products":
        return facts.products.values()
    if table == "skus":
        return (sku for product in facts.products.values() for sku in product.skus)
    if table == "size_chart":
        return (row for product in facts.products.values() for row in product.size_chart)
    rows: Iterable[Any] = getattr(facts, table)
    return rows
