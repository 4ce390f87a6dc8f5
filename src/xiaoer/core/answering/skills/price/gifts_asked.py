"""“有赠品吗”, “送雨罩不”: what comes with the goods, by the offers in force and by the goods' own data."""

# Rows of Chinese count double in width; they are kept whole.

from __future__ import annotations

import re

from xiaoer.core.answering.goods.aspects import common_runs, content_runs, shared_run
from xiaoer.core.answering.parts import Part, Turn
from xiaoer.core.answering.skills.common import without_title
from xiaoer.core.answering.skills.goods.attributes import by_attribute
from xiaoer.core.answering.skills.price.offers import gifts, given_by_name
from xiaoer.core.answering.talk.proof import GIVEN

_FROM_WHAT = re.compile(r"满多少.{0,4}[送赠]|[送赠].{0,4}(?:门槛|要满)")
_TO_SOMEBODY = re.compile(
    r"(?:开业|生日|毕业|结婚|婚礼|乔迁|探病|看望|节|老师|妈|爸|女友|女朋友|男朋友|男友|朋友|领导|长辈|孩子|同事|客户|闺蜜|老人)[^,。]{0,3}送(?:什么|啥|点)|送(?:什么|啥)[^,。]{0,4}(?:好|合适)"
)
_ANY_GIFT = re.compile(r"赠品|礼品|小样|礼物|东西")
_GIFT = re.compile(
    r"赠品|够(?:不够)?(?:送|拿|得)[^,，。]{1,6}[吗不么没]$|(?<!岁)送的?(?:啥|什么|东西|小样|不送|吗|不$|礼)|有(?:没有|啥|什么)?(?:赠|送)(?!礼|货)|[带附]送|买.{0,8}送|送不送|^(?:还|会|有)?[送附](?!货|到|人|去|达|上|给|回|修)[^,。]{1,6}[吗不么没]$"
)
AMOUNT = re.compile(
    r"多少[呀啊呢?]*$|优惠完|优惠后|减完|券后|折后|(?:现在|卖|标价|售价)多少|多少钱|价格|几钱|什么价|怎么卖|到手|总共|一共|合计|实付|多少米|几块"
)


def gift_asked(turn: Turn) -> Part:
    """What is given, or what the goods' own data says of the thing asked for by its name."""
    told, given = by_attribute(turn, loose=False), given_by_name(turn) or gifts(turn)
    own = told or by_attribute(turn)
    named = shared_run(content_runs(without_title(turn)), own.text) if own is not None else ""
    if own is not None and named and named not in given.text:
        return own  # 雨罩送吗
    if given.known and any(len(run) > 1 for run in common_runs(turn.text, given.text)):
        return given  # 送打气筒不
    by_name = GIVEN.search(turn.text) and not _ANY_GIFT.search(turn.text)
    return told if told is not None and (not given.known or by_name) else given


def asks_gift(text: str) -> bool:
    """“有赠品吗”, “送什么”: the gift is asked for, not the price."""
    if _TO_SOMEBODY.search(text):
        return False
    return bool(_FROM_WHAT.search(text)) or (bool(_GIFT.search(text) or GIVEN.search(text)) and not AMOUNT.search(text))
