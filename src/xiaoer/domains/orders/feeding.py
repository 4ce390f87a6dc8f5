"""Orders as another program sends them (JSON): checked, then merged like an export of the platform."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from xiaoer.core.facts import STATUS_BY_TEXT, Order, OrderLine, OrderStatus, Parcel, Source, TrackStep
from xiaoer.kit.ids import Line, Text

TEXT_BY_STATUS = {status: text for text, status in STATUS_BY_TEXT.items()}
Money = Annotated[Decimal, Field(ge=0, lt=10**9, max_digits=12, decimal_places=2)]
Number = Annotated[str, Field(pattern=r"^[0-9A-Za-z_\-]{1,64}$")]


class FedLine(BaseModel):
    """A line of an order."""

    model_config = ConfigDict(extra="forbid")

    product: Line = ""
    sku: Line = ""
    title: Line = ""
    spec: Line = ""
    quantity: Annotated[int, Field(ge=1, le=100_000)] = 1
    price: Money | None = None


class FedStep(BaseModel):
    """A scan of a parcel."""

    model_config = ConfigDict(extra="forbid")

    at: AwareDatetime
    city: Line = ""
    text: Annotated[Text, Field(max_length=500)]


class FedParcel(BaseModel):
    """A parcel; steps oldest first."""

    model_config = ConfigDict(extra="forbid")

    waybill: Annotated[Line, Field(min_length=1)]
    courier: Line = ""
    state: Line = ""
    shipped_at: AwareDatetime | None = None
    track: Annotated[list[FedStep], Field(max_length=500)] = []


class FedOrder(BaseModel):
    """An order as it is now; what is left out says nothing."""

    model_config = ConfigDict(extra="forbid")

    number: Number
    shopper: Line = ""
    status: Literal[
        "unpaid", "grouping", "paid_unshipped", "part_shipped", "shipped", "delivered", "finished", "closed_unpaid",
        "closed_refunded", "locked",
    ]  # fmt: skip
    ordered_at: AwareDatetime | None = None
    paid_at: AwareDatetime | None = None
    ship_by: AwareDatetime | None = None
    shipped_at: AwareDatetime | None = None
    signed_at: AwareDatetime | None = None
    finished_at: AwareDatetime | None = None
    goods_amount: Money | None = None
    discount: Money | None = None
    freight: Money | None = None
    paid_amount: Money | None = None
    province: Line = ""
    city: Line = ""
    address: Annotated[Text, Field(max_length=300)] = ""
    receiver: Line = ""
    phone: Line = ""
    remark: Annotated[Text, Field(max_length=500)] = ""
    lines: Annotated[list[FedLine], Field(max_length=200)] = []
    parcels: Annotated[list[FedParcel], Field(max_length=50)] = []


class FedOrders(BaseModel):
    """Up to 500 orders at once."""

    model_config = ConfigDict(extra="forbid")

    orders: Annotated[list[FedOrder], Field(min_length=1, max_length=500)]


class FedResult(BaseModel):
    """What became of them; `refused` = number and why."""

    added: int
    changed: int
    unchanged: int
    refused: list[str]


def order_of(fed: FedOrder, at: int) -> Order:
    """A sent order as the house keeps it; `at` = its place in the request."""
    source = Source("api", at)
    status: OrderStatus = fed.status
    lines = tuple(
        OrderLine(
            fed.number, str(n), one.product, one.sku, one.title, one.spec, one.quantity, one.price,
            None if one.price is None else one.price * one.quantity, source,
        )
        for n, one in enumerate(fed.lines, 1)
    )  # fmt: skip
    parcels = tuple(
        Parcel(
            fed.number, str(n), one.courier, one.waybill, one.shipped_at, one.state, (),
            one.track[-1].at if one.track else None,
            tuple(TrackStep(step.at, step.city, step.text) for step in one.track), source,
        )
        for n, one in enumerate(fed.parcels, 1)
    )  # fmt: skip
    return Order(
        fed.number, fed.shopper, status, TEXT_BY_STATUS[status], fed.ordered_at, fed.paid_at, fed.goods_amount,
        fed.discount, fed.freight, fed.paid_amount, fed.province, fed.city, fed.address, fed.receiver, fed.phone,
        fed.ship_by, fed.shipped_at, fed.signed_at, fed.finished_at, "", None, fed.remark, "", lines, parcels, source,
    )  # fmt: skip
