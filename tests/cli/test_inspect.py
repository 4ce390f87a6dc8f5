"""`xiaoer inspect` from files to the three reports."""

from __future__ import annotations

import html
import json
import random
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
import python_calamine as calamine
from typer.testing import CliRunner

from xiaoer.app.inspecting import Wanted, inspect_files, spill
from xiaoer.cli import build
from xiaoer.files.chats import Asked

CHAT = """小满 2026-03-01 10:00:00
这个锅能治高血压吗
旗舰店:小雨 2026-03-01 10:00:20
能，包治百病，加我微信 abc123456 聊
小满 2026-03-01 10:01:00
<script>alert(1)</script> 什么时候发货
"""


def run(*args: object) -> tuple[int, str]:
    done = CliRunner().invoke(build("inspect"), ["inspect", *map(str, args)])
    return done.exit_code, done.output


def log(path: Path, chats: int, *, seed: int = 3) -> Path:
    """Many chats of many shoppers, their lines mixed by time."""
    draw = random.Random(seed)
    lines = []
    for chat in range(chats):
        start = draw.randrange(0, 3 * 86_400)
        for i in range(draw.randint(2, 9)):
            start += draw.randrange(1, 400)
            role, author = ("shopper", f"买家{chat % 40}") if i % 2 == 0 else ("agent", f"店:{'甲乙丙'[chat % 3]}")
            text = draw.choice(["在吗", "亲，有货", "嗯", "好的", "没有", "什么时候发货", "今天发"])
            day, second = divmod(start, 86_400)
            clock = f"2026-03-{day + 1:02d}T{second // 3600:02d}:{second // 60 % 60:02d}:{second % 60:02d}+08:00"
            lines.append({"conversation": f"c{chat}", "platform": "taobao", "shopper": f"买家{chat % 40}", "time": clock,
                          "author": author, "role": role, "kind": "text", "text": text})  # fmt: skip
    lines.sort(key=lambda line: str(line["time"]))
    path.write_text("\n".join(json.dumps(line, ensure_ascii=False) for line in lines), encoding="utf-8")
    return path


def test_three_reports_come_out(tmp_path: Path) -> None:
    (tmp_path / "chat.txt").write_text(CHAT, encoding="utf-8")
    (tmp_path / "bad.bin").write_bytes(bytes(range(256)) * 8)
    code, words = run(tmp_path / "chat.txt", tmp_path / "bad.bin", "--out", tmp_path / "out", "--platform", "taobao")
    assert code == 0, words
    assert "bad.bin" in words
    document = json.loads((tmp_path / "out" / "inspection.json").read_text("utf-8"))
    assert {"conversations", "kpis", "agents", "findings", "gaps", "unparsed"} <= document.keys()
    (chat,) = document["conversations"]
    assert chat["id"] == "小满|2026-03-01T10:00:00+08:00"
    assert (chat["score"], chat["quality"], chat["agents"], chat["utterances"]) == (0, "bad", ["旗舰店:小雨"], 3)
    kinds = {finding["kind"]: finding for finding in chat["findings"]}
    assert {"wording_block", "off_platform", "unanswered_question", "no_greeting"} <= kinds.keys()
    assert kinds["off_platform"]["fatal"]
    assert kinds["unanswered_question"]["messages"] == [3]
    assert document["kpis"]["shop"]["wording_blocks"] == 1
    assert document["gaps"][0]["count"] == 1
    assert [u["file"] for u in document["unparsed"]] == ["bad.bin"]


def test_the_workbook_has_its_sheets_with_rows(tmp_path: Path) -> None:
    run(log(tmp_path / "a.jsonl", 12), "--out", tmp_path)
    book = calamine.load_workbook(tmp_path / "report.xlsx")
    assert {"总览", "客服", "每日", "会话", "质检明细", "没有答上的问题", "没能读懂", "指标口径"} <= set(
        book.sheet_names
    )
    rows = book.get_sheet_by_name("客服").to_python()
    assert [row[0] for row in rows[1:]] == ["店:丙", "店:乙", "店:甲"]
    assert len(book.get_sheet_by_name("会话").to_python()) == 13


class _Page(HTMLParser):
    """Gathers what a page loads from elsewhere and what it shows."""

    def __init__(self) -> None:
        super().__init__()
        self.loads: list[str] = []
        self.scripts = 0
        self.charts = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.loads += [
            value for name, value in attrs if name in ("src", "href") and value and not value.startswith("#")
        ]
        self.scripts += tag == "script"
        self.charts += tag == "svg"


def test_the_page_stands_alone_and_shows_words_as_words(tmp_path: Path) -> None:
    (tmp_path / "chat.txt").write_text(CHAT, encoding="utf-8")
    run(tmp_path / "chat.txt", "--out", tmp_path)
    text = (tmp_path / "report.html").read_text("utf-8")
    page = _Page()
    page.feed(text)
    assert page.loads == []
    assert page.scripts == 1
    assert page.charts >= 3
    assert "&lt;script&gt;alert(1)" in text
    assert "没有问候" in text
    assert "prefers-color-scheme" in text


def test_buckets_and_processes_give_the_same_as_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = log(tmp_path / "a.jsonl", 120)
    one = Wanted([path], tmp_path / "one", Asked(), reports=False)
    inspect_files(one)
    monkeypatch.setattr(spill, "BUCKET_BYTES", 20_000)
    inspect_files(Wanted([path], tmp_path / "many", Asked(), reports=False))
    texts = [json.loads((tmp_path / name / "inspection.json").read_text("utf-8")) for name in ("one", "many")]
    assert texts[0]["kpis"] == texts[1]["kpis"]
    assert texts[0]["findings"] == texts[1]["findings"]
    key = lambda chat: chat["id"]  # noqa: E731
    assert sorted(texts[0]["conversations"], key=key) == sorted(texts[1]["conversations"], key=key)
    assert not list(tmp_path.rglob("report.*"))
    starts = [chat["started_at"] for chat in texts[1]["conversations"]]
    assert starts == sorted(starts)


def test_files_read_by_several_processes_are_told_in_order(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = log(tmp_path / "a.jsonl", 90)
    lines = first.read_text("utf-8").splitlines()
    lines[40], lines[200] = '{"time": 1', "kein JSON"
    first.write_text("\n".join(lines), encoding="utf-8")
    (tmp_path / "bad.bin").write_bytes(bytes(range(256)) * 8)
    (tmp_path / "chat.txt").write_text(CHAT, encoding="utf-8")
    files = [first, tmp_path / "bad.bin", tmp_path / "chat.txt", tmp_path / "none.jsonl", log(tmp_path / "b.jsonl", 20)]
    told = []
    for name, size in (("one", 1 << 30), ("many", 8_000)):
        monkeypatch.setattr(spill, "BUCKET_BYTES", size)
        summary = inspect_files(Wanted(files, tmp_path / name, Asked()))
        document = json.loads((tmp_path / name / "inspection.json").read_text("utf-8"))
        assert (tmp_path / name / "report.xlsx").stat().st_size > 5000
        told.append((summary, document["unparsed"], document["kpis"], len(document["conversations"])))
    assert told[0] == told[1]
    assert [(u["file"], u["line"]) for u in told[0][1]] == [
        ("a.jsonl", 41), ("a.jsonl", 201), ("bad.bin", None), ("none.jsonl", None)
    ]  # fmt: skip


def test_exports_that_overlap_count_once(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(CHAT, encoding="utf-8")
    run(tmp_path / "a.txt", tmp_path / "b.txt", "--out", tmp_path)
    document = json.loads((tmp_path / "inspection.json").read_text("utf-8"))
    assert [chat["utterances"] for chat in document["conversations"]] == [3]


def test_a_shop_folder_sets_platform_and_target(tmp_path: Path) -> None:
    shop = Path(__file__).resolve().parents[2] / "examples" / "qinghe_womenswear"
    code, words = run(log(tmp_path / "a.jsonl", 3), "--out", tmp_path, "--shop", shop)
    assert code == 0, words


@pytest.mark.parametrize(
    ("data", "args", "word"),
    [
        (b"", (), "空"),
        (bytes(range(256)) * 4, (), "不是文字"),
        (b"x", ("--platform", "amazon"), "--platform"),
        (None, (), "打不开"),
    ],
)
def test_nothing_to_inspect_is_bad_input(tmp_path: Path, data: bytes | None, args: tuple[str, ...], word: str) -> None:
    path = tmp_path / "a.txt"
    if data is not None:
        path.write_bytes(data)
    code, words = run(path, "--out", tmp_path / "out", *args)
    assert code == 2
    assert word in words


def test_orders_bring_trade_figures_with_their_definitions(tmp_path: Path) -> None:
    (tmp_path / "chat.txt").write_text(CHAT, encoding="utf-8")
    (tmp_path / "orders.csv").write_text(
        "订单编号,买家会员名,买家实际支付金额,订单状态,订单创建时间,订单付款时间,宝贝总数量\n"
        '="8801",小满,88.00,"买家已付款，等待卖家发货",2026-03-01 11:00:00,2026-03-01 11:05:00,2\n'
        '="8802",阿花,12.00,"买家已付款，等待卖家发货",2026-03-01 11:00:00,2026-03-01 11:05:00,1\n',
        encoding="utf-8",
    )
    (tmp_path / "more.csv").write_text(
        "订单编号,买家会员名,买家实际支付金额,订单状态,订单创建时间,订单付款时间,宝贝总数量\n"
        '="8803",小满,2.00,"买家已付款，等待卖家发货",2026-03-01 11:00:00,2026-03-01 11:05:00,1\n',
        encoding="utf-8",
    )
    orders = ("--orders", tmp_path / "orders.csv", tmp_path / "more.csv", "--platform", "taobao")
    code, words = run(tmp_path / "chat.txt", "--out", tmp_path / "out", *orders)
    assert code == 0, words
    trade = json.loads((tmp_path / "out" / "inspection.json").read_text("utf-8"))["kpis"]["trade"]
    assert trade["shop"]["sales"] == 90.0
    assert trade["shop"]["silent_orders"] == 1
    assert trade["agents"]["旗舰店:小雨"]["paid_next_day_rate"] == 1.0
    assert trade["definitions"]["order_value"]
    assert "成交" in calamine.load_workbook(tmp_path / "out" / "report.xlsx").sheet_names


def test_the_page_in_english_is_english_but_for_what_was_said(tmp_path: Path) -> None:
    said = CHAT.replace("小满", "buyer").replace("旗舰店:小雨", "shop:ann")
    source = tmp_path / "chat.txt"
    source.write_text(said, "utf-8")
    code, output = run(source, "--out", tmp_path / "out", "--language", "en")
    assert code == 0, output
    assert "1 chats" in output
    page = (tmp_path / "out" / "report.html").read_text("utf-8")
    shown = re.sub(r"<(style|script)>.*?</\1>", "", page, flags=re.DOTALL)
    left = [text for text in re.findall('[^<>"]*[\u4e00-\u9fff][^<>"]*', shown) if "%" not in text and "·" not in text]
    own = [
        text for text in left if not any(line in text for line in html.escape(said).splitlines()) and "“" not in text
    ]
    assert own == []
    assert 'lang="en"' in page
