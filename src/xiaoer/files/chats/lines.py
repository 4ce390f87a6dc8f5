"""A text file line by line, each line decoded by itself: UTF-8, else GB18030; UTF-16 by its mark.

Files put together from several sources mix encodings, so the choice is made anew for each line. Memory stays flat:
a line longer than `MAX_LINE_BYTES` is given up and the rest of it is passed over.
"""

from __future__ import annotations

import codecs
import io
import math
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from xiaoer.core.errors import BadInput
from xiaoer.files.decoding import decodings

MAX_LINE_BYTES = 300_000
HEAD_BYTES = 65_536
_CLEAN_LINES = 2
LINE_TOO_LONG = f"这一行超过 {MAX_LINE_BYTES // 1000} kB，不像聊天记录；检查导出是否缺了换行"
UNDECODABLE = "这一行的字符认不出来（编码损坏）；用原来的软件重新导出为 UTF-8"


@dataclass(frozen=True, slots=True)
class Part:
    """Whole lines of a file: bytes from `begin` to before `end`; `first` = the number of its first line."""

    begin: int
    end: int
    first: int


class Lines:
    """The lines of a file: (number, text, why it cannot be read or ""). `done` = bytes taken, for progress."""

    def __init__(self, path: Path, part: Part | None = None) -> None:
        """`part` = only these lines of it, which `parts_of` has cut."""
        self._path = path
        self._part = part
        self.done = 0

    def __iter__(self) -> Iterator[tuple[int, str, str]]:
        with open_binary(self._path) as source:
            if self._part:
                source.seek(self._part.begin)
                yield from self._numbered(
                    self._by_newlines(source, self._part.end - self._part.begin), self._part.first
                )
                return
            if is_wide(source.peek(512)[:512]):
                yield from self._wide(source)
            else:
                yield from self._narrow(source)

    def _narrow(self, source: io.BufferedReader) -> Iterator[tuple[int, str, str]]:
        begin = source.peek(HEAD_BYTES)
        taken = self._by_returns(source) if b"\r" in begin and b"\n" not in begin else self._by_newlines(source)
        yield from self._numbered(taken, 1)

    def _numbered(self, taken: Iterator[tuple[bytes, bool]], first: int) -> Iterator[tuple[int, str, str]]:
        for number, (raw, too_long) in enumerate(taken, start=first):
            if too_long:
                yield number, _beginning(raw), LINE_TOO_LONG
                continue
            marked = number == 1 and raw.startswith(codecs.BOM_UTF8)
            try:
                text, whole = raw[3:].decode() if marked else raw.decode(), True
            except UnicodeDecodeError:
                text, whole = decode(raw)
            yield number, text, "" if whole and not _is_noise(text) else UNDECODABLE

    def _by_newlines(self, source: io.BufferedReader, size: float = math.inf) -> Iterator[tuple[bytes, bool]]:
        while self.done < size and (raw := source.readline(MAX_LINE_BYTES)):
            self.done += len(raw)
            too_long = len(raw) == MAX_LINE_BYTES and not raw.endswith(b"\n")
            if too_long:
                self._skip(source)
            yield raw, too_long

    def _by_returns(self, source: io.BufferedReader) -> Iterator[tuple[bytes, bool]]:
        """Lines of old Macintosh programs, which end with a carriage return alone."""
        rest = b""
        while chunk := source.read(1 << 16):
            self.done += len(chunk)
            *whole, rest = (rest + chunk).split(b"\r")
            yield from ((raw[:MAX_LINE_BYTES], len(raw) > MAX_LINE_BYTES) for raw in whole)
            rest = rest[: MAX_LINE_BYTES + 1]
        if rest:
            yield rest[:MAX_LINE_BYTES], len(rest) > MAX_LINE_BYTES

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


def parts_of(path: Path, count: int) -> list[Part]:
    """A file whose lines end with a line feed, in at most `count` parts of about the same size, cut between lines."""
    parts: list[Part] = []
    with open_binary(path) as source:
        size = source.seek(0, io.SEEK_END)
        source.seek(0)
        begin, first = 0, 1
        for number in range(1, count + 1):
            lines = _pass_over(source, size * number // count - source.tell()) + _pass_line(source)
            if source.tell() > begin:
                parts.append(Part(begin, source.tell(), first))
            begin, first = source.tell(), first + lines
    return parts


def _pass_over(source: io.BufferedReader, size: int) -> int:
    """How many lines end in the next `size` bytes."""
    lines = 0
    while size > 0 and (chunk := source.read(min(size, 1 << 20))):
        size -= len(chunk)
        lines += chunk.count(b"\n")
    return lines


def _pass_line(source: io.BufferedReader) -> int:
    """On to the end of the line: how many lines end there."""
    while raw := source.readline(1 << 20):
        if raw.endswith(b"\n"):
            return 1
    return 0


def _beginning(raw: bytes) -> str:
    """The first words of a line that is too long, cut between characters."""
    part = raw[:400]
    for cut in range(4):
        try:
            return part[: len(part) - cut].decode()
        except UnicodeDecodeError:
            continue
    return decode(part)[0]


def _is_noise(text: str) -> bool:
    """Whether a line is more control characters than words can hold (bytes of something else in a log)."""
    if text.rstrip("\r\n").isprintable():
        return False
    strange = sum(1 for char in text if char < " " and char not in "\t\r\n\x0b\x0c\x1b\x00")
    return strange > max(2, len(text) // 20)


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


def is_wide(head: bytes) -> bool:
    """Whether a file is in UTF-16 by its beginning."""
    return head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or _unmarked_utf16(head)


def is_binary(head: bytes) -> bool:
    """Whether the beginning of a file is no text in any encoding."""
    if is_wide(head):
        return False
    return _strange(head) > max(2, len(head) // 50) and not _begins_as_text(head)


def _strange(data: bytes) -> int:
    return sum(1 for byte in data if byte < 32 and byte not in b"\t\r\n\x0b\x0c\x1b")


def _begins_as_text(head: bytes) -> bool:
    """Whether the first lines are clean; what comes after them may be broken, and is told line by line."""
    lines = [line for line in head.splitlines() if line.strip()][:_CLEAN_LINES]
    return len(lines) == _CLEAN_LINES and all(not _strange(line) and decode(line)[1] for line in lines)


def _unmarked_utf16(head: bytes) -> bool:
    odd, even = head[1::2].count(0), head[0::2].count(0)
    few = 2 + len(head) // 20
    return (odd > few and not even) or (even > few and not odd)
