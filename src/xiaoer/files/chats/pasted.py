"""A chat that somebody pastes: any shape that files have, or plain lines `买：…` / `客服：…` without times."""

from __future__ import annotations

import re
import tempfile
from pathlib import Path

from xiaoer.core.errors import BadInput
from xiaoer.core.inspection.rows import Row, make_row
from xiaoer.files.chats.read import read_chats
from xiaoer.files.chats.shapes import Asked, Said

_SHOPPER = r"买家?|我|顾客|客户"
_SHOP = r"客服?|店家?|卖家|商家|对方|掌柜"
_PLAIN = re.compile(rf"^\s*(?:(?P<shopper>{_SHOPPER})|(?P<shop>{_SHOP}))\s*[:：]\s*(?P<text>.*)$")
_LEAST = 2


def read_pasted(text: str, *, name: str = "chat.txt") -> tuple[list[Row], bool]:
    """The rows of one pasted chat and whether it has times. Raises `BadInput` that says what is accepted."""
    plain = [found for line in text.splitlines() if (found := _PLAIN.match(line))]
    if len(plain) >= _LEAST and len(plain) * 2 >= sum(bool(line.strip()) for line in text.splitlines()):
        return _plain_rows(text), False
    said = _from_file(text, name)
    if not {"shopper", "agent"} <= {one.role for one in said}:
        raise BadInput("看不出两边是谁：店铺账号带冒号（如 旗舰店:小雨），或每行写成 买：… 客服：…")
    said.sort(key=lambda one: (one.ms, one.order))
    rows = [make_row(i, s.ms, s.role, s.author, s.text, s.kind, s.ref or None) for i, s in enumerate(said, start=1)]
    return rows, all(one.timed for one in said)


def _plain_rows(text: str) -> list[Row]:
    rows: list[Row] = []
    for line in text.splitlines():
        found = _PLAIN.match(line)
        if found:
            shopper = found["shopper"] is not None
            role, who = ("shopper", "买家") if shopper else ("agent", "同行:客服")
            rows.append(make_row(len(rows) + 1, 0, role, who, found["text"].strip(), "text", None))
        elif line.strip() and rows:
            rows[-1].text += "\n" + line.strip()
    if not {"shopper", "human"} <= {row.side for row in rows}:
        raise BadInput("只有一边说了话；把两边的话都贴进来")
    return rows


def _from_file(text: str, name: str) -> list[Said]:
    with tempfile.TemporaryDirectory(prefix="xiaoer-pasted-") as folder:
        path = Path(folder) / name
        path.write_text(text, "utf-8")
        return [item for item in read_chats(path, Asked()) if isinstance(item, Said)]
