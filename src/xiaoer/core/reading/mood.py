"""Mood and urgency of a message. Words are weighed with what stands before them: 不着急 is calm, 不生气 too."""

from __future__ import annotations

import re

from xiaoer.core.reading.shapes import Mood

_ANGRY = re.compile(
    r"投诉|12315|骗子|骗人|垃圾|黑店|奸商|无良|恶心|滚|有病|神经病|不要脸|曝光|举报|什么态度|什么破|破店|坑人|太坑|坑爹|气死|欺负|欺骗|"
    r"忽悠|耍我|玩我|过分|无语|他妈(?!妈)|(?<![妈我她咱家送给])妈的(?!妈|生日|衣|裙|礼|鞋|尺|码)|tmd|wtf|scam|terrible|worst|差评|再也不|忍无可忍|说话不算|出尔反尔|工商局|消协|起诉|律师|辣鸡|愤怒|傻[逼Xx叉比B]|煞笔|脑残|智障|废物|蠢货|去死|操你|草泥马|混蛋|王八"
)
_PLEASED = re.compile(
    r"谢谢|感谢|多谢|辛苦|太好了|真好|喜欢|满意|好评|棒|赞|爱了|开心|不错|贴心|thank|great|love|nice|good"
)
_IMPATIENT = re.compile(
    r"怎么还|咋还|还没|还不|到底|催|快点|赶紧|赶快|抓紧|着急|急|等(?:了|不及|死|半天|好久|很久)|太慢|这么慢|好慢|慢死|几天了|多久了|半天(?:没|不)|"
    r"没人(?:理|回|管)|人呢|[?!]{3,}|怎么不(?:回|说)|why not|hurry|still no|asap"
)
_URGENT = re.compile(
    r"着急|急用|很急|加急|急需|急急|好急|急死|太急|急(?=[,。!?\s~]|$)|等着(?:用|穿|吃)|今天(?:必须|务必|一定)|来不及|马上(?:要|就要)|赶时间|立刻|立即|"
    r"尽快|快点|赶紧|赶快|抓紧|速(?:发|回|度|速)|urgent|asap|hurry"
)
_NEGATION = re.compile(
    r"(?:不|没|没有|别|并不|不是|不用|不太|不怎么|无需|也不|不会|不算|not|no|isn't|don't)\s*(?:太|很|那么|这么|是|会|要|想|算|再)?\s*$"
)
_LOUD = re.compile(r"!{2,}|？！|\?!")


def mood_of(normal: str) -> Mood:
    """angry > impatient > pleased > calm, by what is said and not denied."""
    text = normal.lower()
    if _said(_ANGRY, text):
        return "angry"
    if _said(_PLEASED, text) and not _said(_IMPATIENT, text):
        return "calm" if _doubts(text) else "pleased"
    if _said(_IMPATIENT, text):
        return "angry" if _LOUD.search(text) and text.count("!") >= 3 else "impatient"
    return "calm"


def is_urgent(normal: str) -> bool:
    """Whether the shopper says that time presses."""
    return _said(_URGENT, normal.lower())


def _said(pattern: re.Pattern[str], text: str) -> bool:
    return any(not _NEGATION.search(text[max(0, m.start() - 8) : m.start()]) for m in pattern.finditer(text))


def _doubts(text: str) -> bool:
    """喜欢吗, 好评多吗: a question about it is no pleasure."""
    return bool(
        re.search(r"(?:喜欢|不错|满意|好评|棒|真好|good|nice|great).{0,4}(?:吗|么|嘛|没|\?)", text)
    ) and not re.search(r"谢|thank", text)
