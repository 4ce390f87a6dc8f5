"""The protocol of mailing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, Protocol


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


Why = Literal[
    "", "no_server", "settings", "unreachable", "slow", "certificate", "tls", "login", "refused_now", "refused"
]
"""What stood in the way; "" = nothing."""


@dataclass(frozen=True, slots=True)
class Sent:
    """What came of it. `final` = trying again would change nothing; `why` = the same in a word for machines."""

    good: bool
    said: str
    final: bool = False
    why: Why = ""


class Mailer(Protocol):
    """Sends a letter; never raises, never takes longer than its limit."""

    async def send(self, letter: Letter) -> Sent: ...
