"""Models at the desk: drafts and restyling over the server's doors, with a local server that speaks, lies, stalls, dies."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.domains.growing.test_growing import Chats
from tests.domains.robot.test_robot import Script, draft, kept, robot_lines
from tests.support.clients import Staff
from tests.support.clocks import HandClock
from tests.support.databases import Copy
from tests.support.desks import TestDesk, open_test_desk
from tests.support.serving import Served
from tests.support.shops import LEAD, OWNER, XIAOYU
from tests.support.speaking import Speaking, speaking
from tests.support.waiting import eventually
from xiaoer.domains.shop.service import change_settings

pytestmark = pytest.mark.anyio
REPLY = "亲，还有6件现货，现在下单今天就可以发出哦。"


@pytest.fixture
def service() -> Iterator[Speaking]:
    with speaking() as server:
        server.answers |= {"words": REPLY, "liar": "还有66件，今天下单明天必到！"}
        yield server


def named(tmp_path: Path, service: Speaking, *models: str, region: str = "本机", timeout_s: float = 20) -> str:
    path = tmp_path / "models.toml"
    path.write_text(
        "".join(
            f'[[model]]\nname = "{m}"\nbase_url = "{service.url}"\nmodel = "{m}"\nrecipient = "自己"\n'
            f'region = "{region}"\ntimeout_s = {timeout_s}\n'
            for m in models
        ),
        "utf-8",
    )
    return str(path)


async def lines(who: Staff, path: str, body: Any = None) -> list[dict[str, Any]]:
    answer = await who.call("POST", path, json=body)
    assert answer.status_code == 200, answer.text
    return [json.loads(line) for line in answer.text.splitlines()]


# -- at the desk ------------------------------------------------------------------------------------------------------


@pytest.fixture
def script(monkeypatch: pytest.MonkeyPatch) -> Script:
    held = Script()
    monkeypatch.setattr("xiaoer.app.server.AnswerWorker", lambda **_: held)
    return held


async def said_by(desk: TestDesk, chat: int) -> dict[str, Any]:
    (line,) = await eventually(lambda: robot_lines(desk, chat), within_s=40)
    return line


@asynccontextmanager
async def opened(copy: Copy, clock: HandClock, models: str, mode: str) -> AsyncIterator[TestDesk]:
    async with open_test_desk(copy, clock, robot=True, models=models) as desk:
        await desk.desk.run(lambda u: change_settings(u, desk.shop.id, {"model": mode}))
        await desk.desk.reload_shops()
        yield desk


@pytest.mark.parametrize(
    ("model", "text", "by", "calls"),
    [
        ("words", REPLY, "智能客服（由AI生成）", 1), ("liar", draft().reply, "智能客服", 1), ("dies", draft().reply, "智能客服", 1),
        ("nonsense", draft().reply, "智能客服", 1), ("stalls", draft().reply, "智能客服", 1),
    ],
)  # fmt: skip
async def test_the_robot_in_a_models_words_or_in_its_own(
    shops: Copy,
    clock: HandClock,
    script: Script,
    service: Speaking,
    tmp_path: Path,
    model: str,
    text: str,
    by: str,
    calls: int,
) -> None:
    path = named(tmp_path, service, model, timeout_s=1.5 if model == "stalls" else 20)
    async with opened(shops, clock, path, "answer") as desk:
        chat = await desk.conversation("今天也要早睡")
        await desk.say(chat, "有货吗，我电话13812345678，地址文三路8号3幢201室")
        line = await said_by(desk, chat)
        assert (line["body"]["text"], line["author_name"]) == (text, by)
        assert line["body"]["sources"]
        (row,) = await eventually(lambda: kept(desk, chat))
        assert row["model"] == ("words" if text == REPLY else "")
        assert len(service.asked) == calls
        told = json.dumps(service.asked, ensure_ascii=False)
        for secret in ("13812345678", "8号3幢", "今天也要早睡"):
            assert secret not in told
        assert "还有6件库存" in told


async def test_off_is_off(shops: Copy, clock: HandClock, script: Script, service: Speaking, tmp_path: Path) -> None:
    for mode in ("off", "assist"):
        async with opened(shops, clock, named(tmp_path, service, "words"), mode) as desk:
            chat = await desk.conversation(f"买家{mode}")
            await desk.say(chat, "有货吗")
            assert (await said_by(desk, chat))["author_name"] == "智能客服"
    assert service.asked == []


# -- over the doors ---------------------------------------------------------------------------------------------------


@pytest.fixture
async def served(sqlite_shops: Copy, start: Any, service: Speaking, tmp_path: Path) -> Served:
    server: Served = await start(sqlite_shops, models=named(tmp_path, service, "words"))
    lead = await server.staff(LEAD)
    await lead.do("/settings", {"model": "assist"}, method="PATCH")
    return server


async def suggested(server: Served) -> tuple[int, int]:
    from tests.domains.robot.test_robot import FACT
    from xiaoer.domains.desk import service as desk_service

    chats = Chats(server)
    chat = await chats.open()
    seq = await chats.answered(chat, "有货吗", outcome="suggested", kind="answer", intent="stock", facts=(FACT,))
    lies = {
        "seq": seq, "kind": "answer", "reply": draft().reply, "intents": ["stock"], "confidence": 0.9,
        "facts": [{"source": FACT.source, "field": FACT.field, "value": FACT.value}], "team": None,
    }  # fmt: skip
    await chats.desk.run(
        lambda u: desk_service.observe(
            u,
            chats.shop_id,
            chat,
            seq=seq,
            intent="stock",
            mood="calm",
            urgent=False,
            team="售前",
            memory="{}",
            suggestion=lies,
        )
    )
    return chat, seq


async def test_a_suggestion_grows_in_a_models_words(served: Served, service: Speaking) -> None:
    yu = await served.staff(XIAOYU)
    chat, seq = await suggested(served)
    *growing, last = await lines(yu, f"/conversations/{chat}/answers/{seq}/reword")
    assert len(growing) > 2
    assert (last["done"]["text"], last["done"]["model"], last["done"]["why"]) == (REPLY, "words", None)
    assert last["done"]["facts"]
    found = await yu.get("/models")
    assert (found["models"][0]["calls"], found["models"][0]["tokens"], found["spent"]) == (1, 120, 120)
    assert found["models"][0]["state"] == "ready"
    service.answers["words"] = "还有66件，只要9.9元！"
    last = (await lines(yu, f"/conversations/{chat}/answers/{seq}/reword"))[-1]
    assert (last["done"]["text"], last["done"]["model"]) == (draft().reply, None)
    assert "没有依据" in last["done"]["why"]
    assert (await yu.get("/models"))["models"][0]["refused"] == 1
    none = await yu.call("POST", f"/conversations/{chat}/answers/{seq + 7}/reword")
    assert none.status_code == 404


async def test_a_typed_line_is_restyled(served: Served, service: Speaking) -> None:
    yu = await served.staff(XIAOYU)
    wish = {"text": "你好,这款满99元包邮", "how": "polish"}
    service.answers["words"] = "您好，这款满99元就包邮哦。"
    assert (await lines(yu, "/restyle", wish))[-1]["done"]["model"] == "words"
    service.answers["words"] = "您好，这款满88元就包邮哦。"
    last = (await lines(yu, "/restyle", wish))[-1]["done"]
    assert (last["text"], last["model"]) == ("您好，这款满99元包邮。", None)
    assert "88" in last["why"]
    service.answers["words"] = "Free shipping from 99 yuan."
    last = (await lines(yu, "/restyle", {**wish, "how": "translate", "language": "英文"}))[-1]["done"]
    assert last["text"] == "Free shipping from 99 yuan."
    service.answers["words"] = "Free shipping."
    last = (await lines(yu, "/restyle", {**wish, "how": "translate"}))[-1]["done"]
    assert last["text"] == wish["text"]
    assert "99" in last["why"]
    asked = len(service.asked)
    last = (await lines(yu, "/restyle", {**wish, "with_model": False}))[-1]["done"]
    assert (last["model"], last["why"], len(service.asked)) == (None, None, asked)


async def test_a_budget_ends_it_for_the_day(served: Served, service: Speaking) -> None:
    yu, lead = await served.staff(XIAOYU), await served.staff(LEAD)
    wish = {"text": "你好,这款满99元包邮", "how": "polish"}
    await lead.do("/settings", {"model_tokens_day": 100}, method="PATCH")
    service.answers["words"] = "您好，这款满99元就包邮哦。"
    assert (await lines(yu, "/restyle", wish))[-1]["done"]["model"] == "words"
    asked = len(service.asked)
    last = (await lines(yu, "/restyle", wish))[-1]["done"]
    assert last["model"] is None
    assert "上限" in last["why"]
    assert len(service.asked) == asked


async def test_without_a_model_rules_do_what_they_can(sqlite_server: Served) -> None:
    yu = await sqlite_server.staff(XIAOYU)
    last = (await lines(yu, "/restyle", {"text": "不行", "how": "soften"}))[-1]["done"]
    assert (last["text"], last["model"]) == ("亲，这个暂时做不到，我帮您看看有没有别的办法。", None)
    none = await yu.call("POST", "/restyle", json={"text": "不行", "how": "translate"})
    assert (none.status_code, none.json()["code"]) == (409, "no_model")
    assert (await yu.get("/models"))["models"] == []


async def test_abroad_needs_the_owners_ground(
    sqlite_shops: Copy, start: Any, service: Speaking, tmp_path: Path
) -> None:
    server: Served = await start(sqlite_shops, models=named(tmp_path, service, "words", region="新加坡"))
    lead, owner, yu = await server.staff(LEAD), await server.staff(OWNER), await server.staff(XIAOYU)
    await lead.do("/settings", {"model": "assist"}, method="PATCH")
    assert (await yu.get("/models"))["models"][0]["state"] == "blocked"
    wish = {"text": "你好,这款满99元包邮", "how": "polish"}
    assert (await lines(yu, "/restyle", wish))[-1]["done"]["why"] == "没有可以用的模型"
    ground = {"model_ground": "已做个人信息出境标准合同备案"}
    assert (await lead.call("PATCH", "/settings", json=ground)).status_code == 403
    await owner.do("/settings", ground, method="PATCH")
    service.answers["words"] = "您好，这款满99元就包邮哦。"
    assert (await lines(yu, "/restyle", wish))[-1]["done"]["model"] == "words"
    assert service.asked
