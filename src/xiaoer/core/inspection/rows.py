"""A transcript as rows made for counting: whole milliseconds, days and times of day at +08:00, sides."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Literal

from xiaoer.core.inspection.courtesy import is_courtesy
from xiaoer.core.inspection.names import account, is_robot
from xiaoer.core.transcript import Transcript, Utterance

DAY_MS = 86_400_000
_ZONE_MS = 8 * 3_600_000
Side = Literal["shopper", "human", "robot", "transfer", ""]
"""Who said it. `transfer` = a handing over; "" = what is no message (recalls, the system)."""


@dataclass(slots=True)
class Row:
    """One utterance. `ms` since 1970; `day` = whole days since then and `tod` = milliseconds of the day at +08:00.

    `who` = account or shopper; of a transfer, who hands over ("" unknown or a robot), `to` who receives ("" a robot).
    `from_robot` = a transfer away from a robot.
    """

    seq: int
    ms: int
    day: int
    tod: int
    side: Side
    who: str
    text: str
    kind: str
    to: str = ""
    from_robot: bool = False
    courtesy: bool = False


@dataclass(frozen=True, slots=True)
class Talk:
    """A conversation to inspect. `timed` = its times are known; `stars` = the shopper's own rating, 1–5."""

    id: str
    platform: str
    shopper: str | None
    rows: Sequence[Row]
    timed: bool = True
    stars: int | None = None
    product: str | None = None


def talk_of(transcript: Transcript) -> Talk:
    """A transcript, live or simulated, as one conversation to inspect."""
    rows = [_row(said) for said in transcript.utterances]
    return Talk(
        transcript.conversation, transcript.platform, transcript.shopper, rows, product=transcript.product
    )  # fmt: skip


def _row(said: Utterance) -> Row:
    ms = round(said.at.timestamp() * 1000)
    role = "agent" if said.assisted else said.role
    return make_row(said.seq, ms, role, said.author, said.text, said.kind, said.ref)


def make_row(seq: int, ms: int, role: str, author: str, text: str, kind: str, ref: str | None) -> Row:
    """One utterance → its row; of a transfer `author` hands over and `ref` receives."""
    local = ms + _ZONE_MS
    row = Row(seq, ms, local // DAY_MS, local % DAY_MS, "", author, text, kind)
    if kind == "transfer":
        giver, taker = account(author), account(ref or "")
        row.side, row.from_robot = "transfer", bool(giver) and is_robot(giver)
        row.who = "" if row.from_robot else giver
        row.to = "" if is_robot(taker) else taker
    elif kind == "recall" or role == "system":
        row.side = ""
    elif role == "shopper":
        row.side = "shopper"
        row.courtesy = is_courtesy(text, kind)
    elif role == "agent":
        row.side, row.who = "human", account(author)
    else:
        row.side = "robot"
    return row


@lru_cache(maxsize=4096)
def day_text(day: int) -> str:
    """Days since 1970 → `2026-03-01`."""
    return (date(1970, 1, 1) + timedelta(days=day)).isoformat()


def agents_of(rows: Iterable[Row]) -> list[str]:
    """Who wrote or was named in a transfer, in that order; robots left out."""
    seen: dict[str, None] = {}
    for row in rows:
        if row.side == "human" and row.who:
            seen.setdefault(row.who)
        elif row.side == "transfer":
            for name in (row.who, row.to):
                if name:
                    seen.setdefault(name)
    return list(seen)
