"""A file cut into parts gives the lines, and the numbers, of the whole."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from xiaoer.files.chats.lines import LINE_TOO_LONG, MAX_LINE_BYTES, Lines, parts_of
from xiaoer.files.chats.read import is_json_lines

RECORD = '{"time":"2026-03-01 10:00:00","author":"a","role":"shopper","conversation":"1","text":"在吗"}\n'


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150)
@given(
    lines=st.lists(st.binary(max_size=40).map(lambda b: b.translate(None, b"\n\0")), min_size=1, max_size=60),
    count=st.integers(1, 20), ended=st.booleans(),
)  # fmt: skip
def test_parts_make_up_the_whole(tmp_path: Path, lines: list[bytes], count: int, ended: bool) -> None:
    path = tmp_path / "log"
    path.write_bytes(b"{}\n" + b"\n".join(lines) + b"\n" * ended)
    parts = parts_of(path, count)
    assert len(parts) <= count
    assert [p.begin for p in parts] == [0, *(p.end for p in parts[:-1])]
    assert parts[-1].end == path.stat().st_size
    assert [line for part in parts for line in Lines(path, part)] == list(Lines(path))


def test_a_line_too_long_lies_in_one_part_and_counts_once(tmp_path: Path) -> None:
    path = tmp_path / "log"
    path.write_text(RECORD + "x" * (3 * MAX_LINE_BYTES) + "\n" + RECORD * 3, encoding="utf-8")
    found = [line for part in parts_of(path, 5) for line in Lines(path, part)]
    assert [(number, why) for number, _, why in found] == [(1, ""), (2, LINE_TOO_LONG), (3, ""), (4, ""), (5, "")]
    assert [text for _, text, why in found if not why] == [RECORD] * 4


@pytest.mark.parametrize(
    ("content", "cuttable"),
    [
        (RECORD.encode() * 5, True),
        (b"\xef\xbb\xbf" + RECORD.encode() * 5, True),
        (RECORD.encode("gb18030") * 5, True),
        (RECORD.encode("utf-16"), False),
        (RECORD.replace("\n", "\r").encode() * 5, False),
        (b"[\n" + RECORD.encode().replace(b"\n", b",\n") * 5 + b"]", True),
        (b'[{"a":\n1},\n{"a":2}]', False),
        ("[小米] 2026-03-01 10:00:00\n在吗\n".encode(), False),
        ("时间,发送账号,内容\n2026-03-01 10:00:00,a,在吗\n".encode(), False),
        (b"PK\x03\x04\n", False),
        (b"", False),
    ],
)  # fmt: skip
def test_only_a_record_a_line_can_be_cut(tmp_path: Path, content: bytes, cuttable: bool) -> None:
    path = tmp_path / "log"
    path.write_bytes(content)
    assert is_json_lines(path) is cuttable
