"""Random papers: as many as asked for, never twice, the same by seed."""

from __future__ import annotations

import pytest

from tests.domains.academy.exams.test_bank import SHOPS
from xiaoer.domains.academy.exams.bank import bank_of
from xiaoer.domains.academy.exams.errors import TooFewQuestions
from xiaoer.domains.academy.exams.papers import Section, check, draw

BANK = bank_of(SHOPS["qinghe_womenswear"])
SECTIONS = (
    Section(10, 2, topics=("规则红线",)),
    Section(5, 4, kinds=("calc",)),
    Section(12, 1, kinds=("judge",), easiest=1, hardest=2),
    Section(1, 20, kinds=("practice",)),
)


def test_a_paper_is_as_its_sections_say() -> None:
    paper = draw(BANK, SECTIONS, 7)
    assert len(paper) == 28
    assert len({q.code for q in paper}) == 28
    assert {q.topic for q in paper[:10]} == {"规则红线"}
    assert {q.kind for q in paper[10:15]} == {"calc"}
    assert all(q.kind == "judge" and q.difficulty <= 2 for q in paper[15:27])
    assert paper[27].kind == "practice"
    assert sum(q.points for q in paper) == 72


def test_the_same_seed_draws_the_same_and_another_another() -> None:
    assert draw(BANK, SECTIONS, 7) == draw(BANK, SECTIONS, 7)
    assert draw(BANK, SECTIONS, 7) != draw(BANK, SECTIONS, 8)


def test_practice_chats_stand_only_where_they_are_asked_for() -> None:
    assert all(q.kind != "practice" for seed in range(5) for q in draw(BANK, (Section(100, 1),), seed))


def test_too_few_questions_are_said_with_their_section() -> None:
    with pytest.raises(TooFewQuestions, match=r"第 2 部分要 100 道题，题库里合条件的只有 \d+ 道"):
        check(BANK, (Section(5, 1), Section(100, 1, kinds=("judge",))))
    with pytest.raises(TooFewQuestions):
        check(BANK, (Section(2, 1, codes=("rules.01", "nobody")),))


def test_a_section_that_could_be_starved_draws_first() -> None:
    narrow = Section(2, 1, codes=("rules.01", "rules.02"))
    for seed in range(20):
        paper = draw(BANK, (Section(20, 1, topics=("规则红线",)), narrow), seed)
        assert {q.code for q in paper[20:]} == {"rules.01", "rules.02"}
