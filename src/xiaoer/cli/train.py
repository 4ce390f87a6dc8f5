"""`xiaoer train FILE --out DIR`: learn acts and satisfaction from a shop's own labelled chats."""

from __future__ import annotations

import json
from importlib.util import find_spec
from pathlib import Path
from typing import Annotated

import typer

from xiaoer.core.errors import BadInput

_WEIGHTS = "chats.npz"
_FIGURES = "figures.json"


def train(
    file: Annotated[Path, typer.Argument(help="带标注的聊天：JSONL（每行一个对话）或上下文行的 txt")],
    out: Annotated[Path, typer.Option("--out", help="权重和指标写到这个文件夹")],
    as_json: Annotated[bool, typer.Option("--json", help="指标输出为一个 JSON 对象")] = False,
    check: Annotated[bool, typer.Option("--check/--no-check", help="先按对话分五折交叉验证，给出指标")] = True,
) -> None:
    """从店铺自己标注的聊天学习买家意图和满意度，权重是 NumPy 数据。"""
    if find_spec("sklearn") is None:
        raise BadInput('训练需要 scikit-learn：请先安装 pip install "xiaoer[train]"')
    from rich.console import Console
    from rich.progress import Progress

    from xiaoer.app.training import FOLDS, measure
    from xiaoer.app.training import train as learn
    from xiaoer.files.labelled_chats import read_labelled

    chats, refused = read_labelled(file)
    for one in refused:
        typer.echo(f"{one.file} 第{one.row}行 {one.why}；{one.remedy}", err=True)
    console = Console(stderr=True)
    with Progress(console=console, disable=not console.is_terminal, transient=True) as bar:
        task = bar.add_task("训练", total=FOLDS + 1 if check else 1)
        model = learn(chats)
        bar.advance(task)
        figures = measure(chats, lambda: bar.advance(task)) if check else {}
    out.mkdir(parents=True, exist_ok=True)
    model.save(out / _WEIGHTS)
    result = {"chats": len(chats), "refused": len(refused), "acts": len(model.names), **figures}
    (out / _FIGURES).write_text(json.dumps(result, ensure_ascii=False, indent=1), "utf-8")
    lines = json.dumps(result, ensure_ascii=False) if as_json else "\n".join(f"{k}: {v}" for k, v in result.items())
    typer.echo(lines)
