"""The one shape of a conversation: live, imported or simulated."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

Role = Literal["shopper", "agent", "robot", "system"]
Kind = Literal["text", "image", "file", "product_card", "order_card", "action_card", "form", "transfer", "recall"]


@dataclass(frozen=True, slots=True)
class Utterance:
    """One line. `author` is the account's or shopper's name; `ref` the product or order number of a card.

    `assisted` = sent by a person with the robot's draft (counts as human).
    """

    seq: int
    at: datetime
    role: Role
    author: str
    text: str
    kind: Kind = "text"
    ref: str | None = None
    assisted: bool = False


@dataclass(frozen=True, slots=True)
class Transcript:
    """A conversation up to now, oldest line first. `product` = the product in view, by number."""

    conversation: str
    platform: str
    shopper: str | None
    utterances: tuple[Utterance, ...]
    product: str | None = None

    def last_of(self, role: Role) -> Utterance | None:
        """The newest line of a role."""
        return next((u for u in reversed(self.utterances) if u.role == role), None)
