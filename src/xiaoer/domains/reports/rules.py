"""Pure parts of reports: which periods are due, what has changed most, what the first words and to-dos say."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Literal

from xiaoer.files.inspection.overview import KPI_NAMES, TRADE_NAMES, is_rate
from xiaoer.files.inspection.tongue import Language, Tongue

Kind = Literal["day", "week"]
WEEK = timedelta(days=7)
NAMES = {
    **KPI_NAMES, **TRADE_NAMES, "score": "自动质检分", "satisfaction": "推测满意度", "stars": "买家评价",
}  # fmt: skip
REASONS = {
    "no_reason": "七天无理由", "quality": "质量问题", "damaged": "破损", "missing_item": "少件漏发",
    "wrong_item": "发错", "not_as_described": "与描述不符", "late_shipping": "未按时发货", "not_received": "没收到",
    "size": "尺码不合适", "fake": "怀疑假货", "allergy": "过敏不适", "price_drop": "降价", "other": "其他",
}  # fmt: skip


def tongue_of(language: Language) -> Tongue:
    """What exported reports are written in."""
    return Tongue(language, NAMES, REASONS)


TOLD = ("conversations", "average_response_s", "reply_rate_3min", "unreplied", "score", "net_sales")
"""What the first sentence speaks of, in this order."""
LEAST_CHANGE = 0.05


@dataclass(frozen=True, slots=True)
class Period:
    """Whole days of a shop, first and last."""

    kind: Kind
    first: date
    last: date

    @property
    def before(self) -> Period:
        """The same length just before."""
        length = self.last - self.first + timedelta(days=1)
        return Period(self.kind, self.first - length, self.last - length)


def period_of(kind: Kind, day: date) -> Period:
    """The day, or the week (Monday to Sunday) that holds it."""
    if kind == "day":
        return Period(kind, day, day)
    monday = day - timedelta(days=day.weekday())
    return Period(kind, monday, monday + WEEK - timedelta(days=1))


def due(now: datetime, *, day_at: str, week_day: int, week_at: str) -> list[Period]:
    """Which reports should be there at a local time: today's from `day_at` on (before that yesterday's), and last

    week's from its weekday and hour on.
    """
    today = now.date()
    found = [period_of("day", today if clock(now) >= day_at else today - timedelta(days=1))]
    monday = today - timedelta(days=today.weekday())
    if (today.weekday(), clock(now)) >= (week_day, week_at):
        found.append(period_of("week", monday - timedelta(days=1)))
    return found


def clock(at: datetime) -> str:
    """`HH:MM`."""
    return at.strftime("%H:%M")


def shown(key: str, value: float | None) -> str:
    """A figure as people write it."""
    if value is None:
        return "没有数据"
    if is_rate(key):
        return f"{value * 100:.1f}%"
    if key.endswith("_s"):
        return f"{value:.0f}秒" if value >= 10 else f"{round(value, 1):g}秒"
    return f"{value:,.2f}".rstrip("0").rstrip(".")


def sentence(numbers: Mapping[str, float | None], before: Mapping[str, float | None], kind: Kind) -> str:
    """What a reader should know first: the figures that are told, with those that have moved."""
    other = "昨天" if kind == "day" else "上周"
    parts = []
    for key in TOLD:
        now, was = numbers.get(key), before.get(key)
        if now is None:
            continue
        parts.append(f"{NAMES[key]} {shown(key, now)}{_moved(key, now, was, other)}")
    return "；".join(parts) + "。" if parts else "这段时间没有会话。"


def _moved(key: str, now: float, was: float | None, other: str) -> str:
    if was is None:
        return ""
    if is_rate(key):
        points = (now - was) * 100
        if abs(points) < 1:
            return f"（和{other}差不多）"
        return f"（比{other}{'高' if points > 0 else '低'}{abs(points):.1f}个百分点）"
    if not was or abs(now - was) / abs(was) < LEAST_CHANGE:
        return f"（和{other}差不多）" if now == was or was else ""
    change = (now - was) / abs(was) * 100
    return f"（比{other}{'多' if change > 0 else '少'}{abs(change):.0f}%）"


def to_dos(figures: Mapping[str, Any]) -> list[str]:
    """What the figures ask somebody to do; a person edits them."""
    found = []
    waits = figures["open"]
    if waits["overdue"]:
        found.append(f"处理{waits['overdue']}条已超时的待办")
    if waits["appeals"]:
        found.append(f"复核{waits['appeals']}条申诉")
    if waits["samples"]:
        found.append(f"评完{waits['samples']}条抽检")
    found += [
        f"补上答案：“{q['question']}”问了{q['count']}次没人答上" for q in figures["questions"][:3] if q["count"] > 1
    ]
    found += [
        f"请采购看{f['name'] or f['product']}：{f['cases']}单质量问题" for f in figures["faults"][:3] if f["cases"] > 1
    ]
    return found


def ranked(counts: Mapping[str, int], most: int) -> Sequence[tuple[str, int]]:
    """The commonest first, equal ones by name."""
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:most]
