"""What a message is about: the product, its options, the remembered details, and the questions to answer in turn."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from xiaoer.core.answering import cite
from xiaoer.core.answering.aspects import common_runs, is_quality
from xiaoer.core.answering.faults import BROKEN
from xiaoer.core.answering.recall import grams
from xiaoer.core.answering.refer import product_meant, sku_meant
from xiaoer.core.answering.shop import Shop, words_of
from xiaoer.core.answering.skills.details import address_in, invoice_in
from xiaoer.core.answering.slots import Slots, merge
from xiaoer.core.answering.variants import choose, narrow
from xiaoer.core.facts import Product
from xiaoer.core.reading.shapes import INTENTS, Intent, Reading, Scored
from xiaoer.core.text.normal import normal_text
from xiaoer.core.text.numbers import parse_number

SMALL_TALK: frozenset[Intent] = frozenset({"greeting", "thanks", "chitchat"})
_OF_A_PLACE: frozenset[Intent] = frozenset({"shipping_fee", "delivery_eta", "ship_time", "logistics_tracking"})
_OF_OPTIONS: frozenset[Intent] = frozenset({"stock", "price_promotion", "size_advice", "product_attribute"})
_OF_GOODS: frozenset[Intent] = _OF_OPTIONS | {"shipping_fee", "delivery_eta", "ship_time", "bargain"}
_LOOSE = re.compile(r"宽松(?!吗|么|不)|松一?点|大一?点|oversize|不要太?紧|遮肉")
_CLOSE = re.compile(r"合身一?点|修身一?点|贴身一?点|紧一?点|喜欢(?:合身|修身|贴身)|想要?(?:合身|修身)|小一?点")
_ALL_OPTIONS = re.compile(r"哪些|都有|全部|所有|几个颜色|几种|什么颜色|什么码|哪几")
_THIS = re.compile(r"这[个款件条双套盒瓶只]|它|此款|该款")
_BARE = re.compile(r"(?:身高|体重)?\s*(\d{2,3})\s*(?:cm|厘米|公分|斤)?[。,]?")
_TALL = (135, 205)
_HEAVY = (70, 260)
_LEAST = 0.25
_BESIDES = 0.4  # what else a message asks must be surer than its first question
_UNSURE = 0.45
_QUESTIONS = 3
_PIECES = re.compile(
    r"(?<![\d.])(\d{1,4}|[一二两俩三四五六七八九十百]{1,3})\s*(?:件|盒|份|个|瓶|袋|双|条|套|箱|罐|支|包|只|提|斤装|饼|床(?![垫单头架笠品])|台|本|盆|束|对|根|片|张|组|副|顶|把|枚|颗|卷|朵|棵|株|筒|桶|串|枝|排)(?!装|套|码|月|小时|人|钱|裤|纸)"
)
_MEASURE = re.compile(r"胸围|腰围|臀围|肩宽|衣长|袖长|裤长|裙长")
_HOW_MUCH = re.compile(
    r"(?:现在|卖|标价|售价|一起买?|一共|总共|都买)多少(?:钱)?[呀啊呢?]*$|怎么卖|什么价|总价|总额|一共|总共|合计|划算"
)
_TO_FREE = re.compile(r"(?:包邮|免邮|免运费).{0,6}(?:差|缺|凑|少)|(?:差|缺|凑|少).{0,6}(?:包邮|免邮|免运费)")
_ORDER_NUMBER = re.compile(r"(?<!\d)(?:\d{6}-\d{9,}|\d{14,})(?!\d)")
_LEAVES = re.compile(r"走得了|走得掉|能走(?!路)|发得[出了走]|发得了|能发走|来得及发|几点截单|截单")
_PAIR = re.compile(r"(?:买|拍|要|来)(俩|仨|两(?=多少|呢|$))")
_SENT_NOW = re.compile(r"马上发|立刻发|今天发|现在发|当天发")
_OF_STOCK = re.compile(r"库存|有货|现货|缺货|断货|断码")
_STILL_SOLD = re.compile(r"还能买|还卖[吗么不]|能买到|还有得?卖|还做[吗么不]|下架")
_WHAT_GIFT = re.compile(
    r"(?<!岁)送(?:啥|什么|东西)(?!.{0,6}(?:好|合适|玩|礼|书))|送(?:小样|赠品|不送|吗|不$)|赠品|有(?:没有)?(?:赠|送)(?!礼|货)"
)
_HOW_MANY = re.compile(r"还有(?:多少|几)(?!钱|优惠|折|天)|剩多少|还剩|有多少(?!钱|优惠|折)|剩几|还有几")
_MOST_PIECES = 9999
_SHORT = 14
_HEAD = 3  # characters of a title that call it wherever they stand
_GROWN = 60  # 斤: charts that end below are for pets and children
_SMALL_WEIGHT = re.compile(r"(?<![\d.])(\d{1,2}(?:\.\d)?)\s*(斤|公斤|kg|KG|Kg)")
_OWN_WORDS: frozenset[Intent] = frozenset({"human_request", "complaint", "quality_issue"})
_CAN_SEND = re.compile(
    r"^(?!.*(?:天|号|日|几|多久|时候|今|明|后天|周[一-日]|点)).*(?:(?:能|可以|可不可以|支持|给)(?:寄|发|送|邮|配送)|(?:寄|发|送|配送)(?:得)?(?:到|去)?.{0,6}(?:吗|么|不))"
)
_PLAIN_WORDS: tuple[tuple[Intent, re.Pattern[str]], ...] = (
    ("quality_issue", BROKEN),
    (
        "missing_wrong_item",
        re.compile(
            r"只(?:到|收到|发|有)了|少了[一二两三四五六七八九十\d]|漏了|缺了[几一二两\d]|丢了[几一二两三\d]|(?<!多)少[几一两][块片颗]|(?<!多)少块"
        ),
    ),
    ("order_status", re.compile(r"我的.{1,8}(?:呢|到哪|到了没|到了吗)")),
    ("price_promotion", re.compile(r"算下来|一共多少|总共多少|多少钱|合计")),
)
# Words that mean another intent than the one read: (read as, words, meant).
_REREAD: tuple[tuple[frozenset[Intent], re.Pattern[str], Intent], ...] = (
    (frozenset({"stock", "product_attribute", "other"}), _MEASURE, "size_advice"),
    (frozenset({"price_promotion", "product_attribute", "other"}), _HOW_MANY, "stock"),
    (
        frozenset({"delivery_eta", "other", "payment", "price_promotion", "product_attribute", "shipping_fee"}),
        _LEAVES,
        "ship_time",
    ),
    (frozenset({"other", "chitchat", "compare"}), _OF_STOCK, "stock"),
    (frozenset({"shipping_fee", "other"}), _SENT_NOW, "ship_time"),
    (frozenset({"price_promotion", "bargain", "other"}), _TO_FREE, "shipping_fee"),
    (frozenset({"return_policy", "other", "product_attribute", "chitchat"}), _STILL_SOLD, "stock"),
    (frozenset({"stock", "other", "product_attribute", "price_promotion"}), _HOW_MUCH, "price_promotion"),
    (frozenset({"recommend", "gift_note", "other", "product_attribute"}), _WHAT_GIFT, "price_promotion"),
)
_PROOF: dict[Intent, re.Pattern[str]] = {
    "delivery_eta": re.compile(r"到(?!手)|送|收|达|寄|发|拿|快递|物流|几天|路上|运|来得及|赶|天能|等"),
    "review_issue": re.compile(r"评|差评|返现|返钱|晒|星|好处|红包|review|删"),
    "refund_progress": re.compile(r"退|钱|到账|售后|款"),
    "cancel_order": re.compile(r"取消|不要|不想要|退|撤"),
    "compare": re.compile(r"区别|比|哪|差别|不同|还是|一样"),
    "order_status": re.compile(r"单|发|买|拍|到|付|货|快递|物流|状态|收|包裹"),
    "recommend": re.compile(r"推荐|选|挑|送|适合|介绍|买什么|哪|有什么|有没有|预算|以内|想买|想要|搭"),
    "payment": re.compile(r"付|支|花呗|分期|转账|微信|信用卡|刷卡|定金|尾款|结账|拍下|下单|扣"),
    "missing_wrong_item": re.compile(r"(?<!多)少|漏|错|缺|不是我|发成|不对|没有我|只|多发"),
    "size_advice": re.compile(
        r"穿|尺码|码数|多大|什么码|啥码|哪个码|几号|几码|选|合适|合身|斤|cm|身高|体重|大小|胸|腰|臀|肩|长|高|kg|重|\d{3}|码好|偏"
    ),
    "modify_order": re.compile(r"改|换|加|备注|合|拆|错|少拍|多拍"),
    "complaint": re.compile(
        r"投诉|举报|差评|态度|骗|坑|垃圾|12315|曝光|维权|律师|工商|消协|太差|失望|生气|气死|什么(?:破|店|东西|玩意)|破店|欺|耍|敷衍|不负责|再也不|恶心|"
        r"没人(?:理|管|回)|怎么(?:这样|回事)|不处理|说法|推脱|推来|差劲|烂|过分|无语|太慢|不满|服务|赔|解决|不管|不理|complain|scam|terrible|worst"
    ),
    "human_request": re.compile(
        r"人工|真人|活人|找人|换人|有人|来人|人呢|人来|的人|派人|店主|老板|客服|专员|真|活|转|human|agent|person|representative"
    ),
    "contact_offsite": re.compile(
        r"微信|vx|wx|qq|QQ|加|电话|手机|联系|号码|群|私|转账|转给|转你|支付宝|线下|站外|直接付|抖音|小红书|闲鱼|淘宝|wechat|whatsapp|phone"
    ),
    "quality_issue": re.compile(
        r"质|坏|破|洞|掉|脱|断|裂|问题|毛病|瑕疵|不(?:转|亮|热|行|好用|工作|制|动|通|响|冷|出|粘|灵)|没(?:反应|用|声)|用不(?!了$|了吧)|漏|响|异|味|变|霉|虫|起|褪|缩|松|色差|不符|"
        r"不像|不对|假|差|烂|线|污|脏|难|修|故障|卡|死|开不|打不|充不|碎|破损|毒|吐|拉|痒|疹|肿|defect|broken|quality|不新鲜|酸|馊|臭|过期|怎么回事"
    ),
    "change_address": re.compile(r"地址|电话|收货|手机|号码|改|寄到|换"),
}


def in_view(slots: Slots, shown: str | None) -> Slots:
    """A product card or page newly in view takes the place of what was spoken of."""
    if shown and shown != slots.card:
        return replace(slots, product=shown, card=shown, choice={})
    return slots


def update(shop: Shop, slots: Slots, reading: Reading) -> Slots:
    """The details after this message."""
    slots = _bare_number(merge(slots, reading.entities), slots, reading)
    pointed = product_meant(shop, slots, product_of(shop, slots), reading.normal)
    named = pointed or _named(shop, slots, reading)
    if named is not None and named != slots.product:
        left = {"earlier": slots.product, "earlier_choice": slots.choice} if slots.product else {}
        slots = replace(slots, product=named, choice={}, **left)  # type: ignore[arg-type]
    product = product_of(shop, slots)
    if product is not None:
        count = _quantity(product, reading)
        slots = replace(slots, choice=_choice(product, slots, reading), quantity=count or slots.quantity)
        slots = _small_body(product, slots, reading)
    if not (_LOOSE.search(reading.normal) and _CLOSE.search(reading.normal)):
        wish = "loose" if _LOOSE.search(reading.normal) else "close" if _CLOSE.search(reading.normal) else slots.wish
        slots = replace(slots, wish=wish)
    return slots


def _small_body(product: Product, slots: Slots, reading: Reading) -> Slots:
    """The weight of a pet or a child, where the product's chart is made for such."""
    tops = [row.weight_jin[1] for row in product.size_chart if row.weight_jin]
    said = _SMALL_WEIGHT.search(reading.normal)
    if not tops or max(tops) > _GROWN or said is None:
        return slots
    jin = Decimal(said[1]) * (1 if said[2] == "斤" else 2)
    return replace(slots, weight_jin=str(jin))


def _named(shop: Shop, slots: Slots, reading: Reading) -> str | None:
    """The product that a message names; "" where it fits several alike, so that the shopper is asked."""
    found = [number for number in reading.entities.products if number in shop.facts.products]
    if not found and product_of(shop, slots) is None:
        return shop.by_noun(reading.normal)
    if not found or reading.intent in ("compare", "recommend"):
        return next(iter(found), None)
    shown = product_of(shop, slots)
    if shown is not None and (
        shown.number in found
        or _is_option(shop.facts.products[found[0]], shown, reading.normal)
        or not _is_called(shop, shop.facts.products[found[0]], shown, reading.normal)
    ):
        return shown.number
    near = shop.named_like(reading.normal)
    if len(found) > 1 and (only := shop.only_of(found, reading.normal)):
        return only
    alike = len(found) > 1 and (near[found[0]] == near[found[1]] if near else _equally(shop, found, reading.normal))
    return "" if alike and found[0] not in reading.normal else found[0]


def _is_called(shop: Shop, other: Product, shown: Product, text: str) -> bool:
    """Whether words call another product than the one in view. A word of what goods are like (防水), one of the
    shown product's own data, or the head of a longer name (手机 of 手机壳) calls none."""
    said = shop.in_shop_words(text)
    if other.number.lower() in text.lower() or any(sku.number.lower() in text.lower() for sku in other.skus):
        return True
    name = normal_text(f"{other.title} {other.category.rsplit('/', 1)[-1]}").lower()
    runs = common_runs(said.lower(), name)
    mine = normal_text(f"{shown.title} {shown.selling_points} {' '.join(k + v for k, v in shown.attributes)}").lower()
    mine += " ".join(normal_text(sku.spec).lower() for sku in shown.skus)
    tokens = name.split()
    return any(run not in mine and not is_quality(run) and (len(run) > _HEAD or _is_name(run, tokens)) for run in runs)


def _is_name(run: str, tokens: list[str]) -> bool:
    """A whole word of a name or its end: 耳机 of 蓝牙耳机."""
    return any(token == run or token.endswith(run) for token in tokens)


def _equally(shop: Shop, found: list[str], text: str) -> bool:
    """Whether the first two products share the same words with the text."""
    pairs = grams(text)
    first, second = (pairs & words_of(shop.facts.products[n]) for n in found[:2])
    return first == second


def _is_option(named: Product, shown: Product, text: str) -> bool:
    """“这件毛衣” and “小罐” mean the product in view and its variant before another product with that word."""
    if named.number in text:
        return False
    specs = " ".join(sku.spec for sku in shown.skus)
    words = [word for word in named.title.split() if len(word) > 1 and word in text and word not in specs]
    if words:
        return False
    return (
        bool(_THIS.search(text)) or bool(choose(shown, text).options) or len(narrow(shown, {}, text)) < len(shown.skus)
    )


def _bare_number(slots: Slots, before: Slots, reading: Reading) -> Slots:
    """“160” alone after we asked for height and weight: cm or 斤 by what is still missing and what is likely."""
    match = _BARE.fullmatch(reading.normal.strip())
    if before.asks != "size" or not match or slots != before:
        return slots
    number = int(match[1])
    if not slots.height_cm and _TALL[0] <= number <= _TALL[1]:
        return replace(slots, height_cm=str(number))
    if not slots.weight_jin and _HEAVY[0] <= number <= _HEAVY[1]:
        return replace(slots, weight_jin=str(number))
    return slots


def _quantity(product: Product, reading: Reading) -> int:
    """How many pieces are wanted; 30包 of “30包 礼盒” is the variant's name, no quantity. 0 = not said."""
    specs = " ".join(sku.spec for sku in product.skus)
    wanted = [m for m in _PIECES.finditer(reading.normal) if m[0] not in specs]
    if not wanted:
        pair = _PAIR.search(reading.normal)
        return 3 if pair and pair[1] == "仨" else 2 if pair else 0
    number = parse_number(wanted[-1][1])
    return int(number) if number is not None and 0 < number <= _MOST_PIECES and number == int(number) else 0


def product_of(shop: Shop, slots: Slots) -> Product | None:
    """The product spoken of."""
    return shop.product(slots.product) or shop.only_product()


def _choice(product: Product, slots: Slots, reading: Reading) -> dict[str, str]:
    said = reading.entities
    now = choose(product, reading.normal, colours=said.colours, sizes=said.sizes)
    if _ALL_OPTIONS.search(reading.normal):
        return dict(now.options)
    kept = {name: value for name, value in slots.choice.items() if name not in now.several}
    if now.absent:
        kept = {}
    return {**kept, **dict(sku_meant(product, reading.normal)), **dict(now.options)}


def questions(reading: Reading, before: Slots, after: Slots, product: Product | None) -> tuple[Scored, ...]:
    """The intents to answer, in the order of the message, with ellipsis resolved."""
    asked = [
        s
        for place, s in enumerate(proven(s, reading) for s in reading.intents)
        if s.intent != "other" and s.confidence >= (_BESIDES if place else _LEAST)
    ][:_QUESTIONS]
    real = [s for s in asked if s.intent not in SMALL_TALK]
    weak = not any(s.confidence >= _UNSURE for s in real)
    if asked and not real and all(s.intent in SMALL_TALK for s in reading.intents):
        return tuple(asked[:1])
    resumed = _resumed(reading, before, after, product, weak=weak)
    if resumed:
        rest = [s for s in real if s.intent != resumed.intent and s.confidence >= 0.75]
        return (resumed, *rest)
    if len(real) > 1 and len(reading.entities.products) < 2:
        real = [s for s in real if s.intent != "compare"] or real
    chosen = _with_body(_without_shadows(real), reading) or asked[:1]
    if not chosen and _ORDER_NUMBER.search(reading.normal):
        return (Scored("order_status", 0.7, reading.normal),)
    if not chosen:
        return (Scored("other", reading.intents[0].confidence, reading.normal),)
    return tuple(sorted(chosen, key=lambda s: _place(reading.normal, s.span)))


def proven(scored: Scored, reading: Reading) -> Scored:
    """An intent without any of the words that it is never asked without is not believed; what is broken or
    spoilt on arrival is an after-sales matter, however it was read."""
    text = scored.span or reading.normal
    if scored.intent == "delivery_eta" and reading.entities.province and _CAN_SEND.search(text):
        return replace(scored, intent="shipping_fee")
    meant = next((to for of, words, to in _REREAD if scored.intent in of and words.search(text)), None)
    if meant is not None:
        return replace(scored, intent=meant, confidence=max(scored.confidence, 0.7))
    proof = _PROOF.get(scored.intent)
    if proof is not None and not proof.search(text if scored.intent in _OWN_WORDS else reading.normal):
        scored = replace(scored, intent="other")
    if scored.intent not in ("care_usage", "product_attribute", "product_suitability", "chitchat", "other"):
        return scored
    plain = next((intent for intent, words in _PLAIN_WORDS if words.search(text)), scored.intent)
    return scored if plain == scored.intent else replace(scored, intent=plain, confidence=0.6)


def _place(text: str, span: str) -> int:
    """Where a question stands in the message; at the end where its span was joined from several pieces."""
    at = text.find(span) if span else -1
    return at if at >= 0 else len(text)


def _with_body(found: list[Scored], reading: Reading) -> list[Scored]:
    """Who tells height and weight while asking of goods wants a size too."""
    said = reading.entities
    if said.height_cm is None or said.weight_jin is None or any(s.intent == "size_advice" for s in found):
        return found
    if not found or any(s.intent not in _OF_GOODS for s in found):
        return found
    return [*found, Scored("size_advice", 0.8, f"{cite.spoken(said.height_cm)}")]


# Words of the first intent also speak for the second (运费多少钱, 快递费 …): on the same words only the first
# counts.
_SHADOWS: frozenset[tuple[Intent, Intent]] = frozenset(
    {
        ("shipping_fee", "price_promotion"), ("shipping_fee", "logistics_tracking"),
        ("shipping_fee", "bargain"), ("bargain", "price_promotion"), ("price_protection", "return_policy"),
        ("price_protection", "price_promotion"), ("refund_progress", "return_apply"),
        ("refund_progress", "return_policy"), ("return_policy", "return_apply"), ("exchange", "return_policy"),
        ("not_received", "logistics_tracking"), ("urge_ship", "ship_time"), ("urge_ship", "order_status"),
        ("delivery_eta", "logistics_tracking"), ("delivery_eta", "ship_time"), ("size_advice", "stock"),
        ("damaged", "quality_issue"), ("change_address", "modify_order"), ("cancel_order", "return_apply"),
        ("complaint", "human_request"), ("ship_time", "stock"), ("logistics_tracking", "order_status"),
        ("size_advice", "product_attribute"), ("care_usage", "product_attribute"),
        ("product_suitability", "product_attribute"), ("invoice", "order_status"),
    }
)  # fmt: skip


def _without_shadows(found: list[Scored]) -> list[Scored]:
    """Leave out what was read from the same words as a closer intent."""
    return [
        s for s in found if not any((other.intent, s.intent) in _SHADOWS and other.span == s.span for other in found)
    ]


def _resumed(reading: Reading, before: Slots, after: Slots, product: Product | None, *, weak: bool) -> Scored | None:
    """The question that this message completes or takes up again."""
    said = reading.entities
    told = (after.height_cm, after.weight_jin) != (before.height_cm, before.weight_jin)
    body = told or said.height_cm is not None or said.weight_jin is not None or bool(said.measures_cm)
    place = said.province is not None
    thing = after.product != before.product
    filled = {
        "size": body,
        "province": place,
        "product": thing or bool(after.product and not before.product),
        "order": weak or len(reading.normal) <= _SHORT,
        "address": bool(address_in(reading.normal) or said.phones),
        "title": bool(invoice_in(reading.normal)),
    }
    if before.pending and (filled.get(before.asks) or (weak and before.asks == "need")):
        return Scored(_intent(before.pending), 0.9, reading.normal)
    if not weak:
        return None
    if body:
        return Scored("size_advice", 0.85, reading.normal)
    part = product is not None and len(narrow(product, {}, reading.normal)) < len(product.skus)
    options = part or after.choice != before.choice or bool(said.colours or said.sizes)
    asked = not before.intents and any(
        s.intent in _OF_OPTIONS | {"compare", "bargain"} and s.confidence >= _LEAST for s in reading.intents
    )
    intent = _taken_up(before, place=place, options=options, thing=thing, wish=after.wish != before.wish, asked=asked)
    return Scored(intent, 0.78, reading.normal) if intent else None


def _taken_up(before: Slots, *, place: bool, options: bool, thing: bool, wish: bool, asked: bool) -> Intent | None:
    """The question of before that a bare place, option, product or wish takes up again."""
    last = [_intent(name) for name in before.intents]
    if place:
        return next((i for i in last if i in _OF_A_PLACE), None)
    if options and asked:
        return None  # an unsure question about options is still that question
    if options or thing:
        return next((i for i in last if i in _OF_OPTIONS or thing), "stock" if options else None)
    return "size_advice" if wish and "size_advice" in last else None


def _intent(name: str) -> Intent:
    return next((intent for intent in INTENTS if intent == name), "other")
