"""“算了不退了”: a wish that is given up; nothing was done, and nothing will be."""

from __future__ import annotations

import re

from xiaoer.core.answering.parts import Part, Turn

_SENT = re.compile(
    r"^(?:我)?(?:拍|拍照|拍图|拍视频)?(?:照|图|视频)?(?:了)?(?:发|传)(?:给)?(?:你|您)(?:们)?了|^(?:照片|图片?|视频|截图)(?:都|已经)?(?:发|传|拍)(?:了|好了|过去了?|给你了?|你了)|^(?:发|传)(?:过去|你)了$"
)
_GIVEN_UP = re.compile(
    r"(?:那|还是|唉|哎|好吧|行吧|算了)*[,，\s]*(?:我|那|就|还是|先|暂时)*(?:不|别|甭)(?:想|用|要|打算)?(?:给我|帮我)?"
    r"(?:退|换|取消|改|催|办|申请|开)(?:货|款|地址|票|发票|单)?(?:了|啦|吧|呗)?[,，。.!！~\s]*(?:留着|先留着|凑合用)?(?:吧|了)?(?:谢谢)?[。!！~]*"
)


_WAITS = re.compile(
    r"(?:(?:那|唉|哎|行吧|好吧|行|好)*(?:我)?(?:就|先)?(?:算了|没事了|就这样|先这样)(?:吧|啊|了)?|(?:那|我|就|先|还是)*等[^,，。?？吗么]{0,8}(?:再说|再看看?|再决定|再联系你?们?)(?:吧|了)?)[。!！~]*"
)
_OF_ORDERS = frozenset(
    {"cancel_order", "change_address", "modify_order", "return_apply", "return_policy", "exchange", "order_status",
     "urge_ship", "ship_time", "logistics_tracking", "delivery_eta", "refund_progress", "invoice", "payment"}
)  # fmt: skip
_GIVEN_UP_FIRST = re.compile(
    r"^(?:那|唉|哎|好吧|行吧)?算了[,，\s]*(?:我|先|就)?(?:不|别)(?:退|换|取消|改|催|要|买|拍)(?:货|款|地址|它|这个)?了?(?:吧|啦)?[,，。\s]+(?=\S{4})"
)


def without_given_up(text: str) -> str:
    """“算了不改了 那多肉啥时候到”: what comes after a wish that is given up is what is asked."""
    return _GIVEN_UP_FIRST.sub("", text)


def picture_said(turn: Turn) -> Part | None:
    """“照片发了”: evidence that people look at."""
    if not _SENT.search(turn.text) or not turn.slots.intents:
        return None
    return Part("好的，照片会请售后同事来看，看过后回复您处理办法。", "handoff", 0.88, (), "售后")


def let_go(turn: Turn) -> Part | None:
    """The shopper takes back what he wished."""
    if turn.orders and turn.slots.intents[:1] and turn.slots.intents[0] in _OF_ORDERS and _WAITS.fullmatch(turn.text):
        return Part("好的，那就先这样，订单保持原样，有需要随时说。", confidence=0.9)
    if not _GIVEN_UP.fullmatch(turn.text.strip()) or not turn.slots.intents:
        return None
    return Part("好的，那就不办了，订单保持原样，有需要随时说。", confidence=0.92)
