"""Parcel numbers in a text, with the couriers that they may belong to, likeliest first.

Forms overlap (12 digits may be SF or ZTO): candidates are ranked, and the order's own courier decides.
Source: the couriers' public number forms; lengths of older numbers are from practice.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

_FORMS: tuple[tuple[str, str, float], ...] = (
    # courier, form, how telling the form is (1 = only this courier writes it)
    ("顺丰", r"SF\d{13}", 1.0),
    ("圆通", r"YT\d{13}", 1.0),
    ("极兔", r"JT\d{13}", 1.0),
    ("德邦", r"DPK\d{12}", 1.0),
    ("京东", r"JD[A-Z]?[A-Z0-9]{9,15}", 0.95),
    ("EMS", r"[A-Z]{2}\d{9}[A-Z]{2}", 0.9),
    ("圆通", r"88\d{16}", 0.8),
    ("中通", r"7[0-9]\d{12}", 0.6),
    ("申通", r"77\d{13}", 0.8),
    ("韵达", r"[34]\d{12}", 0.7),
    ("邮政", r"9\d{12}", 0.8),
    ("EMS", r"1[0-9]{12}", 0.6),
    ("韵达", r"\d{15}", 0.4),
    ("申通", r"(?:22|33|44|55|66|88)\d{10,11}", 0.5),
    ("顺丰", r"\d{12}", 0.45),
    ("中通", r"\d{12}", 0.35),
    ("圆通", r"[A-Z]\d{9,11}", 0.5),
    ("德邦", r"\d{8,10}", 0.2),
)
_PATTERNS = tuple((courier, re.compile(form), weight) for courier, form, weight in _FORMS)
_TOKEN = re.compile(r"(?<![A-Za-z0-9-])(?:[A-Za-z]{1,4}\d[A-Za-z0-9]{7,18}|\d{8,18})(?![A-Za-z0-9-])")
_CUE = re.compile(
    r"(?:运单|单号|快递|物流|包裹|顺丰|圆通|中通|申通|韵达|极兔|京东|ems|邮政|德邦|退回|寄回|寄出)",
    re.IGNORECASE,
)
_ORDER_CUE = re.compile(r"订单(?:号|编号)?(?:是|为|:|\s)*$")

CODES: Mapping[str, tuple[str, str]] = {
    "顺丰": ("shunfeng", "SF"),
    "圆通": ("yuantong", "YTO"),
    "中通": ("zhongtong", "ZTO"),
    "申通": ("shentong", "STO"),
    "韵达": ("yunda", "YD"),
    "极兔": ("jtexpress", "JTSD"),
    "京东": ("jd", "JD"),
    "EMS": ("ems", "EMS"),
    "邮政": ("youzhengguonei", "YZPY"),
    "德邦": ("debangkuaidi", "DBL"),
}
"""Courier → its code at kuaidi100 and at kdniao."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A courier that a number may belong to; `weight` 0–1 ranks, it is no probability."""

    courier: str
    weight: float


@dataclass(frozen=True, slots=True)
class Waybill:
    """A parcel number in a text, upper case."""

    number: str
    candidates: tuple[Candidate, ...]
    start: int
    end: int


def couriers_of(number: str) -> tuple[Candidate, ...]:
    """The couriers whose form a number has, likeliest first; empty when none."""
    found: dict[str, float] = {}
    for courier, pattern, weight in _PATTERNS:
        if pattern.fullmatch(number.upper()):
            found[courier] = max(weight, found.get(courier, 0.0))
    ranked = sorted(found.items(), key=lambda item: -item[1])
    return tuple(Candidate(courier, weight) for courier, weight in ranked)


def house_courier(name: str, number: str) -> str:
    """The house's name of a courier as a shop writes it (顺丰速运); where nothing is written, by the number."""
    written = name.strip().upper()
    if not written:
        return next((c.courier for c in couriers_of(number) if c.courier in CODES), "")
    return next((courier for courier in CODES if courier in written), name)


def find_waybills(text: str) -> tuple[Waybill, ...]:
    """All parcel numbers of a (normal-form) text. Plain digits count from 12 on, or with a word of parcels beside them.

    Mobile numbers and what is called an order number are left out; a courier's name beside the number ranks it first.
    """
    found: list[Waybill] = []
    for match in _TOKEN.finditer(text):
        number = match.group().upper()
        around = text[max(0, match.start() - 8) : match.end() + 6]
        if not _is_waybill(number, text[: match.start()], around):
            continue
        ranked = _prefer_named(couriers_of(number), around)
        if ranked:
            found.append(Waybill(number, ranked, match.start(), match.end()))
    return tuple(found)


def _is_waybill(number: str, before: str, around: str) -> bool:
    if re.fullmatch(r"1[3-9]\d{9}", number) or _ORDER_CUE.search(before):
        return False
    if not number.isdigit():
        best = next(iter(couriers_of(number)), None)
        return best is not None and (best.weight >= 0.9 or bool(_CUE.search(around)))
    return bool(_CUE.search(around)) if len(number) < 12 else len(number) <= 15 or number.startswith("88")


def _prefer_named(candidates: tuple[Candidate, ...], around: str) -> tuple[Candidate, ...]:
    named = [c for c in candidates if c.courier.lower() in around.lower()]
    return (*named, *(c for c in candidates if c not in named))
