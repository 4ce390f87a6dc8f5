"""`xiaoer import-orders` as one types it: the report's shape, doing it again, bad input in one sentence."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.support import exports
from tests.support.shops import EXAMPLES, SHANYU

from .test_shop_commands import no_trace, place, xiaoer

__all__ = ["place"]


def test_orders_go_in_once_and_bad_rows_are_told(tmp_path: Path, place: list[str | Path]) -> None:
    assert xiaoer("import", EXAMPLES / SHANYU, *place).returncode == 0
    rows = [*exports.PDD_ORDERS.rows, {**exports.PDD_ORDERS.rows[0], "订单号": "12"}]
    files = [exports.PDD_CASES.csv(tmp_path), exports.PDD_ORDERS.csv(tmp_path, rows)]
    call = ["import-orders", *files, "--platform", "pdd", "--shop", SHANYU, *place[:2]]
    done = xiaoer(*call, "--json")
    assert done.returncode == 0, done.stderr
    report = json.loads(done.stdout)
    assert set(report) == {"added", "changed", "unchanged", "refused"}
    assert (report["added"], report["changed"]) == (2, 1)  # the case changes its order
    assert [(r["file"], r["row"], r["column"]) for r in report["refused"]] == [("orders_export.csv", 4, "订单号")]
    assert all(r["why"] and r["remedy"] for r in report["refused"])
    again = json.loads(xiaoer(*call, "--json").stdout)
    assert (again["added"], again["changed"], again["unchanged"]) == (0, 0, 3)
    assert "第 4 行" in xiaoer(*call).stderr


def test_a_preview_imports_nothing(tmp_path: Path) -> None:
    done = xiaoer("import-orders", exports.DOUYIN_ORDERS.csv(tmp_path), "--platform", "douyin", "--preview", "--json")
    assert done.returncode == 0, done.stderr
    seen = json.loads(done.stdout)
    assert seen["form"] == "douyin_orders"
    assert {"header": "快递信息", "becomes": "运单号", "sample": "SF1000000000009-顺丰速运"} in seen["columns"]


@pytest.mark.parametrize(
    "more", [["--platform", "ebay", "--shop", "x"], ["--platform", "pdd"], ["--platform", "pdd", "--shop", "nowhere"]]
)
def test_bad_input_is_one_sentence(tmp_path: Path, place: list[str | Path], more: list[str]) -> None:
    no_trace(xiaoer("import-orders", exports.PDD_ORDERS.csv(tmp_path), *more, *place[:2]))
