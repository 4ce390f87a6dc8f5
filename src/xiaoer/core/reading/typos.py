"""Words typed by their sound (有没油, M马, 雾兰色) and corrections of one's own (说错了 是105斤), as they are meant."""

from __future__ import annotations

import re

_SOUNDS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"有[没木]油|有木有"), "有没有"),
    (re.compile(r"这[给各](?=[\u4e00-\u9fff])(?!你|您|我|他|她)"), "这个"),
    (re.compile(r"兰色"), "蓝色"),
    (re.compile(r"(?<![A-Za-z])(\d?[xX]{0,4}[sSmMlL]|\d{2,3})马(?!力|上|克|丁|甲)"), r"\1码"),
    (re.compile(r"尺马|迟码|尺妈"), "尺码"),
    (re.compile(r"[包抱]油(?!皮)"), "包邮"),
    (re.compile(r"发[或伙祸]"), "发货"),
    (re.compile(r"退[或伙]"), "退货"),
    (re.compile(r"换[或伙](?!者)"), "换货"),
    (re.compile(r"现[或伙]"), "现货"),
    (re.compile(r"快第|块递"), "快递"),
    (re.compile(r"多少[前欠]"), "多少钱"),
    (re.compile(r"运废|运非"), "运费"),
    (re.compile(r"优会|优惠卷"), "优惠券"),
)
_CORRECTED = re.compile(
    r"^(?:哦|噢|啊|呃|哎呀?|不好意思|抱歉)*[,，\s]*(?:我)?(?:刚才?|刚刚)?(?:说|打|写|发|看|搞|弄|记|输)错了?(?:了|啦)?[,，。!！\s]+(?=\S{2})"
)


def as_meant(text: str) -> str:
    """The text with what was typed by ear put right, and without the words that only take back what was said."""
    text = _CORRECTED.sub("", text)
    for wrong, right in _SOUNDS:
        text = wrong.sub(right, text)
    return text
