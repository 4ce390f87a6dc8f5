"""The errors of everything that is kept and served; each class knows its HTTP status.

ServiceError            400
├── Unauthenticated     401
├── Forbidden           403
├── NotFound            404
├── Conflict            409   somebody was first, or the state does not allow it
├── TooLarge            413
├── Invalid             422
├── RateLimited         429   with `retry_after_s`
└── Unavailable         503   with what to mend
"""

from __future__ import annotations


class ServiceError(Exception):
    """An error that the caller is told: a sentence for people, a code for machines."""

    status = 400
    code = "bad_request"

    def __init__(self, detail: str, *, code: str | None = None, **fields: object) -> None:
        super().__init__(detail)
        self.detail = detail
        self.code = code or type(self).code
        self.fields = fields


class Unauthenticated(ServiceError):
    status, code = 401, "unauthenticated"


class Forbidden(ServiceError):
    status, code = 403, "forbidden"


class NotFound(ServiceError):
    status, code = 404, "not_found"


class Conflict(ServiceError):
    status, code = 409, "conflict"


class TooLarge(ServiceError):
    status, code = 413, "too_large"


class Invalid(ServiceError):
    status, code = 422, "invalid"


class RateLimited(ServiceError):
    status, code = 429, "rate_limited"


class Unavailable(ServiceError):
    status, code = 503, "unavailable"
