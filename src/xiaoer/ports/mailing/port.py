"""The protocol of mailing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter to one address. `key` makes its Message-ID, the same at every try; `files` = name and bytes."""

    key: str
    to: str
    sender_name: str
    subject: str
    text: str
    html: str = ""
    files: tuple[tuple[str, bytes], ...] = ()


@dataclass(frozen=True, slots=True)
class Sent:
    """What came of it. `final` = trying again would change nothing."""

    good: bool
    said: str
    final: bool = False


class Mailer(Protocol):
    """Sends a letter; never raises, never takes longer than its limit."""

    async def send(self, letter: Letter) -> Sent: ...
