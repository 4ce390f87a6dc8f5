"""`xiaoer ask --models`: words by a model, the engine's own where it cannot be trusted, a wrong file named."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from tests.support.speaking import Speaking, speaking
from xiaoer.cli import build

SHOP = str(Path(__file__).resolve().parents[2] / "examples" / "qinghe_womenswear")


@pytest.fixture
def service() -> Iterator[Speaking]:
    with speaking() as server:
        yield server


def asked(tmp_path: Path, service: Speaking, model: str, region: str = "本机") -> dict[str, Any]:
    file = tmp_path / "models.toml"
    file.write_text(
        f'[[model]]\nname = "m"\nbase_url = "{service.url}"\nmodel = "{model}"\nrecipient = "自己"\nregion = "{region}"\ntimeout_s = 20\n',
        "utf-8",
    )
    told = CliRunner().invoke(
        build(),
        [
            "ask",
            "--shop",
            SHOP,
            "--now",
            "2026-11-05T10:00",
            "--product",
            "QH101",
            "--json",
            "--models",
            str(file),
            "身高160体重100斤，穿什么码",
        ],
    )
    assert told.exit_code == 0, told.output
    line: dict[str, Any] = json.loads(told.stdout.splitlines()[-1])
    return line


def draft_of(wish: dict[str, Any]) -> str:
    return str(wish["messages"][-1]["content"]).split("【草稿】")[1].strip()


def test_a_models_words_and_the_engines(tmp_path: Path, service: Speaking) -> None:
    service.answers |= {"kind": lambda wish: f"好的，{draft_of(wish)}", "liar": "建议选5XL码，只要1元。"}
    kind = asked(tmp_path, service, "kind")
    assert kind["reply"].startswith("好的，")
    assert (kind["model"], kind["model_why"]) == ("m", None)
    assert kind["facts"]
    liar = asked(tmp_path, service, "liar")
    assert liar["model"] is None
    assert "没有依据" in liar["model_why"]
    assert "5XL" not in liar["reply"]
    assert kind["reply"].endswith(liar["reply"])
    abroad = asked(tmp_path, service, "kind", region="新加坡")
    assert (abroad["model"], abroad["reply"]) == (None, liar["reply"])


def test_every_turn_of_a_file_is_worded(tmp_path: Path, service: Speaking) -> None:
    service.answers["kind"] = lambda wish: f"好的，{draft_of(wish)}"
    asked(tmp_path, service, "kind")
    turns = tmp_path / "questions.jsonl"
    turns.write_text(
        json.dumps({"id": 1, "shopper": None, "product": "QH101", "turns": ["身高160体重100斤穿什么码", "包邮吗"]})
    )
    args = [
        "ask",
        "--shop",
        SHOP,
        "--now",
        "2026-11-05T10:00",
        "--models",
        str(tmp_path / "models.toml"),
        "--questions",
        str(turns),
    ]
    told = CliRunner().invoke(build(), args)
    assert [json.loads(line)["model"] for line in told.stdout.splitlines()] == ["m", "m"]


def test_a_wrong_file_is_named(tmp_path: Path) -> None:
    told = CliRunner().invoke(build(), ["ask", "--shop", SHOP, "--models", str(tmp_path / "none.toml"), "包邮吗"])
    assert told.exit_code == 2
    assert "none.toml" in told.stderr
