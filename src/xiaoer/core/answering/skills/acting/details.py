"""Details that a shopper writes for a change: address, receiver, phone, remark, invoice title."""

from __future__ import annotations

import re

from xiaoer.core.text.contacts import find_phones
from xiaoer.core.text.regions import find_regions

_PLACE = re.compile(r"[路街道巷弄号楼栋幢室村镇乡区县厦园苑院寓里座]")
_STREET = re.compile(r"(?:路|街|道|巷|弄|村|镇|乡|园|苑|大厦|小区|公寓)|\d+(?:号|栋|幢|室|楼|单元)")
_CUT = re.compile(r"[,，;；。\n]|\s+")
_LEAD = re.compile(r"^.*?(?:改成|改到|改为|换成|换到|寄到|发到|送到|地址是|地址为|地址[:：]?|新地址|是)[:：]?")
_QUOTES = "“”\"'「」。 "
_NAME = re.compile(
    r"(?:收件人|收货人|姓名|名字|联系人)(?:改成|改为|是|为|叫)?[:：]?\s*([\u4e00-\u9fff]{2,4})"
    r"|(?<![\u4e00-\u9fff])([\u4e00-\u9fff]{2,4})\s*[,，]?\s*1[3-9]\d{9}"
    r"|1[3-9]\d{9}\s*[,，]?\s*([\u4e00-\u9fff]{2,4})(?![\u4e00-\u9fff])"
)
_REMARK = re.compile(r"(?:备注|留言|备註)(?:一下|上|下|成|为)?(?:说)?[:：，, ]*(.{2,60})")
_PERSONAL = re.compile(r"个人")
_COMPANY = re.compile(r"([\u4e00-\u9fffA-Za-z0-9（）()]{2,40}(?:公司|集团|商行|工作室|事务所|学校|医院|店|厂|中心))")
_TITLE = re.compile(r"抬头(?:写|是|为|用|叫|开|[:：])*[“\"「']?([\u4e00-\u9fffA-Za-z0-9（）()·]{2,40})")
_NO_TITLE = re.compile(r"^(?:个人|公司|企业|单位|什么|怎么)")
_LOOSE_PHONE = re.compile(r"(?:电话|手机|号码)[^\d,，。]{0,10}(\d{11})(?!\d)")
_DAY = re.compile(
    r"(?:(?:这|本|下)?(?:周|星期|礼拜)[一二三四五六日天]|今天|明天|后天|大后天|\d{1,2}月\d{1,2}[日号]|\d{1,2}[号日])"
    r"(?:的?(?:上午|下午|中午|晚上|早上|傍晚)?(?:\d{1,2}[点:：时](?:\d{2}|半)?)?)"
)
_SERVICES = ("安装", "维修", "清洗", "检修", "保养", "检测")
_TAX = re.compile(r"(?<![A-Z0-9])([0-9A-Z]{15,20})(?![A-Z0-9])")


def address_in(text: str) -> str:
    """The address in a line: the pieces from its province or city on that name streets and numbers; "" = none."""
    regions = find_regions(text)
    pieces = [piece for piece in _CUT.split(text[regions[0].start :] if regions else text) if piece]
    kept: list[str] = []
    for place, piece in enumerate(pieces):
        bare = _LEAD.sub("", _LEAD.sub("", piece)).strip(_QUOTES) if not regions else piece
        if find_phones(bare) or not (_PLACE.search(bare) or (regions and place == 0)):
            if kept:
                break
            continue
        kept.append(bare)
    address = "".join(kept).strip(_QUOTES)
    return address if _STREET.search(address) and len(address) >= 6 else ""


def phone_in(text: str) -> str:
    """A phone number, also any eleven digits that are called one; "" = none."""
    called = _LOOSE_PHONE.search(text)
    return next(iter(find_phones(text)), "") or (called[1] if called else "")


def day_in(text: str) -> str:
    """The day (and hour) that a service is wanted on, as said; "" = none."""
    match = _DAY.search(text)
    return match[0].removesuffix("的") if match else ""


def service_in(text: str) -> str:
    """The service named last (安装, 维修 …); "" = none."""
    found = [(text.rfind(name), name) for name in _SERVICES if name in text]
    return max(found)[1] if found else ""


def receiver_in(text: str) -> str:
    """The name beside 收件人 or beside the phone number, "" = none."""
    match = _NAME.search(text)
    name = next((group for group in match.groups() if group), "") if match else ""
    return "" if re.search(r"电话|手机|号码|地址|改成", name) else name


def remark_in(text: str) -> str:
    """What is to be noted on the order, "" = nothing said."""
    match = _REMARK.search(text)
    return match[1].strip("。!！吧,， ") if match else ""


def invoice_in(text: str) -> tuple[tuple[str, str], ...]:
    """The invoice's title and tax number; empty = no title said."""
    company = _COMPANY.search(re.sub(r".*(?:抬头|开给|开成|公司名)(?:是|为|[:：])?", "", text))
    if company:
        tax = _TAX.search(text.upper())
        return (("抬头", company[1]), *((("税号", tax[1]),) if tax else ()))
    named = _TITLE.search(text)
    if named and not _NO_TITLE.search(named[1]):
        return (("抬头", named[1]),)
    return (("抬头", "个人"),) if _PERSONAL.search(text) else ()
