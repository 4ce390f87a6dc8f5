"""Money: `Decimal` in yuan with two places, halves rounded up; integer fen where rules compute."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

from xiaoer.core.errors import BadInput

CENT = Decimal("0.01")
ZERO = Decimal("0.00")
_CLEAN = re.compile(r"[,，\s¥￥]|元$")
_LIMIT = Decimal(10) ** 12


def to_cents(amount: Decimal) -> Decimal:
    """Round to the cent, halves up (0.005 → 0.01)."""
    return amount.quantize(CENT, rounding=ROUND_HALF_UP)


def parse_money(text: str) -> Decimal:
    """Read an amount in yuan as people and exports write it: `1,280.50`, `¥99`, `12.5元`.

    Raises `BadInput` for anything that is no finite amount below 10¹² yuan.
    """
    cleaned = _CLEAN.sub("", text.strip())
    try:
        amount = Decimal(cleaned)
    except InvalidOperation:
        raise BadInput(f"“{text}”不是金额，请写成 99.00 这样的数字") from None
    if not amount.is_finite() or abs(amount) >= _LIMIT:
        raise BadInput(f"“{text}”超出金额范围")
    return to_cents(amount)


def to_fen(amount: Decimal) -> int:
    """Yuan → whole fen."""
    return int(to_cents(amount) * 100)


def from_fen(fen: int) -> Decimal:
    """Whole fen → yuan."""
    return to_cents(Decimal(fen) / 100)


def yuan(amount: Decimal) -> str:
    """Write an amount as it is spoken in a reply: `99` or `99.50` (no idle zeros)."""
    cents = to_cents(amount)
    return f"{cents:.0f}" if cents == cents.to_integral_value() else f"{cents:.2f}"
