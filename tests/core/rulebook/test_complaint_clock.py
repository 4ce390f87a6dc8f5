"""The clock of a complaint: what the platform gives, else the shop, else the dated rule."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from xiaoer.core.facts import Platform
from xiaoer.core.rulebook.casework import complaint_due

NOW = datetime(2026, 11, 3, 6, tzinfo=UTC)


@pytest.mark.parametrize(
    ("platform", "told"), [("own", ""), ("tmall", "48"), ("pdd", "48"), ("jd", "24"), ("douyin", "48")]
)
def test_a_day_by_rule_and_the_platforms_time_beside(platform: Platform, told: str) -> None:
    due = complaint_due(platform, NOW)
    assert due.at == NOW + timedelta(hours=24)
    assert ("小时内举证" in due.rule) == bool(told)
    assert f"{told} 小时内举证" in due.rule or not told


def test_the_shop_may_set_hours_and_the_platforms_deadline_wins() -> None:
    assert complaint_due("own", NOW, shop_hours=6).at == NOW + timedelta(hours=6)
    given = NOW + timedelta(hours=70)
    due = complaint_due("pdd", NOW, given=given, shop_hours=6)
    assert (due.at, due.source) == (given, "平台超时时间")
