"""Matters that are told by what names them or not at all: services, the time from opening on, days of delivery."""

# Rows of Chinese count double in width; they are kept whole.

from __future__ import annotations

import re

_SERVICES = re.compile(r"(?:检测|检验|质检)报告|定做|定制|以旧换新|分期|货到付款|自提|上门|试用装|小样|租赁|单配|补配")
_SAME_SERVICE = {
    "定做": ("定做", "定制"),
    "定制": ("定做", "定制"),
    "上门": ("上门", "安装", "送装"),
    "小样": ("小样", "试用"),
}
_OPENED = re.compile(
    r"(?:开|拆)(?:封|罐|袋|盖|瓶|启|包|箱|盒)?(?:之|以|了)?后|打开(?:之|以|了)?后|(?:开|拆)(?:封|罐|袋|盖|瓶|开)了?(?=[^,，。]{0,3}(?:能|可以|还)?(?:放|存|保存|吃|喝|用)|$|了)"
)
_LASTS = re.compile(r"多久|多长|几天|几个月|保存|保质|存放|放|喝完|吃完|用完")
_PAID_FOR = re.compile(r"(?:怎么|咋|如何|会不会|给不给|能不能|多少|几倍|管)赔|赔(?:不赔|多少|几|吗|么)")
_PAYS = re.compile(r"赔|退|补|换")
_OF_A_DAY = re.compile(r"(?:指定|预约|送达|到货|收货|发货|下单|付款|活动|截止)[^,。]{0,2}(?:日期|时间)")
_DAY = re.compile(r"生产|批次|采摘")


def asks_of_opened(text: str) -> bool:
    """开封后能放多久 is no question of the whole time."""
    return _OPENED.search(text) is not None and _LASTS.search(text) is not None


def speaks_of_opening(text: str) -> bool:
    """Whether a text tells of the time from opening on."""
    return _OPENED.search(text) is not None


def service_named(text: str) -> str:
    """The service that is asked for by name (上门, 分期); "" = none."""
    found = _SERVICES.search(text)
    return found[0] if found else ""


def may_tell(text: str, key: str, value: str) -> bool:
    """Whether a cell or an entry can tell what is asked: a service asked for by name is told by what names it or not
    at all, the time from opening on by what speaks of opening, a day of delivery by no day of production."""
    if asks_of_opened(text) and not _OPENED.search(f"{key}{value}"):
        return False
    if _OF_A_DAY.search(text) and _DAY.search(key):
        return False
    if _PAID_FOR.search(text) and not _PAYS.search(f"{key}{value}"):
        return False
    service = service_named(text)
    return not service or any(c in f"{key}{value}" for c in _SAME_SERVICE.get(service, (service,)))
