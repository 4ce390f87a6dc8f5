"""The list at opening over the wire."""

from __future__ import annotations

from pydantic import BaseModel

from xiaoer.domains.desk.schemas import State
from xiaoer.domains.growing.schemas import Summary
from xiaoer.domains.worded import Worded


class MorningEntry(Summary):
    """Somebody who waits, with what is due first and why, and the facts collected."""

    conversation: int
    nick: str
    state: State
    team: str | None
    due_at: str
    why: Worded
    waiting_since: str | None


class Morning(BaseModel):
    """Who wrote since the night began, by what is due first. `on` = the shop has a night plan."""

    entries: list[MorningEntry]
    began: str
    opens: str
    on: bool
