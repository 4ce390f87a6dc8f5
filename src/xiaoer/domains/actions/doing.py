"""Actions on orders that the shop keeps itself: what each changes in the order, and what the shopper is told."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from types import MappingProxyType

from xiaoer.core.facts import Order, OrderLine, ShopFacts, Source
from xiaoer.core.rulebook.calculators.freight import freight_fee, rows_for
from xiaoer.core.rulebook.calculators.promotion import BasketLine, price_basket
from xiaoer.core.text.regions import destination
from xiaoer.domains.actions.rules import amount_of, items_of, sku_of, with_extra

Values = Mapping[str, str]
Edit = Callable[[Order, Values, ShopFacts], Order]
MEMO, FLAG = "商家备注", "旗帜颜色"


def _cancel(order: Order, values: Values, facts: ShopFacts) -> Order:
    """An unpaid order is closed; a paid one is held back until its money is returned."""
    if order.status == "unpaid":
        why = values.get("原因", "买家取消")
        return replace(order, status="closed_unpaid", status_text="已关闭（未付款）", close_reason=why)
    return replace(order, status="locked", status_text="锁定", close_reason=values.get("原因", "买家取消"))


def _address(order: Order, values: Values, facts: ShopFacts) -> Order:
    address = values.get("收货地址", "")
    region = destination(address) if address else None
    province = values.get("省份") or (region.province if region else "")
    city = values.get("城市") or (region.city or "" if region else "")
    return replace(
        order, address=address or order.address, receiver=values.get("收件人") or order.receiver,
        phone=values.get("手机号") or order.phone, province=province or order.province,
        city=city if address and (city or province) else order.city,
    )  # fmt: skip


def _modify(order: Order, values: Values, facts: ShopFacts) -> Order:
    if values.get("备注"):
        joined = "；".join(filter(None, (order.remark, values["备注"])))
        order = replace(order, remark=joined)
    sku = sku_of(facts, values.get("SKU", ""))
    if sku is None:
        return order
    changed, lines = False, []
    for line in order.lines:
        meant = not values.get("原SKU") or line.sku == values["原SKU"]
        if line.product == sku.product and meant and not changed:
            changed = True
            lines.append(replace(line, sku=sku.number, spec=sku.spec))
        else:
            lines.append(line)
    return replace(order, lines=tuple(lines))


def _remark(order: Order, values: Values, facts: ShopFacts) -> Order:
    memo = "；".join(filter(None, (order.extra.get(MEMO, ""), values.get("备注", ""))))
    return replace(order, extra=with_extra(order, **{MEMO: memo, FLAG: values.get("旗", "")}))


def _noted(name: str, value: Callable[[Values], str]) -> Edit:
    def edit(order: Order, values: Values, facts: ShopFacts) -> Order:
        return replace(order, extra=with_extra(order, **{name: value(values)}))

    return edit


def _invoice(order: Order, values: Values, facts: ShopFacts) -> Order:
    tax = f"（{values['税号']}）" if values.get("税号") else ""
    return replace(order, invoice=f"待开：{values['抬头']}{tax}")


def _price(order: Order, values: Values, facts: ShopFacts) -> Order:
    wanted = amount_of(values["改后应付"])
    assert wanted is not None
    assert order.paid_amount is not None
    saved = order.paid_amount - wanted
    return replace(order, paid_amount=wanted, discount=(order.discount or Decimal(0)) + saved)


EDITS: Mapping[str, Edit] = MappingProxyType(
    {
        "cancel_order": _cancel, "change_address": _address, "modify_order": _modify, "remark": _remark,
        "urge_ship": _noted("加急", lambda v: "是"), "split": _noted("拆单", lambda v: v["拆分"]),
        "gift_add": _noted("加送", lambda v: f"{v['赠品']}×{v.get('数量', '1')}"), "invoice": _invoice,
        "change_price": _price, "check_order": lambda order, values, facts: order,
    }
)  # fmt: skip

_DONE: Mapping[str, str] = MappingProxyType(
    {
        "cancel_order": "订单已取消", "change_address": "收货信息已改好", "modify_order": "订单已改好",
        "urge_ship": "已催仓库优先发出", "split": "已安排拆单发货", "gift_add": "赠品已登记，会随包裹放入",
        "invoice": "发票申请已登记，开好后发给您", "change_price": "价格已改好，刷新订单后付款即可",
        "check_order": "感谢您的确认，我们会按订单尽快发出；到货前后有任何问题，随时回来找我们",
    }
)  # fmt: skip


def told(kind: str, name: str, order: Order | None) -> str:
    """What the shopper hears when it is done."""
    if kind == "cancel_order" and order is not None and order.status == "locked":
        return "订单已停止发货，退款正在办理"
    return _DONE.get(kind, f"{name}已办好")


def is_done(kind: str, values: Values, order: Order) -> bool:
    """Whether an imported order shows that an action by hand was done."""
    shows = _SHOWS.get(kind)
    return shows is not None and shows(values, order)


def _address_shows(values: Values, order: Order) -> bool:
    wanted = [(values.get("收货地址"), order.address), (values.get("收件人"), order.receiver)]
    asked = [(new, held) for new, held in wanted if new]
    return bool(asked) and all("*" not in held and new in held for new, held in asked)


_SHOWS: Mapping[str, Callable[[Values, Order], bool]] = MappingProxyType(
    {
        "cancel_order": lambda v, o: o.status in ("closed_unpaid", "closed_refunded"),
        "change_address": _address_shows,
        "remark": lambda v, o: bool(v.get("备注")) and v["备注"] in o.extra.get(MEMO, ""),
        "modify_order": lambda v, o: bool(v.get("SKU")) and any(line.sku == v["SKU"] for line in o.lines),
        "change_price": lambda v, o: o.paid_amount == amount_of(v.get("改后应付", "")),
        "urge_ship": lambda v, o: o.status in ("shipped", "delivered", "finished"),
    }
)


def new_order(number: str, nick: str, values: Values, facts: ShopFacts, usual: Order | None, now: datetime) -> Order:
    """An order placed for a shopper: unpaid, priced by the shop's promotions and freight table where they are clear.

    `usual` = his last order, whose receiver is taken where none is named.
    """
    source = Source("desk", 0)
    lines, basket, weight = [], [], Decimal(0)
    for at, (sku_number, count) in enumerate(items_of(values["明细"]), 1):
        sku = sku_of(facts, sku_number)
        assert sku is not None
        assert sku.price is not None
        product = facts.products[sku.product]
        basket.append(BasketLine(product, sku, sku.price, count))
        weight += (sku.gross_weight_g or Decimal(0)) * count
        lines.append(
            OrderLine(
                number, str(at), sku.product, sku.number, product.title, sku.spec, count, sku.price,
                sku.price * count, source,
            )
        )  # fmt: skip
    priced = price_basket(basket, facts.promotions, now, policies=facts.policies)
    goods = priced.total if priced.total is not None else priced.list_total
    blank = Order(
        number, nick, "unpaid", "待付款", now, None, priced.list_total, priced.list_total - goods, None, goods, "", "",
        "", "", "", None, None, None, None, "", None, values.get("备注", ""), "", tuple(lines), (), source,
    )  # fmt: skip
    if usual is not None:
        blank = replace(
            blank, province=usual.province, city=usual.city, address=usual.address, receiver=usual.receiver,
            phone=usual.phone,
        )  # fmt: skip
    order = _address(blank, values, facts)
    rows = rows_for(facts.freight, order.province) if order.province else ()
    fee = freight_fee(rows[0], weight_kg=weight / 1000 or None, goods_paid=goods).fee if rows else None
    if fee is not None:
        order = replace(order, freight=fee, paid_amount=goods + fee)
    if values.get("支付方式"):
        order = replace(order, extra=with_extra(order, 支付方式=values["支付方式"]))
    return order
