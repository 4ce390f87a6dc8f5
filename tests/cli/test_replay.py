"""`xiaoer replay`: a shop's own questions asked again, what is right, what changed since a kept run."""

import json
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from xiaoer.cli import build

SHOP = Path(__file__).parents[1] / "core" / "answering" / "shops" / "xingji_digital"
NOW = "2026-06-10T15:20:00+08:00"


def run(*arguments: str) -> tuple[int, str]:
    done = CliRunner().invoke(build("replay"), ["replay", *arguments])
    return done.exit_code, done.output


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    home = tmp_path / "shop"
    shutil.copytree(SHOP, home)
    turns = [{"text": "红轴黑透还有几个", "kind": ["answer"], "must": ["11"], "must_not": []}]
    lines = [
        {"id": "a", "now": NOW, "shopper": None, "product": "X04", "turns": turns},
        {"id": "b", "now": NOW, "product": "X02", "turns": [{"text": "带线吗", "must": ["不含线"]}]},
    ]
    (home / "checks.jsonl").write_text("\n".join(json.dumps(line, ensure_ascii=False) for line in lines), "utf-8")
    return home


def test_what_is_right_today(shop: Path) -> None:
    code, output = run("--shop", str(shop), "--json")
    assert (code, json.loads(output)) == (0, {"checked": 2, "right": 2, "changed": []})


def test_a_changed_stock_is_told_as_worse(shop: Path, tmp_path: Path) -> None:
    kept = tmp_path / "kept.jsonl"
    run("--shop", str(shop), "--save", str(kept))
    skus = shop / "skus.csv"
    skus.write_text(skus.read_text("utf-8").replace("黑透,399,11,", "黑透,399,4,"), "utf-8")
    result = json.loads(run("--shop", str(shop), "--against", str(kept), "--json")[1])
    assert (result["checked"], result["right"]) == (2, 1)
    (changed,) = result["changed"]
    assert (changed["id"], changed["change"]) == ("a", "worse")
    assert "11" in changed["was"]
    assert "4" in changed["now"]


def test_without_a_kept_run_the_broken_checks_are_told(shop: Path) -> None:
    skus = shop / "skus.csv"
    skus.write_text(skus.read_text("utf-8").replace("黑透,399,11,", "黑透,399,0,"), "utf-8")
    result = json.loads(run("--shop", str(shop), "--json")[1])
    assert [(c["id"], c["change"], c["was"]) for c in result["changed"]] == [("a", "worse", None)]


@pytest.mark.parametrize(
    ("line", "word"),
    [
        ("{", "第1行"),
        ('{"id": 1}', "turns"),
        ('{"id": 1, "turns": [{"text": "x", "must": ["("]}]}', "正则"),
        ("", "没有问题"),
    ],
)
def test_bad_checks_name_their_line(shop: Path, line: str, word: str) -> None:
    (shop / "checks.jsonl").write_text(line, "utf-8")
    code, output = run("--shop", str(shop))
    assert code == 2
    assert word in output
