"""Goods that are made or fitted first (工期, 加工时间): how long that takes, beside when they leave."""

# Rows of Chinese count double in width; they are kept whole.

from __future__ import annotations

import re

from xiaoer.core.answering.evidence import cite
from xiaoer.core.answering.parts import Part, Turn

_MAKING = re.compile(r"^(?:(?:制作|加工|定制|定做|生产|刻字|配镜|装配)(?:时间|周期|工期|天数)|工期|交期|货期)$")
_DAYS = re.compile(r"\d|天|工作日|小时|周")
_ASKED = re.compile(
    r"(?:做|配|刻|绣|印|加工|定制|定做|裁)(?:好|完|出来)?(?:要|得|需要)?(?:几|多少|多长|多久)|(?:几天|多久|什么时候|啥时候|哪天)(?:能|可以)?(?:做|配|刻|绣|印|加工)(?:好|完|出来)|工期|赶工|加急做"
)


def making_time(turn: Turn) -> Part | None:
    """The cell on how long it takes to make the goods in view; None = they have none."""
    product = turn.product
    if product is None:
        return None
    found = next(((k, v) for k, v in product.attributes if _MAKING.match(k) and _DAYS.search(v)), None)
    if found is None:
        return None
    key, value = found
    facts = (cite.cell(product.source, "属性", f"{key}:{value}"), cite.title(product))
    return Part(f"{cite.short_title(product)}的{key}：{value}。", facts=facts, confidence=0.9)


def when_made(turn: Turn) -> Part | None:
    """“几天能做好”: how long it takes to make, where that is asked for and not when it arrives."""
    return making_time(turn) if _ASKED.search(turn.text) else None
