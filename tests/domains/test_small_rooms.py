"""The quieter rooms: shops' hours and modes, products in scope, orders masked, facts in memory, rights of roles."""

from __future__ import annotations

import asyncio
import dataclasses
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.desks import TestDesk
from xiaoer.core.facts import Order, Promotion, ShopFacts, Source
from xiaoer.core.reading.shapes import INTENTS
from xiaoer.domains.catalog import service as catalog
from xiaoer.domains.orders import service as orders
from xiaoer.domains.shop import service as shops
from xiaoer.domains.shop.hours import Holiday, open_at, parse_hours
from xiaoer.domains.shop.rules import ShopSettings
from xiaoer.domains.staff.rules import RIGHTS, ROLES, may

ANYIO = pytest.mark.anyio
MINUTE = st.integers(0, 1439)


def clock_text(minute: int) -> str:
    return f"{minute // 60:02d}:{minute % 60:02d}"


def at(day: int, minute: int) -> datetime:
    """A local time of November 2026, which begins on a Sunday."""
    return datetime(2026, 11, day, minute // 60, minute % 60, tzinfo=UTC)


@given(MINUTE, MINUTE, MINUTE)
def test_hours_also_over_midnight(opens: int, closes: int, now: int) -> None:
    hours = f"{clock_text(opens)}-{clock_text(closes)}"
    walked = {(opens + i) % 1440 for i in range((closes - opens) % 1440)}
    assert open_at(at(4, now), hours, [], []) == (now in walked)


@given(st.text(max_size=20))
def test_unreadable_hours_are_always_open_never_an_error(text: str) -> None:
    if parse_hours(text) is None:
        assert open_at(at(4, 0), text, [], [])


def test_midnight_as_an_end() -> None:
    assert open_at(at(4, 1439), "08:00-24:00", [], [])
    assert not open_at(at(4, 0), "08:00-24:00", [], [])


WEEK = ["09:00-18:00"] * 5 + ["20:00-02:00", ""]  # Saturday night reaches into Sunday, which is closed itself
GOLDEN = Holiday(first="2026-11-10", last="2026-11-12", hours="10:00-12:00", name="大促")
CLOSED = Holiday(first="2026-11-13", last="2026-11-13")


@pytest.mark.parametrize(
    ("day", "clock", "is_open"),
    [
        (4, "09:00", True), (4, "18:00", False), (7, "19:59", False), (7, "20:00", True), (8, "01:59", True),
        (8, "02:00", False), (8, "12:00", False), (9, "01:00", False), (10, "09:30", False), (10, "10:00", True),
        (12, "11:59", True), (12, "13:00", False), (13, "10:00", False), (16, "10:00", True),
    ],
)  # fmt: skip
def test_hours_per_weekday_and_holidays(day: int, clock: str, is_open: bool) -> None:
    hours, minutes = map(int, clock.split(":"))
    assert open_at(at(day, hours * 60 + minutes), "00:00-24:00", WEEK, [GOLDEN, CLOSED]) == is_open


@ANYIO
async def test_a_shops_clock_is_its_own(desk: TestDesk) -> None:
    profile = dataclasses.replace(desk.shop.profile, service_hours="09:00-18:00")
    shop = dataclasses.replace(desk.shop, profile=profile, settings=ShopSettings())
    assert shop.open_at(datetime(2026, 1, 1, 1, 0, tzinfo=UTC))  # 09:00 in Shanghai
    assert not shop.open_at(datetime(2026, 1, 1, 10, 0, tzinfo=UTC))  # 18:00


@given(st.lists(st.sampled_from(sorted(INTENTS)), max_size=4), st.data())
def test_the_most_careful_mode_counts(intents: list[str], data: st.DataObject) -> None:
    order = ["off", "suggest", "answer"]
    robot = {i: data.draw(st.sampled_from(order)) for i in INTENTS}
    settings = ShopSettings(robot=robot)  # type: ignore[arg-type]
    wanted = min([robot[i] for i in intents] or ["suggest"], key=order.index)  # type: ignore[index]
    assert settings.mode(intents) == wanted


def test_unknown_intents_are_only_suggested() -> None:
    assert ShopSettings().mode(["brand_new_intent"]) == "suggest"


def test_rights_grow_with_roles() -> None:
    assert set(RIGHTS) == set(ROLES)
    assert RIGHTS["agent"] < RIGHTS["lead"] < RIGHTS["owner"]
    assert RIGHTS["owner"] - RIGHTS["lead"] == {"own"}
    assert not may("trainer", "serve")
    assert not may("auditor", "serve")
    assert not may("nobody", "read")


def promotion(scope: str) -> Promotion:
    return Promotion("1", "满减", "x", scope, "", "", None, None, "", "", "", Source("promotions.csv", 2))


@ANYIO
async def test_products_in_scope_found_and_shown(desk: TestDesk) -> None:
    facts = await desk.desk.facts.get(desk.shop.id)
    product = facts.products["QH101"]
    for scope, wanted in (
        ("全店", True), ("", True), (f"类目:{product.category}", True), (f"类目：其他|{product.category}", True), ("类目:鞋", False),
        ("QH101|QH102", True), (" QH101 ", True), ("QH1010", False),
    ):  # fmt: skip
        assert catalog.in_scope(promotion(scope), product) is wanted, scope
    assert catalog.search(facts, "qh101", 5)[0].number == "QH101"
    assert all("连衣裙" in p.title + p.category for p in catalog.search(facts, "连衣裙", 50))
    assert len(catalog.search(facts, "", 3)) == 3
    assert catalog.search(facts, "没有这种东西", 5) == []
    card = catalog.card(facts, "s", product)
    prices = [s.price for s in product.skus if s.price is not None]
    assert card["price_from"] == f"{min(prices):.2f}"
    assert card["price_to"] == f"{max(prices):.2f}"
    sold_out = dataclasses.replace(product, skus=tuple(dataclasses.replace(s, stock=0) for s in product.skus))
    unknown = dataclasses.replace(product, skus=tuple(dataclasses.replace(s, stock=None) for s in product.skus))
    assert catalog.card(facts, "s", sold_out)["sold_out"] is True
    assert catalog.card(facts, "s", unknown)["sold_out"] is False
    bare = dataclasses.replace(product, skus=())
    assert (catalog.card(facts, "s", bare)["price_from"], catalog.card(facts, "s", bare)["sold_out"]) == (None, False)


@ANYIO
async def test_orders_are_shown_masked(desk: TestDesk) -> None:
    found = await desk.desk.database.read(lambda s: orders.all_orders(s, desk.shop.id))
    open_ = dataclasses.replace(
        found[0], receiver="王小明", phone="13812345678", address="滨江区网商路699号3幢2单元501室"
    )
    shown = orders.view(open_, "s")
    for secret in ("王小明", "13812345678", "699号", "501室"):
        assert secret not in str(shown)
    assert "13812345678" not in str(orders.card_body(open_, "s"))


@ANYIO
async def test_an_anonymous_shopper_has_no_orders_even_of_an_empty_name(desk: TestDesk) -> None:
    for nick in (None, ""):
        assert await desk.desk.database.read(lambda s, n=nick: orders.of_shopper(s, desk.shop.id, n)) == []


@ANYIO
async def test_facts_are_loaded_once_and_anew_after_a_change(desk: TestDesk) -> None:
    book, shop_id = desk.desk.facts, desk.shop.id
    book.forget(shop_id)
    found = await asyncio.gather(*[book.get(shop_id) for _ in range(5)])
    assert len({id(f) for f in found}) == 1
    before: ShopFacts = found[0]
    await desk.desk.run(lambda u: shops.catalog_changed(u, shop_id, {"products"}))
    after = await book.get(shop_id)
    assert int(after.version) == int(before.version) + 1
    assert after.products == before.products


@ANYIO
async def test_facts_come_back_as_the_folder_had_them(desk: TestDesk) -> None:
    from tests.support.shops import EXAMPLES, QINGHE
    from xiaoer.files.shop_folder import read_shop

    kept = await desk.desk.facts.get(desk.shop.id)
    read = read_shop(EXAMPLES / QINGHE).folder
    for field in ("profile", "products", "promotions", "freight", "delivery", "policies", "faq", "phrases", "tables"):
        assert getattr(kept, field) == getattr(read.facts, field), field
    held = await desk.desk.database.read(lambda s: orders.all_orders(s, desk.shop.id))
    by_number: dict[str, Order] = {o.number: o for o in held}
    assert by_number == {o.number: o for o in read.orders}


@ANYIO
async def test_settings_of_a_shop_are_merged_not_replaced(desk: TestDesk) -> None:
    before = desk.shop.settings

    async def change(**changes: Any) -> ShopSettings:
        settings, _ = await desk.desk.run(lambda u: shops.change_settings(u, desk.shop.id, changes))
        return settings

    await change(greeting="你好")
    saved = await change(response_target_s=45)
    assert (saved.greeting, saved.response_target_s, saved.closing_tags) == ("你好", 45, before.closing_tags)
    await desk.desk.reload_shops()
    assert desk.desk.shops.get(desk.shop.id).settings == saved
