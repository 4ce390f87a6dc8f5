"""How a refusal travels over a socket."""

from __future__ import annotations

import json
from typing import Any

import structlog
from pydantic import ValidationError

from xiaoer.kit.errors import ServiceError
from xiaoer.kit.events import encode
from xiaoer.kit.ids import keepable

log = structlog.get_logger()


def refusal(error: Exception, client_id: str | None, **more: Any) -> str:
    """A `refused` frame for an error. What is not ours is logged, and told as `unavailable` without its inside."""
    frame: dict[str, Any] = {"type": "refused"}
    if client_id:
        frame["client_id"] = client_id
    if isinstance(error, ServiceError):
        frame |= {"code": error.code, "detail": error.detail, **error.fields}
    elif isinstance(error, ValidationError):
        first = error.errors(include_url=False, include_context=False, include_input=False)[0]
        where = ".".join(str(p) for p in first["loc"])
        frame |= {"code": "bad_frame", "detail": f"看不懂这个请求：{where} {first['msg']}".strip()}
    else:
        log.error("desk.unexpected", error=repr(error))
        frame |= {"code": "unavailable", "detail": "服务暂时出了问题，请稍后重试；没有确认的消息会重发"}
    return encode(frame | more)


def client_id_in(raw: str) -> str | None:
    """The client id of a frame that is otherwise broken, so that its sender knows which one was refused.

    The standard library reads it, since browsers write half characters as `\\ud83d`, which stricter readers refuse.
    """
    try:
        decoded = json.loads(raw)
    except (ValueError, RecursionError):
        return None
    client_id = decoded.get("client_id") if isinstance(decoded, dict) else None
    return client_id[:64] if isinstance(client_id, str) and keepable(client_id) else None
