"""What readers of chat logs yield."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import msgspec


class Said(msgspec.Struct, array_like=True):
    """One line of a chat. `thread` = the log's own id of the conversation ("" none); `shopper` "" = not told.

    `ms` since 1970; `role` shopper, agent, robot or system; `kind` as in `core.transcript`; of a transfer `author`
    hands over to `ref`. `timed` = the log has times. `order` = place in the file. `stars` = a rating of 1–5.
    """

    thread: str
    shopper: str
    platform: str
    ms: int
    role: str
    author: str
    text: str
    kind: str = "text"
    ref: str = ""
    order: int = 0
    timed: bool = True
    stars: int = 0
    product: str = ""
    file: str = ""


@dataclass(frozen=True, slots=True)
class Unread:
    """A line that could not be read: its number (header = 1; None = the whole file), its beginning, and why."""

    file: str
    line: int | None
    text: str
    why: str


@dataclass(frozen=True, slots=True)
class Figures:
    """A row of a platform's service table: figures by their column names, for `account` ("" = the shop)."""

    file: str
    line: int
    platform: str
    account: str
    day: str
    figures: Mapping[str, float | str]


@dataclass(frozen=True, slots=True)
class Asked:
    """What a reader is told: platform of logs that don't say, further robot accounts, the shop's name."""

    platform: str = ""
    robots: frozenset[str] = frozenset()
    shop: str = ""


Item = Said | Unread | Figures
SHOWN = 120  # characters of an unread line that are kept


def unread(file: str, line: int | None, text: str, why: str) -> Unread:
    """An `Unread` with the beginning of its text, control characters shown as blanks."""
    start = "".join(c if c.isprintable() else " " for c in text[:SHOWN])
    return Unread(file, line, start, why)
