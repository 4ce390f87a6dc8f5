"""Courtesies (客套话): lines that need no answer, by KPI definition `courtesy` 1."""

from __future__ import annotations

import re
from functools import lru_cache
from importlib import resources

from xiaoer.core.text.normal import normal_text

_WORDS = (resources.files("xiaoer.core.inspection") / "data" / "courtesies.txt").read_text("utf-8").split()
_TAILS = "啦了哈呀啊吧呢哦噢喔哟呦嘛的滴哒嘞您你亲店家客服老板小二亲爱们大家真非常十分很太那先就谢"
_EMOTICON = re.compile(
    r"\[(?!图片|视频|语音|文件|链接|商品|订单|卡片)[^\[\]\s]{1,8}\]|#E-[a-z]+\[?[^\]\s]{0,4}\]?|/:[^\s一-鿿]{1,6}"
    r"|\^[_o.]?\^|[oO]\([^)]{1,8}\)[oO]|[(][^()一-鿿]{1,12}[)]|[:;]-?[)(DPp]|T_T|orz",
    re.I,
)
_PICTURE = re.compile(
    "[\U0001f300-\U0001faff\u2600-\u27bf\u2b00-\u2bff\ufe0f\u200d\u2190-\u21ff\u2764\U0001f1e6-\U0001f1ff]+"
)
_MARKS = re.compile(r"[\s,.!~、。，！～;；\-_·*'\"“”]+")
_SAID = re.compile(
    rf"(?:[{_TAILS}]{{0,4}}(?:{'|'.join(sorted(map(re.escape, _WORDS), key=len, reverse=True))})[{_TAILS}]{{0,5}})+",
    re.I,
)
_LONGEST = 40
_HELLO = re.compile(r"(?:你|您|亲|大家|老板|客服|店家|小二)(?:们)?好")
_NO_COURTESY = re.compile(r"[?？…]|\.{3,}|。{3,}")


@lru_cache(maxsize=65536)
def _is_courtesy(text: str) -> bool:
    if _NO_COURTESY.search(text) and not _EMOTICON.search(text):
        return False
    bare = _EMOTICON.sub("", text)
    pictured = len(bare) != len(text)
    without = _PICTURE.sub("", bare)
    pictured = pictured or len(without) != len(bare)
    if _NO_COURTESY.search(without):
        return False
    plain = _MARKS.sub("", normal_text(without))
    if not plain:
        return pictured
    return _SAID.fullmatch(plain) is not None and not _HELLO.search(plain)


def is_courtesy(text: str, kind: str = "text") -> bool:
    """Whether a shopper's line is made of thanks, assent, farewell or emoticons only. Pictures and cards are none."""
    return kind == "text" and len(text) <= _LONGEST and _is_courtesy(text.strip())
