"""The words of a touch: variables filled from facts; a sentence whose fact is not known is left out, never guessed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime

from xiaoer.core.facts import Delivery, Order, Product, ShopFacts, Sku
from xiaoer.core.rulebook.calculators.delivery import cutoff_of, delivery_rows, dispatch_day, dispatch_rules

VARIABLES = (
    "买家昵称", "店铺", "商品", "规格", "订单尾号", "金额", "剩余件数", "截单时间", "快递", "运单号", "打理提示",
)  # fmt: skip
_VARIABLE = re.compile(r"\{([^{}]*)\}")
_SENTENCE = re.compile(r"[^。！？!?\n]*(?:[。！？!?\n]+|$)")
_CARE = ("洗涤", "洗护", "保养", "储存", "存放", "注意事项", "使用方法")
_SCARCE = 20  # a stock figure is told only where it is short; a large one would be false urgency


def unknown_variables(text: str) -> list[str]:
    """Variables of a text that nobody can fill."""
    return [name for name in _VARIABLE.findall(text) if name not in VARIABLES]


def fill(text: str, values: Mapping[str, str]) -> str:
    """The text with its variables filled; "" when nothing is left to say."""
    kept = [_filled(part, values) for part in _SENTENCE.findall(text) if part]
    return "".join(part for part in kept if part is not None).strip()


def _filled(sentence: str, values: Mapping[str, str]) -> str | None:
    names = _VARIABLE.findall(sentence)
    if any(not values.get(name) for name in names):
        return None
    return _VARIABLE.sub(lambda m: values[m[1]], sentence)


def values_of(
    facts: ShopFacts, *, nick: str, order: Order | None, product: str | None, now: datetime
) -> dict[str, str]:
    """What is known for a touch at `now` (shop time)."""
    known = {"买家昵称": nick, "店铺": facts.profile.name}
    line = order.lines[0] if order is not None and order.lines else None
    goods = facts.products.get(line.product if line else product or "")
    title = line.title if line and line.title else goods.title if goods else ""
    if title:
        known["商品"] = f"{title}等{len(order.lines)}款" if order is not None and len(order.lines) > 1 else title
    if order is not None:
        known["订单尾号"] = order.number[-4:]
        if order.paid_amount is not None:
            known["金额"] = f"{order.paid_amount:.2f}元"
        known |= _parcel(order) | _stock(order, facts) | _cutoff(order, goods, facts, now)
    if goods is not None:
        care = next((v for k in _CARE if (v := goods.attribute(k))), "")
        known["打理提示"] = care.strip("。；; ")
    return known


def _parcel(order: Order) -> dict[str, str]:
    if len(order.parcels) != 1:
        return {}
    return {"快递": order.parcels[0].courier, "运单号": order.parcels[0].waybill}


def _stock(order: Order, facts: ShopFacts) -> dict[str, str]:
    if len(order.lines) != 1:
        return {}
    line = order.lines[0]
    sku: Sku | None = next(
        (s for p in [facts.products.get(line.product)] if p for s in p.skus if s.number == line.sku), None
    )
    known = {"规格": line.spec}
    if sku is not None and sku.stock is not None and line.quantity <= sku.stock <= _SCARCE:
        known["剩余件数"] = str(sku.stock)
    return known


def _cutoff(order: Order, goods: Product | None, facts: ShopFacts, now: datetime) -> dict[str, str]:
    """Today's cut-off, where paying before it really means leaving today."""
    if len(order.lines) != 1 or goods is None or goods.attribute("预售发货"):
        return {}
    rows = delivery_rows(facts.delivery, order.province, goods.attribute("发货仓"))
    cutoffs = {_today(row, facts, now) for row in rows}
    only = cutoffs.pop() if len(cutoffs) == 1 else None
    return {"截单时间": only} if only else {}


def _today(row: Delivery, facts: ShopFacts, now: datetime) -> str | None:
    warehouses = sorted({r.warehouse for r in facts.delivery})
    rules = dispatch_rules(facts.policies, now.year, warehouse=row.warehouse, warehouses=warehouses)
    cutoff = cutoff_of(row)
    if cutoff is None or now.time() >= cutoff or dispatch_day(row, now, rules) != now.date():
        return None
    return f"{cutoff:%H:%M}"
