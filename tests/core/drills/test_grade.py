"""The grader: its agreement with labelled transcripts, what it cites, and the words it offers instead."""

from __future__ import annotations

import pytest
from benchmarks.drills.__main__ import judge
from tests.core.drills.test_scenarios import BOOKS

from xiaoer.core.drills.grade import Exchange, grade
from xiaoer.core.drills.inspected import inspected

BOOK = BOOKS["qinghe_womenswear"]


@pytest.fixture(scope="module")
def figures() -> dict[str, object]:
    return judge()


def test_agrees_with_people(figures: dict[str, object]) -> None:
    assert figures["transcripts"] >= 120  # type: ignore[operator]
    assert figures["rank_correlation"] >= 0.8  # type: ignore[operator]
    assert figures["item_agreement"] >= 0.9  # type: ignore[operator]


def exchanges(scenario: str, *replies: str) -> tuple[Exchange, ...]:
    asks = BOOK.scenario(scenario).asks
    return tuple(Exchange(i, (asks[i].lines[0],), (text,), 20.0) for i, text in enumerate(replies))


def test_cites_what_was_missed_and_offers_better_words() -> None:
    scenario = BOOK.scenario("quality-05")
    review = grade(BOOK, scenario, exchanges("quality-05", "亲，拍张照片看看", "好的备注", "运费您自己出"))
    assert not review.passed
    assert not review.items["answered"]
    assert 0 in review.cites["answered"]
    note = review.notes[0]
    assert any("致歉" in what for what in note.missed)
    assert note.better
    assert BOOK.gate.check(note.better).verdict != "block"
    again = grade(BOOK, scenario, exchanges("quality-05", *(n.better or "" for n in review.notes)))
    assert not again.notes[0].missed


def test_an_untrue_figure_costs_the_item_and_is_cited() -> None:
    review = grade(
        BOOK, BOOK.scenario("stock-01"), exchanges("stock-01", "亲，还有777件", "亲777件", "亲，到手191.2元")
    )
    assert not review.items["true"]
    assert review.cites["true"] == (0, 1)


def test_nothing_said_scores_nothing() -> None:
    review = grade(BOOK, BOOK.scenario("stock-01"), ())
    assert (review.score, review.passed) == (0, False)


def test_slow_answers_are_named() -> None:
    slow = Exchange(0, ("在吗",), ("亲，在的",), 90.0)
    assert grade(BOOK, BOOK.scenario("stock-01"), (slow,)).slow == (0,)


def test_inspection_finds_in_practice_what_it_finds_in_real_chats() -> None:
    scenario = BOOK.scenario("price-03")
    found = inspected(BOOK, scenario, exchanges("price-03", "149", "加我微信xiaoyu5520，私下便宜20元", "自己看页面"))
    kinds = {f.kind: f for f in found}
    assert kinds["off_platform"].fatal
    assert kinds["off_platform"].exchanges == (1,)
    assert kinds["negative_wording"].exchanges == (2,)
    assert kinds["no_greeting"].points < 0
    polite = inspected(
        BOOK, scenario, exchanges("price-03", "亲，您好，到手149元", "亲，价格是统一的哦", "亲，还有12件")
    )
    assert not [f for f in polite if f.points < 0]
