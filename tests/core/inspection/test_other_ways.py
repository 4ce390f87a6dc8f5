"""Another way when the first is barred, complaints in anger's own words, and what only looks like either."""

from __future__ import annotations

import pytest

from xiaoer.core.inspection.inspecting import Inspector
from xiaoer.core.inspection.rows import Talk, make_row
from xiaoer.files.chats.moments import moment

INSPECTOR = Inspector()


def kinds(*lines: str) -> set[tuple[str, int]]:
    """Lines by turns of shopper and agent → (kind, line) of what is found."""
    rows = [
        make_row(n, moment(f"2026-03-02 10:{n:02}:00"), *(("shopper", "买家") if n % 2 else ("agent", "店:甲")), text, "text", None)
        for n, text in enumerate(lines, start=1)
    ]  # fmt: skip
    found = INSPECTOR.inspect(Talk("c", "taobao", "买家", rows)).findings
    return {(mark.kind, line) for mark in found for line in mark.messages}


@pytest.mark.parametrize(
    "answered",
    [
        "您好，曲面那种吊顶装不了，平顶可以换短杆款，不用打孔",
        "您好，墨绿的断货了，现有的是松绿和炭灰，松绿只浅一度",
        "您好，这根钓大青会吃力，要钓大青可以看“破风”那款，腰硬一档",
    ],
)
def test_an_alternative_of_the_persons_own_accord_is_praised(answered: str) -> None:
    found = kinds("这款还有吗，我家能用不", answered)
    assert ("true_alternative", 2) in found
    assert ("no_alternative", 2) not in found


def test_an_alternative_that_had_to_be_asked_for_leaves_the_refusal_without_one() -> None:
    found = kinds("秋千绿色还有货吗", "您好，绿色卖完了", "那有类似的吗", "落地款有，不用打孔，坐着一样")
    assert ("no_alternative", 2) in found
    assert ("true_alternative", 4) not in found


def test_an_answer_to_another_question_is_no_alternative() -> None:
    found = kinds("蓝色L码有吗", "您好，蓝色L卖完了，月底补货", "那什么时候发货", "48小时内发，单号会更新的")
    assert ("true_alternative", 4) not in found


@pytest.mark.parametrize(
    "angry", ["被你们气死了，水壶底全锈了", "第三次来找你们了，还是漏水", "你就在敷衍我，桌子都晃"]
)
def test_anger_that_meets_no_word_of_regret_is_a_complaint_ill_met(angry: str) -> None:
    assert any(kind == "complaint_steps" for kind, _ in kinds(angry, "您好，拍个照片我看看"))


def test_a_mere_fault_is_no_complaint() -> None:
    assert not any(kind == "complaint_steps" for kind, _ in kinds("书角压坏了", "您好，拍个照片我看看"))


@pytest.mark.parametrize(("said", "lies"), [("拍错了想退", False), ("拉链是坏的想退", True)])
def test_a_reason_of_the_shoppers_own_is_no_false_one(said: str, *, lies: bool) -> None:
    found = kinds(said, '您好，退款原因选"拍错了"就行')
    assert (("false_refund_reason", 2) in found) is lies
