"""`xiaoer bench …`: how fast, against the limit of this machine."""

from __future__ import annotations

import typer

app = typer.Typer(no_args_is_help=True)
