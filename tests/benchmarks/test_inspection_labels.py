"""What the judges have learnt on labelled chats is kept: precision over all kinds and of what is fatal, recall."""

from __future__ import annotations

import pytest
from benchmarks.inspection.judge import judge


@pytest.mark.parametrize(
    ("name", "precision", "fatal", "recall"),
    [("dev", 0.98, 1.0, 0.9), ("blind7", 0.97, 0.97, 0.88), ("seen", 0.98, 0.97, 0.94), ("blind5", 0.97, 1.0, 0.93)],
)
def test_labelled_chats_are_judged_as_before(name: str, precision: float, fatal: float, recall: float) -> None:
    figures, _ = judge(name)
    assert figures["precision"] >= precision
    assert figures["fatal"]["precision"] >= fatal
    assert figures["recall"] >= recall


def test_no_kind_is_mostly_wrong() -> None:
    figures, _ = judge("blind7")
    wrong = {k: r["precision"] for k, r in figures["kinds"].items() if r["found"] >= 3 and r["precision"] < 0.75}
    assert wrong == {}
