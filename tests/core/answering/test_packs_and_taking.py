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


BABY = "2026-07-11T11:00:00+08:00"
GRAIN = "2026-11-15T11:00:00+08:00"


def test_a_set_is_beside_the_sum_of_its_parts() -> None:
    reply = last("beiya_baby", BABY, "P01", "套装比分开买便宜多少")
    assert "158元" in reply
    assert "便宜19元" in reply


def test_a_piece_of_a_pack_has_its_price() -> None:
    assert "每盒27.33元" in last("beiya_baby", BABY, "P02", "三盒装平均一盒多少")


def test_a_place_with_that_letter_asks_for_no_pack() -> None:
    assert said("gucang_grain", GRAIN, "D01", "寄到合肥几天")[-1]["intents"] == ["delivery_eta"]


def test_what_comes_with_goods_is_told_by_its_name() -> None:
    assert "另购" in last("beiya_baby", BABY, "P08", "雨罩送吗")
    assert "凉席" in last("beiya_baby", BABY, "P08", "买了送啥")


def test_another_variant_in_a_sum() -> None:
    reply = last("gucang_grain", GRAIN, "D03", "5L的到手多少", "加一袋丝苗米5斤", "米换成10斤的")
    assert "135.90" in reply


def test_pieces_in_a_name_are_no_number_wanted() -> None:
    assert "62元" in last("qingmou_glasses", "2026-04-11T10:30:00+08:00", "V06", "两瓶装的多少钱")


def test_who_takes_a_case_on_is_told_with_the_order() -> None:
    lines = said("ahe_garden", GARDEN, None, "茉莉收到断枝了", "后面谁联系我", shopper="绿豆沙")
    assert lines[-1]["kind"] == "handoff"
    assert "1803" in str(lines[-1]["reply"])


def test_nobody_takes_on_a_case_that_was_not_told() -> None:
    assert "跟进" not in last("ahe_garden", GARDEN, "G01", "运费谁来负责")
