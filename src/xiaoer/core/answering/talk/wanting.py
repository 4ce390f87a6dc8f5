"""Wishes that are no sentences (200块送客户的礼盒), figures (微胖能穿吗), prices found too dear: what is meant."""

# Rows of Chinese count double in width; they are kept whole.

from __future__ import annotations

import re

from xiaoer.core.answering.goods.named_prices import is_price_named
from xiaoer.core.facts import Product
from xiaoer.core.reading.shapes import Intent, Scored

_ASKS = re.compile(
    r"[?？吗么呢]|什么|怎么|多少|几|哪|能不能|可以|会不会|有没有|是不是|写|备注|卡片|贺卡|包装|放|别|不要"
)
_SOMEBODY = (
    r"(?:(?:我|俺|咱)?(?:家)?(?:妈|爸|爷爷|奶奶|外公|外婆|姥姥|姥爷|公公|婆婆|岳父|岳母|老?丈人|丈母娘|老公|老婆|男朋友|女朋友|男友|女友|对象|爱人|"
    r"闺蜜|姐|妹|弟|哥|儿子|女儿|闺女|孩子|小孩|宝宝|娃|朋友|同学|同事|领导|老板|客户|老师|长辈|老人|亲戚|邻居)\S{0,2}?)"
)
_OCCASION = (
    r"(?:上班|通勤|约会|聚会|旅游|出差|过年|年会|婚礼|面试|居家|在家|运动|健身|户外|露营|办公室|宿舍|平时|日常|开学|"
    r"春天|夏天|秋天|冬天|春秋|秋冬)"
)
_WISH = re.compile(
    rf"^(?:想|要|求|找|来|买|挑|选|看看|整|弄)?(?:一?[个款份件点些])?[^,，。]{{0,8}}?"
    rf"(?:送(?:给)?{_SOMEBODY}|{_OCCASION}[^,，。]{{0,3}}?(?:穿|用|吃|喝|戴|背|铺|当[^的,，。]{{1,4}}?[吃用喝]?))的[^,，。]{{0,6}}$"
)
_FIGURE = re.compile(
    r"(?:微?胖|大码|丰满|肉肉|肚子大|腰粗|胯宽|屁股大|腿粗|胸大|个子(?:高|矮|小)|小个子|矮个|娇小|太?瘦|偏瘦|梨形|苹果[型形]|溜肩|宽肩|壮)"
    r"(?:mm|妹子|女生|的?人|身材|妹妹|姐妹)?[^,，。]{0,4}(?:能|可以|可不可以|能不能|适合|好|合适)?(?:穿|戴)?(?:吗|么|不|嘛|得了|得下)"
)
DEAR = re.compile(
    r"(?:为(?:什么|啥|何)|凭(?:什么|啥)|怎么|咋)[^,，。?？]{0,8}(?:贵|卖(?:这|那)么多钱?|(?:这|那)么高)|贵在(?:哪|什么)|(?:比|跟|和)(?:别|人|其他)[^,，。]{0,6}贵"
)
"""A price is found too high, by itself or beside another shop's."""
_KEEPS = re.compile(
    r"(?:拆|开|打开)(?:开|封|袋|罐|盒|包|瓶|了|过|后|之后|以后)*[^,，。]{0,6}(?:能|可以|还能)?(?:放|保存|存|吃|喝|用)(?:多久|几天|多长|到什么时候)|(?:能|可以)(?:放|存|保存)(?:多久|几天|多长)"
)
_COURTEOUS = 0.95  # small talk known by its form; less sure, it may be what a case is about
CASES = frozenset(
    {
        "quality_issue", "damaged", "missing_wrong_item", "not_received", "return_apply", "exchange", "refund_progress",
        "complaint", "human_request", "review_issue",
    }
)  # fmt: skip
_WHEN_SENT = re.compile(r"(?:什么时候|啥时候|何时|几时|多久|几天)(?:能|可以|会|给)?(?:我)?发(?:货|出)?[?？呢啊呀~。]*$")
_BUYS_LATER = re.compile(
    r"(?:\d\s*[号日]|[明后]天|今晚|明晚|(?:周|星期|礼拜)[一二三四五六日天末]|月底|双\d+|618|国庆|元旦|五一)(?:那天|晚上|早上|中午)?(?:再|之后|以后|后|去)?(?:买|拍|入手|下单)(?:的?话)?(?:呢|多少|什么价|便宜)?[钱吗么?？]*$"
)
_BARE: frozenset[Intent] = frozenset({"product_attribute", "care_usage", "product_suitability", "other", "chitchat"})
_NOT_KEPT: frozenset[Intent] = frozenset({"delivery_eta", "ship_time", "other", "stock", "return_policy", "chitchat"})
_OF_PRICES = frozenset({"price_promotion", "bargain"})
_OF_WISHES: frozenset[Intent] = frozenset(
    {
        "product_suitability",
        "product_attribute",
        "gift_note",
        "care_usage",
        "stock",
        "bargain",
        "price_promotion",
        "other",
    }
)


def wanted(scored: Scored, text: str, product: Product | None, *, shown: bool, before: str = "") -> Intent | None:
    """The intent that is meant; None = what was read may stand.

    `shown` = a product's page or card is in view, `before` = the intent of the last answer.
    """
    if scored.intent == "chitchat" and before in CASES and scored.confidence < _COURTEOUS:
        return "other"
    if scored.intent not in CASES and is_price_named(text, product, bargaining=before == "bargain"):
        return "bargain"
    if product is not None and before in _OF_PRICES and scored.intent in _OF_WISHES and _BUYS_LATER.search(text):
        return "price_promotion"
    return _afresh(scored, text, product, shown=shown)


def _afresh(scored: Scored, text: str, product: Product | None, *, shown: bool) -> Intent | None:
    """What words mean whatever was asked before."""
    if scored.intent in _NOT_KEPT and _KEEPS.search(text):
        return "product_attribute"
    if DEAR.search(text) and scored.intent not in ("price_protection", "shipping_fee", "complaint"):
        return "bargain"
    if scored.intent in _BARE and _WHEN_SENT.search(text):
        return "ship_time"
    if product is not None and product.size_chart and _FIGURE.search(text) and not re.search(r"\d", text):
        return "size_advice"
    wish = not shown and scored.intent in _OF_WISHES and _WISH.match(text) and not _ASKS.search(text)
    return "recommend" if wish else None
