"""A telephone line for tests: a TCP relay to the server that can be cut and mended, and a page on another origin."""

from __future__ import annotations

import contextlib
import socket
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class Line:
    """Relays 127.0.0.1:`port` to the server. While it is cut, nothing comes through and nobody is let in."""

    def __init__(self, target_port: int) -> None:
        self._target = target_port
        self._door = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._door.getsockname()[1]
        self._open: set[socket.socket] = set()
        self._up = True
        self._ended = False
        threading.Thread(target=self._accept, daemon=True).start()

    def cut(self) -> None:
        """Drop every connection; refuse new ones."""
        self._up = False
        for half in list(self._open):
            with contextlib.suppress(OSError):
                half.shutdown(socket.SHUT_RDWR)
            half.close()

    def mend(self) -> None:
        """Let connections through again."""
        self._up = True

    def close(self) -> None:
        """End the relay."""
        self._ended = True
        self.cut()
        self._door.close()

    def _accept(self) -> None:
        while not self._ended:
            try:
                near, _ = self._door.accept()
            except OSError:
                return
            if not self._up:
                near.close()
                continue
            far = socket.create_connection(("127.0.0.1", self._target))
            self._open |= {near, far}
            for source, sink in ((near, far), (far, near)):
                threading.Thread(target=self._pump, args=(source, sink), daemon=True).start()

    def _pump(self, source: socket.socket, sink: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while data := source.recv(65536):
                sink.sendall(data)
        for half in (source, sink):
            with contextlib.suppress(OSError):
                half.shutdown(socket.SHUT_RDWR)
            half.close()
            self._open.discard(half)


class ForeignPage:
    """Somebody's page that embeds the widget with one script tag, under a strict policy of its own."""

    def __init__(self, desk: str, shop: str, more: str = "") -> None:
        html = (
            "<!doctype html><html lang=zh><meta charset=utf-8><title>别家的页面</title><h1>别家的页面</h1>"
            f'<script src="{desk}/widget.js" data-shop="{shop}" {more} async></script>'
        ).encode()
        socket_desk = desk.replace("http", "ws", 1)
        policy = f"default-src 'none'; script-src {desk}; connect-src {desk} {socket_desk}; img-src {desk}"

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                self.send_response(200 if self.path == "/" else 404)
                self.send_header("Content-Type", "text/html; charset=utf-8")
                self.send_header("Content-Security-Policy", policy)
                self.end_headers()
                if self.path == "/":
                    self.wfile.write(html)

            def log_message(self, *args: object) -> None:
                """Be quiet."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.origin = f"http://127.0.0.1:{self._server.server_address[1]}"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def close(self) -> None:
        """End it."""
        self._server.shutdown()
        self._server.server_close()
