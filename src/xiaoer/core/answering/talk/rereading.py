"""What was asked, in the light of what the shop has and the shopper bought: some readings can't stand then."""

# Rows of Chinese count double in width; they are kept whole.

from __future__ import annotations

import re
from collections.abc import Sequence

from xiaoer.core.answering.goods.aspects import POINT, SURE, asked_for, common_runs, content_runs, is_quality
from xiaoer.core.answering.goods.budgets import SAYS_BUDGET
from xiaoer.core.answering.goods.option_sums import options_summed
from xiaoer.core.answering.goods.variants import choose, narrow
from xiaoer.core.answering.shop import Shop
from xiaoer.core.answering.skills.choosing.size import SIZE_WORDS, without_chart
from xiaoer.core.answering.skills.goods.own_words import WITHOUT_WORDS, has_own_words, speaks_for
from xiaoer.core.answering.skills.orders.bought import OF_GOODS_OR_NOTHING, SENT_YET, asks_mine
from xiaoer.core.answering.talk.case_lines import of_a_case, of_exchange
from xiaoer.core.answering.talk.in_talk import by_talk
from xiaoer.core.answering.talk.slots import Slots
from xiaoer.core.answering.talk.talk_lines import meant
from xiaoer.core.answering.talk.topics import OF_GARMENT, WHICH_COURIER
from xiaoer.core.answering.talk.wanting import wanted
from xiaoer.core.facts import Order, Product
from xiaoer.core.reading.shapes import Intent, Reading, Scored

_SURE = 0.8
_SHORT = 16
_USED = re.compile(r"(?:怎么|咋|如何)(?:洗|用|装|吃|存|放|保养|打理|穿|戴|系|熨|加热|解冻|清洁|充电)")
_DATA: frozenset[Intent] = frozenset({"product_attribute", "care_usage", "product_suitability"})
BARE_OF: frozenset[Intent] = frozenset({"product_attribute", "care_usage", "other", "product_suitability"})
UNREAD: frozenset[Intent] = frozenset(
    {
        "other",
        "chitchat",
        "stock",
        "price_promotion",
        "bargain",
        "ship_time",
        "delivery_eta",
        "quality_issue",
        "payment",
        "not_received",
    }
)
_OUTWEIGHED: frozenset[Intent] = frozenset(
    {"recommend", "stock", "bargain", "authenticity", "return_policy", "ship_time", "gift_note", "logistics_tracking",
     "payment", "review_issue"}
)  # fmt: skip
_NOT_OF_DATA = re.compile(r"收到|到货|签收|^[送赠]|送不送")
_TAKES = re.compile(r"[拿要买拍来订]\s*(?:\d|[一二两三四五六七八九十])|[拿要买拍来订][俩仨]")
_POINTING = re.compile(
    r"[大小](?:一?点)?(?:的|号|款|个|码)?|第?[一二三四五两](?:款|个|种)|便宜的|贵的|另[外一]?|换成|如果|要是|[色码号款种]"
)
_OF_SIZE: frozenset[Intent] = frozenset({"recommend", "other", "product_suitability", "product_attribute", "compare"})
_WHICH_SIZE = re.compile(
    r"\d\s*(?:斤|公斤|kg|cm|米)[^,。]{0,8}(?:用|穿|选|买|拍|要)?(?:哪|什么|啥|多大|几号)", re.IGNORECASE
)


_MY_SIZE = re.compile(
    r"(?:看|选|推荐|对|配|挑|问|定)(?:一下|下|一?个|什么|哪个)?(?:尺码|码数|码|号)(?!头|率)[吧呢啊]?$|(?:之间|中间|两个?码)[^,。]{0,6}(?:怎么|咋|选|挑|买|拍|哪|纠结)|(?:之间|中间)$|会不会(?:太|偏|有点)?[大小紧松肥](?:了|呢|啊|$)|[a-zA-Z]码?(?:凑合|将就|勉强)"
)
_STRICTLY_SIZE = re.compile(
    r"[码号大小高重斤胖瘦围长宽肥松选拍买尺寸挑个\d]|公斤|kg|cm|合身|合适|适合|[太偏会很有勒点不]紧|紧[吗么不了]|穿(?:得|不)?[下进上了]|能穿|可以穿|[smlSML]|这样|我|他|她|呢$"
)
_SUITS = re.compile(
    r"(?:合适|适合|行|可以|好|拿得出手|体面)(?:吗|不|么|嘛|没)|适不适合|合不合适|能不能(?:送|当)|送得出手"
)
_FREIGHT = re.compile(
    r"^那?(?:运费|邮费|物流费)呢?[?？]?$|(?:运费|邮费|快递费|物流费)(?:险)?[^,。]{0,4}(?:谁|怎么算|怎么收|咋算|要我|我出|自己|承担|出|付|报销|要钱|多少|吗)|谁(?:出|付|承担|给|掏)(?:运费|邮费|快递费)?|(?:要我|我|自己|买家|客户)(?:自己)?(?:出|付|承担|掏)(?:来回)?(?:运费|邮费|快递费)"
)
_BACK = re.compile(r"退(?!役)|换货|寄回|换(?:个|一|大|小)|[发寄]错|错发|[少漏]发|质量问题|破损|有瑕疵|是坏的")
_OF_RETURNS: frozenset[str] = frozenset(
    {"return_apply", "return_policy", "exchange", "refund_progress", "quality_issue", "damaged", "missing_wrong_item"}
)
_OF_FREIGHT = frozenset({"shipping_fee", "price_promotion", "other", "exchange", "logistics_tracking", "order_status"})
_FORWARDED = re.compile(r"(?:转寄|改派|转派|转发|拦截)[^,，。]{0,6}(?:钱|费|收|免费|多少)")
_WISHES = re.compile(r"有没有|有卖|有啥|有什么|[礼送搭]|左右|准备|需要|要[^,。]{1,6}的|用|买|来[一两点]")
_UPSTAIRS = re.compile(
    r"上楼|搬上|扛上|[送到搬]上?门|送到?(?:家|门)|送进|入户|\d楼|[一二三四五六七八九十]楼|没电梯|无电梯"
)
_HAS_IT = re.compile(
    r"有没有(?!货|卖|优惠|活动|库存|现|\d|[a-zA-Z])[^,。]{2,}|有(?!\d)[^,。货]{2,6}(?<!的)[吗么没不]$|含不含|带不带"
)
_ELSE = re.compile(r"推荐|哪[款个种些]|什么|啥|介绍|别的|其他|还有")
_COMPARED = re.compile(r"划算|便宜|好用|更|比|和|跟|还是|区别")
_SOLD_ALONE = re.compile(r"单独?[卖买]|有单卖|可以单[卖买]")
_ONE_MORE = re.compile(r"^那?(?:再|要是|如果)?加(?:上|个|一)?.{1,10}(?:呢|多少)?$")
_HAVE_SUCH = re.compile(r"(?:你们|你家|店里|请问|咱家)*有(?:没有)?(?!货)[^,。]{2,12}(?:[吗么嘛没不]|没有)$")
_GIVES = re.compile(
    r"够(?:不够)?(?:送|拿|得)[^,，。]{1,6}[吗不么没]$|送不送(?!货|到|人|上)|^(?:还|会|有)?[送附](?!货|到|人|去|达|上|给|回|修)[^,。]{1,6}[吗不么没]$"
)
_WHO_SIGNED = re.compile(
    r"(?:谁|哪个|是不是.{1,6})(?:帮我)?(?:代?签收?|代收)|(?:签收|快递|包裹|件).{0,4}(?:放(?:在)?哪|放了哪|是不是放|在哪个(?:驿站|柜))"
)
_BOTH_BOUGHT = re.compile(r"一起(?:买|拍|要|下单|多少|带)|合起来|加一起|加起来")
_OF_OFFER = re.compile(
    r"(?:半价|满减|满\d+减|[\d一二三四五六七八九]折|送的|活动|[买满][\d一二两三四五六]+[送赠][\d一二两三四五六]+).{0,4}(?:是?真的|还有|怎么没|咋没|没了|吗怎么|结束|到(?:啥|什么)时候|有效|截止|几[号点]|哪[天日])"
)
OFFER_OR_NOTHING: frozenset[Intent] = frozenset(
    {"authenticity", "other", "product_attribute", "delivery_eta", "ship_time", "logistics_tracking", "not_received",
     "order_status", "chitchat", "missing_wrong_item"}
)  # fmt: skip
_WRONG_CHOICE = re.compile(r"(?:拍|买|选|下)错.{0,6}(?:换|怎么办|咋办)")
_COURIER_PLACE = 8
_UNSENT = re.compile(r"[没未](?:有)?发|[没未]出库|刚[拍下买]")
_GUESSED = 0.6
_ITS_COST = re.compile(
    r"(?:没付款?|未付款?|待付款?|没付的)(?:的)?(?:那|这)?[单个笔]?.{0,6}(?:多少|几[块元])|[那这]单.{0,4}多少钱|订单.{0,4}(?:多少钱|金额)|多少钱来着"
)
_LOOSE: frozenset[Intent] = frozenset({"other", "stock", "product_attribute", "chitchat"})
_OF_COLOURS = re.compile(r"(?:哪[个种]|什么|啥)(?:颜?色|口味|味道)(?:好看|好|好吃|显白|百搭|卖得好)?[吗呢呀]*$")
_ENDS_HOW_MUCH = re.compile(r"(?:多少[钱呢呀啊?]*|几[块钱]+[钱呢呀?]*)$")
_LEFT = re.compile(r"(?:还?有|还?剩|剩下?)(?:多少|几)[个件本条支盒袋瓶双套台把只箱包张]?(?:货)?[了呢啊?]*$")
_PIECES_OF = re.compile(r"(?:多少|几)([件个本条支盒袋瓶双套台把只箱包张顶副])(?:货)?[了呢啊?]*(?:$|\s)")
_STILL_HAS = re.compile(r"[还含]有([\u4e00-\u9fff]{2,6}?)[吗么没不]$")
_USED_FOR = re.compile(
    r"(?:该|要|得)?(?:用|拿|选|买|挑|入|上|挂|装|配)(?:什么|啥|哪[个款种把台件])(?:样的|好|合适|行|比较好|靠谱|更好)?[呢啊呀]?$"
)
_OF_BUDGETS: frozenset[Intent] = frozenset({"other", "bargain", "chitchat", "product_attribute", "stock"})
_IS_THERE = re.compile(r"最(?:贵|便宜)的?(?:那|一)?[个款种套]?(?:套餐|规格|款式|版本|配置).{0,3}有(?:货)?[吗没不么]")
_DEARER = re.compile(r"比.{1,8}(?:贵|便宜)|[贵便宜]+(?:多少|几[块元]|\d+[块元])|差(?:多少|几)[块元钱]")
_DIFFERS_BY = re.compile(
    r"(?:和|跟|与|比).{1,8}差(?:多少|几)$|[两这]?[款种个](?:价格?)?(?:相)?差(?:多少|几)[钱块]?[呢啊]?$"
)
_OF_BODY = re.compile(r"身高|体重|斤|适合|胸围|腰围|衣长|裤长|肩宽")
_AFTER_OFFERS = re.compile(r"(?:券后|折后|优惠后|到手价?|活动价|会员价)(?:呢|多少|是多少|几[块钱]+|价)?[钱呢?]*$")
_WHICH_ONE = re.compile(r"哪[个款种]|什么颜?色|啥颜?色")


def reread(
    scored: Scored, text: str, product: Product | None, reading: Reading, slots: Slots, orders: Sequence[Order]
) -> Intent:
    """The intent to answer: a size of goods without a chart is another question, 再加个… while goods are looked at
    a basket, “我那个灯呢” of who bought a lamp asks for that order."""
    told = (
        meant(scored.intent, text, slots, orders, goods=product is not None)
        or of_a_case(scored.intent, text, slots, orders)
        or wanted(scored, text, product, shown=bool(slots.card), before=next(iter(slots.intents), ""))
        or by_talk(scored, text, product, reading, slots, orders)
        or (_of_goods(scored, text, product, reading, slots) if product is not None else None)
        or _of_conversation(scored, text, product, reading, slots, orders)
        or _of_own_orders(scored, text, slots, orders)
    )
    if told is not None:
        return told
    if not orders and product is not None and _before_an_order(scored, text, product, slots):
        return _before_an_order(scored, text, product, slots) or scored.intent
    fresh = scored.intent not in slots.intents and not slots.choice
    unsure = scored.intent in WITHOUT_WORDS and scored.confidence < _SURE
    guessed = scored.intent == "recommend" and scored.confidence < _GUESSED and not _WISHES.search(text)
    if fresh and (unsure or guessed) and not has_own_words(scored.intent, text):
        return "other"
    bought = product is not None and any(line.product == product.number for o in orders for line in o.lines)
    told_of = (scored.intent in _DATA and scored.confidence >= _SURE) or _USED.search(text) is not None
    told_of = told_of and not SENT_YET.search(text)
    if (
        scored.intent in OF_GOODS_OR_NOTHING
        and not told_of
        and orders
        and asks_mine(orders, text, slots, bought=bought)
    ):
        sent = scored.intent == "delivery_eta" and any(order.status == "shipped" for order in orders)
        return "delivery_eta" if sent else "order_status"
    return scored.intent


def _of_conversation(
    scored: Scored, text: str, product: Product | None, reading: Reading, slots: Slots, orders: Sequence[Order]
) -> Intent | None:
    """What a question means after what was said: the way back of a return, one more in the basket."""
    intent = scored.intent
    if intent in _OF_FREIGHT and _is_return_freight(text, reading, slots):
        return "exchange" if of_exchange(text, slots) else "return_policy"
    if (_UPSTAIRS.search(text) or _FORWARDED.search(text)) and intent in (
        "shipping_fee",
        "delivery_eta",
        "other",
        "chitchat",
        "stock",
    ):
        meant: Intent = "other" if product is None or _FORWARDED.search(text) else "product_attribute"
        return None if re.search(r"运费|邮费|包邮", text) else meant
    if _WHO_SIGNED.search(text) and intent in ("not_received", "order_status", "stock", "other"):
        return "logistics_tracking"
    if not slots.card and _is_wish(scored, text, product, reading):
        return "recommend"
    if (
        _WRONG_CHOICE.search(text)
        and not _UNSENT.search(text)
        and intent in ("modify_order", "quality_issue", "missing_wrong_item")
    ):
        return "exchange" if not orders else None
    return "price_promotion" if _is_of_sums(intent, text, product, reading, slots) else None


def _is_wish(scored: Scored, text: str, product: Product | None, reading: Reading) -> bool:
    """“零基础想学 两百以内”, “有练字的笔吗” where no goods' page is open."""
    if scored.intent in _OF_BUDGETS and SAYS_BUDGET.search(text):
        return product is None or bool(reading.entities.products)
    if product is None and scored.intent in BARE_OF | {"price_promotion", "chitchat"} and _USED_FOR.search(text):
        return True
    return bool(scored.confidence < _GUESSED and reading.entities.products and _HAVE_SUCH.match(text))


def _is_of_sums(intent: Intent, text: str, product: Product | None, reading: Reading, slots: Slots) -> bool:
    """Gifts asked for by name, goods bought together, an offer doubted, one more in the basket."""
    if _GIVES.search(text) and product is not None and intent in UNREAD | {"bargain", "product_suitability"}:
        return True
    others = [n for n in reading.entities.products if product is not None and n != product.number]
    beside = bool(others or (slots.earlier and reading.entities.products))
    if beside and _BOTH_BOUGHT.search(text) and intent in UNREAD | BARE_OF | {"recommend"}:
        return True
    if _OF_OFFER.search(text) and intent in OFFER_OR_NOTHING:
        return True
    return bool((slots.basket or beside) and _ONE_MORE.search(text) and intent in _LOOSE)


def _before_an_order(scored: Scored, text: str, product: Product, slots: Slots) -> Intent | None:
    """Who has bought nothing asks of goods, however it was read (单买巴黎那本有吗)."""
    if scored.intent == "urge_ship":
        return "ship_time"
    if scored.intent == "modify_order" and _ONE_MORE.search(text):
        return "price_promotion"
    if scored.intent in ("order_status", "not_received") and choose(product, text).options:
        return "stock"
    return "price_promotion" if scored.intent == "modify_order" and slots.earlier else None


def _of_own_orders(scored: Scored, text: str, slots: Slots, orders: Sequence[Order]) -> Intent | None:
    """What was signed for is sent back, not called off; what an order cost is told of the order."""
    if scored.intent == "cancel_order" and slots.order:
        held = next((order for order in orders if order.number == slots.order), None)
        return "return_apply" if held is not None and held.status in ("delivered", "finished") else None
    return (
        "order_status"
        if scored.intent in ("price_promotion", "payment") and orders and _ITS_COST.search(text)
        else None
    )


def _of_goods(scored: Scored, text: str, product: Product, reading: Reading, slots: Slots) -> Intent | None:
    """What a question means of the goods in view; None = what was read."""
    intent = scored.intent
    if intent == "size_advice" and (_ENDS_HOW_MUCH.search(text) or _DEARER.search(text)) and not _OF_BODY.search(text):
        return "price_promotion" if choose(product, text).options else None
    if intent == "size_advice" and product.size_chart and not _STRICTLY_SIZE.search(text):
        return "product_attribute"
    if intent == "size_advice":
        return without_chart(text) if _sizeless(product, reading) and not SIZE_WORDS.search(text) else None
    if intent in ("recommend", "compare") and _is_of_option(text, product):
        return "stock"
    several = intent in UNREAD | BARE_OF | {"recommend"} and len(options_summed(product, text, slots.choice)) > 1
    if several or (_SOLD_ALONE.search(text) and len(narrow(product, {}, text)) < len(product.skus)):
        return "price_promotion"
    sized = (
        intent in _OF_SIZE | {"chitchat"} and product.size_chart and (_WHICH_SIZE.search(text) or _MY_SIZE.search(text))
    )
    return "size_advice" if sized else _of_its_data(intent, text, product, shown=slots.card == product.number)


def _of_its_data(intent: Intent, text: str, product: Product, *, shown: bool) -> Intent | None:
    """What was read as a stock or a wish, but asks what the goods' own data tells."""
    options = choose(product, text).options
    if _outweighed(intent, text, product, options, shown=shown):
        return "product_attribute"
    if _asks_stock(intent, text, product, named=bool(options)):
        return "stock"
    if intent == "stock" and not options and not choose(product, text).absent and _asks_data(text, product):
        return "product_attribute"
    if intent == "recommend" and not _ELSE.search(text) and _SUITS.search(text):
        return "product_suitability"
    bare = intent == "recommend" and all(map(is_quality, content_runs(text))) and not _ELSE.search(text)
    if (bare and _HAS_IT.search(text) and not options) or (intent == "recommend" and _OF_COLOURS.search(text)):
        return "product_attribute"
    return "price_promotion" if _asks_price(intent, text, product, named=bool(options)) else None


def _asks_price(intent: Intent, text: str, product: Product, *, named: bool) -> bool:
    """Whether the price after offers, of an option or between two variants is asked for."""
    open_to = intent in BARE_OF | {"compare"}
    if open_to and (_DEARER.search(text) or (_DIFFERS_BY.search(text) and len({s.price for s in product.skus}) > 1)):
        return True
    if _AFTER_OFFERS.search(text) and intent not in ("return_policy", "refund_progress", "order_status"):
        return True
    return bool(_ENDS_HOW_MUCH.search(text) and intent in BARE_OF and named)


def _outweighed(
    intent: Intent, text: str, product: Product, options: Sequence[tuple[str, str]], *, shown: bool
) -> bool:
    """Whether no word speaks for what was read, and the data of the goods whose page is open answers the line."""
    if intent not in _OUTWEIGHED or not shown or speaks_for(intent, text) or _NOT_OF_DATA.search(text):
        return False
    told = _told(product, text, options)
    return any(key in text for key in told) if intent == "stock" else bool(told)


def _told(product: Product, text: str, options: Sequence[tuple[str, str]]) -> list[str]:
    """The keys of the goods' data that a line asks for outright, beside the options that it names."""
    bare = text
    for run in common_runs(text, " ".join([product.title, product.category, *(value for _, value in options)])):
        bare = bare.replace(run, " ")
    if not content_runs(bare):
        return []
    return [aspect.key for aspect in asked_for(product, text, bare, least=SURE) if aspect.key != POINT]


def _asks_stock(intent: Intent, text: str, product: Product, *, named: bool) -> bool:
    """“最便宜那款有吗”, “瓷白还剩几支”, “80B黑色多少件”."""
    if intent in BARE_OF and (_IS_THERE.search(text) or (_LEFT.search(text) and named)):
        return True
    return intent in BARE_OF | {"price_promotion"} and named and _counts_pieces(text, product)


def _counts_pieces(text: str, product: Product) -> bool:
    """“80B黑色多少件”: pieces on the shelf, where neither its variants nor its data count in that unit."""
    said = _PIECES_OF.search(text)
    if said is None or re.search(r"一[盒包箱袋提罐]|[买拍要来拿]|里面", text):
        return False
    told = " ".join((*(sku.spec for sku in product.skus), *(value for _, value in product.attributes)))
    return re.search(rf"[\d一二两三四五六七八九十]\s*{said[1]}", told) is None


def _asks_data(text: str, product: Product) -> bool:
    """“还有咖啡因吗”, “有防滑吗”: no stock is asked for."""
    still = _STILL_HAS.search(text)
    if still is not None and any(still[1] in key for key, _ in product.attributes):
        return True
    return not has_own_words("stock", text) and _HAS_IT.search(text) is not None


def _is_of_option(text: str, product: Product) -> bool:
    """“7月生的是哪个颜色”: one variant is described, none are compared."""
    if not _WHICH_ONE.search(text) or _COMPARED.search(text):
        return False
    chosen = choose(product, text)
    return bool(chosen.options) and not chosen.several


def _is_return_freight(text: str, reading: Reading, slots: Slots) -> bool:
    """“运费谁出”, “运费怎么算” in the matter of a return is the way back, not the way to the shopper."""
    if not _FREIGHT.search(text) or reading.entities.province:
        return False
    return bool(_BACK.search(reading.normal)) or any(intent in _OF_RETURNS for intent in slots.intents[:2])


def goes_on_about(
    shop: Shop, slots: Slots, text: str, product: Product | None, intent: Intent, reading: Reading
) -> bool:
    """“那XL呢”, “小的呢” after a question for an attribute: the same is asked of another option or product."""
    if WHICH_COURIER.search(slots.topic):
        return reading.entities.province is not None and len(text) <= _COURIER_PLACE
    of_size = intent == "size_advice" and OF_GARMENT.search(slots.topic) and not reading.entities.height_cm
    unfit = _TAKES.search(text) is not None or len(text) > _SHORT
    if unfit or not slots.topic or product is None or (intent not in BARE_OF and not of_size):
        return False
    said = reading.entities
    named = [product, *(p for number in said.products if (p := shop.product(number)) is not None)]
    names = " ".join(f"{p.title} {p.category}" for p in named)
    words = [*slots.choice.values(), *said.colours, *said.sizes, *names.split()]
    for word in sorted({*words, *common_runs(text, names)}, key=len, reverse=True):
        for form in (word, word.removesuffix("色"), word.removesuffix("码")):
            text = re.sub(re.escape(form), " ", text, flags=re.IGNORECASE) if form else text
    return not content_runs(_POINTING.sub(" ", text))


def _sizeless(product: Product, reading: Reading) -> bool:
    said = reading.entities
    whole = said.height_cm is not None and said.weight_jin is not None
    return not product.size_chart and not whole
