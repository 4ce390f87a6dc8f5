"""Greeting, thanks, small talk, and the honest answer to “are you a robot?”."""

from __future__ import annotations

import re

from xiaoer.core.answering.evidence import cite
from xiaoer.core.answering.parts import Part, Turn
from xiaoer.core.answering.skills.common import recalled
from xiaoer.core.answering.voice import worded

_TAKEN = re.compile(r"就(?:要)?(?:这个|这款|这条|它)|(?:那|我)?(?:拍|买|下单|要)了(?!吗|没)|要这个|选这个")
_CLOSING = re.compile(r"再见|拜拜|不用了|没了|没有了|先这样|下次|88|bye|晚安", re.IGNORECASE)


def greeting(turn: Turn) -> Part:
    """Welcome, with the product in view where there is one."""
    profile = turn.shop.profile
    facts = (cite.cell(cite.PROFILE, "name", profile.name),)
    if turn.product:
        name = cite.short_title(turn.product)
        text, said = worded(turn, "greeting_goods", 店名=profile.name, 商品=name)
        return Part(text, facts=(*facts, cite.title(turn.product)), confidence=0.95, details=said)
    text, said = worded(turn, "greeting", 店名=profile.name)
    return Part(text, facts=facts, confidence=0.95, details=said)


def thanks(turn: Turn) -> Part:
    """A short warm close."""
    if _CLOSING.search(turn.text):
        return _standing(turn, "closing", 0.95)
    return _standing(turn, "thanks", 0.95)


def chitchat(turn: Turn) -> Part:
    """Small talk is answered shortly and led back."""
    if _CLOSING.search(turn.text):
        return thanks(turn)
    if _TAKEN.search(turn.text) and turn.product is not None:
        return Part("好的，选好规格直接拍下就行，有备注或想问的随时说。", confidence=0.85)
    told = recalled(turn)
    if told:
        return told
    return _standing(turn, "small_talk", 0.8)


def bot_identity(turn: Turn) -> Part:
    """Never play a person."""
    return _standing(turn, "bot", 0.97)


def _standing(turn: Turn, key: str, confidence: float) -> Part:
    profile = turn.shop.profile
    text, said = worded(turn, key, 店名=profile.name)
    named = profile.name in text
    facts = (cite.cell(cite.PROFILE, "name", profile.name),) if named else ()
    return Part(text, facts=facts, confidence=confidence, details=said)
