"""`xiaoer bench …`: how fast, against the limit of this machine."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Any

import typer

from xiaoer.cli.common import Bars, bars, fail
from xiaoer.core.errors import XiaoerError
from xiaoer.kit.errors import ServiceError

app = typer.Typer(no_args_is_help=True)


@app.command("desk")
def desk(
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
    seconds: Annotated[float, typer.Option(help="Seconds of full load on each side.", min=1.5, max=300)] = 12.0,
    database: Annotated[
        str, typer.Option(help="Any database URL of a PostgreSQL server; default: a SQLite file of its own.")
    ] = "",
    gate: Annotated[bool, typer.Option("--gate/--no-gate", help="Check the shop's lines.")] = True,
    robot: Annotated[bool, typer.Option("--robot/--no-robot", help="Let the answering engine read along.")] = False,
    idle: Annotated[int, typer.Option(help="Idle sockets for the memory figure; 0 leaves it out.", max=15_000)] = 5000,
    window: Annotated[
        int, typer.Option(help="Unacknowledged messages of each side of a conversation, here and at the echo.", min=1)
    ] = 8,
    shop: Annotated[Path | None, typer.Option(help="Shop folder to measure with (default: an example).")] = None,
) -> None:
    """The road of a message (socket → gate → journal on disk → the other side) beside a bare WebSocket echo."""
    from xiaoer.app.measuring.desk import Wish, measure
    from xiaoer.cli.demo import examples_folder

    try:
        folder = shop or min(p for p in examples_folder().iterdir() if (p / "shop.toml").is_file())
        wish = Wish(folder, database=database, seconds=seconds, gate=gate, robot=robot, idle=idle, window=window)
        with bars() as progress:
            figures = measure(wish, Bars(progress))
    except (XiaoerError, ServiceError) as error:
        raise fail(error) from None
    typer.echo(json.dumps(figures, ensure_ascii=False) if as_json else _desk_in_words(figures))


@app.command("wording")
def wording(as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False) -> None:
    """The wording gate on distinct chat messages beside the bare automaton, one core."""
    from xiaoer.app.measuring.wording import measure

    figures = measure()
    if as_json:
        typer.echo(json.dumps(figures))
        return
    typer.echo(
        f"话术门：每秒 {figures['per_second']:,} 条；裸自动机 {figures['automaton_per_second']:,} 条；"
        f"比值 {figures['ratio']}（{figures['messages']} 条不同的消息，{figures['with_findings']:.0%} 有提示）"
    )


@app.command("inspect")
def inspect(
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
    messages: Annotated[int, typer.Option(help="How many messages.", min=1000, max=20_000_000)] = 1_000_000,
) -> None:
    """Inspection from a chat log to its reports beside merely reading the file."""
    from xiaoer.app.measuring.inspect import measure

    with bars() as progress:
        f = measure(messages, Bars(progress))
    if as_json:
        typer.echo(json.dumps(f))
        return
    typer.echo(
        f"质检：{f['messages']:,} 条消息用 {f['seconds']} 秒"
        f"（每秒 {f['messages_per_second']:,} 条，处理器 {f['cpu_s']} 秒），"
        f"内存最高 {f['peak_mb']} MB；只读文件要 {f['raw_read_s']} 秒，比值 {f['read_ratio']}；"
        f"{f['conversations']:,} 个会话、{f['findings']:,} 处发现"
    )


@app.command("answer")
def answer(
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
    sizes: Annotated[str, typer.Option(help="Numbers of products, with commas between.")] = "100,1000,10000",
) -> None:
    """The answering engine on distinct questions, one core, and how it grows with the shop."""
    from xiaoer.app.measuring.answering import measure

    try:
        wanted = [int(size) for size in sizes.split(",") if size.strip()]
    except ValueError:
        raise typer.BadParameter(f"“{sizes}”不是用逗号分开的数字") from None
    if not wanted or min(wanted) < 1:
        raise typer.BadParameter("商品数要大于零")
    with bars() as progress:
        task = progress.add_task("问答", total=len(wanted))
        figures = measure(wanted, lambda _: progress.advance(task, 0))
        progress.advance(task, len(wanted))
    typer.echo(json.dumps(figures, ensure_ascii=False) if as_json else _answer_in_words(figures))


def _answer_in_words(figures: dict[str, Any]) -> str:
    lines = ["问答引擎（每个问题只问一遍，单核）"]
    lines += [
        f"  {row['products']:>6,} 款 {row['skus']:>7,} 规格 {row['faq']:>6,} 问答：每秒 {row['per_second']:,} 条，"
        f"p50 {row['p50_ms']} ms，p95 {row['p95_ms']} ms；载入 {row['load_s']} 秒，内存 {row['rss_mb']} MB；"
        f"只读不答每秒 {row['reading_per_second']:,} 条，比值 {row['ratio']}"
        for row in figures["growth"]
    ]
    return "\n".join(lines)


def _desk_in_words(f: dict[str, Any]) -> str:
    chosen = f["settings"]
    lines = [
        f"消息之路（{chosen['database']}，话术门{'开' if chosen['gate'] else '关'}，"
        f"机器人{'开' if chosen['robot'] else '关'}，"
        f"{chosen['conversations']} 个会话，{chosen['shopper_sockets']}+{chosen['agent_sockets']} 条连接，"
        f"每个会话每边最多 {chosen['window_per_side_of_a_conversation']} 条未确认）",
        f"  落盘并送达  每秒 {f['messages_per_second']:,.0f} 条；裸回声每秒 {f['echo_messages_per_second']:,.0f} 条；"
        f"比值 {f['ratio']}（各轮 {'、'.join(str(r) for r in f['ratios'])}）",
        f"  半载送达    p50 {f['p50_ms']} ms，p99 {f['p99_ms']} ms；回声 p99 {f['echo_p99_ms']} ms，"
        f"写盘 p99 {f['fsync_p99_ms']} ms；限度 10×(两者之和) = {f['p99_allowed_ms']} ms",
        f"  每条用时    处理器 {f['cpu_us_per_message']} µs（回声 {f['echo_cpu_us_per_message']} µs）",
        "  其中        " + "，".join(f"{name} {us} µs" for name, us in f["stages_us"].items()),
        f"  启动        {f['start_s']} s 到 {f['first_page']}；静止内存 {f['rss_mb']} MB"
        f"（含子进程 {f['rss_with_children_mb']} MB）",
    ]
    if "kb_per_idle_socket" in f:
        lines.append(f"  空闲连接    每条 {f['kb_per_idle_socket']} kB（{f['idle_sockets']} 条）")
    if f["refused"]:
        lines.append(f"  被拒        {f['refused']}（不计入）")
    lines.append(f"  限额设置    {' '.join(f'{k}={v}' for k, v in chosen['server'].items())}")
    return "\n".join(lines)
