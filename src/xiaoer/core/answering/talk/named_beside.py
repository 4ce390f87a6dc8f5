"""Goods that are only named beside those in view: to be compared with them, or to see whether they fit."""

# Rows of Chinese count double in width; they are kept whole.

from __future__ import annotations

import re

from xiaoer.core.facts import Product

_WHICH = (
    r"(?:哪(?!里|儿|天|家)|谁(?!付|出)|更|区别|差别|差异|不同|不一样|怎么选|咋选|怎么挑|好用|好在|选(?!择)|买(?:哪|谁))"
)
COMPARES = re.compile(
    rf"(?:跟|和|与|比(?!较|例)|还是|对比|vs)[^,，。?？]{{1,16}}?{_WHICH}|(?:哪[个款种]|谁)[^,，。?？]{{0,8}}(?:跟|和|与|还是)|(?:跟|和|与)[^,，。?？]{{1,10}}(?:比|相比|对比)(?:呢|起来|怎么样|咋样|一下|$)",
    re.IGNORECASE,
)
"""Two of something are weighed against each other."""
FITS = re.compile(
    r"通用|兼容|适配|匹配|互换|共用|[装插配套接卡充]得?[上了进]|(?:能|可以|可不可以|能不能|好)(?:直接|一起)?(?:装|插|配|套|接|搭|用(?:在|到|于|这|上|不|吗|么|得|$)|充)|装(?:在|到|这)|用得(?:了|上)"
)
"""One thing is to work with another."""
OF_FIT = re.compile(r"适配|兼容|匹配|通用|适用(?:型号|机型|产品|于|款)?$|配套|可搭|支持(?:型号|机型)")
"""The key of a cell that says what goods fit."""


def only_beside(shown: Product, other: Product, text: str, topic: str) -> bool:
    """Whether another product is named only to be held against the one whose page is open.

    `topic` = the last question, which a mere name asks again (HE61呢 after K75能用吗).
    """
    if other.number == shown.number:
        return False
    if COMPARES.search(text):
        return True
    asked = text if FITS.search(text) else topic
    return bool(FITS.search(asked)) and any(OF_FIT.search(key) for key, _ in shown.attributes)
