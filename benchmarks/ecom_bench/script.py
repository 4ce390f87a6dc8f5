"""A task's script as the customer's messages.

The instruction tells the customer (你 …) what to bring up, intent by intent. Each intent is one message, in the first
person. Notes to the customer about what he must not tell (（注意，… 禁止 …）) are not said. What a note says a picture
really shows is what looking at it shows; a picture without such a note shows what the customer says of it. A link to
goods arrives as their number, as a channel hands over a card.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

_INTENT = re.compile(r"<意图[^>]*>(.*?)<[\\/]*意图[^>]*>", re.DOTALL)
_NOTE = re.compile(r"（[^（）]*）|\([^()]*\)")
_SECRET = re.compile(r"禁止|不会透露|不能透露|不透露|不要透露|不会提供|你不知道|不知道(?:订单|商品)")
_ITEM = re.compile(r"https?://item\.[\x21-\x7e]*?/(\d+)\.html[\x21-\x7e]*")
_LINK = re.compile(r"https?://[\x21-\x7e]+")
_SHOWN = re.compile(r"(?:图片|照片|截图|图中)(?:的?内容)?(?:其实|实际上?|真正)(?:是|为)?[^。）]*")
_FIRST_PERSON = (("你", "我"), ("让客服", "请您"), ("客服", "您"))
_AS_SAID = "画面与买家所说一致"


@dataclass(frozen=True, slots=True)
class Message:
    """What the customer sends: words, and what each picture sent with them shows."""

    text: str
    pictures: tuple[str, ...] = ()


def messages_of(task: Mapping[str, Any]) -> list[Message]:
    """The customer's messages in order."""
    return [_message(text.strip()) for text in _INTENT.findall(task["instruction"]) if text.strip()]


def _message(intent: str) -> Message:
    secrets = [note for note in _NOTE.findall(intent) if _SECRET.search(note)]
    text = intent
    for note in secrets:
        text = text.replace(note, "")
    text = _ITEM.sub(r" \1 ", text)
    seen = next((m[0] for note in secrets if (m := _SHOWN.search(note))), _AS_SAID)
    pictures = tuple(seen for _ in _LINK.findall(text))
    text = _LINK.sub("", text)
    for said, meant in _FIRST_PERSON:
        text = text.replace(said, meant)
    return Message(text.strip(), pictures)
