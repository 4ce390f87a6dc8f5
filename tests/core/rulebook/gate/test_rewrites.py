"""Whatever the gate says to say instead passes the gate."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xiaoer.core.rulebook.gate import Gate
from xiaoer.core.rulebook.gate.rewrite import SAFE_LINE

GATE = Gate()
CATEGORIES = (None, "女装", "食品", "保健食品", "化妆品", "医疗器械", "消毒用品", "家电")
TUNE = Path(__file__).parents[4] / "benchmarks" / "gate" / "tune_sentences.jsonl"
ROWS = [json.loads(line) for line in TUNE.read_text("utf-8").splitlines()]
FAULTY = sorted({row["text"] for row in ROWS if row["by"] == "agent" and row["verdict"] != "pass"})
HARMLESS = sorted({row["text"] for row in ROWS if row["verdict"] == "pass" and row["by"] == "agent"})


@pytest.mark.parametrize("category", CATEGORIES)
def test_every_advice_passes_for_all_goods(category: str | None) -> None:
    for line in {*(rule.rewrite for rule in GATE.rules), SAFE_LINE}:
        assert line
        assert GATE.check(line, category=category).findings == ()


@given(
    st.lists(st.sampled_from([*FAULTY, *HARMLESS]), min_size=1, max_size=4),
    st.sampled_from("。！，~\n "),
    st.sampled_from(CATEGORIES),
)
def test_a_rewrite_passes(sentences: list[str], joint: str, category: str | None) -> None:
    result = GATE.check(joint.join(sentences), category=category)
    if result.verdict == "pass":
        assert result.rewrite is None
        return
    assert result.rewrite
    assert GATE.check(result.rewrite, category=category).verdict == "pass"


def test_the_harmless_sentences_stay() -> None:
    result = GATE.check("亲，这款有现货。加我微信看实拍！今天下单今天发。", category="女装")
    assert result.rewrite is not None
    assert result.rewrite.startswith("亲，这款有现货。")
    assert result.rewrite.endswith("今天下单今天发。")
    assert "微信" not in result.rewrite
