"""The bare limit: a Litestar WebSocket that answers each text with itself, under the same uvicorn flags.

It reads and writes its socket in the way the desk's own sockets do. `python -m xiaoer.app.measuring.echo PORT`.
"""

from __future__ import annotations

import sys
from typing import Any

from litestar import Litestar, WebSocket, websocket
from litestar.exceptions import WebSocketDisconnect


@websocket("/ws/{rest:path}")
async def echo(socket: WebSocket[Any, Any, Any]) -> None:
    """Answer each text with itself."""
    await socket.accept()
    try:
        while True:
            await socket.send_data(await socket.receive_data(mode="text"))
    except WebSocketDisconnect:
        return


def main(port: int) -> None:
    """Serve until told to stop."""
    import uvicorn

    from xiaoer.app.running import uvicorn_options

    app = Litestar(route_handlers=[echo], openapi_config=None, logging_config=None)
    uvicorn.run(app, host="127.0.0.1", port=port, **uvicorn_options())


if __name__ == "__main__":
    main(int(sys.argv[1]))
