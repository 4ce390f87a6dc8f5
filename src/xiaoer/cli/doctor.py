"""`xiaoer doctor`: looks at what the desk needs, and says how to mend what is wrong."""

from __future__ import annotations

from typing import Annotated

import typer
from rich.console import Console

from xiaoer.cli.common import settings_from


def doctor(
    database: Annotated[str | None, typer.Option(help="Database URL (else DATABASE_URL).")] = None,
    data: Annotated[str | None, typer.Option(help="Folder for files (else XIAOER_DATA_DIR).")] = None,
    port: Annotated[int | None, typer.Option(help="Port of the server (else XIAOER_PORT, 8700).")] = None,
    host: Annotated[str | None, typer.Option(help="Address that the server listens on (else XIAOER_HOST).")] = None,
    url: Annotated[str | None, typer.Option(help="Address of the desk as browsers reach it (through a proxy).")] = None,
) -> None:
    """Check ports, reach in the LAN, database, web build, WebSocket through a proxy, clock and disk."""
    from xiaoer.app.doctor import examine

    settings = settings_from(database_url=database, data_dir=data, port=port, host=host)
    out = Console(highlight=False)
    worst = 0
    for finding in examine(settings, url):
        mark = {"ok": "[green]✓[/green]", "warn": "[yellow]![/yellow]", "bad": "[red]✗[/red]"}[finding.state]
        out.print(f"{mark} {finding.what}：{finding.text}")
        if finding.remedy:
            out.print(f"    → {finding.remedy}")
        worst = max(worst, {"ok": 0, "warn": 0, "bad": 1}[finding.state])
    raise typer.Exit(worst)
