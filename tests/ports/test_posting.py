"""Posting to somebody else's address: bounded, without redirects, and with no way to private networks."""

from __future__ import annotations

import asyncio
import contextlib
import socket
from collections.abc import AsyncIterator
from typing import Any

import pytest

from xiaoer.ports.posting import HttpPoster

pytestmark = pytest.mark.anyio


@contextlib.asynccontextmanager
async def answering(answer: bytes, wait_s: float = 0) -> AsyncIterator[tuple[str, list[bytes]]]:
    """A little server on 127.0.0.1 that says always the same."""
    heard: list[bytes] = []
    served: list[Any] = []

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        served.append(asyncio.current_task())
        try:
            heard.append(await reader.read(65_536))
            await asyncio.sleep(wait_s)
            with contextlib.suppress(ConnectionError):
                writer.write(answer)
                await writer.drain()
        finally:
            writer.close()
            with contextlib.suppress(ConnectionError):
                await writer.wait_closed()

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    try:
        yield f"http://localhost:{server.sockets[0].getsockname()[1]}/hook?a=1", heard
    finally:
        server.close()
        for task in served:
            task.cancel()
        await asyncio.gather(*served, return_exceptions=True)


async def test_what_arrives() -> None:
    async with answering(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok") as (url, heard):
        outcome = await HttpPoster(private=True).post(url, b'{"n":1}', {"X-Xiaoer-Event": "message.created"})
    assert (outcome.good, outcome.status, outcome.said) == (True, 200, "ok")
    request = heard[0].decode().lower()
    assert request.startswith("post /hook?a=1 http/1.1")
    assert "host: localhost" in request
    assert "x-xiaoer-event: message.created" in request


PRIVATE = [
    "http://127.0.0.1/", "http://localhost/", "http://10.1.2.3/", "http://192.168.0.1/", "http://172.16.0.1/",
    "http://169.254.169.254/latest/meta-data", "http://[::1]/", "http://[fd00::1]/", "http://[::ffff:127.0.0.1]/",
    "http://0.0.0.0/", "http://100.64.0.1/", "http://2130706433/", "http://224.0.0.1/",
]  # fmt: skip


@pytest.mark.parametrize("url", PRIVATE)
async def test_no_way_to_private_addresses(url: str) -> None:
    outcome = await HttpPoster().post(url, b"{}", {})
    assert (outcome.status, "内部网络" in outcome.said) == (0, True), outcome


async def test_a_name_that_leads_inside_is_refused_and_the_checked_address_is_used(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    answers = [["93.184.216.34", "10.0.0.5"], ["10.0.0.5"]]
    asked: list[str] = []

    async def resolve(self: Any, host: str, port: int, **_: Any) -> list[Any]:
        asked.append(host)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (a, port)) for a in answers.pop(0)]

    monkeypatch.setattr(asyncio.BaseEventLoop, "getaddrinfo", resolve)
    outcome = await HttpPoster(timeout_s=2).post("http://rebind.example/", b"{}", {})
    assert "内部网络" in outcome.said
    assert asked == ["rebind.example"], "one look at the name, and no connection"


async def test_redirects_are_refused() -> None:
    moved = b"HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1/\r\nContent-Length: 0\r\n\r\n"
    async with answering(moved) as (url, heard):
        outcome = await HttpPoster(private=True).post(url, b"{}", {})
    assert (outcome.good, len(heard)) == (False, 1)
    assert "跳转" in outcome.said


async def test_who_hangs_is_left() -> None:
    async with answering(b"", wait_s=30) as (url, _):
        outcome = await HttpPoster(private=True, timeout_s=0.3).post(url, b"{}", {})
    assert (outcome.status, "没有回应" in outcome.said) == (0, True)


@pytest.mark.parametrize(
    "answer", [b"", b"hello\r\n\r\n", b"HTTP/1.1 200 OK\r\nContent-Length: 99999999\r\n\r\n" + b"x" * 60_000]
)
async def test_nonsense_is_an_outcome_and_never_much(answer: bytes) -> None:
    async with answering(answer) as (url, _):
        outcome = await HttpPoster(private=True, timeout_s=3).post(url, b"{}", {})
    assert len(outcome.said) <= 2000


@pytest.mark.parametrize(
    "url", ["", "http://", "ftp://a.example/", "http://a b/", "http://u:p@a.example/", "http://x:99999/"]
)
async def test_no_addresses(url: str) -> None:
    outcome = await HttpPoster(timeout_s=2).post(url, b"{}", {})
    assert outcome.status == 0
    assert outcome.said
