"""“差价退我了没”, “赔多少”, “一起拍怎么发”: how a case stands or how parcels leave, however the line was read."""

# Rows of Chinese count double in width; they are kept whole.

from __future__ import annotations

import re
from collections.abc import Sequence

from xiaoer.core.answering.goods.aspects import common_runs
from xiaoer.core.answering.skills.delivery.parcels_split import ASKED as SPLIT
from xiaoer.core.answering.talk.slots import Slots
from xiaoer.core.facts import Order
from xiaoer.core.reading.shapes import Intent

_CASELESS: frozenset[Intent] = frozenset(
    {"price_protection", "change_address", "stock", "product_attribute", "price_promotion", "payment", "complaint",
     "other", "order_status", "bargain", "chitchat", "damaged", "quality_issue", "cancel_order"}
)  # fmt: skip
_OF_ORDERS = frozenset({"order_status", "logistics_tracking", "delivery_eta", "urge_ship", "ship_time", "not_received"})
_WHAT_OF = re.compile(r"(?:那|我的?|还有|另外)*[\u4e00-\u9fff]{2,8}(?:那[个单]|的)?呢[?？啊]*")
_DONE_YET = re.compile(r"(?:退|赔|补|批|取消)(?:回|给|还|我|完|好|掉|款|钱)*了(?:没有?|吗|么|嘛)[呢啊?？]*$")
_HOW_MUCH_BACK = re.compile(
    r"(?:那|能|会|要|大概|一共|总共)*(?:赔|退|补)(?:给)?(?:我)?(?:多少|几)(?:钱|块)?[呢啊?？]*$"
)
_HANDLED_WHEN = re.compile(r"(?:多久|多长时间|几天|什么时候|啥时候|何时)[^,，。]{0,4}(?:处理|审核|批|通过|退)")


def of_a_case(intent: Intent, text: str, slots: Slots, orders: Sequence[Order]) -> Intent | None:
    """“差价退我了没”, “那套取消了没”, “赔多少” of who has a case: how it stands."""
    if slots.intents[:1] and slots.intents[0] in _OF_ORDERS and _WHAT_OF.fullmatch(text.strip()):
        called = any(common_runs(text, line.title) for order in orders for line in order.lines)
        if called and not slots.card:
            return "order_status"
    if SPLIT.search(text) and not orders:
        return "ship_time"
    if intent not in _CASELESS or not any(order.after_sales for order in orders):
        return None
    goes_on = slots.intents[:1] == ("refund_progress",) and _HOW_MUCH_BACK.match(text.strip()) is not None
    waits = _HANDLED_WHEN.search(text) is not None and any(_is_open(order) for order in orders)
    return "refund_progress" if goes_on or waits or _DONE_YET.search(text) else None


def of_exchange(text: str, slots: Slots) -> bool:
    """Whether the freight asked for is that of an exchange."""
    return "退" not in text and ("换" in text or slots.intents[:1] == ("exchange",))


def _is_open(order: Order) -> bool:
    return order.after_sales is not None and not re.search(r"成功|完成|关闭|拒绝", order.after_sales.state)
