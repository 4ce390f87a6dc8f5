"""The load says nothing twice, and its small WebSocket client reads whatever way bytes arrive."""

from __future__ import annotations

import asyncio
from itertools import islice

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xiaoer.app.measuring import frames, talk
from xiaoer.app.measuring.wire import ClientSocket, client_frame
from xiaoer.core.rulebook.gate import Gate


def test_no_line_comes_twice_in_a_run_or_in_another() -> None:
    said = [line for run in range(4) for line in islice(talk.lines(talk.SHOPPER, run), 3000)]
    assert len(set(said)) == len(said)
    assert list(islice(talk.lines(talk.SHOPPER, 1), 5)) == said[3000:3005]


def test_the_gate_lets_agents_of_the_load_speak() -> None:
    gate = Gate()
    lines = list(islice(talk.lines(talk.AGENT, 3), 400))
    passed = sum(gate.check(line).verdict == "pass" for line in lines)
    assert passed >= 0.99 * len(lines)
    assert 0.3 < sum(any(c.isdigit() for c in line) for line in lines) / len(lines) < 0.7


def server_frame(payload: bytes, opcode: int = 1) -> bytes:
    """As a server sends it: a client's frame without its mask."""
    masked = client_frame(payload, opcode)
    head = masked[: -len(payload) - 4] if payload else masked[:-4]
    return bytes((head[0], head[1] & 0x7F)) + head[2:] + payload


@given(st.lists(st.binary(max_size=70_000), max_size=6), st.lists(st.integers(1, 40_000), min_size=1))
def test_texts_arrive_whole_however_they_are_cut(payloads: list[bytes], cuts: list[int]) -> None:
    async def read() -> list[bytes]:
        heard: list[bytes] = []
        socket = ClientSocket(heard.append, lambda code: None)
        stream = b"HTTP/1.1 101 Switching Protocols\r\nX: y\r\n\r\n" + b"".join(map(server_frame, payloads))
        at = 0
        for n in range(len(stream)):
            if at >= len(stream):
                break
            size = cuts[n % len(cuts)]
            socket.data_received(stream[at : at + size])
            at += size
        return heard

    assert asyncio.run(read()) == payloads


def test_a_refused_handshake_is_an_error() -> None:
    async def shake() -> None:
        socket = ClientSocket(lambda payload: None, lambda code: None)
        socket.data_received(b"HTTP/1.1 403 Forbidden\r\n\r\n")
        await socket._shaken

    with pytest.raises(ConnectionError, match="403"):
        asyncio.run(shake())


def test_frames_are_read_alone_and_in_arrays() -> None:
    ack = b'{"type":"ack","client_id":"a","seq":3,"rev":4,"at":"x"}'
    assert frames.read(ack) == frames.read(b"[" + ack + b"]") == [frames.Ack("a", 3, 4)]
