"""`xiaoer serve`."""

from __future__ import annotations

import socket
from collections.abc import Callable
from typing import Annotated

import typer

from xiaoer.cli.common import fail, settings_from
from xiaoer.kit.errors import ServiceError
from xiaoer.kit.settings import Settings


def serve(
    port: Annotated[int | None, typer.Option(help="Port (else XIAOER_PORT, 8700).")] = None,
    host: Annotated[str | None, typer.Option(help="Address to listen on (default 127.0.0.1).")] = None,
    database: Annotated[str | None, typer.Option(help="Database URL (else DATABASE_URL).")] = None,
    redis: Annotated[str | None, typer.Option(help="Redis URL for fan-out between processes.")] = None,
    data: Annotated[str | None, typer.Option(help="Folder for files (else XIAOER_DATA_DIR).")] = None,
) -> None:
    """Run a server process; `GET /health` says when it is ready."""
    settings = settings_from(port=port, host=host, database_url=database, redis_url=redis, data_dir=data)
    run_server(settings, lambda: _first_run(settings))


def _first_run(settings: Settings) -> None:
    """On an installation where nobody has begun: say where the wizard is, with the code that it asks for."""
    from xiaoer.domains.desk.founding import CODE, is_empty
    from xiaoer.domains.shop.models import Installation
    from xiaoer.kit.database import Database

    database = Database(settings.database_url)
    try:
        code = database.read_now(lambda s: s.get(Installation, CODE) if is_empty(s) else None)
    finally:
        database.close()
    if code is not None:
        everywhere = ("0.0.0.0", "::")  # noqa: S104 - only compared with
        host = "127.0.0.1" if settings.host in everywhere else settings.host
        base = settings.public_origin or f"http://{host}:{settings.port}"
        typer.echo(f"第一次使用：用浏览器打开 {base}/desk/#setup={code.value} ，按提示建立您的店铺")


def run_server(settings: Settings, on_ready: Callable[[], None] | None = None) -> None:
    """Serve until told to stop; `on_ready` is called once the doors are open.

    A database that cannot be used ends the process with 2 and a sentence. After a restore the server begins anew.
    """
    from xiaoer.app.server import preflight

    try:
        preflight(settings)
    except ServiceError as error:
        raise fail(error) from None
    while _serve_once(settings, on_ready):
        on_ready = None


def _serve_once(settings: Settings, on_ready: Callable[[], None] | None) -> bool:
    """One life of the server; True when a backup was put back and it must begin anew."""
    import uvicorn

    from xiaoer.app.running import uvicorn_options
    from xiaoer.app.server import create_app

    class Server(uvicorn.Server):
        restored = False

        async def startup(self, sockets: list[socket.socket] | None = None) -> None:
            await super().startup(sockets)
            if self.started and not self.should_exit and on_ready is not None:
                on_ready()

        def begin_anew(self) -> None:
            self.restored = self.should_exit = True

    def begin_anew() -> None:
        server.begin_anew()

    app = create_app(settings, on_restored=begin_anew)
    server = Server(uvicorn.Config(app, host=settings.host, port=settings.port, **uvicorn_options()))
    server.run()
    if not server.started:
        raise typer.Exit(2)
    return server.restored
