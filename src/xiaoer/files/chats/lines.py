"""A text file line by line, each line decoded by itself: UTF-8, else GB18030; UTF-16 by its mark.

Files put together from several sources mix encodings, so the choice is made anew for each line. Memory stays flat:
a line longer than `MAX_LINE_BYTES` is given up and the rest of it is passed over.
"""

from __future__ import annotations

import codecs
import io
from collections.abc import Iterator
from pathlib import Path

from xiaoer.core.errors import BadInput
from xiaoer.files.decoding import decodings

MAX_LINE_BYTES = 300_000
HEAD_BYTES = 65_536
LINE_TOO_LONG = f"这一行超过 {MAX_LINE_BYTES // 1000} kB，不像聊天记录；检查导出是否缺了换行"
UNDECODABLE = "这一行的字符认不出来（编码损坏）；用原来的软件重新导出为 UTF-8"


class Lines:
    """The lines of a file: (number, text, why it cannot be read or ""). `done` = bytes taken, for progress."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self.done = 0

    def __iter__(self) -> Iterator[tuple[int, str, str]]:
        with open_binary(self._path) as source:
            head = source.peek(2)[:2]
            if head in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE) or _unmarked_utf16(source.peek(512)[:512]):
                yield from self._wide(source)
            else:
                yield from self._narrow(source)

    def _narrow(self, source: io.BufferedReader) -> Iterator[tuple[int, str, str]]:
        number = 0
        while raw := source.readline(MAX_LINE_BYTES):
            number += 1
            self.done += len(raw)
            if len(raw) == MAX_LINE_BYTES and not raw.endswith(b"\n"):
                self._skip(source)
                yield number, decode(raw[:400])[0], LINE_TOO_LONG
                continue
            if number == 1 and raw.startswith(codecs.BOM_UTF8):
                raw = raw[3:]
            try:
                yield number, raw.decode(), ""
            except UnicodeDecodeError:
                text, whole = decode(raw)
                yield number, text, "" if whole else UNDECODABLE

    def _wide(self, source: io.BufferedReader) -> Iterator[tuple[int, str, str]]:
        data = source.read(100 << 20)
        text = next(decodings(data)).text
        self.done = len(data)
        for number, line in enumerate(io.StringIO(text, newline=None), start=1):
            too_long = len(line) > MAX_LINE_BYTES
            yield number, line[:400] if too_long else line, LINE_TOO_LONG if too_long else ""

    def _skip(self, source: io.BufferedReader) -> None:
        while raw := source.readline(1 << 20):
            self.done += len(raw)
            if raw.endswith(b"\n"):
                return


def decode(raw: bytes) -> tuple[str, bool]:
    """A line's text, and whether every byte of it could be read."""
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding), True
        except UnicodeDecodeError:
            continue
    return raw.decode("utf-8", errors="replace"), False


def open_binary(path: Path) -> io.BufferedReader:
    """The file, opened. Raises `BadInput` that says what to check."""
    try:
        return io.BufferedReader(io.FileIO(path), 1 << 20)
    except OSError as error:
        raise BadInput(f"打不开 {path}（{error.strerror or error}）；检查文件是否存在、能否读取") from None


def head_of(path: Path) -> bytes:
    """The first bytes of a file."""
    with open_binary(path) as source:
        try:
            return source.read(HEAD_BYTES)
        except OSError as error:
            raise BadInput(f"读不了 {path}（{error.strerror or error}）；检查文件") from None


def is_binary(head: bytes) -> bool:
    """Whether the beginning of a file is no text in any encoding."""
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or _unmarked_utf16(head):
        return False
    strange = sum(1 for byte in head if byte < 32 and byte not in b"\t\r\n\x0b\x0c\x1b")
    return strange > max(2, len(head) // 50)


def _unmarked_utf16(head: bytes) -> bool:
    odd, even = head[1::2].count(0), head[0::2].count(0)
    few = 2 + len(head) // 20
    return (odd > few and not even) or (even > few and not odd)
