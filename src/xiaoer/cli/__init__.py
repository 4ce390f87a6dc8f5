"""The command line. Each command is a small file; only the one that is called is loaded."""

from __future__ import annotations

import sys
from importlib import import_module

import typer

from xiaoer.core.errors import XiaoerError

COMMANDS: dict[str, tuple[str, str, str]] = {
    "demo": ("demo", "demo", "Open the desk with the two example shops. 打开示例店铺。"),
    "serve": ("serve", "serve", "Run a server process. 启动服务进程。"),
    "setup": ("setup", "setup", "Make a shop of your own and its owner. 开店。"),
    "import": ("importing", "import_", "Bring a shop folder into the database. 导入店铺文件夹。"),
    "import-orders": ("import_orders", "import_orders", "Bring a platform's order exports into a shop. 导入平台订单。"),
    "export": ("exporting", "export", "Write a shop as a folder of tables. 导出店铺文件夹。"),
    "backup": ("backing", "backup", "Write database and files into one archive. 备份。"),
    "restore": ("backing", "restore", "Put an archive back. 恢复备份。"),
    "ask": ("ask", "ask", "Ask the answering engine about a shop folder, no server. 问答引擎。"),
    "replay": ("replay", "replay", "Ask a shop's own questions again and show what changed, no server. 回放检查。"),
    "check": ("check", "check", "Judge sentences by the wording gate, no server. 话术合规检查。"),
    "decide": ("decide", "decide", "Decide after-sales cases, no server. 售后裁决。"),
    "drill": ("drill", "drill", "Let simulated shoppers try the robot, no server. 模拟买家考机器人。"),
    "rules": ("rules", "rules", "Read and search the rulebook, no server. 查规则书。"),
    "inspect": ("inspect", "inspect", "Inspect chat logs and compute KPIs, no server. 质检聊天记录。"),
    "train": ("train", "train", "Learn acts and satisfaction from labelled chats. 从标注聊天训练。"),
    "bench": ("bench", "app", "Measure speed against the limit of this machine. 测速。"),
    "doctor": ("doctor", "doctor", "Check this installation and say what mends it. 体检。"),
}
"""Command → (file, function or sub-application, what it does)."""


def build(wanted: str | None = None) -> typer.Typer:
    """The application with the wanted command, or with all of them."""
    app = typer.Typer(
        name="xiaoer", no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False,
        help="Xiaoer (店小二): the service desk for online shops. 网店客服系统。",
    )  # fmt: skip
    app.callback()(_nothing)  # keeps command names even when only one is loaded
    for name, (file, member, text) in COMMANDS.items():
        if wanted not in COMMANDS or wanted == name:
            part = getattr(import_module(f"xiaoer.cli.{file}"), member)
            if isinstance(part, typer.Typer):
                app.add_typer(part, name=name, help=text)
            else:
                app.command(name, help=text)(part)
    return app


def _nothing() -> None:
    """Xiaoer (店小二): the service desk for online shops. 网店客服系统。"""


def main() -> None:
    """Entry of the `xiaoer` command: 0 done, 1 findings, 2 bad input."""
    try:
        build(sys.argv[1] if len(sys.argv) > 1 else None)()
    except XiaoerError as error:
        typer.echo(f"错误：{error}", err=True)
        sys.exit(2)
