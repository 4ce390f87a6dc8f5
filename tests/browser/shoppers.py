"""Shoppers without a window: a widget's session and socket, for tests that need many of them at once."""

from __future__ import annotations

import json
import time
from contextlib import ExitStack
from typing import Any
from uuid import uuid4

import httpx
from websockets.sync.client import ClientConnection, connect

from tests.support.shops import QINGHE


class Guest:
    """One anonymous shopper; `heard` = all frames so far."""

    def __init__(self, url: str) -> None:
        address = f"{url}/api/widget/{QINGHE}/session"
        session = httpx.post(address, json={}, trust_env=False, timeout=30).raise_for_status().json()
        self.nick: str = session["shopper"]["nick"]
        address = f"{url.replace('http', 'ws', 1)}/ws/widget/{QINGHE}"
        self._open = ExitStack()
        self._socket: ClientConnection = self._open.enter_context(
            connect(address, proxy=None, compression=None, ping_interval=None)
        )
        self.heard: list[dict[str, Any]] = []
        self._send("auth", token=session["token"], rev=0)
        self.wait(lambda frame: frame["type"] == "hello")

    def _send(self, type_: str, **fields: Any) -> None:
        self._socket.send(json.dumps({"type": type_, **fields}, ensure_ascii=False))

    def say(self, text: str) -> None:
        """A line."""
        client_id = uuid4().hex
        self._send("send", client_id=client_id, kind="text", body={"text": text})
        self.wait(lambda frame: frame["type"] == "ack" and frame["client_id"] == client_id)

    def person(self) -> None:
        """Ask for a person and wait until one is there."""
        self._send("human")
        self.wait(lambda frame: frame["type"] == "state" and frame["state"]["phase"] == "assigned")

    def wait(self, fits: Any, within_s: float = 30.0) -> dict[str, Any]:
        """The first frame that fits, heard already or still to come."""
        until = time.monotonic() + within_s
        looked = 0
        while True:
            for frame in self.heard[looked:]:
                looked += 1
                if fits(frame):
                    return frame
            left = until - time.monotonic()
            assert left > 0, self.heard[-5:]
            whole = json.loads(self._socket.recv(timeout=left))
            self.heard += whole if isinstance(whole, list) else [whole]

    def lines(self, author: str = "agent") -> list[str]:
        """What somebody said to this shopper so far."""
        found = [f["message"] for f in self.heard if f["type"] == "message"]
        return [m["body"].get("text", "") for m in found if m["author"] == author]

    def close(self) -> None:
        """Leave."""
        self._open.close()
