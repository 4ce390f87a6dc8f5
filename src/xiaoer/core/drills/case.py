"""A case: one product, variant, province, body and order of a shop, chosen by number, that a scenario is built on."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import Decimal

from xiaoer.core.answering.evidence.cite import short_title
from xiaoer.core.facts import (
    AfterSales,
    Order,
    OrderLine,
    OrderStatus,
    Parcel,
    Product,
    ShopFacts,
    Sku,
    Source,
    TrackStep,
)
from xiaoer.core.grounding.shapes import FactUse
from xiaoer.core.money import to_cents
from xiaoer.core.rulebook.calculators.freight import plain_province

_PROVINCES = ("江苏", "四川", "北京", "广东", "新疆", "湖北", "黑龙江", "陕西", "福建", "云南", "山东", "上海")
_CITIES = {
    "江苏": "南京", "四川": "成都", "北京": "北京", "广东": "广州", "新疆": "乌鲁木齐", "湖北": "武汉",
    "黑龙江": "哈尔滨", "陕西": "西安", "福建": "福州", "云南": "昆明", "山东": "济南", "上海": "上海",
}  # fmt: skip
_DEFECTS = ("一个小洞", "一处开裂", "明显的污渍", "一股怪味", "一处脱线", "一块变形")
_FOOD_DEFECTS = ("漏气", "一股怪味", "受潮结块", "外袋破口", "发霉的小点", "一半是碎的")
_FOOD = re.compile(r"食|茶|糕|果|腊|酒|米|面|糖|零食|坚果|蜜|酱|礼盒|生鲜")
_NICKS = (
    "云边小卖部",
    "半糖去冰",
    "山脚下的猫",
    "早睡第三天",
    "阿柚",
    "老李家",
    "一只橙子",
    "晴天有雨",
    "木子",
    "北岸",
)
_PIECES = re.compile(r"[\w]{2,}")
_SPLIT = re.compile(r"[\s　/|]+")


@dataclass(slots=True)
class Case:
    """What a scenario is filled with. `fills` are the places of its texts; truths add `evidence`."""

    facts: ShopFacts
    now: datetime
    number: int
    product: Product
    sku: Sku | None
    province: str
    other: Product | None = None
    order: Order | None = None
    fills: dict[str, str] = field(default_factory=dict)
    evidence: list[FactUse] = field(default_factory=list)
    hidden: list[tuple[str, str]] = field(default_factory=list)


def name_of(facts: ShopFacts, product: Product) -> str:
    """What a shopper calls a product: the first word of its title where that is unique, else its first two."""
    first = _SPLIT.split(product.title.strip())[0]
    same = sum(other.title.strip().startswith(first) for other in facts.products.values())
    return first if 2 <= len(first) <= 12 and same == 1 else short_title(product)


def spec_of(sku: Sku) -> str:
    """A variant as it is spoken: its values one after another."""
    return " ".join(value for _, value in sku.options) if sku.options else sku.spec


def goods(facts: ShopFacts) -> list[tuple[Product, Sku | None]]:
    """Every product with a variant, variants by turns, so that neighbours in the list differ in product."""
    columns: list[list[tuple[Product, Sku | None]]] = [
        [(product, sku) for sku in product.skus if sku.price is not None and sku.stock is not None and sku.spec]
        or [(product, next(iter(product.skus), None))]
        for product in facts.products.values()
    ]
    longest = max((len(column) for column in columns), default=0)
    return [column[row] for row in range(longest) for column in columns if row < len(column)]


def make_case(facts: ShopFacts, shelf: Sequence[tuple[Product, Sku | None]], number: int, now: datetime) -> Case:
    """The case of a number; `shelf` = what may be chosen, never empty."""
    product, sku = shelf[number % len(shelf)]
    province = _province(facts, number)
    others = [p for p in facts.products.values() if p.number != product.number]
    alike = [p for p in others if p.category == product.category] or others
    case = Case(facts, now, number, product, sku, province, other=alike[number % len(alike)] if alike else None)
    defects = _FOOD_DEFECTS if _FOOD.search(product.category + product.title) else _DEFECTS
    case.fills = {
        "p": name_of(facts, product),
        "spec": spec_of(sku) if sku else "这款",
        "prov": province,
        "p2": name_of(facts, case.other) if case.other else "",
        "defect": defects[number % len(defects)],
        "word": _spoken(name_of(facts, product)),
        "no": "订单号",
        "tail": "订单尾号",
    }
    return case


def _spoken(name: str) -> str:
    """A pattern of what a product may be called for short: each piece of its name, or all but two of its characters."""
    found: dict[str, None] = {}
    for piece in _PIECES.findall(name):
        least = max(2, len(piece) - 2)
        for size in range(len(piece), least - 1, -1):
            found |= dict.fromkeys(piece[at : at + size] for at in range(len(piece) - size + 1))
    return "|".join(map(re.escape, found)) or "这款"


def _province(facts: ShopFacts, number: int) -> str:
    sent = [plain_province(row.province) for row in facts.freight if row.deliverable is not False]
    known = [p for p in _PROVINCES if p in sent] or list(_PROVINCES)
    return known[number % len(known)]


def give_order(case: Case, state: str) -> None:
    """The shopper's own order in a state: paid_unshipped, shipped, delivered, refunding."""
    number = f"{case.now:%Y%m%d}{(case.number * 7919 + 10007) % 10**6:06d}{case.number * 37 % 100:02d}"
    days = {"paid_unshipped": 1, "shipped": 3, "delivered": 5, "refunding": 9}[state]
    paid = case.now - timedelta(days=days, hours=1, minutes=case.number % 50)
    price = case.sku.price if case.sku and case.sku.price is not None else Decimal("99.00")
    quantity = 2 if state == "delivered" else 1
    amount = to_cents(price * quantity)
    sent = paid + timedelta(hours=20) if state != "paid_unshipped" else None
    signed = paid + timedelta(days=3) if state in ("delivered", "refunding") else None
    parcels = () if sent is None else (_parcel(case, number, sent, signed),)
    case.order = Order(
        number=number, shopper=nick_of(case.number), status=_status(state), status_text=_STATES[state],
        ordered_at=paid - timedelta(minutes=2), paid_at=paid, goods_amount=amount, discount=Decimal("0.00"),
        freight=Decimal("0.00"), paid_amount=amount, province=case.province, city=_CITIES.get(case.province, ""),
        address="", receiver="", phone="", ship_by=paid + timedelta(hours=48), shipped_at=sent, signed_at=signed,
        finished_at=None, close_reason="", after_sales=_after_sales(case, state, amount), remark="",
        invoice="未申请", lines=(_line(case, number, price, quantity),), parcels=parcels, source=Source("order", 2),
    )  # fmt: skip
    case.fills |= {"no": number, "tail": number[-4:]}
    case.hidden.append(("订单", f"{number}（{_STATES[state]}，实付{amount}元）"))
    case.evidence += order_cells(case.order)


_STATES = {"paid_unshipped": "待发货", "shipped": "已发货", "delivered": "已签收", "refunding": "已签收"}


def _status(state: str) -> OrderStatus:
    if state == "paid_unshipped":
        return "paid_unshipped"
    return "shipped" if state == "shipped" else "delivered"


def nick_of(number: int) -> str:
    """A nick that no shop has."""
    return f"{_NICKS[number % len(_NICKS)]}{number % 97:02d}"


def _line(case: Case, number: str, price: Decimal, quantity: int) -> OrderLine:
    sku = case.sku
    return OrderLine(
        number, "1", case.product.number, sku.number if sku else "", case.product.title, sku.spec if sku else "",
        quantity, price, to_cents(price * quantity), Source("order_line", 2),
    )  # fmt: skip


def _parcel(case: Case, number: str, sent: datetime, signed: datetime | None) -> Parcel:
    city = _CITIES.get(case.province, case.province)
    rows = [row for row in case.facts.delivery if plain_province(row.province) == case.province]
    courier = rows[0].courier if rows and rows[0].courier else "中通快递"
    waybill = f"78{(case.number * 104729 + 31337) % 10**11:011d}"
    track = [
        TrackStep(sent + timedelta(hours=2), "杭州", "快件已揽收"),
        TrackStep(sent + timedelta(hours=20), city, f"快件已到达{city}转运中心"),
    ]
    if signed is not None:
        track.append(TrackStep(signed, city, "已签收"))
    return Parcel(
        number, f"{number}-1", courier, waybill, sent, "已签收" if signed else "运输中",
        ((case.sku.number, 1),) if case.sku else (), track[-1].at, tuple(track), Source("parcel", 2),
    )  # fmt: skip


def _after_sales(case: Case, state: str, amount: Decimal) -> AfterSales | None:
    if state != "refunding":
        return None
    return AfterSales(
        "退货退款", "退款中", "七天无理由", case.now - timedelta(days=3), case.now + timedelta(days=2), amount,
        f"79{case.number % 10**6:011d}",
    )  # fmt: skip


def order_cells(order: Order) -> list[FactUse]:
    """An order as cells, for the fact lock."""
    found = [
        ("订单号", order.number), ("订单状态", order.status_text), ("实付金额", str(order.paid_amount)),
        ("收货省份", order.province), ("收货城市", order.city),
    ]  # fmt: skip
    for name, at in (
        ("付款时间", order.paid_at), ("应发货时间", order.ship_by), ("发货时间", order.shipped_at),
        ("签收时间", order.signed_at),
    ):  # fmt: skip
        if at is not None:
            found.append((name, at.strftime("%Y-%m-%d %H:%M")))
    for line in order.lines:
        found += [("数量", str(line.quantity)), ("单价", str(line.price)), ("小计", str(line.subtotal))]
    for parcel in order.parcels:
        found += [("快递公司", parcel.courier), ("运单号", parcel.waybill), ("包裹状态", parcel.state)]
        found += [("物流轨迹", f"{step.at:%Y-%m-%d %H:%M} 【{step.city}】{step.text}") for step in parcel.track]
    if order.after_sales is not None:
        case = order.after_sales
        found += [("售后状态", case.state), ("退款金额", str(case.refund)), ("退货运单", case.return_waybill)]
        for name, at in (("售后申请时间", case.requested_at), ("售后截止时间", case.due_at)):
            if at is not None:
                found.append((name, at.strftime("%Y-%m-%d %H:%M")))
    if order.signed_at is not None:  # 七日: from the day after receipt (消费者权益保护法 第25条)
        found.append(("无理由截止日", (order.signed_at + timedelta(days=7)).strftime("%Y-%m-%d")))
    return [FactUse("order:2", name, value) for name, value in found if value]
