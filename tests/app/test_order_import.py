"""Exports into a shop: added once, merged, in pieces that may be cut anywhere; on both engines."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.support import exports
from tests.support.exports import Export
from xiaoer.app import order_import
from xiaoer.app.order_import import OrderImport, import_order_files
from xiaoer.core.facts import Order, ShopProfile
from xiaoer.domains.aftersales import repository as cases
from xiaoer.domains.orders import service as orders
from xiaoer.domains.shop import service as shops
from xiaoer.domains.shoppers.models import Shopper
from xiaoer.domains.work import repository as tasks
from xiaoer.kit.database import Database
from xiaoer.kit.writer import Writer

pytestmark = pytest.mark.anyio


@pytest.fixture
async def shop(writer: Writer, database: Database) -> shops.ShopInfo:
    await writer.run(lambda u: shops.ensure(u, "s1", ShopProfile("店", "taobao"), example=False))
    return database.read_now(shops.all_shops)[0]


def all_orders(database: Database, shop: shops.ShopInfo) -> dict[str, Order]:
    return {o.number: o for o in database.read_now(lambda s: orders.all_orders(s, shop.id))}


def counts(report: OrderImport) -> tuple[int, int, int]:
    return report.total.added, report.total.changed, report.total.unchanged


@pytest.mark.parametrize("platform", ["taobao", "tmall", "pdd", "jd", "douyin"])
async def test_all_exports_of_a_platform_in_any_order(
    platform: Any, shop: shops.ShopInfo, writer: Writer, database: Database, tmp_path: Path
) -> None:
    own = [e for e in exports.ALL if e.platform == platform]
    paths = [e.csv(tmp_path) for e in reversed(own)]
    first = await import_order_files(paths, platform, shop, writer)
    assert first.refused == []
    assert len(first.forms) == len(own)
    held = all_orders(database, shop)
    assert first.total.added == len(held) > 0
    again = await import_order_files(paths[::-1], platform, shop, writer)
    assert (again.total.added, again.total.changed, again.refused) == (0, 0, [])
    assert all_orders(database, shop) == held


async def test_what_is_new_changes_an_order_and_counts_its_shopper(
    shop: shops.ShopInfo, writer: Writer, database: Database, tmp_path: Path
) -> None:
    main = exports.TAOBAO_MAIN
    await import_order_files([main.csv(tmp_path)], "taobao", shop, writer)
    rows = [dict(r) for r in main.rows]
    rows[1] |= {
        "订单状态": "买家已付款，等待卖家发货",
        "订单付款时间": "2026-11-11 09:00:00",
        "买家实际支付金额": "1190.00",
    }
    report = await import_order_files([main.csv(tmp_path, rows)], "taobao", shop, writer)
    assert counts(report) == (0, 1, 2)
    assert all_orders(database, shop)[exports.T2].status == "paid_unshipped"
    known = database.read_now(lambda s: {x.nick: x.orders for x in s.query(Shopper).filter(Shopper.shop_id == shop.id)})
    assert known == {"柠檬不酸": 2, "小满同学": 1}


async def test_what_refers_to_nothing_is_refused(shop: shops.ShopInfo, writer: Writer, tmp_path: Path) -> None:
    report = await import_order_files([exports.TAOBAO_REFUNDS.csv(tmp_path)], "taobao", shop, writer)
    assert [(r.row, r.column) for r in report.refused] == [(2, "订单号"), (3, "订单号")]
    assert "先导入" in report.refused[0].remedy


async def test_a_number_of_another_platform_is_refused(shop: shops.ShopInfo, writer: Writer, tmp_path: Path) -> None:
    main = exports.QIANNIU_MAIN
    await import_order_files([main.csv(tmp_path)], "tmall", shop, writer)
    report = await import_order_files([main.csv(tmp_path)], "taobao", shop, writer)
    assert counts(report) == (0, 0, 0)
    assert "tmall" in report.refused[0].why


async def test_a_file_that_is_none_does_not_stop_the_others(
    shop: shops.ShopInfo, writer: Writer, tmp_path: Path
) -> None:
    (tmp_path / "picture.csv").write_bytes(bytes(range(256)) * 9)
    paths = [tmp_path / "picture.csv", tmp_path / "absent.csv", exports.PDD_ORDERS.csv(tmp_path)]
    report = await import_order_files(paths, "pdd", shop, writer)
    assert report.total.added == 2
    assert {r.file for r in report.refused} == {"picture.csv", "absent.csv"}


async def test_cases_stand_on_the_board_with_the_platforms_deadline(
    shop: shops.ShopInfo, writer: Writer, database: Database, tmp_path: Path
) -> None:
    files = [exports.TAOBAO_MAIN.csv(tmp_path), exports.TAOBAO_REFUNDS.csv(tmp_path)]
    await import_order_files(files, "taobao", shop, writer)
    await import_order_files(files, "taobao", shop, writer)

    def board() -> list[dict[str, Any]]:
        return database.read_now(lambda s: cases.page(s, shop.id, state="all"))

    assert [(c["number"], c["kind"], c["state"], c["due_at"]) for c in board()] == [
        ("90001", "return_refund", "requested", "2026-11-20T00:00:00.000Z")
    ]
    rows = [dict(exports.TAOBAO_REFUNDS.rows[0]) | {"退款状态": "退款成功"}]
    await import_order_files([exports.TAOBAO_REFUNDS.csv(tmp_path, rows)], "taobao", shop, writer)
    assert [(c["state"], c["refunded"], c["due_at"]) for c in board()] == [("done", "283.00", None)]
    owed = database.read_now(lambda s: tasks.page(s, shop.id, state="all"))
    assert [t["state"] for t in owed] == ["done"]


class Killed(Exception):
    """The end of a process, at a place of the test's choice."""


async def test_cut_anywhere_and_started_again_nothing_is_doubled_or_lost(
    shop: shops.ShopInfo, writer: Writer, database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(order_import, "PIECE", 7)
    wide = Export("many", "douyin", exports.DOUYIN_ORDERS.columns, tuple(many(60)))
    path = wide.csv(tmp_path)
    written = 0

    def die(what: str, done: int, whole: int) -> None:
        nonlocal written
        if what.startswith("写入"):
            written = done
            if done > 20:
                raise Killed

    with pytest.raises(Killed):
        await import_order_files([path], "douyin", shop, writer, die)
    assert len(all_orders(database, shop)) == written < 30
    report = await import_order_files([path], "douyin", shop, writer)
    assert counts(report) == (30 - written, 0, written)
    held = all_orders(database, shop)
    assert len(held) == 30
    assert all(len(order.lines) == 2 for order in held.values())


def many(rows: int) -> list[dict[str, str]]:
    """Douyin orders of two sub-orders each."""
    return [
        {"主订单编号": f"69{n // 2:012d}", "子订单编号": f"69{n:013d}", "选购商品": f"商品{n % 9}", "商品数量": "1", "订单状态": "已发货",
         "商品金额": "10.00", "订单应付金额": "9.50", "订单提交时间": "2026-11-19 21:00:00", "支付完成时间": "2026-11-19 21:01:00"}
        for n in range(rows)
    ]  # fmt: skip
