"""Marking by key, kind by kind."""

from __future__ import annotations

from random import Random
from typing import Any

import pytest

from xiaoer.domains.academy.exams.asking import asked
from xiaoer.domains.academy.exams.marking import mark
from xiaoer.domains.academy.exams.shapes import Answer, Asked, Question


def paper(kind: Any, right: tuple[str, ...], wrong: tuple[str, ...] = (), stem: str = "?") -> Asked:
    return asked(Question("q", kind, "商品", "goods", 1, stem, right, wrong), Random(5), 10)


def places(question: Asked, *options: str) -> Answer:
    return Answer(picks=tuple(question.options.index(o) for o in options))


def test_multiple_choice_gives_half_for_part_and_nothing_for_a_wrong_pick() -> None:
    q = paper("multiple", ("a", "b"), ("c", "d"))
    assert mark(q, places(q, "b", "a")).share == 1
    assert mark(q, places(q, "a")).share == 0.5
    assert mark(q, places(q, "a", "b", "c")).share == 0


def test_order_counts_pairs_from_chance_up() -> None:
    q = paper("order", ("1", "2", "3", "4"))
    assert q.options != ("1", "2", "3", "4")
    assert mark(q, places(q, "1", "2", "3", "4")).share == 1
    assert mark(q, places(q, "2", "1", "3", "4")).share == pytest.approx(2 / 3, abs=1e-3)
    assert mark(q, places(q, "4", "3", "2", "1")).share == 0
    assert mark(q, places(q, "1", "1", "3", "4")).share == 0


def test_errors_cost_innocent_lines() -> None:
    q = paper("errors", ("买家：在吗", "!客服：有事说事", "客服：在的", "!客服：自己看"))
    assert mark(q, places(q, "客服：有事说事", "客服：自己看")).share == 1
    assert mark(q, places(q, "客服：有事说事")).share == 0.5
    assert mark(q, places(q, "客服：有事说事", "客服：在的")).share == 0
    assert mark(q, places(q, "客服：有事说事")).missing == ("客服：自己看",)


def test_match_gives_a_share_per_pair() -> None:
    q = paper("match", ("左1=右1", "左2=右2", "左3=右3"))
    assert mark(q, Answer(picks=q.key)).share == 1
    turned = (q.key[1], q.key[0], q.key[2])
    assert mark(q, Answer(picks=turned)).share == pytest.approx(1 / 3, abs=1e-3)


@pytest.mark.parametrize(
    ("given", "share"), [("48小时", 1), ("48 小时。", 1), ("48", 1), ("４８", 1), ("4.8", 0), ("四十九", 0), ("480", 0)]
)
def test_fill_takes_other_spellings_but_no_other_figures(given: str, share: float) -> None:
    q = paper("fill", ("48小时|48",), stem="付款后____内发货")
    assert mark(q, Answer(texts=(given,))).share == share


def test_fill_gives_a_share_per_blank_and_names_what_is_missing() -> None:
    q = paper("fill", ("199", "15"), stem="满____减____")
    assert mark(q, Answer(texts=("199", "20"))) == mark(q, Answer(texts=("199",)))
    assert mark(q, Answer(texts=("199", "20"))).missing == ("15",)


@pytest.mark.parametrize(("given", "share"), [("97.5", 1), ("97.50", 1), ("97.5%", 1), ("975", 0), ("九十七", 0)])
def test_numbers_are_compared_as_numbers(given: str, share: float) -> None:
    assert mark(paper("calc", ("97.5",)), Answer(texts=(given,))).share == share


def test_dates_and_sizes_are_compared_as_texts() -> None:
    assert mark(paper("calc", ("3月9日|3.9",)), Answer(texts=("3 月 9 日",))).share == 1
    assert mark(paper("calc", ("3月9日|3.9",)), Answer(texts=("3月19日",))).share == 0
    assert mark(paper("calc", ("L/XL",)), Answer(texts=("l/xl",))).share == 1


def test_short_answers_are_proposals() -> None:
    q = paper("short", ("道歉|抱歉", "请拍照|照片", "运费由我们承担"))
    found = mark(q, Answer(texts=("很抱歉，麻烦拍张照片发我",)))
    assert (found.share, found.sure, found.missing) == (round(2 / 3, 4), False, ("运费由我们承担",))
