"""When a follow-up is due, and every reason not to send it. Pure; times are aware and in the shop's zone."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from decimal import Decimal
from typing import Literal

Nature = Literal["service", "marketing"]
Verdict = Literal["send", "copy", "approval", "held", "later", "stopped"]

PER_DAY = 2  # touches that one shopper hears a day, over all rules
QUIET_FROM, QUIET_TO = time(22, 0), time(8, 0)  # RULES §10: nobody is written to at night
_REFUSAL = re.compile(
    r"\s*(?:退订|td|t|取消订阅|(?:请)?(?:不要|别)再?发(?:了|消息|广告)?(?:给我)?了?)[。.！!]?\s*", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Touch:
    """One message of a rule: minutes after the start, and its words with {variables}."""

    after_min: int
    text: str


@dataclass(frozen=True, slots=True)
class Segment:
    """Whom a rule is for; empty = everybody."""

    levels: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    min_amount: Decimal | None = None

    def holds(self, level: str, tags: tuple[str, ...], amount: Decimal | None) -> bool:
        """Whether a shopper with this level, these tags and this order amount belongs to it."""
        if self.levels and level not in self.levels:
            return False
        if self.tags and not set(self.tags) & set(tags):
            return False
        return self.min_amount is None or (amount is not None and amount >= self.min_amount)


@dataclass(frozen=True, slots=True)
class Standing:
    """What is known of a subject at the moment of judging.

    `since` = when its time began to run; `sent` = touches so far; `over` = why nothing is
    to be said any more (paid, closed …), "" = still standing.
    """

    since: datetime
    sent: int = 0
    over: str = ""
    replied: bool = False  # the shopper has written since the last touch
    talking: bool = False  # people are with him, or he waits for an answer
    today: int = 0
    refused: bool = False
    consented: bool = False
    can_send: bool = True  # the channel is our own


@dataclass(frozen=True, slots=True)
class Plan:
    """The part of a rule that timing needs."""

    nature: Nature
    touches: tuple[Touch, ...]
    stop_h: int
    approval: bool = False
    holdout_pct: int = 0
    segment: Segment = field(default_factory=Segment)


@dataclass(frozen=True, slots=True)
class Judgement:
    """What to do with touch number `touch` now, and why."""

    verdict: Verdict
    touch: int
    why: str = ""


def judge(plan: Plan, standing: Standing, now: datetime, *, held: bool) -> Judgement | None:  # noqa: PLR0911
    """What is due for a subject at `now` (shop time); None = nothing yet, or nothing more.

    `held` = the subject belongs to the hold-out group. The brakes in their order: it is over · a refusal · no consent ·
    an answer has come · too late · then, for a while only: a talk is going on, night, enough for today.
    """
    number = standing.sent + 1
    if number > len(plan.touches):
        return None
    due = standing.since + timedelta(minutes=plan.touches[number - 1].after_min)
    if now < due:
        return None
    if standing.over:
        return Judgement("stopped", number, standing.over) if standing.sent else None
    if standing.refused and plan.nature == "marketing":
        return Judgement("stopped", number, "买家已退订营销消息")
    if plan.nature == "marketing" and not standing.consented:
        return Judgement("stopped", number, "没有买家同意接收营销消息的记录")
    if standing.sent and standing.replied:
        return Judgement("stopped", number, "买家已回复，不再自动跟进")
    if now > standing.since + timedelta(hours=plan.stop_h):
        return None
    if held:
        return Judgement("held", number, "对照组，不发送") if number == 1 else None
    if standing.talking:
        return Judgement("later", number, "正在沟通中")
    if is_quiet(now):
        return Judgement("later", number, "夜间免打扰（22:00-08:00）")
    if standing.today >= PER_DAY:
        return Judgement("later", number, f"今天已发{PER_DAY}条，明天再说")
    if plan.approval:
        return Judgement("approval", number, "等主管批准")
    return Judgement("send" if standing.can_send else "copy", number)


def is_quiet(now: datetime) -> bool:
    """Night in the shop's zone."""
    return now.time() >= QUIET_FROM or now.time() < QUIET_TO


def is_held(rule_id: int, subject: str, holdout_pct: int) -> bool:
    """Whether a subject is in the hold-out group: by its own name, so that it stays there."""
    mark = hashlib.sha256(f"{rule_id}:{subject}".encode()).digest()
    return int.from_bytes(mark[:4], "big") % 100 < holdout_pct


def is_refusal(text: str) -> bool:
    """Whether a shopper's whole line asks not to be written to again."""
    return _REFUSAL.fullmatch(text) is not None
