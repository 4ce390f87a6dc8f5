"""Price and promotions (价格与活动): what is paid now, what is in force, what starts or has ended."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from xiaoer.core.answering import cite
from xiaoer.core.answering.parts import Part, Turn
from xiaoer.core.answering.recall import clean, grams
from xiaoer.core.answering.shapes import FactUse
from xiaoer.core.answering.skills.common import hits, not_known, recalled, which_product
from xiaoer.core.answering.units import unit_of
from xiaoer.core.answering.variants import label, measured, options_of, partly_named, value_label
from xiaoer.core.facts import Product, Promotion, Sku
from xiaoer.core.reading.shapes import Intent
from xiaoer.core.rulebook.calculators.promotion import BasketLine, Priced, price_basket
from xiaoer.core.rulebook.calculators.promotion_terms import in_scope, state_of

_MEMBER = re.compile(r"会员|银|金卡|VIP|vip")
_NEW = re.compile(r"新客|新人|首单|第一次(?:买|下单|购买)|新用户")
_ACTIVITY = re.compile(r"活动|优惠|券|满减|打折|折扣|赠品|送什么|送不送|半价|大促|促销|红包")
_DISTANCE = re.compile(r"(?:差|缺|凑|少)多少|还差|怎么凑|凑单|够不够|够(?:用券|满减|门槛)|用得了券|能用券")
_BETWEEN = re.compile(r"(?:和|跟|与|比|还是).*(?:差|区别|不同|划算|便宜|贵|哪)|哪个(?:划算|便宜|贵)")
_AMOUNT = re.compile(
    r"多少[呀啊呢?]*$|优惠完|优惠后|减完|券后|折后|(?:现在|卖|标价|售价)多少|多少钱|价格|几钱|什么价|怎么卖|到手|总共|一共|合计|实付|多少米|几块"
)
_WHEN = re.compile(r"开始|结束|截止|到几号|到哪天|到什么时候|哪天|什么时候|还有几天|多久|几号")
_OFFER = re.compile(r"活动|优惠|满\s*\d|减\s*\d|\d\s*折|券|半价|双1|节|开始|结束")
_MISTAKEN: frozenset[Intent] = frozenset(
    {
        "stock",
        "ship_time",
        "delivery_eta",
        "refund_progress",
        "order_status",
        "product_attribute",
        "return_policy",
        "size_advice",
        "other",
    }
)
_SOON_DAYS = 15
_SHORT_OF = 2
_LISTED = 4
_TOLD = 0.5
_NAME_SHARE = 0.6
_NAME_TOKENS = (re.compile(r"(?=([\u4e00-\u9fff]{2}))"), re.compile(r"[\u4e00-\u9fff]\d+"))
_PLAIN = frozenset({"优惠", "活动", "满减", "折扣", "商品", "全店", "店铺", "每满", "一件", "任选", "立减"})


def price_promotion(turn: Turn) -> Part | None:
    """The price of the product in view with what comes off it, or the shop's offers."""
    compared = variants_compared(turn)
    if compared:
        return compared
    if turn.product is not None and _DISTANCE.search(turn.text):
        near = _distance(turn, turn.product)
        if near:
            return near
    told = None if _asks_amount(turn) else named_promotion(turn) or _running_for(turn)
    if told:
        return told
    if turn.product is None:
        if _AMOUNT.search(turn.text) and not _ACTIVITY.search(turn.text):
            return which_product(turn)
        return _offers(turn)
    return _price(turn, turn.product)


def of_an_offer(turn: Turn) -> Part | None:
    """“年货节啥时候开始” is asked of an offer, whatever else the words may be read as."""
    if turn.intent not in _MISTAKEN or not _OFFER.search(turn.text):
        return None
    return named_promotion(turn) or _running_for(turn)


def _asks_amount(turn: Turn) -> bool:
    """A price is asked for and a product is known."""
    return turn.product is not None and bool(_AMOUNT.search(turn.text)) and not _WHEN.search(turn.text)


def _running_for(turn: Turn) -> Part | None:
    """“8折哪天结束”: the offers in force that are made for this very product."""
    product = turn.product
    if product is None or not _WHEN.search(turn.text):
        return None
    own = [
        p
        for p in turn.shop.facts.promotions
        if state_of(p, turn.now) == "running" and p.scope != "全店" and in_scope(p, product)
    ][:_LISTED]
    if not own:
        return None
    lines = [f"{p.name}{_until(turn, p)}" for p in own]
    facts = (cite.clock(turn.now), cite.title(product), *(fact for p in own for fact in promotion_cells(p)))
    return Part("这款正在参加：\n" + "\n".join(lines), facts=facts, confidence=0.93)


def bargain(turn: Turn) -> Part:
    """Prices are the same for everybody; what honestly comes off is said."""
    told = recalled(turn)
    if told:
        return told
    if turn.product is None or not turn.skus:
        offers = _offers(turn)
        lead = "价格是店里统一设的，对每位顾客都一样。"
        return Part(f"{lead}\n{offers.text}", offers.kind, offers.confidence, offers.facts, offers.team)
    part = _price(turn, turn.product)
    if part.kind != "answer":
        return part
    return Part(f"价格是店里统一设的，对每位顾客都一样，能用的优惠帮您算好了：\n{part.text}", facts=part.facts)


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
    claims = set()
    if _MEMBER.search(turn.text):
        claims.add("会员券")
    if _NEW.search(turn.text):
        claims.add("新客券")
    facts = turn.shop.facts
    return price_basket(lines, facts.promotions, turn.now, policies=facts.policies, claims=frozenset(claims))


def _price(turn: Turn, product: Product) -> Part:
    skus = [sku for sku in turn.skus if sku.price is not None]
    if not skus:
        return not_known(turn, "这个规格的价格")
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
    extra = _upcoming(turn, product)
    return Part("\n".join((*lines, *extra[0])), facts=(*facts, *more, *extra[1]), confidence=0.94)


def _distance(turn: Turn, product: Product) -> Part | None:
    """How far the goods in view are from the thresholds that they don't reach yet."""
    skus = [sku for sku in turn.skus if sku.price is not None]
    if not skus or len({sku.price for sku in skus}) > 1:
        return None
    quantity = max(turn.slots.quantity, 1)
    priced = priced_basket(turn, basket(product, skus[0], quantity))
    if not priced.missing:
        return None
    facts = [cite.price(skus[0]), cite.spec(skus[0]), cite.title(product), cite.clock(turn.now)]
    name = f"{_called_sku(product, skus[0], turn)}{f'{quantity}{unit_of(product, skus[0])}' if quantity > 1 else ''}"
    lines = [f"{name}标价共{cite.money(priced.list_total)}，离优惠还差："]
    if quantity > 1:
        facts.append(cite.cell(cite.SHOPPER, "数量", quantity))
    facts.append(cite.computed("合计", priced.list_total, goods_cells(facts)))
    for missing in priced.missing[:_SHORT_OF]:
        cells = promotion_cells(missing.promotion)
        facts += [*cells, cite.computed("差额", missing.gap, [*goods_cells(facts), *cells])]
        lines.append(f"“{missing.promotion.name}”还差{cite.money(missing.gap)}")
    return Part("\n".join(lines), facts=tuple(facts), confidence=0.93)


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


def promotion_cells(promotion: Promotion) -> tuple[FactUse, ...]:
    """The cells that a promotion's mention rests on."""
    columns = (
        ("类型", promotion.kind),
        ("名称", promotion.name),
        ("门槛", promotion.threshold),
        ("优惠", promotion.benefit),
        ("叠加规则", promotion.stacking),
        ("领取方式", promotion.claim),
        ("说明", promotion.note),
        ("开始时间", promotion.starts_at),
        ("结束时间", promotion.ends_at),
    )
    return tuple(cite.cell(promotion.source, name, value) for name, value in columns if value)


def variants_compared(turn: Turn) -> Part | None:
    """“两支装和单支哪个划算”, “24色和12色差多少”: the variants that the words name, with what each costs."""
    product = turn.product
    if product is None or not _BETWEEN.search(turn.reading.normal):
        return None
    text = measured(turn.reading.normal)
    named = [s for s in product.skus if s.price is not None and any(partly_named(v, text) for _, v in options_of(s))]
    if len(named) < 2 or len({sku.price for sku in named}) < 2:
        return None
    return price_list(turn, product, named)


def price_list(turn: Turn, product: Product, skus: Sequence[Sku]) -> Part:
    """Several prices: each group of variants with its price."""
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
        if priced.total is not None and priced.total != amount:
            count = f"{quantity}{unit_of(product, members[0])}" if quantity > 1 else ""
            used = [fact for a in priced.applied for fact in promotion_cells(a.promotion)]
            facts.append(cite.computed("到手", priced.total, [*goods_cells(cells), *used]))
            hand = f"，{count}现在到手{cite.money(priced.total)}"
        lines.append(f"{names}{'等' if len(members) > 4 else ''}：标价{cite.money(amount)}{hand}")
    return Part("\n".join(lines) + "\n您想要哪一种？这边帮您算优惠。", facts=tuple(facts), confidence=0.92)


def _varying(sku: Sku, among: Sequence[Sku]) -> str:
    """The options in which the variants differ."""
    mine = options_of(sku)
    differing = [
        value_label(name, value)
        for name, value in mine
        if len({dict(options_of(other)).get(name) for other in among}) > 1
    ]
    return " ".join(differing) or label(sku)


def _upcoming(turn: Turn, product: Product) -> tuple[list[str], list[FactUse]]:
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


def _offers(turn: Turn) -> Part:
    """The shop's offers in force, and those that start soon."""
    promotions = turn.shop.facts.promotions
    told = next(iter(hits(turn, 1)), None)
    if not promotions or (told is not None and told.score >= _TOLD):
        return _by_words(turn)
    running = [p for p in promotions if state_of(p, turn.now) == "running"]
    soon = [p for p in promotions if state_of(p, turn.now) == "upcoming"]
    running.sort(key=lambda p: p.scope != "全店")
    shown = running[:_LISTED]
    facts = [cite.clock(turn.now), *(fact for p in (*shown, *soon[:1]) for fact in promotion_cells(p))]
    lines = [f"{p.name}{_until(turn, p)}" for p in shown]
    text = "现在进行中的有：\n" + "\n".join(lines) if lines else "现在没有进行中的活动。"
    if soon and soon[0].starts_at:
        text += f"\n“{soon[0].name}”{cite.moment(turn.shop.local(soon[0].starts_at))}开始，还没到时间。"
    if turn.product is None and lines:
        text += "\n看中哪款告诉我，帮您算到手价。"
    return Part(text, facts=tuple(facts), confidence=0.92)


def _by_words(turn: Turn) -> Part:
    return recalled(turn) or not_known(turn, "当前的活动")


def _until(turn: Turn, promotion: Promotion) -> str:
    if promotion.ends_at is None:
        return ""
    return f"（到{cite.moment(turn.shop.local(promotion.ends_at))}）"


def _tokens(text: str) -> frozenset[str]:
    """Pairs of Chinese characters, and a character with its number (双11)."""
    return frozenset(m for pattern in _NAME_TOKENS for m in pattern.findall(text))


def _called(promotions: Sequence[Promotion], text: str) -> Promotion | None:
    """The promotion that a text calls by name: by most of its name, or by words that only its name has."""
    asked = grams(clean(text))
    names = {p.number: _tokens(p.name) for p in promotions}
    scored = []
    for promotion in promotions:
        whole = grams(clean(promotion.name))
        share = len(whole & asked) / len(whole) if len(whole) > 1 else 0.0
        others = frozenset(t for number, tokens in names.items() if number != promotion.number for t in tokens)
        own = [token for token in names[promotion.number] - others if token in text and token not in _PLAIN]
        if share >= _NAME_SHARE or own:
            scored.append((share + len(own), promotion.number))
    best = max(scored, default=(0.0, ""))[1]
    return next((p for p in promotions if p.number == best), None)


def named_promotion(turn: Turn) -> Part | None:
    """A promotion called by its name: in force, not yet, or over."""
    promotion = _called(turn.shop.facts.promotions, turn.text)
    if promotion is None:
        return None
    facts = (cite.clock(turn.now), *promotion_cells(promotion))
    state = state_of(promotion, turn.now)
    if state == "ended" and promotion.ends_at:
        end = cite.moment(turn.shop.local(promotion.ends_at))
        offers = _offers(turn)
        return Part(
            f"“{promotion.name}”{end}已经结束了。\n{offers.text}",
            facts=(*facts, *offers.facts),
            confidence=0.94,
        )
    if state == "upcoming" and promotion.starts_at:
        start = cite.moment(turn.shop.local(promotion.starts_at))
        return Part(f"“{promotion.name}”{start}开始，现在还没到时间。", facts=facts, confidence=0.94)
    rules = "；".join(word for word in (promotion.stacking, promotion.claim, promotion.note) if word)
    tail = f"\n{rules}。" if rules else ""
    return Part(f"“{promotion.name}”正在进行{_until(turn, promotion)}。{tail}", facts=facts, confidence=0.93)
