"""The food-gift example shop: whole, consistent, drawn by its tool, and fit to be said."""

import json
import re
import subprocess
import sys
from collections.abc import Iterable
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from xiaoer.core.facts import ShopFolder
from xiaoer.core.rulebook.gate import Gate
from xiaoer.files.shop_folder import read_pictures, read_shop

ROOT = Path(__file__).parents[2]
SHOP = ROOT / "examples" / "shanyu_foodgift"


@pytest.fixture(scope="module")
def folder() -> ShopFolder:
    result = read_shop(SHOP)
    assert result.refusals == ()
    return result.folder


def test_has_what_a_shop_needs(folder: ShopFolder) -> None:
    facts = folder.facts
    assert len(facts.products) >= 24
    assert sum(len(product.skus) for product in facts.products.values()) >= 90
    assert len(facts.promotions) >= 8
    assert len({policy.topic for policy in facts.policies}) >= 18
    assert len(facts.faq) >= 50
    assert all(entry.similar for entry in facts.faq)
    assert len(facts.phrases) >= 90
    assert len(folder.orders) >= 45
    assert len(folder.shoppers) == 15
    assert sorted(person.role for person in folder.staff) == ["agent", "agent", "auditor", "lead", "owner"]


def test_every_province_has_a_fee_and_every_reachable_one_has_days(folder: ShopFolder) -> None:
    fees = {(row.way, row.province): row.deliverable for row in folder.facts.freight}
    for way in ("常温", "冷链"):
        assert len([province for name, province in fees if name == way]) == 34
        assert not any(fees[way, province] for province in ("香港", "澳门", "台湾"))
    days = {(row.way, row.province) for row in folder.facts.delivery}
    assert days == {place for place, deliverable in fees.items() if deliverable}


def test_orders_show_every_state(folder: ShopFolder) -> None:
    expected = {
        "待付款", "待发货", "部分发货", "已发货", "已签收", "交易成功", "已关闭（未付款）", "已关闭（已退款）",
    }  # fmt: skip
    assert {order.status_text for order in folder.orders} == expected
    assert sum(order.after_sales is not None for order in folder.orders) >= 8


def test_amounts_add_up(folder: ShopFolder) -> None:
    for order in folder.orders:
        assert order.lines
        for line in order.lines:
            assert line.price is not None
            assert line.subtotal == line.price * line.quantity
        assert order.goods_amount == sum((line.subtotal or Decimal(0) for line in order.lines), Decimal(0))
        assert None not in (order.discount, order.freight, order.paid_amount)
        assert order.goods_amount - order.discount + order.freight == order.paid_amount


def test_times_follow_each_other(folder: ShopFolder) -> None:
    for order in folder.orders:
        road = (order.ordered_at, order.paid_at, order.shipped_at, order.signed_at, order.finished_at)
        known = [moment for moment in road if moment]
        assert known == sorted(known), order.number
        for parcel in order.parcels:
            steps = [step.at for step in parcel.track]
            assert steps == sorted(steps), parcel.waybill
            assert all(step > parcel.shipped_at for step in steps)
            assert parcel.last_seen_at == (steps[-1] if steps else None)


def test_goods_leave_only_on_days_when_their_warehouse_sends(folder: ShopFolder) -> None:
    closed = {"南平仓": 6, "嘉兴冷链仓": 5}  # weekday() of the day named in policy ZC15
    for order in folder.orders:
        for parcel in order.parcels:
            for sku, _ in parcel.content:
                product = folder.facts.products[sku.split("-")[0]]
                assert parcel.shipped_at.weekday() != closed.get(product.attribute("发货仓"))


def test_parcels_hold_what_was_bought(folder: ShopFolder) -> None:
    for order in folder.orders:
        sent = _count(pair for parcel in order.parcels for pair in parcel.content)
        bought = _count((line.sku, line.quantity) for line in order.lines)
        if order.status == "part_shipped":
            assert sent
            assert all(bought[sku] >= number for sku, number in sent.items())
            assert sent != bought
        elif order.parcels:
            assert sent == bought, order.number


def test_every_number_that_is_named_exists(folder: ShopFolder) -> None:
    skus = {sku.number: sku for product in folder.facts.products.values() for sku in product.skus}
    nicks = {shopper.nick for shopper in folder.shoppers}
    for order in folder.orders:
        assert order.shopper in nicks
        for line in order.lines:
            assert skus[line.sku].product == line.product
            assert skus[line.sku].spec == line.spec
    for entry in folder.facts.faq:
        assert set(entry.products) <= set(folder.facts.products)


def test_first_orders_and_people_are_masked(folder: ShopFolder) -> None:
    first = {shopper.nick: shopper.first_order_at for shopper in folder.shoppers}
    for order in folder.orders:
        assert "*" in order.phone
        assert "*" in order.receiver
        assert "*" in order.address
        if order.paid_at:
            assert first[order.shopper] <= order.paid_at + timedelta(minutes=1)


def test_sayings_pass_the_gate(folder: ShopFolder) -> None:
    gate = Gate()
    said = [phrase.text for phrase in folder.facts.phrases] + [entry.answer for entry in folder.facts.faq]
    blocked = [text for text in said if gate.check(text, category="食品").verdict == "block"]
    assert blocked == []


def test_every_product_has_a_small_safe_picture(folder: ShopFolder) -> None:
    pictures = read_pictures(SHOP)
    assert set(pictures) == set(folder.facts.products)
    for path in pictures.values():
        drawing = path.read_text("utf-8")
        assert len(drawing) <= 6000
        assert 'viewBox="0 0 480 480"' in drawing
        assert not re.search(r"<script|href|url\(|\son\w+=", drawing)


def test_the_tool_draws_the_same_pictures_again(tmp_path: Path) -> None:
    tool = ROOT / "tools" / "draw_foodgift.py"
    subprocess.run([sys.executable, str(tool), str(tmp_path)], check=True, timeout=60)
    again = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    assert again == {path.name: path.read_bytes() for path in (SHOP / "pictures").iterdir()}


def test_checks_are_well_formed(folder: ShopFolder) -> None:
    lines = (SHOP / "checks.jsonl").read_text("utf-8").splitlines()
    assert len(lines) >= 60
    nicks = {shopper.nick for shopper in folder.shoppers}
    for line in lines:
        check = json.loads(line)
        assert check["product"] is None or check["product"] in folder.facts.products
        assert check["shopper"] is None or check["shopper"] in nicks
        for turn in check["turns"]:
            assert set(turn["kind"]) <= {"answer", "clarify", "handoff", "act"}
            assert all(re.compile(pattern) for pattern in turn["must"] + turn["must_not"])


def test_licence_numbers_cannot_be_real(folder: ShopFolder) -> None:
    licences = [product.attribute("生产许可证") for product in folder.facts.products.values()]
    numbers = [text for text in licences if text and text.startswith("SC")]
    assert len(numbers) >= 20
    for number in numbers:
        assert re.fullmatch(r"SC\d{14}", number)
        assert _check_digit(number[2:15]) != int(number[15])


def _check_digit(digits: str) -> int:
    """GB/T 17710, MOD 11,10."""
    rest = 10
    for digit in digits:
        rest = ((rest + int(digit)) % 10 or 10) * 2 % 11
    return (11 - rest) % 10


def _count(pairs: Iterable[tuple[str, int]]) -> dict[str, int]:
    total: dict[str, int] = {}
    for sku, number in pairs:
        total[sku] = total.get(sku, 0) + number
    return total
