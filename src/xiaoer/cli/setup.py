"""`xiaoer setup NAME`: a shop of one's own and its owner, where there is nothing yet but an empty database."""

from __future__ import annotations

import asyncio
import json
from typing import Annotated

import typer

from xiaoer.cli.common import fail, open_writer, settings_from
from xiaoer.core.errors import XiaoerError
from xiaoer.kit.errors import ServiceError


def setup(
    name: Annotated[str, typer.Argument(help="What shoppers see, like 清禾女装.")],
    code: Annotated[str, typer.Option(help="Code in addresses: letters, digits, - and _.")] = "shop",
    login: Annotated[str, typer.Option(help="Login of the owner.")] = "owner",
    hours: Annotated[str, typer.Option(help="Business hours, like 09:00-23:00; empty = always.")] = "",
    database: Annotated[str | None, typer.Option(help="Database URL (else DATABASE_URL).")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the result as JSON.")] = False,
) -> None:
    """Make a shop and its owner; colleagues, goods and the rest follow on the workbench and by `import`."""
    settings = settings_from(database_url=database)
    try:
        _check(name, code, login, hours)
        password = asyncio.run(_make(settings.database_url, name.strip(), code, login, hours))
    except (XiaoerError, ServiceError) as error:
        raise fail(error) from None
    base = settings.public_origin or f"http://{settings.host}:{settings.port}"
    snippet = f'<script src="{base}/widget.js" data-shop="{code}" async></script>'
    made = {"shop": code, "login": login, "password": password, "workbench": f"{base}/desk/", "widget": snippet}
    if as_json:
        typer.echo(json.dumps(made, ensure_ascii=False))
        return
    typer.echo(f"店铺“{name.strip()}”已建立（代号 {code}）。接下来：")
    typer.echo("  1. 启动：xiaoer serve（让同事加入：加 --host 0.0.0.0）")
    typer.echo(f"  2. 打开 {made['workbench']}，账号 {login}，密码 {password}（只显示这一次，登录后请修改）")
    typer.echo("  3. 在 设置 → 员工 里添加同事；商品、订单、话术在 设置 → 导入 里上传，或用 xiaoer import")
    typer.echo(f"  4. 把聊天窗放到您的网页里：{snippet}")


def _check(name: str, code: str, login: str, hours: str) -> None:
    from pydantic import TypeAdapter, ValidationError

    from xiaoer.domains.shop.hours import Hours
    from xiaoer.kit.ids import Code, Line

    for what, value, form in (
        ("--code", code, Code), ("--login", login, Code), ("--hours", hours, Hours), ("店名", name, Line),
    ):  # fmt: skip
        try:
            TypeAdapter(form).validate_python(value)
        except ValidationError as error:
            raise XiaoerError(f"{what}“{value}”：{error.errors()[0]['msg']}", code="bad_setup") from None
    if not name.strip():
        raise XiaoerError("店名不能为空", code="bad_setup")


async def _make(url: str, name: str, code: str, login: str, hours: str) -> str:
    """The owner's one-time password. Raises `Conflict` where the code or the login is taken."""
    from xiaoer.core.facts import ShopProfile
    from xiaoer.domains.desk import founding
    from xiaoer.domains.staff.passwords import hash_password
    from xiaoer.kit.ids import new_token
    from xiaoer.kit.writer import Unit

    password = new_token(9)
    shop = founding.NewShop(code, ShopProfile(name=name, service_hours=hours))
    owner = founding.NewOwner(login, "店主", hash_password(password), must_change=True)

    def work(unit: Unit) -> None:
        founding.found(unit, shop, owner)

    async with open_writer(url) as (_, writer):
        await writer.run(work)
    return password
