"""The figures of `python -m benchmarks.answering`: they may rise, and must not fall."""

from functools import cache

import pytest
from benchmarks.answering import Judged, judge, summary

from xiaoer.core.rulebook.gate import Gate

pytestmark = pytest.mark.xdist_group("answers")  # all of them rest on one long measurement

# Shares of turns right when this was last measured, less a little for changes of the shops' data.
LEAST = {
    "heldout": 0.98,
    "checks_qinghe_womenswear": 0.98,
    "checks_shanyu_foodgift": 0.96,
    "trades_tune": 0.96,
    "trades_tune2": 0.96,
    "trades_tune3": 0.96,
    "trades_tune4": 0.96,
    "trades_tune5": 0.95,
    "unseen_1": 0.98,
    "unseen_2": 0.96,
    "unseen_3": 0.95,
    "unseen_4": 0.97,
    "unseen_5": 0.96,
    "fresh_tune": 0.97,
    "fresh_seen": 0.95,
    "fresh_tune2": 0.96,
    "unseen_6": 0.97,
    "unseen_7": 0.96,
    "unseen_8": 0.87,
    "unseen_9": 0.88,
    "unseen_9b": 0.86,
    "unseen_10": 0.91,
    "examples_9b": 0.85,
    "dev_garden": 0.97,
    "dev_aquarium": 0.79,
    "dev_curtains": 0.86,
    "dev_bikes": 0.97,
    "dev_glasses": 0.93,
    "dev_grain": 0.97,
    "dev_mother": 0.97,
    "examples_9": 0.95,
    "talks_tune": 0.98,
    "dev_hanfu": 0.9,
    "dev_seafood": 0.85,
    "dev_examples": 0.9,
    "dev_baking": 0.93,
    "dev_medical": 0.89,
    "dev_print": 0.92,
    "dev_pricing": 0.95,
    "unseen_12": 0.83,
}

TRADES = (("food", "食品"), ("cosmetics", "化妆品"), ("appliance", "家电"), ("wear", "女装"), ("toys", "玩具"))


@cache
def measured() -> tuple[Judged, ...]:
    return tuple(judge())


def category_of(shop: str) -> str | None:
    """The gate judges some words by trade: a broken seal ends a no-reason return of food and cosmetics."""
    return next((name for word, name in TRADES if word in shop), None)


def test_nothing_is_invented() -> None:
    assert [j.line["reply"] for j in measured() if any(w.startswith("invented") for w in j.wrong)] == []


@pytest.mark.parametrize("name", sorted(LEAST))
def test_the_share_of_right_turns(name: str) -> None:
    assert summary(list(measured()))["sets"][name]["turns_right"] >= LEAST[name]


def test_no_reply_is_blocked_by_the_wording_gate() -> None:
    gate = Gate()
    blocked = [
        r
        for j in measured()
        if gate.check(r := str(j.line["reply"]), by="robot", category=category_of(j.shop)).verdict == "block"
    ]
    assert blocked == []


def test_what_is_sure_is_right() -> None:
    sure = [j for j in measured() if float(j.line["confidence"]) >= 0.9 and j.line["kind"] == "answer"]
    assert len(sure) > 50
    assert sum(not j.wrong for j in sure) / len(sure) >= 0.97
