"""Wrong facts against a shop's tables, recommendations, complaints, handing over: found where plain, else left alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from xiaoer.core.inspection.inspecting import Inspector
from xiaoer.core.inspection.rows import Row, Talk, make_row
from xiaoer.files.chats.moments import moment
from xiaoer.files.shop_folder import read_shop

SHOP = Path(__file__).resolve().parents[3] / "examples" / "qinghe_womenswear"
NEWER = {"wrong_fact", "missed_offer", "no_two_choices", "complaint_steps", "no_remark"}


@pytest.fixture(scope="module")
def inspector() -> Inspector:
    return Inspector(facts=read_shop(SHOP).folder.facts)


def kinds(inspector: Inspector, *lines: str, product: str | None = "QH101") -> dict[str, tuple[int, ...]]:
    rows: list[Row] = []
    for seq, line in enumerate(lines, start=1):
        who, text = line.split(" ", 1)
        at = moment(f"2026-11-03 10:{seq:02d}:00")
        if who == "转":
            giver, taker = text.split(">")
            rows.append(make_row(seq, at, "system", f"店:{giver}", text, "transfer", f"店:{taker}"))
        else:
            role = "shopper" if who == "买" else "agent"
            rows.append(make_row(seq, at, role, "买家" if who == "买" else f"店:{who}", text, "text", None))
    found = inspector.inspect(Talk("c", "own", "买家", rows, product=product)).findings
    return {mark.kind: mark.messages for mark in found if mark.kind in NEWER}


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("多少钱", "亲，这款269元"),
        ("黑底小花S码有货吗", "有现货的亲"),
        ("雾蓝L码有吗", "亲没货了哦"),
        ("L码胸围多少", "您好，胸围100厘米"),
        ("能退吗", "亲，支持14天无理由"),
        ("什么时候发", "您好，24小时内发货"),
    ],
)
def test_what_the_tables_contradict(inspector: Inspector, asked: str, said: str) -> None:
    assert kinds(inspector, f"买 {asked}", f"岚 {said}") == {"wrong_fact": (2,)}


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("多少钱", "亲，这款239元"),
        ("多少钱", "亲，券后224元"),  # reckoned with a coupon: not for this judge
        ("满多少包邮", "亲，满300元包邮"),
        ("黑底小花S码有货吗", "亲，这个码卖完了，雾蓝S有现货"),  # both said: left alone
        ("S码有货吗", "没货了亲"),  # no colour named, and one of them is out: not plain
        ("L码胸围多少", "您好，胸围97厘米，平铺测量"),  # within what pages allow
        ("L码胸围多少", "亲，稍等我量一下"),
        ("能退吗", "亲，签收次日起7天内可以退"),
        ("什么时候发", "您好，48小时内发货"),
    ],
)
def test_what_is_true_or_not_plain_is_left_alone(inspector: Inspector, asked: str, said: str) -> None:
    assert kinds(inspector, f"买 {asked}", f"岚 {said}") == {}


def test_without_tables_or_product_nothing_is_wrong(inspector: Inspector) -> None:
    assert kinds(inspector, "买 多少钱", "岚 亲，这款999元", product=None) == {}
    assert kinds(Inspector(), "买 多少钱", "岚 亲，这款999元") == {}


def test_advice_asked_for(inspector: Inspector) -> None:
    assert kinds(inspector, "买 推荐一款通勤的", "岚 亲，首页都有您看看") == {"missed_offer": (2,)}
    assert kinds(inspector, "买 推荐一款通勤的", "岚 亲，推荐衬衫款，挺括好打理") == {}
    assert kinds(inspector, "买 推荐一款通勤的", "岚 亲，您平时穿什么码呢？") == {}


def test_a_hesitant_shopper(inspector: Inspector) -> None:
    assert kinds(inspector, "买 黑白两个颜色好纠结", "岚 亲，都很好看呢") == {"no_two_choices": (2,)}
    assert kinds(inspector, "买 黑白两个颜色好纠结", "岚 亲，白色更显气质，黑色耐脏好打理") == {}


def test_a_complaint_needs_regret_first_and_a_way_out_with_its_time(inspector: Inspector) -> None:
    angry = "买 穿一次就开线 太差劲了"
    good = "岚 实在抱歉让您失望了，给您换新，今天18点前发出"
    assert kinds(inspector, angry, good) == {}
    assert kinds(inspector, angry, "岚 亲，拍个照", "买 [图片]", good) == {"complaint_steps": (2,)}
    assert kinds(inspector, angry, "岚 实在抱歉亲", "买 然后呢", "岚 真的抱歉") == {"complaint_steps": (2,)}
    assert kinds(inspector, angry) == {}  # nobody answered: that is another finding


def test_a_colleague_who_knows_nothing(inspector: Inspector) -> None:
    told = ("买 上周买的锅掉漆了想退", "岚 亲，帮您转售后", "转 岚>青")
    assert kinds(inspector, *told, "青 您好，请问有什么可以帮您") == {"no_remark": (3, 4)}
    assert kinds(inspector, *told, "青 您好，看到您的锅掉漆了，麻烦拍个照") == {}
    assert kinds(inspector, "买 在吗", "转 岚>青", "青 您好，请问有什么可以帮您") == {}
