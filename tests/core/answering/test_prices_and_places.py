"""Bare offers of a price, prices at a later time, places that certain goods are not sent to, variants by degree."""

from pathlib import Path

import pytest
from benchmarks.answering import TRADES

from xiaoer.cli.ask import AskDesk, Question
from xiaoer.files.shop_folder import read_shop

BEDDING = ("yunmian_bedding", "2027-10-20T10:30:00+08:00")
FURNITURE = ("mutang_furniture", "2026-06-11T14:00:00+08:00")
FITNESS = ("jinlu_fitness", "2026-11-08T15:20:00+08:00")
GAMING = ("jiefeng_gaming", "2026-06-10T10:00:00+08:00")
PHONES = ("kuaidian_phoneparts", "2026-05-10T10:00:00+08:00")


def said(at: tuple[str, str], product: str | None, *turns: str) -> list[dict[str, object]]:
    folder = read_shop(Path(TRADES) / at[0]).folder
    return list(AskDesk(folder, at[1]).answer(Question("1", None, product, turns)))


def last(at: tuple[str, str], product: str | None, *turns: str) -> str:
    return str(said(at, product, *turns)[-1]["reply"])


@pytest.mark.parametrize("text", ["五百五行不行", "500包邮拿走", "两把一千卖不卖", "你看550成交吗老板"])
def test_a_bare_sum_is_a_bargain(text: str) -> None:
    answer = said(FURNITURE, "M03", text)[-1]
    assert answer["intents"] == ["bargain"]
    assert "统一设的" in str(answer["reply"])


def test_a_sum_alone_goes_on_with_the_bargain() -> None:
    assert said(FURNITURE, "M01", "一千五行不行", "那一千六")[-1]["intents"] == ["bargain"]


def test_a_size_with_a_question_is_no_bargain() -> None:
    assert said(FITNESS, "S03", "身高170 55公斤行不行")[-1]["intents"] != ["bargain"]


def test_the_price_when_an_announced_offer_begins() -> None:
    reply = last(FITNESS, "S01", "灰的 10号8点以后拍什么价")
    assert "11月10日 20:00" in reply
    assert "1667.08元" in reply
    assert "现在买到手是1737.08元" in reply


def test_the_price_after_an_offer_has_ended() -> None:
    reply = last(FURNITURE, "M03", "黑的现在多少", "那周六买呢")
    assert "标价599元" in reply
    assert "6月12日 23:59结束" in reply


def test_an_event_to_come_is_its_offers_beginning() -> None:
    assert "1699.10元" in last(BEDDING, "Q301", "双11多少钱 220的")


@pytest.mark.parametrize(("place", "product"), [("新疆", "M502"), ("西宁", "M502")])
def test_goods_that_a_place_is_barred_to(place: str, product: str) -> None:
    reply = last(BEDDING, product, f"{place}能发吗")
    assert "不发" in reply
    assert "包邮" not in reply


def test_other_goods_go_there_and_hear_nothing_of_it() -> None:
    reply = last(BEDDING, "P402", "寄新疆要多少运费")
    assert "寄到新疆" in reply
    assert "乳胶床垫" not in reply


def test_a_rule_bars_a_kind_named_without_goods_in_view() -> None:
    assert "不发新疆" in last(PHONES, None, "充电宝能寄新疆不")
    assert "寄到新疆" in last(PHONES, None, "数据线能寄新疆不")


def test_goods_go_by_the_way_that_a_rule_or_their_data_names() -> None:
    assert "大件物流没有覆盖" in last(GAMING, None, "电竞椅发新疆吗")
    assert "大件货运" in last(FITNESS, "S01", "跑步机发长春运费多少")


def test_a_degree_names_the_only_variant_that_has_it() -> None:
    assert "122.50元" in last(BEDDING, "P406", "买三个低的多少钱")
    assert "168.20元" in last(FITNESS, "S05", "买两张8毫米的多少钱")


@pytest.mark.parametrize(
    ("at", "product", "text", "told"),
    [
        (BEDDING, "S101", "这个打折到哪天", "10月24日 23:59"),
        (BEDDING, "T602", "枕套买四对", "200.60元"),
        (BEDDING, "S101", "周日拍周一能发么", "10月24日15:00前付款的话，10月25日发出"),
        (FITNESS, "S07", "篮球送打气筒吗", "打气筒1个"),
        (FITNESS, "S01", "发哪个快递", "德邦快递"),
        (FITNESS, "S10", "护膝M码 买一对呢", "2件共90元"),
        (FURNITURE, "M05", "原木的1.8加个床垫1.8 总共", "3098元"),
        (FURNITURE, "M03", "两把一黑一白 一共多少", "1025.20元"),
        (FURNITURE, "M03", "专票几天能寄", "7个工作日寄出"),
        (FURNITURE, "M05", "周日发货吗", "6月14日（周日）不发货"),
    ],
)
def test_told_whatever_it_was_read_as(at: tuple[str, str], product: str, text: str, told: str) -> None:
    assert told in last(at, product, text)


def test_an_order_of_reckoning_leaves_the_sum_clear() -> None:
    reply = last(("jiefeng_gaming", "2027-06-16T10:30:00+08:00"), "C102", "明天晚上八点后买多少钱")
    assert "499.10元" in reply


def test_english_counts_pieces_and_names_places_that_are_barred() -> None:
    assert "488 yuan" in last(BEDDING, "P402", "how much for two of the high ones, any coupon?")
    assert "can't deliver" in last(BEDDING, "M502", "can you ship this to Xinjiang")
