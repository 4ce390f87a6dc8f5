"""`python -m benchmarks.ecom_bench DIR --json`: tasks talked through, tables compared (docs: benchmarks/README.md)."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from benchmarks.ecom_bench.facts import facts_of
from benchmarks.ecom_bench.score import expected_tables, matched, same, unauthorised
from benchmarks.ecom_bench.script import messages_of
from benchmarks.ecom_bench.talk import Talk
from benchmarks.ecom_bench.world import Tables, World, Write
from xiaoer.core.answering.engine import Engine

_BAD_INPUT = 2


def main(argv: Sequence[str] | None = None) -> int:
    """Run all tasks of a file and print the result."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.ecom_bench", description=__doc__)
    parser.add_argument("folder", type=Path, help="文件夹：db/*.json、tasks_dev.json")
    parser.add_argument("--tasks", type=Path, help="任务文件，默认 DIR/tasks_dev.json")
    parser.add_argument("--expected", type=Path, help="每个任务后应有的变化；不给则由标准写操作重放得出")
    parser.add_argument("--json", action="store_true", help="输出一个 JSON 对象")
    parser.add_argument("--talk", action="store_true", help="把每个任务的对话写到标准错误")
    args = parser.parse_args(argv)
    try:
        tables = {path.stem: _read(path) for path in sorted((args.folder / "db").glob("*.json"))}
        tasks = _read(args.tasks or args.folder / "tasks_dev.json")
        default = None if args.tasks else args.folder / "expected_db_diff_dev.json"
        expected = args.expected or (default if default and default.is_file() else None)
        diffs = {row["task"]: row["diff"] for row in _read(expected)} if expected else {}
        if not tables:
            raise ValueError(f"{args.folder / 'db'} 里没有表，请给出含 db/*.json 的文件夹")
    except (OSError, ValueError, KeyError, TypeError) as error:
        print(f"读不了：{error}", file=sys.stderr)
        return _BAD_INPUT
    result = run(tables, tasks, diffs, talk=args.talk)
    print(json.dumps(result, ensure_ascii=False) if args.json else _plain(result))
    return 0


def run(tables: Tables, tasks: Sequence[Mapping[str, Any]], diffs: Mapping[Any, Any], *, talk: bool) -> dict[str, Any]:
    """Every task; the form of the result is the contract's."""
    engines: dict[tuple[str, str], Engine] = {}
    rows = [_task(tables, task, diffs, engines, talk=talk) for task in tasks]
    expected, made = sum(row["expected"] for row in rows), sum(row["made"] for row in rows)
    right = sum(row["right"] for row in rows)
    return {
        "tasks": len(rows),
        "replayed": sum(row["replayed"] for row in rows),
        "exact": sum(row["exact"] for row in rows),
        "writes_expected": expected,
        "writes_made": made,
        "precision": round(right / made, 4) if made else 1.0,
        "recall": round(right / expected, 4) if expected else 1.0,
        "unauthorised_writes": sum(row["unauthorised"] for row in rows),
        "per_task": rows,
    }


def _task(
    tables: Tables,
    task: Mapping[str, Any],
    diffs: Mapping[Any, Any],
    engines: dict[tuple[str, str], Engine],
    *,
    talk: bool,
) -> dict[str, Any]:
    number = task["task_index"]
    place = (task["user_id"], task["shop_id"], task["platform"])
    gold = [Write(action["name"], action["arguments"]) for action in task["metadata"]["actions"]]
    replay = World(tables, *place)
    for write in gold:
        replay.write(write)
    wanted = expected_tables(tables, diffs[number]) if number in diffs else replay.tables
    world = World(tables, *place)
    engine = engines.setdefault(place[1:], engines.get(place[1:]) or Engine(facts_of(world), actions=True))
    chat = Talk(world, engine)
    chat.run(messages_of(task))
    if talk:
        _show(number, chat, gold)
    made = [one.write for one in chat.made]
    return {
        "task": number,
        "replayed": same(replay.tables, wanted),
        "exact": same(world.tables, wanted),
        "expected": len(gold),
        "made": len(made),
        "right": matched(made, gold),
        "unauthorised": len(unauthorised(chat.made)),
        "writes": [{"name": write.name, **write.arguments} for write in made],
    }


def _show(number: object, chat: Talk, gold: Sequence[Write]) -> None:
    print(f"===== {number}", file=sys.stderr)
    for line in chat.lines:
        print(f"{'买' if line.role == 'shopper' else '  店'}: {line.text}", file=sys.stderr)
    for write in gold:
        print(f"  应: {write.name} {dict(write.arguments)}", file=sys.stderr)
    for one in chat.made:
        print(f"  做: {one.write.name} {dict(one.write.arguments)}", file=sys.stderr)


def _read(path: Path) -> Any:
    return json.loads(path.read_text("utf-8"))


def _plain(result: Mapping[str, Any]) -> str:
    kept = {key: value for key, value in result.items() if key != "per_task"}
    return "\n".join(f"{key}: {value}" for key, value in kept.items())


if __name__ == "__main__":
    sys.exit(main())
