"""What a pointing word means: 第二款, 小的那个, 最便宜的, of the products just listed or like the one in view."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from decimal import Decimal

from xiaoer.core.answering.goods.variants import options_of
from xiaoer.core.answering.shop import Shop
from xiaoer.core.answering.skills.common import ordinal
from xiaoer.core.answering.talk.slots import Slots
from xiaoer.core.facts import Product, Sku
from xiaoer.core.text.normal import normal_text

_SMALL = re.compile(
    r"(?:小|迷你|mini)(?:包装|袋|瓶|罐|盒|的|号|款|一?点的?|些的?)(?:那?[个款台件条只盒袋瓶支套种])?(?!时候|区|心|孩|猫|狗|白|黑)"
)
_LARGE = re.compile(
    r"(?<!多)(?:大)(?:包装?|袋|瓶|罐|桶|盒|的|号|款|一?点的?|些的?)(?:那?[个款台件条只盒袋瓶支套种])?(?!概|家|人|小)"
)
_TOP = re.compile(r"最(贵|便宜)的?(?:那|一)?[个款种套]?(?:套餐|规格|款式|版本|配置)")
_SEX = re.compile(r"([男女])(?:款|士|式|生的|的(?!话|友|朋|孩|人|会|能))")
_PLAIN = re.compile(r"(?:普通|标准|基础|标配|原|一般)(?:版|款|的|配)|不带[^,，。吗么不没]{1,6}的")
_OTHER = re.compile(r"(?:另|那)(?:外)?(?:一)?(?:个|款|台)(?:呢|怎么样|多少|有)?$|另外?(?:一)?(?:个|款|台)")
_MEASURE = re.compile(
    r"(\d+(?:\.\d+)?)\s*(kg|公斤|斤|g|克|ml|毫升|l|升|cm|厘米|米|片|支|罐|袋|包|粒|抽|寸|英寸)", re.IGNORECASE
)
_MANY = re.compile(r"[×xX*]\s*\d")
_SCALE = {"kg": 1000, "公斤": 1000, "斤": 500, "l": 1000, "升": 1000, "米": 100}


def product_meant(shop: Shop, slots: Slots, shown: Product | None, text: str) -> str | None:
    """The number of the product that an ordinal or 大的/小的/另一款 points at; None = nothing points at another one."""
    place = ordinal(text)
    if place is not None and place <= len(slots.listed):
        return slots.listed[place - 1]
    kin = _of_other_sex(shop, shown, text) if shown is not None else None
    if kin is not None:
        return kin
    side = _side(text)
    listed = [shop.facts.products[n] for n in slots.listed if n in shop.facts.products]
    if _OTHER.search(text) and shown is not None and len(listed) == 2 and shown in listed:
        return next(p.number for p in listed if p != shown)
    if side is None or (shown is not None and sku_meant(shown, text)):
        return None
    among = listed or ([shown, *shop.alike(shown)] if shown is not None else [])
    sizes = [(size, product.number) for product in among if (size := _size(product.title)) is not None]
    if len(sizes) < 2 or len({size for size, _ in sizes}) < len(sizes):
        return None
    return (min(sizes) if side == "small" else max(sizes))[1]


def _of_other_sex(shop: Shop, shown: Product, text: str) -> str | None:
    """男款 while the women's is in view: the only product of its kind whose title differs in that."""
    said = _SEX.search(text)
    if said is None or any(said[0] in sku.spec for sku in shown.skus):
        return None
    mine, theirs = ("女", "男") if said[1] == "男" else ("男", "女")
    if mine not in shown.title or theirs in shown.title:
        return None
    bare = shown.title.replace(mine, "", 1)
    near = [p for p in shop.alike(shown) if theirs in p.title]
    found = [p for p in near if p.title.replace(theirs, "", 1) == bare]
    found = found or [p for p in near if p.title.split()[0] == shown.title.split()[0]]
    return found[0].number if len(found) == 1 else None


def sku_meant(product: Product, text: str) -> tuple[tuple[str, str], ...]:
    """The option value that 大的/小的 points at among a product's variants; empty = none."""
    top = _TOP.search(text)
    priced = sorted((sku.price, i) for i, sku in enumerate(product.skus) if sku.price is not None)
    if top is not None and len({price for price, _ in priced}) > 1:
        return options_of(product.skus[priced[-1 if top[1] == "贵" else 0][1]])
    if _PLAIN.search(text) and (bare := _without_extra(product)):
        return bare
    side = _side(text)
    if side is None:
        return ()
    by_option: dict[str, dict[str, Decimal]] = {}
    for sku in product.skus:
        for name, value in options_of(sku):
            size = _size(value)
            if size is not None:
                by_option.setdefault(name, {})[value] = size
    for name, sizes in by_option.items():
        single = {value: size for value, size in sizes.items() if not _MANY.search(normal_text(value))}
        values = single if len(single) > 1 else sizes
        if len(set(values.values())) > 1:
            pick = min if side == "small" else max
            return ((name, pick(values, key=lambda value: values[value])),)
    return ()


def _without_extra(product: Product) -> tuple[tuple[str, str], ...]:
    """普通版 of goods of which only some have a further option (版本:带4K接收器): the option left empty."""
    counts = Counter(name for sku in product.skus for name, _ in options_of(sku))
    return tuple((name, "") for name, count in counts.items() if count < len(product.skus))


def sku_placed(skus: Sequence[Sku], text: str) -> Sku | None:
    """第二个 of a product's variants as they were listed."""
    place = ordinal(text)
    return skus[place - 1] if place is not None and place <= len(skus) else None


def _side(text: str) -> str | None:
    small, large = _SMALL.search(text), _LARGE.search(text)
    if bool(small) == bool(large):
        return None
    return "small" if small else "large"


def _size(text: str) -> Decimal | None:
    """The first measure of a text on one scale, several of a kind multiplied (6L×4袋)."""
    found = _MEASURE.findall(normal_text(text))
    if not found:
        return None
    number, unit = found[0]
    size = Decimal(number) * _SCALE.get(unit.lower(), 1)
    many = re.search(r"[×xX*]\s*(\d+)", normal_text(text))
    return size * Decimal(many[1]) if many else size
