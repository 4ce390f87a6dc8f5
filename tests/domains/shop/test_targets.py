"""Limits of the platforms, the shop's own over them, and the clock."""

from __future__ import annotations

from xiaoer.core.inspection.kpi_rules import default_rules
from xiaoer.domains.shop.targets import clock_s, known_keys, own_rules, views, with_limits

JD = "jd_first_reply_rate_30s"


def test_the_clock_runs_to_the_strictest() -> None:
    assert clock_s("own", 90, {}) == 90
    assert clock_s("pdd", 300, {}) == 180
    assert clock_s("pdd", 60, {}) == 60
    assert clock_s("jd", 60, {}) == 30
    assert clock_s("jd", 60, {JD: 45}) == 45
    assert clock_s("pdd", 60, {JD: 5}) == 60  # another platform's limit says nothing here


def test_tmall_is_counted_as_taobao() -> None:
    assert own_rules("tmall") == own_rules("taobao") != ()
    assert {rule.key for rule in own_rules("jd")} <= known_keys()


def test_reports_count_by_the_shops_limit_and_say_so() -> None:
    rules = with_limits(default_rules(), {JD: 20})
    assert rules[JD].within_s == 20
    assert "本店按 20 秒计，平台为 30 秒" in rules[JD].text
    assert with_limits(default_rules(), {JD: 30})[JD] == default_rules()[JD]
    (view,) = views("jd", {JD: 20})
    assert (view["platform_s"], view["limit_s"]) == (30, 20)
