"""The flags under which uvicorn runs the desk; the echo of the bench runs under the same."""

from __future__ import annotations

from typing import Any

FRAME_LIMIT = 1_048_576


def uvicorn_options() -> dict[str, Any]:
    """`websockets-sansio` without deflate costs 21 kB per socket, uvicorn's default 119 kB (DESIGN, trap 6)."""
    return {
        "log_level": "warning", "access_log": False, "ws": "websockets-sansio", "ws_max_size": FRAME_LIMIT,
        "ws_per_message_deflate": False, "timeout_graceful_shutdown": 5, "lifespan": "on", "server_header": False,
    }  # fmt: skip
