"""Questions of goods whose answer stands in other words, in another cell than the nearest, or nowhere."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest
from tests.core.answering.conftest import Chat, trade

from xiaoer.core.answering.engine import Engine

Open = Callable[..., Any]


def asked(trade_chat: Open, shop: str, product: str, text: str) -> Any:
    chat = trade_chat(shop, product=product)
    chat.now = datetime.fromisoformat("2026-04-15T15:30+08:00")
    return chat.say(text)


@pytest.mark.parametrize(
    ("shop", "product", "text", "told"),
    [
        ("mianyu_underwear", "MY205", "怎么消的毒", "环氧乙烷"),
        ("maojin_handtools", "LT01", "七步梯子多重", "9.1kg"),
        ("nuanzao_baking", "A02", "会不会边打边跑", "吸盘"),
        ("mofang_print", "1006", "能打6寸相片不", "可打6寸照片"),
        ("mingmou_optics", "S01", "能配近视度数吗", "能否配度数：不能"),
        ("jiefeng_gaming", "K101", "蓝牙下回报率多少", "125Hz"),
    ],
)
def test_the_best_of_all_that_the_shop_wrote_answers(
    trade_chat: Open, shop: str, product: str, text: str, told: str
) -> None:
    draft = asked(trade_chat, shop, product, text)
    assert draft.kind == "answer"
    assert told in draft.reply


@pytest.mark.parametrize("text", ["敲起来多少分贝", "宝宝能啃吗"])
def test_a_weak_best_is_no_answer(trade_chat: Open, text: str) -> None:
    assert asked(trade_chat, "jiefeng_gaming", "K101", text).kind == "handoff"


def test_what_speaks_of_the_whole_time_is_no_answer_on_opened_goods(chat: Open) -> None:
    assert "18个月" not in chat("shanyu_foodgift", product="SY1105").say("拆开能放多久").reply


def test_faq_of_some_goods_answers_where_none_are_in_view(trade_chat: Open) -> None:
    chat = trade_chat("mingmou_optics")
    assert "膜层开裂" in chat.say("眼镜扔车里晒一天没事吧").reply


def test_a_fault_that_the_shop_tells_how_to_mend(trade_chat: Open) -> None:
    draft = asked(trade_chat, "jiefeng_gaming", "M101", "鼠标老是双击 坏了")
    assert draft.kind == "answer"
    assert "去抖" in draft.reply


def test_in_a_large_shop_the_entries_nearest_to_the_question_are_weighed() -> None:
    folder, _ = trade("yelin_camping", actions=True)
    first = folder.facts.faq[0]
    fillers = tuple(
        replace(first, number=f"X{n}", question=f"第{n}号活动的奖品怎么领", answer=f"第{n}号奖品随单发出。", similar=())
        for n in range(400)
    )
    now = datetime.fromisoformat("2027-04-16T10:30+08:00")
    few, many = (
        Chat(Engine(replace(folder.facts, faq=faq)), (), now, None, None).say("坐高铁包里放一罐气行吗").reply
        for faq in (folder.facts.faq, (*fillers, *folder.facts.faq))
    )
    assert few == many
    assert "高铁" in few
