"""The bank as a CSV: out and in again the same; bad rows are named, good ones kept."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.domains.academy.exams.test_bank import SHOPS
from xiaoer.domains.academy.exams import sheet
from xiaoer.domains.academy.exams.bank import bank_of

HEADER = "编号,题型,知识点,能力,难度,题干,正确,错误,解析,来源,启用\n"


def test_out_and_in_again(tmp_path: Path) -> None:
    questions = [e.question for e in bank_of(SHOPS["qinghe_womenswear"]).values()]
    sheet.write(questions, tmp_path / "a.csv")
    found, refused = sheet.read((tmp_path / "a.csv").read_bytes(), "a.csv")
    assert not refused
    plain = [(q.code, q.kind, q.topic, q.skill, q.difficulty, q.stem, q.right, q.wrong, q.why) for q in questions]
    assert [(q.code, q.kind, q.topic, q.skill, q.difficulty, q.stem, q.right, q.wrong, q.why) for q in found] == plain


@pytest.mark.parametrize(
    ("row", "column", "why"),
    [
        (",单选,商品,商品,9,题,a,b,,,", "难度", "难度"),
        (",单选题,商品,商品,2,题,a,b,,,", "题型", "没有题型“单选题”"),
        (",单选,天气,商品,2,题,a,b,,,", "知识点", "没有知识点“天气”"),
        (",单选,商品,力气,2,题,a,b,,,", "能力", "没有能力“力气”"),
        (",单选,商品,商品,2,,a,b,,,", "题干", "题干是空的"),
        (",单选,商品,商品,2,题,a,,,,", "错误", "没有错误选项"),
        (",填空,商品,商品,2,没有空,a,,,,", "正确", "题干有0个空"),
        (",判断,商品,商品,2,题,对的,,,,", "正确", "看不懂"),
        (",连线,商品,商品,2,题,左右,,,,", "正确", "没有写成对"),
        (',单选,商品,商品,2,题,"a,b,,,', None, "引号"),
    ],
)
def test_a_bad_row_is_named_with_its_remedy_and_the_good_ones_stay(row: str, column: str | None, why: str) -> None:
    data = f"{HEADER}{row}\nx1,判断,商品,商品,1,好题,对,,,,\n".encode("gbk")
    found, refused = sheet.read(data, "题.csv")
    assert [q.code for q in found] == ["x1"]
    assert [(r.row, r.column) for r in refused] == [(2, column)]
    assert why in refused[0].why
    assert refused[0].remedy


def test_a_code_that_stands_twice_and_a_missing_column() -> None:
    twice = f"{HEADER}x1,判断,商品,商品,1,好题,对,,,,\nx1,判断,商品,商品,1,另一题,错,,,,\n"
    found, refused = sheet.read(twice.encode(), "a.csv")
    assert [q.stem for q in found] == ["好题"]
    assert (refused[0].row, refused[0].column) == (3, "编号")
    _, refused = sheet.read("题型,题干,正确\n".encode(), "a.csv")
    assert refused[0].column == "知识点"
    assert sheet.read(b"", "a.csv")[1][0].why == "文件是空的"
