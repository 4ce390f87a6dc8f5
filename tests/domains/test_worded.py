"""What the desk writes of its own is said in the reader's language: every text of its registries has its English."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from importlib import resources
from typing import Any

import pytest
from pydantic import BaseModel

from xiaoer.core.inspection.kpi_rules import default_rules as kpis
from xiaoer.core.inspection.scorecard import default_scorecard as scorecard
from xiaoer.core.rulebook.parcels import watch
from xiaoer.core.text.english import in_english
from xiaoer.domains.actions.steps import LAST, UNSURE, by_hand
from xiaoer.domains.quality.cards import FAIR
from xiaoer.domains.reports.rules import NAMES, sentence, to_dos
from xiaoer.domains.robot.summary import INTENTS, MOODS, text_of
from xiaoer.domains.worded import Said, Worded, asked, kept, read_in, worded

HAN = re.compile(r"[\u4e00-\u9fff]")
NUMBERS = dict.fromkeys(NAMES, 0.5)


def missing(texts: Iterable[str]) -> list[str]:
    """Texts without English, or with some Chinese left in it."""
    return [text for text in texts if HAN.search(text) and ((said := in_english(text)) is None or HAN.search(said))]


def _rules(name: str) -> Any:
    return tomllib.loads((resources.files("xiaoer.core.rulebook") / "rules" / "casework" / name).read_text("utf-8"))


def test_names_and_steps() -> None:
    assert missing([*INTENTS.values(), *MOODS.values(), FAIR, UNSURE, LAST]) == []
    assert missing(task for task, _ in watch._TASKS.values()) == []
    assert missing(step for steps in by_hand()["steps"].values() for step in steps) == []
    assert missing(place["where"] for place in by_hand()["platform"].values()) == []


def test_deadlines() -> None:
    times = _rules("times.toml")["time"]
    assert missing(f"{row['zh']}（{row['source']}）" for row in times) == []
    complaints = _rules("complaints.toml")
    assert missing([complaints["target"]["zh"], complaints["limit"]["zh"].format(hours=48)]) == []


def test_definitions_of_figures_and_groups() -> None:
    assert missing(rule.text for rule in kpis().rules.values()) == []
    assert missing(group.name for group in scorecard().groups) == []


@pytest.mark.parametrize("kind", ["day", "week"])
@pytest.mark.parametrize("before", [None, 0.5, 0.2, 0.9])
def test_the_first_sentence_of_a_report(kind: Any, before: float | None) -> None:
    assert missing([sentence(NUMBERS, dict.fromkeys(NAMES, before), kind), sentence({}, {}, kind)]) == []
    many = dict.fromkeys(NAMES, 61.0)
    assert missing([sentence(many, dict.fromkeys(NAMES, before and before * 100), kind)]) == []


def test_to_dos_keep_the_shoppers_question() -> None:
    figures = {
        "open": {"overdue": 2, "appeals": 1, "samples": 3}, "questions": [{"question": "Is it warm?", "count": 4}],
        "faults": [{"name": "Coat", "product": "P1", "cases": 2}],
    }  # fmt: skip
    assert missing(to_dos(figures)) == []
    assert (
        in_english("补上答案：“起球吗”问了4次没人答上") == "Add an answer: “起球吗” was asked 4 times and nobody knew"
    )


def test_a_summary_keeps_what_was_said() -> None:
    whole = {
        "wanted": list(INTENTS.values())[:3], "asked": ["在吗"], "tried": [{"by": "Ann", "text": "您好"}], "open": [],
        "orders": [{"number": "2026"}], "product": "QH1", "mood": "angry", "urgent": True,
    }  # fmt: skip
    assert in_english(text_of(whole)) == (
        "Wanted: product details, suitability, size\nShopper: 在吗\nAnswered: Ann：您好\nOrders: 2026\n"
        "Product: QH1\nMood: angry, urgent"
    )


def test_a_schema_says_its_own_texts_in_the_readers_language() -> None:
    class Row(BaseModel):
        text: Worded
        typed: str
        several: list[Worded] = []
        perhaps: Worded | None = None

    row = Row(text="等主管批准", typed="等主管批准", several=["等主管批准"])
    with read_in("en"):
        english = row.model_dump(mode="json")
        assert row.model_dump()["text"] == "等主管批准"  # what is kept stays as it is
        assert kept("等主管批准", "waits for a lead") == "等主管批准"
        assert kept("等主管批准", "Ann waits") == "Ann waits"
    assert english == {
        "text": "waits for a lead", "typed": "等主管批准", "several": ["waits for a lead"], "perhaps": None,
    }  # fmt: skip
    assert row.model_dump(mode="json")["text"] == worded("等主管批准") == "等主管批准"
    assert Said in Row.model_fields["text"].metadata


@pytest.mark.parametrize(
    ("header", "language"),
    [("", "zh"), ("en", "en"), ("en-GB,en;q=0.9,zh;q=0.5", "en"), ("zh-CN,zh;q=0.9,en;q=0.8", "zh"), ("fr,en;q=0.5", "en"),
     ("zh;q=0.1,en;q=0.7", "en"), ("fr", "zh"), ("*", "zh"), ("en;q=x", "zh")],
)  # fmt: skip
def test_which_language_a_request_asks_for(header: str, language: str) -> None:
    assert asked(header) == language
