"""Text copied from a client: `昵称 2026-3-1 10:00:00` (also `[昵称] …`, or name and time on two lines), then the words.

One shopper's chat after another; the shop's lines belong to the shopper near them.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from xiaoer.core.inspection.names import account
from xiaoer.files.chats import people
from xiaoer.files.chats.lines import LINE_TOO_LONG, Lines
from xiaoer.files.chats.moments import moment
from xiaoer.files.chats.nearby import Nearby
from xiaoer.files.chats.shapes import Asked, Item, Said, unread
from xiaoer.files.values import CellError

_TIME = r"20\d\d[-/.年]\d{1,2}[-/.月]\d{1,2}日?[ T　]*\d{1,2}:\d{2}(?::\d{2})?"
HEADER = re.compile(rf"^(?P<name>\S.{{0,79}}?)[\s　]*[(（]?(?P<time>{_TIME})[)）]?[:：]?\s*$")
BRACKET = re.compile(
    rf"^[\[【](?P<name>[^\[\]【】]{{1,80}})[\]】][\s　]*[(（]?(?P<time>{_TIME})[)）]?[:：]?[\s　]*(?P<rest>.*)$"
)
BARE_TIME = re.compile(rf"^\s*(?P<time>{_TIME})[\s　]*(?P<rest>.*)$")
NO_NAME = re.compile(
    r"时间|日期|下单|付款|发货|截止|预计|签收|[,，。!！?？]"
)  # 下单时间 2026-3-1 10:00:00 is said, no header
_MARKS = frozenset(["已读", "未读", "发送中", "送达", "已送达", "发送失败", "[已读]", "[未读]", "(已读)", "(未读)"])
_DROPPED = re.compile(
    r"^\s*(?:当前用户来自|由\s*.{1,60}\s*转交给|原因[:：]\s*【|商品推荐|以上是?(?:历史|打招呼)|以下为?(?:历史|新)消息|-{0,9}\s*(?:以上为|以下是)历史消息|"
    r"请在客户端查看原始聊天记录|系统(?:消息|提示)[:：]|\[?系统消息\]?$|温馨提示[:：]|对方正在输入)"
)
_SEPARATOR = re.compile(r"^\s*(?:[-=_*#─—]{4,}.{0,60}|与?[【「]?.{1,40}[】」]?的?(?:聊天记录|对话记录).{0,20})\s*$")
_URL = re.compile(r"https?://\S+")
_PRICE = re.compile(r"^\s*[¥￥]\s*\d[\d,.]*\s*(?:元|起|[-~]\s*[¥￥]?\s*\d[\d,.]*)?\s*$")
_ITEM = re.compile(r"[?&](?:id|item_id|goods_id|sku)=(\d{4,})|/(?:item/)?(\d{5,})\.html")
_MOST_LINES = 500


@dataclass(slots=True)
class _Block:
    """A message being read: who, when, at which line, and its words so far."""

    name: str
    ms: int
    line: int
    words: list[str] = field(default_factory=list)


class TextLog:
    """Reads one file of this shape."""

    def __init__(self, path: Path, lines: Lines, asked: Asked, heads: Collection[str] = ()) -> None:
        """`heads` = main accounts of the shop (旗舰店 of 旗舰店:小雨) that are known beforehand."""
        self._name = path.name
        self._lines = lines
        self._asked = asked
        self._block: _Block | None = None
        self._stray: tuple[int, str] | None = None
        self._near = Nearby(path.name)
        self._last_ms: int | None = None
        self._heads = set(heads) | ({asked.shop} if asked.shop else set())

    def __iter__(self) -> Iterator[Item]:
        for number, line, why in self._lines:
            if why:
                yield unread(self._name, number, line, why)
                if why == LINE_TOO_LONG and self._block is not None:
                    self._word(f"{line}…")  # the message stays, with its beginning
                continue
            yield from self._take(number, line.strip("\r\n").replace("\x00", ""))
        yield from self._close()
        yield from self._lost()
        yield from self._near.forget()

    def _take(self, number: int, line: str) -> Iterator[Item]:
        match = BRACKET.match(line) or HEADER.match(line)
        if match and not NO_NAME.search(match["name"]):
            yield from self._open(match["name"], match["time"], number, line, match.groupdict().get("rest") or "")
        elif (bare := BARE_TIME.match(line)) and (name := self._pop_name()):
            yield from self._open(name, bare["time"], number, line, bare["rest"])
        elif _SEPARATOR.match(line):
            yield from self._close()
            yield from self._near.forget()
            self._last_ms = None
        elif people.is_recall(line) and self._last_ms is not None:
            yield from self._close()
            yield from self._place(self._recall(line, self._last_ms, number))
        elif self._block is not None:
            self._word(line)
        elif line.strip() and not _DROPPED.match(line):
            yield from self._lost()
            self._stray = (number, line)

    def _lost(self) -> Iterator[Item]:
        """A line before the first message that turned out to be nobody's name."""
        if self._stray is not None:
            why = "前面没有“昵称 时间”这样的行，不知道是谁说的；从一条完整的消息开始复制"
            yield unread(self._name, *self._stray, why)
        self._stray = None

    def _word(self, line: str) -> None:
        assert self._block is not None
        bare = line.strip()
        if bare in _MARKS or _DROPPED.match(line) or len(self._block.words) >= _MOST_LINES:
            return
        self._block.words.append(line.rstrip())

    def _pop_name(self) -> str:
        """The name that the line before a bare time was: the last words of the open block."""
        if self._block is None and self._stray is not None:
            stray, self._stray = self._stray, None
            return stray[1].strip()
        if self._block is None or not self._block.words:
            return ""
        while self._block.words and not self._block.words[-1].strip():
            self._block.words.pop()
        return self._block.words.pop().strip() if self._block.words else ""

    def _open(self, name: str, time: str, number: int, line: str, rest: str) -> Iterator[Item]:
        yield from self._close()
        yield from self._lost()
        try:
            ms = moment(time.replace("　", " ").replace("年", "-").replace("月", "-").replace("日", " ").strip())
        except CellError as error:
            yield unread(self._name, number, line, f"{error.why}；{error.remedy}")
            return
        if self._last_ms is not None and ms < self._last_ms - 60_000:  # another chat begins
            yield from self._near.forget()
        self._last_ms = ms
        name = name.strip().strip("()（）").strip()
        if people.is_recall(name):
            yield from self._place(self._recall(name, ms, number))
        elif people.is_arrow(name) and (moved := people.transfer_in(name)):
            yield from self._place(self._said(number, ms, "system", moved[0], name, "transfer", moved[1]))
            self._block = _Block("", ms, number)
        else:
            self._block = _Block(name, ms, number, [rest] if rest.strip() else [])

    def _recall(self, text: str, ms: int, number: int) -> Said:
        who = text.split("撤回", maxsplit=1)[0].strip()
        role = people.role_of_name(who, self._asked.shop) if who else "system"
        role = "agent" if who in ("您", "你", "我") else role
        return self._said(number, ms, role, who, text, "recall")

    def _said(self, line: int, ms: int, role: str, author: str, text: str, kind: str, ref: str = "") -> Said:
        return Said("", "", self._asked.platform, ms, role, author, text, kind, ref, line)

    def _close(self) -> Iterator[Item]:
        block, self._block = self._block, None
        if block is None or not block.name:
            return
        text, kind, ref = _content(block.words)
        role = self._role(block.name)
        if role == "system":
            if moved := people.transfer_in(text):
                yield from self._place(self._said(block.line, block.ms, role, moved[0], text, "transfer", moved[1]))
            return
        if not text:
            return
        yield from self._place(self._said(block.line, block.ms, role, block.name, text, kind, ref))

    def _role(self, name: str) -> str:
        role = people.role_of_name(name, self._asked.shop)
        if role == "agent" and name in self._asked.robots:
            return "robot"
        if role == "agent":
            self._heads.add(account(name).partition(":")[0])
        elif role == "shopper" and name in self._heads:
            return "agent"  # the shop's main account
        return role

    def _place(self, said: Said) -> Iterator[Item]:
        if said.role == "shopper" and said.kind == "recall" and not self._near.shopper:
            said.shopper = said.author
            yield from self._near.settle(said.author)
        elif said.role == "shopper":
            yield from self._near.heard(said.author)
        yield from self._near.place(said)


def _content(words: list[str]) -> tuple[str, str, str]:
    """The text of a message, its kind and the number on its card."""
    while words and not words[-1].strip():
        words.pop()
    while words and not words[0].strip():
        words.pop(0)
    text = "\n".join(words)
    if not text:
        return "", "text", ""
    has_url = _URL.search(text)
    if has_url and any(_PRICE.match(word) for word in words):
        found = _ITEM.search(has_url[0])
        return text, "product_card", (found[1] or found[2] or "") if found else ""
    return text, people.kind_of(text), ""
