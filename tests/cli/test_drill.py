"""`xiaoer drill`: the object of the contract, the list, and clear refusals."""

import json
from pathlib import Path

import typer
from typer.testing import CliRunner

from xiaoer.cli.drill import drill

SHOP = Path(__file__).parents[2] / "examples" / "qinghe_womenswear"
app = typer.Typer()
app.command()(drill)


def run(*arguments: str) -> tuple[int, str, str]:
    result = CliRunner().invoke(app, ["--now", "2026-11-24T14:00", *arguments])
    return result.exit_code, result.stdout, result.stderr


def test_the_object_of_the_contract() -> None:
    code, out, _ = run("--robot", "--k", "2", "--shop", str(SHOP), "--scene", "stock", "--json")
    assert code == 0
    found = json.loads(out)
    assert list(found) == ["scenarios", "pass_1", "pass_4", "invented_facts", "blocked_sent", "by_scene"]
    assert found["scenarios"] == found["by_scene"]["stock"]["scenarios"] == 12
    assert 0 <= found["pass_4"] <= found["pass_1"] <= 1
    assert found["invented_facts"] == 0


def test_the_same_call_gives_the_same_figures() -> None:
    first, second = (run("--robot", "--k", "1", "--shop", str(SHOP), "--scene", "review", "--json") for _ in range(2))
    assert first == second


def test_both_examples_without_a_shop() -> None:
    code, out, _ = run("--list", "--json")
    rows = [json.loads(line) for line in out.splitlines()]
    assert code == 0
    assert len({row["shop"] for row in rows}) == 2
    assert len(rows) >= 300


def test_refusals_say_what_to_do(tmp_path: Path) -> None:
    for arguments, word in (
        ((), "--robot"),
        (("--robot", "--shop", str(tmp_path / "none")), "没有店铺文件夹"),
        (("--robot", "--shop", str(tmp_path)), "products.csv"),
        (("--robot", "--shop", str(SHOP), "--scene", "nothing"), "--list"),
    ):
        code, _, err = run(*arguments)
        assert code == 2
        assert word in err
