"""Chats with other shops: what is computed of them, what is masked, and what a lesson needs."""

from __future__ import annotations

import pytest

from xiaoer.core.errors import BadInput
from xiaoer.core.inspection.peers import peer_facts
from xiaoer.domains.quality.peers import masked
from xiaoer.files.chats.pasted import read_pasted

CHAT = """测试买家 2026-03-01 22:00:00
在吗 这个锅质量怎么样
大锅旗舰店:小美 2026-03-01 22:00:20
亲您好，欢迎光临~
大锅旗舰店:小美 2026-03-01 22:00:40
一体铸造的，十年不变形哦，您家几口人用呢？
测试买家 2026-03-01 22:01:00
三口 能便宜点吗
大锅旗舰店:小美 2026-03-01 22:01:30
价格是最低了，给您一张10元券，再送您一把铲子
大锅旗舰店:小美 2026-03-01 22:12:00
亲，券领了吗？今晚拍明早就能发
测试买家 2026-03-01 22:30:00
什么时候发货
大锅旗舰店:小美 2026-03-01 22:31:00
今晚拍明早发，还有什么想了解的吗，感谢您的信任
"""


def test_what_is_computed_of_a_chat() -> None:
    rows, timed = read_pasted(CHAT)
    facts = peer_facts(rows, timed=timed)
    assert timed
    assert facts.greeted
    assert facts.opening[0] == "亲您好，欢迎光临~"
    assert (facts.first_response_s, facts.average_response_s) == (20, 36)  # (20 + 30 + 60) / 3, rounded down
    assert (facts.asks_shop, facts.asks_shopper) == (3, 3)
    answered = {one.topic: (one.answer, one.wait_s) for one in facts.answers}
    assert answered["quality"][1] == 20
    assert answered["shipping"][0].startswith("今晚拍明早发")
    assert set(facts.bargain) == {"refused", "gift", "coupon"}
    assert facts.silences == 2  # the shopper's ten minutes, and those after the chase
    assert [(chase.after_s, chase.text[:5]) for chase in facts.chases] == [(630, "亲，券领了")]
    assert facts.good_closing


def test_plain_lines_without_times() -> None:
    rows, timed = read_pasted("买：有货吗\n客服：有的亲\n还可以送礼袋\n买：能少点吗\n客服：不好意思，一口价哦")
    facts = peer_facts(rows, timed=timed)
    assert not timed
    assert facts.first_response_s is None
    assert rows[1].text == "有的亲\n还可以送礼袋"
    assert facts.bargain == ("refused",)
    assert facts.chases == ()


@pytest.mark.parametrize(
    "text", ["买：有货吗\n买：在吗", "今天天气很好\n我们去公园吧", "[甲] 2026-03-01 10:00:00\n在吗\n"]
)
def test_a_chat_of_one_side_is_refused(text: str) -> None:
    with pytest.raises(BadInput):
        read_pasted(text)


@pytest.mark.parametrize(("name", "kept"), [("大锅旗舰店", "大**店"), ("锅王", "锅**"), ("锅", "锅")])
def test_names_of_shops_are_masked(name: str, kept: str) -> None:
    assert masked(name) == kept
