"""Our own chat log: JSON lines, one message each, in any order; conversations are put together by their id.

`{"conversation","platform","shopper","time","author","role","kind","text"}`, and where there is such a thing
`"ref"` (number on a card), `"assisted"`, `"product"` (in view). Other keys are ignored.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, tzinfo
from pathlib import Path
from typing import Any, get_args
from zoneinfo import ZoneInfo

from xiaoer.core.errors import BadInput, Refusal
from xiaoer.core.transcript import Kind, Role, Transcript, Utterance
from xiaoer.files import values
from xiaoer.files.decoding import decodings
from xiaoer.files.tables import MAX_FILE_BYTES
from xiaoer.files.values import CellError

_ZONE = ZoneInfo("Asia/Shanghai")
_ROLES = get_args(Role)
_KINDS = get_args(Kind)


@dataclass(frozen=True, slots=True)
class ChatlogRead:
    """The conversations of a log, in the order in which they begin in the file; refused lines apart."""

    transcripts: tuple[Transcript, ...]
    refusals: tuple[Refusal, ...]


def read_chatlog(path: Path, *, zone: tzinfo = _ZONE) -> ChatlogRead:
    """Read a log; times without an offset are in `zone`. Raises `BadInput` when the file cannot be opened."""
    path = Path(path)
    gathered: dict[str, _Conversation] = {}
    refusals = []
    for number, line in enumerate(_text(path).split("\n"), start=1):
        if not line.strip():
            continue
        try:
            said = _message(line, zone)
        except CellError as error:
            refusals.append(Refusal(path.name, number, error.column, error.why, error.remedy))
            continue
        gathered.setdefault(said.conversation, _Conversation()).add(said)
    transcripts = (talk.transcript(name) for name, talk in gathered.items())
    return ChatlogRead(tuple(transcripts), tuple(refusals))


def write_chatlog(transcripts: Iterable[Transcript], to: Path) -> None:
    """Write a log in UTF-8, conversation by conversation. Raises `BadInput` when it cannot be written."""
    try:
        with Path(to).open("w", encoding="utf-8", newline="\n") as out:
            for record in _records(transcripts):
                out.write(json.dumps(record, ensure_ascii=False) + "\n")
    except OSError as error:
        raise BadInput(f"写不了 {to}（{error.strerror or error}）；检查文件夹权限和磁盘空间") from None


@dataclass(frozen=True, slots=True)
class _Message:
    conversation: str
    platform: str
    shopper: str | None
    product: str | None
    utterance: Utterance


class _Conversation:
    def __init__(self) -> None:
        self._messages: list[_Message] = []

    def add(self, message: _Message) -> None:
        self._messages.append(message)

    def transcript(self, name: str) -> Transcript:
        """Messages by time (those of one moment as in the file), numbered from 1; the last known product."""
        ordered = sorted(self._messages, key=lambda message: message.utterance.at)
        shoppers = [message.shopper for message in ordered if message.shopper]
        products = [message.product for message in ordered if message.product]
        return Transcript(
            conversation=name,
            platform=next((message.platform for message in ordered if message.platform), ""),
            shopper=shoppers[0] if shoppers else None,
            utterances=tuple(replace(m.utterance, seq=seq) for seq, m in enumerate(ordered, start=1)),
            product=products[-1] if products else None,
        )


def _message(line: str, zone: tzinfo) -> _Message:
    try:
        record = json.loads(line)
    except (ValueError, RecursionError):
        raise CellError("这一行不是 JSON", "每行写一个完整的 JSON 对象") from None
    if not isinstance(record, dict):
        raise CellError("这一行不是 JSON 对象", '写成 {"conversation": …, "text": …}')
    conversation = _string(record, "conversation")
    if not conversation:
        raise CellError("缺少会话编号", "填上 conversation", "conversation")
    return _Message(
        conversation=conversation,
        platform=_string(record, "platform"),
        shopper=_string(record, "shopper") or None,
        product=_string(record, "product") or None,
        utterance=_utterance(record, zone),
    )


def _utterance(record: Mapping[str, Any], zone: tzinfo) -> Utterance:
    kind = _string(record, "kind") or "text"
    return Utterance(
        seq=0,
        at=_at(record, zone),
        role=_one_of(_string(record, "role"), _ROLES, "role"),
        author=_string(record, "author"),
        text=_string(record, "text"),
        kind=_one_of(kind, _KINDS, "kind"),
        ref=_string(record, "ref") or None,
        assisted=record.get("assisted") is True,
    )


def _at(record: Mapping[str, Any], zone: tzinfo) -> datetime:
    try:
        return values.time(_string(record, "time"), zone)
    except CellError as error:
        raise CellError(error.why, "写成 2026-03-05 14:00:00 或带时区的 ISO 8601", "time") from None


def _one_of(text: str, allowed: tuple[str, ...], key: str) -> Any:
    if text not in allowed:
        raise CellError(f"不认识“{text[:30]}”", f"写成其中一种：{'、'.join(allowed)}", key)
    return text


def _string(record: Mapping[str, Any], key: str) -> str:
    value = record.get(key)
    if value is None:
        return ""
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise CellError("应该是一段文字", '用引号写，如 "文字"', key)
    text = str(value)
    if "\x00" in text or (not text.isprintable() and _has_surrogate(text)):
        raise CellError("含有空字符或残缺的字符", "用原来的软件重新导出", key)
    return text


def _has_surrogate(text: str) -> bool:
    return any("\ud800" <= sign <= "\udfff" for sign in text)


def _records(transcripts: Iterable[Transcript]) -> Iterator[dict[str, Any]]:
    for transcript in transcripts:
        for said in transcript.utterances:
            record: dict[str, Any] = {
                "conversation": transcript.conversation,
                "platform": transcript.platform,
                "shopper": transcript.shopper,
                "time": said.at.isoformat(),
                "author": said.author,
                "role": said.role,
                "kind": said.kind,
                "text": said.text,
            }
            more = {"ref": said.ref, "assisted": said.assisted or None, "product": transcript.product}
            yield record | {key: value for key, value in more.items() if value is not None}


def _text(path: Path) -> str:
    try:
        if path.stat().st_size > MAX_FILE_BYTES:
            raise BadInput(f"{path.name} 超过 100 MB；拆成几个文件")
        return next(decodings(path.read_bytes())).text
    except OSError as error:
        raise BadInput(f"打不开 {path}（{error.strerror or error}）；检查文件是否存在、能否读取") from None
