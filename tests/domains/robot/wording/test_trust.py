"""When a model's words are used, and when not."""

from __future__ import annotations

import pytest

from xiaoer.core.grounding import FactUse
from xiaoer.core.rulebook.findings import Finding, GateResult
from xiaoer.domains.robot.wording.trust import distrust, turned_round

DRAFT = "这件还有6件库存，不支持机洗，今天16:00前付款当天发出。"
FACTS = (
    FactUse("skus.csv:3", "库存", "6"), FactUse("products.csv:2", "洗涤", "不可机洗"),
    FactUse("delivery.csv:2", "截单时间", "16:00"),
)  # fmt: skip
PASS = GateResult("pass")


def why(reply: str, gate: GateResult = PASS) -> str:
    return distrust(reply, DRAFT, FACTS, ["还有货吗，能机洗吗"], gate)


@pytest.mark.parametrize(
    "reply",
    ["亲，还有6件现货哦，今天16:00前付款就当天发出；不能机洗，建议手洗。", "有货的，库存6件；这款不支持机洗。", DRAFT],
)
def test_the_same_in_other_words_is_used(reply: str) -> None:
    assert why(reply) == ""


@pytest.mark.parametrize(
    ("reply", "reason"),
    [
        ("还有8件，赶紧拍。", "没有依据"), ("只要99元，还有6件。", "没有依据"), ("今天18:00前付款当天发。", "没有依据"),
        ("可以机洗的，放心。", "相反"), ("还有6件，已为您备注加急。", "并没有做"), ("已经帮您取消订单了。", "并没有做"),
        ("作为一个AI语言模型，我无法回答。", "不该对买家说"), ("```json {}```", "不该对买家说"), ("<b>有货</b>", "不该对买家说"),
        ("We have 6 pieces.", "换了语言"), ("还有6件。" + "这件衣服真的非常好看大家都说好" * 20, "太长"), ("您的单号是〔单9〕", "不该对买家说"),
    ],
)  # fmt: skip
def test_lies_and_nonsense_are_not(reply: str, reason: str) -> None:
    assert reason in why(reply)


def test_what_the_gate_blocks_is_not() -> None:
    finding = Finding("off_platform", "block", "加微信", 0, 3, "不能引导站外", "规则", None)
    assert "站外" in why("还有6件，加微信吧。", GateResult("block", (finding,)))


def test_turned_round() -> None:
    assert turned_round("可以退货", ["拆封后不能退货"]) == "退货"
    assert turned_round("不能退货", ["拆封后不能退货"]) == ""
    assert turned_round("不包邮", ["满99包邮"]) == "不包邮"
    assert turned_round("欢迎再来", ["满99包邮"]) == ""
