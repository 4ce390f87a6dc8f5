"""The adapter on a made-up shop: the right tables, a yes before every write, and its own form of result."""

import copy
import json
from pathlib import Path

import pytest
from benchmarks.ecom_bench.__main__ import main, run
from benchmarks.ecom_bench.score import expected_tables, same, unauthorised
from benchmarks.ecom_bench.script import messages_of
from benchmarks.ecom_bench.talk import Made
from benchmarks.ecom_bench.world import World, Write

from tests.benchmarks import made_up


@pytest.fixture(scope="module")
def result() -> dict[str, object]:
    return run(made_up.tables(), made_up.TASKS, {}, talk=False)


def test_every_task_ends_in_the_right_tables(result: dict[str, object]) -> None:
    rows = result["per_task"]
    assert isinstance(rows, list)
    assert [row["task"] for row in rows if not row["exact"]] == []
    assert (result["precision"], result["recall"]) == (1.0, 1.0)


def test_no_write_without_a_yes_or_against_the_policy(result: dict[str, object]) -> None:
    assert result["unauthorised_writes"] == 0
    assert result["writes_made"] == result["writes_expected"]


def test_what_is_unauthorised_is_found() -> None:
    write = Write("manage_return", {"order_id": "1"})
    assert unauthorised([Made(write, "确认", "已签收")]) == []
    assert len(unauthorised([Made(write, "好像不错", "已签收"), Made(write, "确认", "已发货")])) == 2


def test_expected_changes_are_applied_and_compared() -> None:
    before = {"a": {"x": 1, "y": True}}
    after = expected_tables(
        before, [{"path": ["a", "x"], "before": 1, "after": 2.5}, {"path": ["a", "y"], "before": True, "after": None}]
    )
    assert after == {"a": {"x": 2.5}}
    assert before == {"a": {"x": 1, "y": True}}
    assert same({"a": 266.001}, {"a": 266})
    assert not same({"a": True}, {"a": 1})
    assert not same([1], [1, 2])


def test_a_secret_note_is_not_said_and_a_picture_shows_what_it_shows() -> None:
    task = next(row for row in made_up.TASKS if row["task_index"] == 10)
    message = messages_of(task)[1]
    assert "购物车" not in message.text
    assert "http" not in message.text
    assert "购物车" in message.pictures[0]


def test_a_world_changes_its_own_tables_only() -> None:
    tables = made_up.tables()
    kept = copy.deepcopy(tables)
    world = World(tables, "甲", made_up.SHOP, made_up.PLATFORM)
    world.write(Write("manage_urgent", {"order_id": "300000000001"}))
    assert world.orders["300000000001"]["是否加急"] is True
    assert tables == kept


def test_the_command_prints_the_contracts_object(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = made_up.write(tmp_path / "shop")
    tasks = tmp_path / "tasks.json"
    tasks.write_text(json.dumps(made_up.TASKS[:2], ensure_ascii=False), "utf-8")
    expected = tmp_path / "expected.json"
    expected.write_text(json.dumps([{"task": 1, "diff": []}]), "utf-8")
    assert main([str(folder), "--tasks", str(tasks), "--expected", str(expected), "--json"]) == 0
    printed = json.loads(capsys.readouterr().out)
    names = {
        "tasks",
        "replayed",
        "exact",
        "writes_expected",
        "writes_made",
        "precision",
        "recall",
        "unauthorised_writes",
        "per_task",
    }
    assert printed.keys() == names
    assert (printed["tasks"], printed["replayed"], printed["exact"]) == (2, 1, 1)


def test_a_folder_without_tables_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(tmp_path)]) == 2
    assert "tasks_dev.json" in capsys.readouterr().err
