"""What is drawn, what a sheet comes to, agreement, patterns: pure."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xiaoer.domains.quality.rules import (
    Candidate,
    Pattern,
    Signs,
    draw,
    kappa,
    patterns,
    risk_of,
    sheet_quality,
    sheet_score,
)

GROUPS = {"response": 10, "accuracy": 60, "closing": 30}


def test_risk_puts_fatal_first_then_lost_points_and_unhappy_shoppers() -> None:
    fatal = risk_of(Signs(fatal=True, score=0, satisfaction=4, stars=None, unsure=0))
    poor = risk_of(Signs(fatal=False, score=40, satisfaction=3, stars=None, unsure=0))
    unhappy = risk_of(Signs(fatal=False, score=100, satisfaction=4, stars=1, unsure=0))
    unsure = risk_of(Signs(fatal=False, score=100, satisfaction=5, stars=None, unsure=1))
    suspected = risk_of(Signs(score=95, satisfaction=5, unsure=1, suspected=1))
    assert fatal > suspected > poor > unhappy > unsure > 0
    assert risk_of(Signs(fatal=False, score=None, satisfaction=None, stars=None, unsure=0)) == 0


@given(st.lists(st.tuples(st.integers(1, 3), st.integers(0, 50), st.booleans()), max_size=40), st.integers(0, 99))
def test_a_draw_takes_each_chat_once_and_no_more_than_asked(rows: list[tuple[int, int, bool]], seed: int) -> None:
    candidates = [Candidate(i, agent, risk, new) for i, (agent, risk, new) in enumerate(rows)]
    drawn = draw(candidates, by_chance=2, by_risk=3, of_new=1, seed=seed)
    assert drawn == draw(candidates[::-1], by_chance=2, by_risk=3, of_new=1, seed=seed)
    assert len({i for i, _ in drawn}) == len(drawn)
    for agent in (1, 2, 3):
        own = [(i, source) for i, source in drawn if candidates[i].agent == agent]
        assert sum(s == "random" for _, s in own) == min(2, sum(c.agent == agent for c in candidates))
        risky = [candidates[i].risk for i, s in own if s == "risk"]
        assert len(risky) <= 3
        assert all(risky)
        left = [c.risk for c in candidates if c.agent == agent and c.id not in {i for i, _ in own}]
        assert not risky or max(left, default=0) <= min(risky)
        assert all(candidates[i].new for i, s in own if s == "new")


def test_a_sheet_loses_no_more_than_a_group_has() -> None:
    assert sheet_score(GROUPS, {}, fatal=False) == 100
    assert sheet_score(GROUPS, {"response": 99, "accuracy": 5}, fatal=False) == 85
    assert sheet_score(GROUPS, {}, fatal=True) == 0
    assert [sheet_quality(s, 20, fatal=False) for s in (100, 99, 81, 80)] == ["good", "middling", "middling", "bad"]
    assert sheet_quality(100, 20, fatal=True) == "bad"


def test_kappa_of_a_known_table() -> None:
    # 50 chats: both yes 20, only first 5, only second 10, both no 15 → (0.7 − 0.5) / 0.5 = 0.4
    table = [("y", "y")] * 20 + [("y", "n")] * 5 + [("n", "y")] * 10 + [("n", "n")] * 15
    assert kappa(table) == pytest.approx(0.4)
    assert kappa([]) is None
    assert kappa([("a", "a"), ("a", "a")]) == 1.0
    assert kappa([("a", "b"), ("b", "a")]) == -1.0


def test_a_single_slip_is_no_pattern_but_a_fatal_one_is() -> None:
    faults = [(1, "curt", 10, False), (1, "curt", 10, False), (1, "curt", 11, False), (2, "abuse", 12, True)]
    assert patterns(faults) == [Pattern(2, "abuse", (12,), True)]
    assert patterns([*faults, (1, "curt", 13, False)])[1] == Pattern(1, "curt", (10, 11, 13), False)
