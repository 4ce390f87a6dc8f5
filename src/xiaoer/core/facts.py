"""What a shop knows: `ShopFacts`, an immutable snapshot of one shop at one catalogue version.

Everything carries the `Source` it came from, so that each word of a reply can be traced to a cell.
A missing table means "not known", never "none". Money is `Decimal` in yuan, times are aware, weights say
their unit in the name. The columns behind these fields are described in the shop-folder format.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from types import MappingProxyType
from typing import Literal

Platform = Literal["own", "taobao", "tmall", "pdd", "jd", "douyin"]
PLATFORMS: tuple[Platform, ...] = ("own", "taobao", "tmall", "pdd", "jd", "douyin")

Range = tuple[Decimal, Decimal]
"""An inclusive range; a single value is `(v, v)`."""


@dataclass(frozen=True, slots=True)
class Source:
    """A row of a table: `skus.csv:17` (the header is row 1)."""

    file: str
    row: int

    def __str__(self) -> str:
        return f"{self.file}:{self.row}"


def _frozen() -> Mapping[str, str]:
    return MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Sku:
    """One sellable variant. `price`, `stock`, `gross_weight_g` are None when the cell is empty (unknown)."""

    number: str
    product: str
    spec: str
    options: tuple[tuple[str, str], ...]  # 规格 split: (("颜色","米白"),("尺码","M")); empty for free text
    price: Decimal | None
    stock: int | None
    gross_weight_g: Decimal | None
    source: Source
    extra: Mapping[str, str] = field(default_factory=_frozen)


@dataclass(frozen=True, slots=True)
class SizeRow:
    """One size of a product's chart. Measures are of the garment, in cm; weight in 斤 (0.5 kg)."""

    product: str
    size: str
    height_cm: Range | None
    weight_jin: Range | None
    bust_cm: Range | None
    waist_cm: Range | None
    hip_cm: Range | None
    shoulder_cm: Range | None
    length_cm: Range | None
    sleeve_cm: Range | None
    fit: str
    remark: str
    source: Source
    extra: Mapping[str, str] = field(default_factory=_frozen)


@dataclass(frozen=True, slots=True)
class Product:
    """A product with its variants and size chart. `attributes` keeps the file's keys and order."""

    number: str
    title: str
    category: str
    selling_points: str
    attributes: tuple[tuple[str, str], ...]
    skus: tuple[Sku, ...]
    size_chart: tuple[SizeRow, ...]
    source: Source
    extra: Mapping[str, str] = field(default_factory=_frozen)

    def attribute(self, key: str) -> str | None:
        """The value of an attribute by its exact key."""
        return next((value for name, value in self.attributes if name == key), None)


@dataclass(frozen=True, slots=True)
class Promotion:
    """An activity as the shop wrote it. `threshold` and `benefit` stay text: their meaning depends on `kind`.

    kind: 店铺券 会员券 新客券 满减 每满减 限时折扣 第二件半价 多件折扣 赠品.
    """

    number: str
    kind: str
    name: str
    scope: str
    threshold: str
    benefit: str
    starts_at: datetime | None
    ends_at: datetime | None
    stacking: str
    claim: str
    note: str
    source: Source
    extra: Mapping[str, str] = field(default_factory=_frozen)


@dataclass(frozen=True, slots=True)
class Freight:
    """Shipping fee to a province. Weights in kg, fees in yuan; `deliverable` False = cannot be sent there."""

    province: str
    first_kg: Decimal | None
    first_fee: Decimal | None
    step_kg: Decimal | None
    step_fee: Decimal | None
    free_from: Decimal | None
    remote: bool | None
    deliverable: bool | None
    remark: str
    way: str
    courier: str
    pricing: str
    source: Source
    extra: Mapping[str, str] = field(default_factory=_frozen)


@dataclass(frozen=True, slots=True)
class Delivery:
    """Days after dispatch from a warehouse to a province. `cutoff` is `HH:MM` in shop time."""

    warehouse: str
    province: str
    fastest_days: int | None
    slowest_days: int | None
    courier: str
    cutoff: str
    way: str
    source: Source
    extra: Mapping[str, str] = field(default_factory=_frozen)


@dataclass(frozen=True, slots=True)
class Policy:
    """The shop's own words and promises on a topic; `key_values` = 关键值 as written."""

    number: str
    topic: str
    text: str
    key_values: str
    source: Source
    extra: Mapping[str, str] = field(default_factory=_frozen)


@dataclass(frozen=True, slots=True)
class Faq:
    """A question and its answer; `valid_until` is the last day on which it holds."""

    number: str
    question: str
    answer: str
    products: tuple[str, ...]
    similar: tuple[str, ...]
    valid_until: date | None
    source: Source
    extra: Mapping[str, str] = field(default_factory=_frozen)


@dataclass(frozen=True, slots=True)
class Phrase:
    """A quick phrase (快捷短语): code, text, group."""

    code: str
    text: str
    group: str
    source: Source


OrderStatus = Literal[
    "unpaid", "grouping", "paid_unshipped", "part_shipped", "shipped", "delivered", "finished",
    "closed_unpaid", "closed_refunded", "locked",
]  # fmt: skip

STATUS_BY_TEXT: Mapping[str, OrderStatus] = MappingProxyType(
    {
        "待付款": "unpaid",
        "拼团中": "grouping",
        "待发货": "paid_unshipped",
        "部分发货": "part_shipped",
        "已发货": "shipped",
        "已签收": "delivered",
        "交易成功": "finished",
        "已关闭（未付款）": "closed_unpaid",
        "已关闭（已退款）": "closed_refunded",
        "锁定": "locked",
    }
)


@dataclass(frozen=True, slots=True)
class OrderLine:
    """One line of an order; `price` per piece."""

    order: str
    number: str
    product: str
    sku: str
    title: str
    spec: str
    quantity: int
    price: Decimal | None
    subtotal: Decimal | None
    source: Source
    extra: Mapping[str, str] = field(default_factory=_frozen)


@dataclass(frozen=True, slots=True)
class TrackStep:
    """One scan of a parcel."""

    at: datetime
    city: str
    text: str


@dataclass(frozen=True, slots=True)
class Parcel:
    """A parcel of an order; `content` = (SKU, quantity) pairs; `track` oldest first."""

    order: str
    number: str
    courier: str
    waybill: str
    shipped_at: datetime | None
    state: str
    content: tuple[tuple[str, int], ...]
    last_seen_at: datetime | None
    track: tuple[TrackStep, ...]
    source: Source
    extra: Mapping[str, str] = field(default_factory=_frozen)


@dataclass(frozen=True, slots=True)
class AfterSales:
    """The after-sales part of an order row (all None when there is none)."""

    kind: str
    state: str
    reason: str
    requested_at: datetime | None
    due_at: datetime | None
    refund: Decimal | None
    return_waybill: str


@dataclass(frozen=True, slots=True)
class Order:
    """An order with lines and parcels. `status_text` keeps the file's word. Receiver fields may be masked."""

    number: str
    shopper: str
    status: OrderStatus
    status_text: str
    ordered_at: datetime | None
    paid_at: datetime | None
    goods_amount: Decimal | None
    discount: Decimal | None
    freight: Decimal | None
    paid_amount: Decimal | None
    province: str
    city: str
    address: str
    receiver: str
    phone: str
    ship_by: datetime | None
    shipped_at: datetime | None
    signed_at: datetime | None
    finished_at: datetime | None
    close_reason: str
    after_sales: AfterSales | None
    remark: str
    invoice: str
    lines: tuple[OrderLine, ...]
    parcels: tuple[Parcel, ...]
    source: Source
    extra: Mapping[str, str] = field(default_factory=_frozen)


@dataclass(frozen=True, slots=True)
class ShopperFact:
    """A row of `shoppers`."""

    nick: str
    level: str
    tags: tuple[str, ...]
    remark: str
    birthday: str
    first_order_at: datetime | None
    source: Source
    extra: Mapping[str, str] = field(default_factory=_frozen)


@dataclass(frozen=True, slots=True)
class StaffFact:
    """A row of `staff` (example shops only). role: owner lead agent trainer auditor; teams by Chinese name."""

    login: str
    name: str
    service_number: str
    role: str
    teams: tuple[str, ...]
    capacity: int
    source: Source


@dataclass(frozen=True, slots=True)
class OwnWord:
    """A word that the shop itself forbids. `level` warn or block; it holds from `live_from` on (before: shadow)."""

    id: int
    text: str
    kind: str
    level: Literal["warn", "block"]
    reason: str
    rewrite: str
    live_from: date


@dataclass(frozen=True, slots=True)
class Allowance:
    """A wording that the shop allows though the gate finds it (误报): for a kind and category (empty = all), until."""

    text: str
    kind: str
    category: str
    until: date
    reason: str


@dataclass(frozen=True, slots=True)
class ShopProfile:
    """`shop.toml`: who the shop is. `service_hours` like `09:00-23:00`; empty = not known."""

    name: str
    platform: Platform = "own"
    timezone: str = "Asia/Shanghai"
    address_form: str = "亲"
    voice: str = ""
    service_hours: str = ""
    ship_from: str = ""
    response_target_s: int = 60
    hotline: str = ""
    return_address: str = ""
    extra: Mapping[str, str] = field(default_factory=_frozen)


@dataclass(frozen=True, slots=True)
class ShopFacts:
    """Everything that a shop knows but its orders and shoppers: a snapshot that answers are grounded in.

    `tables` names the tables that were there: an absent one means "not known".
    """

    version: str
    profile: ShopProfile
    products: Mapping[str, Product] = field(default_factory=lambda: MappingProxyType({}))
    promotions: tuple[Promotion, ...] = ()
    freight: tuple[Freight, ...] = ()
    delivery: tuple[Delivery, ...] = ()
    policies: tuple[Policy, ...] = ()
    faq: tuple[Faq, ...] = ()
    phrases: tuple[Phrase, ...] = ()
    words: tuple[OwnWord, ...] = ()
    allowances: tuple[Allowance, ...] = ()
    tables: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class ShopFolder:
    """A whole shop folder as read: the facts, and what belongs to single people."""

    facts: ShopFacts
    orders: tuple[Order, ...] = ()
    shoppers: tuple[ShopperFact, ...] = ()
    staff: tuple[StaffFact, ...] = ()
