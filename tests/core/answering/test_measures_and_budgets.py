"""Numbers with units against the goods' own cells, budgets in words, variants told apart, goods sold by the metre."""

from decimal import Decimal
from pathlib import Path

import pytest
from benchmarks.answering import TRADES

from xiaoer.cli.ask import AskDesk, Question
from xiaoer.core.answering.goods.budgets import most_of
from xiaoer.core.answering.goods.measures import limits_of, measures_in, scales_asked, spans_in
from xiaoer.files.shop_folder import read_shop

BAKING = ("nuanzao_baking", "2026-05-18T10:30:00+08:00")
MEDICAL = ("kanghe_medical", "2026-09-15T09:20:00+08:00")
OFFICE = ("mofang_print", "2026-03-10T14:00:00+08:00")
CURTAINS = ("yunlian_curtains", "2026-09-16T10:30:00+08:00")


def last(shop: tuple[str, str], product: str | None, *turns: str) -> dict[str, object]:
    folder = read_shop(Path(TRADES) / shop[0]).folder
    return list(AskDesk(folder, shop[1]).answer(Question("1", None, product, turns)))[-1]


@pytest.mark.parametrize(
    ("text", "number", "scale"),
    [
        ("能装五斤吗", "2.5", "重"),
        ("身高1米72", "172", "长"),
        ("我家四口", "4", "人"),
        ("七个人吃", "7", "人"),
        ("腰围二尺三", "76.6659", "长"),
        ("烤半小时", "1800", "时"),
    ],
)
def test_numbers_with_units_are_read_on_their_scale(text: str, number: str, scale: str) -> None:
    measure = measures_in(text)[0]
    assert (measure.number, measure.scale) == (Decimal(number), scale)


def test_the_scale_that_is_asked_for() -> None:
    assert scales_asked("几个瓦") == {"瓦"}
    assert scales_asked("一次能打几页") == {"张"}
    assert scales_asked("好看吗") == frozenset()


def test_ranges_and_limits_hold_a_number() -> None:
    heavy = measures_in("180斤")[0]
    assert any(span.holds(heavy) for span in spans_in("80-100kg"))
    assert not any(span.holds(heavy) for span in limits_of("最大承重", "80kg"))
    assert any(span.holds(heavy) for span in limits_of("承重", "120kg"))


@pytest.mark.parametrize(
    ("text", "most"),
    [
        ("四百以内的锅", "400"),
        ("三四百块的", "450"),
        ("两百来块的", "240.0"),
        ("两千出头", "2400.0"),
        ("别超过六百", "600"),
        ("100到150块", "150"),
        ("要三四个", None),
        ("两三斤", None),
    ],
)
def test_budgets_are_read_from_words(text: str, most: str | None) -> None:
    assert most_of(text) == (None if most is None else Decimal(most))


@pytest.mark.parametrize(
    ("shop", "product", "text", "told"),
    [
        (MEDICAL, "GZ01", "1米6的用哪种", "中号"),
        (MEDICAL, "HY01", "腰围95选哪个", "L"),
        (BAKING, "A07", "六口人喝汤选哪个", "24cm"),
    ],
)
def test_the_range_that_holds_a_number_is_told(shop: tuple[str, str], product: str, text: str, told: str) -> None:
    assert told in str(last(shop, product, text)["reply"])


def test_variants_are_told_apart_by_the_cells_that_speak_of_them() -> None:
    reply = str(last(MEDICAL, "XY01", "这两款有什么区别")["reply"])
    assert "语音播报" in reply
    assert "229" in reply


@pytest.mark.parametrize(
    ("shop", "product", "text", "told"),
    [
        (OFFICE, "1001", "是惠普原装的还是兼容的", "兼容"),
        (BAKING, "A10", "动物的还是植物的", "动物"),
        (MEDICAL, "TW02", "水银的还是电子的", "电子"),
    ],
)
def test_one_of_two_words_is_told(shop: tuple[str, str], product: str, text: str, told: str) -> None:
    assert told in str(last(shop, product, text)["reply"])


def test_goods_sold_by_the_metre_are_counted_in_metres() -> None:
    assert "348" in str(last(CURTAINS, "C01", "燕麦白要6米多少钱")["reply"])
    assert "34.83" in str(last(BAKING, "A11", "1kg拿三包多少钱")["reply"])  # a bag of 1kg is a piece


def test_what_is_in_the_box_and_what_is_not() -> None:
    assert "不含" in str(last(BAKING, "A08", "含烤箱吗")["reply"])


def test_data_of_the_page_outweighs_a_reading_without_words() -> None:
    assert last(MEDICAL, "XY01", "基础的有语音吗")["intents"] == ["product_attribute"]
    assert last(MEDICAL, "XY01", "基础款有货吗")["intents"] == ["stock"]


def test_what_the_data_does_not_tell_is_still_handed_over() -> None:
    assert last(MEDICAL, "XO01", "能测胆固醇吗")["kind"] == "handoff"


def test_a_rule_for_all_goods_is_told_before_the_goods_are_asked_for() -> None:
    assert "轨道3年" in str(last(CURTAINS, None, "轨道保修几年")["reply"])
