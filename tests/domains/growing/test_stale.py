"""What speaks against an entry."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from xiaoer.core.facts import Faq, ShopFacts, Source
from xiaoer.domains.growing.stale import outdated
from xiaoer.files.shop_folder import read_shop

TODAY = date(2026, 11, 27)


@pytest.fixture(scope="module")
def facts() -> ShopFacts:
    return read_shop(Path("examples/qinghe_womenswear")).folder.facts


def entry(answer: str = "可以的", *products: str, until: date | None = None) -> Faq:
    return Faq("W1", "能吗", answer, products, (), until, Source("faq.desk", 1))


def test_nothing_is_known_against_a_plain_one(facts: ShopFacts) -> None:
    assert outdated(entry(), facts, TODAY) == []


def test_its_own_term(facts: ShopFacts) -> None:
    assert "已经过期" in outdated(entry(until=date(2026, 11, 26)), facts, TODAY)[0]
    assert "快到了" in outdated(entry(until=date(2026, 12, 1)), facts, TODAY)[0]
    assert outdated(entry(until=date(2027, 3, 1)), facts, TODAY) == []


@pytest.mark.parametrize(
    ("answer", "over"),
    [
        ("活动到11月11日结束", True), ("2025年12月1日恢复发货", True), ("12月12日开始", False), ("1月5日恢复发货", False),
        ("11月11日到12月12日都有", False), ("满3件包邮", False),
    ],
)  # fmt: skip
def test_dates_in_the_answer(facts: ShopFacts, answer: str, over: bool) -> None:
    assert any("已经过去" in why for why in outdated(entry(answer), facts, TODAY)) is over


def test_goods_that_are_gone_or_sold_out(facts: ShopFacts) -> None:
    assert outdated(entry("可以", "没有这款"), facts, TODAY) == ["商品 没有这款 已经不在店里"]
    product = facts.products["QH101"]
    empty = replace(product, skus=tuple(replace(s, stock=0) for s in product.skus))
    sold_out = replace(facts, products={**facts.products, "QH101": empty})
    assert outdated(entry("可以", "QH101"), sold_out, TODAY) == ["QH101 已经卖完"]
    assert outdated(entry("可以", "QH101", "QH102"), sold_out, TODAY) == []


def test_a_price_that_is_none_any_more(facts: ShopFacts) -> None:
    price = facts.products["QH101"].skus[0].price
    assert price is not None
    assert outdated(entry(f"这款{price:f}元", "QH101"), facts, TODAY) == []
    (why,) = outdated(entry("这款只要12345元", "QH101"), facts, TODAY)
    assert "12345元" in why
    assert outdated(entry(f"两件{2 * price:f}元", "QH101"), facts, TODAY) == [], "a worked example"
    assert outdated(entry("运费12345元"), facts, TODAY) == [], "no goods named: nothing to compare with"
