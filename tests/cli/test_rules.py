"""`xiaoer rules`, `xiaoer check --library`, and a decision opened, as scripts and people use them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import typer
from typer.testing import CliRunner, Result

from xiaoer.cli.check import check
from xiaoer.cli.decide import decide
from xiaoer.cli.rules import rules

SHOP = Path(__file__).parents[2] / "examples" / "qinghe_womenswear"
CASE: dict[str, Any] = {
    "id": "c1",
    "facts": {
        "category": "女装",
        "order": {"status": "delivered", "signed_at": "2026-06-04T15:00:00+08:00", "amount_paid": "300.00"},
        "request": {"type": "return_refund", "reason": "no_reason", "at": "2026-06-08T10:00:00+08:00"},
    },
}


def run(command: Any, *arguments: str) -> Result:
    app = typer.Typer()
    app.command()(command)
    return CliRunner().invoke(app, list(arguments))


def cases(folder: Path) -> str:
    path = folder / "cases.jsonl"
    path.write_text(json.dumps(CASE, ensure_ascii=False) + "\n", "utf-8")
    return str(path)


def test_the_book_is_searched_and_read() -> None:
    result = run(rules, "广告法", "最低价")
    assert result.exit_code == 0
    assert "[absolute.superlative.price]" in result.stdout
    assert "出处：广告法" in result.stdout


def test_the_book_as_json() -> None:
    rows = [json.loads(row) for row in run(rules, "--part", "promise", "--json").stdout.splitlines()]
    assert {row["part"] for row in rows} == {"promise"}
    assert {"id", "zh", "en", "source", "confidence", "valid_from"} <= set(rows[0])


@pytest.mark.parametrize("arguments", [["--part", "x"], ["--at", "昨天"]])
def test_wrong_wishes_are_named(arguments: list[str]) -> None:
    result = run(rules, *arguments)
    assert result.exit_code == 2
    assert arguments[0] in result.stderr


def test_the_library_of_a_shop() -> None:
    result = run(check, "--library", "--shop", str(SHOP), "--fail-on", "warn")
    assert (result.exit_code, result.stdout) == (0, "")
    assert "0 条需要处理" in result.stderr


def test_the_library_needs_a_shop() -> None:
    result = run(check, "--library")
    assert result.exit_code == 2
    assert "--shop" in result.stderr


def test_steps_tell_the_ladder_of_the_deadline(tmp_path: Path) -> None:
    out = json.loads(run(decide, "--cases", cases(tmp_path), "--steps").stdout)
    assert out["ladder"]["at"] == out["deadline"]["at"] == "2026-06-11T23:59:59+08:00"
    assert [w["hours"] for w in out["ladder"]["warnings"]] == [24, 12, 4, 1]
    assert out["ladder"]["warnings"][0]["at"] == "2026-06-10T23:59:59+08:00"


def test_what_if_shows_what_would_differ_and_leaves_the_decision(tmp_path: Path) -> None:
    path = cases(tmp_path)
    plain = json.loads(run(decide, "--cases", path).stdout)
    out = json.loads(run(decide, "--cases", path, "--what-if", "request.tags_removed=true").stdout)
    other = out.pop("what_if")
    assert out == plain
    assert other["changes"] == {"request.tags_removed": True}
    assert other["decision"]["outcome"] == "refuse"
    assert {"outcome", "amount", "deadline"} <= set(other["differs"])


def test_a_decision_told_to_a_person(tmp_path: Path) -> None:
    result = run(decide, "--cases", cases(tmp_path), "--explain", "--what-if", "request.opened=true")
    assert result.exit_code == 0
    assert "案例 c1：同意" in result.stdout
    assert "规则 no_reason.in_time（法律）" in result.stdout
    assert "如果 request.opened = true：决定不变" in result.stdout


def test_a_wish_without_a_value_is_named(tmp_path: Path) -> None:
    result = run(decide, "--cases", cases(tmp_path), "--what-if", "request.opened")
    assert result.exit_code == 2
    assert "字段=值" in result.stderr
