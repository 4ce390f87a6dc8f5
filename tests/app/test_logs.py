"""Logs hold no phone numbers, no tokens, no passwords; and a whole conversation leaves none of its words there."""

from __future__ import annotations

import io
import json
from typing import Any

import pytest
import structlog
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import Serve
from tests.support.clients import answer, say
from tests.support.databases import Copy
from tests.support.shops import QINGHE, XIAOYU
from xiaoer.app.logs import configure_logs, mask


def test_what_is_standard_error_now_is_written_to(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    gone = io.StringIO()
    with monkeypatch.context() as patch:
        patch.setattr("sys.stderr", gone)
        configure_logs("info")
    gone.close()
    structlog.get_logger().info("still.heard")
    assert "still.heard" in capsys.readouterr().err


def masked(text: str) -> str:
    return str(mask(None, "info", {"event": text})["event"])


@given(st.sampled_from("3456789"), st.integers(0, 999_999_999), st.text(max_size=10), st.text(max_size=10))
def test_no_phone_number_stays(second: str, rest: int, before: str, after: str) -> None:
    phone = f"1{second}{rest:09d}"
    glued = (before[-1:].isdecimal()) or (after[:1].isdecimal())
    assert glued or phone not in masked(f"{before}{phone}{after}")


@pytest.mark.parametrize("text", ["Bearer abc.def.ghi", "bearer  abc", "token=abc&x=1", "PASSWORD=abc"])
def test_no_token_stays(text: str) -> None:
    assert "abc" not in masked(text)


def test_other_numbers_stay() -> None:
    assert masked("订单 20261021213078 共 3 件") == "订单 20261021213078 共 3 件"


def test_lines_are_json_with_time_and_level(capsys: pytest.CaptureFixture[str]) -> None:
    configure_logs("info")
    structlog.get_logger().info("something.happened", phone="13812345678", 数=1)
    structlog.get_logger().debug("not.shown")
    line = json.loads(capsys.readouterr().err)
    assert (line["event"], line["level"], line["phone"], line["数"]) == ("something.happened", "info", "1**********", 1)
    assert line["timestamp"].endswith("Z")


@pytest.mark.anyio
async def test_a_whole_conversation_leaves_no_word_in_the_logs(
    sqlite_shops: Copy, start: Serve, capfd: pytest.CaptureFixture[str], monkeypatch: Any
) -> None:
    server = await start(sqlite_shops)
    configure_logs("debug")
    shopper, agent = await server.shopper("今天也要早睡"), await server.staff(XIAOYU)
    widget, desk = await shopper.socket(), await agent.socket()
    await say(widget, "我的电话是13812345678，地址杭州市滨江区某某路1号")
    chat = (await agent.get("/snapshot"))["conversations"][0]["id"]
    await answer(desk, chat, "您好，已经帮您登记好新的地址了")
    await widget.raw('{"type":"broken 13812345678"}')
    await desk.send(
        "send", shop=QINGHE, conversation=999999, client_id="x", kind="text", body={"text": "您好，13812345678"}
    )
    await widget.silence()
    await (await server.http()).post("/api/session", json={"login": XIAOYU, "password": "secret-guess"})
    written = "".join(capfd.readouterr())
    for secret in ("13812345678", "滨江区", "登记好", "secret-guess", shopper.token, agent.token, agent.csrf):
        assert secret not in written
