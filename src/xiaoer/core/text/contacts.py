"""Phones, order numbers and account names in a text, and the masking of personal data.

Texts are expected in normal form (text/normal.py); masking takes them as they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from xiaoer.core.text.normal import normalise

_MOBILE = re.compile(r"(?<![\dA-Za-z])(?:\+?86[\s-]?)?(1[3-9]\d(?:[\s-]?\d{4}){2})(?!\d)")
_LANDLINE = re.compile(r"(?<![\dA-Za-z-])(0\d{2,3}-?\d{7,8}|[48]00-?\d{3}-?\d{4})(?![\d-])")
_ORDER_CALLED = re.compile(
    r"(?:订单号?|单子|编号|order)(?:编号|号码?)?(?:是|为|:|#|no\.?|\s)*([A-Za-z0-9][A-Za-z0-9-]{5,31})",
    re.IGNORECASE,
)
_ORDER_BARE = re.compile(r"(?<![\dA-Za-z.-])(\d{16,21}|\d{6}-\d{12,15}|[A-Z]{1,4}\d{6,}(?:-\d{1,8})?)(?![\dA-Za-z])")
_ACCOUNT = re.compile(
    r"(?:微信|微|v信|vx|wx|薇|威信|卫星|绿泡泡|wechat|weixin)[^a-zA-Z0-9]{0,6}([a-zA-Z][-_a-zA-Z0-9]{5,19})",
    re.IGNORECASE,
)
_QQ = re.compile(r"(?:q{1,2}|扣扣|球球|企鹅|群)[^\d\n]{0,4}([1-9]\d{4,10})(?!\d)", re.IGNORECASE)
_EMAIL = re.compile(r"[A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+\.[A-Za-z]{2,}")
_IDENTITY = re.compile(
    r"(?<![\dA-Za-z])\d{6}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx](?![\dA-Za-z])"
)


def find_phones(text: str) -> tuple[str, ...]:
    """Mobile numbers (11 digits, separators removed) and land lines, each once, in order."""
    found = [(m.start(), re.sub(r"[\s-]", "", m[1])) for m in _MOBILE.finditer(text)]
    found += [(m.start(), m[1]) for m in _LANDLINE.finditer(text)]
    return tuple(dict.fromkeys(number for _, number in sorted(found)))


def find_orders(text: str, known: Iterable[str] = ()) -> tuple[str, ...]:
    """Order numbers: whatever is called one, long digit runs, and numbers that the caller knows. No phones, no sums."""
    found = [number for number in known if number and number in text]
    phones = set(find_phones(text))
    for pattern in (_ORDER_CALLED, _ORDER_BARE):
        for match in pattern.finditer(text):
            number = match[1]
            if any(c.isdigit() for c in number) and number not in phones and not _IDENTITY.fullmatch(number):
                found.append(number)
    return tuple(dict.fromkeys(found))


def find_accounts(text: str) -> tuple[str, ...]:
    """WeChat and QQ accounts that are named as such."""
    return tuple(dict.fromkeys(m[1] for pattern in (_ACCOUNT, _QQ) for m in pattern.finditer(text)))


def mask_phone(phone: str) -> str:
    """13812345678 → 138****5678; 0571-88886666 → 057*****6666; an already masked one stays."""
    if "*" in phone:
        return phone
    digits = re.sub(r"[\s-]", "", phone)
    if len(digits) < 7:
        return "*" * len(digits)
    return f"{digits[:3]}{'*' * (len(digits) - 7)}{digits[-4:]}" if len(digits) > 7 else f"{'*' * 3}{digits[-4:]}"


def mask_name(name: str) -> str:
    """Keep the first character: 张三 → 张*; two of a double surname are not told apart."""
    shown = name.strip()
    return shown[:1] + "*" * max(len(shown) - 1, 0) if len(shown) > 1 else "*" * len(shown)


_ADDRESS_HEAD = re.compile(
    r"^(?:.{2,8}?(?:省|自治区|特别行政区))?(?:.{1,9}?(?:市|自治州|地区|盟))?(?:.{1,9}?(?:区|县|市|旗))?"
)


def mask_address(address: str) -> str:
    """Keep province, city and district; the rest is starred: 浙江省杭州市西湖区****."""
    cleaned = address.strip()
    if not cleaned:
        return ""
    head = _ADDRESS_HEAD.match(cleaned)
    kept = head.group() if head and head.group() not in ("", cleaned) else cleaned[:2]
    return f"{kept}****"


_STREET_PART = re.compile(
    r"(?:[\u4e00-\u9fff]{1,12}?(?:路|街|巷|弄|大道|小区|花园|公寓|苑|村|镇|庄)[\u4e00-\u9fff]{0,10}?)?"
    r"\d{1,5}(?:号|弄|幢|栋|座|单元|室|层|楼)[\dA-Za-z\-号弄幢栋座单元室层楼]*"
)
_NAME_CALLED = re.compile(
    r"(?:收件人|收货人|联系人|姓名|名字|我叫)(?:是|叫|为|:|\s){0,2}([\u4e00-\u9fff]{2,4})(?=[,，。;；\s\d]|$)"
)


def mask_text(text: str) -> str:
    """A text for logs: phones, e-mails, identity numbers, accounts, door numbers and named receivers starred.

    Order numbers are kept: they lead to the case, not to the person. Works on the text as given, wide digits included.
    """
    normal = normalise(text)
    spans: list[tuple[int, int, str]] = []
    for pattern, group in _PERSONAL:
        for match in pattern.finditer(normal.text):
            start, end = normal.span(*match.span(group))
            spans.append((start, end, _starred(pattern, match[group])))
    return _replaced(text, spans)


_PERSONAL: tuple[tuple[re.Pattern[str], int], ...] = (
    (_IDENTITY, 0), (_MOBILE, 1), (_LANDLINE, 1), (_EMAIL, 0),
    (_ACCOUNT, 1), (_QQ, 1), (_STREET_PART, 0), (_NAME_CALLED, 1),
)  # fmt: skip


def _starred(pattern: re.Pattern[str], value: str) -> str:
    if pattern in (_MOBILE, _LANDLINE):
        return mask_phone(value)
    return mask_name(value) if pattern is _NAME_CALLED else "****"


def _replaced(text: str, spans: list[tuple[int, int, str]]) -> str:
    pieces, at = [], 0
    for start, end, shown in sorted(spans):
        if start >= at:
            pieces += [text[at:start], shown]
            at = end
    return "".join((*pieces, text[at:]))
