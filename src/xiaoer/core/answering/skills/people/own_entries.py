"""What the shop wrote down for this very question: a FAQ in nearly the same words, a rule by its topic, buying much."""

# Rows of Chinese count double in width; they are kept whole.

from __future__ import annotations

import re

from xiaoer.core.answering.evidence.recall import Entry
from xiaoer.core.answering.evidence.sayable import elsewhere
from xiaoer.core.answering.goods.aspects import POINT, asked_for
from xiaoer.core.answering.goods.synonyms import canonical
from xiaoer.core.answering.parts import Part, Turn
from xiaoer.core.answering.skills.common import hits, quote, without_title
from xiaoer.core.facts import Faq
from xiaoer.core.reading.shapes import Intent

_CELL = 2.2  # how surely a cell of the goods in view is asked for, so that it goes before a word for all goods
_NEARLY = 0.6
_THE_SAME = 0.85
_OF_ORDERS: frozenset[Intent] = frozenset(
    {"order_status", "logistics_tracking", "urge_ship", "refund_progress", "not_received", "cancel_order",
     "change_address", "modify_order", "return_apply", "complaint", "human_request", "price_promotion", "bargain",
     "stock", "shipping_fee", "delivery_eta", "ship_time", "size_advice"}
)  # fmt: skip
_OF_OWN: frozenset[Intent] = frozenset({"order_status", "logistics_tracking", "urge_ship", "refund_progress"})
_LONG_TOPIC = 4
_OPEN: frozenset[Intent] = frozenset(
    {
        "other",
        "chitchat",
        "bot_identity",
        "greeting",
        "recommend",
        "product_attribute",
        "care_usage",
        "authenticity",
        "bargain",
        "size_advice",
        "compare",
    }
)
_OF_RULES: frozenset[Intent] = frozenset({"other", "product_attribute", "care_usage", "chitchat", "quality_issue"})
_BULK = re.compile(
    r"批发|团购|拿货|量大|大批|(?:公司|单位|学校)(?:买|采购|要|用)|(?:班里|班级|全班|公司|单位|学校|幼儿园|食堂).{0,6}\d{2,}|企业价|工程价|拿货价"
)
_MANY = re.compile(
    r"(?<!\d)(?:[2-9]\d|\d{3,4}|[二三四五六七八九]十)\s*(?:个|件|套|袋|包|箱|本|支|盒|台|份|条|瓶|桶|只|双|把|盆|株|斤|块|张)"
)
_OLD_FOR_NEW = re.compile(r"旧.{0,8}(?:抵|折价|折现|回收|换新)|以旧换新|(?:能|可以|可)抵(?:多少|钱)|旧换新")
_TRADE_IN = re.compile(r"以旧换新|旧机|旧.{0,6}抵|折抵|回收")
_CHEAPER = re.compile(r"[啥什]么?价|优惠|便宜|折|批|少点|价格|怎么算")
_BULK_RULE = re.compile(r"批发|团购|企业|采购|大客户|批量|大宗|起批|工程")


def as_written(turn: Turn) -> Part | None:
    """The shop's own entry where it is surely the one asked for; None = skills answer."""
    return _traded_in(turn) or _in_bulk(turn) or _nearly_the_same(turn) or _by_topic(turn)


def _traded_in(turn: Turn) -> Part | None:
    """“旧的能抵多少”: the shop's rule on trading in."""
    if not _OLD_FOR_NEW.search(turn.text):
        return None
    entry = next((p for p in turn.shop.facts.policies if _TRADE_IN.search(f"{p.topic}{p.text}")), None)
    if entry is None:
        return None
    text, facts = quote(entry, turn)
    return Part(text, facts=facts, confidence=0.88)


def _nearly_the_same(turn: Turn) -> Part | None:
    """A FAQ in nearly the same words (你家猫叫啥), where what was read is no matter of orders or sums."""
    if turn.intent == "size_advice" and turn.product is not None:
        return None
    if turn.orders and turn.intent in _OF_OWN:
        return None
    usual = turn.intent in _OPEN or (turn.intent == "contact_offsite" and "店" in turn.text)
    if not usual and turn.intent in _OF_ORDERS:
        return None
    best = next((hit for hit in hits(turn, 1) if isinstance(hit.entry, Faq)), None)
    if best is None or best.score < (_NEARLY if usual else _THE_SAME) or _names_its_cell(turn, best.entry):
        return None
    text, facts = quote(best.entry, turn)
    return Part(text, facts=facts, confidence=0.92)


def _names_its_cell(turn: Turn, entry: Entry) -> bool:
    """“保质期多久” of goods whose data has that very cell: it goes before a word that is for all goods."""
    product = turn.product
    if product is None or (isinstance(entry, Faq) and product.number in entry.products):
        return False
    if any(len(key) > 1 and key in turn.text for key, value in product.attributes if not elsewhere(value)):
        return True
    told = asked_for(product, turn.text, without_title(turn), least=_CELL)
    return any(aspect.key != POINT and not elsewhere(aspect.value) for aspect in told)


def _by_topic(turn: Turn) -> Part | None:
    """The rule of the shop whose topic stands in the question word for word (忘记密码)."""
    if turn.intent not in _OF_RULES:
        return None
    said = canonical(turn.text)
    topics = [p for p in turn.shop.facts.policies if len(p.topic) >= _LONG_TOPIC and p.topic in said]
    if not topics:
        return None
    text, facts = quote(max(topics, key=lambda p: len(p.topic)), turn)
    return Part(text, facts=facts, confidence=0.85)


def _in_bulk(turn: Turn) -> Part | None:
    """What the shop says of buying much (班里要40个有优惠没); None where it says nothing of it."""
    if turn.intent not in ("price_promotion", "bargain", "other", "recommend", "product_attribute", "stock"):
        return None
    count = _MANY.search(turn.text)
    if not _BULK.search(turn.text) and not (count is not None and _CHEAPER.search(turn.text)):
        return None
    policies = turn.shop.facts.policies
    rule = next((p for p in policies if _BULK_RULE.search(p.topic)), None)
    rule = rule or next((p for p in policies if _BULK_RULE.search(p.text)), None)
    if rule is None and _BULK.search(turn.text):
        said = (
            "买得多的价格资料里没有写明，先不给您乱说。\n请售前同事按您要的数量登记报价，您把款式和数量发在这里就行。"
        )
        return Part(said, "handoff", 0.85, (), "售前")
    if rule is None:
        return None
    text, facts = quote(rule, turn)
    return Part(text, facts=facts, confidence=0.86)
