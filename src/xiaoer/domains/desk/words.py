"""What a frame wants to say, made into a message body: texts measured, cards filled from the shop's own data."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from xiaoer.core.facts import ShopFacts
from xiaoer.domains.catalog import service as catalog
from xiaoer.domains.desk.frames import Body
from xiaoer.kit.errors import Invalid, NotFound

Lookup = Callable[[str], Awaitable[dict[str, Any]]]


def text_body(text: str | None, limit: int) -> dict[str, Any]:
    """The body of a text. Raises `Invalid` with code `empty` or `too_long`."""
    if text is None or not text.strip():
        raise Invalid("消息是空的", code="empty")
    if len(text) > limit:
        raise Invalid(f"消息有 {len(text)} 个字，最多 {limit} 个，请分几条发", code="too_long")
    return {"text": text}


def product_body(facts: ShopFacts, shop_code: str, number: str | None, sku: str | None) -> dict[str, Any]:
    """The body of a product card. Raises `NotFound` with code `unknown_product`."""
    product = facts.products.get(number or "")
    if product is None:
        raise NotFound("本店没有这个商品", code="unknown_product")
    card = catalog.card(facts, shop_code, product)
    body: dict[str, Any] = {
        "product": product.number, "title": product.title, "price": card["price_from"], "picture": card["picture"],
    }  # fmt: skip
    chosen = next((s for s in product.skus if s.number == sku), None)
    if chosen is not None:
        body |= {"sku": chosen.number, "spec": chosen.spec}
        if chosen.price is not None:
            body["price"] = f"{chosen.price:.2f}"
    return body


async def make_body(
    kind: str, body: Body, *, facts: ShopFacts, shop_code: str, limit: int, media: Lookup, order: Lookup
) -> dict[str, Any]:
    """The body of any message; `media` and `order` find what the sender may show."""
    if kind == "text":
        return text_body(body.text, limit)
    if kind == "product_card":
        return product_body(facts, shop_code, body.product, body.sku)
    if kind == "order_card":
        return await order(body.order or "")
    return await media(body.media or "")
