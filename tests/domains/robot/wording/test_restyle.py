"""Restyling by rules: nothing is added, numbers stay."""

from __future__ import annotations

from datetime import date

import pytest

from xiaoer.core.grounding.claims import claims_of
from xiaoer.core.rulebook.findings import GateResult
from xiaoer.core.rulebook.gate import Gate
from xiaoer.domains.robot.wording.restyle import polish, shorten, soften

PASS = GateResult("pass")


@pytest.mark.parametrize(
    ("text", "new"),
    [
        ("你好,你的包裹已经发出了", "您好，您的包裹已经发出了。"), ("好的 好的 !!", "好的好的！"), ("你们都有吗?", "你们都有吗？"), ("  ", ""),
        ("满99包邮。。", "满99包邮。"), ("OK", "OK"), ("好的~", "好的~"),
    ],
)  # fmt: skip
def test_polish(text: str, new: str) -> None:
    assert polish(text).replace(" ", "") == new.replace(" ", "")


def test_shorten_keeps_figures_and_conditions() -> None:
    long = "亲爱的，您好呢，这款其实满99元包邮的呢。今天16:00前付款当天发出哦。今天16:00前付款当天发出哦。如果还有其他问题随时联系我们哦~"
    short = shorten(long)
    assert short == "这款满99元包邮的。今天16:00前付款当天发出。"
    assert {c.value for c in claims_of(short)} == {c.value for c in claims_of(long)}
    assert shorten("亲") == "亲", "nothing left: as it was"


def test_soften() -> None:
    assert soften("不行", PASS, "亲") == "亲，这个暂时做不到，我帮您看看有没有别的办法。"
    softened = soften("你自己看详情页，必须7天内寄回!!", PASS, "")
    assert "麻烦您" in softened
    assert "必须" not in softened
    assert "7天" in softened


def test_soften_takes_what_the_gate_advises() -> None:
    gate = Gate(at=date(2026, 11, 27))
    text = "这是你自己的问题，我也没办法。"
    found = gate.check(text, by="agent")
    if any(f.rewrite for f in found.findings):
        assert soften(text, found, "") != polish(text)
