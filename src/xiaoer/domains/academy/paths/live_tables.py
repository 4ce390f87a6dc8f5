"""Tables in lessons that come from the shop as it is now, so that no lesson grows stale. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from xiaoer.core.facts import Product, ShopFacts
from xiaoer.core.grounding.claims import plain

_MOST = 12
_LOW = 5
_RETURNS = re.compile(r"退|换|质量|破损|少发|错发|价保|运费险")


@dataclass(frozen=True, slots=True)
class LiveTable:
    """A table as the lesson shows it; `source` = the file that it comes from. No rows = the shop has no such data."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    source: str


def table(name: str, facts: ShopFacts, sold: Mapping[str, int]) -> LiveTable:
    """A table by name; `sold` = pieces of each product in recent orders. An unknown name is an empty table."""
    make = _TABLES.get(name)
    return make(facts, sold) if make else LiveTable(name, (), (), "")


def names() -> tuple[str, ...]:
    """Every table that a lesson may ask for."""
    return tuple(_TABLES)


def _shop(facts: ShopFacts, sold: Mapping[str, int]) -> LiveTable:
    profile = facts.profile
    rows = (
        ("店名", profile.name), ("人工客服时间", profile.service_hours), ("发货地", profile.ship_from),
        ("对买家的称呼", profile.address_form), ("说话的样子", profile.voice), ("热线", profile.hotline),
        ("响应目标", f"{profile.response_target_s} 秒内回复"),
    )  # fmt: skip
    return LiveTable("本店", ("项目", "内容"), tuple(r for r in rows if r[1]), "shop.toml")


def _categories(facts: ShopFacts, sold: Mapping[str, int]) -> LiveTable:
    groups: dict[str, list[Product]] = {}
    for product in facts.products.values():
        groups.setdefault(product.category, []).append(product)
    rows = []
    for name, products in groups.items():
        prices = sorted(s.price for p in products for s in p.skus if s.price is not None)
        span = _between(prices)
        rows.append((name, str(len(products)), span, "、".join(p.title for p in products[:2])))
    return LiveTable("类目", ("类目", "几款", "价位", "比如"), tuple(rows), "products.csv")


def _policies(facts: ShopFacts, sold: Mapping[str, int]) -> LiveTable:
    rows = tuple((p.topic, p.text) for p in facts.policies)
    return LiveTable("本店规则", ("主题", "怎么规定"), rows, "policies.csv")


def _returns(facts: ShopFacts, sold: Mapping[str, int]) -> LiveTable:
    rows = tuple((p.topic, p.text) for p in facts.policies if _RETURNS.search(p.topic))
    return LiveTable("本店的售后规则", ("主题", "怎么规定"), rows, "policies.csv")


def _price(product: Product) -> str:
    return _between(sorted(s.price for s in product.skus if s.price is not None))


def _between(prices: Sequence[Decimal]) -> str:
    """The lowest and the highest of sorted prices."""
    if not prices:
        return ""
    return f"{plain(prices[0])} 元" if prices[0] == prices[-1] else f"{plain(prices[0])}–{plain(prices[-1])} 元"


def _stock(product: Product) -> str:
    known = [s.stock for s in product.skus if s.stock is not None]
    return str(sum(known)) if known else ""


def _row(product: Product) -> tuple[str, ...]:
    return (product.title, _price(product), _stock(product), product.selling_points)


_GOODS = ("商品", "价格", "库存", "卖点")


def _products(facts: ShopFacts, sold: Mapping[str, int]) -> LiveTable:
    rows = tuple(_row(p) for p in list(facts.products.values())[:_MOST])
    return LiveTable("商品", _GOODS, rows, "products.csv")


def _bestsellers(facts: ShopFacts, sold: Mapping[str, int]) -> LiveTable:
    ranked = sorted((p for p in facts.products.values() if sold.get(p.number)), key=lambda p: -sold[p.number])
    rows = tuple((*_row(p)[:3], f"近期卖出 {sold[p.number]} 件") for p in ranked[:_MOST])
    return LiveTable("近期卖得最好的", ("商品", "价格", "库存", "销量"), rows, "orders.csv")


def _low_stock(facts: ShopFacts, sold: Mapping[str, int]) -> LiveTable:
    low = [
        (p.title, s.spec, str(s.stock))
        for p in facts.products.values() for s in p.skus if s.stock is not None and s.stock <= _LOW
    ]  # fmt: skip
    return LiveTable(
        "库存紧张", ("商品", "规格", "还剩"), tuple(sorted(low, key=lambda r: int(r[2]))[:_MOST]), "skus.csv"
    )


def _size_chart(facts: ShopFacts, sold: Mapping[str, int]) -> LiveTable:
    charted = [p for p in facts.products.values() if p.size_chart]
    if not charted:
        return LiveTable("尺码表", (), (), "")
    product = max(charted, key=lambda p: sold.get(p.number, 0))
    rows = tuple(
        (r.size, _span(r.height_cm), _span(r.weight_jin), _span(r.bust_cm), _span(r.waist_cm), r.remark)
        for r in product.size_chart
    )
    columns = ("尺码", "身高cm", "体重斤", "胸围cm", "腰围cm", "备注")
    kept = [at for at in range(len(columns)) if any(row[at] for row in rows)]
    return LiveTable(
        f"尺码表：{product.title}", tuple(columns[at] for at in kept),
        tuple(tuple(row[at] for at in kept) for row in rows), "size_chart.csv",
    )  # fmt: skip


def _span(span: Sequence[object] | None) -> str:
    if not span:
        return ""
    low, high = (plain(v) for v in span)  # type: ignore[arg-type]
    return low if low == high else f"{low}–{high}"


def _promotions(facts: ShopFacts, sold: Mapping[str, int]) -> LiveTable:
    rows = tuple(
        (p.name, p.kind, p.scope, p.stacking, f"{p.ends_at:%Y-%m-%d}" if p.ends_at else "") for p in facts.promotions
    )
    return LiveTable("优惠", ("名称", "类型", "范围", "怎么叠加", "到哪天"), rows, "promotions.csv")


def _freight(facts: ShopFacts, sold: Mapping[str, int]) -> LiveTable:
    groups: dict[tuple[str, str, str], list[str]] = {}
    for row in facts.freight:
        if row.deliverable is False:
            key = ("不能发", "", "")
        else:
            step = f"，续重每{plain(row.step_kg)}公斤{plain(row.step_fee)}元" if row.step_kg and row.step_fee else ""
            first = f"首重{plain(row.first_fee)}元{step}" if row.first_fee is not None else ""
            key = (first, f"满{plain(row.free_from)}元包邮" if row.free_from is not None else "", row.way)
        groups.setdefault(key, []).append(row.province)
    rows = tuple(("、".join(provinces), *key[:2]) for key, provinces in groups.items())
    return LiveTable("运费", ("地区", "运费", "包邮"), rows, "freight.csv")


def _delivery(facts: ShopFacts, sold: Mapping[str, int]) -> LiveTable:
    groups: dict[tuple[str, str, str], list[str]] = {}
    for way in facts.delivery:
        days = f"{way.fastest_days}–{way.slowest_days} 天" if way.fastest_days and way.slowest_days else ""
        groups.setdefault((way.warehouse, days, way.courier), []).append(way.province)
    rows = tuple((house, "、".join(p), days, courier) for (house, days, courier), p in groups.items())
    return LiveTable("时效", ("发货仓", "地区", "路上几天", "快递"), rows, "delivery.csv")


_TABLES: Mapping[str, Callable[[ShopFacts, Mapping[str, int]], LiveTable]] = {
    "shop": _shop, "categories": _categories, "policies": _policies, "return_policies": _returns,
    "products": _products, "bestsellers": _bestsellers, "low_stock": _low_stock, "size_chart": _size_chart,
    "promotions": _promotions, "freight": _freight, "delivery": _delivery,
}  # fmt: skip
