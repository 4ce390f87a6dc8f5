"""Stock (库存): the exact number; sold out is said, with what is there instead."""

from __future__ import annotations

import re
from collections.abc import Sequence

from xiaoer.core.answering.evidence import cite
from xiaoer.core.answering.goods.units import unit_of
from xiaoer.core.answering.goods.variants import choose, label, narrow, options_of, value_label, values_of
from xiaoer.core.answering.parts import Part, Turn
from xiaoer.core.answering.shapes import FactUse
from xiaoer.core.answering.skills.choosing.wished import wished
from xiaoer.core.answering.skills.common import not_known, which_product
from xiaoer.core.answering.skills.delivery.delivery import presale_line
from xiaoer.core.facts import Product, Sku
from xiaoer.core.money import ZERO

_STOCK = re.compile(r"货|有|剩|库存|几件|断码|补|缺|卖完|卖光|能拍|下单|多少件|还有")
_CODE = re.compile(r"(?<![A-Za-z])([A-Z]{2,6})(?=\d|[^A-Za-z]|$)(?!L|S)")
_FITS = re.compile(r"码|号|尺|寸|圈|长|宽|容量|规格|型|版本|度|段")
_AGAIN = re.compile(r"补货|(?:什么|啥)时候|几时|多久|还会|再有|上架")
_LISTED = 12
_ALTERNATIVES = 3


def stock(turn: Turn) -> Part:
    """How many of the variants asked for are there."""
    product = turn.product
    if product is None:
        return wished(turn) or which_product(turn)
    if not product.skus or all(sku.stock is None for sku in product.skus):
        return not_known(turn, f"{cite.short_title(product)}的库存")
    told = _by_code(turn) if _STOCK.search(turn.text) else None
    if told:
        return told
    return absent_option(turn, product) or _there(turn, product, [sku for sku in turn.skus if sku.stock is not None])


def absent_option(turn: Turn, product: Product, *, colours_only: bool = False) -> Part | None:
    """A colour or flavour, or a size too, that the goods don't come in."""
    said = [c for c in turn.reading.entities.colours if c.removesuffix("色") in turn.text]
    absent = choose(product, turn.text, colours=said).absent
    if said and not absent and not any("色" in name or "花" in name for name in values_of(product)):
        about = f"{product.title}{''.join(sku.spec for sku in product.skus)}{''.join(v for _, v in product.attributes)}"
        absent = tuple(c for c in said if c.removesuffix("色") not in about)
    if not absent or (turn.choice and absent[0].isdigit()) or (colours_only and not absent[0].endswith(("色", "味"))):
        return None
    return _no_such(product, absent[0])


def _by_code(turn: Turn) -> Part | None:
    """“有没有SPF50的”: a code that no variant bears, but an attribute's value or key does."""
    code = _CODE.search(turn.text)
    if code is None or turn.product is None or turn.choice or any(code[1] in sku.spec for sku in turn.product.skus):
        return None
    keys = [key for key, value in turn.product.attributes if code[1] in key or code[1] in value]
    if len(keys) != 1:
        return None
    value = turn.product.attribute(keys[0])
    facts = (cite.cell(turn.product.source, "属性", f"{keys[0]}:{value}"), cite.title(turn.product))
    return Part(f"{cite.short_title(turn.product)}的{keys[0]}：{value}。", facts=facts, confidence=0.9)


def _there(turn: Turn, product: Product, skus: Sequence[Sku]) -> Part:
    if not skus:
        return _no_such_pair(turn, product) or not_known(turn, "这个规格的库存")
    if len(skus) == 1:
        return _one(turn, product, skus[0])
    if all(sku.stock == 0 for sku in skus):
        return _all_gone(turn, product, skus)
    return _many(turn, product, skus)


def _no_such_pair(turn: Turn, product: Product) -> Part | None:
    """Options that exist, but not together (10mm in 梅子色): what there is of each."""
    if len(turn.choice) < 2 or turn.skus:
        return None
    named = "、".join(value_label(name, value) for name, value in turn.choice)
    lines, facts = [], [cite.title(product)]
    for name, value in turn.choice:
        there = [sku for sku in narrow(product, {name: value}) if sku.stock][:_ALTERNATIVES]
        if there:
            offer = "、".join(f"{label(sku)}（{sku.stock}{unit_of(product, sku)}）" for sku in there)
            lines.append(f"{value_label(name, value)}现在有：{offer}。")
            facts += [fact for sku in there for fact in (cite.stock(sku), cite.spec(sku))]
    facts += [cite.spec(sku) for sku in product.skus]
    if not lines:
        return None
    return Part("\n".join((f"这款没有{named}这个组合。", *lines)), facts=tuple(facts), confidence=0.92)


def _one(turn: Turn, product: Product, sku: Sku) -> Part:
    facts = (cite.stock(sku), cite.spec(sku))
    name, unit = label(sku), unit_of(product, sku)
    if sku.stock:
        wanted = turn.slots.quantity
        if wanted > sku.stock:
            more = f"{name}现在库存{sku.stock}{unit}，不够{wanted}{unit}。"
            return Part(more + "需要整批的话请同事帮您问补货。", "handoff", 0.9, (*facts, _wanted(wanted)), "售前")
        tail = f"，您看拍{wanted}{unit}可以吗？" if wanted > 1 else "，现在可以拍。"
        used = (*facts, _wanted(wanted)) if wanted > 1 else facts
        presale = presale_line(turn)
        if presale:
            return Part(
                f"{_of(turn, product)}{name}可以拍，库存{sku.stock}{unit}。\n{presale.text}",
                facts=(*used, cite.title(product), *presale.facts),
                confidence=0.95,
                goods=((sku.number, max(wanted, 1)),),
            )
        return Part(
            f"{_of(turn, product)}{name}有现货，库存{sku.stock}{unit}{tail}",
            facts=(*used, cite.title(product)),
            confidence=0.97,
            goods=((sku.number, max(wanted, 1)),),
        )
    return _gone(turn, product, sku, facts)


def _of(turn: Turn, product: Product) -> str:
    """The product's name where it isn't the one on the shopper's screen."""
    return "" if turn.slots.card == product.number else f"{cite.short_title(product)} "


def _wanted(quantity: int) -> FactUse:
    return cite.cell(cite.SHOPPER, "数量", quantity)


def _gone(turn: Turn, product: Product, sku: Sku, facts: tuple[FactUse, ...]) -> Part:
    instead = _instead(product, sku)
    said = f"{_of(turn, product)}{label(sku)}这会儿没有现货了。"
    facts = (*facts, cite.title(product))
    if instead:
        offer = "、".join(f"{label(other)}（{other.stock}{unit_of(product, other)}）" for other in instead)
        used = [fact for other in instead for fact in (cite.stock(other), cite.spec(other))]
        again = "\n补货时间资料里没有写明，要的话请同事帮您问。" if _AGAIN.search(turn.text) else ""
        return Part(f"{said}\n同款还有{offer}，您看哪种方便？{again}", facts=(*facts, *used), confidence=0.96)
    return _like_products(turn, product, said, facts)


def _instead(product: Product, sku: Sku) -> list[Sku]:
    """The same product with most options alike and in stock."""
    mine = dict(options_of(sku))
    there = [other for other in product.skus if other.stock and other.number != sku.number]
    price = sku.price or ZERO
    there.sort(key=lambda o: (-_likeness(mine, o), abs((o.price or ZERO) - price)))
    return there[:_ALTERNATIVES]


def _likeness(mine: dict[str, str], other: Sku) -> int:
    """How much of a variant another one keeps; what fits the body or the place counts more than the colour."""
    return sum(2 if _FITS.search(name) else 1 for name, value in options_of(other) if mine.get(name) == value)


def _all_gone(turn: Turn, product: Product, skus: Sequence[Sku]) -> Part:
    facts = tuple(fact for sku in skus[:_LISTED] for fact in (cite.stock(sku), cite.spec(sku)))
    others = [sku for sku in product.skus if sku.stock and sku not in skus]
    if not others:
        said = f"{cite.short_title(product)}目前没有现货了。"
        return _like_products(turn, product, said, (*facts, cite.title(product)))
    others.sort(key=lambda sku: -(sku.stock or 0))
    named = "、".join(value_label(name, value) for name, value in turn.choice)
    chosen = tuple(cite.spec(sku) for sku in skus[:1])
    offer = "、".join(f"{label(other)}（{other.stock}{unit_of(product, other)}）" for other in others[:_ALTERNATIVES])
    used = [fact for other in others[:_ALTERNATIVES] for fact in (cite.stock(other), cite.spec(other))]
    return Part(
        f"{named}这会儿没有现货了。\n同款还有{offer}，您看可以吗？",
        facts=(*facts, *chosen, *used),
        confidence=0.95,
    )


def _like_products(turn: Turn, product: Product, said: str, facts: tuple[FactUse, ...]) -> Part:
    for other in turn.shop.alike(product):
        there = [sku for sku in other.skus if sku.stock]
        if there:
            use = (cite.title(other), cite.stock(there[0]), cite.spec(there[0]))
            count = f"{label(there[0])}库存{there[0].stock}{unit_of(other, there[0])}"
            line = f"同类的{cite.short_title(other)}有现货，{count}，可以看看。"
            return Part(f"{said}\n{line}", facts=(*facts, *use), confidence=0.93)
    return Part(f"{said}\n补货时间资料里没有写明，需要的话回复“转人工”，请同事帮您问。", facts=facts, confidence=0.88)


def _many(turn: Turn, product: Product, skus: Sequence[Sku]) -> Part:
    """Several variants: counted per first option that still differs, each with its number."""
    groups: dict[str, list[Sku]] = {}
    shown = skus if len(skus) <= _LISTED else [sku for sku in skus if sku.stock][:_LISTED]
    for sku in shown:
        groups.setdefault(_head(sku), []).append(sku)
    lines = [_line(product, head, members) for head, members in groups.items()]
    facts = tuple(fact for sku in shown for fact in (cite.stock(sku), cite.spec(sku)))
    ask = "" if len(skus) <= _LISTED else "\n其他规格说一下，这边继续帮您查。"
    facts = (*facts, cite.title(product))
    presale = presale_line(turn)
    if presale is not None:
        text = f"{presale.text}\n现在可以拍，库存如下：\n" + "\n".join(lines) + ask
        return Part(text, facts=(*facts, *presale.facts), confidence=0.94)
    return Part(f"{_of(turn, product)}有现货的，库存如下：\n" + "\n".join(lines) + ask, facts=facts, confidence=0.94)


def _head(sku: Sku) -> str:
    options = options_of(sku)
    return value_label(*options[0]) if len(options) > 1 else ""


def _line(product: Product, head: str, members: Sequence[Sku]) -> str:
    counted = "、".join(f"{_rest(sku)}{_count(product, sku)}" for sku in members)
    return f"{head}：{counted}" if head else counted


def _rest(sku: Sku) -> str:
    options = options_of(sku)
    rest = options[1:] if len(options) > 1 else options
    return " ".join(value_label(name, value) for name, value in rest)


def _count(product: Product, sku: Sku) -> str:
    return f" {sku.stock}{unit_of(product, sku)}" if sku.stock else " 售罄"


def _no_such(product: Product, wanted: str) -> Part:
    """A colour or size that the product doesn't come in."""
    options = values_of(product)
    kind = "味" if wanted.endswith("味") else "码" if wanted.isascii() else "色"
    name = next((n for n in options if kind in n), next(iter(options)))
    values = options[name]
    facts = (*(cite.spec(sku) for sku in narrow(product, {})), cite.cell(cite.SHOPPER, "尺码", wanted))
    listed = "、".join(value_label(name, value) for value in values[:_LISTED])
    return Part(f"这款目前没有{wanted}，在售的{name}有：{listed}，您看哪个合适？", facts=facts, confidence=0.92)
