"""Platform exports into a shop of the database: `xiaoer import-orders`, and the import of the workbench."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import TypeVar

from xiaoer.core.errors import Refusal
from xiaoer.core.facts import Order, Platform
from xiaoer.domains.actions import service as actions
from xiaoer.domains.orders import importing
from xiaoer.domains.shop.service import ShopInfo
from xiaoer.domains.work import casework
from xiaoer.files.grids import FileRefused
from xiaoer.files.platform_orders import AfterSalesRecord, OrdersRead, read_orders
from xiaoer.files.platform_orders.registry import recognise
from xiaoer.kit.upsert import Tally
from xiaoer.kit.writer import Unit, Writer

T = TypeVar("T")
PIECE = 500
Progress = Callable[[str, int, int], None]


@dataclass(slots=True)
class OrderImport:
    """What an import of orders did: orders by outcome, rows refused, what each file was taken for."""

    total: Tally = field(default_factory=Tally)
    refused: list[Refusal] = field(default_factory=list)
    forms: dict[str, str] = field(default_factory=dict)


def in_order(paths: Sequence[Path], platform: Platform) -> list[Path]:
    """Main orders first, then lines, then after-sales: what refers to an order comes after it."""

    def rank(path: Path) -> int:
        try:
            form, _ = recognise(path, platform)
        except FileRefused:
            return 3
        return 2 if form.kind == "after_sales" else int(form.lines)

    return sorted(paths, key=rank) if len(paths) > 1 else list(paths)


async def import_order_files(
    paths: Sequence[Path], platform: Platform, shop: ShopInfo, writer: Writer,
    progress: Progress = lambda what, done, all_: None,
) -> OrderImport:  # fmt: skip
    """Import exports one after another. A file that cannot be read is one refusal; the others go on."""
    report = OrderImport()
    for path in in_order(paths, platform):
        try:
            read = read_orders(path, platform, shop.zone, lambda what, n, all_: progress(f"读取 {what}", n, all_))
        except FileRefused as error:
            report.refused.append(error.refusal)
            continue
        report.forms[path.name] = read.form.title
        report.refused += read.refusals
        await _bring_in(read, path.name, platform, shop.id, writer, report, progress)
    return report


async def _bring_in(
    read: OrdersRead, name: str, platform: Platform, shop_id: int, writer: Writer, report: OrderImport,
    progress: Progress,
) -> None:  # fmt: skip
    whole, done = len(read.held) or len(read.cases), 0

    async def write(work: Callable[[Unit], tuple[Tally, list[Refusal]]], count: int) -> None:
        nonlocal done
        tally, refused = await writer.run(work)
        report.total += tally
        report.refused += refused
        done += count
        progress(f"写入 {name}", done, whole)

    for orders in _pieces(read.orders()):
        await write(lambda u, p=orders: _bring_orders(u, shop_id, platform, p), len(orders))  # type: ignore[misc]
    for cases in _pieces(read.cases):
        await write(lambda u, p=cases: _bring_cases(u, shop_id, platform, p), len(cases))  # type: ignore[misc]


def _bring_orders(unit: Unit, shop_id: int, platform: Platform, piece: list[Order]) -> tuple[Tally, list[Refusal]]:
    """Orders into the shop; what was done by hand on the platform and now shows is ticked off."""
    done = importing.bring_orders(unit, shop_id, platform, piece)
    actions.seen_in_import(unit, shop_id, [order.number for order in piece])
    return done


def _bring_cases(
    unit: Unit, shop_id: int, platform: Platform, records: list[AfterSalesRecord]
) -> tuple[Tally, list[Refusal]]:
    """Cases into their orders, and onto the board with the platform's deadline."""
    done = importing.bring_cases(unit, shop_id, records)
    casework.follow_platform(unit, shop_id, platform, records)
    return done


def _pieces(items: Iterable[T]) -> Iterator[list[T]]:
    rest = iter(items)
    while piece := list(islice(rest, PIECE)):
        yield piece
