import json
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from xiaoer.cli.ask import ask

SHOP = Path(__file__).parents[2] / "examples" / "qinghe_womenswear"
KEYS = {"id", "turn", "kind", "reply", "intents", "confidence", "facts", "action", "team", "ms"}

app = typer.Typer()
app.command()(ask)


def run(*arguments: str) -> tuple[int, str, str]:
    result = CliRunner().invoke(app, ["--shop", str(SHOP), "--now", "2026-11-23T14:00", *arguments])
    return result.exit_code, result.stdout, result.stderr


def ask_file(tmp_path: Path, *lines: str) -> tuple[int, list[dict[str, object]]]:
    path = tmp_path / "questions.jsonl"
    path.write_text("\n".join(lines), "utf-8")
    code, out, _ = run("--questions", str(path))
    return code, [json.loads(line) for line in out.splitlines()]


def test_one_question_gives_reply_and_sources() -> None:
    code, out, _ = run("--product", "QH101", "雾蓝M码有货吗")
    assert code == 0
    assert "库存" in out
    assert "skus.csv:" in out


def test_a_line_per_turn_in_input_order(tmp_path: Path) -> None:
    code, lines = ask_file(
        tmp_path,
        '{"id":"a","shopper":null,"product":"QH101","turns":["穿什么码","160 105斤"]}',
        '{"id":7,"text":"包邮吗"}',
    )
    assert code == 0
    assert [(line["id"], line["turn"]) for line in lines] == [("a", 0), ("a", 1), (7, 0)]
    assert all(set(line) == KEYS for line in lines)
    assert lines[1]["kind"] == "answer"
    assert isinstance(lines[0]["ms"], float)


@pytest.mark.parametrize(
    "bad", ["{not json", "[1]", '{"text":"没有编号"}', '{"id":"x"}', '{"id":"x","turns":[]}', '{"id":"x","text":5}']
)
def test_a_bad_line_is_named_and_the_run_goes_on(tmp_path: Path, bad: str) -> None:
    code, lines = ask_file(tmp_path, bad, '{"id":"ok","text":"你好"}')
    assert code == 2
    assert "第1行" in str(lines[0]["error"])
    assert lines[1]["id"] == "ok"


def test_conversations_don_t_know_each_other(tmp_path: Path) -> None:
    _, lines = ask_file(
        tmp_path, '{"id":1,"product":"QH101","turns":["165 105斤"]}', '{"id":2,"product":"QH101","turns":["穿什么码"]}'
    )
    assert lines[1]["kind"] == "clarify"


def test_orders_are_only_the_shoppers_own(tmp_path: Path) -> None:
    _, lines = ask_file(
        tmp_path,
        '{"id":1,"shopper":"橘子味的风","text":"快递到哪了"}',
        '{"id":2,"shopper":"没买过的人","text":"快递到哪了"}',
        '{"id":3,"text":"快递到哪了"}',
    )
    assert "parcels.csv" in json.dumps(lines[0]["facts"])
    assert all(line["kind"] == "handoff" and line["facts"] == [] for line in lines[1:])


def test_a_wrong_time_and_a_missing_folder_say_what_to_do() -> None:
    runner = CliRunner()
    wrong = runner.invoke(app, ["--shop", str(SHOP), "--now", "昨天", "你好"])
    missing = runner.invoke(app, ["--shop", str(SHOP / "none"), "你好"])
    nothing = runner.invoke(app, ["--shop", str(SHOP)])
    assert [wrong.exit_code, missing.exit_code, nothing.exit_code] == [2, 2, 2]
    assert "2026-03-05T14:00" in wrong.stderr
    assert "文件夹" in missing.stderr
    assert "--questions" in nothing.stderr


def test_now_without_an_offset_is_shop_time(tmp_path: Path) -> None:
    early = run("--product", "QH101", "--json", "今天能发吗")[1]
    path = ["--shop", str(SHOP), "--now", "2026-11-23T08:30:00+00:00", "--product", "QH101", "--json", "今天能发吗"]
    late = CliRunner().invoke(app, path).stdout
    assert "今天16:00前付款" in json.loads(early)["reply"]
    assert "明天" in json.loads(late)["reply"]
