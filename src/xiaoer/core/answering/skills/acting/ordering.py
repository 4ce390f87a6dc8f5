"""Placing an order (代下单): goods, number, sum, way of paying and address are told before the yes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from xiaoer.core.answering.evidence import cite
from xiaoer.core.answering.goods.variants import label
from xiaoer.core.answering.parts import Part, Turn
from xiaoer.core.answering.shapes import Action, FactUse
from xiaoer.core.answering.skills.acting.details import address_in
from xiaoer.core.answering.skills.orders.which_order import goods_in_focus
from xiaoer.core.answering.wishes.acts import ActRule
from xiaoer.core.facts import Product, Sku
from xiaoer.core.text.numbers import parse_number

_NUMBER = re.compile(r"(?<![\dA-Za-z])[A-Za-z]{0,4}\d{3,}(?!\d)")
_PIECES = re.compile(
    r"(\d{1,3}|[一二两三四五六七八九十]{1,2})\s*(?:件|台|个|套|盒|份|瓶|袋|双|条|箱|罐|支|包|只|本|床)(?!月|小时|套装)"
)
_ASKS = re.compile(r"邮费|运费|包邮|多少钱?|几折|打折|优惠|[吗么][?？]?$|[?？]|能不能|可不可以|怎么|几天|多久")
_LARGEST = re.compile(r"最大|容量大")
_SMALLEST = re.compile(r"最小")
_AS_BEFORE = re.compile(r"(?:相同|一样|同样|之前|上次|原来).{0,6}(?:方式|支付|付款)")
_LITRES = re.compile(r"(\d+(?:\.\d+)?)\s*(?:升|L|l)(?![a-zA-Z])")


@dataclass(frozen=True, slots=True)
class _Item:
    product: Product
    sku: Sku
    pieces: int


def place(turn: Turn, rule: ActRule) -> Part | None:
    """A proposal, a question for what is missing, or a refusal; None = no goods are meant."""
    if rule.off or not rule.allowed:
        return _by_oneself(turn, rule)
    items = None if _ASKS.search(turn.text) else _items(turn)  # 就买一件邮费多少 is a question first
    if isinstance(items, Part) or items is None:
        return items
    gone = [item for item in items if item.sku.stock is None or item.sku.stock < item.pieces]
    if gone:
        return _not_there(rule, gone[0])
    total = sum((item.pieces * (item.sku.price or Decimal(0)) for item in items), Decimal(0))
    way = payment_said(turn, rule)
    if rule.ways and not way:
        return _which_way(turn, rule, items)
    if way and way == rule.wallet and (short := _too_dear(turn, rule, items, total)):
        return short
    return _proposal(turn, rule, items, total, way)


def payment_said(turn: Turn, rule: ActRule) -> str:
    """The way of paying said now, before, or used last time where the shopper says so; "" = none."""
    said = next((way for way in rule.ways if way in turn.text or way[-2:] in turn.text), "")
    if not said and _AS_BEFORE.search(turn.text) and turn.orders:
        said = turn.orders[0].extra.get("支付方式", "")
    return said or turn.slots.details.get("payment", "")


def _by_oneself(turn: Turn, rule: ActRule) -> Part | None:
    """Where the desk places no orders: said, with the way that is open."""
    if turn.product is None:
        return None
    facts = (cite.title(turn.product), cite.cell(cite.PROFILE, "platform", turn.shop.profile.platform))
    text = f"{cite.short_title(turn.product)}要您自己在商品页下单付款，这边代下不了单。选好规格和数量提交就行。"
    action = Action(rule.type, "", (), "refused", f"平台规则：{turn.shop.profile.platform} 由买家本人下单")
    return Part(text, facts=facts, confidence=0.9, action=action)


def _items(turn: Turn) -> list[_Item] | Part | None:
    """What is to be bought; a question where the variant is not settled."""
    named = [m for m in _NUMBER.finditer(turn.text) if m[0] in turn.shop.facts.products]
    pairs = [(turn.shop.facts.products[m[0]], _pieces(turn.text, named, at)) for at, m in enumerate(named)]
    if not pairs or _LARGEST.search(turn.text) or _SMALLEST.search(turn.text):
        product = _extreme(turn, [p for p, _ in pairs]) or turn.shop.product(goods_in_focus(turn)) or turn.product
        if product is None:
            return None
        match = _PIECES.search(turn.text)
        count = int(parse_number(match[1]) or 1) if match else turn.slots.quantity or 1
        pairs = [(product, count)]
    items = []
    for product, count in dict(pairs).items() if len({p.number for p, _ in pairs}) < len(pairs) else pairs:
        skus = turn.skus if turn.product is product and turn.skus else product.skus
        one = [sku for sku in product.skus if sku.number == product.number] or list(skus)
        if len(one) != 1:
            return _which_variant(product, one)
        items.append(_Item(product, one[0], count))
    return items


def _pieces(text: str, named: list[re.Match[str]], at: int) -> int:
    """The number beside a product's number: in the words since the one before it, or right after it."""
    begin = named[at - 1].end() if at else 0
    before = list(_PIECES.finditer(text[begin : named[at].start()]))
    after = _PIECES.search(text[named[at].end() : named[at].end() + 16]) if len(named) == 1 else None
    match = before[-1] if before else after
    return int(parse_number(match[1]) or 1) if match else 1


def _extreme(turn: Turn, named: list[Product]) -> Product | None:
    """The largest or smallest of the goods named now or before, by litres."""
    if not (_LARGEST.search(turn.text) or _SMALLEST.search(turn.text)):
        return None
    pool = named or [p for n in turn.slots.listed if (p := turn.shop.product(n)) is not None]
    sized = [(Decimal(m[1]), p) for p in pool if (m := _LITRES.search(p.title))]
    if not sized:
        return None
    pick = max if _LARGEST.search(turn.text) else min
    return pick(sized, key=lambda pair: pair[0])[1]


def _which_variant(product: Product, skus: list[Sku]) -> Part:
    there = [sku for sku in skus if sku.stock][:6]
    facts = (cite.title(product), *(fact for sku in there for fact in (cite.spec(sku), cite.stock(sku))))
    text = f"{cite.short_title(product)}要哪个规格呢？有现货的是：{'；'.join(label(sku) for sku in there)}。"
    return Part(text, "clarify", 0.9, facts, asks="act", details=(("product", product.number),))


def _not_there(rule: ActRule, item: _Item) -> Part:
    amount = cite.cell(cite.SHOPPER, "数量", item.pieces)
    facts = (cite.title(item.product), cite.spec(item.sku), cite.stock(item.sku), amount)
    text = f"{cite.short_title(item.product)}现在库存不够{item.pieces}件，先下不了单，您看要不要换一款？"
    return Part(text, facts=facts, confidence=0.92, action=Action(rule.type, "", (), "refused", "库存不足"))


def _variant(item: _Item) -> str:
    """The variant's name where the goods have several."""
    return f"{label(item.sku)} " if len(item.product.skus) > 1 and item.sku.options else ""


def _which_way(turn: Turn, rule: ActRule, items: list[_Item]) -> Part:
    names = "、".join(cite.short_title(item.product) for item in items)
    text = f"{names}可以下单，用哪种方式付款呢？可选：{'、'.join(rule.ways)}。"
    kept = (("product", items[0].product.number),) if len(items) == 1 else ()
    return Part(text, "clarify", 0.92, tuple(cite.title(i.product) for i in items), asks="act", details=kept)


def _too_dear(turn: Turn, rule: ActRule, items: list[_Item], total: Decimal) -> Part | None:
    """The wallet must hold more than the sum."""
    try:
        balance = Decimal(turn.person.extra.get(f"{rule.wallet}余额", "")) if turn.person else None
    except InvalidOperation:
        balance = None
    if balance is not None and total < balance:
        return None
    facts = [fact for item in items for fact in (cite.title(item.product), cite.price(item.sku))]
    text = f"{rule.wallet}的余额不够付这一单，先不能下单；可以换一种付款方式，或换一款。"
    action = Action(rule.type, "", (), "refused", f"{rule.wallet}余额不足")
    return Part(text, facts=tuple(facts), confidence=0.93, action=action)


def _proposal(turn: Turn, rule: ActRule, items: list[_Item], total: Decimal, way: str) -> Part:
    facts: list[FactUse] = [cite.spec(item.sku) for item in items]
    lines = ["跟您核对一下，这边要办的是：代下单"]
    for item in items:
        cells = (cite.title(item.product), cite.spec(item.sku), cite.price(item.sku))
        facts += [*cells, cite.cell(cite.SHOPPER, "数量", item.pieces)]
        price = cite.money(item.sku.price or Decimal(0))
        lines.append(f"商品：{cite.short_title(item.product)} {_variant(item)}{item.pieces}件，单价{price}")
    facts.append(cite.computed("合计", total, [f for f in facts if f.field == "价格"]))
    lines.append(f"合计：{cite.money(total)}，运费和优惠以下单页为准")
    detail = ";".join(f"{item.sku.number}×{item.pieces}" for item in items)
    goods = "；".join(f"{cite.short_title(i.product)} {_variant(i)}{i.pieces}件" for i in items)
    params = [("商品", goods), ("明细", detail), ("合计", cite.money(total))]
    address = address_in(turn.reading.normal)
    if address:
        params.append(("收货地址", address))
    lines.append(f"收货地址：{address}" if address else "收货信息：您账号里的默认地址")
    if way:
        params.append(("支付方式", way))
        lines.append(f"支付方式：{way}")
    facts += [cite.cell(cite.SHOPPER, name, value) for name, value in params[3:]]
    lines.append("确认办理请回复“确认”，不办回复“不用”。")
    return Part(
        "\n".join(lines),
        "act",
        0.94,
        tuple(facts),
        action=Action(rule.type, "", tuple(params), "proposed", "商品在售且库存足够"),
    )
