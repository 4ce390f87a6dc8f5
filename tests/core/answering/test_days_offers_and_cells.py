"""Days of payment, couriers, stacking, gifts by name, ranges in a cell, and what is never promised."""

from pathlib import Path

import pytest
from benchmarks.answering import TRADES

from xiaoer.cli.ask import AskDesk, Question
from xiaoer.core.grounding import FactUse, unsupported
from xiaoer.files.shop_folder import read_shop

OPTICS = ("mingmou_optics", "2026-12-03T14:20:00+08:00")
CHINA = ("qingyao_porcelain", "2027-01-12T10:30:00+08:00")


def said(at: tuple[str, str], product: str | None, *turns: str, shopper: str | None = None) -> list[dict[str, object]]:
    folder = read_shop(Path(TRADES) / at[0]).folder
    return list(AskDesk(folder, at[1]).answer(Question("1", shopper, product, turns)))


def last(at: tuple[str, str], product: str | None, *turns: str, shopper: str | None = None) -> str:
    return str(said(at, product, *turns, shopper=shopper)[-1]["reply"])


def test_paid_after_the_cut_off_it_leaves_the_next_day() -> None:
    assert "12月4日" in last(OPTICS, "E01", "我今晚8点付款啥时候发")


def test_paid_before_the_cut_off_it_leaves_that_day() -> None:
    assert "今天（12月3日）发出" in last(OPTICS, "E01", "下午3点付款啥时候发")


def test_a_day_without_a_year_is_the_coming_one() -> None:
    assert "2月13日" in last(CHINA, "T04", "2月3号付款啥时候发")


def test_the_courier_of_the_goods_warehouse() -> None:
    assert "中通" in last(OPTICS, "E01", "发什么快递")


def test_where_a_parcel_is_asks_for_no_courier() -> None:
    assert "一般走" not in last(OPTICS, None, "我的快递到哪了")


def test_whether_coupons_go_together() -> None:
    assert "每单一张券" in last(OPTICS, None, "券能不能一起用")


def test_an_offer_called_by_its_kind_comes_first() -> None:
    reply = last(OPTICS, None, "新用户有优惠没")
    assert reply.index("新客满99减10") < reply.index("满199减20券")


def test_a_gift_called_by_its_name() -> None:
    assert "茶巾" in last(CHINA, None, "送茶巾吗")


def test_an_age_finds_the_cell_with_ranges() -> None:
    assert "S码适合5-8岁" in last(OPTICS, "E03", "孩子7岁选哪个码")


@pytest.mark.parametrize("asked", ["戴这个能把近视治好吗", "这个能降血压吗"])
def test_a_cure_is_never_promised(asked: str) -> None:
    reply = last(OPTICS, "L06", asked)
    assert "不能承诺" in reply
    assert "医生" in reply


def test_a_question_of_fit_is_no_question_of_cures() -> None:
    assert "不能承诺" not in last(OPTICS, "E01", "适合方脸吗")


def test_an_order_number_in_english_must_be_cited() -> None:
    facts = [FactUse("orders.csv:2", "订单号", "26120100021")]
    assert unsupported("Your order ending in 0021 is on its way.", facts, ()) == ()
    assert unsupported("Your order ending in 0022 is on its way.", facts, ())


def test_two_boxes_are_no_second_place() -> None:
    lines = said(OPTICS, None, "想买日抛", "透明的 300度", "两盒多少钱")
    assert "238" in str(lines[-1]["reply"])


def test_a_remedy_wished_goes_on_with_the_fault() -> None:
    lines = said(OPTICS, None, "清洗器坏了不震动了", "补发就行", shopper=_buyer("清洗器"))
    assert lines[-1]["kind"] in ("handoff", "act")


def _buyer(goods: str) -> str:
    """Who has signed for an order of these goods."""
    folder = read_shop(Path(TRADES) / OPTICS[0]).folder
    found = (o for o in folder.orders if o.status == "delivered" and any(goods in line.title for line in o.lines))
    return next(found).shopper
