"""How one export is described: its columns, what a file must have to be one, and how a row is read."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Literal

from xiaoer.core.facts import Order, OrderLine, Parcel, Platform
from xiaoer.core.text.regions import find_regions, province_of
from xiaoer.files.platform_orders.after_sales import AfterSalesRecord
from xiaoer.files.shop_folder.spec import Cells
from xiaoer.files.values import CellError

Kind = Literal["orders", "after_sales"]
_CIPHER = re.compile(r"(##|\$\$|~).{8,}", re.DOTALL)
_LIST = re.compile(r"[;；\n]")
_WAYBILL_LABEL = re.compile(r"^\s*(?:No|运单号|快递单号)\s*[:：.]?\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Form:
    """An export. `columns`: header → what it becomes in Xiaoer ("" = known, not kept).

    `required`: of each group at least one column must be there. `lines` = one row is one line of an order.
    """

    name: str
    title: str
    platforms: tuple[Platform, ...]
    kind: Kind
    number: str
    columns: Mapping[str, str]
    required: tuple[tuple[str, ...], ...]
    read: Callable[[Cells], Order | AfterSalesRecord]
    lines: bool = False

    def missing(self, headers: Collection[str]) -> list[tuple[str, ...]]:
        """The groups of which a file has no column."""
        return [group for group in self.required if not any(name in headers for name in group)]

    def score(self, headers: Collection[str]) -> int:
        """How many of a file's columns this form knows."""
        return sum(1 for name in headers if name in self.columns)


def named(text: str) -> dict[str, str]:
    """`列名=去处` pairs, one a word: the columns of a form as they are written down. No `=` means not kept."""
    return {name: place for word in text.split() for name, _, place in [word.partition("=")]}


def plain(text: str) -> str:
    """A receiver's cell; cipher text (`##…`, `$$…`, `~…`) says nothing."""
    return "" if _CIPHER.fullmatch(text) else text


def first(cells: Cells, *columns: str) -> str:
    """The first of several columns that says something; they are the same field of other years."""
    return next((text for column in columns if (text := cells.text(column))), "")


def place(address: str) -> tuple[str, str]:
    """Province and city of an address as short names; "" where it does not say."""
    head = address[:40]
    found = find_regions(head)
    if found and found[0].start <= 2:
        return found[0].province, found[0].city or ""
    return province_of(head.split(" ")[0]) or "", ""


def parts(text: str) -> list[str]:
    """A cell of several values joined by `;`."""
    return [part.strip() for part in _LIST.split(text) if part.strip()]


def parcels(order: str, waybills: str, courier: str, cells: Cells) -> tuple[Parcel, ...]:
    """Parcels of an order by their numbers; a courier for each, or one for all."""
    numbers = [_WAYBILL_LABEL.sub("", part) for part in parts(waybills.replace(",", ";").replace("，", ";"))]
    couriers = parts(courier.replace(",", ";"))
    return tuple(
        Parcel(
            order=order, number=number, courier=couriers[n] if n < len(couriers) else courier, waybill=number,
            shipped_at=None, state="", content=(), last_seen_at=None, track=(), source=cells.source,
        )
        for n, number in enumerate(dict.fromkeys(filter(None, numbers)))
    )  # fmt: skip


def kept(cells: Cells, **names: str) -> Mapping[str, str]:
    """Further facts under the house's names: keyword = name, value = column; unknown ones stay away."""
    return MappingProxyType({name: text for name, column in names.items() if (text := cells.text(column))})


def blank(number: str, cells: Cells) -> Order:
    """An order of which only the number is known."""
    return Order(
        number=number, shopper="", status="paid_unshipped", status_text="", ordered_at=None, paid_at=None,
        goods_amount=None, discount=None, freight=None, paid_amount=None, province="", city="", address="",
        receiver="", phone="", ship_by=None, shipped_at=None, signed_at=None, finished_at=None, close_reason="",
        after_sales=None, remark="", invoice="", lines=(), parcels=(), source=cells.source,
    )  # fmt: skip


def line(order: Order, **fields: object) -> OrderLine:
    """A line of an order; what is not given is unknown."""
    empty = OrderLine(
        order=order.number, number="1", product="", sku="", title="", spec="", quantity=1, price=None, subtotal=None,
        source=order.source,
    )  # fmt: skip
    return replace(empty, **fields)  # type: ignore[arg-type]


def quantity(cells: Cells, *columns: str) -> int:
    """How many pieces; 1 where the file does not say."""
    for column in columns:
        count = cells.count(column)
        if count:
            return count
        if count == 0:
            raise CellError("数量是 0", "写 1 或更大的整数，或删去这一行", column)
    return 1
