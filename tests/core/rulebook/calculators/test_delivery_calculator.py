from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from xiaoer.core.facts import Delivery, Policy, Source
from xiaoer.core.rulebook.calculators.delivery import DispatchRules, arrival, dispatch_day, dispatch_rules

ZONE = ZoneInfo("Asia/Shanghai")
NONE = DispatchRules()


def row(cutoff: str = "16:00", fast: int | None = 1, slow: int | None = 2) -> Delivery:
    return Delivery("东仓", "浙江", fast, slow, "快递甲", cutoff, "", Source("delivery.csv", 2))


def policy(text: str, keys: str = "") -> Policy:
    return Policy("P1", "发货", text, keys, Source("policies.csv", 2))


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 3, day, hour, minute, tzinfo=ZONE)


def test_paid_before_the_cutoff_leaves_the_same_day() -> None:
    assert dispatch_day(row(), at(5, 15, 59), NONE) == date(2026, 3, 5)
    assert dispatch_day(row(), at(5, 16), NONE) == date(2026, 3, 6)


def test_without_a_cutoff_no_day_is_made_up() -> None:
    assert dispatch_day(row(cutoff=""), at(5, 10), NONE) is None
    assert arrival(row(cutoff="下午"), at(5, 10), NONE).latest is None


def test_days_without_dispatch_are_skipped() -> None:
    rules = dispatch_rules([policy("付款当天出库。周日仓库不发货，顺延。")], 2026)
    assert dispatch_day(row(), at(7, 17), rules) == date(2026, 3, 9)  # Saturday evening → Monday


def test_a_rest_of_several_days_is_read() -> None:
    rules = dispatch_rules([policy("春节2月10日至2月18日停止发货")], 2026)
    assert dispatch_day(row(), datetime(2026, 2, 9, 20, tzinfo=ZONE), rules) == date(2026, 2, 19)


def test_what_is_said_of_one_warehouse_counts_for_that_one() -> None:
    names = ("东仓", "西仓")
    said = [policy("东仓每天发货，西仓周六不发。", "西仓不发货日:周六")]
    assert dispatch_rules(said, 2026, warehouse="西仓", warehouses=names).weekdays == {5}
    assert dispatch_rules(said, 2026, warehouse="东仓", warehouses=names).weekdays == frozenset()


def test_a_policy_of_a_single_warehouse_counts_for_that_one() -> None:
    names = ("东仓", "冷仓")
    said = [policy("冷链由冷仓发出，周六不发货。", "不发货日:周六")]
    assert dispatch_rules(said, 2026, warehouse="冷仓", warehouses=names).weekdays == {5}
    assert dispatch_rules(said, 2026, warehouse="东仓", warehouses=names).weekdays == frozenset()


def test_a_policy_may_say_the_next_day() -> None:
    rules = dispatch_rules([policy("付款后次日发出")], 2026)
    assert dispatch_day(row(), at(5, 9), rules) == date(2026, 3, 6)


def test_presale_is_waited_for() -> None:
    result = arrival(row(), at(5, 9), NONE, ready_on=date(2026, 3, 20))
    assert (result.dispatch_on, result.earliest, result.latest) == (
        date(2026, 3, 20), date(2026, 3, 21), date(2026, 3, 22),
    )  # fmt: skip


@given(st.integers(0, 700 * 24 * 60), st.sets(st.integers(0, 6), max_size=6))
def test_dispatch_never_falls_on_a_rest_day_nor_before_payment(minutes: int, rest: set[int]) -> None:
    paid = at(1, 0) + timedelta(minutes=minutes)
    day = dispatch_day(row(), paid, DispatchRules(frozenset(rest)))
    assert day is not None
    assert day.weekday() not in rest
    assert paid.date() <= day <= paid.date() + timedelta(days=8)
