from __future__ import annotations

from pathlib import Path

import pytest

from xiaoer.core.errors import BadInput
from xiaoer.core.facts import Phrase, Source
from xiaoer.files.phrases import read_phrases, write_phrases

HERE = Source("x.csv", 2)


def test_a_file_of_qianniu_goes_round(tmp_path: Path) -> None:
    rows = [Phrase("hi", "您好，\n欢迎光临", "招呼", HERE), Phrase("", "=^_^=", "", HERE)]
    write_phrases(rows, tmp_path / "p.csv")
    data = (tmp_path / "p.csv").read_bytes()
    assert data.splitlines()[0].decode("gbk") == "快捷短语编码,快捷短语,快捷短语分组"
    read = read_phrases(tmp_path / "p.csv")
    assert read.refusals == ()
    assert [(p.code, p.text, p.group) for p in read.phrases] == [(p.code, p.text, p.group) for p in rows]


def test_the_other_header_and_missing_groups(tmp_path: Path) -> None:
    (tmp_path / "p.csv").write_text(
        "快捷编码,快捷短语\na,好的\n,没有编码\n,也没有\na,又一条\nb,\n", encoding="utf-8-sig"
    )
    read = read_phrases(tmp_path / "p.csv")
    assert [(p.code, p.text, p.source.row) for p in read.phrases] == [
        ("a", "好的", 2),
        ("", "没有编码", 3),
        ("", "也没有", 4),
        ("a-2", "又一条", 5),
    ]
    assert [(r.row, r.column) for r in read.noted] == [(5, "快捷短语编码")]
    assert [(r.row, r.column) for r in read.refusals] == [(6, "快捷短语")]


def test_doubled_codes_lose_nothing(tmp_path: Path) -> None:
    lines = ["快捷短语编码,快捷短语,快捷短语分组"]
    lines += [f"c{n % 2500},第{n}句,组{n % 7}" for n in range(10_000)] + ["c0,第0句,组0", ",没有编码,", ",没有编码,"]
    (tmp_path / "p.csv").write_bytes("\r\n".join(lines).encode("gbk"))
    read = read_phrases(tmp_path / "p.csv")
    assert not read.refusals
    assert len(read.phrases) == 10_001
    assert len({p.code for p in read.phrases if p.code}) == 10_000
    assert len(read.noted) == 7_500
    assert "第 2 行" in read.noted[0].why
    assert "c0-2" in read.noted[0].why


def test_what_gbk_lacks_is_said_and_utf8_takes_it(tmp_path: Path) -> None:
    rows = [Phrase("a", "好的😊", "", HERE)]
    with pytest.raises(BadInput, match="😊"):
        write_phrases(rows, tmp_path / "p.csv")
    assert not (tmp_path / "p.csv").exists()
    write_phrases(rows, tmp_path / "p.csv", encoding="utf-8-sig")
    assert read_phrases(tmp_path / "p.csv").phrases[0].text == "好的😊"


def test_no_such_file_is_a_refusal(tmp_path: Path) -> None:
    assert read_phrases(tmp_path / "none.csv").refusals[0].row is None
