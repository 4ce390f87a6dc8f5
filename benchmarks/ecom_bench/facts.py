"""The benchmark's tables as our facts: goods, the shopper's orders and parcels, what is known of the shopper."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from types import MappingProxyType
from typing import Any

from benchmarks.ecom_bench.world import CARD, NEW_ORDER, World
from xiaoer.core.facts import (
    Order,
    OrderLine,
    OrderStatus,
    Parcel,
    Policy,
    Product,
    ShopFacts,
    ShopperFact,
    ShopProfile,
    Sku,
    Source,
)

_STATES: Mapping[str, OrderStatus] = {
    "待付款": "unpaid",
    "已付款": "paid_unshipped",
    "处理中": "paid_unshipped",
    "已发货": "shipped",
    "运输中": "shipped",
    "派送中": "shipped",
    "已签收": "delivered",
    "已送达": "finished",
    "已完成": "finished",
    "已取消": "closed_unpaid",
    "已退货": "closed_refunded",
}
_ON_SALE = "已上架"
_PLENTY = 99
_TOLD = ("赠品信息", "辅材材料", "安装说明", "维修说明", "常见故障", "商品描述")
_LONGEST = 1200


def facts_of(world: World) -> ShopFacts:
    """The shop's goods and what it says of discounts."""
    products = {number: _product(row) for number, row in world.rows("products").items()}
    policies = [
        Policy("优惠", "优惠活动", json.dumps(row, ensure_ascii=False)[:_LONGEST], "", Source("discount.json", 1))
        for row in (world.tables.get("discount", {}).get(world.platform, {}).get(world.shop),)
        if row
    ]
    own = tomllib.loads((Path(__file__).parent / "policy.toml").read_text("utf-8"))
    extra = MappingProxyType({"actions": json.dumps(own, ensure_ascii=False)})
    profile = ShopProfile("店铺", platform="jd", address_form="小主", extra=extra)
    return ShopFacts("ecom_bench", profile, MappingProxyType(products), policies=tuple(policies))


def _product(row: Mapping[str, Any]) -> Product:
    number, title = str(row["商品ID"]), str(row["商品名称"])
    source = Source(f"products.json#{number}", 1)
    price = Decimal(str(row["商品价格"]))
    own = Sku(number, number, title, (), price, _stock(row), None, source)
    others = [
        Sku(str(o["商品ID"]), number, str(o["商品描述"]), (), price, _stock(o), None, source)
        for o in row.get("可换货商品") or []
        if isinstance(o, dict) and str(o.get("商品ID")) != number
    ]
    attributes = tuple((key, _text(row[key])[:_LONGEST]) for key in _TOLD if row.get(key))
    return Product(number, title, "", "", attributes, (own, *others), (), source)


def _stock(row: Mapping[str, Any]) -> int:
    return _PLENTY if row.get("商品状态") == _ON_SALE else 0


def _text(value: Any) -> str:
    if isinstance(value, list):
        return "；".join(
            "，".join(str(v) for v in item.values()) if isinstance(item, dict) else str(item) for item in value
        )
    return str(value)


def orders_of(world: World, now: datetime) -> tuple[Order, ...]:
    """The shopper's orders as they stand now."""
    known = tuple(_order(world, number, row, now) for number, row in world.orders.items())
    served = world.rows("service").get(world.user, {})
    return known + tuple(_bare_order(world, number) for number in served if number not in world.orders)


def _bare_order(world: World, number: str) -> Order:
    """An order that only the table of services knows as the shopper's: its state is not known."""
    extra = {"晒单": "已登记"} if world.rows("register_cashback").get(world.user, {}).get(number) else {}
    return Order(
        number, world.user, "locked", "状态未知", None, None, None, None, None, None, "", "", "", "", "",
        None, None, None, None, "", None, "", "", (), (), Source(f"service.json#{number}", 1), MappingProxyType(extra),
    )  # fmt: skip


def _order(world: World, number: str, row: Mapping[str, Any], now: datetime) -> Order:
    source = Source(f"orders.json#{number}", 1)
    place = row.get("收货地址", {})
    text = str(row["订单状态"])
    extra = {"支付方式": str(row.get("支付方式", "")), "是否加急": "是" if row.get("是否加急") else ""}
    if world.rows("register_cashback").get(world.user, {}).get(number):
        extra["晒单"] = "已登记"
    new = now if number == NEW_ORDER else None
    return Order(
        number, world.user, _STATES.get(text, "locked"), text, new, new, None, None, None,
        Decimal(str(row["订单总金额"])), str(place.get("省份", "")), str(place.get("城市", "")),
        f"{place.get('区县', '')}{place.get('详细地址', '')}", str(place.get("收件人姓名", "")),
        str(place.get("电话号码", "")), None, None, None, None, "", None, "", "",
        tuple(_line(world, number, at, line) for at, line in enumerate(row["订单商品列表"], start=1)),
        _parcels(world, number), source, MappingProxyType(extra),
    )  # fmt: skip


def _line(world: World, order: str, at: int, row: Mapping[str, Any]) -> OrderLine:
    number = str(row["商品ID"])
    price = Decimal(str(row.get("单价", row.get("商品价格", 0))))
    title = str(world.rows("products").get(number, {}).get("商品名称", number))
    source = Source(f"orders.json#{order}", at + 1)
    return OrderLine(order, str(at), number, number, title, "", int(row["数量"]), price, None, source)


def _parcels(world: World, number: str) -> tuple[Parcel, ...]:
    row = world.rows("logistics").get(world.user, {}).get(number)
    if not row:
        return ()
    track = row.get("物流轨迹") or []
    state = str(track[-1].get("状态", "")) if track else ""
    source = Source(f"logistics.json#{number}", 1)
    waybill = str(row.get("物流单号", ""))
    return (Parcel(number, "1", str(row.get("物流公司", "")), waybill, None, state, (), None, (), source),)


def person_of(world: World) -> ShopperFact:
    """The shopper as the shop knows him."""
    row = world.person
    extra = {
        "姓名": str(row.get("用户姓名", "")),
        "电话号码": str(row.get("电话号码", "")),
        f"{CARD}余额": str(row.get("电子卡余额", "")),
    }
    return ShopperFact(world.user, "", (), "", "", None, Source("users_info.json", 1), MappingProxyType(extra))
