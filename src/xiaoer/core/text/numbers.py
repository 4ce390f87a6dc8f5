"""Chinese numbers: 一百零五 → 105, 两千三 → 2300, 一点五 → 1.5, 一六五 → 165."""

from __future__ import annotations

from decimal import Decimal

DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2, "俩": 2, "仨": 3, "幺": 1}
DIGITS |= {c: i for i, c in enumerate("零壹贰叁肆伍陆柒捌玖")}
_UNITS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_BIG = {"万": 10_000, "亿": 100_000_000}
CHINESE_NUMBER = r"[零〇一二三四五六七八九十百千万亿两俩壹贰叁肆伍陆柒捌玖拾佰仟点半]+"


def parse_number(text: str) -> Decimal | None:
    """A number written in Arabic or Chinese digits, or None. 半 alone is 0.5."""
    cleaned = text.strip().replace(",", "")
    if cleaned.isascii():
        return _arabic(cleaned)
    if cleaned == "半":
        return Decimal("0.5")
    whole, point, fraction = cleaned.partition("点")
    value = _whole(whole)
    if value is None:
        return None
    if not point:
        return Decimal(value)
    if not fraction or any(c not in DIGITS for c in fraction):
        return None
    return Decimal(f"{value}.{''.join(str(DIGITS[c]) for c in fraction)}")


def _arabic(text: str) -> Decimal | None:
    digits, _, fraction = text.partition(".")
    if not digits.isdigit() or (fraction and not fraction.isdigit()) or len(text) > 30:
        return None
    return Decimal(text.rstrip("."))


def _whole(text: str) -> int | None:
    """Digits in a row (一六五) or with units (一百六十五, 一百六 = 160, 十五)."""
    if not text:
        return None
    if all(c in DIGITS for c in text):
        return int("".join(str(DIGITS[c]) for c in text)) if len(text) <= 30 else None
    total = section = digit = 0
    last_unit = 1
    zero = False
    pending = False
    for character in text:
        if character in DIGITS:
            if pending and DIGITS[character] and digit:
                return None  # 一百六五: no number
            digit, pending = DIGITS[character], True
            zero = zero or digit == 0
        elif unit := _UNITS.get(character):
            if not pending and unit != 10:
                return None
            section += (digit if pending else 1) * unit
            digit, pending, zero, last_unit = 0, False, False, unit
        elif big := _BIG.get(character):
            section += digit
            if not section and not total:
                return None
            total = (total + section) * big if big > 10_000 else total + section * big
            section, digit, pending, zero, last_unit = 0, 0, False, False, big
        else:
            return None
    # 一百六 = 160, 两千三 = 2300, 三万五 = 35,000; but 一百零六 = 106 and 十五 = 15.
    if pending and not zero and last_unit >= 100:
        digit *= last_unit // 10
    return total + section + digit
