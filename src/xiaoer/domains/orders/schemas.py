"""Orders over the wire; receiver, phone and address are masked."""

from __future__ import annotations

from pydantic import BaseModel


class OrderLineView(BaseModel):
    """One line."""

    product: str
    title: str
    spec: str
    quantity: int
    price: str | None
    picture: str


class TrackView(BaseModel):
    """One scan of a parcel."""

    at: str
    city: str
    text: str


class ParcelView(BaseModel):
    """A parcel and its way."""

    number: str
    courier: str
    waybill: str
    state: str
    track: list[TrackView]


class AfterSalesView(BaseModel):
    """The after-sales part of an order."""

    kind: str
    state: str
    reason: str
    due_at: str | None
    refund: str | None


class OrderView(BaseModel):
    """An order as shopper and agent see it."""

    number: str
    status: str
    status_text: str
    ordered_at: str | None
    paid_at: str | None
    paid_amount: str | None
    freight: str | None
    ship_by: str | None
    shipped_at: str | None
    signed_at: str | None
    receiver: str
    phone: str
    address: str
    province: str
    city: str
    lines: list[OrderLineView]
    parcels: list[ParcelView]
    after_sales: AfterSalesView | None
    remark: str


class Orders(BaseModel):
    """A shopper's own orders."""

    orders: list[OrderView]
