"""The headers that every answer carries: nothing is sniffed, framed, or allowed to load more than it says."""

from __future__ import annotations

from typing import Any

from litestar import Response

SECURITY = {
    "X-Content-Type-Options": "nosniff", "Referrer-Policy": "same-origin", "X-Frame-Options": "DENY",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
}  # fmt: skip
API_POLICY = "default-src 'none'; frame-ancestors 'none'"


def secure(response: Response[Any]) -> Response[Any]:
    """Add what an answer has not set itself."""
    for name, value in SECURITY.items():
        response.headers.setdefault(name, value)
    response.headers.setdefault("Content-Security-Policy", API_POLICY)
    return response
