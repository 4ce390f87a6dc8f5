"""Structured logs, one JSON object per line on stderr, without personal data."""

from __future__ import annotations

import logging
import re
import sys
from collections.abc import MutableMapping
from typing import Any

import structlog

_PHONE = re.compile(r"(?<!\d)1[3-9]\d{9}(?!\d)")
_TOKEN = re.compile(r"(?i)(bearer\s+|token=|password=)\S+")


def mask(_logger: Any, _method: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """Hide phone numbers and tokens in every text of a log line."""
    for key, value in event.items():
        if isinstance(value, str):
            event[key] = _TOKEN.sub(r"\1…", _PHONE.sub("1**********", value))
    return event


def configure_logs(level: str) -> None:
    """Set up structlog for this process."""
    number = logging.getLevelName(level.upper())
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            mask,
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(number if isinstance(number, int) else logging.INFO),
        logger_factory=lambda *_: structlog.PrintLogger(sys.stderr),  # whichever it is now, not one that was closed
        cache_logger_on_first_use=False,
    )
