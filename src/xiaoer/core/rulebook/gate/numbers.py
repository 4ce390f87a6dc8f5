"""Numbers that must not leave the shop: phones, identity cards, bank cards; told apart from order numbers."""

from __future__ import annotations

import re

from xiaoer.core.rulebook.findings import Finding, Speaker
from xiaoer.core.rulebook.gate.context import clause_bounds, sentence_bounds
from xiaoer.core.rulebook.gate.fold import Folded
from xiaoer.core.rulebook.gate.shapes import ShopContext

_SPOKEN = str.maketrans("零〇一幺二两三四五六七八九", "0011223456789")
_JOINT = "然后|接着|后面|中间|最后|再|后四位|前三位|杠|横杠"
_DIGIT = "[0-9lio零一幺二两三四五六七八九]"
_RUN = re.compile(rf"{_DIGIT}{{7}}|{_DIGIT}{{3}}(?:{_JOINT}){{1,2}}是?{_DIGIT}{{3}}")
# A phone with letters for digits: l38oo138ooo.
_LETTERED = re.compile(r"(?<![a-z0-9])[1li][3-9][0-9lio]{9}(?![a-z0-9])")
_DIGITS = str.maketrans("lio", "110")
_BETWEEN = rf"(?:[.,~/()\"]|(?:{_JOINT})是?){{0,3}}"  # what may part the digits of a number told in pieces
# Not the tail of a waybill or a model (SF138…), but “at 138…” all the same.
_PHONE = re.compile(
    rf"(?:(?<![0-9a-z])|(?<=at|me|el|to|is|on|no|pp|er|ne|ll|id|um))1{_BETWEEN}[3-9](?:{_BETWEEN}\d){{9}}(?!\d)"
)
_IDENTITY = re.compile(r"(?<!\d)[1-9]\d{5}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dx](?!\d)")
_CARD = re.compile(r"(?<!\d)(?:62|4\d|5[1-5])\d{14,17}(?!\d)")

_ORDER_WORDS = re.compile(
    r"(?:订单|单号|运单|快递单|快递号|物流|编号|货号|条码|流水|税号|款号|批号|金额|交易号|工单|sku|sn|序列|取件码|备案|追溯|型号|编码|物料|料号|货位|库位|批次|条码|序号)[^.!?]{0,8}$"
)
# What stands behind a number and tells that it is none to call: 13855667788那个是物料码.
_NO_PHONE = re.compile(
    r"[^.!?]{0,4}(?:那个|这串|这个|这是|就是|是|,)*(?:内部|仓库|厂家)?的?(?:物料|料号|编码|货位|库位|批次|货号|条码|单号|流水|序列)|[^.!?]{0,16}(?:不是|并非|别当)(?:成)?(?:电话|手机)"
)
_RETURN_WORDS = re.compile(
    r"退货地址|退货(?:请)?寄|请寄|寄至|退回|寄回|寄到|寄往|返修|退换地址|售后地址|仓库|收件人填|退货收"
)
_CARRIER_WORDS = re.compile(
    r"快递员|派送员|派件员|小哥|网点|驿站|配送员|安装师傅|师傅|官方|承运|客服热线|客服电话|售后热线|厂家|物流公司|快递公司"
)
_INVITES = re.compile(
    r"加|微|(?<![a-z])(?:v|vx|wx|qq|q)(?![a-z])|联系我|找我|打我|打给我|拨打|私聊|私下|同号|我(?:的)?(?:电话|手机|号码)|老板|经理|店主|来电|给我打|致电|电话联系|短信|直接打"
)

_CALL = re.compile(r"打|电话|手机|联系")
_SOMEBODY = re.compile(
    r"他|她|您的|你的|女士|先生|小姐|收货|收件|核对|买家|顾客|客户|姓名|对吗|地址|邻居|人的|上一单|上一位|老师|阿姨"
)

_BAIT = re.compile(r"便宜|价格|优惠|业务员|订货|拿货|批发|私|(?<!参)加(?!急)|微信|老板|同号")

_PLATFORM_RULE = "平台规则：禁止引导至站外联系"
_PIPL = "个人信息保护法 第10条；消费者权益保护法 第29条"


def may_hold_number(squeezed: str) -> bool:
    """Whether a run of seven or more digits stands in the squeezed text."""
    return _RUN.search(squeezed) is not None


def find_numbers(text: str, folded: Folded, by: Speaker, shop: ShopContext) -> list[Finding]:
    """Findings for phones, identity and bank cards. A shopper's own numbers are none."""
    if by == "shopper":
        return []
    spoken = folded.text.translate(_SPOKEN)
    found: list[tuple[str, re.Match[str]]] = []
    lettered = _LETTERED.sub(lambda m: m[0].translate(_DIGITS), folded.text)
    for form in dict.fromkeys((folded.text, spoken, lettered)):
        found += (("personal_data", m) for m in _IDENTITY.finditer(form))
        found += (
            (_card_kind(form, m), m)
            for m in _CARD.finditer(form)
            if _luhn(m[0]) and not _is_order_number(form, m.start())
        )
        found += (
            (_phone_kind(form, m, folded.text), m) for m in _PHONE.finditer(form) if not _phone_allowed(form, m, shop)
        )
    return [_finding(kind, text, folded, match) for kind, match in found]


def _is_order_number(form: str, start: int) -> bool:
    low, _ = clause_bounds(form, start, start)
    return _ORDER_WORDS.search(form, max(0, low - 12), start) is not None


def _phone_allowed(form: str, match: re.Match[str], shop: ShopContext) -> bool:
    digits = re.sub(r"\D", "", match[0])
    own = {re.sub(r"\D", "", number) for number in (shop.hotline, *shop.numbers)}
    if digits in own or _is_order_number(form, match.start()) or _NO_PHONE.match(form, match.end()):
        return True
    low, high = sentence_bounds(form, match.start(), match.end())
    around = form[max(0, low - 40) : high]
    if _BAIT.search(around):
        return False
    return bool(_RETURN_WORDS.search(around) or _CARRIER_WORDS.search(around))


def _phone_kind(form: str, match: re.Match[str], typed: str) -> str:
    """A number that is nobody else's is the shop's own, and surely so where it is told in words or in pieces."""
    low, high = sentence_bounds(form, match.start(), match.end())
    if _INVITES.search(form, low, high):
        return "off_platform"
    start, end = match.span()
    told = _CALL.search(form, low, high) or typed[start:end] != match[0] or not match[0].isdigit()
    return "off_platform" if told and not _SOMEBODY.search(form, low, high) else "personal_data"


def _card_kind(form: str, match: re.Match[str]) -> str:
    low, high = sentence_bounds(form, match.start(), match.end())
    return "private_payment" if re.search(r"转|打款|汇|付|收款|户名|账户|账号", form[low:high]) else "personal_data"


_TEXTS = {
    "off_platform": (
        "留了站外联系电话",
        _PLATFORM_RULE,
        "有什么需要您直接在这里跟我说，我一直在线帮您处理哈。",
    ),
    "private_payment": (
        "留了私人收款账号",
        "平台规则：禁止线下交易",
        "款项都通过平台订单处理，您在订单页面操作就可以，安全有保障。",
    ),
    "personal_data": (
        "含有完整的电话、证件或卡号",
        _PIPL,
        "为了保护您的信息，这边只和您核对尾号后四位哈。",
    ),
}


def _finding(kind: str, text: str, folded: Folded, match: re.Match[str]) -> Finding:
    start, end = folded.span(*match.span())
    reason, source, rewrite = _TEXTS[kind]
    return Finding(
        kind, "block", text[start:end], start, end, reason, source, rewrite, statutory=kind == "personal_data"
    )


def _luhn(digits: str) -> bool:
    total = 0
    for place, digit in enumerate(reversed(digits)):
        value = int(digit) * (2 if place % 2 else 1)
        total += value - 9 if value > 9 else value
    return total % 10 == 0
