"""The ladder of warnings before a deadline: T-24, T-12, T-4 and T-1 hours, then overdue."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from xiaoer.core.rulebook.judge.shapes import Deadline, Due

WARN_HOURS = (24, 12, 4, 1)

_PASSED: dict[Due, str] = {
    "return_by": "买家的无理由退货期结束；质量问题不受影响",
    "refund_by": "退款逾期，平台可能直接退款，满十五天视为故意拖延",
    "ship_by": "算延迟发货，按规则赔付，买家可以取消并全额退款",
    "answer_by": "平台视为同意并自动处理，逾期计入店铺考核",
}


@dataclass(frozen=True, slots=True)
class Watch:
    """A deadline seen at a moment. `rung` = hours of the warning reached (24, 12, 4, 1), None before the first."""

    state: Literal["calm", "warned", "overdue"]
    rung: int | None
    left_s: int


def watch(deadline: Deadline, now: datetime) -> Watch:
    """Where a deadline stands. The last second itself is still in time."""
    left = deadline.at - now.replace(microsecond=0)
    seconds = int(left.total_seconds())
    if seconds < 0:
        return Watch("overdue", None, seconds)
    reached = [hours for hours in WARN_HOURS if left <= timedelta(hours=hours)]
    return Watch("warned", min(reached), seconds) if reached else Watch("calm", None, seconds)


def next_warning(deadline: Deadline, now: datetime) -> datetime | None:
    """The moment of the next rung after `now`, the deadline itself last; None when it has passed."""
    rungs = [deadline.at - timedelta(hours=hours) for hours in WARN_HOURS]
    return next((rung for rung in [*rungs, deadline.at] if rung > now), None)


def consequence(deadline: Deadline) -> str:
    """What happens when the deadline passes, for the screen."""
    return _PASSED[deadline.what]
