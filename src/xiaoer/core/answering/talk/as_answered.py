"""The intent by which a line was answered, whatever was read first: what the reply's cells tell."""

# Rows of Chinese count double in width; they are kept whole.

from __future__ import annotations

import re

from xiaoer.core.answering.parts import Part, Turn
from xiaoer.core.answering.talk.rereading import BARE_OF, OFFER_OR_NOTHING, UNREAD
from xiaoer.core.answering.talk.topics import OF_GARMENT, WHICH_COURIER
from xiaoer.core.reading.shapes import Intent

_COUNTED = re.compile(r"(?:多少|几)[\u4e00-\u9fff]")
_FITTING = re.compile(r"(?:不?适配|不?兼容|电池平台|适用(?:型号|机型)):")
_OF_A_SUM: frozenset[Intent] = frozenset({"cancel_order", "chitchat", "other"})
_OF_OFFERS = frozenset(
    {
        "时间",
        "类型",
        "名称",
        "门槛",
        "优惠",
        "叠加规则",
        "领取方式",
        "说明",
        "开始时间",
        "结束时间",
        "标题",
        "价格",
        "规格",
    }
)
_BESIDE_OFFERS: frozenset[Intent] = frozenset({"product_suitability"})


def of_attributes(intent: Intent, text: str, part: Part) -> bool:
    """Whether a part told an attribute, or what an option counts (多少片)."""
    counted = _COUNTED.search(text) is not None and any(fact.field == "规格" for fact in part.facts)
    if WHICH_COURIER.search(text) and any(fact.field == "承运快递" for fact in part.facts):
        return True
    if intent == "size_advice" and OF_GARMENT.search(text) and any(fact.field.endswith("cm") for fact in part.facts):
        return True
    return intent in BARE_OF and (counted or any(fact.field == "属性" for fact in part.facts))


def as_answered(turn: Turn, part: Part) -> Intent:
    """The intent by which a line was answered: an attribute told where nothing else was read, is one asked for."""
    fields = {fact.field for fact in part.facts}
    if part.goods and turn.intent in _OF_A_SUM:
        return "price_promotion"
    if turn.intent in UNREAD | {"recommend", "product_attribute", "care_usage"}:
        if "尺码" in fields and any(fact.field.endswith("围cm") for fact in part.facts):
            return "size_advice"
        if any(_FITTING.match(fact.value) for fact in part.facts if fact.field == "属性"):
            return "product_suitability"
    misread = turn.intent != "bargain" and turn.intent in UNREAD | OFFER_OR_NOTHING | _BESIDE_OFFERS
    if misread and {"名称", "类型"} <= fields <= _OF_OFFERS:
        return "price_promotion"
    told = "属性" in fields and fields <= {"属性", "标题", "卖点"}
    return "product_attribute" if told and turn.intent in UNREAD else turn.intent
