from __future__ import annotations

import json
from pathlib import Path

import typer
from typer.testing import CliRunner

from xiaoer.cli.decide import decide

app = typer.Typer()
app.command()(decide)
FACTS = {
    "platform": "own",
    "order": {"status": "delivered", "signed_at": "2026-05-04T15:00:00+08:00", "amount_paid": "99.00"},
    "request": {"type": "return_refund", "reason": "no_reason", "at": "2026-05-08T10:00:00+08:00"},
}
KEYS = [
    "id",
    "outcome",
    "return_freight_payer",
    "must_return_goods",
    "deadline",
    "amount",
    "basis",
    "flags",
    "explanation",
]


def run(tmp_path: Path, *lines: object, more: tuple[str, ...] = ()) -> tuple[int, list[dict[str, object]], str]:
    path = tmp_path / "cases.jsonl"
    path.write_text("\n".join(line if isinstance(line, str) else json.dumps(line) for line in lines), "utf-8")
    result = CliRunner().invoke(app, ["--cases", str(path), *more])
    return result.exit_code, [json.loads(line) for line in result.stdout.splitlines()], result.stderr


def test_a_case_is_decided_in_the_form_of_the_contract(tmp_path: Path) -> None:
    code, outs, err = run(tmp_path, {"id": "a", "facts": FACTS}, "", {"id": 7, "facts": FACTS})
    assert (code, err) == (0, "")
    assert [list(out) for out in outs] == [KEYS, KEYS]
    assert [out["id"] for out in outs] == ["a", 7]
    assert outs[0]["outcome"] == "approve"
    assert outs[0]["deadline"] == {"what": "return_by", "at": "2026-05-11T23:59:59+08:00"}
    assert outs[0]["amount"] == "99.00"


def test_bad_lines_are_told_and_the_run_goes_on(tmp_path: Path) -> None:
    wrong = {**FACTS, "order": {**FACTS["order"], "amount_paid": "viel"}}
    untyped = {**FACTS, "request": {}}
    code, outs, _ = run(tmp_path, "nope", "[]", {"facts": FACTS}, {"id": "c"}, {"id": "d", "facts": wrong}, {"id": "e", "facts": untyped}, {"id": "f", "facts": FACTS})  # fmt: skip
    assert code == 2
    assert [out["id"] for out in outs] == [None, None, None, "c", "d", "e", "f"]
    assert [list(out) for out in outs[:6]] == [["id", "error"]] * 6
    for out, told in zip(outs, ("第 1 行", "对象", "id", "facts", "order.amount_paid", "request.type"), strict=False):
        assert told in str(out["error"])
    assert outs[6]["outcome"] == "approve"


def test_unknown_fields_are_ignored_and_named(tmp_path: Path) -> None:
    code, outs, err = run(tmp_path, {"id": "a", "facts": {**FACTS, "weather": "rain"}})
    assert (code, outs[0]["outcome"]) == (0, "approve")
    assert "weather" in err


def test_steps_open_the_decision(tmp_path: Path) -> None:
    _, outs, _ = run(tmp_path, {"id": "a", "facts": FACTS}, more=("--steps",))
    steps = outs[0]["steps"]
    assert isinstance(steps, list)
    assert {"rule", "text", "basis"} == set(steps[0])


def test_a_shop_lends_its_platform(tmp_path: Path) -> None:
    late = {
        "order": {"status": "paid_unshipped", "paid_at": "2026-05-01T10:00:00+08:00", "amount_paid": "99.00"},
        "request": {"type": "compensation", "reason": "late_shipping", "at": "2026-05-05T10:00:00+08:00"},
        "shop_rules": {"late_shipping_compensation": {"fixed": "3.00"}},
    }
    alone = run(tmp_path, {"id": "a", "facts": late})[1][0]
    shop = tmp_path / "shop"
    shop.mkdir()
    (shop / "shop.toml").write_text('name = "山货铺"\nplatform = "taobao"\n', "utf-8")
    lent = run(tmp_path, {"id": "a", "facts": late}, more=("--shop", str(shop)))[1][0]
    assert alone["outcome"] == "ask_evidence"
    assert lent["outcome"] == "approve"


def test_a_missing_file_says_what_to_do(tmp_path: Path) -> None:
    result = CliRunner().invoke(app, ["--cases", str(tmp_path / "none.jsonl")])
    assert result.exit_code == 2
    assert "--cases" in result.stderr
    assert CliRunner().invoke(app, []).exit_code == 2
