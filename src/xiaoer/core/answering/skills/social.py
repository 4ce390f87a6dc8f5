"""Greeting, thanks, small talk, and the honest answer to “are you a robot?”."""

from __future__ import annotations

import re

from xiaoer.core.answering import cite
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
        text = f"您好，这里是{profile.name}。您在看的是{name}，想了解尺码规格、库存还是优惠？"
        text = worded(profile, "greeting_goods", text, 店名=profile.name, 商品=name)
        return Part(text, facts=(*facts, cite.title(turn.product)), confidence=0.95)
    text = worded(profile, "greeting", f"您好，这里是{profile.name}。请问是看商品，还是查订单呢？", 店名=profile.name)
    return Part(text, facts=facts, confidence=0.95)


def thanks(turn: Turn) -> Part:
    """A short warm close."""
    if _CLOSING.search(turn.text):
        return Part(worded(turn.shop.profile, "closing", "好的，有需要随时来找我们，祝您生活愉快。"), confidence=0.95)
    return Part(worded(turn.shop.profile, "thanks", "不客气，还有别的需要随时说。"), confidence=0.95)


def chitchat(turn: Turn) -> Part:
    """Small talk is answered shortly and led back."""
    if _CLOSING.search(turn.text):
        return thanks(turn)
    if _TAKEN.search(turn.text) and turn.product is not None:
        return Part("好的，选好规格直接拍下就行，有备注或想问的随时说。", confidence=0.85)
    told = recalled(turn)
    if told:
        return told
    usual = "收到您的消息啦。商品、发货、订单上的事都可以问，这边帮您看。"
    return Part(worded(turn.shop.profile, "small_talk", usual), confidence=0.8)


def bot_identity(turn: Turn) -> Part:
    """Never play a person."""
    usual = "这边是店里的智能客服，不是真人。想找人工的话，回复“转人工”就会请同事来接待您。"
    said = worded(turn.shop.profile, "bot", usual)
    return Part(said if "智能" in said or "机器人" in said or "AI" in said else usual, confidence=0.97)
