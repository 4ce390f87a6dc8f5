"""The example shops: read without a refusal, and large enough to try everything on."""

from __future__ import annotations

from functools import cache
from itertools import chain
from pathlib import Path

import pytest

from xiaoer.core.facts import STATUS_BY_TEXT, Order
from xiaoer.files import report
from xiaoer.files.shop_folder import ReadResult, read_pictures, read_shop
from xiaoer.files.writer import write_shop

from .shops import without_sources

EXAMPLES = Path(__file__).parents[2] / "examples"
WOMENSWEAR, FOODGIFT = "qinghe_womenswear", "shanyu_foodgift"
PROVINCES = 34
PLATFORM_ONLY = {
    "grouping",
    "locked",
}  # states of group buying and of platform holds; these shops are their own

pytestmark = pytest.mark.parametrize("name", [WOMENSWEAR, FOODGIFT])


@cache
def _read(name: str) -> ReadResult:
    return read_shop(EXAMPLES / name)


def test_nothing_is_refused(name: str) -> None:
    assert report.lines(_read(name).refusals) == []


def test_goods(name: str) -> None:
    products = _read(name).folder.facts.products.values()
    assert len(products) >= 20
    assert all(product.skus and product.attributes and product.category for product in products)
    skus = list(chain.from_iterable(product.skus for product in products))
    assert all(sku.price and sku.gross_weight_g for sku in skus)
    assert {0} < {sku.stock for sku in skus}
    assert sum(sku.stock is None for sku in skus) <= len(skus) // 20  # a few unknown ones, on purpose
    if name == WOMENSWEAR:
        assert len(skus) >= 150


def test_every_size_of_a_chart_is_sold(name: str) -> None:
    charted = [product for product in _read(name).folder.facts.products.values() if product.size_chart]
    if name == WOMENSWEAR:
        assert len(charted) >= 20
    for product in charted:
        sold = {value for sku in product.skus for key, value in sku.options if key == "尺码"}
        assert {row.size for row in product.size_chart} == sold, product.number


def test_answers(name: str) -> None:
    facts = _read(name).folder.facts
    assert len(facts.faq) >= 40
    assert len(facts.phrases) >= 80
    assert len({phrase.code for phrase in facts.phrases}) == len(facts.phrases)
    assert len({phrase.group for phrase in facts.phrases}) >= 5
    assert facts.policies
    assert facts.promotions


def test_the_way_to_every_province(name: str) -> None:
    facts = _read(name).folder.facts
    assert len({row.province for row in facts.freight}) == PROVINCES
    reached = {row.province for row in facts.freight if row.deliverable}
    assert reached <= {row.province for row in facts.delivery}


def test_orders_in_all_states_with_parcels(name: str) -> None:
    shop = _read(name).folder
    assert len(shop.orders) >= 40
    assert {order.status for order in shop.orders} >= set(STATUS_BY_TEXT.values()) - PLATFORM_ONLY
    assert any(order.after_sales for order in shop.orders)
    assert all(order.lines for order in shop.orders)
    sent = [order for order in shop.orders if order.status in ("part_shipped", "shipped", "delivered", "finished")]
    assert all(order.parcels for order in sent)
    tracked = [bool(parcel.track) for order in sent for parcel in order.parcels]
    assert tracked.count(False) <= 1 + len(tracked) // 10  # a label printed, nothing scanned yet


def test_orders_fit_the_goods_and_themselves(name: str) -> None:
    shop = _read(name).folder
    skus = {sku.number: sku for product in shop.facts.products.values() for sku in product.skus}
    nicks = {shopper.nick for shopper in shop.shoppers}
    for order in shop.orders:
        assert order.shopper in nicks, order.number
        assert {line.sku for line in order.lines} <= set(skus), order.number
        assert all(skus[line.sku].product == line.product for line in order.lines), order.number
        _check_sums(order)
        _check_parcels(order)


def _check_sums(order: Order) -> None:
    for line in order.lines:
        assert line.price is not None
        assert line.subtotal == line.price * line.quantity, order.number
    assert order.goods_amount == sum(line.subtotal for line in order.lines if line.subtotal is not None), order.number
    assert order.goods_amount is not None
    if order.discount is not None and order.freight is not None and order.paid_amount:
        assert order.paid_amount == order.goods_amount - order.discount + order.freight, order.number


def _check_parcels(order: Order) -> None:
    bought = {line.sku: 0 for line in order.lines}
    for line in order.lines:
        bought[line.sku] += line.quantity
    for parcel in order.parcels:
        for sku, quantity in parcel.content:
            bought[sku] = bought.get(sku, 0) - quantity
        times = [step.at for step in parcel.track]
        assert parcel.last_seen_at == max(times, default=None), (order.number, parcel.number)
    assert all(left >= 0 for left in bought.values()), order.number


def test_time_runs_forward_in_every_order(name: str) -> None:
    orders = _read(name).folder.orders
    for order in orders:
        steps = (order.ordered_at, order.paid_at, order.shipped_at, order.signed_at, order.finished_at)
        known = [moment for moment in steps if moment]
        assert known, order.number
        assert known == sorted(known), order.number
        for parcel in order.parcels:
            assert parcel.shipped_at is None or parcel.shipped_at >= (order.paid_at or known[0]), order.number
    waybills = [parcel.waybill for order in orders for parcel in order.parcels if parcel.waybill]
    assert len(set(waybills)) == len(waybills)


def test_people(name: str) -> None:
    shop = _read(name).folder
    assert len(shop.staff) == 5
    assert {"owner", "lead", "agent"} <= {staff.role for staff in shop.staff}
    assert len(shop.shoppers) == 15


def test_every_product_has_its_picture(name: str) -> None:
    assert set(read_pictures(EXAMPLES / name)) == set(_read(name).folder.facts.products)


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_export_and_import_change_nothing(name: str, form: str, tmp_path: Path) -> None:
    shop = _read(name).folder
    write_shop(shop, tmp_path, form=form)  # type: ignore[arg-type]
    again = read_shop(tmp_path)
    assert again.refusals == ()
    assert without_sources(again.folder) == without_sources(shop)
