"""Truth: what a person stated against the shop's own tables. Judged only where both sides are plain.

`wrong_fact` needs the product in view (or one product whose price, stock or chart is asked about) and a cell that
says otherwise; what no cell speaks of is no fault. Stock may have moved since: those are less sure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from xiaoer.core.facts import Policy, Product, Range, ShopFacts, SizeRow, Sku
from xiaoer.core.inspection.judges.case import Case
from xiaoer.core.inspection.marks import Draft

_RULE = "scorecard.facts"
_ASKS_PRICE = re.compile(
    r"(?:卖|要)多少|多少(?:钱|米|元|一[条件个盒双套])|价格|价钱|什么价|几块|怎么卖|现价|原价|一件多少"
)
_PRICE = re.compile(
    r"(?<![减满返退送券到免差加低省便宜\d.-])(\d{2,5}(?:\.\d{1,2})?)\s*(?:元|块|rmb|一(?:条|件|个|盒|双|套|瓶|包|只|张|把|袋))(?!的?(?:券|红包|优惠|运费|差价))",
    re.I,
)
_COUNTED = re.compile(r"券后|到手|折后|活动价|叠加|用券|打完折|满减后|实付|两件|2件|第二件|定金|会员价|补贴")
_SIZE = re.compile(r"(?<![a-z0-9])(x{0,3}[sl]|m|\dxl|均码)(?![a-z])(?:\s*[码号])?", re.I)
_NONE = re.compile(r"(?:没(?:有)?(?:现)?货|没有了|卖(?:完|光|空)|断[货码]|售[罄空]|缺货|抢(?:完|光)|没库存|无货)")
_THERE = re.compile(r"(?<![没无])(?:有现货|有货|现货(?:充足|都有)?|还有(?:\d+件)?|库存(?:充足|有))(?!的?(?:吗|么|没))")
_MEASURES = {
    "胸围": "bust_cm", "腰围": "waist_cm", "臀围": "hip_cm", "肩宽": "shoulder_cm", "衣长": "length_cm",
    "裙长": "length_cm", "裤长": "length_cm", "袖长": "sleeve_cm",
}  # fmt: skip
_MEASURE = re.compile(rf"({'|'.join(_MEASURES)})\s*(?:是|为|大概|大约|约|差不多)?\s*(\d{{2,3}}(?:\.\d)?)")
_TOLERANCE = Decimal(2)  # measured flat, ±2 cm as pages say
_DAYS = re.compile(
    r"(\d{1,2})\s*天(?:内)?[^,.!?\d]{0,4}(无理由|价保|保价|换货|可以换|能换)|(无理由|价保|保价|换货)[^,.!?\d]{0,4}?(\d{1,2})\s*天"
)
_SHIPS = re.compile(r"(\d{1,2})\s*(?:个)?小时(?:内|之内)?[^,.!?\d]{0,6}发(?:货|出|走)?")
_TOPICS = {"无理由": "七天无理由", "价保": "价保", "保价": "价保", "换货": "换货", "可以换": "换货", "能换": "换货"}
_ABOUT = 2  # shopper lines looked back at


def wrong_facts(case: Case, facts: ShopFacts | None) -> Iterator[Draft]:
    """`wrong_fact`: price, stock, measures and periods that the shop's tables contradict."""
    if facts is None:
        return
    product = facts.products.get(case.talk.product or "")
    for i in case.humans:
        words = case.words[i]
        if not words or "?" in words[-2:]:
            continue
        said = " ".join(case.words[j] for j in reversed(case.before(i, case.shoppers, _ABOUT)))
        found = _of_policies(words, facts)
        if found is None and product is not None:
            found = _price(words, said, product) or _measure(words, said, product) or _stock(words, said, product)
        if found is not None:
            what, sure = found
            yield Draft("wrong_fact", case.seqs(i), what, _RULE, sure)


Found = tuple[str, float] | None


def _price(words: str, said: str, product: Product) -> Found:
    """One price named for one that was asked; what is reckoned with coupons and pieces is left alone."""
    if not _ASKS_PRICE.search(said) or _COUNTED.search(words):
        return None
    named = [Decimal(p) for p in _PRICE.findall(words)]
    prices = {sku.price for sku in product.skus if sku.price is not None}
    if len(named) != 1 or not prices or min(prices) * Decimal("0.4") > named[0]:
        return None
    if named[0] > max(prices):
        low, high = min(prices), max(prices)
        shop = f"{low.normalize():f}" if low == high else f"{low.normalize():f}–{high.normalize():f}"
        return f"说是{named[0].normalize():f}元，商品表里是{shop}元", 0.88
    return None


def _measure(words: str, said: str, product: Product) -> Found:
    """A measure of a size that is named in the line or was asked about."""
    named = _sizes(words) or _sizes(said)
    if len(named) != 1 or not product.size_chart:
        return None
    row = next((r for r in product.size_chart if r.size.lower() == next(iter(named))), None)
    if row is None:
        return None
    for name, value in _MEASURE.findall(words):
        truth = _range(row, _MEASURES[name])
        if truth and not truth[0] - _TOLERANCE <= Decimal(value) <= truth[1] + _TOLERANCE:
            low = f"{truth[0].normalize():f}"
            return f"说{row.size}码{name}{value}，尺码表里是{low}厘米", 0.92
    return None


def _range(row: SizeRow, name: str) -> Range | None:
    found: Range | None = getattr(row, name)
    return found


def _sizes(words: str) -> set[str]:
    return {s.lower() for s in _SIZE.findall(words)}


def _stock(words: str, said: str, product: Product) -> Found:
    """The one variant that is spoken of: said to be out while there is some, or the other way round."""
    none, there = _NONE.search(words) is not None, _THERE.search(words) is not None
    if none == there:
        return None
    meant = _variants(words, product) or _variants(said, product)
    if not meant or any(sku.stock is None for sku in meant):
        return None
    total = sum(sku.stock or 0 for sku in meant)
    name = meant[0].spec if len(meant) == 1 else product.number
    if none and total > 0 and all((sku.stock or 0) > 0 for sku in meant):
        return f"说没货，库存表里{name}还有{total}件", 0.75
    if there and total == 0:
        return f"说有货，库存表里{name}是0", 0.8
    return None


def _variants(words: str, product: Product) -> list[Sku]:
    """The variants that a line names by colour and size; both where the product has both."""
    sizes = _sizes(words)
    found = []
    for sku in product.skus:
        options = dict(sku.options)
        colour, size = options.get("颜色", ""), options.get("尺码", "")
        if size and size.lower() not in sizes:
            continue
        if colour and not _names_colour(words, colour):
            continue
        found.append(sku)
    return found


def _names_colour(words: str, colour: str) -> bool:
    """雾蓝 names 雾蓝碎花; 燕麦 names 燕麦色."""
    return colour.lower() in words or (len(colour) > 2 and colour[:2] in words)


def _of_policies(words: str, facts: ShopFacts) -> Found:
    """Days of a promise, hours to ship, against the shop's policies."""
    for before, after, topic, days in _DAYS.findall(words):
        name = _TOPICS[after or topic]
        truth = _days_of(facts, name)
        if truth is not None and int(before or days) != truth:
            return f"说{name}{before or days}天，政策表里是{truth}天", 0.9
    for hours in _SHIPS.findall(words):
        truth = _number(_policy(facts, "发货承诺"), "时限")
        if truth is not None and int(hours) < truth:
            return f"说{hours}小时内发货，政策表里承诺的是{truth}小时", 0.85
    return None


def _policy(facts: ShopFacts, topic: str) -> Policy | None:
    return next((p for p in facts.policies if p.topic == topic), None)


def _days_of(facts: ShopFacts, topic: str) -> int | None:
    return _number(_policy(facts, topic), "天数")


def _number(policy: Policy | None, key: str) -> int | None:
    found = re.search(rf"{key}:(\d+)", policy.key_values.replace("：", ":")) if policy else None
    return int(found[1]) if found else None
