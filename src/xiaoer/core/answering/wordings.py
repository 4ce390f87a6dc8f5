"""The shop's own wording (`[replies]` in shop.toml, or the robot's settings); the rest is said as the house does.

Two kinds of keys. STANDING ones take the place of a standing sentence: greeting, greeting_goods, thanks, closing,
small_talk, unknown, human, bot. The name of an intent adds a line of the shop's own after answers of that intent, each
wording once a conversation. A key holds one wording or several; they take turns, so that a chat doesn't repeat itself.
`{店名}` and `{商品}` are filled in where they are known; a wording with another brace, with a number or promise that
would need evidence, or one that the gate stops, counts as not written.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from hashlib import sha256
from types import MappingProxyType

from xiaoer.core.answering.evidence.sayable import the_gate
from xiaoer.core.facts import ShopFacts
from xiaoer.core.grounding.claims import claims_of
from xiaoer.core.reading.shapes import INTENTS

USUAL: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "greeting": (
            "您好，这里是{店名}。请问是看商品，还是查订单呢？",
            "在的，您请说，商品和订单的事都可以问。",
            "在呢，有什么可以帮您？",
        ),
        "greeting_goods": (
            "您好，这里是{店名}。您在看的是{商品}，想了解尺码规格、库存还是优惠？",
            "在的，{商品}有什么想了解的直接问。",
            "在呢，您请说。",
        ),
        "thanks": (
            "不客气，还有别的需要随时说。",
            "应该的，有其他问题再叫这边就好。",
            "您太客气了，祝您一切顺心。",
        ),
        "closing": ("好的，有需要随时来找我们，祝您生活愉快。", "好的，随时欢迎再来，祝您愉快。"),
        "small_talk": (
            "收到您的消息啦。商品、发货、订单上的事都可以问，这边帮您看。",
            "好的，看中哪款或者订单上有什么事，直接发来就行。",
        ),
        "unknown": (
            "{问题}这边的资料里没有写明，先不给您乱说，请{团队}同事核实后回复您。",
            "{问题}资料里也没有写到，为了不说错，这边请{团队}同事确认后告诉您。",
        ),
        "human": ("好的，这就请人工同事来接待您，您可以先把要办的事写在这里。",),
        "bot": ("这边是店里的智能客服，不是真人。想找人工的话，回复“转人工”就会请同事来接待您。",),
    }
)
"""The house's own wordings; 问题 and 团队 are known to it only."""
STANDING = tuple(USUAL)
KEYS = (*STANDING, *(intent for intent in INTENTS if intent not in STANDING))
PLACES = ("店名", "商品")
LONGEST, MOST = 300, 5
BRACE = re.compile(r"[{}]")
_SAMPLE = {"店名": "本店", "商品": "这款商品"}


def places_of(key: str) -> tuple[str, ...]:
    """What may stand in the braces of a wording."""
    return PLACES if key == "greeting_goods" else PLACES[:1]


def why_not(text: str, key: str = "") -> str:
    """Why a wording can't be said; empty = it can. For whoever keeps it."""
    places = places_of(key)
    filled = text
    for name in places:
        filled = filled.replace(f"{{{name}}}", _SAMPLE[name])
    if not text.strip():
        return "写一句话，或删去这一条"
    if len(text) > LONGEST:
        return f"最多 {LONGEST} 个字"
    if BRACE.search(filled):
        return f"花括号里只能写{'、'.join(f'{{{name}}}' for name in places)}"
    if key == "bot" and not re.search("智能|机器人|AI", text):
        return "要说明这是智能客服，不能装作真人"
    found = next(iter(claims_of(filled)), None)
    if found is not None:
        return f"“{found.text}”要有店铺资料作依据，不能写在固定的话术里"
    verdict = the_gate().check(filled, by="robot")
    return (
        f"“{verdict.findings[0].span}”不能对买家说：{verdict.findings[0].reason}" if verdict.verdict == "block" else ""
    )


def voiced(facts: ShopFacts, replies: Mapping[str, Sequence[str]]) -> ShopFacts:
    """A shop's facts with the wordings of its settings before those of its folder; another voice, another version."""
    if not replies:
        return facts
    table = json.dumps({**_parsed(facts.profile.extra.get("replies", "")), **replies}, ensure_ascii=False)
    profile = replace(facts.profile, extra=MappingProxyType({**facts.profile.extra, "replies": table}))
    version = sha256(f"{facts.version}\n{table}".encode("utf-8", "surrogatepass")).hexdigest()[:16]
    return replace(facts, profile=profile, version=version)


def _parsed(replies: str) -> dict[str, object]:
    try:
        table = json.loads(replies) if replies else {}
    except (ValueError, RecursionError):
        return {}
    return table if isinstance(table, dict) else {}


@cache
def written(replies: str) -> Mapping[str, tuple[str, ...]]:
    """The table as it was written; what is no text, or can't be said, counts as not written."""
    found: dict[str, tuple[str, ...]] = {}
    for key, value in _parsed(replies).items():
        texts = [value] if isinstance(value, str) else value if isinstance(value, list) else []
        kept = tuple(t.strip() for t in texts if key in KEYS and isinstance(t, str) and not why_not(t.strip(), key))
        if kept:
            found[key] = kept[:MOST]
    return found
