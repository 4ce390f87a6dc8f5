"""A price named by the shopper and nothing else (两千五卖不卖, 600卖两个行吗, 1000拿走): it is a bargain."""

# Rows of Chinese count double in width; they are kept whole.

from __future__ import annotations

import re
from decimal import Decimal

from xiaoer.core.answering.goods.aspects import common_runs
from xiaoer.core.answering.goods.variants import measured
from xiaoer.core.facts import Product
from xiaoer.core.text.numbers import parse_number

_HAN = "一二两三四五六七八九"
_SUM = (
    rf"(?<![\d.零十百千万{_HAN}])"
    rf"(\d{{2,6}}(?:\.\d{{1,2}})?|[{_HAN}]?十[{_HAN}]?|[{_HAN}][零十百千万{_HAN}]+)"
)
_YUAN = r"(块钱?|元|整|块整|元整|rmb|￥)?"
_ASKS = (
    r"(?:能|可以?|给)?(?:卖不卖|卖不|[卖出走拿成行干中得要]{1,2}[吗么嘛不]|行不行|成不成|成交|可不可以|可以[吗么不]?|能不能|出不出|出了?吧|给不给|干不干|"
    r"中不中|拿走|拿下|带走|拍下|卖我|给我|ok|怎么样|如何|咋样|行|成|卖)[吗么嘛不没]?"
)
_AROUND = (
    r"(?:老板|掌柜|亲|那|这|就|我|你|您|要|不如|干脆|直接|凑个?整|凑|算|按|最多|只|出|给|付|一口价|你看|卖|拿|来|买|包邮|[一二两俩三四五六七八九\d]?"
    r"[个件双条套台把张只瓶盒袋支本床箱]|的|吧|呗|啊|呀|嘛|了|话|好|全部|一起|打包|马上|立马|现在|拍|付款|下单|[,，。!！?？~\s])*"
)
_RAISED = re.compile(rf"{_AROUND}{_SUM}{_YUAN}{_AROUND}")
_OFFERED = re.compile(rf"{_AROUND}{_SUM}{_YUAN}{_AROUND}(?:{_ASKS}{_AROUND})+")
_OF_BODIES = (Decimal(135), Decimal(205))
_LEAST = Decimal("0.2")  # a price below this share of the cheapest variant's is no offer but another number
_MOST = 20


def is_price_named(text: str, product: Product | None, *, bargaining: bool = False) -> bool:
    """Whether a line only names a sum and asks whether the goods may be had for it; while `bargaining`, the sum alone.

    A bare number must be a likely price of the goods in view and no measure of theirs.
    """
    line = _without_name(text, product).strip()
    said = (_RAISED if bargaining else _OFFERED).fullmatch(line) or _OFFERED.fullmatch(line)
    amount = parse_number(said[1]) if said is not None else None
    if said is None or amount is None:
        return False
    if said[2] or product is None:
        return amount >= _MOST
    return _is_likely(amount, said[1], product)


def _without_name(text: str, product: Product | None) -> str:
    """The line without the words by which it names the goods (手机壳20卖不)."""
    runs = common_runs(text, f"{product.title} {product.category}") if product is not None else ()
    for run in sorted((r for r in runs if len(r) > 1 and not any(c.isdigit() for c in r)), key=len, reverse=True):
        text = text.replace(run, "")
    return text


def _is_likely(amount: Decimal, said: str, product: Product) -> bool:
    prices = [sku.price for sku in product.skus if sku.price is not None]
    if not prices or not min(prices) * _LEAST <= amount <= max(prices) * _MOST:
        return False
    if product.size_chart and _OF_BODIES[0] <= amount <= _OF_BODIES[1]:
        return False
    number = f"{amount.normalize():f}"
    specs = measured(" ".join(sku.spec for sku in product.skus))
    return not any(re.search(rf"(?<![\d.]){re.escape(n)}(?![\d.])", specs) for n in {number, said})
