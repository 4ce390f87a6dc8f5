"""Files of every kind, whole and broken, as tables."""

from __future__ import annotations

import io
import zipfile
from datetime import datetime
from pathlib import Path

import pytest
import xlsxwriter

from xiaoer.files import sheets, tables
from xiaoer.files.grids import FileRefused
from xiaoer.files.tables import open_table

KNOWN = ("编号", "标题", "价格", "备注", "时间")
TEXT = "编号,标题,价格,备注\r\n1,裙子，白,99,好\r\n\r\n2,裤子,88,\r\n"


def _read(path: Path, data: bytes) -> list[tuple[int, dict[str, str]]]:
    path.write_bytes(data)
    return [(row.number, dict(row.values)) for row in open_table(path, KNOWN).rows() if not row.problem]


def _problems(path: Path, data: bytes) -> list[tuple[int, str]]:
    path.write_bytes(data)
    return [(row.number, row.problem[0]) for row in open_table(path, KNOWN).rows() if row.problem]


EXPECTED = [
    (2, {"编号": "1", "标题": "裙子，白", "价格": "99", "备注": "好"}),
    (4, {"编号": "2", "标题": "裤子", "价格": "88"}),
]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("separator", [",", "\t", ";"])
def test_encodings_and_separators(tmp_path: Path, encoding: str, separator: str) -> None:
    data = TEXT.replace(",", separator).encode(encoding)
    assert _read(tmp_path / "t.csv", data) == EXPECTED


@pytest.mark.parametrize("end", ["\n", "\r", "\r\n"])
def test_line_ends(tmp_path: Path, end: str) -> None:
    assert _read(tmp_path / "t.csv", TEXT.replace("\r\n", end).encode()) == EXPECTED


def test_the_header_may_stand_below_a_title_and_be_spelt_freely(tmp_path: Path) -> None:
    text = "店铺商品表\n导出时间,2026-01-01\n编号 , 标题\u200b,价格（元）,颜色,,颜色\n1,裙,5,红,x,蓝\n"
    assert _read(tmp_path / "t.csv", text.encode()) == [
        (4, {"编号": "1", "标题": "裙", "价格": "5", "颜色": "红", "颜色(2)": "蓝"})
    ]


def test_a_known_column_twice_refuses_the_file(tmp_path: Path) -> None:
    with pytest.raises(FileRefused) as caught:
        _read(tmp_path / "t.csv", "编号,价格,价格\n1,2,3\n".encode())
    assert caught.value.refusal.column == "价格"


def test_line_breaks_inside_a_cell(tmp_path: Path) -> None:
    text = '编号,标题\n1,"一\r\n二"\n2,"说""好"""\n'
    assert _read(tmp_path / "t.csv", text.encode()) == [
        (2, {"编号": "1", "标题": "一\n二"}),
        (3, {"编号": "2", "标题": '说"好"'}),
    ]


@pytest.mark.parametrize(
    "bad",
    ['2,"坏', '2,"坏"了', '2,坏"\n9,"x', '"2,坏'],
    ids=["never closed", "text after the quote", "stray quote then open", "first cell"],
)
def test_a_stray_quote_costs_its_own_row_only(tmp_path: Path, bad: str) -> None:
    text = f'编号,标题\n1,"好"\n{bad}\n3,"好"\n4,"多\n行"\n'
    rows = [(row["编号"], row["标题"]) for _, row in _read(tmp_path / "t.csv", text.encode())]
    assert rows[0] == ("1", "好")
    assert rows[-2:] == [("3", "好"), ("4", "多\n行")]
    assert len(_problems(tmp_path / "t.csv", text.encode())) == 1


def test_two_stray_quotes_do_not_swallow_the_rows_between(tmp_path: Path) -> None:
    text = '编号,标题,价格,备注,时间\n1,"a,1,,\n2,b,1,,\n3,c,1,,\n4,d",1,,\n5,e,1,,\n'
    assert [row["编号"] for _, row in _read(tmp_path / "t.csv", text.encode())] == ["2", "3", "4", "5"]
    assert _problems(tmp_path / "t.csv", text.encode()) == [(2, "引号没有成对，这一行读不完整")]


def test_a_row_wider_than_the_header_is_refused(tmp_path: Path) -> None:
    assert _problems(tmp_path / "t.csv", "编号,标题\n1,a,b\n2,c,,\n".encode()) == [
        (2, "这一行有 3 格，比表头的 2 格多")
    ]


def test_a_file_cut_in_a_row_refuses_that_row(tmp_path: Path) -> None:
    assert _problems(tmp_path / "t.csv", "编号,标题,价格\n1,a,2\n2,b".encode()) == [(3, "文件在这一行中间断了")]


def test_a_broken_byte_costs_its_row(tmp_path: Path) -> None:
    data = TEXT.encode().replace("裤子".encode(), "裤子".encode()[:-1])
    assert _read(tmp_path / "t.csv", data) == EXPECTED[:1]
    assert _problems(tmp_path / "t.csv", data) == [(4, "这一行有无法识别的字符，文件可能损坏")]
    gbk = TEXT.encode("gbk").replace("裤子".encode("gbk"), b"\xff\xff")
    assert _read(tmp_path / "t.csv", gbk) == EXPECTED[:1]


def test_nul_costs_its_row(tmp_path: Path) -> None:
    assert _read(tmp_path / "t.csv", TEXT.replace("裤", "\x00").encode()) == EXPECTED[:1]


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "空的"),
        (b"\xef\xbb\xbf\n\n", "空的"),
        ("甲,乙\n1,2\n".encode(), "找不到表头"),
        (bytes(range(256)) * 20, "不是表格文件"),
        (b"PK\x03\x04" + b"junk" * 50, "打不开"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "打不开"),
    ],
    ids=["empty", "blank", "no header", "binary", "half xlsx", "half xls"],
)
def test_files_that_cannot_be_read(tmp_path: Path, data: bytes, why: str) -> None:
    with pytest.raises(FileRefused, match=why):
        _read(tmp_path / "t.csv", data)


def test_a_file_that_is_too_large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "MAX_FILE_BYTES", 10)
    with pytest.raises(FileRefused, match="100 MB"):
        _read(tmp_path / "t.csv", TEXT.encode())


def test_a_file_that_cannot_be_opened(tmp_path: Path) -> None:
    with pytest.raises(FileRefused, match="打不开"):
        open_table(tmp_path / "missing.csv", KNOWN)


def test_an_html_table_saved_as_xls(tmp_path: Path) -> None:
    page = (
        "<html><meta charset='gbk'><table><tr><th>编号</th><th>标题</th></tr><tr><td>1<td>红&amp;白<br>裙</tr></table>"
    )
    assert _read(tmp_path / "t.xls", page.encode("gbk")) == [(2, {"编号": "1", "标题": "红&白\n裙"})]


def test_broken_markup_is_refused(tmp_path: Path) -> None:
    page = "<table><tr><td>编号<td>标题</tr><tr><td>1<![坏]></table>"
    with pytest.raises(FileRefused):
        _read(tmp_path / "t.xls", page.encode())


def _book(fill: object) -> bytes:
    data = io.BytesIO()
    book = xlsxwriter.Workbook(data, {"remove_timezone": True})
    fill(book)  # type: ignore[operator]
    book.close()
    return data.getvalue()


def _sheet(book: xlsxwriter.Workbook) -> None:
    book.add_worksheet("说明").write(0, 0, "本表由后台导出")
    hidden = book.add_worksheet("旧")
    hidden.write_row(0, 0, ["编号", "标题", "价格", "备注", "时间"])
    hidden.hide()
    sheet = book.add_worksheet("商品")
    sheet.write(0, 0, "商品表")
    sheet.write_row(2, 1, ["编号", "标题", "价格", "时间", "备注"])
    sheet.write_row(4, 1, [1001, "裙", 99.9])
    at = datetime(2026, 3, 5, 14, 0)  # noqa: DTZ001 — a sheet knows no zones
    sheet.write_datetime(4, 4, at, book.add_format({"num_format": "yyyy-mm-dd hh:mm"}))
    sheet.write_boolean(4, 5, True)


def test_a_workbook_is_read_from_its_best_visible_sheet(tmp_path: Path) -> None:
    assert _read(tmp_path / "t.xlsx", _book(_sheet)) == [
        (5, {"编号": "1001", "标题": "裙", "价格": "99.9", "时间": "2026-03-05 14:00", "备注": "是"})
    ]


def test_long_numbers_in_a_workbook_are_not_made_up(tmp_path: Path) -> None:
    def numbers(book: xlsxwriter.Workbook) -> None:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["编号", "标题"])
        sheet.write_number(1, 0, 6054123456789012)
        sheet.write_number(2, 0, 605412345678901)

    read = [row["编号"] for _, row in _read(tmp_path / "t.xlsx", _book(numbers))]
    assert read == ["6.05412345678901E+15", "605412345678901"]


def test_a_workbook_cut_short(tmp_path: Path) -> None:
    whole = _book(_sheet)
    for size in (4, 200, len(whole) // 2, len(whole) - 30):
        with pytest.raises(FileRefused):
            _read(tmp_path / "t.xlsx", whole[:size])


def test_far_corners_do_not_fill_memory(tmp_path: Path) -> None:
    def corners(book: xlsxwriter.Workbook) -> None:
        sheet = book.add_worksheet()
        sheet.write(0, 0, "编号")
        sheet.write(1048575, 16383, "x")

    with pytest.raises(FileRefused, match="范围太大"):
        _read(tmp_path / "t.xlsx", _book(corners))


def test_an_archive_that_unpacks_too_far(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheets, "MAX_UNPACKED_BYTES", 1000)
    with pytest.raises(FileRefused, match="太大"):
        _read(tmp_path / "t.xlsx", _book(_sheet))


def test_an_archive_that_is_no_workbook(tmp_path: Path) -> None:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("a.txt", "x")
    with pytest.raises(FileRefused, match="打不开"):
        _read(tmp_path / "t.xlsx", data.getvalue())
