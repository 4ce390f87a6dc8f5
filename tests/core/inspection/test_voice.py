"""What shoppers say of goods: told apart by kind, each with its line."""

from __future__ import annotations

import pytest

from xiaoer.core.inspection.judges.voice import voices
from xiaoer.core.inspection.rows import Row, make_row


def heard(*lines: str) -> list[tuple[str, str, int]]:
    rows: list[Row] = []
    for seq, line in enumerate(lines, start=1):
        who, text = line.split(" ", 1)
        role = "shopper" if who == "买" else "agent"
        rows.append(make_row(seq, 1_700_000_000_000 + seq * 200_000, role, who, text, "text", None))
    return [(v.kind, v.aspect, v.seq) for v in voices(rows)]


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("洗了一次就起球了", ("fault", "起球掉毛")),
        ("会不会起球啊", ("doubt", "起球掉毛")),
        ("收到的杯子碎了", ("fault", "包装破损")),
        ("味道太甜了吃了腻", ("fault", "口味")),
        ("这个偏大吗", ("doubt", "尺码")),
        ("收到了，偏小一码", ("fault", "尺码")),
        ("要是能出个黑色款式就好了", ("wish", "颜色款式")),
        ("怎么安装啊", ("doubt", "用法说明")),
    ],
)
def test_kinds_and_aspects(said: str, found: tuple[str, str]) -> None:
    assert (*found, 1) in heard(f"买 {said}")


@pytest.mark.parametrize("said", ["好的谢谢", "在吗", "今天天气不错"])
def test_what_says_nothing_of_goods(said: str) -> None:
    assert heard(f"买 {said}") == []


def test_why_somebody_left() -> None:
    assert ("loss", "价格", 3) in heard("买 能便宜点吗", "岚 亲，价格统一的", "买 那算了吧")
    assert ("loss", "缺货", 3) in heard("买 有蓝色吗", "岚 亲，蓝色没货了", "买 不要了")
    assert ("loss", "响应慢", 2) in heard("买 你好呀", "买 算了不等了")


def test_one_aspect_counts_once_a_chat() -> None:
    assert heard("买 洗了就掉色了", "岚 抱歉", "买 真的掉色了") == [("fault", "掉色色差", 1)]
