"""One record (a JSON object or a table row) → `Said`. Keys and columns go by the names that exports give them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from xiaoer.files.chats import names, people
from xiaoer.files.chats.moments import moment
from xiaoer.files.chats.shapes import Asked, Said
from xiaoer.files.tables import header_key
from xiaoer.files.values import CellError

FIELD_OF = {header_key(name): field for field, known in names.FIELDS.items() for name in (field, *known)}
NEEDED = ("time", "text")
_NOTICE = 40  # characters; X 撤回了一条消息 is no longer, whoever is named as its author
_PLATFORM_OF = {word: name for name, words in names.PLATFORMS.items() for word in words}


@lru_cache(maxsize=1024)
def platform_of(text: str) -> str:
    """`天猫` → `taobao`; names that are not known stay as they are."""
    return _PLATFORM_OF.get(text.strip().casefold(), text.strip())


@lru_cache(maxsize=4096)
def field_of(key: str) -> str:
    """The field that a key or column header means, "" for none."""
    return FIELD_OF.get(header_key(key), "")


def fields_of(record: Mapping[str, Any]) -> dict[str, Any]:
    """A record by our field names; where two columns mean the same, the first that holds something counts."""
    found: dict[str, Any] = {}
    for key, value in record.items():
        name = field_of(key)
        if name and value is not None and value != "" and name not in found:
            found[name] = value
    return found


def said_of(record: Mapping[str, Any], asked: Asked, order: int) -> Said:
    """A record by our field names → a line. Raises `CellError` saying what is missing and how to mend it."""
    text = _text(record, "text")
    author, role = _author_and_role(record, asked)
    kind = people.kind_of(text, _text(record, "kind"))
    ref = _text(record, "to")
    if kind != "transfer" and people.is_recall(text) and (role == "system" or len(text) <= _NOTICE):
        kind = "recall"
    elif kind == "text" and (">" in text or "→" in text) and (between := people.between_accounts(text)):
        kind, (author, ref) = "transfer", between
    elif kind == "transfer" or (role == "system" and (">" in text or "→" in text or "转" in text)):
        moved = people.transfer_in(text, author, ref)
        if moved or kind == "transfer":
            kind = "transfer"
            author, ref = moved or (author, ref)
    if not text and kind == "text":
        raise CellError("没有内容", "删去这一行，或补上消息内容")
    shopper = _text(record, "shopper") or (author if role == "shopper" else "")
    thread = _text(record, "thread")
    return Said(
        thread, shopper, platform_of(_text(record, "platform") or asked.platform), _time(record), role, author, text,
        kind, ref, _place(record, order), True, _stars(record), _text(record, "product"),
    )  # fmt: skip


def _author_and_role(record: Mapping[str, Any], asked: Asked) -> tuple[str, str]:
    author = _text(record, "author")
    told = _text(record, "role")
    role = people.role_word(told) if told else ""
    if told and not role:
        role = people.role_of_name(told, asked.shop) if ":" in told or "：" in told else ""
    as_role = people.role_word(author) if author else ""
    if as_role and (not role or role == as_role):  # the column 发送方 holds 买家 / 客服
        role = as_role
        if as_role == "shopper":
            author = _text(record, "shopper") or author
        elif as_role == "agent":
            author = _text(record, "agent") or author
    if not author:
        author = _text(record, "shopper") if role == "shopper" else _text(record, "agent") if role == "agent" else ""
    if not role:
        if not author:
            raise CellError("看不出是谁说的", "填上发送账号，或账号类型（客户 / 客服）")
        role = "shopper" if author == _text(record, "shopper") else people.role_of_name(author, asked.shop)
    if role == "robot" and record.get("assisted") in (True, "true", "是", "1", 1):
        role = "agent"
    elif role == "agent" and told.strip().casefold() != "assist" and (
        people.role_of_name(author, asked.shop) == "robot" or author in asked.robots
    ):  # fmt: skip
        role = "robot"
    return author, role


def _time(record: Mapping[str, Any]) -> int:
    value = record.get("time")
    if value is None or value == "":
        raise CellError("没有时间", "补上发送时间，如 2026-03-01 10:00:00", "time")
    return moment(value)


def _place(record: Mapping[str, Any], order: int) -> int:
    """The place of a line among those of its moment: the log's own number (消息序号), else its line."""
    told = str(record.get("seq") or "").strip()
    return int(told) if told.isdecimal() and len(told) < 19 else order


def _stars(record: Mapping[str, Any]) -> int:
    value = str(record.get("stars") or "").strip()
    return int(value) if value in ("1", "2", "3", "4", "5") else 0


def _text(record: Mapping[str, Any], key: str) -> str:
    value = record.get(key)
    if value is None:
        return ""
    if isinstance(value, str):
        return value.strip() if value.isprintable() else _printable(value)
    if isinstance(value, bool | dict | list):
        raise CellError(f"{key} 应该是一段文字", "写成文字")
    return str(value)


def _printable(text: str) -> str:
    """A text with lines, without control characters and halves of surrogate pairs."""
    kept = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(c for c in kept if c in "\n\t" or not ("\x00" <= c < " " or "\ud800" <= c <= "\udfff")).strip()
