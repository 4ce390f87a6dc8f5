"""Bonus by a formula: every fen from an order, refunds on their date, shares that add up."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xiaoer.core.errors import BadInput
from xiaoer.core.inspection.bonus import Formula, Line, Refund, check, lines_of, shares, sheet
from xiaoer.core.inspection.outliers import outliers, repeated
from xiaoer.core.inspection.trade import Sale

HOUR = 3_600_000
DAY = 24 * HOUR
BASE = 1_760_000_000_000 // DAY * DAY
PLAIN = Formula(((0, Decimal(1)), (1_000_00, Decimal(2))), 70, 200)
MONTH = (BASE, BASE + 30 * DAY)


def sold(number: str = "1", at: int = BASE + DAY, fen: int = 500_00) -> Sale:
    return Sale(number, at, at + HOUR, fen, 1)


def test_who_closed_and_who_followed_share() -> None:
    sale = sold()
    both = [(sale.ordered_ms - HOUR, "a"), (sale.ordered_ms + HOUR // 2, "b")]
    assert shares(sale, both, PLAIN) == {"a": ("closed", 70), "b": ("followed", 30)}
    assert shares(sale, both[:1], PLAIN) == {"a": ("closed", 100)}
    assert shares(sale, both[1:], PLAIN) == {"b": ("followed", 100)}
    assert shares(sale, [], PLAIN) == {}


def test_a_refund_counts_in_the_month_in_which_it_was_made() -> None:
    sale = sold(at=BASE - 10 * DAY)
    spoke = [(sale.ordered_ms - HOUR, "a")]
    back = {"1": [Refund("1", 200_00, BASE + 3 * DAY)]}
    before = lines_of([(sale, spoke)], back, PLAIN, BASE - 30 * DAY, BASE)
    now = lines_of([(sale, spoke)], back, PLAIN, *MONTH)
    assert [(li.kind, li.amount_fen) for li in before["a"]] == [("sale", 500_00)]
    assert [(li.kind, li.amount_fen) for li in now["a"]] == [("refund", -200_00)]
    assert sheet(now["a"], PLAIN).bonus_fen == -2_00


def test_the_tier_that_net_sales_reach_holds_for_all() -> None:
    sales = [sold(str(n), BASE + n * DAY) for n in range(1, 4)]
    lines = lines_of([(s, [(s.ordered_ms - HOUR, "a")]) for s in sales], {}, PLAIN, *MONTH)["a"]
    whole = sheet(lines, PLAIN)
    assert (whole.net_fen, whole.pct) == (1_500_00, Decimal(2))
    assert whole.bonus_fen == 3 * (10_00 + 2_00)
    less = sheet([*lines, Line("9", "refund", "closed", BASE, -600_00, 100)], PLAIN)
    assert less.pct == 1
    assert sheet([*lines, Line("9", "adjustment", "", BASE, 7_77, 100)], PLAIN).bonus_fen == whole.bonus_fen + 7_77


@given(
    st.lists(st.tuples(st.integers(1, 10**7), st.integers(0, 100), st.integers(0, 29)), max_size=12),
    st.integers(0, 100), st.integers(0, 500),
)  # fmt: skip
def test_every_fen_is_some_lines(rows: list[tuple[int, int, int]], pct: int, each: int) -> None:
    formula = Formula(((0, Decimal(pct)),), 100, each)
    lines = [Line(str(n), "sale", "closed", BASE + day, fen, share) for n, (fen, share, day) in enumerate(rows)]
    whole = sheet(lines, formula)
    assert whole.bonus_fen == sum(li.bonus_fen for li in whole.lines)
    assert whole.net_fen == sum(li.counted_fen for li in lines)
    assert all(0 <= li.bonus_fen <= li.amount_fen + each for li in whole.lines)


@pytest.mark.parametrize(
    "tiers", [(), ((100, Decimal(1)),), ((0, Decimal(1)), (0, Decimal(2))), ((0, Decimal(101)),), ((0, Decimal(-1)),)]
)
def test_a_formula_that_does_not_add_up(tiers: tuple[tuple[int, Decimal], ...]) -> None:
    with pytest.raises(BadInput):
        check(Formula(tiers))


def test_outliers_need_people_and_distance() -> None:
    calm = {"a": 100.0, "b": 110.0, "c": 95.0, "d": 105.0}
    assert outliers(calm, least=50) == []
    assert [o.who for o in outliers({**calm, "e": 900.0}, least=50)] == ["e"]
    assert outliers({"a": 1.0, "e": 900.0}, least=50) == []  # too few people
    assert [o.who for o in outliers({"a": 100.0, "b": 100.0, "c": 100.0, "e": 300.0}, least=50)] == ["e"]
    assert outliers({"a": 1.0, "b": 1.0, "c": 1.0, "e": 9.0}, least=50) == []  # too little money
    assert repeated([("a", "x")] * 3 + [("a", "y")] * 2) == [("a", "x", 3)]
