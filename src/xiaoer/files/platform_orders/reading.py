"""One export → its orders or cases, and a refusal for each row that cannot be used.

Orders are held as JSON while the file is read (a tenth of the room that objects take), grouped by number wherever
their rows stand. An order of which a row is refused is refused as a whole: half an order is worse than none.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import tzinfo
from pathlib import Path

import msgspec

from xiaoer.core.errors import Refusal
from xiaoer.core.facts import Order, Platform, Source
from xiaoer.files.platform_orders.after_sales import AfterSalesRecord
from xiaoer.files.platform_orders.forms import Form
from xiaoer.files.platform_orders.merging import merge, summed
from xiaoer.files.platform_orders.registry import recognise
from xiaoer.files.shop_folder.spec import Cells
from xiaoer.files.tables import Table, TableRow
from xiaoer.files.values import CellError

Progress = Callable[[str, int, int], None]
_TICK_ROWS = 2000
_encode = msgspec.json.Encoder(enc_hook=dict, decimal_format="string").encode
_decode = msgspec.json.Decoder(Order).decode


@dataclass(slots=True)
class OrdersRead:
    """What a file gave: orders in the file's order (decoded one at a time), or cases of after-sales."""

    form: Form
    held: dict[str, bytes] = field(default_factory=dict)
    cases: list[AfterSalesRecord] = field(default_factory=list)
    refusals: list[Refusal] = field(default_factory=list)

    def orders(self) -> Iterator[Order]:
        """All whole orders."""
        return map(_decode, self.held.values())


def read_orders(path: Path, platform: Platform, zone: tzinfo, progress: Progress | None = None) -> OrdersRead:
    """Read an export of a platform. `zone` = the shop's time zone. Raises `FileRefused` when the file is none."""
    return read_table(*recognise(path, platform), zone, progress)


def read_table(form: Form, table: Table, zone: tzinfo, progress: Progress | None = None) -> OrdersRead:
    """Read an open export, its headers being the columns of `form`."""
    read = OrdersRead(form)
    _Rows(form, _narrow(form, table), zone, read).run(progress)
    read.refusals.sort(key=lambda refusal: refusal.row or 0)
    return read


def _narrow(form: Form, table: Table) -> Table:
    """Only the columns that become something: the others of 75 need not be cleaned."""
    used = tuple(name if form.columns.get(name) else "" for name in table.headers)
    return replace(table, headers=used)


@dataclass(slots=True)
class _Rows:
    form: Form
    table: Table
    zone: tzinfo
    read: OrdersRead
    seen: dict[tuple[str, str], tuple[int, int]] = field(default_factory=dict)  # key → row, hash of its cells
    spoilt: dict[str, int] = field(default_factory=dict)  # order → the row that spoils it
    rows_of: dict[str, list[int]] = field(default_factory=dict)  # several rows of one order
    last: Order | None = None
    lost_after: tuple[str, int] | None = None  # a row that says nothing of itself, and the order before it

    def run(self, progress: Progress | None) -> None:
        done = 0
        for row in self.table.rows():
            done += 1
            if progress and done % _TICK_ROWS == 0:
                progress(self.table.file, done, max(done, self.table.height))
            number = row.values.get(self.form.number, "")
            try:
                if row.problem:
                    raise CellError(*row.problem)
                self._take(row)
            except CellError as error:
                self._refuse(row.number, error)
                if number:
                    self.spoilt.setdefault(number, row.number)
                elif self.last is not None:
                    self.lost_after = (self.last.number, row.number)
        self._close()
        self._drop_spoilt()
        if progress:
            progress(self.table.file, done, done)

    def _take(self, row: TableRow) -> None:
        taken = self.form.read(Cells(Source(self.table.file, row.number), row.values, self.zone))
        if isinstance(taken, AfterSalesRecord):
            if self._is_new(row, (taken.number, "")):
                self.read.cases.append(taken)
            return
        if self.lost_after and self.lost_after[0] == taken.number:
            self.spoilt.setdefault(taken.number, self.lost_after[1])
        self.lost_after = None
        if self.form.lines:
            numbered = self._numbered(row, taken)
            if numbered is None:
                return
            taken = numbered
        elif not self._is_new(row, (taken.number, "")):
            return
        self.rows_of.setdefault(taken.number, []).append(row.number)
        if self.last is not None and self.last.number == taken.number:
            self.last = merge(self.last, taken)
        else:
            self._close()
            earlier = self.read.held.get(taken.number)
            self.last = taken if earlier is None else merge(_decode(earlier), taken)

    def _numbered(self, row: TableRow, order: Order) -> Order | None:
        """The order with lines whose numbers are free; None for a row that was here before."""
        if self.form.name in ("qianniu_lines", "douyin_orders"):
            fresh = [self._is_new(row, (order.number, line.number)) for line in order.lines]
            return order if any(fresh) else None
        line = order.lines[0]
        number, again = line.number, 2
        while (order.number, number) in self.seen:
            if self.seen[order.number, number][1] == _fingerprint(row):
                return None
            number, again = f"{line.number}#{again}", again + 1
        self._is_new(row, (order.number, number))
        return replace(order, lines=(replace(line, number=number),))

    def _is_new(self, row: TableRow, key: tuple[str, str]) -> bool:
        """Whether a key is new. The same row again says nothing; another row of the same key is refused."""
        print_ = _fingerprint(row)
        first = self.seen.setdefault(key, (row.number, print_))
        if first[0] == row.number:
            return True
        if first[1] != print_:
            shown = " / ".join(filter(None, key))
            error = CellError(f"{shown} 与第 {first[0]} 行重复而内容不同", "只保留最新的一行", self.form.number)
            self._refuse(row.number, error)
        return False

    def _close(self) -> None:
        if self.last is not None:
            self.read.held[self.last.number] = _encode(summed(self.last))
            self.last = None

    def _drop_spoilt(self) -> None:
        for number, row in self.spoilt.items():
            if self.read.held.pop(number, None) is None:
                continue
            for good in self.rows_of.get(number, ()):
                why = f"同一订单的第 {row} 行没有收下，整个订单都不导入"
                self._refuse(good, CellError(why, f"改好第 {row} 行后再导入一次", self.form.number))

    def _refuse(self, number: int, error: CellError) -> None:
        self.read.refusals.append(Refusal(self.table.file, number, error.column, error.why, error.remedy))


def _fingerprint(row: TableRow) -> int:
    return hash(tuple(row.values.items()))
