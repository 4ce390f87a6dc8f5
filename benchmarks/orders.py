"""Import of orders: 100,000 rows of 75 columns as CSV and as XLSX, and files spoilt at random.

`python -m benchmarks.orders [--rows N] [--mutations N] [--database URL]` writes `benchmarks/orders.json`. Each import
runs in a process of its own, whose largest memory is read from the operating system.
"""

from __future__ import annotations

import argparse
import csv
import json
import multiprocessing
import random
import resource
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from xiaoer.app.measuring.machine import describe
from xiaoer.core.facts import ShopProfile

OUT = Path(__file__).with_name("orders.json")
ZONE = ZoneInfo("Asia/Shanghai")


def rows(count: int) -> Iterator[dict[str, str]]:
    """Douyin sub-orders, two of three orders with one, the third with two."""
    from tests.support.exports import DOUYIN_ORDERS

    filler = dict.fromkeys(DOUYIN_ORDERS.columns[-30:], "否")
    for n in range(count):
        order = 6_900_000_000_000 + n - (n % 4 == 3)
        yield filler | {
            "主订单编号": f"\t{order}", "子订单编号": f"\t{6_900_000_000_000 + n}",
            "选购商品": f"羊毛混纺大衣 {n % 500}", "商品ID": f"\t35{n % 500:08d}", "商家编码": f"QH{n % 500}-W-M",
            "商品数量": str(n % 3 + 1), "商品金额": f"{99 * (n % 3 + 1)}.00",
            "订单提交时间": f"2026-11-{n % 28 + 1:02d} 21:00:{n % 60:02d}",
            "支付完成时间": f"2026-11-{n % 28 + 1:02d} 21:01:00", "承诺发货时间": "2026-11-30 23:59:59",
            "订单状态": "已发货" if n % 5 else "待发货", "订单应付金额": f"{99 * (n % 3 + 1) - 5}.00", "运费": "0.00",
            "优惠总金额": "5.00", "收件人": "##a1b2c3d4e5f6g7h8", "收件人手机号": "$$0123456789abcdef",
            "省": "湖北省", "市": "武汉市", "区": "洪山区", "街道": "关山街道", "详细地址": "##0123456789abcdef",
            "快递信息": f"SF{n:013d}-顺丰速运", "买家留言": "周末送，放门口即可" if n % 7 == 0 else "",
            "商家备注": "已核对" if n % 11 == 0 else "",
        }  # fmt: skip


def write_csv(path: Path, count: int) -> None:
    """The rows as Douyin writes them: UTF-8 with BOM."""
    from tests.support.exports import DOUYIN_ORDERS

    with path.open("w", encoding="utf-8-sig", newline="") as file:
        out = csv.writer(file)
        out.writerow(DOUYIN_ORDERS.columns)
        out.writerows([row.get(name, "") for name in DOUYIN_ORDERS.columns] for row in rows(count))


def write_xlsx(path: Path, count: int) -> None:
    """The same rows as a workbook of texts, every cell written."""
    import xlsxwriter
    from tests.support.exports import DOUYIN_ORDERS

    with xlsxwriter.Workbook(path, {"constant_memory": True}) as book:
        sheet = book.add_worksheet()
        for number, name in enumerate(DOUYIN_ORDERS.columns):
            sheet.write_string(0, number, name)
        for n, row in enumerate(rows(count), 1):
            for number, name in enumerate(DOUYIN_ORDERS.columns):
                sheet.write_string(n, number, row.get(name, "-"))


def in_own_process(work: Callable[..., dict[str, Any]], *given: object) -> dict[str, Any]:
    """Run in a fresh process; adds its largest memory in MB."""
    context = multiprocessing.get_context("spawn")
    with context.Pool(1) as pool:
        return pool.apply(measured, (work, given))


def measured(work: Callable[..., dict[str, Any]], given: tuple[object, ...]) -> dict[str, Any]:
    """The work's own figures, with time and memory."""
    started, busy = time.perf_counter(), time.process_time()
    found = work(*given)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return found | {
        "seconds": round(time.perf_counter() - started, 1), "cpu_seconds": round(time.process_time() - busy, 1),
        "peak_mb": round(peak),
    }  # fmt: skip


def bring(path: Path, url: str) -> dict[str, Any]:
    """Import a file into a shop of a database."""
    import asyncio

    from xiaoer.app.order_import import import_order_files
    from xiaoer.cli.common import open_writer
    from xiaoer.domains.shop import service as shops

    async def run() -> dict[str, Any]:
        async with open_writer(url) as (database, writer):
            await writer.run(lambda u: shops.ensure(u, "bench", ShopProfile("量", "douyin"), example=False))
            shop = next(s for s in database.read_now(shops.all_shops) if s.code == "bench")
            report = await import_order_files([path], "douyin", shop, writer)
        total = report.total
        return {
            "added": total.added, "changed": total.changed, "unchanged": total.unchanged,
            "refused": len(report.refused),
        }  # fmt: skip

    return asyncio.run(run())


def spoil_many(count: int) -> dict[str, Any]:
    """Read `count` mutated exports of all kinds: crashes are raised, half orders are counted."""
    from tests.support import exports
    from tests.support.spoiling import check_spoilt, spoil

    dice = random.Random(7)
    with tempfile.TemporaryDirectory() as folder:
        wholes = [(e, e.csv(Path(folder)).read_bytes()) for e in exports.ALL]
        wholes += [(e, e.xlsx(Path(folder)).read_bytes()) for e in exports.ALL]
        path = Path(folder) / "spoilt.csv"
        for n in range(count):
            export, data = wholes[n % len(wholes)]
            for _ in range(dice.randrange(1, 4)):
                data = spoil(data, dice)
            path.write_bytes(data)
            check_spoilt(path, export)
    return {"mutations": count, "crashes": 0}


def main() -> None:
    """Measure and write the results."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--mutations", type=int, default=10_000)
    parser.add_argument("--database", default="")
    asked = parser.parse_args()
    found: dict[str, Any] = {"machine": describe(), "rows": asked.rows}
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        write_csv(place / "orders.csv", asked.rows)
        write_xlsx(place / "orders.xlsx", asked.rows)
        for form in ("csv", "xlsx"):
            path, url = place / f"orders.{form}", asked.database or f"sqlite:///{place / form}.sqlite3"
            found[form] = {"mb": round(path.stat().st_size / 1e6, 1), **in_own_process(bring, path, url)}
            found[f"{form}_again"] = in_own_process(bring, path, url)
            print(form, json.dumps(found[form]), json.dumps(found[f"{form}_again"]))
    found["spoilt"] = in_own_process(spoil_many, asked.mutations)
    OUT.write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    print(OUT.read_text("utf-8"))


if __name__ == "__main__":
    main()
