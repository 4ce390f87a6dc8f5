"""A shop whose look fails does not keep the others from being looked at."""

from __future__ import annotations

import asyncio
from types import SimpleNamespace
from typing import Any, cast

import pytest

from xiaoer.domains.desk.live import Desk
from xiaoer.domains.desk.rounds import go_round, rounds
from xiaoer.domains.shop.service import ShopInfo

pytestmark = pytest.mark.anyio


def desk_of(*codes: str) -> Desk:
    shops = [SimpleNamespace(code=code) for code in codes]
    return cast("Desk", SimpleNamespace(shops=SimpleNamespace(all=lambda: shops)))


class Looks:
    """Notes which shops were looked at; `b` fails."""

    def __init__(self) -> None:
        self.seen: list[str] = []

    async def __call__(self, shop: ShopInfo) -> Any:
        self.seen.append(shop.code)
        if shop.code == "b":
            raise ValueError("no")


async def test_every_shop_is_looked_at() -> None:
    looks = Looks()
    await go_round(desk_of("a", "b", "c"), "test", looks)
    assert looks.seen == ["a", "b", "c"]


async def test_rounds_go_on_after_a_failure_and_end_when_they_are_ended() -> None:
    looks = Looks()
    task = asyncio.create_task(rounds(desk_of("b", "c"), "test", looks, every_s=0))
    while len(looks.seen) < 5:
        await asyncio.sleep(0)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert looks.seen[:4] == ["b", "c", "b", "c"]
