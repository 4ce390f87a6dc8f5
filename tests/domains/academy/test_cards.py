"""Recitation cards: from the shop's own tables, marked by figures and words, remembered by FSRS."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from tests.support.clocks import HandClock
from tests.support.desks import TestDesk
from xiaoer.core.facts import ShopFacts, ShopProfile
from xiaoer.domains.academy.cards import Card, cards_of, glossary, mark, next_cards
from xiaoer.domains.academy.models import CardMemory
from xiaoer.domains.academy.recitation import answered
from xiaoer.files.shop_folder import read_shop

EXAMPLES = Path(__file__).parents[3] / "examples"
FACTS = read_shop(EXAMPLES / "qinghe_womenswear").folder.facts
CARDS = {c.id: c for c in cards_of(FACTS)}


def test_every_table_gives_cards_and_a_new_product_makes_its_own() -> None:
    groups = {c.group for c in CARDS.values()}
    assert groups == {"红线", "规则", "商品", "问答", "用语"}
    assert sum(c.group == "用语" for c in CARDS.values()) == len(glossary())
    product = next(iter(FACTS.products.values()))
    fresh = replace(product, number="NEW1", title="新款 风衣")
    more = cards_of(replace(FACTS, products={**FACTS.products, "NEW1": fresh}))
    assert len([c for c in more if c.id.startswith("product:NEW1:")]) >= 3


def test_an_empty_shop_still_has_words_and_red_lines() -> None:
    assert {c.group for c in cards_of(ShopFacts("1", ShopProfile("空")))} == {"红线", "用语"}


def test_the_answer_itself_is_always_right() -> None:
    wrong = [c.id for c in CARDS.values() if not mark(c, c.answer).right]
    assert not wrong


def test_nothing_is_never_right() -> None:
    assert not [c.id for c in CARDS.values() if mark(c, "不清楚").right]


def card(answer: str, *, red: bool = False) -> Card:
    from xiaoer.domains.academy.cards import points_of

    return Card("x", "规则", "?", answer, points_of(answer), red, "")


def test_missing_points_are_named_and_figures_must_be_right() -> None:
    asked = card("签收次日起7天内；吊牌完好；没有穿着洗涤痕迹")
    marked = mark(asked, "签收次日起七天内可以退，吊牌要完好")
    assert marked.missing == ("没有穿着洗涤痕迹",)
    assert marked.right
    assert "签收次日起7天内" in mark(asked, "签收次日起15天内，吊牌完好").missing


def test_red_lines_demand_every_point() -> None:
    asked = card("不给联系方式；说明在平台内沟通", red=True)
    assert not mark(asked, "不给联系方式").right
    assert mark(asked, "不能给联系方式，跟买家说明都在平台内沟通").right


def test_due_cards_come_first_longest_overdue_before_others() -> None:
    cards = list(CARDS.values())[:4]
    due = {cards[2].id: 50, cards[3].id: 10, cards[1].id: 900}
    assert [c.id for c in next_cards(cards, due, 100, 10)] == [cards[3].id, cards[2].id, cards[0].id]


@pytest.mark.anyio
async def test_memory_grows_with_right_answers_and_survives(desk: TestDesk, clock: HandClock) -> None:
    asked = card("付款后48小时内发货")
    staff_id = await desk.staff_id("小雨")
    gaps = []
    for _ in range(4):
        due = await desk.desk.run(lambda u: answered(u, desk.shop.id, staff_id, asked, mark(asked, asked.answer)))
        gaps.append((due - clock()).total_seconds())
        clock.advance(max(gaps[-1], 1) + 1)
    assert gaps[1] < gaps[2] < gaps[3]
    due = await desk.desk.run(lambda u: answered(u, desk.shop.id, staff_id, asked, mark(asked, "不记得")))
    assert due - clock() < timedelta(days=1)
    row = await desk.desk.database.read(
        lambda s: s.scalar(select(CardMemory).where(CardMemory.shop_id == desk.shop.id, CardMemory.card == "x"))
    )
    assert row is not None
    assert (row.asked, row.right, row.last_score) == (5, 4, 0)


def test_the_trades_words_and_red_lines_are_asked_and_marked_in_english_too() -> None:
    written = [c for c in CARDS.values() if c.group in ("用语", "红线")]
    assert all(c.question_en and c.answer_en for c in written)
    assert all(mark(c, c.answer_en).right for c in written)
    assert not [c.id for c in written if mark(c, "I do not know what this is about, sorry").right]
    red = CARDS["red:2"]
    half = mark(red, "No passwords, and no verification code!")
    assert (half.right, len(half.told), len(half.missing)) == (False, 2, 2)
    assert not any("不" in point for point in half.missing)
