"""Whether a shopper says that goods which count as signed for have not come (签收未收到).

Only words about the parcel count: money, invoices, codes and answers that have not come are other matters, and so is
what may happen (万一没收到). Pure.
"""

from __future__ import annotations

import re

_OTHER = (
    r"退款|退的?钱|钱|返现|补偿|赔偿|红包|优惠券|积分|发票|短信|信息|消息|通知|取件码|验证码|电话|回复|答复|回应|赠品|"
    r"礼物卡|售后|申请|链接|二维码|运费险|邮件"
)
_PATTERNS = re.compile(
    rf"(?:没有?|还?未|木有|没能)(?:有)?(?:收|拿|取|领)(?:到|着)(?!(?:你们?的?|您的?|那?个|任何)?(?:{_OTHER}))"
    r"|没有?(?:看|见)(?:到|着)?(?:过)?(?:你们?的?|我的|任何)?(?:包裹|快递|货(?!号|款)|东西|件)"
    r"|(?:我|本人|自己|家里?人?)(?:根本|压根|都|还|并|可)?(?:没有?|未)(?:签|收)(?:收|字|货|过|啊|呀|呢|吧)?(?=[，。！？,.!?\s啊呀呢吧]|$)"
    r"|不是(?:我|本人|自己)(?:本人|自己)?(?:签|收|拿|取)"
    r"|(?:被)?(?:谁|哪个|什么人|别人|其他人|陌生人)(?:给)?(?:签(?!收?(?:都|也|可以|合同))|拿走|领走|取走|冒领)"
    r"|(?:签收|妥投|送达|已签)[^。！？!?]{0,10}(?:没有?(?:啊|呀|东西|包裹|快递|件|货|见)|不见|找不到|不在|是空的|(?:件|货|东西|包裹|快递)呢|在哪)"
    r"|(?:(?:包裹|快递|快件)没了|(?:包裹|快递|快件|东西|货)(?:丢了|不见了|失踪|被人?偷))"
    r"|(?:haven'?t|have not|didn'?t|did not|never) (?:received?|got|get)",
    re.IGNORECASE,
)
_ABOUT_OTHER = re.compile(rf"(?:{_OTHER})[^，。！？,.!?]{{0,6}}$")
_SUPPOSED = re.compile(r"(?:如果|要是|万一|假如|若是?|怕|担心|会不会|if )[^，。！？,.!?]{0,12}$", re.IGNORECASE)


def denies_receipt(text: str) -> bool:
    """Whether the line says that the parcel has not come, or that somebody else signed for it."""
    for match in _PATTERNS.finditer(text):
        before = text[: match.start()]
        if not _ABOUT_OTHER.search(before) and not _SUPPOSED.search(before):
            return True
    return False
