"""“我那个灯呢”, “椅子到了吗”: whether a line speaks of what the shopper has bought."""

# Rows of Chinese count double in width; they are kept whole.

from __future__ import annotations

import re
from collections.abc import Sequence

from xiaoer.core.answering.evidence.recall import clean, grams
from xiaoer.core.answering.skills.orders.orders import calls_goods
from xiaoer.core.answering.talk.slots import Slots
from xiaoer.core.facts import Order
from xiaoer.core.reading.shapes import Intent

OF_GOODS_OR_NOTHING: frozenset[Intent] = frozenset(
    {
        "greeting",
        "other",
        "product_attribute",
        "stock",
        "chitchat",
        "delivery_eta",
        "ship_time",
        "product_suitability",
        "recommend",
        "care_usage",
    }
)
_OWNED = re.compile(r"我(?:那|的|买|拍|订|定(?!金)|之前|前几天|昨天|上周|这单)|买的|拍的|订的|定的|定做的|下单的")
SENT_YET = re.compile(
    r"(?:做|配|备|打包|弄|改|修|刻|绣|印|裁|加工|制作)好了?(?:吗|没|么|不)|到(?:了)?(?:吗|么|没|哪|不)|到货了|发(?:货|出)?了?(?:吗|没|不)|在哪|寄出|送到了|(?:什么|啥)时候.{0,3}到|几号.{0,3}到|几天.{0,3}到|还要多久|(?:什么|啥|几)时候?.{0,2}发"
)
_WISH = re.compile(r"能不能|可不可以|能.{1,12}吗|可以.{1,12}吗|改|换|退|取消|晚点|延后|备注|开票|发票")


def asks_mine(orders: Sequence[Order], text: str, slots: Slots, *, bought: bool) -> bool:
    """“我那个灯呢”, “椅子到了吗”: goods of an own order, spoken of as bought. `bought` = the product named is one."""
    named = bought or any(calls_goods(order, text) or _titled(order, text) for order in orders)
    if _WISH.search(text) or not named:
        return False
    return _OWNED.search(text) is not None or (SENT_YET.search(text) is not None and not slots.card)


def _titled(order: Order, text: str) -> bool:
    asked = {gram for gram in grams(clean(text)) if gram.isalpha() and not gram.isascii()}
    return any(asked & grams(line.title) for line in order.lines)
