"""What a shop tells outside its usual tables: columns of its own, freight and days in its rules, goods that fit."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from types import MappingProxyType
from typing import Any

import pytest

from xiaoer.core.answering.goods.columns import with_columns
from xiaoer.core.answering.goods.told_tables import with_told_tables
from xiaoer.core.facts import Policy, Product, ShopFacts, ShopProfile, Source
from xiaoer.core.rulebook.calculators.delivery import dispatch_rules

Open = Callable[..., Any]


def rule(topic: str, text: str) -> Policy:
    return Policy("N", topic, text, "", Source("policies.csv", 2))


def facts(*rules: Policy) -> ShopFacts:
    profile = replace(ShopProfile("某店"), ship_from="福建泉州")
    return ShopFacts("v", profile, policies=rules)


def test_columns_of_the_shops_own_are_attributes_but_for_the_keepers() -> None:
    extra = MappingProxyType({"吸力": "22000Pa", "成本价": "310", "供应商": "某厂", "尘杯": ""})
    one = Product("P", "吸尘器", "家电", "", (("颜色", "白"),), (), (), Source("products.csv", 2), extra)
    told = with_columns(replace(facts(), products=MappingProxyType({"P": one}))).products["P"]
    assert told.attributes == (("颜色", "白"), ("吸力", "22000Pa"))


def test_freight_and_days_are_read_out_of_rules() -> None:
    told = with_told_tables(
        facts(
            rule(
                "邮费",
                "江浙沪满29元包邮，其他地区满59元包邮，不满收7元；新疆西藏满199元包邮，不满收20元；港澳台不发货。",
            ),
            rule("到货时效", "省内次日到，"),
            rule("配送时效", "发货后福建省内1天，华东2-3天，其余地区3到5天，新疆西藏7到10天。"),
            rule("发货", "17:00前付款当天发。"),
        )
    )
    fees = {row.province: (row.first_fee, row.free_from) for row in told.freight if row.deliverable}
    assert fees["浙江"] == (7, 29)
    assert fees["四川"] == (7, 59)
    assert fees["西藏"] == (20, 199)
    assert {row.province for row in told.freight if not row.deliverable} == {"香港", "澳门", "台湾"}
    days = {row.province: (row.fastest_days, row.slowest_days, row.cutoff) for row in told.delivery}
    assert days["福建"] == (1, 1, "17:00")
    assert days["江苏"][:2] == (2, 3)
    assert days["北京"][:2] == (3, 5)
    assert days["新疆"][:2] == (7, 10)


@pytest.mark.parametrize("text", ["满58包邮，偏远地区补5元起，具体问客服。", "3公斤内6元，每超1公斤加2元。"])
def test_a_rule_that_is_not_understood_whole_gives_no_rows(text: str) -> None:
    assert with_told_tables(facts(rule("邮费", text))).freight == ()


def test_days_of_rest_from_one_to_another_of_the_goods_that_a_warehouse_is_named_after() -> None:
    told = rule("发货时间", "鲜花周一到周四发，周五到周日不发；资材天天发。")
    houses = ("昆明鲜花仓", "昆明资材仓")
    flowers = dispatch_rules([told], 2026, warehouse=houses[0], warehouses=houses)
    tools = dispatch_rules([told], 2026, warehouse=houses[1], warehouses=houses)
    assert [flowers.rests(date(2026, 6, day)) for day in (4, 5, 6, 7, 8)] == [False, True, True, True, False]
    assert not tools.rests(date(2026, 6, 6))


@pytest.mark.parametrize(
    ("name", "goods", "asked", "told"),
    [
        ("banshan_coffee", None, "寄哈密邮费几块", "20元"),
        ("xiaoman_stationery", None, "到宁波要多少运费", "29元"),
        ("mianyu_underwear", "MY301", "一盒寄武汉连邮费一共几块", "39.90元"),
        ("maojin_handtools", "LT02", "3.2米的寄武汉要多少运费", "33.50元"),
        ("maojin_handtools", "GD04", "最大扭矩多少", "350N·m"),
        ("maojin_handtools", "GD02", "18V的M18电池装得上吗", "不适配：GD02"),
        ("maojin_handtools", "FJ04", "冲击钻能用这个批头吗", "适配：GD01"),
        ("mianyu_underwear", "MY102", "下胸76 上胸围88 穿哪个码", "选75B"),
        ("mianyu_underwear", "MY101", "那我下围82上围92呢 穿什么码", "选80B"),
        ("linyuan_aquarium", "YG02", "这缸能养锦鲤不", "不建议"),
        ("linyuan_aquarium", "DJ01", "灯泡进水坏了保修吗", "泡水不保"),
        ("mianyu_underwear", None, "怎么才能成为会员", "满500元"),
        ("mianyu_underwear", "MY206", "拆了袋子还能退不", "不支持无理由退换"),
        ("maojin_handtools", "GD01", "裸机加一块2.0的电池一共多少", "388元"),
        ("yunlian_curtains", "C02", "本白还有多少", "400米"),
    ],
)
def test_replies(trade_chat: Open, name: str, goods: str | None, asked: str, told: str) -> None:
    draft = trade_chat(name, product=goods).say(asked)
    assert draft.kind == "answer"
    assert told in draft.reply


def test_a_place_that_no_row_is_for_is_not_answered_by_another_rule(trade_chat: Open) -> None:
    draft = trade_chat("maojin_handtools", product="GD01").say("寄到贵阳邮费多少")
    assert draft.kind == "handoff"
    assert "运费" in draft.reply
