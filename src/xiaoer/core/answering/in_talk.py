"""What a line means in the course of a talk: it takes goods, asks how a case stands, says who one is, waits for a sale."""

# Rows of Chinese count double in width; they are kept whole.
# ruff: noqa: E501

from __future__ import annotations

import re
from collections.abc import Sequence

from xiaoer.core.answering.skills.own_words import has_own_words
from xiaoer.core.answering.slots import Slots
from xiaoer.core.answering.taking import taken
from xiaoer.core.facts import Order, Product
from xiaoer.core.reading.shapes import INTENTS, Intent, Reading, Scored

_SURE = 0.8
_OF_CASES: frozenset[Intent] = frozenset(
    {"exchange", "return_apply", "return_policy", "order_status", "quality_issue", "other"}
)
_OPEN: frozenset[Intent] = frozenset(
    {"other", "chitchat", "stock", "price_promotion", "bargain", "ship_time", "delivery_eta", "payment", "compare",
     "price_protection", "product_attribute", "care_usage", "product_suitability", "not_received", "quality_issue"}
)  # fmt: skip
_PROGRESS = re.compile(
    r"(?:退款?|换货?|售后|申请|维修|补发).{0,4}(?:处理|审核|通过|同意|批|好|办|弄)(?:了|好了|完了)?(?:吗|没|么|不)|处理了(?:吗|没)|进度|到哪(?:一)?步|怎么样了|咋样了"
)
_FAULTS = frozenset({"quality_issue", "damaged", "missing_wrong_item"})
_REMEDY = re.compile(
    r"(?:那|就|直接|能|能不能|可以|可不可以|给我|帮我|你们)*(?:补发?|补寄|重发|再发|换新|换个?新的?|换一?[个件套]|赔|赔我|退一?半|部分退款|补偿)(?:一?[个份件])?(?:给我)?(?:就行|就好|就可以|行吗|行不|可以吗|吧|吗|不)?[呢啊呀?？。!！]*"
)
_NOT_THAT = re.compile(
    r"^(?:不是|不对)(?:这个|那个|这单|那单|这款|它)?[,，\s]*(?:我)?(?:问|说|要|看)?的?是?|^我(?:问|说)的?是?"
)
_POINTS = re.compile(
    r"那?(?:第[一二三四五](?:个|款|种)|[大小中](?:一?[号点码])?的?(?:那个)?|另[外一]+(?:个|款)|最?(?:贵|便宜)的)(?:呢|的呢|怎么样)[?？]?"
)
_REPEATED = frozenset({"price_promotion", "stock", "product_attribute"})
_ADDS = re.compile(
    r"^(?:那|行|好)?(?:我)?(?:再|另外|还)?(?:要|想)?(?:加|凑|配|带|捎)(?!急|购|微|厚|绒|长)(?:上|个|一|两|[2-9])?"
)
_I_AM = re.compile(
    r"^那?(?:如果|要是)?(?:我|咱)?(?:也)?(?:是|有|算)[^,。]{0,6}(?:会员|新客|新人|新用户|VIP|vip|首单|老客|学生)|^(?:我|咱)?(?:会员|新客|新人|首单)(?:价)?(?:呢|多少|哦|啊|哈)?[?？]?$"
)
_WAIT_FOR = re.compile(
    r"(?:等|到).{0,3}(?:618|双\d+|大促|活动|国庆|元旦|年货节|周年庆).{0,4}(?:再)?(?:买|拍|入)|现在(?:买|拍|入).{0,4}(?:还是|好|合适|划算).{0,8}(?:618|双\d+|大促|活动)"
)


def by_talk(
    scored: Scored, text: str, product: Product | None, reading: Reading, slots: Slots, orders: Sequence[Order]
) -> Intent | None:
    """The intent that the course of the talk gives a line; None = what was read may stand."""
    intent = scored.intent
    guessed = intent == "bargain" and not has_own_words(intent, text) and slots.intents[:1] != ("bargain",)
    bought_nothing = intent in ("exchange", "modify_order") and not orders and product is not None
    intent = "other" if guessed or bought_nothing else intent
    if _ADDS.match(text) and slots.spoken and reading.entities.products and intent in _OPEN | {"size_advice"}:
        return "price_promotion"
    if product is not None and (took := taken(intent, text, product, reading, slots)) is not None:
        return took
    if (case := _of_a_case(intent, text, slots, orders)) is not None:
        return case
    if _NOT_THAT.match(text) and slots.intents and reading.intents[0].confidence < _SURE:
        return next((name for name in INTENTS if name == slots.intents[0]), None)
    if product is not None and (told := _of_goods_in_talk(intent, text, slots)) is not None:
        return told
    return "product_suitability" if guessed and reading.entities.height_cm else None


def _of_a_case(intent: Intent, text: str, slots: Slots, orders: Sequence[Order]) -> Intent | None:
    """“换货处理了吗” asks how a case stands; “补发就行” after a fault was told goes on with it."""
    if intent in _OF_CASES and _PROGRESS.search(text) and any(order.after_sales for order in orders):
        return "refund_progress"
    if intent in _FAULTS or not _REMEDY.fullmatch(text.strip()):
        return None
    case = next((name for name in slots.intents[:3] if name in _FAULTS), None)
    return next((name for name in INTENTS if name == case), None)


def _of_goods_in_talk(intent: Intent, text: str, slots: Slots) -> Intent | None:
    """A mere pointing asks the last question again; who one is and what one waits for ask for the sum."""
    if intent in _OPEN | {"recommend"} and _POINTS.fullmatch(text.strip()):
        last = next((name for name in slots.intents if name in _REPEATED), None)
        return next((name for name in INTENTS if name == last), None)
    if intent in _OPEN and (_I_AM.search(text) or _WAIT_FOR.search(text)):
        return "price_promotion"
    return None
