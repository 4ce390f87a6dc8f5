"""The command line. Each command is a small file; heavy parts load when a command runs."""

from __future__ import annotations

import sys

import typer

from xiaoer.core.errors import XiaoerError

app = typer.Typer(
    name="xiaoer", no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False,
    help="Xiaoer (店小二): the service desk for online shops. 网店客服系统。",
)  # fmt: skip


def _register() -> None:
    from xiaoer.cli import ask, bench, check, demo, doctor, exporting, importing, serve

    app.command("demo", help="Open the desk with the two example shops. 打开示例店铺。")(demo.demo)
    app.command("serve", help="Run a server process. 启动服务进程。")(serve.serve)
    app.command("import", help="Bring a shop folder into the database. 导入店铺文件夹。")(importing.import_)
    app.command("export", help="Write a shop as a folder of tables. 导出店铺文件夹。")(exporting.export)
    app.command("ask", help="Ask the answering engine about a shop folder, no server. 问答引擎。")(ask.ask)
    app.command("check", help="Judge sentences by the wording gate, no server. 话术合规检查。")(check.check)
    app.command("doctor", help="Check this installation and say what mends it. 体检。")(doctor.doctor)
    app.add_typer(bench.app, name="bench", help="Measure speed against the limit of this machine. 测速。")


def main() -> None:
    """Entry of the `xiaoer` command: 0 done, 1 findings, 2 bad input."""
    _register()
    try:
        app()
    except XiaoerError as error:
        typer.echo(f"错误：{error}", err=True)
        sys.exit(2)


if __name__ == "__main__":
    main()
