"""Whatever a file holds, it is read, told line by line, or refused as a whole: never an accident."""

from __future__ import annotations

from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from xiaoer.core.errors import BadInput
from xiaoer.files.chats import Figures, Said, Unread, read_chats

PIECES = st.sampled_from(
    [
        "旗舰店:小雨 2026-03-01 10:00:00", "老张2026-3-1 9:00:00", "[老张] 2026-03-01 10:00:00", "10:00:00", "2026-03-01", "99:99:99", "2026-13-45 25:61:61",
        "老张", "旗舰店：小雨", "在吗", "已读", "甲 --> 乙 2026-03-01 10:00:00", "甲 撤回了一条消息", "¥1.00", "https://a.b/item.htm?id=1", '{"conversation":"c"',
        '{"conversation":"c","time":1,"author":"a","role":"x","text":[]}', '{"time":"2026-03-01T10:00:00","author":"店:a","text":"好","shopper":"乙"}', "客户名,发送时间,发送内容,发送账号",
        "甲,2026-03-01 10:00:00,在吗,甲", '甲,"没关', "\t", ";", '"', "", "\x00", "\ufeff", "\ud7ff", "咨询人数,接待人数,旺旺回复率,旺旺昵称", "[", "]", "{", "}", "[{", "-----",
    ]
)  # fmt: skip


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(PIECES, max_size=14), st.sampled_from(["\n", "\r\n"]), st.sampled_from(["utf-8", "gb18030", "utf-16"]), st.binary(max_size=6),
    st.sampled_from([".txt", ".csv", ".jsonl", ".json", ".xls"]),
)  # fmt: skip
def test_nothing_makes_a_reader_fail(
    tmp_path: Path, pieces: list[str], end: str, encoding: str, dirt: bytes, suffix: str
) -> None:
    path = tmp_path / f"a{suffix}"
    path.write_bytes(end.join(pieces).encode(encoding) + dirt)
    try:
        items = list(read_chats(path))
    except BadInput:
        return
    for item in items:
        assert isinstance(item, Said | Unread | Figures)
        if isinstance(item, Said):
            assert item.text
            assert item.shopper or item.thread
