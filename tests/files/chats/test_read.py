"""Chat logs of every shape, in their encodings and with their dirt."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import xlsxwriter

from xiaoer.core.errors import BadInput
from xiaoer.core.inspection.cutting import iso
from xiaoer.files.chats import Asked, Figures, Said, Unread, read_chats

CLIENT = """小满爱喝茶 2026-03-01 10:12:01
在吗
已读
旗舰店：小雨2026-03-01 10:12:30
亲，在的
未读
当前用户来自 商品详情页
小满爱喝茶 2026-3-1 9:13:00
这个还有货吗
第二行

旗舰店:小雨 --> 旗舰店:小雪 2026-03-01 10:15:00
由 服务助手 转交给 旗舰店:小雪
原因：【离线留言自动分配】
小满爱喝茶 撤回了一条消息
旗舰店:小雪 2026-03-01 10:20:30
https://item.taobao.com/item.htm?id=61234567
¥128.00
旗舰店:服务助手 2026-03-01 10:20:40
稍后为您服务
"""
BRACKETS = "[老张] 2026-03-01 11:00:00\n你好\n[旗舰店:小雨] 2026-03-01 11:00:20\n在的亲\n[图片]\n"
OLDER = "老张\n2026-03-01 11:00:00\n你好\n旗舰店:小雨\n2026-03-01 11:00:20\n在的亲\n"
PAGE = """2026-03-02
23:59:01
在吗
小满爱喝茶
00:00:30
亲，在的呢
发错了也没关系
旗舰店:小雨
00:01:00
请在客户端查看原始聊天记录
小满爱喝茶
"""
TABLE = [
    ["客户名", "消息序号", "发送时间", "发送内容", "发送账号", "账号类型(客户/客服)"],
    ["阿花", "1", "2026/3/1 9:00", "你好,\n有人吗", "阿花", "客户"],
    ["阿花", "2", "2026/3/1 9:01:30", "亲，在的", "旗舰店:小雪", "客服"],
]


def read(path: Path, **asked: object) -> tuple[list[Said], list[Unread]]:
    items = list(read_chats(path, Asked(**asked)))  # type: ignore[arg-type]
    return [i for i in items if isinstance(i, Said)], [i for i in items if isinstance(i, Unread)]


def brief(said: list[Said]) -> list[tuple[str, str, str, str]]:
    return [(s.shopper, s.role, s.kind, s.text) for s in said]


def write(path: Path, text: str, encoding: str = "utf-8") -> Path:
    path.write_bytes(text.encode(encoding))
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_text_copied_from_the_client(tmp_path: Path, encoding: str, end: str) -> None:
    said, unread = read(write(tmp_path / "a.txt", CLIENT.replace("\n", end), encoding))
    assert brief(said) == [
        ("小满爱喝茶", "shopper", "text", "在吗"),
        ("小满爱喝茶", "agent", "text", "亲，在的"),
        ("小满爱喝茶", "shopper", "text", "这个还有货吗\n第二行"),
        ("小满爱喝茶", "system", "transfer", "旗舰店:小雨 --> 旗舰店:小雪"),
        ("小满爱喝茶", "shopper", "recall", "小满爱喝茶 撤回了一条消息"),
        ("小满爱喝茶", "agent", "product_card", "https://item.taobao.com/item.htm?id=61234567\n¥128.00"),
        ("小满爱喝茶", "robot", "text", "稍后为您服务"),
    ]
    assert (said[3].author, said[3].ref, said[5].ref) == ("旗舰店:小雨", "旗舰店:小雪", "61234567")
    assert [iso(s.ms)[11:19] for s in said[:3]] == ["10:12:01", "10:12:30", "09:13:00"]
    assert unread == []


@pytest.mark.parametrize("text", [BRACKETS, OLDER])
def test_names_in_brackets_and_on_their_own_line(tmp_path: Path, text: str) -> None:
    said, unread = read(write(tmp_path / "a.txt", text))
    assert [(s.shopper, s.role) for s in said] == [("老张", "shopper"), ("老张", "agent")]
    assert said[1].text.startswith("在的亲")
    assert unread == []


def test_text_of_the_query_page(tmp_path: Path) -> None:
    said, unread = read(write(tmp_path / "a.txt", PAGE))
    assert [(iso(s.ms), s.role, s.text) for s in said] == [
        ("2026-03-02T23:59:01+08:00", "shopper", "在吗"),
        ("2026-03-03T00:00:30+08:00", "agent", "亲，在的呢\n发错了也没关系"),
    ]
    assert [(u.line, u.text) for u in unread] == [(10, "请在客户端查看原始聊天记录")]


def test_the_day_of_a_query_page_may_stand_in_the_name_of_the_file(tmp_path: Path) -> None:
    text = "10:12:01\n在吗\n小满\n"
    assert iso(read(write(tmp_path / "聊天记录_20260301.txt", text))[0][0].ms)[:10] == "2026-03-01"
    said, unread = read(write(tmp_path / "a.txt", text))
    assert said == []
    assert "日期" in unread[0].why


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_tables_as_csv(tmp_path: Path, encoding: str) -> None:
    lines = ["以下为导出内容", *(",".join(f'"{cell}"' for cell in row) for row in TABLE)]
    said, unread = read(write(tmp_path / "a.csv", "\r\n".join(lines), encoding), platform="taobao")
    assert brief(said) == [
        ("阿花", "shopper", "text", "你好,\n有人吗"),
        ("阿花", "agent", "text", "亲，在的"),
    ]
    assert {s.platform for s in said} == {"taobao"}
    assert unread == []


def test_tables_as_workbooks(tmp_path: Path) -> None:
    book = xlsxwriter.Workbook(str(tmp_path / "a.xlsx"))
    book.add_worksheet("说明").write_string(0, 0, "导出说明")
    sheet = book.add_worksheet("聊天")
    for number, row in enumerate(TABLE):
        for place, cell in enumerate(row):
            sheet.write_string(number, place, cell)
    book.close()
    said, _ = read(tmp_path / "a.xlsx")
    assert [s.role for s in said] == ["shopper", "agent"]


def test_other_names_of_columns_and_roles(tmp_path: Path) -> None:
    text = "会话ID\t时间\t发送方\t消息内容\t客服账号\n7\t2026-03-01 10:00:00\t买家\t在吗\t旗舰店:小雨\n7\t2026-03-01 10:00:05\t客服\t亲，在\t旗舰店:小雨\n"
    said, _ = read(write(tmp_path / "a.tsv", text))
    assert [(s.thread, s.role, s.author) for s in said] == [("7", "shopper", "买家"), ("7", "agent", "旗舰店:小雨")]


def record(**changes: object) -> dict[str, object]:
    base = {"conversation": "c1", "platform": "天猫", "shopper": "李四", "time": "2026-03-01T10:00:00+08:00"}
    return {**base, "author": "李四", "role": "shopper", "kind": "text", "text": "在吗", **changes}


def jsonl(path: Path, *records: object) -> Path:
    return write(path, "\n".join(r if isinstance(r, str) else json.dumps(r, ensure_ascii=False) for r in records))


def test_our_own_lines(tmp_path: Path) -> None:
    path = jsonl(
        tmp_path / "a.jsonl", record(), record(author="店:小雨", role="agent", text="亲"), record(author="店:机器人", role="agent"),
        record(author="店:小雨", role="agent", kind="transfer", text="店:小雨 --> 店:小雪"), record(role="system", text="李四 撤回了一条消息"),
        record(author="店:小雨", role="assist", text="半自动"), record(time=1772330400), record(time="2026-03-01 02:00:00Z"),
    )  # fmt: skip
    said, unread = read(path)
    assert [(s.role, s.kind) for s in said] == [
        ("shopper", "text"), ("agent", "text"), ("robot", "text"), ("agent", "transfer"), ("system", "recall"), ("agent", "text"),
        ("shopper", "text"), ("shopper", "text"),
    ]  # fmt: skip
    assert {iso(s.ms) for s in said} == {"2026-03-01T10:00:00+08:00"}
    assert (said[3].author, said[3].ref, said[0].platform) == ("店:小雨", "店:小雪", "taobao")
    assert unread == []


def test_a_json_array_and_other_keys(tmp_path: Path) -> None:
    rows = [
        {"session_id": 9, "create_time": 1772330400000, "from": "买家甲", "sender_type": "buyer", "content": "你好"}
    ]
    said, _ = read(write(tmp_path / "a.json", json.dumps(rows, indent=1, ensure_ascii=False)))
    assert [(s.thread, s.shopper, s.text) for s in said] == [("9", "买家甲", "你好")]


def test_dialogues_without_times(tmp_path: Path) -> None:
    path = jsonl(
        tmp_path / "a.jsonl",
        {"dialogue": "d-1", "turns": [{"user": "在吗", "agent_reply": "您好"}, {"user": "好", "agent_reply": ""}]},
    )
    said, _ = read(path)
    assert [(s.role, s.text, s.timed) for s in said] == [
        ("shopper", "在吗", False), ("agent", "您好", False), ("shopper", "好", False),
    ]  # fmt: skip


def test_service_tables_of_platforms(tmp_path: Path) -> None:
    text = '旺旺昵称,咨询人数,平均响应时长（秒）,客户满意率,旺旺回复率\n店:小雨,"1,200",2分30秒,95.5%,--\n汇总,3,11,1%,2%\n'
    items = list(read_chats(write(tmp_path / "a.csv", text)))
    assert [i.account for i in items if isinstance(i, Figures)] == ["店:小雨", ""]
    first = items[0]
    assert isinstance(first, Figures)
    assert dict(first.figures) == {"咨询人数": 1200.0, "平均响应时长（秒）": 150.0, "客户满意率": 0.955}


# Bad input: what is wrong is told with its line, and the rest is read.


def test_bad_lines_are_told_with_their_numbers_and_the_rest_is_read(tmp_path: Path) -> None:
    path = jsonl(
        tmp_path / "a.jsonl", record(), "not json", record(time="昨天"), record(text=""), record(author="", role=""), '{"conversation":"c',
        "[1,2]", record(text="x" * 1_000_000), record(text="后面还有"),
    )  # fmt: skip
    said, unread = read(path)
    assert [s.text for s in said] == ["在吗", "后面还有"]
    assert [u.line for u in unread] == [2, 3, 4, 5, 6, 7, 8]
    assert all(u.why and len(u.text) <= 120 for u in unread)


def test_mixed_encodings_and_broken_bytes(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(
        "[老张] 2026-03-01 11:00:00\n你好\n".encode()
        + "[旗舰店:小雨] 2026-03-01 11:00:20\n在的亲\n".encode("gb18030")
        + b"\xff\xfe\xff\xff broken\n"
        + "[老张] 2026-03-01 11:00:30\n谢谢\n".encode()
    )
    said, unread = read(path)
    assert [s.text for s in said] == ["你好", "在的亲", "谢谢"]
    assert [u.line for u in unread] == [5]


def test_a_quote_that_never_closes_costs_its_line_only(tmp_path: Path) -> None:
    text = '客户名,发送时间,发送内容,发送账号\n甲,2026-03-01 10:00:00,"开了没关,甲\n甲,2026-03-01 10:00:05,在吗,甲\n'
    said, unread = read(write(tmp_path / "a.csv", text))
    assert [s.text for s in said] == ["在吗"]
    assert [u.line for u in unread] == [2]


def test_a_file_cut_in_the_middle_keeps_what_stands_before(tmp_path: Path) -> None:
    whole = json.dumps(record(), ensure_ascii=False).encode()
    (tmp_path / "a.jsonl").write_bytes(whole + b"\n" + whole[:57])
    said, unread = read(tmp_path / "a.jsonl")
    assert len(said) == 1
    assert [u.line for u in unread] == [2]


@pytest.mark.parametrize(
    ("name", "data", "word"),
    [
        ("a.dat", bytes(range(256)) * 20, "不是文字"), ("a.txt", b"", "空"), ("a.csv", "订单号,金额\n1,2\n".encode(), "列名"),
        ("a.txt", "今天天气很好\n我们去公园\n".encode(), "不像聊天记录"), ("a.xlsx", b"PK\x03\x04broken", "损坏"), ("a.json", b'[\n{"a": 1,\n', "断"),
    ],
)  # fmt: skip
def test_what_is_no_chat_log_is_refused_with_the_remedy(tmp_path: Path, name: str, data: bytes, word: str) -> None:
    (tmp_path / name).write_bytes(data)
    with pytest.raises(BadInput, match=word):
        list(read_chats(tmp_path / name))


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match=r"none\.txt"):
        list(read_chats(tmp_path / "none.txt"))


def test_notices_in_tables_whoever_is_named_as_their_author(tmp_path: Path) -> None:
    rows = [
        "会话ID,消息序号,时间,发送方,账号类型,消息内容",
        "7,2,2026-03-01 10:00:00,店:小雨,客服,店:小雨 --> 店:小雪",
        "7,1,2026-03-01 10:00:00,买家甲,客户,在吗",
        "7,3,2026-03-01 10:00:09,买家甲,客户,买家甲 撤回了一条消息",
    ]
    said, _ = read(write(tmp_path / "a.csv", "\n".join(rows)))
    assert [(s.order, s.kind, s.author, s.ref) for s in said] == [
        (2, "transfer", "店:小雨", "店:小雪"), (1, "text", "买家甲", ""), (3, "recall", "买家甲", ""),
    ]  # fmt: skip


def test_a_page_with_two_chats_one_after_another(tmp_path: Path) -> None:
    text = (
        "2026-03-01\n10:00:00\n在吗\n甲\n10:00:09\n亲，在\n店:小雨\n09:00:00\n亲，您好\n店:小雨\n09:00:20\n有货吗\n乙\n"
    )
    said, unread = read(write(tmp_path / "a.txt", text))
    assert [(s.shopper, s.text) for s in said] == [
        ("甲", "在吗"),
        ("甲", "亲，在"),
        ("乙", "亲，您好"),
        ("乙", "有货吗"),
    ]
    assert unread == []


def test_the_main_account_of_the_shop_is_no_shopper(tmp_path: Path) -> None:
    text = "旗舰店 2026-03-01 10:00:00\n亲，欢迎\n老张 2026-03-01 10:00:05\n下单时间 2026-03-01 09:00:00\n旗舰店:小雨 2026-03-01 10:00:09\n收到\n"
    said, unread = read(write(tmp_path / "a.txt", text))
    assert [(s.shopper, s.role, s.text) for s in said] == [
        ("老张", "agent", "亲，欢迎"), ("老张", "shopper", "下单时间 2026-03-01 09:00:00"), ("老张", "agent", "收到"),
    ]  # fmt: skip
    assert unread == []
