"""“还有多久自动关闭”: what the shop says of unpaid orders, and the shopper's own one."""

# Rows of Chinese count double in width; they are kept whole.

from __future__ import annotations

import re

from xiaoer.core.answering.parts import Part, Turn
from xiaoer.core.answering.shapes import FactUse
from xiaoer.core.answering.skills.common import quote
from xiaoer.core.answering.skills.orders.orders import about_order
from xiaoer.core.facts import Faq, Policy

_CLOSES = re.compile(
    r"多久不付|(?:没|未|不)付(?:款|钱)?的?(?:单子?|订单|那单).{0,6}(?:关|取消|作废|失效)|自己(?:关|取消)|不付(?:款|钱)?.{0,4}(?:会关|就关|取消|没了)|自动(?:关闭?|取消|失效|作废)|(?:多久|几分钟|几小时|什么时候)(?:会|就)?(?:关闭|取消|失效)|(?:不|没|未)(?:付款?|支付).{0,8}(?:关闭|取消|失效|作废)|(?:订单|单子).{0,4}(?:失效|过期|会?关闭)|(?:多久|几点|什么时候)[前内]?(?:必须|要|得)(?:付款|付掉|付)|(?:最晚|最迟|晚点|晚些|过会儿?|今晚|明天|明早|下午|晚上)[^,。]{0,6}付(?:款|钱)?[^,。]{0,4}(?:行|可以|来得及|成)(?:吗|不|么)|付[^,。]{0,3}来得及|(?:没|未|不)付(?:款|钱)?[^,。]{0,8}(?:会)?(?:怎么样|咋样|怎样|咋办|怎么办)"
)
_RULE = re.compile(
    r"(?:未|不|没有?|逾期).{0,6}(?:付款|支付).{0,12}(?:关闭|取消|失效)|自动(?:关闭|取消)|付款(?:时限|时效|期限)"
)
_OF_GOODS = re.compile(r"断电|关机|开关|电源|机器|自动关(?:灯|盖|火|水)")


def closing_time(turn: Turn) -> Part | None:
    """When an unpaid order closes, by the shop's words; what they don't tell stands on the order's own page."""
    if not _CLOSES.search(turn.text) or _OF_GOODS.search(turn.text):
        return None
    own = next((order for order in turn.orders if order.status == "unpaid"), None)
    entries: tuple[Faq | Policy, ...] = (*turn.shop.facts.faq, *turn.shop.facts.policies)
    entry = next((e for e in entries if _RULE.search(_text(e))), None)
    if own is None and entry is None:
        return None
    lines: list[str] = []
    used: list[FactUse] = []
    if own is not None:
        told = about_order(turn, own)
        lines.append(told.text)
        used += told.facts
    if entry is not None:
        text, cells = quote(entry, turn)
        lines.append(text)
        used += cells
    else:
        lines.append("多久会自动关闭，以订单页显示的剩余付款时间为准，付好款就不会关闭。")
    return Part("\n".join(lines), facts=tuple(used), confidence=0.88)


def _text(entry: Faq | Policy) -> str:
    if isinstance(entry, Faq):
        return f"{entry.question}{entry.answer}"
    return f"{entry.topic}{entry.text}"
