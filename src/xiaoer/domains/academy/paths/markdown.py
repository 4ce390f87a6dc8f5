"""The Markdown of lessons, cut into blocks: headings, paragraphs, lists, quotes, tables, pictures, live tables. Pure.

Only what lessons use; the screen draws the blocks, so no HTML travels. Inside a text `**…**` is strong and
`[…](https://…)` a link.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

BlockKind = Literal["heading", "text", "bullets", "numbers", "quote", "table", "picture", "live"]
_HEADING = re.compile(r"^(#{1,4})\s+(.+)$")
_BULLET = re.compile(r"^[-*]\s+(.+)$")
_NUMBER = re.compile(r"^\d+[.、]\s*(.+)$")
_QUOTE = re.compile(r"^>\s?(.*)$")
_PICTURE = re.compile(r"^!\[([^\]]*)\]\((https?://[^)\s]+|/[^)\s]+)\)$")
_LIVE = re.compile(r"^\{\{table:([a-z_]+)\}\}$")
_RULE = re.compile(r"^\|?[\s:|-]+\|?$")


@dataclass(frozen=True, slots=True)
class Block:
    """A block. `lines` = items, `rows` = cells of a table, `name` = a live table's, or a picture's address."""

    kind: BlockKind
    text: str = ""
    lines: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    name: str = ""
    level: int = 0


def blocks_of(text: str) -> tuple[Block, ...]:
    """The blocks of a lesson, in order."""
    return tuple(_blocks(text.replace("\r\n", "\n").split("\n")))


def _blocks(lines: Sequence[str]) -> Iterator[Block]:
    at = 0
    while at < len(lines):
        line = lines[at].strip()
        if not line:
            at += 1
            continue
        if found := _single(line):
            yield found
            at += 1
            continue
        kind = _kind(line)
        end = at
        while end < len(lines) and lines[end].strip() and _kind(lines[end].strip()) == kind:
            if kind == "text" and _single(lines[end].strip()):
                break
            end += 1
        yield _gathered(kind, [one.strip() for one in lines[at:end]])
        at = end


def _single(line: str) -> Block | None:
    if match := _HEADING.match(line):
        return Block("heading", text=match[2], level=len(match[1]))
    if match := _LIVE.match(line):
        return Block("live", name=match[1])
    if match := _PICTURE.match(line):
        return Block("picture", text=match[1], name=match[2])
    return None


def _kind(line: str) -> BlockKind:
    if line.startswith("|"):
        return "table"
    if _QUOTE.match(line):
        return "quote"
    if _BULLET.match(line):
        return "bullets"
    return "numbers" if _NUMBER.match(line) else "text"


def _gathered(kind: BlockKind, lines: Sequence[str]) -> Block:
    if kind == "table":
        rows = [tuple(c.strip() for c in line.strip("|").split("|")) for line in lines if not _RULE.match(line)]
        return Block("table", rows=tuple(rows))
    pattern = {"quote": _QUOTE, "bullets": _BULLET, "numbers": _NUMBER}.get(kind)
    if pattern is None:
        return Block("text", text="\n".join(lines))
    return Block(kind, lines=tuple(m[1] for line in lines if (m := pattern.match(line))))
