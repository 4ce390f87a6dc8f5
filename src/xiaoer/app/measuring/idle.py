"""Idle sockets: shoppers who are authenticated and follow their conversation, and say nothing.

`python -m xiaoer.app.measuring.idle`: a plan (JSON line) on stdin, then a number per line = how many sockets shall be
open; each is answered by a line with the number that are open and have had their hello. An empty line ends it.
"""

from __future__ import annotations

import asyncio
import json
import resource
import sys
from typing import Any

import msgspec
import uvloop

from xiaoer.app.measuring import frames
from xiaoer.app.measuring.wire import ClientSocket, client_frame, connect

AT_ONCE = 20


def raise_limit(wanted: int) -> int:
    """Allow this process (and its children) as many open files; returns what it got."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    target = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
    if soft != resource.RLIM_INFINITY and soft < target:
        resource.setrlimit(resource.RLIMIT_NOFILE, (target, hard))
    return resource.getrlimit(resource.RLIMIT_NOFILE)[0]


async def _open(plan: dict[str, Any], guest: dict[str, Any]) -> ClientSocket:
    hello = asyncio.get_running_loop().create_future()

    def hear(payload: bytes) -> None:
        if any(isinstance(f, frames.Hello) for f in frames.read(payload)) and not hello.done():
            hello.set_result(None)

    def ended(code: int | None) -> None:
        if not hello.done():
            hello.set_exception(ConnectionError(f"closed with {code}"))

    socket = await connect(plan["port"], f"/ws/widget/{plan['shop']}", on_text=hear, on_end=ended, timeout_s=30)
    socket.send(client_frame(msgspec.json.encode({"type": "auth", "token": guest["token"], "rev": guest["rev"]})))
    await asyncio.wait_for(hello, 30)
    return socket


async def hold(plan: dict[str, Any]) -> None:
    """Open as many as are asked for, and keep them."""
    loop = asyncio.get_running_loop()
    opened: list[ClientSocket] = []
    gate = asyncio.Semaphore(AT_ONCE)

    async def one(guest: dict[str, Any]) -> None:
        async with gate:
            opened.append(await _open(plan, guest))

    while line := (await loop.run_in_executor(None, sys.stdin.readline)).strip():
        await asyncio.gather(*(one(g) for g in plan["idle"][len(opened) : int(line)]))
        print(sum(s.open for s in opened), flush=True)
    for socket in opened:
        socket.end()


def main() -> None:
    """Entry of the process."""
    plan = json.loads(sys.stdin.readline())
    raise_limit(len(plan["idle"]) + 200)
    uvloop.run(hold(plan))


if __name__ == "__main__":
    main()
