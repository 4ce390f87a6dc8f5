"""What the machine offers. An absent service skips a test, and fails it where `XIAOER_REQUIRE` names the service."""

from __future__ import annotations

import os
from functools import cache

import psycopg
import pytest
import redis

POSTGRES = "postgresql://{user}@127.0.0.1:5432/{name}"
REDIS = "redis://127.0.0.1:6379/0"


def demand(service: str, present: bool, why: str) -> None:
    """Go on, skip or fail."""
    if present:
        return
    if service in os.environ.get("XIAOER_REQUIRE", "").split(","):
        pytest.fail(f"{service} is required here and absent: {why}", pytrace=False)
    pytest.skip(f"{service} is absent: {why}")


@cache
def postgres_user() -> str | None:
    """Who may make databases on the local PostgreSQL; None where there is none."""
    for user in ("postgres", "root"):
        try:
            with psycopg.connect(POSTGRES.format(user=user, name="postgres"), connect_timeout=2) as connection:
                able = connection.execute("SELECT rolcreatedb FROM pg_roles WHERE rolname = current_user").fetchone()
        except psycopg.Error:
            continue
        if able == (True,):
            return user
    return None


def demand_postgres() -> str:
    """The user to connect as."""
    user = postgres_user()
    demand("postgres", user is not None, "nobody answers on 127.0.0.1:5432 as postgres or root without a password")
    assert user is not None
    return user


@cache
def _redis_answers() -> bool:
    try:
        with redis.Redis.from_url(REDIS, socket_connect_timeout=2) as client:
            return bool(client.ping())
    except redis.RedisError:
        return False


def demand_redis() -> str:
    """The address of the local Redis."""
    demand("redis", _redis_answers(), f"no answer from {REDIS}")
    return REDIS
