"""Products over the wire."""

from __future__ import annotations

from pydantic import BaseModel


class ProductCard(BaseModel):
    """A product in a list."""

    number: str
    title: str
    category: str
    price_from: str | None
    price_to: str | None
    picture: str
    sold_out: bool


class NameValue(BaseModel):
    """An attribute or option."""

    name: str
    value: str


class SkuView(BaseModel):
    """A sellable variant; None = not known."""

    number: str
    spec: str
    options: list[NameValue]
    price: str | None
    stock: int | None
    picture: str


class SizeView(BaseModel):
    """A row of the size chart; measures of the garment in cm, weight in 斤."""

    size: str
    height: str
    weight: str
    bust: str
    waist: str
    hip: str
    shoulder: str
    length: str
    sleeve: str
    fit: str
    remark: str


class PromotionView(BaseModel):
    """An activity that covers the product."""

    number: str
    kind: str
    name: str
    text: str


class PolicyView(BaseModel):
    """The shop's own words on a topic."""

    number: str
    topic: str
    text: str


class ProductView(ProductCard):
    """A product in full."""

    selling_points: str
    attributes: list[NameValue]
    skus: list[SkuView]
    size_chart: list[SizeView]
    promotions: list[PromotionView]


class StaffProductView(ProductView):
    """A product in full, with the shop's policies beside it."""

    policies: list[PolicyView]


class Products(BaseModel):
    """A list of products."""

    products: list[ProductCard]
