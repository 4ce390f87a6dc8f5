"""Learning from labelled chats: both shapes read, nothing later looked at, weights that are plain arrays."""

import json
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest
from typer.testing import CliRunner

from xiaoer.app.training import measure, train
from xiaoer.cli import build
from xiaoer.core.errors import BadInput
from xiaoer.core.reading.chats import ChatModel, ChatTurn, counts_at, turns_of, words_at
from xiaoer.core.transcript import Transcript, Utterance
from xiaoer.files.labelled_chats import LabelledChat, read_labelled

GLAD = ("谢谢，很满意", "太好了谢谢您", "收到，辛苦了，真快", "好的谢谢，没有别的问题了")
FLAT = ("发什么快递", "这件有现货吗", "大概几天能到", "能开发票吗")
CROSS = ("怎么还不处理，太慢了", "没人管吗，等了三天", "骗人的吧，一直不退款", "又是这句话，烦不烦")
ACTS = {"发什么快递": "配送方式", "这件有现货吗": "库存状态", "大概几天能到": "配送周期", "能开发票吗": "是否提供发票"}


def chat(number: int) -> dict[str, object]:
    """A made-up dialogue: a question, a word of trouble or thanks, by turns."""
    asked, glad, cross = FLAT[number % 4], GLAD[number % 4], CROSS[number // 4 % 4]
    rows: list[dict[str, object]] = [
        {"user": asked, "agent_reply": "您好，这边看一下", "act": ACTS[asked], "satisfaction": 1},
        {"user": cross, "agent_reply": "", "act": "OTHER", "satisfaction": 0},
        {"user": glad, "agent_reply": "不客气", "act": "OTHER", "satisfaction": 2},
    ]
    return {"dialogue": f"d{number}", "turns": rows}


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("chats") / "chats.jsonl"
    lines = [json.dumps(chat(n), ensure_ascii=False) for n in range(32)]
    path.write_text("\n".join([*lines, "{坏的", '{"turns": [{"user": "在吗", "satisfaction": 7}]}']), "utf-8")
    return path


@pytest.fixture(scope="module")
def chats(file: Path) -> list[LabelledChat]:
    return read_labelled(file)[0]


def test_bad_lines_are_named_and_good_ones_kept(file: Path) -> None:
    chats, refused = read_labelled(file)
    assert len(chats) == 32
    assert [one.row for one in refused] == [33, 34]
    assert "satisfaction" in refused[1].why


def test_context_rows_are_the_same_dialogues(tmp_path: Path) -> None:
    (tmp_path / "acts.txt").write_text("0\tOTHER\n1\t配送周期\n", "utf-8")
    rows = [
        "['几天能到|||']\t[1]\t1",
        "['几天能到|||三天', '好的谢谢|||']\t[1, 0]\t2",
        "['在吗|||']\t[0]\t1",
        "不是列表\t[0]\t1",
    ]
    (tmp_path / "rows.txt").write_text("\n".join(rows), "utf-8")
    chats, refused = read_labelled(tmp_path / "rows.txt")
    assert [chat.levels for chat in chats] == [(1, 2), (1,)]
    assert chats[0].turns == (ChatTurn("几天能到", "三天"), ChatTurn("好的谢谢"))
    assert chats[0].acts == ("配送周期", "OTHER")
    assert [one.row for one in refused] == [4]


def test_what_was_learnt_survives_the_file_and_is_plain_arrays(chats: list[LabelledChat], tmp_path: Path) -> None:
    model = train(chats)
    model.save(tmp_path / "chats.npz")
    again = ChatModel.load(tmp_path / "chats.npz")
    turns = (ChatTurn("能开发票吗", "您好"), ChatTurn("怎么还不处理，没人管吗"))
    assert again.level(turns, 1) == 0
    assert sum(again.satisfaction(turns, 1)) == pytest.approx(1)
    assert again.act(turns, 0)[0] == "是否提供发票"
    assert again.satisfaction(turns, 1) == pytest.approx(model.satisfaction(turns, 1), abs=0.01)
    with np.load(tmp_path / "chats.npz", allow_pickle=False) as data:
        assert all(data[name].dtype != object for name in data.files)


def test_a_turn_is_judged_without_its_answer_and_the_future() -> None:
    turns = (ChatTurn("几天能到", "三天"), ChatTurn("好的"))
    later = (turns[0], ChatTurn("好的", "不客气"), ChatTurn("太差了"))
    assert words_at(turns, 1) == words_at(later, 1)
    assert counts_at(turns, 1) == counts_at(later, 1)


def test_figures_are_measured_by_dialogue(chats: list[LabelledChat]) -> None:
    figures = measure(chats)
    assert figures["satisfaction_turns"] == 96
    assert figures["act_turns"] == 32
    assert figures["satisfaction_macro_f1"] > 0.9


def test_too_little_and_foreign_files_are_said(chats: list[LabelledChat], tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="至少要"):
        train(chats[:3])
    (tmp_path / "x.npz").write_bytes(b"no weights")
    with pytest.raises(BadInput, match="xiaoer train"):
        ChatModel.load(tmp_path / "x.npz")


def test_a_transcript_is_cut_into_turns() -> None:
    at = datetime(2026, 3, 5, tzinfo=UTC)
    said = (("shopper", "在吗"), ("agent", "在的"), ("robot", "请说"), ("shopper", "几天到"))
    lines = tuple(Utterance(n, at, role, "", text) for n, (role, text) in enumerate(said, start=1))  # type: ignore[arg-type]
    assert turns_of(Transcript("c", "own", None, lines)) == (ChatTurn("在吗", "在的 请说"), ChatTurn("几天到"))


def test_the_command_writes_weights_and_figures(file: Path, tmp_path: Path) -> None:
    out = tmp_path / "weights"
    done = CliRunner().invoke(build("train"), ["train", str(file), "--out", str(out), "--json", "--no-check"])
    assert done.exit_code == 0, done.output
    assert {path.name for path in out.iterdir()} == {"chats.npz", "figures.json"}
    assert json.loads((out / "figures.json").read_text("utf-8"))["refused"] == 2
