"""Frames as the load process reads them: only the fields that it judges by, so that reading costs little."""

from __future__ import annotations

from typing import Any

import msgspec


class Said(msgspec.Struct):
    """A message."""

    conversation: int
    author: str
    client_id: str = ""
    seq: int | None = None
    rev: int = 0
    body: msgspec.Raw = msgspec.Raw(b"{}")


class EventData(msgspec.Struct):
    """What an event carries."""

    message: Said | None = None


class EventBody(msgspec.Struct):
    """One numbered event."""

    n: int
    type: str
    data: EventData


class Event(msgspec.Struct, tag="event"):
    event: EventBody


class Message(msgspec.Struct, tag="message"):
    message: Said


class Ack(msgspec.Struct, tag="ack"):
    client_id: str
    seq: int | None = None
    rev: int = 0
    conversation: int = 0
    """On a workbench only."""


class Refused(msgspec.Struct, tag="refused"):
    code: str
    client_id: str | None = None


class Send(msgspec.Struct, tag="send"):
    """Our own frame, come back from the echo."""

    client_id: str


class Hello(msgspec.Struct, tag="hello"):
    feeds: dict[str, int] = {}
    reset: bool = False


class Reset(msgspec.Struct, tag="reset"):
    pass


class Read(msgspec.Struct, tag="read"):
    pass


class Typing(msgspec.Struct, tag="typing"):
    pass


class State(msgspec.Struct, tag="state"):
    pass


class Pong(msgspec.Struct, tag="pong"):
    pass


class Checked(msgspec.Struct, tag="checked"):
    pass


class Looking(msgspec.Struct, tag="looking"):
    pass


class Left(msgspec.Struct, tag="left"):
    pass


Frame = Event | Message | Ack | Refused | Send | Hello | Reset | Read | Typing | State | Pong | Checked | Looking | Left
_one: msgspec.json.Decoder[Any] = msgspec.json.Decoder(Frame)
_many: msgspec.json.Decoder[Any] = msgspec.json.Decoder(list[Frame])


def read(payload: bytes) -> list[Any]:
    """A text frame as a list of frames (protocol §3.3: one object, or an array of them)."""
    if payload[:1] == b"[":
        frames: list[Any] = _many.decode(payload)
        return frames
    return [_one.decode(payload)]
