from __future__ import annotations

import json

from xiaoer.core.errors import Refusal
from xiaoer.files import report

ROW = Refusal("skus.csv", 17, "价格", "“abc”不是金额", "写成 99.00 这样的数字")
FILE = Refusal("faq.xlsx", None, None, "打不开", "另存为 CSV")


def test_lines_name_file_row_and_column() -> None:
    assert report.lines([ROW, FILE]) == [
        "skus.csv 第 17 行「价格」：“abc”不是金额 → 写成 99.00 这样的数字",
        "faq.xlsx：打不开 → 另存为 CSV",
    ]


def test_json_has_the_five_keys() -> None:
    assert json.loads(json.dumps(report.as_json([ROW, FILE]))) == [
        {
            "file": "skus.csv",
            "row": 17,
            "column": "价格",
            "why": "“abc”不是金额",
            "remedy": "写成 99.00 这样的数字",
        },
        {"file": "faq.xlsx", "row": None, "column": None, "why": "打不开", "remedy": "另存为 CSV"},
    ]


def test_counts_by_file() -> None:
    assert report.by_file([ROW, FILE, ROW]) == {"skus.csv": 2, "faq.xlsx": 1}
