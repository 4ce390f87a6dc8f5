"""“礼盒里有勺子吗”, “内搭送不送”: what a set is made of, by the goods' own list."""

# Rows of Chinese count double in width; they are kept whole.

from __future__ import annotations

import re

from xiaoer.core.answering.evidence import cite
from xiaoer.core.answering.goods.aspects import content_runs, is_quality
from xiaoer.core.answering.goods.variants import choose
from xiaoer.core.answering.parts import Part, Turn
from xiaoer.core.answering.skills.common import run_shared, without_title
from xiaoer.core.reading.shapes import Intent

_LIST = re.compile(r"内含|组成|清单|标配|配件|套装内容|包含|附件|配置")
_ASKED = (
    re.compile(
        r"(?:里面?|里头|中间?|内|套装?|一套)(?:还|都|会|是否)?(?:有没有|有|带不带|带|含不含|含|配不配|配|附|包含|包括)(?P<thing>[\u4e00-\u9fff]{1,8}?)(?:的)?(?:吗|么|没有?|不|嘛)?[呀啊?？]*$"
    ),
    re.compile(
        r"(?P<thing>[\u4e00-\u9fff]{2,8}?)(?:会|是|也|要|一起)?(?:送不送|带不带|含不含|配不配|附不附|包不包括?|包含在内|在里面|[送带配含附]的?(?:吗|么|不|嘛))[呀啊?？]*$"
    ),
    re.compile(r"(?:带不带|含不含|配不配|附不附|送不送)(?P<thing>[\u4e00-\u9fff]{2,8}?)(?:呢|啊|呀)?[?？]*$"),
)
_INTENTS: frozenset[Intent] = frozenset(
    {
        "gift_note",
        "product_attribute",
        "other",
        "price_promotion",
        "stock",
        "recommend",
        "product_suitability",
        "chitchat",
    }
)
_NO_THING = re.compile(r"运费|邮费|赠品|贺卡|优惠|活动|发票|货|礼品|东西|什么|啥|几|多少|险|过敏|添加|香精|糖|油|盐|酒")


def contained(turn: Turn) -> Part | None:
    """Whether a thing is among what the goods are made of; None = no such list, or nothing is asked of it."""
    product = turn.product
    if product is None or turn.intent not in _INTENTS:
        return None
    lists = [(key, value) for key, value in product.attributes if _LIST.search(key)]
    said = next((m for words in _ASKED if (m := words.search(turn.text)) is not None), None)
    if not lists or said is None or _NO_THING.search(said["thing"]) or choose(product, turn.text).options:
        return None
    thing = "".join(content_runs(said["thing"].removeprefix("那件").removeprefix("那个"))) or said["thing"]
    bare = "".join(content_runs(without_title(turn)))
    held = [(k, v) for k, v in lists if thing.removesuffix("子") in v or (thing in bare and run_shared(thing, v))]
    elsewhere = any(run_shared(thing, value) for key, value in product.attributes if not _LIST.search(key))
    if not held and (elsewhere or is_quality(thing) or len(thing) < 2):
        return None
    key, value = (held or lists)[0]
    facts = (cite.cell(product.source, "属性", f"{key}:{value}"), cite.title(product))
    line = f"{cite.short_title(product)}的{key}：{value}。"
    text = f"有的，{line}" if held and f"不含{thing}" not in value else f"{line}\n没有写{thing}，以这份内容为准。"
    return Part(text, facts=facts, confidence=0.9)
