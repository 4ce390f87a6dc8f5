"""Ids, texts and tokens: the types that every schema uses, so that no input can break a database."""

from __future__ import annotations

import hashlib
import re
import secrets
from typing import Annotated

from pydantic import AfterValidator, Field, StringConstraints

MAX_ID = 2**53 - 1
_BROKEN = re.compile("[\x00\ud800-\udfff]")

Id = Annotated[int, Field(ge=1, le=MAX_ID)]
"""A positive integer that JavaScript can hold."""

Number = Annotated[int, Field(ge=0, le=MAX_ID)]
"""A counter: 0…2⁵³−1."""


def keepable(text: str) -> bool:
    """Whether every database can keep a text: no NUL, no lone surrogate."""
    return _BROKEN.search(text) is None


def _without_nul(text: str) -> str:
    found = _BROKEN.search(text)
    if found is None:
        return text
    if found[0] == "\x00":
        raise ValueError("文字里不能有 NUL 字符")
    raise ValueError("文字里有残缺的字符（孤立代理项）")


Text = Annotated[str, AfterValidator(_without_nul)]
"""A text that every database can keep: no NUL, no lone surrogate."""

Line = Annotated[str, StringConstraints(max_length=200), AfterValidator(_without_nul)]
"""A short text: names, tags, remarks of a line."""

Code = Annotated[str, StringConstraints(min_length=1, max_length=64, pattern=r"^[A-Za-z0-9_\-]+$")]
"""A code in addresses: shops, logins."""


def new_token(size: int = 32) -> str:
    """An unguessable URL-safe token (`size` random bytes)."""
    return secrets.token_urlsafe(size)


def digest(token: str) -> str:
    """How tokens are kept: SHA-256, hex. Enough for random tokens; passwords use Argon2id."""
    return hashlib.sha256(token.encode()).hexdigest()
