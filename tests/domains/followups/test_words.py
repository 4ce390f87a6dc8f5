"""Words of a touch: filled from facts, and silent about what is not known."""

from __future__ import annotations

import dataclasses
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from xiaoer.core.facts import Order, ShopFolder
from xiaoer.core.rulebook.gate import Gate, shop_context
from xiaoer.domains.followups.kinds import KINDS
from xiaoer.domains.followups.words import VARIABLES, fill, unknown_variables, values_of
from xiaoer.files.shop_folder import read_shop

EXAMPLES = Path(__file__).resolve().parents[3] / "examples"
ZONE = ZoneInfo("Asia/Shanghai")


@pytest.fixture(scope="module", params=["qinghe_womenswear", "shanyu_foodgift"])
def shop(request: pytest.FixtureRequest) -> ShopFolder:
    return read_shop(EXAMPLES / request.param).folder


def test_a_sentence_without_its_fact_is_left_out() -> None:
    assert fill("您好，{商品}还在。今天{截单时间}前付款就发。", {"商品": "外套"}) == "您好，外套还在。"
    assert fill("今天{截单时间}前付款就发。", {}) == ""
    assert fill("没有变量。", {}) == "没有变量。"


def test_variables_are_known_or_named() -> None:
    assert unknown_variables("{商品}{库存}") == ["库存"]
    for kind in KINDS.values():
        for touch in kind.touches:
            assert unknown_variables(touch.text) == []
            assert touch.after_min < kind.stop_h * 60


def test_the_first_words_pass_the_gate_for_every_order(shop: ShopFolder) -> None:
    gate = Gate(shop=shop_context(shop.facts))
    said = 0
    for order in shop.orders:
        now = (order.ordered_at or datetime(2026, 3, 1, tzinfo=ZONE)).astimezone(ZONE) + timedelta(minutes=20)
        values = values_of(shop.facts, nick=order.shopper, order=order, product=None, now=now)
        assert set(values) <= set(VARIABLES)
        for kind in KINDS.values():
            for touch in kind.touches:
                text = fill(touch.text, values)
                assert "{" not in text
                if text:
                    said += 1
                    assert gate.check(text, by="robot").verdict == "pass", text
    assert said > 100


def test_stock_is_told_only_where_it_is_short_and_true(shop: ShopFolder) -> None:
    for order in shop.orders:
        values = values_of(shop.facts, nick="x", order=order, product=None, now=datetime(2026, 3, 1, 10, tzinfo=ZONE))
        if "剩余件数" in values:
            line = order.lines[0]
            sku = next(s for s in shop.facts.products[line.product].skus if s.number == line.sku)
            assert sku.stock is not None
            assert (str(sku.stock), sku.stock <= 20) == (values["剩余件数"], True)


def test_a_cut_off_that_has_passed_is_not_told(shop: ShopFolder) -> None:
    order = _with_cutoff(shop)
    early = values_of(shop.facts, nick="x", order=order, product=None, now=datetime(2026, 3, 4, 6, tzinfo=ZONE))
    late = values_of(shop.facts, nick="x", order=order, product=None, now=datetime(2026, 3, 4, 23, 59, tzinfo=ZONE))
    assert "截单时间" in early
    assert "截单时间" not in late


def _with_cutoff(shop: ShopFolder) -> Order:
    for order in shop.orders:
        now = datetime(2026, 3, 4, 6, tzinfo=ZONE)
        single = dataclasses.replace(order, lines=order.lines[:1])
        if "截单时间" in values_of(shop.facts, nick="x", order=single, product=None, now=now):
            return single
    raise AssertionError("no order of the example has a cut-off")
