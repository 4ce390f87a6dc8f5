"""The daily drawing: when it is due, and that it draws once."""

from __future__ import annotations

from xiaoer.domains.quality.rules import Signs, is_due, why_risky


def test_when_a_drawing_is_due() -> None:
    assert is_due("09:30", "2026-03-01", on=True, at="09:30", last_day="2026-02-28")
    assert not is_due("09:29", "2026-03-01", on=True, at="09:30", last_day="2026-02-28")
    assert not is_due("12:00", "2026-03-01", on=True, at="09:30", last_day="2026-03-01")
    assert not is_due("12:00", "2026-03-01", on=False, at="09:30", last_day="")


def test_the_reasons_say_what_made_the_risk() -> None:
    assert why_risky(Signs(fatal=True, score=0, stars=1, unsure=2)) == "fatal|score:0|stars:1|unsure:2"
    assert why_risky(Signs(score=90, unsure=1, suspected=1)) == "suspected:1|score:90|unsure:1"
    assert why_risky(Signs(score=100, satisfaction=2)) == "mood:2"
    assert why_risky(Signs(score=100, satisfaction=5, stars=5)) == ""
