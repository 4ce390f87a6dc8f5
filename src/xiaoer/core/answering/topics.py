"""What a line goes on about that names only another place, size or option."""

# Rows of Chinese count double in width; they are kept whole.

from __future__ import annotations

import re

from xiaoer.core.answering.slots import Slots
from xiaoer.core.reading.shapes import Intent

OF_GARMENT = re.compile(r"胸围|腰围|臀围|肩宽|衣长|袖长|裤长|裙长")
WHICH_COURIER = re.compile(r"(?:什么|啥|哪家|哪个|哪种)(?:的)?(?:快递|物流)|(?:快递|物流)(?:是|用|走)?(?:哪家|什么|啥)")


def topic_intent(slots: Slots, intent: Intent) -> Intent:
    """What a line asks for that goes on with the last topic."""
    if WHICH_COURIER.search(slots.topic):
        return intent
    return "size_advice" if OF_GARMENT.search(slots.topic) else "product_attribute"
