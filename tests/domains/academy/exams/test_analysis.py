"""Item analysis against cases worked out by hand."""

from __future__ import annotations

import pytest

from xiaoer.domains.academy.exams.analysis import Given, analyse


def rows(*pairs: tuple[float, float]) -> list[Given]:
    return [Given("q", "s", share, rest) for share, rest in pairs]


def test_a_question_that_only_good_examinees_can() -> None:
    item = analyse(rows((0, 0.1), (0, 0.2), (0, 0.4), (1, 0.6), (1, 0.8), (1, 0.9)))[0]
    assert (item.answers, item.difficulty, item.discrimination, item.advice) == (6, 0.5, 1.0, "")
    assert item.correlation == pytest.approx(0.9058, abs=1e-3)


def test_a_question_that_weak_examinees_do_better_has_a_doubtful_key() -> None:
    item = analyse(rows((1, 0.1), (1, 0.2), (0.5, 0.5), (0, 0.8), (0, 0.9)))[0]
    assert item.discrimination == -1.0
    assert item.advice == "key"


def test_too_easy_too_hard_flat() -> None:
    assert analyse(rows(*[(1, i / 10) for i in range(6)]))[0].advice == "easy"
    assert analyse(rows(*[(0, i / 10) for i in range(6)]))[0].advice == "hard"
    assert analyse(rows((1, 0.1), (0, 0.3), (1, 0.5), (0, 0.6), (1, 0.9)))[0].advice == "flat"


def test_few_answers_say_nothing_and_wordings_are_kept_apart() -> None:
    found = analyse([*rows((1, 0.5), (0, 0.5)), Given("q", "other", 1, 0.5)])
    assert [(i.stamp, i.answers, i.discrimination, i.advice) for i in found] == [
        ("other", 1, None, ""),
        ("s", 2, None, ""),
    ]
