"""Simple English replies for the common questions, told from the cells that the Chinese skill found."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from xiaoer.core.answering.english import place_in_english, status_in_english
from xiaoer.core.answering.evidence import cite
from xiaoer.core.answering.goods.variants import label, values_of
from xiaoer.core.answering.parts import Part, Turn
from xiaoer.core.answering.shapes import FactUse
from xiaoer.core.answering.skills.acting.english_acts import NO_CHANGE
from xiaoer.core.answering.skills.cases.after_sales import last_day, refund_progress
from xiaoer.core.answering.skills.choosing.choosing import recommend
from xiaoer.core.answering.skills.choosing.size import size_advice
from xiaoer.core.answering.skills.common import rule
from xiaoer.core.answering.skills.delivery.delivery import delivery_eta, ship_time
from xiaoer.core.answering.skills.delivery.shipping_fee import shipping_fee
from xiaoer.core.answering.skills.delivery.tracking import logistics_tracking
from xiaoer.core.answering.skills.goods.attributes import by_attribute, product_attribute
from xiaoer.core.answering.skills.goods.comparing import compare
from xiaoer.core.answering.skills.orders.orders import named_order, order_status
from xiaoer.core.answering.skills.price.price import basket, paid_for, price_promotion
from xiaoer.core.answering.teams import team_of
from xiaoer.core.answering.wishes.acts import answer_of
from xiaoer.core.facts import Product, Sku
from xiaoer.core.money import yuan
from xiaoer.core.reading.shapes import Intent

_LISTED = 8
_TOPICS: Mapping[str, tuple[str, ...]] = {
    "cancel_order": ("取消",),
    "change_address": ("改地址", "地址"),
    "exchange": ("换货", "退换"),
    "damaged": ("破损", "坏"),
    "missing_wrong_item": ("少发", "错发"),
}
_ASKS_RULE = re.compile(r"\b(?:how|what|policy|policies|rules?|who|when|if)\b", re.IGNORECASE)
_FREIGHT = re.compile(r"\b(?:shipping|freight|postage|pays?|paid|cost|fee|free return|charge)\b", re.IGNORECASE)
_UNKNOWN = "I don't have that in the shop's information, so I won't guess. A colleague will get back to you."
_WHICH = "Which product do you mean? Please send its name or link."
_ASKED = {
    "province": "Which province in China should it go to? Then I can tell you exactly.",
    "size": "Please tell me your height (cm) and weight (kg), and I will check the size chart.",
    "product": _WHICH,
}
_HANDED: Mapping[str, str] = {
    "human_request": "Sure, a colleague will take over this chat. Please leave your question here.",
    "complaint": "I'm sorry about this. I have noted it down, and a colleague for complaints will get back to you.",
    "cancel_order": "A colleague will check whether the order can still be cancelled and confirm it with you here.",
    "change_address": "Please write the full new address here. A colleague will check the order and confirm with you.",
    "damaged": "I'm sorry it arrived damaged. Please send photos of the item and the parcel; a colleague will help.",
    "quality_issue": "I'm sorry about the problem. Please send photos or a video of it; a colleague will help you.",
    "missing_wrong_item": "I'm sorry about that. Please send a photo of all you received; a colleague will check it.",
    "exchange": "A colleague will help with the exchange. Please say which size or colour you would like instead.",
}
_SAID: Mapping[str, str] = {
    "thanks": "You're welcome. Let me know if you need anything else.",
    "bot_identity": "I'm the shop's automatic assistant, not a person. Reply “human” to talk to a colleague.",
    "contact_offsite": "For your safety, please chat and pay on this platform only. I can help you right here.",
}
Facts = Sequence[FactUse]


def in_english(turn: Turn) -> Part:
    """The reply to one English question."""
    intent = turn.intent
    if intent in _SAID:
        return Part(_SAID[intent], confidence=0.95)
    if answer_of(turn.reading.text, intent) == "no" and turn.slots.intents:
        return Part(NO_CHANGE, confidence=0.9)
    if intent in _TOPICS and _ASKS_RULE.search(turn.reading.text) and (rule_of := _by_rule(*_TOPICS[intent])(turn)):
        return rule_of
    if intent in _HANDED:
        return _hand_over(intent, _HANDED[intent])
    told = _TELL[intent](turn) if intent in _TELL else None
    if intent == "other" and turn.product is not None:
        told = _attribute(turn)
    return told or _hand_over(intent, _UNKNOWN, known=False)


def harm_in_english() -> Part:
    """A report of harm: stop using it, see a doctor, people at once."""
    text = (
        "I'm very sorry to hear this. Please stop using the product and see a doctor if it feels serious, "
        "and keep the product and photos.\nA colleague will take care of it right away."
    )
    return Part(text, "handoff", 0.95, (), "投诉")


def withheld_in_english() -> Part:
    """In place of a reply that the facts don't bear."""
    return Part(_UNKNOWN, "handoff", 0.3, (), "售前")


def _hand_over(intent: Intent, text: str, *, known: bool = True, facts: Facts = ()) -> Part:
    return Part(text, "handoff", 0.85, tuple(facts), team_of(intent), known=known)


def _from(part: Part | None, tell: Callable[[Part], str | None], intent: Intent) -> Part | None:
    """English for what a Chinese skill found: its question, its answer told anew, or its hand-over."""
    if part is None:
        return None
    if part.kind == "clarify":
        return Part(_ASKED.get(part.asks, _WHICH), "clarify", part.confidence, asks=part.asks)
    text = tell(part)
    if text is None or part.kind == "handoff":
        return _hand_over(intent, text or _UNKNOWN, known=text is not None, facts=part.facts if text else ())
    return Part(text, "answer", min(part.confidence, 0.9), part.facts)


def _value(part: Part, field: str) -> str:
    return next((fact.value for fact in part.facts if fact.field == field), "")


def _greeting(turn: Turn) -> Part:
    name = turn.shop.profile.name
    fact = cite.cell(cite.PROFILE, "name", name)
    return Part(f"Hello, this is {name}. Is it about a product or an order?", facts=(fact,), confidence=0.93)


def _stock(turn: Turn) -> Part | None:
    if turn.product is None:
        return Part(_WHICH, "clarify", 0.88, asks="product")
    known = [sku for sku in turn.skus if sku.stock is not None]
    if not known:
        return None
    there = [sku for sku in known if sku.stock]
    facts = [cite.title(turn.product), *(f for sku in known[:_LISTED] for f in (cite.spec(sku), cite.stock(sku)))]
    lines = [f"{label(sku)}: {sku.stock} in stock" if sku.stock else f"{label(sku)}: sold out" for sku in known]
    if not there:
        others = [sku for sku in turn.product.skus if sku.stock and sku not in known][:_LISTED]
        facts += [f for sku in others for f in (cite.spec(sku), cite.stock(sku))]
        lines += ["Still available: " + ", ".join(f"{label(sku)} ({sku.stock})" for sku in others)] if others else []
    return Part("\n".join(lines[: _LISTED + 1]), facts=tuple(facts), confidence=0.92)


def _price(turn: Turn) -> Part | None:
    priced = [sku for sku in turn.skus if sku.price is not None]
    if turn.product is not None and len({sku.price for sku in priced}) > 1:
        told = [_priced_line(turn, turn.product, sku) for sku in priced[:_LISTED]]
        facts = [cite.title(turn.product), cite.clock(turn.now), *(fact for _, cells in told for fact in cells)]
        return Part("\n".join(line for line, _ in told), facts=tuple(facts), confidence=0.9)
    return _from(price_promotion(turn), lambda part: _price_told(part, turn), turn.intent)


def _priced_line(turn: Turn, product: Product, sku: Sku) -> tuple[str, list[FactUse]]:
    """A variant with its price, and what is paid for the pieces wanted where that is another sum; with its cells."""
    assert sku.price is not None
    count = max(turn.slots.quantity, 1)
    paid, used = paid_for(turn, basket(product, sku, count))
    line, facts = f"{label(sku)}: {yuan(sku.price)} yuan", [cite.spec(sku), cite.price(sku), *used]
    if paid is None or paid == sku.price:
        return line, facts
    if count > 1:
        facts.append(cite.cell(cite.SHOPPER, "数量", count))
    facts.append(cite.computed("到手", paid, facts))
    return f"{line}{f', {count} of them' if count > 1 else ''}, {yuan(paid)} yuan to pay with the current offers", facts


def _price_told(part: Part, turn: Turn) -> str | None:
    listed, paid = _value(part, "价格"), _value(part, "=到手")
    if turn.product is None or not listed:
        return None
    if paid and turn.slots.quantity > 1:
        return (
            f"The list price is {listed} yuan each; {turn.slots.quantity} of them come to {paid} yuan with the offers."
        )
    if not paid and turn.slots.quantity > 1 and (whole := _value(part, "=合计")):
        return f"The price is {listed} yuan each, {whole} yuan for {turn.slots.quantity}."
    if paid:
        return f"The list price is {listed} yuan; with the current offers you pay {paid} yuan."
    if part.kind == "handoff":
        return f"The list price is {listed} yuan. A colleague will work out the final price with the offers for you."
    return f"The price is {listed} yuan."


def _shipping(turn: Turn) -> Part | None:
    return _from(shipping_fee(turn), lambda part: _fee_told(part, turn), turn.intent)


def _fee_told(part: Part, turn: Turn) -> str | None:
    place, free, fee = place_in_english(turn.slots.province), _value(part, "包邮门槛"), _value(part, "=运费")
    if _value(part, "可配送") == "否" or "不发" in part.text:
        return f"Sorry, we can't deliver {'this item ' if '不发' in part.text else ''}to {place} at the moment."
    if free == "0" or fee == "0":
        return f"Yes, we ship to {place}, and shipping is free."
    if fee:
        return f"Shipping to {place} is {fee} yuan." + (f" It is free from {free} yuan." if free else "")
    if _value(part, "=商品实付") and "包邮：" in part.text:
        return f"Shipping to {place} is free for this item (free from {free} yuan)."
    first, kg = _value(part, "首重运费"), _value(part, "首重公斤")
    more, step = _value(part, "续重运费"), _value(part, "续重单位公斤")
    if first and kg:
        tail = f", then {more} yuan per {step} kg" if more and step else ""
        return f"Shipping to {place}: {first} yuan for the first {kg} kg{tail}." + (
            f" Free from {free} yuan." if free else ""
        )
    return None


def _eta(turn: Turn) -> Part | None:
    return _from(delivery_eta(turn), lambda part: _dates_told(part, turn), turn.intent)


def _dates_told(part: Part, turn: Turn) -> str | None:
    first, last, leaves = _value(part, "=最早送达"), _value(part, "=最晚送达"), _value(part, "=发货日期")
    if not last:
        barred = _value(part, "可配送") == "否" or "不发" in part.text
        return f"Sorry, we can't deliver to {turn.slots.province}." if barred else None
    window = first if first == last else f"between {first} and {last}"
    return f"If you pay now, it leaves on {leaves} and should reach {turn.slots.province} {window}."


def _ship(turn: Turn) -> Part | None:
    if turn.orders and (turn.slots.order or turn.product is None):
        return _order(replace(turn, intent="order_status"))

    def tell(part: Part) -> str | None:
        leaves = _value(part, "=发货日期")
        return f"If you pay now, it should be shipped on {leaves}." if leaves else None

    return _from(ship_time(turn), tell, turn.intent)


def _order(turn: Turn) -> Part | None:
    found = logistics_tracking(turn) if turn.intent == "logistics_tracking" else order_status(turn)
    return _from(found, _order_told, turn.intent)


def _order_told(part: Part) -> str | None:
    number, status = _value(part, "订单号"), _value(part, "订单状态")
    if not number:
        return (
            "I can only tell you about orders placed with the account you are using. A colleague will help you check."
        )
    lines = [f"Your order ending in {number[-4:]} is {status_in_english(status)}."]
    if _value(part, "应发货时间"):
        lines.append(f"It should be shipped by {_value(part, '应发货时间')}.")
    if _value(part, "运单号"):
        lines.append(f"Courier: {_value(part, '快递公司')}, tracking number {_value(part, '运单号')}.")
    if _value(part, "物流轨迹"):
        lines.append(f"Latest: {_value(part, '物流轨迹')}")
    return "\n".join(lines)


def _attribute(turn: Turn) -> Part | None:
    product = turn.product
    if product is None:
        return Part(_WHICH, "clarify", 0.88, asks="product")
    for name, values in values_of(product).items():
        if re.search(r"尺码|尺寸|颜色|色号|口味|规格", turn.text) and (
            name in turn.text or len(values_of(product)) == 1
        ):
            facts = (cite.title(product), *(cite.spec(sku) for sku in product.skus))
            return Part(f"The options are: {', '.join(values)}.", facts=facts, confidence=0.9)
    found = by_attribute(turn, loose=False) or product_attribute(turn)
    cells = [fact for fact in found.facts if fact.field in ("属性", "答案")] if found and found.kind == "answer" else []
    if not cells:
        return None
    lines = "\n".join(fact.value for fact in cells)
    return Part(f"The product page says (in Chinese):\n{lines}", facts=tuple(cells), confidence=0.85)


def _size(turn: Turn) -> Part | None:
    def tell(part: Part) -> str | None:
        sizes = list(dict.fromkeys(fact.value for fact in part.facts if fact.field == "尺码"))
        if not sizes or part.kind == "handoff":
            return None
        if len(sizes) == 1:
            return f"By the size chart, size {sizes[0]} fits you."
        return f"You are between {sizes[0]} and {sizes[1]}: {sizes[0]} for a close fit, {sizes[1]} for a loose fit."

    return _from(size_advice(turn), tell, turn.intent)


def _chosen(turn: Turn) -> Part | None:
    """Goods that fit a wish, with their prices; none is praised."""

    def tell(part: Part) -> str | None:
        goods = [p for number in part.products if (p := turn.shop.product(number)) is not None]
        lines = []
        for product in goods:
            sku = next((s for s in product.skus if s.price is not None and cite.price(s) in part.facts), None)
            which = f" ({label(sku)})" if sku is not None and len(product.skus) > 1 else ""
            lines.append(
                f"{product.title}{which}: {cite.spoken(sku.price)} yuan" if sku and sku.price else product.title
            )
        return "\n".join(["In stock and close to what you describe:", *lines]) if lines else None

    found = recommend(turn)
    told = _from(found, tell, turn.intent)
    shown = [p for n in found.products if (p := turn.shop.product(n)) is not None]
    cells = tuple(c for p in shown for c in (cite.title(p), *(cite.spec(s) for s in p.skus)))
    return replace(told, facts=(*told.facts, *cells), products=found.products) if told is not None else None


def _compared(turn: Turn) -> Part | None:
    """Two goods side by side in the page's own words."""
    found = compare(turn)
    goods = [p for number in found.products if (p := turn.shop.product(number)) is not None]
    if found.kind != "answer" or len(goods) < len(("one", "other")):
        return _attribute(turn)
    lines = ["Side by side (in Chinese, as on the page):", *found.text.splitlines()]
    return Part("\n".join(lines), facts=found.facts, confidence=0.82, products=found.products)


def _missing(turn: Turn) -> Part:
    """Not there yet: what the parcel's row says, then people."""
    found = order_status(turn) if turn.orders else None
    told = _order_told(found) if found is not None and found.kind != "clarify" and _value(found, "订单号") else None
    text = "I'm sorry for the wait. A colleague will check the parcel with the courier and tell you here."
    facts = found.facts if found is not None and told else ()
    return _hand_over(turn.intent, f"{told}\n{text}" if told else text, facts=facts)


def _case(turn: Turn) -> Part | None:
    """How a refund stands: the case of the order, else the shop's rule."""
    found = refund_progress(turn)
    number, state = _value(found, "订单号"), _value(found, "售后状态")
    if not number or not state:
        return _by_rule("退款时效", "退款", "退货")(turn)
    lines = [f"Your case for the order ending in {number[-4:]} is: {status_in_english(state)}."]
    due, refund = _value(found, "售后截止时间"), _value(found, "退款金额")
    lines += [f"The refund is {refund} yuan."] if refund else []
    lines += [f"It should be settled by {due}."] if due else []
    if found.kind == "handoff":
        return _hand_over(turn.intent, "\n".join([*lines, "A colleague will follow it up."]), facts=found.facts)
    return Part("\n".join(lines), facts=found.facts, confidence=0.9)


def _return(turn: Turn) -> Part | None:
    """The rule on returns or on who pays the way back, with the last day of the shopper's own order."""
    way_back = _FREIGHT.search(turn.reading.text) is not None
    topics = ("退货运费", "退换运费", "运费险") if way_back else ("七天无理由", "7天无理由", "无理由", "退换", "退货")
    part = _by_rule(*topics)(turn) or (_by_rule("退货", "无理由")(turn) if way_back else None)
    last = last_day(turn, named_order(turn)) if turn.orders else None
    if part is None or last is None or way_back:
        return part
    until = next(fact.value for fact in last.facts if fact.field == "=无理由退货截止")
    over = "were possible" if last.over else "are possible"
    text = f"Returns of your order without a reason {over} until {until}.\n{part.text}"
    return Part(text, facts=(*part.facts, *last.facts), confidence=part.confidence)


def _by_rule(*topics: str) -> Callable[[Turn], Part | None]:
    """The shop's own words on a topic, quoted."""

    def tell(turn: Turn) -> Part | None:
        found = rule(turn, *topics, floor=2.0)
        if found is None:
            return None
        return Part(f"Our shop's rule (in Chinese):\n{found[0]}", facts=found[1], confidence=0.8)

    return tell


_TELL: Mapping[str, Callable[[Turn], Part | None]] = {
    "greeting": _greeting,
    "stock": _stock,
    "price_promotion": _price,
    "bargain": _price,
    "shipping_fee": _shipping,
    "delivery_eta": _eta,
    "ship_time": _ship,
    "order_status": _order,
    "logistics_tracking": _order,
    "product_attribute": _attribute,
    "size_advice": _size,
    "recommend": _chosen,
    "compare": _compared,
    "return_policy": _return,
    "refund_progress": _case,
    "not_received": _missing,
    "invoice": _by_rule("发票"),
    "payment": _by_rule("付款", "支付"),
    "authenticity": _by_rule("正品", "授权", "资质"),
}
