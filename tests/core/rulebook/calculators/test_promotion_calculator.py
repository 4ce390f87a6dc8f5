from datetime import datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xiaoer.core.facts import Policy, Product, Promotion, Sku, Source
from xiaoer.core.rulebook.calculators.promotion import BasketLine, price_basket
from xiaoer.core.rulebook.calculators.promotion_terms import in_scope, stacking_of, state_of, terms_of

D = Decimal
ZONE = ZoneInfo("Asia/Shanghai")
NOW = datetime(2026, 3, 5, 12, tzinfo=ZONE)


def product(number: str = "A1", category: str = "连衣裙") -> Product:
    return Product(number, f"商品{number}", category, "", (), (), (), Source("products.csv", 2))


def line(price: str, quantity: int = 1, number: str = "A1", category: str = "连衣裙") -> BasketLine:
    sku = Sku(f"{number}-1", number, "", (), D(price), 9, None, Source("skus.csv", 2))
    return BasketLine(product(number, category), sku, D(price), quantity)


def promo(kind: str, threshold: str, benefit: str, **more: str) -> Promotion:
    return Promotion(
        more.get("number", kind), kind, more.get("name", kind), more.get("scope", "全店"), threshold, benefit,
        None, None, more.get("stacking", ""), "", "", Source("promotions.csv", 2),
    )  # fmt: skip


def total(lines: list[BasketLine], promotions: list[Promotion], **more: object) -> Decimal | None:
    return price_basket(lines, promotions, NOW, **more).total  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("promotion", "price", "quantity", "paid"),
    [
        (promo("限时折扣", "", "0.85"), "99.99", 1, "84.99"),
        (promo("限时折扣", "1件", "8.5折"), "100", 1, "85.00"),
        (promo("第二件半价", "2", "0.5"), "39.9", 3, "99.75"),
        (promo("多件折扣", "2", "0.9"), "50", 2, "90.00"),
        (promo("多件折扣", "2", "0.9"), "50", 1, "50.00"),
        (promo("满减", "199", "20"), "199", 1, "179.00"),
        (promo("每满减", "300", "30"), "499", 2, "908.00"),
        (promo("店铺券", "满199元", "减15"), "198.99", 1, "198.99"),
    ],
)
def test_one_promotion(promotion: Promotion, price: str, quantity: int, paid: str) -> None:
    assert total([line(price, quantity)], [promotion]) == D(paid)


def test_the_better_of_two_coupons_and_only_one() -> None:
    coupons = [promo("店铺券", "199", "15", number="a"), promo("店铺券", "399", "35", number="b")]
    assert total([line("400")], coupons) == D("365.00")


def test_a_coupon_that_is_excluded_is_left_out() -> None:
    cut = promo("满减", "99", "10", stacking="不与券同享")
    assert total([line("200")], [cut, promo("店铺券", "199", "15")]) == D("190.00")


def test_members_coupons_count_when_they_are_claimed() -> None:
    member = promo("会员券", "100", "12")
    unsaid = price_basket([line("150")], [member], NOW)
    assert (unsaid.total, [p.kind for p in unsaid.possible]) == (D("150.00"), ["会员券"])
    assert total([line("150")], [member], claims=frozenset({"会员券"})) == D("138.00")


def test_thresholds_count_list_prices_unless_the_policy_says_otherwise() -> None:
    promotions = [promo("限时折扣", "", "0.8"), promo("店铺券", "199", "15")]
    policy = Policy("Z", "优惠叠加", "券的门槛按单品折扣后的金额计算", "", Source("policies.csv", 2))
    assert total([line("239")], promotions) == D("176.20")
    assert total([line("239")], promotions, policies=[policy]) == D("191.20")


def test_words_that_are_not_understood_leave_the_total_unsaid() -> None:
    odd = promo("满减", "100", "10", stacking="以店长当日心情为准")
    result = price_basket([line("150")], [odd], NOW)
    assert result.total is None
    assert result.unclear == (odd,)
    assert total([line("50")], [odd]) == D("50.00")  # its threshold is out of reach, so nothing depends on it


def test_pieces_of_several_goods_pair_up_dearest_first() -> None:
    half = promo("第二件半价", "2", "0.5", scope="A1|A2")
    assert total([line("30", 1, "A1"), line("20", 1, "A2")], [half]) == D("40.00")


def test_gifts_and_the_way_to_the_next_threshold() -> None:
    promotions = [promo("赠品", "100", "小样1份"), promo("满减", "200", "20")]
    result = price_basket([line("150")], promotions, NOW)
    assert [p.kind for p in result.gifts] == ["赠品"]
    assert result.missing[0].gap == D("50.00")


@pytest.mark.parametrize(
    ("scope", "inside"),
    [("全店", True), ("类目:连衣裙", True), ("类目:针织", False), ("A1|B2", True), ("B2", False), ("", False)],
)
def test_scope(scope: str, inside: bool) -> None:
    assert in_scope(promo("满减", "1", "1", scope=scope), product()) is inside


def test_state_is_dated() -> None:
    starts, ends = datetime(2026, 3, 6, tzinfo=ZONE), datetime(2026, 3, 4, tzinfo=ZONE)
    later = Promotion("a", "满减", "", "全店", "", "", starts, None, "", "", "", Source("p", 2))
    over = Promotion("b", "满减", "", "全店", "", "", None, ends, "", "", "", Source("p", 3))
    assert (state_of(later, NOW), state_of(over, NOW)) == ("upcoming", "ended")
    assert price_basket([line("100")], [later, over], NOW).total == D("100.00")


def test_stacking_sentences() -> None:
    for harmless in ("", "每单限用一张券", "先打折后用券", "可与店铺券叠加，先减后用券", "可与满减、每满减叠加"):
        stacking = stacking_of(harmless)
        assert stacking is not None
        assert not stacking.excludes
    assert stacking_of("不与券同享，可与每满减叠加") is not None
    assert stacking_of("另行通知") is None


def test_steps_in_one_cell_are_not_guessed() -> None:
    assert terms_of(promo("满减", "199|299", "20|40")) is None


@given(
    st.lists(st.tuples(st.integers(1, 50_000), st.integers(1, 5)), min_size=1, max_size=4),
    st.integers(1, 50_000),
    st.integers(1, 40_000),
)
def test_a_total_is_never_negative_nor_above_the_list_price(
    goods: list[tuple[int, int]], threshold: int, off: int
) -> None:
    lines = [line(str(D(fen) / 100), n, f"A{i}") for i, (fen, n) in enumerate(goods)]
    promotions = [
        promo("满减", str(D(threshold) / 100), str(D(off) / 100)),
        promo("每满减", str(D(threshold) / 100), str(D(off) / 100)),
        promo("第二件半价", "2", "0.5"),
        promo("店铺券", "0", str(D(off) / 100)),
    ]
    result = price_basket(lines, promotions, NOW)
    assert result.total is not None
    assert D(0) <= result.total <= result.list_total
    assert result.total == result.list_total - sum((a.saves for a in result.applied), D(0))
