"""When the shopper had the goods, and what follows from it: return windows, refund dates, overdue flags."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from xiaoer.core.rulebook.judge.amounts import chosen_rows, open_sum
from xiaoer.core.rulebook.judge.case import Case, by
from xiaoer.core.rulebook.judge.days import after_days, after_hours, say, within
from xiaoer.core.rulebook.judge.shapes import Deadline

NO_CONSENT = frozenset(["neighbor_without_consent", "station_without_consent"])


def received_at(case: Case) -> datetime | None:
    """The moment of receipt. Left with a neighbour or a station without consent counts from collection only."""
    facts = case.facts
    if facts.text("order.signed_by") in NO_CONSENT:
        return facts.time("order.picked_up_at")
    signed = [row.time("signed_at") for row in chosen_rows(case)]
    known = [moment for moment in signed if moment is not None]
    if known and len(known) == len(signed):
        return max(known)
    return facts.time("order.signed_at") or facts.time("order.picked_up_at")


def warranty_start(case: Case) -> datetime | None:
    """Warranty and burden of proof run from exchange, installation by the seller, or delivery (实施条例 18)."""
    facts = case.facts
    if exchanged := facts.time("order.exchanged_at"):
        return exchanged
    if facts.flag("order.installed_by_seller") and (installed := facts.time("order.installed_at")):
        return installed
    if received := received_at(case):
        return received
    invoiced = facts.day("order.invoice_date")
    return after_days(invoiced, 0) if invoiced else None


@dataclass(frozen=True, slots=True)
class Window:
    """A return window: its last second (None = receipt unknown) and whether the request came in time (None = open)."""

    last: datetime | None
    in_time: bool | None

    @property
    def due(self) -> Deadline | None:
        """The last second for the notice, as a deadline."""
        return None if self.last is None else by("return_by", self.last)


def no_reason_window(case: Case) -> Window:
    """Seven days from the day after receipt, or more where the shop promises more; judged at the request."""
    law = case.value("no_reason.days")
    promised = case.facts.count("shop_rules.no_reason_days.days") or 0
    days = max(law, promised)
    start = received_at(case)
    if start is None:
        return Window(None, _surely_in_time(case, days))
    holidays = _holidays(case)
    last = after_days(start.date(), days, holidays)
    grounds = [name for name, holds in (
        ("shop_rules.no_reason_days", promised > law),
        ("shop_rules.holiday_roll", bool(holidays) and last != after_days(start.date(), days)),
    ) if holds]  # fmt: skip
    in_time = within(case.at, last)
    case.cite(
        "no_reason.in_time" if in_time else "no_reason.too_late", *grounds,
        days=str(days), signed=f"{start.month}月{start.day}日", last=say(last),
    )  # fmt: skip
    return Window(last, in_time)


def _holidays(case: Case) -> frozenset[date]:
    days = set()
    for text in case.facts.names("shop_rules.holiday_roll.holidays"):
        try:
            days.add(date.fromisoformat(text))
        except ValueError:
            case.facts.problems.append("shop_rules.holiday_roll.holidays 应是日期的列表，如 2026-10-01")
    return frozenset(days)


def _surely_in_time(case: Case, days: int) -> bool | None:
    """Without a receipt time: in time for sure where even receipt on the day of dispatch would be in time."""
    if case.facts.text("order.signed_by") in NO_CONSENT:
        return True  # not handed over yet: the days have not begun
    sent = case.facts.time("order.shipped_at") or case.facts.time("order.paid_at")
    if sent is not None and within(case.at, after_days(sent.date(), days)):
        return True
    return None


def days_after_receipt(case: Case, days: int) -> Window:
    """A window of `days` after receipt (or exchange) for goods with a fault."""
    start = case.facts.time("order.exchanged_at") or received_at(case)
    if start is None:
        return Window(None, _surely_in_time(case, days))
    last = after_days(start.date(), days)
    return Window(last, within(case.at, last))


def refund_due(case: Case) -> tuple[Deadline | None, tuple[str, ...]]:
    """For goods that came back: refund date and flags. None while nothing has come back."""
    facts = case.facts
    came = facts.time("request.return_received_at")
    if came is None:
        return _on_the_way(case), ()
    last = after_days(came.date(), case.value("refund.days"))
    hours = facts.count("shop_rules.refund_within_hours")
    confirm = facts.count("shop_rules.platform_timeouts.confirm_return_days")
    if hours is not None and (sooner := after_hours(came, hours)) < last:
        last = sooner
        case.cite("refund.promised", hours=str(hours))
    elif confirm is not None and (sooner := came + timedelta(days=min(confirm, 999))) < last:
        last = sooner
        case.cite("refund.platform", days=str(confirm))
    else:
        case.cite("refund.statutory", days=str(case.value("refund.days")))
    line = after_days(came.date(), case.value("delay.days"))
    flags = [
        name for name, end in (("refund_overdue", last), ("deliberate_delay_15d", line)) if not within(case.now, end)
    ]
    if open_sum(case) == 0:
        flags = []  # everything has been paid back
    if "deliberate_delay_15d" in flags or wants_line(case):
        case.cite("delay.refund")
    return by("refund_by", line if wants_line(case) else last), tuple(flags)


def _on_the_way(case: Case) -> Deadline | None:
    sent = case.facts.time("request.return_shipped_at")
    days = case.facts.count("shop_rules.platform_timeouts.confirm_return_days")
    if sent is None or days is None:
        return None
    case.cite("refund.platform", days=str(days))
    return by("answer_by", sent + timedelta(days=min(days, 999)))


def no_address_given(case: Case) -> tuple[Deadline | None, tuple[str, ...]]:
    """The seller keeps back the return address: the fifteen-day line runs from the request (处罚办法 9)."""
    facts = case.facts
    if not facts.has("seller.return_address_given_at") or facts.time("seller.return_address_given_at") is not None:
        return None, ()
    line = delay_line(case)
    case.cite("delay.address", last=say(line.at))
    flags = () if within(case.now, line.at) else ("deliberate_delay_15d",)
    return (line if wants_line(case) else None), flags


def duty_due(case: Case) -> tuple[Deadline | None, tuple[str, ...]]:
    """Repair, exchange, resending: the line of deliberate delay where it is asked for or passed."""
    line = delay_line(case)
    passed = not within(case.now, line.at)
    if passed or wants_line(case):
        case.cite("delay.duty", last=say(line.at))
    return (line if wants_line(case) else None), (("deliberate_delay_15d",) if passed else ())


def delay_line(case: Case) -> Deadline:
    """Fifteen days from the shopper's demand."""
    start = case.facts.time("request.urged_at") or case.at
    return by("answer_by", after_days(start.date(), case.value("delay.days")))


def wants_line(case: Case) -> bool:
    """Whether the line of deliberate delay is the deadline asked for."""
    return case.facts.text("deadline_wanted") == "deliberate_delay_line"


def money_due(case: Case) -> tuple[Deadline | None, tuple[str, ...]]:
    """For money owed without goods to wait for: promised hours, the platform's answer time, flags."""
    facts = case.facts
    line = delay_line(case)
    flags = [] if within(case.now, line.at) else ["deliberate_delay_15d"]
    if wants_line(case):
        case.cite("delay.refund")
        return by("refund_by", line.at), tuple(flags)
    hours = facts.count("shop_rules.refund_within_hours")
    if hours is not None:
        case.cite("refund.promised", hours=str(hours))
        last = after_hours(case.at, hours)
        return by("refund_by", last), (*(["refund_overdue"] if case.now > last else []), *flags)
    answer = facts.count("shop_rules.platform_timeouts.unshipped_refund_answer_hours")
    if answer is not None and case.status in ("paid_unshipped", "part_shipped", "shipped"):
        case.cite("refund.answer_hours", hours=str(answer))
        return by("answer_by", after_hours(case.at, answer)), tuple(flags)
    return None, tuple(flags)
