"""What a line goes on about that names only another place, size or option."""

# Rows of Chinese count double in width; they are kept whole.

from __future__ import annotations

import re

from xiaoer.core.answering.goods.aspects import common_runs
from xiaoer.core.answering.parts import Turn
from xiaoer.core.answering.talk.slots import Slots
from xiaoer.core.reading.shapes import Intent

_PARTICLES = " 呢吗的啊吧?？,，"
CORRECTS = re.compile(
    r"^(?:啊|哦|噢|诶|等等|等下|[,，\s])*(?:不对|不是的?(?![^,，\s]*[吗么])|错了|[说打搞看]错了?|哦不|口误)[了啊呀哈,，。.\s]*"
)
"""The line puts right what was said before."""
OF_THE_SHOP = re.compile(
    r"^(?:那|那么|请问|[,，\s])*(?:你们?家?|咱们?家?|店里|贵店|家里)(?:里|店)?(?:还)?有(?:没有)?[^,，。?？]{1,10}的[^,，。?？]{0,5}?(?:[吗么没嘛不]|没有)?[?？]*$"
    r"|^(?:那|那么|请问|[,，\s])*(?:还)?有(?:没有)?(?:什么|哪款|一款)?(?:更)?适合[^,，。?？]{1,10}的[^,，。?？]{0,4}?(?:[吗么没嘛不]|没有)?[?？]*$"
)
"""Other goods of the shop are asked for, not those in view (你家有防水的鞋没)."""
OF_GARMENT = re.compile(r"胸围|腰围|臀围|肩宽|衣长|袖长|裤长|裙长")
WHICH_COURIER = re.compile(r"(?:什么|啥|哪家|哪个|哪种)(?:的)?(?:快递|物流)|(?:快递|物流)(?:是|用|走)?(?:哪家|什么|啥)")


def topic_intent(slots: Slots, intent: Intent) -> Intent:
    """What a line asks for that goes on with the last topic."""
    if WHICH_COURIER.search(slots.topic):
        return intent
    return "size_advice" if OF_GARMENT.search(slots.topic) else "product_attribute"


def asked_of_goods(turn: Turn) -> str:
    """A question without the names of the goods in it (K75能用吗 → 能用吗), so that it can be asked of others."""
    text = turn.text
    for number in turn.reading.entities.products:
        product = turn.shop.product(number)
        tokens = product.title.split() if product is not None else []
        for run in common_runs(text, " ".join(tokens)):
            if any(token.endswith(run) for token in tokens):
                text = text.replace(run, " ")
    return text.strip() if len(text.strip(_PARTICLES)) > 1 else turn.text
