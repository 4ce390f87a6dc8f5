"""JSON in one piece that is long, nested or broken; heads and cells merged in a workbook; a message without an end."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from xiaoer.core.errors import BadInput
from xiaoer.files.chats import read_chats
from xiaoer.files.chats.shapes import Said, Unread

HEADS = ["会话ID", "发送时间", "发送账号", "客户名", "发送内容", "账号类型"]


def record(number: int) -> dict[str, Any]:
    return {
        "conversation": f"c{number}", "platform": "taobao", "shopper": "阿花", "time": "2026-03-01T11:00:00+08:00",
        "author": "阿花", "role": "shopper", "text": f'第{number}句 "引号" {{括号}}',
    }  # fmt: skip


def read(path: Path) -> tuple[list[Said], list[Unread]]:
    found = list(read_chats(path))
    return [f for f in found if isinstance(f, Said)], [f for f in found if isinstance(f, Unread)]


def written(path: Path, text: str, encoding: str = "utf-8") -> Path:
    path.write_bytes(text.encode(encoding))
    return path


def wrapped(shape: str, records: list[dict[str, Any]]) -> str:
    held = {
        "array": records, "object": {"exported": "2026-03-02", "shop": {"name": "x"}, "messages": records},
        "nested": {"code": 0, "data": {"tags": ["a"], "list": records}},
    }[shape]  # fmt: skip
    return json.dumps(held, ensure_ascii=False)


@pytest.mark.parametrize("shape", ["array", "object", "nested"])
@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_one_value_in_one_line(tmp_path: Path, shape: str, encoding: str) -> None:
    said, unread = read(written(tmp_path / "a.json", wrapped(shape, [record(n) for n in range(5)]), encoding))
    assert ([one.thread for one in said], unread) == (["c0", "c1", "c2", "c3", "c4"], [])


@pytest.mark.parametrize("shape", ["array", "object", "nested"])
def test_what_was_cut_off_is_read_up_to_where_it_broke(tmp_path: Path, shape: str) -> None:
    text = wrapped(shape, [record(n) for n in range(5)])
    cut = text.index('"第3句') + 3
    said, unread = read(written(tmp_path / "a.json", text[:cut]))
    assert [one.thread for one in said] == ["c0", "c1", "c2"]
    (one,) = unread
    assert one.line == 1
    assert f"第 1 行第 {cut} 个字符处断了" in one.why
    assert one.text.startswith('{"conversation": "c3"')


def test_a_line_of_a_value_over_many_lines_is_named(tmp_path: Path) -> None:
    text = json.dumps([record(n) for n in range(3)], ensure_ascii=False, indent=1)
    cut = text.index("第2句") + 2
    said, unread = read(written(tmp_path / "a.json", text[:cut]))
    assert len(said) == 2
    assert unread[0].line == text.count("\n", 0, cut) + 1


def test_a_break_in_the_middle_costs_its_record_only(tmp_path: Path) -> None:
    text = wrapped("object", [record(n) for n in range(5)]).replace(
        '"author": "阿花", "role": "shopper", "text": "第2句', '"author": "阿花" "role": "shopper", "text": "第2句'
    )
    said, unread = read(written(tmp_path / "a.json", text))
    assert [one.thread for one in said] == ["c0", "c1", "c3", "c4"]
    assert "读不下去" in unread[0].why
    assert unread[0].text.startswith('{"conversation": "c2"')


def test_a_missing_comma_between_records_costs_none(tmp_path: Path) -> None:
    text = "[" + " ".join(json.dumps(record(n), ensure_ascii=False) + ("," if n != 1 else "") for n in range(3))
    said, unread = read(written(tmp_path / "a.json", text))
    assert [one.thread for one in said] == ["c0", "c1", "c2"]
    assert len(unread) == 2  # the comma, and the bracket that never closes


def test_an_array_in_one_line_longer_than_any_message(tmp_path: Path) -> None:
    said, unread = read(written(tmp_path / "a.json", wrapped("array", [record(n) for n in range(4000)])))
    assert (len(said), unread) == (4000, [])


def test_nothing_whole_is_refused_with_its_place(tmp_path: Path) -> None:
    text = '{"messages": [{"conversation": "c0", "'
    with pytest.raises(BadInput, match=f"第 1 行第 {len(text)} 个字符处断了"):
        read(written(tmp_path / "a.json", text))


def test_one_record_alone_is_a_line(tmp_path: Path) -> None:
    said, unread = read(written(tmp_path / "a.jsonl", json.dumps(record(1), ensure_ascii=False)))
    assert (len(said), unread) == (1, [])


def test_a_message_of_a_million_characters_costs_its_end_only(tmp_path: Path) -> None:
    text = "小鹿 2026-3-1 10:00:00\n" + "长" * 1_000_000 + "\n店:小雨 2026-3-1 10:00:10\n您好\n"
    said, unread = read(written(tmp_path / "a.txt", text))
    assert [(one.role, one.shopper, one.text[:2]) for one in said] == [
        ("shopper", "小鹿", "长长"),
        ("agent", "小鹿", "您好"),
    ]
    assert said[0].text.endswith("…")
    assert len(said[0].text) < 500
    assert [one.line for one in unread] == [2]


def test_heads_over_two_rows_with_merged_cells(tmp_path: Path) -> None:
    book = xlsxwriter.Workbook(tmp_path / "a.xlsx")
    sheet = book.add_worksheet()
    sheet.merge_range(0, 0, 0, 5, "2026年3月聊天记录导出")
    for column in (0, 3, 4, 5):
        sheet.merge_range(1, column, 2, column, HEADS[column])
    sheet.merge_range(1, 1, 1, 2, "发送")
    sheet.write_row(2, 1, HEADS[1:3])
    sheet.write_row(3, 0, ["c1", "2026-03-01 10:00:00", "阿花", "阿花", "在吗", "客户"])
    book.close()
    said, unread = read(tmp_path / "a.xlsx")
    assert ([(one.thread, one.shopper, one.text) for one in said], unread) == ([("c1", "阿花", "在吗")], [])


def test_cells_merged_over_rows_hold_in_each_of_them(tmp_path: Path) -> None:
    book = xlsxwriter.Workbook(tmp_path / "a.xlsx")
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, HEADS)
    for chat, first in ((1, 1), (2, 4)):
        sheet.merge_range(first, 0, first + 2, 0, f"c{chat}")
        sheet.merge_range(first, 3, first + 2, 3, f"阿花{chat}")
        for n in range(3):
            row = first + n
            sheet.write(row, 1, f"2026-03-01 1{chat}:00:0{n}")
            sheet.write(row, 2, f"阿花{chat}" if n % 2 == 0 else "店:小雨")
            sheet.write(row, 4, "话")
            sheet.write(row, 5, "客户" if n % 2 == 0 else "客服")
    book.close()
    said, unread = read(tmp_path / "a.xlsx")
    assert [(one.thread, one.shopper) for one in said] == [("c1", "阿花1")] * 3 + [("c2", "阿花2")] * 3
    assert unread == []
