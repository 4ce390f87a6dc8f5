"""`xiaoer demo`: the two example shops on a desk of one's own."""

from __future__ import annotations

import asyncio
import json
import sys
from pathlib import Path
from typing import Annotated, Any

import typer

from xiaoer.cli.common import Bars, bars, console, fail, open_writer, private_file, settings_from
from xiaoer.cli.serve import run_server
from xiaoer.core.errors import XiaoerError
from xiaoer.kit.errors import ServiceError
from xiaoer.kit.settings import Settings


def demo(
    port: Annotated[int | None, typer.Option(help="Port (else XIAOER_PORT, 8700).")] = None,
    host: Annotated[
        str | None, typer.Option(help="Address to listen on (default 127.0.0.1; 0.0.0.0 lets the LAN in).")
    ] = None,
    data: Annotated[str | None, typer.Option(help="Folder for database and files (default data).")] = None,
    database: Annotated[str | None, typer.Option(help="Database URL (default: SQLite in the data folder).")] = None,
    life: Annotated[int, typer.Option(help="New chats per minute by simulated shoppers.", min=0, max=600)] = 0,
    as_json: Annotated[bool, typer.Option("--json", help="Print addresses and accounts as JSON.")] = False,
) -> None:
    """Open the desk with the example shops; again = quick, and keeps the data."""
    settings = settings_from(port=port, host=host, data_dir=data, database_url=database, storefront=True)
    if database is None and settings.database_url == Settings().database_url:
        settings = settings_from(
            port=port, host=host, data_dir=data, storefront=True,
            database_url=f"sqlite:///{settings.data_path / 'xiaoer.sqlite3'}",
        )  # fmt: skip
    try:
        accounts = asyncio.run(prepare(settings))
    except (XiaoerError, ServiceError) as error:
        raise fail(error) from None
    if life:
        from xiaoer.app.life import start_life

        start_life(settings, life, examples_folder())
    run_server(settings, on_ready=lambda: announce(settings, accounts, as_json=as_json))


def examples_folder() -> Path:
    """Where the example shops are: inside the installed package, or in the checkout."""
    package = Path(__file__).resolve().parent.parent
    for place in (package / "examples", package.parent.parent / "examples"):
        if place.is_dir():
            return place
    raise XiaoerError("找不到示例店铺（examples 文件夹）")


async def prepare(settings: Settings) -> list[dict[str, str]]:
    """Bring the example shops in; returns their accounts with the passwords of the private file."""
    from xiaoer.app.importing import import_folder
    from xiaoer.domains.staff.passwords import hash_password
    from xiaoer.domains.staff.service import set_password
    from xiaoer.kit.ids import new_token
    from xiaoer.ports.blobs import FolderBlobs

    file = settings.data_path / "example-accounts.json"
    accounts: list[dict[str, str]] = json.loads(file.read_text("utf-8")) if file.is_file() else []
    known = {a["login"] for a in accounts}
    blobs = FolderBlobs(settings.data_path / "media")
    async with open_writer(settings.database_url) as (_, writer):
        for folder in sorted(p for p in examples_folder().iterdir() if (p / "shop.toml").is_file()):
            console.print(f"载入示例店铺 {folder.name} …")
            with bars() as progress:
                report = await import_folder(folder, writer, blobs, example=True, progress=Bars(progress))
            passwords = dict(report.passwords)
            for login in report.roles:
                if login not in known and login not in passwords:  # the file was lost: a new password
                    passwords[login] = new_token(9)
                    hashed = hash_password(passwords[login])
                    await writer.run(lambda u, n=login, h=hashed: set_password(u, n, h))  # type: ignore[misc]
            accounts += [
                {"shop": report.shop, "login": login, "password": password, "role": report.roles.get(login, "")}
                for login, password in passwords.items()
            ]
    private_file(file, json.dumps(accounts, ensure_ascii=False, indent=1))
    return accounts


def announce(settings: Settings, accounts: list[dict[str, str]], *, as_json: bool) -> None:
    """Say where everything is, once the server listens."""
    from xiaoer.app.doctor import lan_address

    everywhere = settings.host in ("0.0.0.0", "::")  # noqa: S104 - compared, not bound
    host = (lan_address() or "127.0.0.1") if everywhere else settings.host
    base = settings.public_origin or f"http://{host}:{settings.port}"
    addresses = {"storefront": f"{base}/store/", "workbench": f"{base}/desk/", "api_docs": f"{base}/api/docs/"}
    if as_json:
        whole: dict[str, Any] = {**addresses, "accounts": accounts}
        print(json.dumps(whole, ensure_ascii=False), flush=True)
        return
    from rich.console import Console
    from rich.table import Table

    out = Console(highlight=False)
    out.print("\n[bold]店小二已就绪[/bold]（Ctrl+C 结束；数据保留）")
    out.print(f"  买家看到的店铺  {addresses['storefront']}")
    out.print(f"  客服工作台      {addresses['workbench']}")
    out.print(f"  接口文档        {addresses['api_docs']}\n")
    table = Table("店铺", "账号", "密码", "角色", title="示例账号", title_justify="left")
    for account in accounts:
        table.add_row(account["shop"], account["login"], account["password"], account["role"])
    out.print(table)
    out.print(f"密码保存在 {settings.data_path / 'example-accounts.json'}（只有本机本用户可读）\n")
    sys.stdout.flush()
