"""Exports of the platforms: every true format read, every spoilt row refused with its place, sums that agree."""

from __future__ import annotations

import random
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support import exports
from tests.support.exports import Export
from tests.support.spoiling import check_spoilt, spoil
from xiaoer.core.facts import Order
from xiaoer.files.grids import FileRefused
from xiaoer.files.platform_orders import OrdersRead, merge, preview, read_orders, with_after_sales
from xiaoer.files.platform_orders.registry import FORMS
from xiaoer.files.platform_orders.states import BY_PLATFORM, unified
from xiaoer.files.values import CellError

ZONE = ZoneInfo("Asia/Shanghai")
WRITERS = ("csv", "xlsx", "html")


def read(export: Export, folder: Path, form: str = "csv") -> OrdersRead:
    return read_orders(getattr(export, form)(folder), export.platform, ZONE)


def orders(export: Export, folder: Path) -> dict[str, Order]:
    found = read(export, folder)
    assert found.refusals == []
    return {order.number: order for order in found.orders()}


def unsourced(found: OrdersRead) -> list[object]:
    plain = []
    for order in found.orders():
        gone = {"source": None}
        lines = tuple(replace(line, **gone) for line in order.lines)
        parcels = tuple(replace(parcel, **gone) for parcel in order.parcels)
        plain.append(replace(order, lines=lines, parcels=parcels, **gone))
    return [*plain, *(replace(case, source=None) for case in found.cases)]  # type: ignore[arg-type]


def test_every_form_has_an_export_here(tmp_path: Path) -> None:
    assert {read(export, tmp_path).form.name for export in exports.ALL} == {form.name for form in FORMS}


@pytest.mark.parametrize("export", exports.ALL, ids=lambda e: e.name)
def test_csv_workbook_and_page_read_the_same(export: Export, tmp_path: Path) -> None:
    first, *others = [read(export, tmp_path, form) for form in WRITERS]
    assert first.refusals == []
    assert first.held or first.cases
    for other in others:
        assert unsourced(other) == unsourced(first)


def test_taobao_main_orders(tmp_path: Path) -> None:
    found = orders(exports.TAOBAO_MAIN, tmp_path)
    done, unpaid, paid = (found[n] for n in (exports.T1, exports.T2, exports.T3))
    assert [o.status for o in (done, unpaid, paid)] == ["finished", "unpaid", "paid_unshipped"]
    assert done.status_text == "交易成功"
    assert (done.shopper, done.phone, done.province, done.city) == ("柠檬不酸", "13800000001", "浙江", "宁波")
    assert done.parcels[0].waybill == "YT7000000000001"
    assert done.extra["商家备注"] == "1110-08-赠丝巾"
    assert unpaid.goods_amount == Decimal("1180.00")
    assert unpaid.paid_at is None


def test_main_orders_and_lines_make_one_order(tmp_path: Path) -> None:
    main, lines = orders(exports.TAOBAO_MAIN, tmp_path), orders(exports.TAOBAO_LINES, tmp_path)
    both = merge(main[exports.T2], lines[exports.T2])
    assert [(line.title, line.quantity) for line in both.lines] == [("羊毛大衣", 1), ("针织裙", 2)]
    assert merge(both, main[exports.T2]) == both
    assert sum((line.subtotal or Decimal(0) for line in both.lines), Decimal(0)) == both.goods_amount


def test_sub_orders_add_up(tmp_path: Path) -> None:
    boots, socks = orders(exports.QIANNIU_LINES, tmp_path)["5100"].lines
    assert (boots.product, socks.product) == ("70001", "70002")
    assert orders(exports.QIANNIU_LINES, tmp_path)["5100"].paid_amount == Decimal("325.50")
    douyin = orders(exports.DOUYIN_ORDERS, tmp_path)
    assert douyin["6917000000001"].paid_amount == Decimal("195.90")
    joined = douyin["6917000000010"]
    assert [(line.product, line.quantity, line.price) for line in joined.lines] == [
        ("3500001", 1, Decimal("88.00")),
        ("3500002", 4, Decimal("29.90")),
    ]
    assert joined.paid_amount == Decimal("207.60")


def test_cipher_cells_say_nothing(tmp_path: Path) -> None:
    order = orders(exports.DOUYIN_ORDERS, tmp_path)["6917000000001"]
    assert (order.receiver, order.phone, order.address) == ("", "", "洪山区")


def test_pdd_days_come_from_order_numbers(tmp_path: Path) -> None:
    first, second = orders(exports.PDD_ORDERS, tmp_path).values()
    assert first.ordered_at is not None
    assert first.ordered_at.isoformat() == "2026-11-17T00:00:00+08:00"
    assert (first.status, second.status) == ("shipped", "closed_refunded")
    assert second.after_sales is not None
    assert first.after_sales is None


def test_the_nearest_deadline_of_a_refund_counts(tmp_path: Path) -> None:
    case = read(exports.TAOBAO_REFUNDS, tmp_path).cases[0]
    assert case.due_at is not None
    assert case.due_at.isoformat() == "2026-11-20T08:00:00+08:00"
    held = with_after_sales(orders(exports.TAOBAO_MAIN, tmp_path)[exports.T1], case)
    assert held.after_sales is not None
    assert held.after_sales.due_at == case.due_at
    assert with_after_sales(held, case) == held


def test_an_older_export_takes_nothing_back(tmp_path: Path) -> None:
    now = orders(exports.QIANNIU_LINES, tmp_path)["5100"]
    older = replace(now, status="unpaid", status_text="等待买家付款")
    assert merge(now, older) == now
    plain = replace(now, phone="13800000009")
    assert merge(plain, replace(now, phone="138****0009")).phone == "13800000009"


@pytest.mark.parametrize("platform", sorted(BY_PLATFORM))
def test_states_are_known_by_word(platform: str) -> None:
    for word, status in BY_PLATFORM[platform].items():  # type: ignore[index]
        assert unified(platform, word.replace(",", "，"), "订单状态", paid=False) == status  # type: ignore[arg-type]
    with pytest.raises(CellError, match="不认识订单状态"):
        unified(platform, "说不清", "订单状态", paid=False)  # type: ignore[arg-type]


def changed(export: Export, row: int, **cells: str) -> list[dict[str, str]]:
    rows = [dict(r) for r in export.rows]
    rows[row] |= cells
    return rows


@pytest.mark.parametrize(
    ("export", "cells", "column", "why"),
    [
        (exports.PDD_ORDERS, {"订单号": "2611"}, "订单号", "不是拼多多的订单号"),
        (exports.PDD_ORDERS, {"商品数量(件)": "0"}, "商品数量", "数量是 0"),
        (exports.PDD_ORDERS, {"用户实付金额(元)": "很多"}, "用户实付金额", "不是金额"),
        (exports.TAOBAO_MAIN, {"订单状态": "飞走了"}, "订单状态", "不认识订单状态"),
        (exports.TAOBAO_MAIN, {"订单编号": "4.0961E+18"}, "订单编号", "原来的编号已经丢失"),
        (exports.TAOBAO_MAIN, {"订单付款时间": "昨天"}, "订单付款时间", "不是时间"),
        (exports.DOUYIN_ORDERS, {"子订单编号": "1;2;3", "商品数量": "1;2"}, "商品数量", "子订单"),
        (exports.TAOBAO_REFUNDS, {"退款编号": ""}, "退款编号", "是空的"),
    ],
)
def test_a_bad_cell_is_refused_with_its_place(
    export: Export, cells: dict[str, str], column: str, why: str, tmp_path: Path
) -> None:
    found = read_orders(export.csv(tmp_path, changed(export, 0, **cells)), export.platform, ZONE)
    refusal = found.refusals[0]
    assert (refusal.row, refusal.column) == (export.above + 2, column)
    assert why in refusal.why
    assert refusal.remedy
    assert len(found.held) + len(found.cases) < len(export.rows)


def test_half_an_order_is_not_taken(tmp_path: Path) -> None:
    rows = changed(exports.QIANNIU_LINES, 1, 购买数量="两")
    found = read_orders(exports.QIANNIU_LINES.csv(tmp_path, rows), "tmall", ZONE)
    assert found.held == {}
    assert [r.row for r in found.refusals] == [2, 3]
    assert "第 3 行" in found.refusals[0].why


def test_a_row_again_is_no_second_line_and_another_of_its_number_is_refused(tmp_path: Path) -> None:
    rows = [*exports.DOUYIN_ORDERS.rows, exports.DOUYIN_ORDERS.rows[0]]
    found = read_orders(exports.DOUYIN_ORDERS.csv(tmp_path, rows), "douyin", ZONE)
    assert found.refusals == []
    assert unsourced(found) == unsourced(read(exports.DOUYIN_ORDERS, tmp_path))
    rows[-1] = {**rows[-1], "商品数量": "7"}
    found = read_orders(exports.DOUYIN_ORDERS.csv(tmp_path, rows), "douyin", ZONE)
    assert ["重复" in r.why for r in found.refusals] == [True]


def test_rows_of_an_order_may_stand_apart(tmp_path: Path) -> None:
    first, second, third = exports.DOUYIN_ORDERS.rows
    found = read_orders(exports.DOUYIN_ORDERS.csv(tmp_path, [first, third, second]), "douyin", ZONE)
    assert sorted(map(str, unsourced(found))) == sorted(map(str, unsourced(read(exports.DOUYIN_ORDERS, tmp_path))))


def test_a_file_of_another_platform_is_refused_with_what_it_lacks(tmp_path: Path) -> None:
    path = exports.JD_ORDERS.csv(tmp_path)
    with pytest.raises(FileRefused, match="缺少列"):
        read_orders(path, "douyin", ZONE)
    with pytest.raises(FileRefused, match="没有自己的导出格式"):
        read_orders(path, "own", ZONE)


@pytest.mark.parametrize("export", exports.ALL, ids=lambda e: e.name)
def test_a_preview_names_every_column(export: Export, tmp_path: Path) -> None:
    seen = preview(export.csv(tmp_path), export.platform, ZONE)
    assert seen.header_row == export.above + 1
    assert len(seen.columns) == len(export.columns)
    assert all(column.becomes is not None for column in seen.columns)
    assert len(seen.first) == min(5, len(export.rows))


@pytest.mark.parametrize("export", exports.ALL, ids=lambda e: e.name)
def test_spoilt_exports(export: Export, tmp_path: Path) -> None:
    """Mutated files: no other error than a refusal, every order whole, every refusal with reason and remedy."""
    dice = random.Random(export.name)
    whole = export.csv(tmp_path).read_bytes()
    path = tmp_path / "spoilt.csv"
    for _ in range(60):
        data = whole
        for _ in range(dice.randrange(1, 4)):
            data = spoil(data, dice)
        path.write_bytes(data)
        check_spoilt(path, export)


CENTS = st.decimals(min_value=0, max_value=99999, places=2)


@given(st.lists(st.tuples(CENTS, CENTS, CENTS), min_size=1, max_size=6))
def test_sums_always_agree(tmp_path_factory: pytest.TempPathFactory, amounts: list[tuple[Decimal, ...]]) -> None:
    rows = [
        {"主订单编号": "1", "子订单编号": str(n), "订单状态": "已发货", "商品数量": "1", "商品金额": f"{goods:.2f}",
         "优惠总金额": f"{off:.2f}", "订单应付金额": f"{paid:.2f}"}
        for n, (goods, off, paid) in enumerate(amounts, 1)
    ]  # fmt: skip
    folder = tmp_path_factory.mktemp("sums")
    found = read_orders(exports.DOUYIN_ORDERS.csv(folder, rows), "douyin", ZONE)
    order = next(found.orders())
    assert found.refusals == []
    assert (order.goods_amount, order.discount, order.paid_amount) == tuple(map(sum, zip(*amounts, strict=True)))
    cut = len(rows) // 2
    if cut:
        halves = [
            next(read_orders(exports.DOUYIN_ORDERS.csv(folder, part), "douyin", ZONE).orders())
            for part in (rows[:cut], rows[cut:])
        ]
        assert merge(*halves).paid_amount == order.paid_amount
        assert merge(*reversed(halves)).paid_amount == order.paid_amount
