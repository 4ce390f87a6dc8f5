"""Passwords: Argon2id with the library's current defaults; one guess costs the same whether the login exists or not."""

from __future__ import annotations

from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

_hasher = PasswordHasher()


@cache
def _decoy() -> str:
    return _hasher.hash("nobody has this password")


def hash_password(password: str) -> str:
    """An Argon2id hash."""
    return _hasher.hash(password)


def verify(password: str, hashed: str | None) -> bool:
    """Check a password; a missing hash costs as much time as a wrong one."""
    try:
        _hasher.verify(hashed or _decoy(), password)
    except (VerificationError, InvalidHashError):
        return False
    return bool(hashed)
