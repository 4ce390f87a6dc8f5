"""`xiaoer check` as scripts use it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import typer
from typer.testing import CliRunner

from xiaoer.cli.check import check

SHOP = Path(__file__).parents[2] / "examples" / "qinghe_womenswear"
app = typer.Typer()
app.command()(check)


def run(*arguments: str) -> tuple[int, list[dict[str, Any]], str]:
    result = CliRunner().invoke(app, list(arguments))
    return result.exit_code, [json.loads(line) for line in result.stdout.splitlines()], result.stderr


def lines_file(folder: Path, *rows: object) -> str:
    path = folder / "lines.jsonl"
    texts = [row if isinstance(row, str) else json.dumps(row, ensure_ascii=False) for row in rows]
    path.write_text("\n".join(texts) + "\n", "utf-8")
    return str(path)


def test_one_sentence() -> None:
    code, [out], _ = run("亲，加我薇信聊")
    assert code == 0
    assert out["verdict"] == "block"
    [finding] = out["findings"]
    assert set(finding) == {"kind", "level", "span", "start", "end", "reason", "source", "rewrite"}
    assert finding["kind"] == "off_platform"
    assert "亲，加我薇信聊"[finding["start"] : finding["end"]] == finding["span"]
    assert out["rewrite"]


def test_a_file_in_order_with_bad_lines(tmp_path: Path) -> None:
    path = lines_file(
        tmp_path,
        {"id": "a", "text": "您好", "by": "agent", "category": "女装", "more": 1},
        "{not json",
        {"id": "c"},
        {"id": "d", "text": "哦", "by": "boss"},
        "[1]",
        {"id": 6, "text": "能加微信吗", "by": "shopper"},
        {"text": "没有编号"},
        '{"id": "h", "text": "半个\\ud83d"}',
    )
    code, outs, _ = run("--lines", path)
    assert code == 2
    assert [out["id"] for out in outs] == ["a", None, "c", "d", None, 6, None, "h"]
    assert ["error" in out for out in outs] == [False, True, True, True, True, False, True, False]
    assert "text" in outs[2]["error"]
    assert "boss" in outs[3]["error"]
    assert outs[0]["verdict"] == "pass"
    assert outs[5]["verdict"] == "warn"


@pytest.mark.parametrize(("limit", "text", "code"), [
    ("block", "哦", 0), ("warn", "哦", 1), ("block", "加我微信聊", 1), ("warn", "您好", 0),
])  # fmt: skip
def test_fail_on(limit: str, text: str, code: int) -> None:
    assert run("--fail-on", limit, text)[0] == code


def test_bad_input_is_explained(tmp_path: Path) -> None:
    for arguments, said in (
        (["--lines", str(tmp_path / "no.jsonl")], "no.jsonl"),
        (["--fail-on", "never", "您好"], "never"),
        ([], "--lines"),
    ):
        code, outs, told = run(*arguments)
        assert (code, outs) == (2, [])
        assert said in told


def test_the_shop_is_heard(tmp_path: Path) -> None:
    (tmp_path / "shop.toml").write_text('name = "最低价旗舰店"\nhotline = "13812345678"\n', "utf-8")
    (tmp_path / "policies.csv").write_text("政策编号,主题,内容,关键值\nP1,正品,本店假一赔十,\n", "utf-8")
    for text in ("欢迎来到最低价旗舰店", "假一赔十的", "售后可以打13812345678"):
        assert run(text)[1][0]["verdict"] != "pass"
        assert run("--shop", str(tmp_path), text)[1][0]["verdict"] == "pass"
    assert run("--shop", str(SHOP), "您好亲")[1][0]["verdict"] == "pass"
