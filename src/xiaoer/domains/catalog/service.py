"""What one can do with a catalogue: import its tables, read it back as `core.facts`, show products to people."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from datetime import datetime
from types import MappingProxyType
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from xiaoer.core.facts import Delivery, Freight, Product, Promotion, ShopFacts, SizeRow, Sku
from xiaoer.domains.catalog.models import FactRow, ProductRow
from xiaoer.kit.codec import from_json, to_json
from xiaoer.kit.upsert import Tally, upsert
from xiaoer.kit.writer import Unit

KINDS: Mapping[str, type] = MappingProxyType(
    {"skus": Sku, "size_chart": SizeRow, "promotions": Promotion, "freight": Freight, "delivery": Delivery}
)


def import_products(
    unit: Unit, shop_id: int, products: Sequence[Product], pictures: Mapping[str, str], first: int = 0
) -> dict[str, Tally]:
    """Import products with their SKUs and size charts; `first` = position of the first one in the file."""
    rows = [
        {
            "number": p.number, "title": p.title, "category": p.category, "position": first + i,
            "picture": pictures.get(p.number, ""),
            "data": to_json(dataclasses.replace(p, skus=(), size_chart=())),
        }
        for i, p in enumerate(products)
    ]  # fmt: skip
    skus = [(s.number, s) for p in products for s in p.skus]
    sizes = [(f"{r.product}/{r.size}", r) for p in products for r in p.size_chart]
    return {
        "products": upsert(unit, ProductRow, shop_id, "number", rows),
        "skus": import_facts(unit, shop_id, "skus", skus),
        "size_chart": import_facts(unit, shop_id, "size_chart", sizes),
    }


def import_facts(unit: Unit, shop_id: int, kind: str, items: Sequence[tuple[str, Any]]) -> Tally:
    """Import rows of one kind by (key, shape)."""
    rows = [{"kind": kind, "key": key, "position": shape.source.row, "data": to_json(shape)} for key, shape in items]
    return upsert(unit, FactRow, shop_id, "key", rows, FactRow.__table__.c.kind == kind)


def read_tables(session: Session, shop_id: int) -> dict[str, Any]:
    """The catalogue's part of `ShopFacts`: products (with SKUs and charts), promotions, freight, delivery."""
    held: dict[str, list[Any]] = {kind: [] for kind in KINDS}
    facts = session.execute(
        select(FactRow.kind, FactRow.data).where(FactRow.shop_id == shop_id).order_by(FactRow.position, FactRow.id)
    )
    for kind, data in facts:
        held[kind].append(from_json(data, KINDS[kind]))
    skus: dict[str, list[Sku]] = {}
    for sku in held["skus"]:
        skus.setdefault(sku.product, []).append(sku)
    sizes: dict[str, list[SizeRow]] = {}
    for size in held["size_chart"]:
        sizes.setdefault(size.product, []).append(size)
    products: dict[str, Product] = {}
    for (data,) in session.execute(
        select(ProductRow.data).where(ProductRow.shop_id == shop_id).order_by(ProductRow.position, ProductRow.id)
    ):
        bare = from_json(data, Product)
        products[bare.number] = dataclasses.replace(
            bare, skus=tuple(skus.get(bare.number, ())), size_chart=tuple(sizes.get(bare.number, ()))
        )
    return {
        "products": MappingProxyType(products),
        "promotions": tuple(held["promotions"]),
        "freight": tuple(held["freight"]),
        "delivery": tuple(held["delivery"]),
    }


def numbers(session: Session, shop_id: int) -> list[str]:
    """The numbers of all products."""
    return list(session.scalars(select(ProductRow.number).where(ProductRow.shop_id == shop_id)))


def picture_address(shop_code: str, number: str) -> str:
    """Where a product's picture is served."""
    return f"/shops/{shop_code}/pictures/{number}"


def card(facts: ShopFacts, shop_code: str, product: Product) -> dict[str, Any]:
    """The ProductCard of the protocol."""
    prices = [s.price for s in product.skus if s.price is not None]
    return {
        "number": product.number,
        "title": product.title,
        "category": product.category,
        "price_from": f"{min(prices):.2f}" if prices else None,
        "price_to": f"{max(prices):.2f}" if prices else None,
        "picture": picture_address(shop_code, product.number),
        "sold_out": bool(product.skus) and all(s.stock == 0 for s in product.skus),
    }


def view(facts: ShopFacts, shop_code: str, product: Product, now: datetime) -> dict[str, Any]:
    """The ProductView of the protocol; only activities that are in force at `now`."""
    return {
        **card(facts, shop_code, product),
        "selling_points": product.selling_points,
        "attributes": [{"name": k, "value": v} for k, v in product.attributes],
        "skus": [
            {
                "number": s.number, "spec": s.spec, "options": [{"name": k, "value": v} for k, v in s.options],
                "price": None if s.price is None else f"{s.price:.2f}", "stock": s.stock,
                "picture": picture_address(shop_code, product.number),
            }
            for s in product.skus
        ],
        "size_chart": [_size(r) for r in product.size_chart],
        "promotions": [
            {"number": p.number, "kind": p.kind, "name": p.name, "text": p.note or p.benefit}
            for p in facts.promotions
            if in_scope(p, product) and in_force(p, now)
        ],
    }  # fmt: skip


def in_force(promotion: Promotion, now: datetime) -> bool:
    """Whether an activity has begun and not ended."""
    begun = promotion.starts_at is None or promotion.starts_at <= now
    return begun and (promotion.ends_at is None or now <= promotion.ends_at)


def in_scope(promotion: Promotion, product: Product) -> bool:
    """Whether an activity's 适用范围 covers a product: 全店, 类目:…, or product numbers separated by `|`."""
    scope = promotion.scope.replace("：", ":").strip()
    if scope in ("", "全店"):
        return True
    if scope.startswith("类目:"):
        return product.category in [c.strip() for c in scope[3:].split("|")]
    return product.number in [n.strip() for n in scope.split("|")]


def _size(row: SizeRow) -> dict[str, Any]:
    def text(pair: tuple[Any, Any] | None) -> str:
        if pair is None:
            return ""
        low, high = (f"{v.normalize():f}" for v in pair)
        return low if low == high else f"{low}-{high}"

    return {
        "size": row.size, "height": text(row.height_cm), "weight": text(row.weight_jin), "bust": text(row.bust_cm),
        "waist": text(row.waist_cm), "hip": text(row.hip_cm), "shoulder": text(row.shoulder_cm),
        "length": text(row.length_cm), "sleeve": text(row.sleeve_cm), "fit": row.fit, "remark": row.remark,
    }  # fmt: skip


def search(facts: ShopFacts, q: str, limit: int) -> list[Product]:
    """Products whose number, title or category holds every word of `q`, best first; all when `q` is empty."""
    words = q.lower().split()
    hits: list[tuple[int, int, Product]] = []
    for position, product in enumerate(facts.products.values()):
        title = product.title.lower()
        text = f"{product.number.lower()} {title} {product.category.lower()}"
        if all(w in text for w in words):
            rank = 0 if words and product.number.lower() == words[0] else 1
            hits.append((rank, position, product))
    hits.sort(key=lambda h: h[:2])
    return [p for _, _, p in hits[:limit]]


def picture_file(session: Session, shop_id: int, number: str) -> str | None:
    """The blob name of a product's picture."""
    return session.scalar(select(ProductRow.picture).where(ProductRow.shop_id == shop_id, ProductRow.number == number))


def pictures(session: Session, shop_id: int) -> dict[str, str]:
    """The blob names of all pictures by product number."""
    rows = session.execute(
        select(ProductRow.number, ProductRow.picture).where(ProductRow.shop_id == shop_id, ProductRow.picture != "")
    )
    return {r.number: r.picture for r in rows}
