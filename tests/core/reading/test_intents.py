"""The classifier and its data: what it may never fall below on questions that it has not seen."""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from importlib import resources
from pathlib import Path
from zoneinfo import ZoneInfo

import numpy as np

from xiaoer.core.reading.classifier import shipped
from xiaoer.core.reading.features import BUCKETS, abstract, buckets
from xiaoer.core.reading.reader import Reader
from xiaoer.core.reading.shapes import INTENTS

NOW = datetime(2026, 3, 5, 14, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
HELD_OUT = Path(__file__).with_name("heldout.tsv")
DATA = resources.files("xiaoer.core.reading") / "data"


def rows(text: str) -> list[tuple[str, str]]:
    return [(intent, line) for intent, line in (r.split("\t") for r in text.splitlines()[1:])]


UTTERANCES = rows((DATA / "utterances.tsv").read_text("utf-8"))
UNSEEN = rows(HELD_OUT.read_text("utf-8"))


def test_every_intent_has_enough_lines() -> None:
    learnt, unseen = Counter(i for i, _ in UTTERANCES), Counter(i for i, _ in UNSEEN)
    assert set(learnt) == set(INTENTS)
    assert min(learnt.values()) >= 60
    assert min(unseen[i] for i in INTENTS) >= 10


def test_no_line_is_learnt_twice_or_both_learnt_and_held_out() -> None:
    learnt = [text for _, text in UTTERANCES]
    assert len(set(learnt)) == len(learnt)
    assert not set(learnt) & {text for _, text in UNSEEN}


def test_unseen_questions_are_read() -> None:
    reader = Reader(None)
    single = [(intent, text) for intent, text in UNSEEN if "|" not in intent]
    several = [(set(wanted.split("|")), text) for wanted, text in UNSEEN if "|" in wanted]
    right = sum(reader.read(text, now=NOW).intent == intent for intent, text in single)
    exact = sum({s.intent for s in reader.read(text, now=NOW).intents} == wanted for wanted, text in several)
    assert right / len(single) >= 0.9
    assert exact / len(several) >= 0.6


def test_probabilities_are_a_distribution() -> None:
    table = shipped().probabilities([abstract(text) for _, text in UTTERANCES[:200]])
    assert np.allclose(table.sum(axis=1), 1, atol=1e-4)
    assert table.min() >= 0


def test_weights_are_small_and_carry_no_pickles() -> None:
    file = DATA / "intents.npz"
    assert len(file.read_bytes()) < 3_000_000
    with file.open("rb") as stream, np.load(stream, allow_pickle=False) as data:
        assert data["weights"].shape == (BUCKETS, len(INTENTS))
        assert data["weights"].dtype == np.int8


def test_what_varies_is_one_sign() -> None:
    assert abstract("发新疆多少钱") == abstract("发西藏多少钱")
    assert abstract("黑色 XL 有吗") == abstract("粉色 M 有吗")
    assert abstract("啥时候法货") == abstract("什么时候发货")


def test_buckets_are_ascending_and_in_range() -> None:
    for form in ("", "a", "还有货吗", "𠮷\ud800"):
        lit = buckets(form)
        assert list(lit) == sorted(set(lit.tolist()))
        assert lit.min() >= 0
        assert lit.max() < BUCKETS
