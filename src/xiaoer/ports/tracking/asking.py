"""One bounded request to a tracking service: form in, JSON object out, every failure in words."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import httpx

from xiaoer.ports.tracking.port import Refused, TrackingError

TIMEOUT_S = 8.0
ANSWER_BYTES = 1_000_000
AGAIN = (408, 425, 429)
_SERVICE_TIME = ZoneInfo("Asia/Shanghai")


async def ask(address: str, form: Mapping[str, str]) -> dict[str, Any]:
    """POST a form. Raises `TrackingError` for no answer, a refusal, or an answer that is no JSON object."""
    try:
        async with httpx.AsyncClient(timeout=TIMEOUT_S, follow_redirects=False, trust_env=False) as client:
            answer = await client.post(address, data=dict(form))
    except httpx.HTTPError as error:
        raise TrackingError(f"物流查询服务没有回应（{type(error).__name__}），稍后再试", again=True) from error
    if answer.status_code != 200:
        said = f"物流查询服务拒绝了请求（HTTP {answer.status_code}）"
        raise (
            TrackingError(said, again=True)
            if answer.status_code in AGAIN or answer.status_code >= 500
            else Refused(said)
        )
    if len(answer.content) > ANSWER_BYTES:
        raise TrackingError("物流查询服务的回答太长，没有采用", again=False)
    try:
        found = answer.json()
    except ValueError as error:
        raise TrackingError("物流查询服务的回答读不懂", again=True) from error
    if not isinstance(found, dict):
        raise TrackingError("物流查询服务的回答读不懂", again=True)
    return found


def moment(text: object) -> datetime:
    """A service's time (`2026-03-05 14:00:00`, Chinese time) → aware. Raises `TrackingError`."""
    try:
        return datetime.strptime(str(text).strip(), "%Y-%m-%d %H:%M:%S").replace(tzinfo=_SERVICE_TIME)
    except ValueError as error:
        raise TrackingError(f"物流查询服务给的时间读不懂：{str(text)[:40]}", again=False) from error


def rows(found: object) -> list[dict[str, Any]]:
    """The scans of an answer; anything that is no object is left out."""
    return [row for row in found if isinstance(row, dict)] if isinstance(found, list) else []
