from __future__ import annotations

import json
import tempfile
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xiaoer.core.errors import BadInput
from xiaoer.core.transcript import Transcript, Utterance
from xiaoer.files.chatlog import read_chatlog, write_chatlog
from xiaoer.files.values import CellError

texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=12)
moments = st.datetimes(datetime(2000, 1, 1), datetime(2099, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001


@st.composite
def transcripts(draw: st.DrawFn) -> list[Transcript]:
    made = []
    for name in draw(st.lists(st.text("ab1-", min_size=1, max_size=4), unique=True, max_size=3)):
        times = sorted(draw(st.lists(moments, min_size=1, max_size=4)))
        said = tuple(
            Utterance(
                seq, at, draw(st.sampled_from(["shopper", "agent", "robot", "system"])), draw(texts), draw(texts),
                draw(st.sampled_from(["text", "image", "product_card", "transfer"])), draw(st.none() | texts.filter(bool)),
                draw(st.booleans()),
            )
            for seq, at in enumerate(times, start=1)
        )  # fmt: skip
        shopper, product = draw(st.none() | texts.filter(bool)), draw(st.none() | texts.filter(bool))
        made.append(Transcript(name, draw(texts), shopper, said, product))
    return made


@given(transcripts())
def test_a_log_goes_round(given_transcripts: list[Transcript]) -> None:
    with tempfile.TemporaryDirectory() as place:
        path = Path(place) / "log.jsonl"
        write_chatlog(given_transcripts, path)
        read = read_chatlog(path, zone=UTC)
    assert read.refusals == ()
    assert list(read.transcripts) == given_transcripts


def _line(**more: object) -> str:
    base = {
        "conversation": "c",
        "platform": "own",
        "shopper": "甲",
        "time": "2026-03-05 14:00:00",
        "author": "甲",
        "role": "shopper",
        "text": "在吗",
    }
    return json.dumps(base | more, ensure_ascii=False)


def test_lines_in_any_order_and_refused_ones(tmp_path: Path) -> None:
    lines = [
        _line(time="2026-03-05 14:01:00", text="二"),
        _line(text="一"),
        "{",
        "[]",
        _line(role="king"),
        _line(time="soon"),
        _line(conversation=""),
        _line(kind="song"),
        _line(text=["x"]),
        _line(text="\x00"),
        _line(text="\ud800").encode("ascii", "backslashreplace").decode(),
        "",
        _line(conversation="d", extra=1),
    ]
    path = tmp_path / "log.jsonl"
    path.write_text("\n".join(lines), encoding="utf-8-sig")
    read = read_chatlog(path)
    assert [[u.text for u in t.utterances] for t in read.transcripts] == [["一", "二"], ["在吗"]]
    assert [(r.row, r.column) for r in read.refusals] == [
        (3, None), (4, None), (5, "role"), (6, "time"), (7, "conversation"), (8, "kind"), (9, "text"), (10, "text"),
        (11, "text"),
    ]  # fmt: skip
    assert read.transcripts[0].utterances[0].at == datetime(2026, 3, 5, 6, tzinfo=UTC)


def test_no_such_file(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="打不开"):
        read_chatlog(tmp_path / "none.jsonl")


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    with tempfile.TemporaryDirectory() as place:
        path = Path(place) / "log.jsonl"
        path.write_bytes(data)
        for refusal in read_chatlog(path).refusals:
            assert refusal.row is not None
            assert not isinstance(refusal, CellError)
