"""The dated rules: complete, chosen by date and platform, used."""

from __future__ import annotations

import re
from datetime import date
from importlib import resources
from pathlib import Path

import pytest
from judge_cases import case

from xiaoer.core.errors import BadInput
from xiaoer.core.rulebook import judge
from xiaoer.core.rulebook.judge import decide, packaged, read_book

SOURCES = "\n".join(path.read_text("utf-8") for path in Path(judge.__file__).parent.glob("*.py"))
GROUPS = ("excluded.", "not_intact.", "proof.", "escalate.", "nothing_to_return.", "notice.", "claim.", "price.same_")


def test_every_rule_is_complete() -> None:
    for rule in packaged():
        assert rule.source
        assert bool(rule.zh) == bool(rule.en), rule.id
        assert rule.valid_from >= date(2010, 1, 1)
        assert rule.confidence in ("law", "platform", "practice", "unsure")


def test_every_rule_is_used_and_every_rule_used_exists() -> None:
    known = {rule.id for rule in packaged()}
    named = set(re.findall(r'"([a-z_]+\.[a-z_]+)"', SOURCES))
    for rule in known:
        assert rule.startswith(GROUPS) or rule in named, f"{rule} is never used"
    cited = set(re.findall(r'(?:cite|value)\(\s*"([a-z_]+\.[a-z_]+)"', SOURCES))
    assert cited
    assert cited <= known


def test_each_file_names_what_it_holds() -> None:
    folder = resources.files("xiaoer.core.rulebook") / "rules" / "after_sales"
    for file in folder.iterdir():
        assert file.read_text("utf-8").startswith("# "), file.name


ROW = {"id": "a.b", "zh": "七天", "en": "seven", "source": "page", "unit": "day", "confidence": "platform"}


def test_the_version_in_force_is_chosen_by_date_and_platform() -> None:
    book = read_book({"x.toml": {"rule": [
        {**ROW, "value": 7, "valid_from": date(2020, 1, 1)},
        {**ROW, "value": 10, "valid_from": date(2026, 1, 1)},
        {**ROW, "value": 15, "valid_from": date(2025, 1, 1), "valid_until": date(2026, 6, 30), "platforms": ["jd"]},
    ]}})  # fmt: skip
    chosen = {
        (day, platform): book.at(date.fromisoformat(day), platform).value("a.b")
        for day in ("2019-01-01", "2025-12-31", "2026-01-01", "2026-07-01")
        for platform in ("own", "jd")
    }
    assert chosen == {
        ("2019-01-01", "own"): 7, ("2025-12-31", "own"): 7, ("2026-01-01", "own"): 10, ("2026-07-01", "own"): 10,
        ("2019-01-01", "jd"): 7, ("2025-12-31", "jd"): 15, ("2026-01-01", "jd"): 15, ("2026-07-01", "jd"): 10,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"confidence": "sure"}, "confidence"),
        ({"valid_from": None}, "valid_from"),
        ({"value": None}, "value and unit"),
        ({"value": 1, "valid_from": date(2020, 1, 1), "when": "has(("}, "CEL"),
        ({"zh": None}, "zh"),
    ],
)
def test_a_wrong_rule_is_named_with_file_and_id(change: dict[str, object], told: str) -> None:
    row = {**ROW, "value": 1, "valid_from": date(2020, 1, 1), **change}
    with pytest.raises(BadInput, match=f"x.toml, rule a.b.*{told}"):
        read_book({"x.toml": {"rule": [{key: value for key, value in row.items() if value is not None}]}})


def test_a_case_from_before_a_law_is_still_answered() -> None:
    old = {"order.signed_at": "2012-05-04T15:00:00+08:00", "request.at": "2012-05-08T10:00:00+08:00"}
    assert decide(case(old)).outcome == "approve"
