"""PDF read back by another library: words, tables over pages, what no font has, long cells, pictures, equal bytes."""

from __future__ import annotations

import io

from PIL import Image
from pypdf import PdfReader

from tests.support.papers import pages_of_pdf, words_of_pdf
from xiaoer.domains.reports.rules import tongue_of
from xiaoer.files.inspection.papers import bonus_pdf, daily_pdf, personal_pdf
from xiaoer.files.pdf import MOST_ROWS, Paper

CHINESE = tongue_of("zh")


def test_words_stand_as_they_were_written() -> None:
    paper = Paper("青禾女装 日报", "自动生成")
    paper.words("今天 12 人<b>问</b> & 买。\n\n第二段")
    paper.items(["打电话给仓库"])
    data = paper.bytes()
    assert data.startswith(b"%PDF-1.")
    (page,) = pages_of_pdf(data)
    for words in ("青禾女装日报", "自动生成", "今天12人<b>问</b>&买。", "第二段", "打电话给仓库", "第1页，共1页"):
        assert words in page
    assert PdfReader(io.BytesIO(data)).metadata.title == "青禾女装 日报"  # type: ignore[union-attr]


def test_no_font_travels_with_it() -> None:
    paper = Paper("日报")
    paper.words("字" * 3000)
    data = paper.bytes()
    assert len(data) < 20_000
    assert b"FontFile" not in data
    assert b"STSong-Light" in data


def test_a_long_table_shows_its_head_on_every_page() -> None:
    paper = Paper("日报")
    paper.table([("订单", 1), ("金额", 1)], [(f"NO{n}", n) for n in range(200)])
    pages = pages_of_pdf(paper.bytes())
    assert len(pages) > 2
    assert all("订单" in page and "金额" in page for page in pages)
    assert f"第{len(pages)}页，共{len(pages)}页" in pages[-1]
    assert sum(page.count("NO") for page in pages) == 200


def test_what_is_beyond_the_most_rows_is_said() -> None:
    paper = Paper("日报")
    paper.table([("号", 1)], ([n] for n in range(MOST_ROWS + 5)))
    assert f"只列出前{MOST_ROWS}行" in words_of_pdf(paper.bytes())


def test_a_cell_longer_than_a_page_goes_on_on_the_next() -> None:
    paper = Paper("举证")
    paper.table([("谁", 1), ("内容", 5)], [("买家", "长" * 3900 + "完"), ("客服", "好")])
    pages = pages_of_pdf(paper.bytes())
    assert len(pages) > 1
    assert sum(page.count("长") for page in pages) == 3900
    assert "完" in "".join(pages)


def test_what_neither_font_has_becomes_a_box_and_control_characters_go() -> None:
    paper = Paper("日报")
    paper.words("好评\U0001f600\ufe0f，½ 价\x07 café 한")
    assert "好评□，½价café□" in words_of_pdf(paper.bytes())


def test_pictures_are_set_and_broken_ones_named() -> None:
    out = io.BytesIO()
    Image.new("RGBA", (3000, 200), (200, 30, 30, 128)).save(out, "PNG")
    paper = Paper("举证")
    paper.pictures({"a.png": out.getvalue(), "b.jpg": b"no picture"})
    data = paper.bytes()
    assert len(PdfReader(io.BytesIO(data)).pages[0].images) >= 1
    assert "b.jpg（这张图片读不出来）" in words_of_pdf(data)


def test_equal_papers_give_equal_bytes() -> None:
    def made() -> bytes:
        paper = Paper("日报")
        paper.table([("项目", 1)], [["会话数"]])
        return paper.bytes()

    assert made() == made()


def test_somebodys_own_report() -> None:
    report = {
        "staff": "小雨", "kind": "week", "day": "2026-11-02", "carried": "先问尺码", "kept": True, "problem": "回得慢",
        "cause": "同时十个会话", "correction": "用快捷短语", "comment": "很好", "comment_by": "林店长",
        "numbers": [{"key": "reply_rate", "value": 0.955, "before": None}],
    }  # fmt: skip
    words = words_of_pdf(personal_pdf(report, "青禾女装", CHINESE))
    for part in (
        "小雨周报2026-11-02",
        "回复率95.5%—",
        "先问尺码（已做到）",
        "回得慢",
        "用快捷短语",
        "林店长的话",
        "很好",
    ):
        assert part in words


def test_a_month_of_bonus() -> None:
    from zoneinfo import ZoneInfo

    line = {
        "order": "A-1", "kind": "refund", "role": "closed", "at": "2026-10-31T17:00:00.000Z", "amount": "-30.00",
        "share_pct": 70, "bonus": "-0.21", "note": "部分退款",
    }  # fmt: skip
    dispute = {
        "order": "A-1",
        "name": "小雨",
        "text": "不是我退的",
        "state": "granted",
        "answer": "补上",
        "adjust": "0.21",
    }
    person = {"staff_id": 2, "name": "小雨", "net": "-30.00", "pct": "1", "bonus": "-0.21", "lines": [line]}
    sheet = {"month": "2026-10", "frozen": False, "people": [person], "disputes": [dispute]}
    words = words_of_pdf(bonus_pdf(sheet, "青禾女装", ZoneInfo("Asia/Shanghai"), CHINESE))
    for part in (
        "青禾女装提成2026-10",
        "未冻结",
        "A-1退款落实",
        "2026-11-0101:00",
        "-30.00",
        "70%",
        "-0.21",
        "已采纳",
        "不是我退的",
    ):
        assert part in words
    empty = {"month": "2026-10", "frozen": True, "people": [], "disputes": []}
    assert "这个月没有提成。" in words_of_pdf(bonus_pdf(empty, "青禾女装", ZoneInfo("Asia/Shanghai"), CHINESE))


def test_agents_stand_beside_each_other_however_many() -> None:
    numbers = [
        {"key": "average_response_s", "value": 3.25},
        {"key": "reply_rate", "value": 0.5},
        {"key": "unreplied", "value": None},
    ]
    report = {
        "kind": "day", "day": "2026-11-03", "summary": "平稳", "notes": "", "to_dos": [], "edited_by": None,
        "figures": {
            "numbers": [], "refunds": [], "questions": [], "faults": [], "kinds": [], "best": [], "worst": [],
            "agents": [{"name": f"客服{n}", "numbers": numbers} for n in range(8)],
        },
    }  # fmt: skip
    words = words_of_pdf(daily_pdf(report, "青禾女装", CHINESE))
    assert all(f"客服{n}" in words for n in range(8))
    assert "平均响应" + "3.25秒" * 6 in words
    assert "客服（续）" in words
    assert words.count("50.0%") == 8
