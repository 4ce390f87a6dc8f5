"""`xiaoer serve`."""

from __future__ import annotations

from typing import Annotated

import typer

from xiaoer.cli.common import fail, settings_from
from xiaoer.kit.errors import ServiceError
from xiaoer.kit.settings import Settings

FRAME_LIMIT = 1_048_576


def serve(
    port: Annotated[int | None, typer.Option(help="Port (else XIAOER_PORT, 8700).")] = None,
    host: Annotated[str | None, typer.Option(help="Address to listen on (default 127.0.0.1).")] = None,
    database: Annotated[str | None, typer.Option(help="Database URL (else DATABASE_URL).")] = None,
    redis: Annotated[str | None, typer.Option(help="Redis URL for fan-out between processes.")] = None,
    data: Annotated[str | None, typer.Option(help="Folder for files (else XIAOER_DATA_DIR).")] = None,
) -> None:
    """Run a server process; `GET /health` says when it is ready."""
    settings = settings_from(port=port, host=host, database_url=database, redis_url=redis, data_dir=data)
    run_server(settings)


def run_server(settings: Settings) -> None:
    """Serve until told to stop. A database that cannot be used ends the process with 2 and a sentence."""
    import uvicorn

    from xiaoer.app.server import create_app
    from xiaoer.kit.database import Database
    from xiaoer.kit.migrate import migrate

    try:
        probe = Database(settings.database_url)
        try:
            migrate(probe)
        finally:
            probe.close()
    except ServiceError as error:
        raise fail(error) from None
    config = uvicorn.Config(
        create_app(settings), host=settings.host, port=settings.port, log_level="warning", access_log=False,
        ws="websockets-sansio", ws_max_size=FRAME_LIMIT, ws_per_message_deflate=False, timeout_graceful_shutdown=5,
        lifespan="on", server_header=False,
    )  # fmt: skip
    server = uvicorn.Server(config)
    server.run()
    if not server.started:
        raise typer.Exit(2)
