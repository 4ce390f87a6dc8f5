"""Errors as `application/problem+json` (RFC 9457): a sentence for people, a code for machines, never our inside."""

from __future__ import annotations

import errno
from collections.abc import Callable
from typing import Any

import structlog
from litestar import Request, Response
from litestar.exceptions import HTTPException, ValidationException
from pydantic import ValidationError
from sqlalchemy.exc import DatabaseError, DBAPIError, InternalError, OperationalError

from xiaoer.api.headers import secure
from xiaoer.domains.worded import asked, read_in, worded
from xiaoer.kit.database import unavailable
from xiaoer.kit.errors import Invalid, ServiceError

log = structlog.get_logger()
TITLES = {
    400: "请求有误", 401: "未登录", 403: "不允许", 404: "找不到", 405: "不支持的方法", 409: "冲突",
    413: "太大", 415: "不支持的格式", 422: "内容不对", 429: "太频繁", 500: "出错了", 503: "暂时不可用",
}  # fmt: skip
Problem = Response[dict[str, Any]]


def problem(status: int, code: str, detail: str, **more: Any) -> Problem:
    """A problem document, in the reader's language."""
    headers: dict[str, str] = {}
    if "retry_after_s" in more:
        headers["Retry-After"] = str(int(float(more["retry_after_s"])) + 1)
    response = Response(
        {
            "type": f"https://xiaoer.example/problems/{code}", "title": worded(TITLES.get(status, "出错了")),
            "status": status, "detail": worded(detail), "code": code, **more,
        },
        status_code=status, media_type="application/problem+json", headers=headers,
    )  # fmt: skip
    return secure(response)  # what is raised never meets the hook that looks after the other answers


def on_service_error(request: Request[Any, Any, Any], error: ServiceError) -> Problem:
    """Our own errors."""
    return problem(error.status, error.code, error.detail, **error.fields)


def on_http_error(request: Request[Any, Any, Any], error: HTTPException) -> Problem:
    """The framework's errors; a validation error names the fields."""
    status = error.status_code
    if isinstance(error, ValidationException):
        return problem(422, "invalid", "请求里有不对的内容", fields=_fields(error.extra))
    codes = {400: "bad_request", 401: "unauthenticated", 403: "forbidden", 404: "not_found",
             405: "method_not_allowed", 413: "too_large", 415: "unsupported_media_type"}  # fmt: skip
    if status >= 500:
        log.error("http.error", error=repr(error))
        return problem(status, "unavailable", "服务暂时出了问题，请稍后重试")
    headers = error.headers or {}
    response = problem(status, codes.get(status, "bad_request"), TITLES.get(status, "请求有误"))
    response.headers.update({k: v for k, v in headers.items() if k.lower() == "allow"})
    return response


def _fields(extra: Any) -> list[dict[str, str]]:
    items = extra if isinstance(extra, list) else [extra] if extra else []
    return [
        {"field": str(i.get("key", "")), "message": str(i.get("message", ""))} for i in items if isinstance(i, dict)
    ]


def on_validation_error(request: Request[Any, Any, Any], error: ValidationError) -> Problem:
    """Settings or schemas that did not hold together deeper inside."""
    fields = [
        {"field": ".".join(str(p) for p in e["loc"]), "message": e["msg"]}
        for e in error.errors(include_url=False, include_context=False, include_input=False)
    ]
    return problem(422, Invalid.code, "请求里有不对的内容", fields=fields)


def on_database_error(request: Request[Any, Any, Any], error: DBAPIError) -> Problem:
    """The database refuses: say what mends it."""
    if type(error) in (DatabaseError, InternalError, OperationalError):  # a damaged file, a read-only server, the rest
        return on_service_error(request, unavailable(error))
    log.error("http.database_error", error=repr(error.orig))
    return problem(500, "internal", "服务出了问题，已记录")


DISK = {
    errno.ENOSPC: ("disk_full", "磁盘已满，无法保存文件：请腾出空间后重试"),
    errno.EDQUOT: ("disk_full", "磁盘配额用完，无法保存文件：请腾出空间后重试"),
    errno.EROFS: ("files_readonly", "数据文件夹是只读的，无法保存文件：请检查挂载和权限"),
    errno.EACCES: ("files_readonly", "数据文件夹没有写权限，无法保存文件：请检查它的所有者和权限"),
    errno.EPERM: ("files_readonly", "数据文件夹没有写权限，无法保存文件：请检查它的所有者和权限"),
}


def on_file_error(request: Request[Any, Any, Any], error: OSError) -> Problem:
    """The disk refuses: say what mends it. Anything else of this kind is a surprise like others."""
    if error.errno not in DISK:
        return on_anything(request, error)
    code, detail = DISK[error.errno]
    log.error("http.disk", code=code, error=repr(error))
    return problem(503, code, detail)


def on_nesting(request: Request[Any, Any, Any], error: RecursionError) -> Problem:
    """A body nested deeper than any reader follows."""
    return problem(400, "bad_request", "请求的内容嵌套得太深")


def on_anything(request: Request[Any, Any, Any], error: Exception) -> Problem:
    """What nobody expected: logged with its trace, told without it."""
    log.error("http.unexpected", path=request.url.path, exc_info=error)
    return problem(500, "internal", "服务出了问题，已记录")


def _for_reader(handler: Callable[[Request[Any, Any, Any], Any], Problem]) -> Callable[..., Problem]:
    """What is raised outside the endpoints is told in the reader's language too."""

    def told(request: Request[Any, Any, Any], error: Exception) -> Problem:
        with read_in(asked(request.headers.get("accept-language", ""))):
            return handler(request, error)

    return told


_BY_KIND: dict[Any, Callable[[Request[Any, Any, Any], Any], Problem]] = {
    ServiceError: on_service_error, HTTPException: on_http_error, ValidationError: on_validation_error,
    DBAPIError: on_database_error, OSError: on_file_error, RecursionError: on_nesting, Exception: on_anything,
}  # fmt: skip
HANDLERS: dict[Any, Any] = {kind: _for_reader(handler) for kind, handler in _BY_KIND.items()}
__all__ = ["HANDLERS", "problem"]
