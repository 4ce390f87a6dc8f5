"""The state of a parcel: nine words for what couriers and tracking services tell in numbers and sentences.

Sources: the published state tables of kuaidi100 (`state`) and kdniao (`StateEx`); couriers' own words from practice.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

State = Literal[
    "created", "picked", "transit", "out_for_delivery", "at_station", "signed", "exception", "returning", "returned"
]


@dataclass(frozen=True, slots=True)
class Scan:
    """One line of a parcel's way."""

    at: datetime
    text: str
    place: str = ""


@dataclass(frozen=True, slots=True)
class Tracking:
    """What is known of a parcel. `scans` oldest first; `detail` = why it is an exception, or how it was signed."""

    courier: str
    waybill: str
    state: State
    detail: str
    scans: tuple[Scan, ...]

    @property
    def last(self) -> Scan | None:
        """The newest scan."""
        return self.scans[-1] if self.scans else None


_KUAIDI100: dict[str, tuple[State, str]] = {
    "0": ("transit", ""),
    "1": ("picked", ""),
    "2": ("exception", "疑难件"),
    "3": ("signed", ""),
    "4": ("returned", "退签"),
    "5": ("out_for_delivery", ""),
    "6": ("returning", ""),
    "7": ("transit", "转投"),
    "8": ("transit", "清关"),
    "14": ("exception", "拒签"),
}
_KDNIAO: dict[str, tuple[State, str]] = {
    "0": ("created", ""),
    "1": ("picked", ""),
    "10": ("created", "待揽件"),
    "2": ("transit", ""),
    "201": ("transit", "到达派件城市"),
    "202": ("out_for_delivery", ""),
    "204": ("transit", "到达转运中心"),
    "205": ("transit", "到达派件网点"),
    "206": ("picked", "寄件网点发件"),
    "211": ("at_station", ""),
    "3": ("signed", ""),
    "301": ("signed", "正常签收"),
    "302": ("signed", "异常后签收"),
    "304": ("signed", "代签"),
    "311": ("signed", "快递柜或驿站签收"),
    "4": ("exception", "问题件"),
    "401": ("exception", "发货无信息"),
    "402": ("exception", "超时未签收"),
    "403": ("exception", "超时未更新"),
    "404": ("exception", "拒收"),
    "405": ("exception", "派件异常"),
    "406": ("returned", "退货签收"),
    "407": ("returning", "退货未签收"),
    "412": ("at_station", "快递柜或驿站超时未取"),
    "413": ("exception", "单号已拦截"),
    "414": ("exception", "破损"),
    "415": ("exception", "客户取消发货"),
    "416": ("exception", "无法联系"),
    "417": ("exception", "配送延迟"),
    "418": ("signed", "快件取出"),
    "419": ("out_for_delivery", "重新派送"),
    "420": ("exception", "收货地址不详"),
    "421": ("exception", "收件人电话错误"),
    "422": ("exception", "错分件"),
    "423": ("exception", "超区件"),
    "5": ("transit", "转寄"),
    "6": ("transit", "清关"),
}
_WORDS: tuple[tuple[re.Pattern[str], State, str], ...] = (
    (re.compile(r"退回.{0,6}签收|退件.{0,4}签收|已退回"), "returned", ""),
    (re.compile(r"拒收|拒签"), "exception", "拒收"),
    (re.compile(r"退回|退件|返回寄件"), "returning", ""),
    (re.compile(r"破损"), "exception", "破损"),
    (re.compile(r"丢失|遗失"), "exception", "丢失"),
    (
        re.compile(r"超区|地址不详|电话.{0,4}(?:错|空号)|无法联系|联系不上|异常|问题件|疑难|滞留"),
        "exception", "派件异常",
    ),
    (
        re.compile(
            r"(?:等|待|未|没有?).{0,3}(?:取|领|提)|取件码|凭.{0,6}取"
            r"|(?:放|存|到达?|送至|投).{0,8}(?:驿站|快递柜|丰巢|代收|自提)"
        ),
        "at_station", "",
    ),
    (re.compile(r"(?:未|没有?|拒绝).{0,2}签收"), "exception", "未签收"),
    (re.compile(r"代签|签收|已取|已妥投|妥投"), "signed", ""),
    (re.compile(r"派送|派件|配送中|投递"), "out_for_delivery", ""),
    (re.compile(r"揽收|揽件|收寄|已收件|收取快件"), "picked", ""),
    (re.compile(r"待揽|等待揽收|已下单|打印面单|电子面单"), "created", ""),
)  # fmt: skip
_NOT_YET = re.compile(r"(?:待|等待|未|即将)揽[收件]?")


def read_kuaidi100(state: str) -> tuple[State, str] | None:
    """(state, detail) of kuaidi100's `state`; the first digit decides for codes not known. None = not a code."""
    return _read(_KUAIDI100, state)


def read_kdniao(state_ex: str) -> tuple[State, str] | None:
    """(state, detail) of kdniao's `StateEx` (or `State`); its first digit decides for codes not known."""
    return _read(_KDNIAO, state_ex)


def _read(table: dict[str, tuple[State, str]], code: str) -> tuple[State, str] | None:
    code = code.strip()
    return table.get(code) or (table.get(code[0]) if code.isdigit() else None)


def read_words(text: str) -> tuple[State, str]:
    """(state, detail) of a courier's sentence; what says nothing special is on its way."""
    if _NOT_YET.search(text):
        return "created", ""
    return next(((state, detail) for pattern, state, detail in _WORDS if pattern.search(text)), ("transit", ""))
