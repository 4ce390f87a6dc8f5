"""Every text shape with every kind of dirt: what can be read is read, what cannot is told with its line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.files.chats.test_read import BRACKETS, OLDER, read
from xiaoer.files.chats import Said

TABLE = "客户名,消息序号,发送时间,发送内容,发送账号,账号类型\n阿花,1,2026-03-01 11:00:00,你好,阿花,客户\n阿花,2,2026-03-01 11:00:20,在的亲,旗舰店:小雨,客服\n"
RECORDS = [
    {"conversation": "c", "platform": "jd", "shopper": "阿花", "time": f"2026-03-01T11:00:0{i}+08:00", "author": who,
     "role": role, "kind": "text", "text": text}
    for i, (who, role, text) in enumerate((("阿花", "shopper", "你好"), ("店:小雨", "agent", "在的亲")))
]  # fmt: skip
LINES = "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in RECORDS)
SHAPES = {"brackets.txt": BRACKETS, "older.txt": OLDER, "table.csv": TABLE, "lines.jsonl": LINES}
NOISE = bytes(range(1, 9)) * 40 + b"\n"


def _sides(said: list[Said]) -> list[str]:
    return [one.role for one in said]


@pytest.mark.parametrize("name", SHAPES)
@pytest.mark.parametrize("dirt", ["returns", "null", "noise", "long", "long in Chinese", "pasted twice"])
def test_what_can_be_read_is_read(tmp_path: Path, name: str, dirt: str) -> None:
    text = SHAPES[name]
    data = {
        "returns": text.replace("\n", "\r").encode(),
        "null": text.replace("在的", "\x00在的").encode(),
        "noise": text.encode() + NOISE + text.encode(),
        "long": (text + "x" * 1_000_000 + "\n" + text).encode(),
        "long in Chinese": (text + "好" * 1_000_000 + "\n" + text).encode(),
        "pasted twice": (text + text).encode(),
    }[dirt]
    path = tmp_path / name
    path.write_bytes(data)

    said, unread = read(path)

    times = 1 if dirt in ("returns", "null") else 2
    assert _sides(said) == ["shopper", "agent"] * times
    assert len(unread) == (1 if dirt in ("noise", "long", "long in Chinese") else 0)
    if dirt == "long in Chinese":
        assert unread[0].text.startswith("好好好")
        assert "300 kB" in unread[0].why


def test_a_row_that_breaks_off_after_its_time_leaves_a_table_a_table(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text(TABLE + "阿花,3,2026-03-01 11:01:00\n" + "阿花,4,2026-03-01 11:02:00,还有吗,阿花,客户\n", "utf-8")
    said, unread = read(path)
    assert [one.text for one in said] == ["你好", "在的亲", "还有吗"]
    assert [one.line for one in unread] == [4]


def test_an_array_that_was_cut_off_gives_its_whole_records(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    text = json.dumps(RECORDS, ensure_ascii=False)
    path.write_text(text[: len(text) - 20], "utf-8")
    said, unread = read(path)
    assert [one.text for one in said] == ["你好"]
    assert "断了" in unread[0].why


def test_a_notice_below_an_account_hides_nothing_of_the_message_above(tmp_path: Path) -> None:
    path = tmp_path / "page.txt"
    path.write_text(
        "2026-03-02\n09:00:01\n在吗\n阿花\n09:00:20\n在的亲\n旗舰店:小雨\n请在客户端查看原始聊天记录\n", "utf-8"
    )
    said, unread = read(path)
    assert [one.text for one in said] == ["在吗", "在的亲"]
    assert [one.line for one in unread] == [8]


def test_a_notice_after_a_recall_is_no_words_of_nobody(tmp_path: Path) -> None:
    path = tmp_path / "client.txt"
    path.write_text(
        "阿花 2026-03-01 10:12:01\n在吗\n旗舰店:小雨 2026-03-01 10:12:09\n亲\n旗舰店:小雨 撤回了一条消息\n当前用户来自 商品详情页\n",
        "utf-8",
    )
    assert read(path)[1] == []
