"""The material shelf: laid on by leads, sent by everybody, versioned, not offered and not sent when its day has passed."""

from __future__ import annotations

import io
from typing import Any

import pytest
from PIL import Image

from tests.support.clients import Staff, say
from tests.support.serving import Served
from tests.support.shops import LEAD, MUMU, QINGHE, XIAOYU
from xiaoer.domains.privacy import retention

pytestmark = pytest.mark.anyio
LINK = {"kind": "care", "title": "亚麻怎么洗", "url": "https://example.com/linen.mp4", "product": "QH101"}


async def shelf(who: Staff) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = (await who.get("/materials"))["materials"]
    return found


async def upload(who: Staff) -> str:
    picture = io.BytesIO()
    Image.new("RGB", (40, 30), "teal").save(picture, "PNG")
    answer = await who.call("POST", "/uploads", files={"file": ("a.png", picture.getvalue())})
    assert answer.status_code == 201, answer.text
    return str(answer.json()["media"])


async def test_laid_on_changed_withdrawn_and_looked_up(server: Served) -> None:
    lead, agent = await server.staff(LEAD), await server.staff(XIAOYU)
    made = await lead.do("/materials", LINK)
    assert (made["version"], made["expired"], made["by_name"], made["picture"]) == (1, False, "阿宁", None)
    path = f"/materials/{made['line']}"
    second = await lead.do(path, {**LINK, "said": "冷水手洗", "version": 1}, method="PUT")
    assert (second["line"], second["version"], second["said"]) == (made["line"], 2, "冷水手洗")
    late = await lead.call("PUT", path, json={**LINK, "title": "旧的改动", "version": 1})
    assert (late.status_code, late.json()["code"]) == (409, "changed")
    assert [m["version"] for m in await shelf(agent)] == [2]
    assert [m["version"] for m in (await agent.get(f"{path}/versions"))["materials"]] == [2, 1]
    assert (await lead.call("DELETE", path)).status_code == 204
    assert await shelf(agent) == []
    assert [m["current"] for m in (await agent.get(f"{path}/versions"))["materials"]] == [False, False]
    gone = await lead.call("PUT", path, json={**LINK, "version": 2})
    assert (gone.status_code, gone.json()["code"]) == (404, "no_such_material")
    audited = [r["action"] for r in (await lead.get("/audit"))["rows"]]
    assert audited[:3] == ["material.withdraw", "material.change", "material.add"]


@pytest.mark.parametrize(
    ("wrong", "status", "code"),
    [
        ({"url": ""}, 422, "no_content"),
        ({"product": "没有这件"}, 422, "no_such_product"),
        ({"media": "not-a-picture"}, 404, "bad_media"),
        ({"url": "javascript:alert(1)"}, 422, "invalid"),
        ({"kind": "rumour"}, 422, "invalid"),
        ({"valid_until": "2026-13-40"}, 422, "invalid"),
        ({"title": ""}, 422, "invalid"),
    ],
)
async def test_what_is_refused(server: Served, wrong: dict[str, Any], status: int, code: str) -> None:
    lead = await server.staff(LEAD)
    answer = await lead.call("POST", "/materials", json={**LINK, **wrong})
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert await shelf(lead) == []


async def test_a_picture_of_the_shelf_is_sent_by_everybody_until_its_day_has_passed(server: Served) -> None:
    lead, agent, other = await server.staff(LEAD), await server.staff(XIAOYU), await server.staff(MUMU)
    mine = await upload(agent)
    taken = await lead.call("POST", "/materials", json={"kind": "photo", "title": "实拍", "media": mine})
    assert (taken.status_code, taken.json()["code"]) == (404, "bad_media")  # a colleague's upload is his own
    picture = await upload(lead)
    today = server.desk.clock().astimezone(server.desk.shops.find(QINGHE).zone).date().isoformat()
    wish = {"kind": "photo", "title": "实拍", "media": picture, "valid_until": today}
    made = await lead.do("/materials", wish)
    assert made["picture"]["media"] == picture

    shopper = await server.shopper()
    theirs = await shopper.socket()
    await say(theirs, "有实拍图吗")
    wire = await other.socket()
    chat = (await other.get("/snapshot"))["conversations"][0]["id"]
    await other.do(f"/conversations/{chat}/take")

    async def send(client_id: str) -> None:
        body = {"media": picture}
        await wire.send("send", shop=QINGHE, conversation=chat, client_id=client_id, kind="image", body=body)

    await send("today")
    await wire.next("ack", client_id="today")
    assert (await theirs.next("message", where=lambda f: f["message"]["kind"] == "image"))["message"]["body"]["url"]
    shop_id = server.desk.shops.find(QINGHE).id
    server.desk.clock.advance(86_400 * 2)  # type: ignore[attr-defined]
    assert [m["expired"] for m in await shelf(other)] == [True]
    await send("late")
    assert (await wire.next("refused", client_id="late"))["code"] == "bad_media"
    files = await server.desk.run(lambda u: retention._pictures(u, shop_id, u.now_ms))
    assert [f for f in files if picture in f] == []
