"""Text of the 聊天记录查询 page: a line `HH:MM:SS`, the words, and the account as the last line of each message."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from datetime import date, timedelta
from pathlib import Path

from xiaoer.files.chats import people
from xiaoer.files.chats.lines import Lines
from xiaoer.files.chats.moments import day_ms, is_day, today_of
from xiaoer.files.chats.nearby import Nearby
from xiaoer.files.chats.shapes import Asked, Item, Said, unread
from xiaoer.files.chats.text_log import _content

TIME_LINE = re.compile(r"^\s*(?:(20\d\d[-/.年]\d{1,2}[-/.月]\d{1,2})日?[ T　]*)?(\d{1,2}):(\d{2}):(\d{2})\s*$")
DATE_LINE = re.compile(
    r"^\s*[-=—─]*\s*(?:日期[:：]\s*)?(20\d\d[-/.年]\d{1,2}[-/.月]\d{1,2})日?\s*(?:星期.|周.)?\s*[-=—─]*\s*$"
)
_BUYER = re.compile(r"^\s*(?:买家(?:昵称|会员名)?|顾客|客户|会员名?|聊天对象)\s*[:：]\s*(\S.{0,60}?)\s*$")
_HIDDEN = "请在客户端查看原始聊天记录"
_NOT_SHOWN = "网页没有显示这条消息的内容；请在客户端里复制原始聊天记录"
_WITH_NOTICE = 2  # words and account
_DROPPED = re.compile(r"^\s*(?:已读|未读|当前用户来自|由\s*.{1,60}\s*转交给|原因[:：]\s*【|商品推荐)")
_LATE_S, _EARLY_S = 20 * 3600, 4 * 3600  # from after 20:00 to before 04:00 without a date line: midnight has passed


class WebPage:
    """Reads one file of this shape."""

    def __init__(self, path: Path, lines: Lines, asked: Asked, heads: Collection[str] = ()) -> None:
        """`heads` = main accounts of the shop that are known beforehand."""
        self._heads = frozenset(heads)
        self._name = path.name
        self._lines = lines
        self._asked = asked
        self._day = today_of(path.stem)
        self._near = Nearby(path.name)
        self._last_s = 0
        self._last_ms = 0

    def __iter__(self) -> Iterator[Item]:
        clock: tuple[int, int] | None = None  # line, second of the day
        words: list[tuple[int, str]] = []
        for number, raw, why in self._lines:
            if why:
                yield unread(self._name, number, raw, why)
                continue
            line = raw.strip("\r\n").replace("\x00", "")
            if (found := TIME_LINE.match(line)) and _is_clock(found):
                yield from self._message(clock, words)
                clock, words = (number, self._second(found)), []
            elif (found := DATE_LINE.match(line)) and is_day(found[1]):
                yield from self._message(clock, words)
                clock, words = None, []
                self._day, self._last_s = found[1], 0
            elif clock is None and (found := _BUYER.match(line)):
                yield from self._near.forget()
                self._near.shopper = found[1]
            elif clock is not None:
                words.append((number, line))
            elif line.strip() and not re.match(r"^\s*[^:：]{1,12}[:：]", line):
                yield unread(self._name, number, line, "在第一条消息的时间之前，不知道是谁说的")
        yield from self._message(clock, words)
        yield from self._near.forget()

    def _second(self, found: re.Match[str]) -> int:
        second = int(found[2]) * 3600 + int(found[3]) * 60 + int(found[4])
        if found[1] and is_day(found[1]):
            self._day = found[1]
        elif self._day and self._last_s > _LATE_S and second < _EARLY_S:
            self._day = (date.fromisoformat(_plain(self._day)) + timedelta(days=1)).isoformat()
        self._last_s = second
        return second

    def _message(self, clock: tuple[int, int] | None, words: list[tuple[int, str]]) -> Iterator[Item]:
        kept = [(n, w) for n, w in words if w.strip() and not _DROPPED.match(w)]
        if clock is None:
            return
        line, second = clock
        if not kept:
            yield unread(self._name, line, "", "只有时间，没有内容和账号")
            return
        if len(kept) > _WITH_NOTICE and _HIDDEN in kept[-1][1]:  # it speaks of what follows, not of this message
            yield unread(self._name, *kept.pop(), _NOT_SHOWN)
        if any(_HIDDEN in w for _, w in kept):
            yield unread(self._name, kept[0][0], kept[0][1], _NOT_SHOWN)
            return
        if self._day is None:
            yield unread(
                self._name, line, kept[0][1], "不知道是哪一天；在前面加一行日期，如 2026-03-01，或写在文件名里"
            )
            return
        ms = day_ms(self._day) + second * 1000
        if ms < self._last_ms - 60_000:  # another chat begins
            yield from self._near.forget()
        self._last_ms = ms
        yield from self._said(line, ms, [w for _, w in kept])

    def _said(self, line: int, ms: int, words: list[str]) -> Iterator[Item]:
        name = words[-1].strip()
        text, kind, ref = _content(words[:-1])
        whole = "\n".join(words)
        if people.is_recall(name) or (len(words) == 1 and people.is_recall(whole)):
            yield from self._place(Said("", "", self._asked.platform, ms, "system", "", whole, "recall", "", line))
        elif (people.is_arrow(words[0]) or people.is_arrow(name)) and (
            moved := people.transfer_in(words[0]) or people.transfer_in(name)
        ):
            yield from self._place(
                Said("", "", self._asked.platform, ms, "system", moved[0], whole, "transfer", moved[1], line)
            )
        elif not text:
            yield unread(self._name, line, name, "只有一行，分不清内容和账号")
        else:
            role = people.role_of_name(name, self._asked.shop)
            role = "robot" if name in self._asked.robots else "agent" if name in self._heads else role
            if people.is_recall(text):
                kind = "recall"
            yield from self._place(Said("", "", self._asked.platform, ms, role, name, text, kind, ref, line))

    def _place(self, said: Said) -> Iterator[Item]:
        if said.role == "shopper":
            yield from self._near.heard(said.author)
        yield from self._near.place(said)


def _is_clock(found: re.Match[str]) -> bool:
    return int(found[2]) < 24 and int(found[3]) < 60 and int(found[4]) < 60


def _plain(day: str) -> str:
    year, month, number = (int(part) for part in re.split(r"[-/.年月]", day)[:3])
    return f"{year:04d}-{month:02d}-{number:02d}"
