"""A disguise is a word of its own: the last letter of a Latin word before a Chinese one hides nothing."""

from __future__ import annotations

import pytest

from xiaoer.core.rulebook.gate import Gate


@pytest.mark.parametrize(
    "text", ["走EMS，单号EA344697034CN，订单里可以看物流。", "发EMS单独一个包裹给您", "尺码是XS，单色款"]
)
def test_the_last_letter_of_a_latin_word_is_no_disguise(text: str) -> None:
    assert Gate().check(text).verdict == "pass"


@pytest.mark.parametrize("text", ["帮忙s单，佣金10元", "要不要S 单呀，返本金"])
def test_a_letter_of_its_own_is_one(text: str) -> None:
    assert "false_review" in {f.kind for f in Gate().check(text).findings}
