"""What is the same in every test is made once per worker: wording gates, TLS settings; and passwords cost little."""

from __future__ import annotations

import ssl
from functools import cache, lru_cache
from typing import Any

import pytest
from argon2 import PasswordHasher

from xiaoer.core.rulebook.gate import Gate
from xiaoer.domains.desk import wording
from xiaoer.domains.staff import passwords

GATES = 64


@cache
def tls() -> ssl.SSLContext:
    """For clients: httpx would read all root certificates anew for each of them, and tests talk to 127.0.0.1."""
    return ssl.create_default_context()


@lru_cache(GATES)
def _gate(**wish: Any) -> Gate:
    return Gate(**wish)


def be_thrifty(patch: pytest.MonkeyPatch) -> None:
    """Share gates of equal shops on equal days (they may be shared between threads), and hash at Argon2's least cost.

    Programs that tests start as processes of their own do it all as in earnest.
    """
    patch.setattr(wording, "Gate", _gate)
    patch.setattr(passwords, "_hasher", PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
