"""The tune set stays judged well; the blind set is judged by `benchmarks.gate.judge` alone, three times."""

from __future__ import annotations

from benchmarks.gate.judge import SETS, judge, score

from xiaoer.app.measuring.wording import measure, messages


def test_the_tune_set() -> None:
    figures = score(judge(SETS["tune"]))
    assert figures["block_precision"] >= 0.97
    assert figures["block_recall"] >= 0.95
    assert figures["evasion_recall"] >= 0.9
    assert figures["false_alarms"] <= 0.02


def test_the_speed_texts_are_distinct_and_partly_faulty() -> None:
    assert len(set(messages(600))) == 600
    figures = measure(600)
    assert 0.1 <= figures["with_findings"] <= 0.2
    assert figures["per_second"] > 0
