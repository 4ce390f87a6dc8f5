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
    if not text or len(text) > 30:
        return None
    if all(c in DIGITS for c in text):
        return int("".join(str(DIGITS[c]) for c in text))
    return _with_units(text) if _is_ordered(text) else None


def _is_ordered(text: str) -> bool:
    """No two digits side by side but after 零, and a digit before every unit but 十 (一百六五, 百五 are no numbers)."""
    before = ""
    for character in text:
        if character in DIGITS and DIGITS.get(before, 0):
            return False
        if character in _UNITS and _UNITS[character] != 10 and before not in DIGITS:
            return False
        if character not in DIGITS and character not in _UNITS and character not in _BIG:
            return False
        before = character
    return text[0] not in _BIG


def _with_units(text: str) -> int:
    total = section = digit = 0
    last_unit = 1
    for at, character in enumerate(text):
        if character in DIGITS:
            digit = DIGITS[character]
        elif unit := _UNITS.get(character):
            spoken = at > 0 and text[at - 1] in DIGITS
            section += (digit if spoken else 1) * unit
            digit, last_unit = 0, unit
        else:
            section += digit
            big = _BIG[character]
            total = (total + section) * big if character == "亿" else total + section * big
            section, digit, last_unit = 0, 0, big
    # 一百六 = 160, 两千三 = 2300, 三万五 = 35,000; but 一百零六 = 106 and 十五 = 15.
    if text[-1] in DIGITS and last_unit >= 100 and DIGITS.get(text[-2], 1):
        digit *= last_unit // 10
    return total + section + digit
