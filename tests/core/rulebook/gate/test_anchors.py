"""The anchors of a pattern: every match holds one of them, so the screen can hide nothing."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from xiaoer.core.rulebook.gate import Gate
from xiaoer.core.rulebook.gate.anchors import alternatives, anchors_of
from xiaoer.core.rulebook.gate.fold import fold, squeeze

TUNE = Path(__file__).parents[4] / "benchmarks" / "gate" / "tune_sentences.jsonl"


def test_alternatives_are_cut_at_the_top_only() -> None:
    assert alternatives("a(?:b|c)|[|d]|e\\|f") == ("a(?:b|c)", "[|d]", "e\\|f")


@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        ("加[^,]{0,3}微信", {"微信"}),
        ("(?:加|搜)我?微信", {"加微信", "加我微信", "搜微信", "搜我微信"}),
        ("好评[,]?返现", {"好评返现"}),
        ("(?<!不)退款(?=吧)", {"退款"}),
    ],
)
def test_anchors(pattern: str, words: set[str]) -> None:
    assert anchors_of(pattern) == words


def test_a_pattern_without_a_fixed_word_has_none() -> None:
    assert anchors_of("[^,]{0,3}") is None


def test_every_match_in_real_lines_holds_an_anchor() -> None:
    parts = [part for rule in Gate().rules if not rule.short for part in rule.alternatives]
    assert all(part.anchors for part in parts)
    matches = 0
    for line in TUNE.read_text("utf-8").splitlines()[::8]:
        folded = fold(json.loads(line)["text"], []).text
        for part in parts:
            for match in part.pattern.finditer(folded):
                matches += 1
                held = squeeze(match[0])
                assert any(word in held for word in part.anchors), (part.text, match[0])
    assert matches > 100
