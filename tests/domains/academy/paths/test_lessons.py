"""Lessons: all there, cut into blocks, their live tables filled from the shop as it is."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest

from tests.domains.academy.exams.test_bank import SHOPS
from xiaoer.core.drills.library import scenes
from xiaoer.core.facts import ShopFacts, ShopProfile
from xiaoer.domains.academy.exams.bank import bank_of
from xiaoer.domains.academy.exams.papers import check
from xiaoer.domains.academy.paths.library import FINAL, check_sections, days, lessons_of, shipped
from xiaoer.domains.academy.paths.live_tables import names, table
from xiaoer.domains.academy.paths.markdown import Block, blocks_of

FACTS = SHOPS["qinghe_womenswear"]


def test_the_path_is_whole() -> None:
    assert len(days()) == 9
    codes = [code for day in days() for code in day.lessons]
    assert sorted(codes) == sorted(shipped())
    assert len(codes) == len(set(codes))
    assert {s for day in days() for s in day.practice} <= {s.scene.id for s in scenes()}


@pytest.mark.parametrize("code", shipped())
def test_every_lesson_says_something_and_asks_for_tables_that_there_are(code: str) -> None:
    blocks = blocks_of(shipped()[code].text)
    assert sum(len(b.text) + sum(map(len, b.lines)) for b in blocks) > 250
    assert {b.name for b in blocks if b.kind == "live"} <= set(names())
    assert {len({len(row) for row in b.rows}) for b in blocks if b.kind == "table"} <= {1}


@pytest.mark.parametrize("shop", SHOPS)
def test_checks_and_final_can_be_drawn_in_both_shops(shop: str) -> None:
    bank = bank_of(SHOPS[shop])
    for lesson in shipped().values():
        if lesson.check:
            check(bank, check_sections(lesson, from_shop=True))
    check(bank, FINAL)


def test_a_shop_without_tables_can_be_checked_too() -> None:
    bank = bank_of(ShopFacts("1", ShopProfile("空")))
    for lesson in shipped().values():
        if lesson.check:
            check(bank, check_sections(lesson, from_shop=False))


def test_markdown_becomes_blocks() -> None:
    text = "## 题\n\n第一段\n还在第一段\n- a\n- **b**\n1. 一\n2. 二\n> 引\n\n| 甲 | 乙 |\n|---|---|\n| 1 | 2 |\n\n{{table:shop}}\n![图](https://x/y.png)"
    assert blocks_of(text) == (
        Block("heading", text="题", level=2),
        Block("text", text="第一段\n还在第一段"),
        Block("bullets", lines=("a", "**b**")),
        Block("numbers", lines=("一", "二")),
        Block("quote", lines=("引",)),
        Block("table", rows=(("甲", "乙"), ("1", "2"))),
        Block("live", name="shop"),
        Block("picture", text="图", name="https://x/y.png"),
    )
    assert blocks_of("![x](javascript:alert(1))")[0].kind == "text"
    assert blocks_of("") == ()


def test_live_tables_follow_the_shop() -> None:
    product = FACTS.products["QH101"]
    dearer = replace(product, skus=tuple(replace(s, price=s.price and s.price + 10) for s in product.skus))
    after = replace(FACTS, products={**FACTS.products, "QH101": dearer})
    none: Counter[str] = Counter()
    assert table("products", FACTS, none).rows[0][1] == "239 元"
    assert table("products", after, none).rows[0][1] == "249 元"
    assert table("bestsellers", FACTS, Counter(QH201=9, QH101=3)).rows[0][0] == FACTS.products["QH201"].title
    assert table("policies", FACTS, none).source == "policies.csv"
    assert all(len(r) == 3 for r in table("freight", FACTS, none).rows)
    assert table("nonsense", FACTS, none).rows == ()
    empty = ShopFacts("1", ShopProfile("空"))
    assert [name for name in names() if table(name, empty, none).rows] == ["shop"]


def test_own_versions_stand_in_place_of_shipped_ones() -> None:
    own = replace(shipped()["goods-1"], text="## 我们的货", version=3)
    assert lessons_of([own])["goods-1"] == own
    assert len(lessons_of([own])) == len(shipped())
