"""The outbox of a socket: frames in order, few texts, nobody waits for a slow reader."""

from __future__ import annotations

import asyncio
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xiaoer.domains.desk.connections import PACK, TOO_SLOW, Connection, Packed, pack

pytestmark = pytest.mark.anyio


class Peer:
    """The other end: keeps what it is sent; reads only while `open`."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self.closed: list[int] = []
        self.open = asyncio.Event()
        self.open.set()

    async def send(self, text: str) -> None:
        await self.open.wait()
        self.texts.append(text)

    async def close(self, code: int, reason: str) -> None:
        self.closed.append(code)

    def connection(self, limit: int = 1000) -> Connection:
        return Connection(self.send, self.close, limit)

    @property
    def frames(self) -> list[int]:
        whole = [json.loads(t) for t in self.texts]
        return [f for w in whole for f in (w if isinstance(w, list) else [w])]


async def test_frames_of_a_turn_go_together_in_order() -> None:
    peer = Peer()
    connection = peer.connection()
    for frame in ("1", "2"):
        connection.push(frame)
    connection.push(Packed(["3", "4"]))
    connection.push("5")
    assert peer.texts == []
    await asyncio.sleep(0)
    assert peer.texts == ["[1,2]", "[3,4]", "5"]


async def test_what_comes_while_a_text_travels_follows_it() -> None:
    peer = Peer()
    connection = peer.connection()
    peer.open.clear()
    connection.push("1")
    await asyncio.sleep(0)
    connection.push("2")
    connection.push("3")
    await asyncio.sleep(0.01)
    assert peer.texts == []
    peer.open.set()
    await asyncio.sleep(0.01)
    assert peer.frames == [1, 2, 3]
    connection.push("4")
    await asyncio.sleep(0)
    assert peer.frames == [1, 2, 3, 4]


async def test_a_slow_reader_is_dropped_and_a_long_past_is_not() -> None:
    peer = Peer()
    connection = peer.connection(limit=100)
    connection.push("1" * 5000)
    await asyncio.sleep(0)
    assert not connection.closed
    peer.open.clear()
    connection.push("2")
    await asyncio.sleep(0)
    for _ in range(101):
        connection.push("3")
    assert connection.closed
    peer.open.set()
    await asyncio.sleep(0.01)
    assert peer.closed == [TOO_SLOW]


async def test_a_peer_that_is_gone_ends_the_connection() -> None:
    async def gone(text: str) -> None:
        raise ConnectionError

    connection = Connection(gone, Peer().close, 10)
    connection.push("1")
    await asyncio.sleep(0)
    assert connection.closed
    connection.push("2")


@given(st.lists(st.integers(1, 2 * PACK), max_size=8))
def test_packs_hold_all_frames_in_order_and_stay_short(sizes: list[int]) -> None:
    frames = [str(i) * max(1, size // len(str(i))) for i, size in enumerate(sizes, 1)]
    packs = pack(frames)
    assert [f for p in packs for f in p.strip("[]").split(",")] == frames
    for packed in packs:
        parts = packed.strip("[]").split(",")
        assert len(parts) == 1 or sum(map(len, parts)) <= PACK
        assert packed.encode() == str(packed).encode() == packed.encode()
