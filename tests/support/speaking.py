"""A local server that speaks OpenAI's chat protocol, well or badly, as the model's name says."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

GOOD = "亲，这款包邮的，江浙沪一般第二天就到。"


class Speaking(ThreadingHTTPServer):
    """Keeps what it was asked; `answers` = text by model name (a str, or a function of the request)."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.asked: list[dict[str, Any]] = []
        self.keys: list[str] = []
        self.answers: dict[str, Any] = {"good": GOOD}

    @property
    def url(self) -> str:
        """The base URL of a client."""
        return f"http://127.0.0.1:{self.server_port}/v1"

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Whoever gives up on a stalling server hangs up: nothing to tell."""


class _Handler(BaseHTTPRequestHandler):
    server: Speaking

    def do_POST(self) -> None:
        wish = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.asked.append(wish)
        self.server.keys.append(self.headers.get("Authorization", ""))
        name = wish["model"]
        match name:
            case "stalls":
                time.sleep(3)
            case "dies":
                self._begin()
                self._piece({"content": "亲，这款"})
                self.connection.close()
            case "nonsense":
                self._whole(b"<html>busy</html>", "text/html")
            case "broken":
                self._begin()
                self.wfile.write(b"data: {not json\n\n")
            case "denied":
                self.send_error(401)
            case "busy":
                self.send_error(429)
            case "down":
                self.send_error(503)
            case "flood":
                self._talk("哈" * 20_000, wish)
            case "tool":
                self._with_tool(wish)
            case _:
                answer = self.server.answers.get(name, "")
                self._talk(answer(wish) if callable(answer) else answer, wish)

    def _with_tool(self, wish: dict[str, Any]) -> None:
        """Looks something up first, then says what it was told."""
        told = [m["content"] for m in wish["messages"] if m["role"] == "tool"]
        if told:
            self._talk(f"查到：{told[-1]}", wish)
            return
        call = {
            "index": 0, "id": "call_1", "type": "function",
            "function": {"name": wish["tools"][0]["function"]["name"], "arguments": json.dumps({"question": "几天到"})},
        }  # fmt: skip
        self._begin()
        self._piece({"role": "assistant", "tool_calls": [call]})
        self._end("tool_calls")

    def _talk(self, text: str, wish: dict[str, Any]) -> None:
        if not wish.get("stream"):
            message = {"role": "assistant", "content": text}
            body = {**_head(), "object": "chat.completion", "choices": [
                {"index": 0, "message": message, "finish_reason": "stop"}], "usage": _usage()}  # fmt: skip
            self._whole(json.dumps(body).encode(), "application/json")
            return
        self._begin()
        for start in range(0, len(text), 400 if len(text) > 2000 else 4):
            self._piece({"content": text[start : start + (400 if len(text) > 2000 else 4)]})
        self._end("stop")

    def _whole(self, body: bytes, kind: str) -> None:
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def _begin(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Connection", "close")
        self.end_headers()

    def _piece(self, delta: dict[str, Any]) -> None:
        self._event({**_head(), "choices": [{"index": 0, "delta": delta, "finish_reason": None}]})

    def _end(self, reason: str) -> None:
        self._event({**_head(), "choices": [{"index": 0, "delta": {}, "finish_reason": reason}]})
        self._event({**_head(), "choices": [], "usage": _usage()})
        self.wfile.write(b"data: [DONE]\n\n")

    def _event(self, data: dict[str, Any]) -> None:
        self.wfile.write(f"data: {json.dumps(data, ensure_ascii=False)}\n\n".encode())
        self.wfile.flush()

    def log_message(self, *_args: object) -> None:
        """Say nothing."""


def _head() -> dict[str, Any]:
    return {"id": "chatcmpl-1", "object": "chat.completion.chunk", "created": 1_700_000_000, "model": "local"}


def _usage() -> dict[str, int]:
    return {"prompt_tokens": 100, "completion_tokens": 20, "total_tokens": 120}


@contextmanager
def speaking() -> Iterator[Speaking]:
    """A running server."""
    server = Speaking()
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join(5)
