"""Lines that go on with a sum: goods added to it, taken out of it, wanted in another number."""

# Rows of Chinese count double in width; they are kept whole.

from __future__ import annotations

import re

from xiaoer.core.answering.goods.counting import counts_pieces
from xiaoer.core.answering.talk.slots import Slots
from xiaoer.core.facts import Product
from xiaoer.core.reading.shapes import Intent, Reading

COUNTERS = "件盒份个瓶袋双条套箱罐支包只提饼床台本盆束桶组对根片张副顶把枚颗卷朵棵株筒串枝排"
NUMBER = r"(?:\d{1,3}|[一二两俩三四五六七八九十]{1,2})"
ADDS = re.compile(
    r"^(?:那|行|好|嗯|哦|要是|如果|假如|[,，\s])*(?:我)?(?:再|另外|还|也)?(?:要|想|来|拿|买|拍)?(?:加|凑|搭|捎|添)(?!急|购|微|厚|绒|长|热|水|湿)(?:上|个|一|两|[2-9])?"
    r"|^(?:那|行|好|嗯|[,，\s])*(?:我)?(?:再|另外|还|也)(?:要|想要?|来|拿|买|拍|带|配)(?!看|问|便宜|少|优惠)"
)
"""再加一盒…, 再来两袋, 也要一套…."""
DROPS = re.compile(
    r"(?:不要|不买|不加|去掉|拿掉|减掉|删掉|去了)(?:了|吧|呢|$)|^(?:那|算了|还是|[,，\s])*(?:不要|去掉|拿掉|减掉|删掉)"
)
RECOUNTS = re.compile(
    rf"(?:改成?|换成?|变成?|减[到成少]?|加到|只要|就要)(?:要|买|拿|来)?\s*({NUMBER})\s*[{COUNTERS}](?!装|的)"
)
"""椅子改成5把."""
_SURE = 0.75
_ELSE: frozenset[Intent] = frozenset(
    {"shipping_fee", "delivery_eta", "ship_time", "stock", "product_attribute", "care_usage", "product_suitability",
     "invoice", "payment", "return_policy", "size_advice", "gift_note"}
)  # fmt: skip
_OF_ORDERS = re.compile(r"订单|那单|这单|拍错|已经[拍买下]|下了单|付了|收货|地址|发货|退[货款]")


def goes_on_summing(reading: Reading, before: Slots, after: Slots, product: Product | None) -> bool:
    """Whether a line after a sum only changes what is summed up; never of an order."""
    text = reading.normal
    summed = bool(before.basket) or before.intents[:1] == ("price_promotion",)
    asks_else = any(s.intent in _ELSE and s.confidence >= _SURE for s in reading.intents)
    if not summed or before.order or asks_else or _OF_ORDERS.search(text):
        return False
    if RECOUNTS.search(text) or (len(before.basket) > 1 and DROPS.search(text)):
        return True
    if ADDS.search(text) is None:
        return False
    moved = after.product != before.product or after.choice != before.choice
    return bool(reading.entities.products or moved or (product is not None and counts_pieces(product, text)))
