"""Who an account is by its name: 主账号:子名 is the shop's, some sub-names are robots."""

from __future__ import annotations

from collections.abc import Collection
from functools import lru_cache

_ROBOTS = ("服务助手", "机器人", "智能客服")


@lru_cache(maxsize=65536)
def account(name: str) -> str:
    """A name as reports write it: trimmed, the colon half-width."""
    return name.strip().replace("：", ":")


@lru_cache(maxsize=65536)
def is_shop_account(name: str) -> bool:
    """Whether a name is a shop's: it has a colon between two parts, or it is a robot's name."""
    head, colon, tail = account(name).partition(":")
    return bool((colon and head.strip() and tail.strip()) or is_robot(name))


def is_robot(name: str, robots: Collection[str] = ()) -> bool:
    """Whether an account answers by itself: …:服务助手, …:机器人, …:智能客服, or named in a setting."""
    known = account(name)
    return known in robots or known.rpartition(":")[2].strip() in _ROBOTS
