"""Price and promotions (价格与活动): what is paid now, what is in force, what starts or has ended."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from xiaoer.core.answering.evidence import cite
from xiaoer.core.answering.goods.aspects import content_runs
from xiaoer.core.answering.goods.units import unit_of
from xiaoer.core.answering.goods.variants import is_named, label, measured, options_of, value_label
from xiaoer.core.answering.parts import Part, Turn
from xiaoer.core.answering.shapes import FactUse
from xiaoer.core.answering.skills.common import (
    by_content,
    content_hit,
    not_known,
    which_product,
)
from xiaoer.core.answering.skills.goods.attributes import by_attribute, without_options
from xiaoer.core.answering.skills.goods.stock import absent_option, stock
from xiaoer.core.answering.skills.price.coupon_asked import ASKED as COUPON_ASKED
from xiaoer.core.answering.skills.price.coupon_asked import coupon_line
from xiaoer.core.answering.skills.price.gifts_asked import AMOUNT, asks_gift, gift_asked
from xiaoer.core.answering.skills.price.offers import (
    WHEN,
    coming_for,
    named_promotion,
    offers,
    promotion_cells,
    running_for,
)
from xiaoer.core.answering.skills.price.service_costs import service_cost
from xiaoer.core.answering.talk.taking import taken
from xiaoer.core.facts import Product, Promotion, Sku
from xiaoer.core.rulebook.calculators.promotion import BasketLine, Priced, price_basket
from xiaoer.core.rulebook.calculators.promotion_terms import in_scope, state_of

_MEMBER = re.compile(r"会员|[银金黑]卡|钻石卡|铂金卡|VIP|vip")
_NEW = re.compile(r"新客|新人|首单|第一次(?:来|买|下单|购买|在你)|头一[次回]|新用户|没(?:在你们?家?)?买过")
_NOT_MEMBER = re.compile(r"不是会员|没(?:有)?(?:入|办|注册)?会员|(?:怎么|如何)[^,，]{0,4}会员")
_NOT_NEW = re.compile(r"不是(?:新客|新人|第一次)|老(?:客|顾客|用户)")
_ACTIVITY = re.compile(r"活动|优惠|券|满减|打折|折扣|赠品|送什么|送不送|半价|大促|促销|红包")
_COMING = re.compile(r"双\s*(?:1[012]|十[一二]?)|618|六一八|大促|节|等.{0,4}活动|以后.{0,4}便宜|会不会.{0,3}便宜")
_DISTANCE = re.compile(r"(?:差|缺|凑|少)(?:多少|几)|还差|怎么凑|凑单|够不够|够(?:用券|满减|门槛)|用得了券|能用券")
_BETWEEN = re.compile(r"(?:和|跟|与|比|还是).*(?:差|区别|不同|划算|便宜|贵|哪)|哪个(?:划算|便宜|贵)")
_DIFFERENCE = re.compile(
    r"差(?:多少|几|价|额)|差(?:[呢吗]|$)|[贵便宜]+(?:多少|几|呢|吗)|多少差|比.{1,8}[贵便宜]|补多少|加多少"
)
_SERVICE_WORDS = re.compile(
    r"旧(?:的|机|手机|电视|冰箱|洗衣机)|抵多少|以旧换新|拉走|搬|上楼|[\d一二三四五六七八九十]楼|(?<!免)安装(?!费)?|上门|师傅|拆旧|刻字|贺卡|包装(?:盒|费)?(?:要|多少|加)|加急|改尺寸|定做|定制|加长|穿线|充值|清洗(?:费|要|多少)"
)
_MORE = re.compile(
    r"^(?!.*(?:离|券|满|包邮|凑|门槛)).*(?:贵多少|便宜多少|贵几|便宜几|[贵宜]\d+[块元]|差多少|差几|[贵便宜]+[呢吗]|比.{1,8}[贵便宜])"
)
_ALL_OFFERS = re.compile(
    r"(?:打折|优惠|活动|特价|促销)(?:的)?(?:商品|款)?(?:有|都有|是)(?:哪些|什么|啥)|有(?:哪些|什么|啥)(?:活动|优惠|折扣)"
)
_DAY = re.compile(
    r"\d+[号日]|双\d+|黑五|618|五一|国庆|端午|元旦|中秋|春节|年货|女神节|三八|等.{0,4}(?:活动|降价)|过几天|下周|月底|明天|后天|周末|还会(?:再)?(?:打折|降|便宜|有活动)|会(?:再)?(?:打折|降价)吗"
)
_DECIMALS = re.compile(r"(?<![\d.])\d+\.\d+(?![\d.])")
_SIDES = re.compile(r"比|和|跟|与|还是")
_SERVICE = 0.6  # share of a question that a rule of the shop must hold to be its price (送上楼多少钱)
_SOON_DAYS = 15
_SHORT_OF = 2
_LISTED = 4


def price_promotion(turn: Turn) -> Part | None:
    """The price of the product in view with what comes off it, or the shop's offers."""
    certain = _certain(turn)
    if certain:
        return certain
    if asks_gift(turn.text):
        return gift_asked(turn)
    if turn.product is None:
        return _of_the_shop(turn)
    named_only = bool(turn.choice) and not content_runs(without_options(turn))
    named_only = named_only or bool(taken("other", turn.text, turn.product, turn.reading, turn.slots))
    if not named_only and not AMOUNT.search(turn.text) and not _ACTIVITY.search(turn.text):
        told = by_attribute(turn, loose=False)  # 按金价算的吗
        if told:
            return told
    summed = COUPON_ASKED.search(turn.text) is not None and AMOUNT.search(turn.reading.normal) is not None
    near = _distance(turn, turn.product) if _DISTANCE.search(turn.text) and not summed else None
    counted = turn.slots.quantity > 1 and not _ACTIVITY.search(turn.text) and not WHEN.search(turn.text)
    told = None if summed or counted or _asks_amount(turn) else named_promotion(turn) or running_for(turn)
    return near or told or price_of(turn, turn.product)


def _certain(turn: Turn) -> Part | None:
    """Variants side by side, an offer to come, all offers, what a service costs; None = none of these is asked for."""
    whole = replace(turn, text=turn.reading.normal)
    compared = variants_compared(turn) or (coming_for(whole) if _DAY.search(whole.text) else None)
    if compared:
        return compared
    if _ALL_OFFERS.search(turn.text) and not turn.slots.card:
        return offers(turn)
    service = _SERVICE_WORDS.search(turn.text)
    if service is None or any(service[0] in sku.spec for sku in (turn.product.skus if turn.product else ())):
        return None
    told = by_attribute(turn, loose=False) or service_cost(turn) or by_content(turn)
    return told or not_known(turn, "这项服务的费用")


def _of_the_shop(turn: Turn) -> Part:
    """Without a product: an offer by its name, the product asked back, or all offers."""
    named = bool(turn.reading.entities.products or turn.shop.of_kind(turn.text))
    priced = named and AMOUNT.search(turn.text) and not _ACTIVITY.search(turn.text)
    told = None if priced else named_promotion(turn) or running_for(turn)
    if told:
        return told
    if AMOUNT.search(turn.text) and not _ACTIVITY.search(turn.text):
        hit = content_hit(turn)
        service = by_content(turn) if hit is not None and hit.score >= _SERVICE else None
        return service or which_product(turn)
    return offers(turn)


def _asks_amount(turn: Turn) -> bool:
    """A price is asked for and a product is known."""
    amount = AMOUNT.search(turn.text) or (claims_in(turn.text) and not _ACTIVITY.search(turn.text))
    return turn.product is not None and bool(amount) and not WHEN.search(turn.text)


def basket(product: Product, sku: Sku, quantity: int) -> tuple[BasketLine, ...]:
    """One line of goods. The variant must have a price."""
    assert sku.price is not None
    return (BasketLine(product, sku, sku.price, quantity),)


def paid_for(turn: Turn, lines: Sequence[BasketLine]) -> tuple[Decimal | None, tuple[FactUse, ...]]:
    """What is paid for goods, with the cells it rests on; None where it can't be stated."""
    priced = priced_basket(turn, lines)
    used = [fact for a in priced.applied for fact in promotion_cells(a.promotion)]
    return priced.total, (*(cite.price(line.sku) for line in lines), *used)


def priced_basket(turn: Turn, lines: Sequence[BasketLine]) -> Priced:
    """The price of a basket now; member and new-customer coupons count when the shopper speaks of them."""
    facts = turn.shop.facts
    claims = claims_in(turn.reading.normal) | set(turn.slots.details.get("claims", "").split("|"))
    return price_basket(lines, facts.promotions, turn.now, policies=facts.policies, claims=frozenset(claims - {""}))


def claims_in(text: str) -> frozenset[str]:
    """The kinds of coupon that the shopper says he may use: 我是会员, 第一次买."""
    found = {"会员券"} if _MEMBER.search(text) and not _NOT_MEMBER.search(text) else set()
    return frozenset(found | {"新客券"} if _NEW.search(text) and not _NOT_NEW.search(text) else found)


def price_of(turn: Turn, product: Product) -> Part:
    skus = [sku for sku in turn.skus if sku.price is not None]
    if not skus:
        return not_known(turn, "这个规格的价格")
    missing = absent_option(turn, product, colours_only=True)
    if missing:
        return missing
    prices = {sku.price for sku in skus}
    if len(prices) > 1:
        return price_list(turn, product, skus)
    quantity = max(turn.slots.quantity, 1)
    sku = skus[0]
    priced = priced_basket(turn, basket(product, sku, quantity))
    facts = [cite.price(sku), cite.spec(sku), cite.title(product), cite.clock(turn.now)]
    if quantity > 1:
        facts.append(cite.cell(cite.SHOPPER, "数量", quantity))
    facts += promotion_cells_of(priced)
    name = label(sku) if len(turn.skus) == 1 and len(product.skus) > 1 else "这款"
    if turn.slots.card != product.number:
        name = f"{cite.short_title(product)} {'' if name == '这款' else name}".strip()
    assert sku.price is not None
    first = f"{name}标价{cite.money(sku.price)}"
    if quantity > 1:
        first += f"，{quantity}{unit_of(product, sku)}共{cite.money(priced.list_total)}"
        facts.append(cite.computed("合计", priced.list_total, goods_cells(facts)))
    lines, more = offer_lines(turn, priced, first, facts)
    if priced.total is None:
        return Part("\n".join(lines), "handoff", 0.9, (*facts, *more), "售前")
    extra = upcoming_line(turn, product)
    asked, cells = coupon_line(turn, priced)
    lines, more = [*lines[:1], *asked, *lines[1:]], [*more, *cells]
    if len(turn.skus) == 1 and sku.stock is not None and sku.stock < quantity:
        gone = stock(turn)
        if sku.stock:
            unit = unit_of(product, sku)
            lack = f"{label(sku)}现在库存{sku.stock}{unit}，不够{quantity}{unit}，要多的话请同事帮您问补货。"
            gone = Part(lack, facts=(cite.stock(sku),))
        text = "\n".join((gone.text, *lines))
        return Part(text, gone.kind, 0.93, (*facts, *more, *gone.facts), gone.team)
    goods = ((sku.number, quantity),) if len(turn.skus) == 1 else ()
    return Part("\n".join((*lines, *extra[0])), facts=(*facts, *more, *extra[1]), confidence=0.94, goods=goods)


def _distance(turn: Turn, product: Product) -> Part | None:
    """How far the goods in view are from the thresholds that they don't reach yet, for each price."""
    groups: dict[Decimal, Sku] = {}
    for sku in turn.skus:
        if sku.price is not None:
            groups.setdefault(sku.price, sku)
    parts = [_short_of(turn, product, sku) for sku in list(groups.values())[:_LISTED]]
    told = [part for part in parts if part is not None]
    if not told:
        return None
    facts = (cite.title(product), cite.clock(turn.now), *(fact for part in told for fact in part.facts))
    return Part("\n".join(part.text for part in told), facts=facts, confidence=0.93)


def _short_of(turn: Turn, product: Product, sku: Sku) -> Part | None:
    """The thresholds that a variant in the quantity wanted doesn't reach."""
    quantity = max(turn.slots.quantity, 1)
    priced = priced_basket(turn, basket(product, sku, quantity))
    if not priced.missing:
        return None
    facts = [cite.price(sku), cite.spec(sku)]
    name = f"{_called_sku(product, sku, turn)}{f' {quantity}{unit_of(product, sku)}' if quantity > 1 else ''}"
    if quantity > 1:
        facts.append(cite.cell(cite.SHOPPER, "数量", quantity))
    facts.append(cite.computed("合计", priced.list_total, goods_cells(facts)))
    lines = []
    for missing in priced.missing[:_SHORT_OF]:
        cells = promotion_cells(missing.promotion)
        facts += [*cells, cite.computed("差额", missing.gap, [*goods_cells(facts), *cells])]
        lines.append(f"“{missing.promotion.name}”还差{cite.money(missing.gap)}")
    return Part(f"{name}标价共{cite.money(priced.list_total)}，离优惠还差：\n" + "\n".join(lines), facts=tuple(facts))


def _called_sku(product: Product, sku: Sku, turn: Turn) -> str:
    name = label(sku) if len(product.skus) > 1 else ""
    return f"{cite.short_title(product)} {name}".strip() if turn.slots.card != product.number else name or "这款"


def offer_lines(turn: Turn, priced: Priced, first: str, facts: Sequence[FactUse]) -> tuple[list[str], list[FactUse]]:
    """What is paid in the end, step by step, and what more could come off; with the computed cells.

    `facts` = the cells cited so far; prices and quantities among them are what is computed from.
    """
    more: list[FactUse] = []
    base = goods_cells(facts)
    if priced.total is None:
        names = "、".join(p.name for p in priced.unclear)
        return [f"{first}。另有{names}，叠加后的到手价请同事帮您算准。"], more
    if priced.applied:
        steps = "，".join(f"“{a.promotion.name}”省{cite.money(a.saves)}" for a in priced.applied)
        inputs = [*base, *(fact for a in priced.applied for fact in promotion_cells(a.promotion))]
        more += [cite.computed("优惠", a.saves, [*base, *promotion_cells(a.promotion)]) for a in priced.applied]
        more.append(cite.computed("到手", priced.total, inputs))
        lines = [f"现在到手{cite.money(priced.total)}（{first}，{steps}）。", *_claims(priced)]
    else:
        lines = [f"{first}，暂时没有满足条件的优惠。" if turn.shop.facts.promotions else f"{first}。"]
    if priced.gifts:
        lines.append("另有赠品：" + "；".join(f"{p.name}（{p.benefit}）" for p in priced.gifts) + "。")
    if priced.missing:
        nearest = priced.missing[0]
        more.append(cite.computed("差额", nearest.gap, [*base, *promotion_cells(nearest.promotion)]))
        lines.append(f"再凑{cite.money(nearest.gap)}可以用“{nearest.promotion.name}”。")
    if priced.possible:
        names = "、".join(f"{p.name}（{p.kind}）" for p in priced.possible[:2])
        lines.append(f"符合条件的话还可以看看：{names}。")
    return lines, more


def goods_cells(facts: Sequence[FactUse]) -> list[FactUse]:
    """The prices and quantities among cited cells."""
    return [fact for fact in facts if fact.field in ("价格", "数量")]


def _claims(priced: Priced) -> list[str]:
    """Where a coupon must be fetched, in the shop's words."""
    fetched = [a.promotion for a in priced.applied if "券" in a.promotion.kind and a.promotion.claim]
    return [f"券在这里领：{fetched[0].claim}。"] if fetched else []


def promotion_cells_of(priced: Priced) -> tuple[FactUse, ...]:
    """The cells of all promotions that a price speaks of."""
    used = [
        *(a.promotion for a in priced.applied),
        *priced.gifts,
        *(m.promotion for m in priced.missing[:1]),
        *priced.possible[:2],
        *priced.unclear,
    ]
    return tuple(fact for promotion in dict.fromkeys(p.number for p in used) for fact in _by_number(used, promotion))


def _by_number(used: Sequence[Promotion], number: str) -> tuple[FactUse, ...]:
    return promotion_cells(next(p for p in used if p.number == number))


def variants_compared(turn: Turn) -> Part | None:
    """“两支装和单支哪个划算”, “24色和12色差多少”: the variants that the words name, with what each costs."""
    product = turn.product
    if product is None or not (_BETWEEN.search(turn.reading.normal) or _MORE.search(turn.reading.normal)):
        return None
    text = measured(turn.reading.normal)
    said = set(_DECIMALS.findall(text))
    exact = [s for s in product.skus if s.price is not None and said & set(_DECIMALS.findall(measured(s.spec)))]
    named = exact if len(exact) > 1 else [s for s in product.skus if s.price is not None and is_named(s, text)]
    priced = [s for s in product.skus if s.price is not None]
    if named and len({s.price for s in named}) == 1 and len({s.price for s in priced}) == 2 and _MORE.search(text):
        named = priced  # 银色贵多少
    if len(named) < 2 or len({sku.price for sku in named}) < 2:
        return None
    return price_list(turn, product, named, difference=bool(_DIFFERENCE.search(turn.reading.normal)))


def price_list(turn: Turn, product: Product, skus: Sequence[Sku], *, difference: bool = False) -> Part:
    """Several prices: each group of variants with its price; `difference` = how far two of them lie apart."""
    groups: dict[Decimal, list[Sku]] = {}
    for sku in skus:
        assert sku.price is not None
        groups.setdefault(sku.price, []).append(sku)
    quantity = max(turn.slots.quantity, 1)
    lines, facts = [], [cite.title(product), cite.clock(turn.now)]
    if quantity > 1:
        facts.append(cite.cell(cite.SHOPPER, "数量", quantity))
    for amount, members in sorted(groups.items())[:8]:
        names = "、".join(dict.fromkeys(_varying(sku, skus) for sku in members[:4]))
        priced = priced_basket(turn, basket(product, members[0], quantity))
        cells = [cite.price(members[0]), *(cite.spec(sku) for sku in members[:4]), *promotion_cells_of(priced)]
        facts += cells
        hand = ""
        if priced.total is not None and (priced.total != amount or quantity > 1):
            count = f"{quantity}{unit_of(product, members[0])}" if quantity > 1 else ""
            used = [fact for a in priced.applied for fact in promotion_cells(a.promotion)]
            facts.append(cite.computed("到手", priced.total, [*goods_cells(cells), *used]))
            by = "、".join(f"“{a.promotion.name}”" for a in priced.applied)
            hand = f"，{count}现在到手{cite.money(priced.total)}{f'（{by}）' if by else ''}"
        lines.append(f"{names}{'等' if len(members) > 4 else ''}：标价{cite.money(amount)}{hand}")
    difference = difference or _DIFFERENCE.search(turn.text) is not None
    sides = _two_sides(turn, skus) if difference and len(groups) > 2 else None
    if sides is not None:
        dear, cheap = sides
        cells = [cite.price(dear), cite.price(cheap)]
        facts += [*cells, cite.spec(dear), cite.spec(cheap)]
        gap = (dear.price or cite.NOTHING) - (cheap.price or cite.NOTHING)
        facts.append(cite.computed("差额", gap, cells))
        lines.append(f"{_varying(dear, skus)}比{_varying(cheap, skus)}标价高{cite.money(gap)}。")
    if difference and len(groups) == 2:
        low, high = sorted(groups)
        facts.append(cite.computed("差额", high - low, goods_cells(facts)))
        lines.append(f"标价相差{cite.money(high - low)}。")
        apart = _paid_apart(turn, product, [groups[low][0], groups[high][0]], quantity)
        if apart is not None and apart[0] != high - low:
            facts.append(cite.computed("差额", apart[0], [*goods_cells(facts), *apart[1]]))
            lines.append(f"到手相差{cite.money(apart[0])}。")
    if _ACTIVITY.search(turn.text) or _COMING.search(turn.text):
        soon, cells_of_it = upcoming_line(turn, product)
        lines, facts = [*lines, *soon], [*facts, *cells_of_it]
    return Part("\n".join(lines) + "\n您想要哪一种？这边帮您算优惠。", facts=tuple(facts), confidence=0.92)


def _paid_apart(
    turn: Turn, product: Product, skus: Sequence[Sku], quantity: int
) -> tuple[Decimal, tuple[FactUse, ...]] | None:
    """How far two variants lie apart after all that comes off them."""
    (first, used), (second, more) = (paid_for(turn, basket(product, sku, quantity)) for sku in skus)
    return None if first is None or second is None else (abs(second - first), (*used, *more))


def _two_sides(turn: Turn, skus: Sequence[Sku]) -> tuple[Sku, Sku] | None:
    """The dearer and the cheaper variant of “中号比小号贵多少”: the cheapest that each side names."""
    pieces = _SIDES.split(measured(turn.reading.normal), maxsplit=1)
    named = [[s for s in skus if s.price is not None and is_named(s, piece)] for piece in pieces]
    if len(named) != _SHORT_OF or not all(named):
        return None
    first, second = (min(side, key=lambda s: s.price or cite.NOTHING) for side in named)
    if first.price == second.price or first.price is None or second.price is None:
        return None
    return (first, second) if first.price > second.price else (second, first)


def _varying(sku: Sku, among: Sequence[Sku]) -> str:
    """The options in which the variants differ."""
    mine = options_of(sku)
    differing = [
        value_label(name, value)
        for name, value in mine
        if len({dict(options_of(other)).get(name) for other in among}) > 1
    ]
    return " ".join(differing) or label(sku)


def upcoming_line(turn: Turn, product: Product) -> tuple[list[str], list[FactUse]]:
    soon = [
        p
        for p in turn.shop.facts.promotions
        if state_of(p, turn.now) == "upcoming"
        and in_scope(p, product)
        and p.starts_at is not None
        and (p.starts_at - turn.now).days < _SOON_DAYS
    ]
    if not soon or soon[0].starts_at is None:
        return [], []
    start = cite.moment(turn.shop.local(soon[0].starts_at))
    return [f"“{soon[0].name}”{start}才开始，现在还不能用。"], list(promotion_cells(soon[0]))
