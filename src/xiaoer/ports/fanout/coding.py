"""How hints travel: `origin shop n text`, joined by blanks; the text may be empty. Short, so that NOTIFY carries it."""

from __future__ import annotations

LIMIT = 7_500
"""PostgreSQL refuses notifications of 8,000 bytes and more."""


def pack(origin: str, shop_id: int, n: int, text: str = "") -> str:
    """One hint as text."""
    return f"{origin} {shop_id} {n} {text}"


def unpack(packed: str) -> tuple[str, int, int, str] | None:
    """(origin, shop id, n, text); None when it is not ours."""
    parts = packed.split(" ", 3)
    try:
        return parts[0], int(parts[1]), int(parts[2]), parts[3] if len(parts) > 3 else ""
    except (IndexError, ValueError):
        return None
