"""The ten skills from exams, practice and real chats; what each finding becomes."""

from __future__ import annotations

import pytest

from xiaoer.core.drills.library import scenes
from xiaoer.core.inspection.marks import KIND_NAMES, PRAISE
from xiaoer.domains.academy.cards import mark
from xiaoer.domains.academy.coaching.service import remedy_card
from xiaoer.domains.academy.coaching.skills import (
    Evidence,
    cells,
    of_points,
    of_replies,
    of_visits,
    remedies,
    weakest,
)  # fmt: skip
from xiaoer.domains.academy.exams.shapes import SKILLS


def test_every_fault_has_its_remedy() -> None:
    assert set(remedies()) == set(KIND_NAMES) - PRAISE
    known = {s.scene.id for s in scenes()}
    assert {r.scene for r in remedies().values()} - {""} <= known
    for kind in remedies():
        card = remedy_card(kind)
        assert mark(card, card.answer).right
        assert not mark(card, "不清楚").right


def test_the_desk_says_more_than_paper() -> None:
    rows = cells(
        [Evidence("exam", "goods", 1, 1), Evidence("practice", "goods", 0, 2), Evidence("real", "goods", 3, 4)]
    )
    goods = next(c for c in rows if c.skill == "goods")
    assert goods.shares == {"exam": 1.0, "practice": 0.0, "real": 0.75}
    assert goods.level == pytest.approx((1 + 0 + 3 * 0.75) / 6, abs=1e-4)
    assert [c.skill for c in rows] == list(SKILLS)
    assert next(c for c in rows if c.skill == "pressure").level is None


def test_points_of_a_practice_speak_of_skills() -> None:
    found = of_points([("apology", True), ("order", False), ("stock", True)])
    assert [(e.skill, e.got) for e in found] == [("empathy", 1.0), ("restating", 0.0), ("goods", 1.0)]


def test_faults_of_replies_count_against_their_skill() -> None:
    found = {e.skill: (e.got, e.of) for e in of_replies(4, ["cold", "untrue", "untrue"])}
    assert found == {"goods": (2, 4), "rules": (4, 4), "empathy": (3, 4), "pressure": (4, 4), "writing": (3, 4)}


def test_real_chats_count_visits_without_a_fault() -> None:
    found = {e.skill: e.got / e.of for e in of_visits(10, ["cold_reply", "cold_reply", "off_platform", "good_apology"])}
    assert found["empathy"] == 0.8
    assert found["rules"] == 0.9
    assert found["backend"] == 1.0
    assert of_visits(0, ["cold_reply"]) == []


def test_the_teams_weak_points() -> None:
    one = cells([Evidence("exam", "goods", 1, 2), Evidence("exam", "rules", 1, 1)])
    two = cells([Evidence("exam", "goods", 0, 2), Evidence("exam", "writing", 1, 2)])
    assert weakest([one, two], 2) == [("goods", 0.25), ("writing", 0.5)]
