"""A WebSocket client cheap enough not to be what is measured: frames made beforehand, texts handed over as bytes.

Client frames carry a mask of four zero bytes: valid by RFC 6455 §5.3, unmasked by the server like any other, and the
client has nothing to compute while the clock runs. Knows unfragmented text frames, ping and close; nothing else.
"""

from __future__ import annotations

import asyncio
import base64
import os
from collections.abc import Callable, Mapping
from typing import Any, cast

_TEXT, _CLOSE, _PING, _PONG = 0x1, 0x8, 0x9, 0xA
_MASKED = 0x80
_ZERO = b"\x00\x00\x00\x00"


def client_frame(payload: bytes, opcode: int = _TEXT) -> bytes:
    """A whole frame as a client sends it."""
    size = len(payload)
    if size < 126:
        head = bytes((0x80 | opcode, _MASKED | size))
    elif size < 65_536:
        head = bytes((0x80 | opcode, _MASKED | 126)) + size.to_bytes(2, "big")
    else:
        head = bytes((0x80 | opcode, _MASKED | 127)) + size.to_bytes(8, "big")
    return head + _ZERO + payload


class ClientSocket(asyncio.Protocol):
    """One open socket. `on_text(payload)` for each message, `on_end(close code or None)` once."""

    def __init__(self, on_text: Callable[[bytes], None], on_end: Callable[[int | None], None]) -> None:
        self.on_text, self.on_end = on_text, on_end
        self.transport: asyncio.Transport | None = None
        self.open = False
        self._buffer = bytearray()
        self._shaken: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._code: int | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Called by the loop."""
        self.transport = cast(asyncio.Transport, transport)

    def connection_lost(self, exc: Exception | None) -> None:
        """Called by the loop."""
        self.open = False
        if not self._shaken.done():
            self._shaken.set_exception(ConnectionError("the server closed during the handshake"))
            return
        self.on_end(self._code)

    def send(self, frame: bytes) -> None:
        """Send a frame made by `client_frame`."""
        if self.open and self.transport is not None:
            self.transport.write(frame)

    def end(self) -> None:
        """Drop the connection at once."""
        if self.transport is not None:
            self.transport.abort()

    def data_received(self, data: bytes) -> None:
        """Called by the loop."""
        if not self.open:
            self._buffer += data
            head, found, rest = bytes(self._buffer).partition(b"\r\n\r\n")
            if not found:
                return
            status = head.split(b" ", 2)[1:2]
            if status != [b"101"]:
                self._shaken.set_exception(ConnectionError(head[:200].decode("latin-1")))
                return
            self._buffer.clear()
            self.open = True
            self._shaken.set_result(None)
            data = rest
        self._read(data)

    def _read(self, data: bytes) -> None:
        if self._buffer:
            self._buffer += data
            data = bytes(self._buffer)
            self._buffer.clear()
        at, end = 0, len(data)
        while end - at >= 2:
            size, start = data[at + 1], at + 2
            if size == 126:
                start = at + 4
                if start > end:
                    break
                size = int.from_bytes(data[at + 2 : start], "big")
            elif size == 127:
                start = at + 10
                if start > end:
                    break
                size = int.from_bytes(data[at + 2 : start], "big")
            if start + size > end:
                break
            self._frame(data[at] & 0x0F, data[start : start + size])
            at = start + size
        if at < end:
            self._buffer += data[at:]

    def _frame(self, opcode: int, payload: bytes) -> None:
        if opcode == _TEXT:
            self.on_text(payload)
        elif opcode == _PING:
            self.send(client_frame(payload, _PONG))
        elif opcode == _CLOSE:
            self._code = int.from_bytes(payload[:2], "big") if len(payload) >= 2 else None
            self.end()


async def connect(
    port: int, path: str, *, on_text: Callable[[bytes], None], on_end: Callable[[int | None], None],
    headers: Mapping[str, str] | None = None, timeout_s: float = 10.0,
) -> ClientSocket:  # fmt: skip
    """Open a socket to 127.0.0.1. Raises `OSError` or `TimeoutError`."""
    loop = asyncio.get_running_loop()

    async def shake() -> ClientSocket:
        made: tuple[Any, ClientSocket] = await loop.create_connection(
            lambda: ClientSocket(on_text, on_end), "127.0.0.1", port
        )
        transport, socket = made
        lines = [
            f"GET {path} HTTP/1.1", f"Host: 127.0.0.1:{port}", "Upgrade: websocket", "Connection: Upgrade",
            f"Sec-WebSocket-Key: {base64.b64encode(os.urandom(16)).decode()}", "Sec-WebSocket-Version: 13",
            *(f"{name}: {value}" for name, value in (headers or {}).items()),
        ]  # fmt: skip
        transport.write(("\r\n".join(lines) + "\r\n\r\n").encode("ascii"))
        await socket._shaken
        return socket

    return await asyncio.wait_for(shake(), timeout_s)
