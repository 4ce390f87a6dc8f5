"""Sizes side by side, lines that only take something, charts told by notes, and what a line means in a talk."""

from pathlib import Path

import pytest
from benchmarks.answering import TRADES

from xiaoer.cli.ask import AskDesk, Question
from xiaoer.files.shop_folder import read_shop

GARDEN = "2026-09-26T14:00:00+08:00"
BIKES = "2026-06-10T16:20:00+08:00"


def said(shop: str, now: str, product: str | None, *turns: str, shopper: str | None = None) -> list[dict[str, object]]:
    folder = read_shop(Path(TRADES) / shop).folder
    return list(AskDesk(folder, now).answer(Question("1", shopper, product, turns)))


def last(shop: str, now: str, product: str | None, *turns: str, shopper: str | None = None) -> str:
    return str(said(shop, now, product, *turns, shopper=shopper)[-1]["reply"])


def test_a_pack_is_set_beside_as_many_single_ones() -> None:
    reply = last("ahe_garden", GARDEN, "G06", "3瓶装划算还是单买3瓶")
    assert "47.70" in reply
    assert "42.90" in reply
    assert "4.80" in reply


def test_a_pack_is_compared_within_its_kind() -> None:
    reply = last("chiye_bikes", BIKES, "K08", "26的两条装和买两条单的差多少")
    assert "便宜5元" in reply
    assert "20寸" not in reply


def test_weights_are_compared_by_the_jin() -> None:
    assert "1.79元" in last("ahe_garden", GARDEN, "G04", "5斤两袋和10斤一袋哪个划算")


def test_asking_for_less_is_no_comparison() -> None:
    assert "合每" not in last("ahe_garden", GARDEN, "G04", "能便宜点吗")


def test_a_line_that_only_takes_goods_is_a_sum() -> None:
    assert "29.92" in last("ahe_garden", GARDEN, "G05", "算了还是青山黑2加仑吧 5个")


def test_a_part_of_a_set_names_the_set() -> None:
    assert "35.91" in last("ahe_garden", GARDEN, "G03", "多少钱", "带盆的那种呢")


def test_a_question_for_stock_is_no_taking() -> None:
    assert "库存5" in last("ahe_garden", GARDEN, "G07", "墨绿的还有吗")


@pytest.mark.parametrize(("asked", "size"), [("头围57戴啥码", "M码"), ("60的能戴下吗", "L码")])
def test_a_chart_told_by_its_notes(asked: str, size: str) -> None:
    assert size in last("chiye_bikes", BIKES, "K03", asked)


def test_a_measure_outside_the_notes_goes_to_people() -> None:
    assert said("chiye_bikes", BIKES, "K03", "头围64能戴吗")[-1]["kind"] == "handoff"


def test_more_than_there_is_is_said_beside_the_sum() -> None:
    reply = last("ahe_garden", GARDEN, "G01", "大株来5盆多少钱")
    assert "库存2" in reply
    assert "不够5" in reply


def test_a_wish_given_up_leaves_what_comes_after() -> None:
    reply = last("ahe_garden", GARDEN, None, "能改成大株吗", "算了不改了 那多肉啥时候到", shopper="阳台养花人")
    assert "上海" in reply


def test_how_a_case_stands_is_told() -> None:
    assert "待商家处理" in last("chiye_bikes", BIKES, None, "前灯换货处理了吗", shopper="咕噜妈妈")


def test_being_a_member_changes_the_sum() -> None:
    assert "969" in last("chiye_bikes", BIKES, "K02", "20寸黑的到手多少", "我是plus会员呢")
