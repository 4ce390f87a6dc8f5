"""Activity cards: what may be said until when; phrases and robot follow them."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from tests.support.serving import Served
from tests.support.shops import LEAD, QINGHE, XIAOYU
from xiaoer.app.exporting import _folder
from xiaoer.core.rulebook.calculators.promotion_terms import state_of

pytestmark = pytest.mark.anyio


def wish(server: Served, **more: Any) -> dict[str, Any]:
    now = server.desk.clock()
    return {
        "title": "秋冬上新满减", "kind": "满减", "threshold": "300", "benefit": "30", "gift": "羊毛袜一双", "stock": 200,
        "spoken": "主播说的满300减30，和店里一致", "owner": "林店长",
        "starts_at": (now - timedelta(hours=1)).isoformat(), "ends_at": (now + timedelta(hours=2)).isoformat(), **more,
    }  # fmt: skip


async def promotions(server: Served) -> dict[str, Any]:
    facts = await server.desk.facts.get(server.desk.shops.find(QINGHE).id)
    return {p.number: p for p in facts.promotions if p.number.startswith("HK")}


async def test_a_card_is_what_robot_and_prices_read(server: Served) -> None:
    lead, agent = await server.staff(LEAD), await server.staff(XIAOYU)
    made = await lead.do("/activities", wish(server))
    assert (made["state"], made["phrases"]) == ("running", 0)
    held = await promotions(server)
    money, gift = held[f"HK{made['id']}"], held[f"HK{made['id']}Z"]
    assert (money.kind, money.threshold, money.benefit) == ("满减", "300", "30")
    assert (gift.kind, gift.benefit) == ("赠品", "羊毛袜一双")
    assert "限量 200 份" in money.note
    assert [c["id"] for c in (await agent.get("/activities"))["cards"]] == [made["id"]]
    server.clock.advance(2 * 3600)
    assert state_of(money, server.desk.clock()) == "ended", "the end itself belongs to it no more"
    assert (await agent.get("/activities"))["cards"][0]["state"] == "ended"


async def test_what_only_the_checkout_knows_is_never_a_number(server: Served) -> None:
    lead = await server.staff(LEAD)
    made = await lead.do("/activities", wish(server, title="官方立减", benefit="", gift="", checkout=True))
    held = (await promotions(server))[f"HK{made['id']}"]
    assert (held.kind, held.benefit) == ("平台优惠", "以结算页显示为准")


async def test_phrases_that_depend_on_a_card_go_off_with_it(server: Served) -> None:
    lead, agent = await server.staff(LEAD), await server.staff(XIAOYU)
    made = await lead.do("/activities", wish(server))
    text = "现在全店满300减30，拍下自动减哦"
    await lead.do("/phrases", {"text": text, "activity_id": made["id"]})
    none = await lead.call("POST", "/phrases", json={"text": "另一句话", "activity_id": 987654})
    assert (none.status_code, none.json()["code"]) == (404, "no_such_card")

    async def seen() -> dict[str, Any]:
        return next(p for p in (await agent.get("/phrases"))["phrases"] if p["text"] == text)

    assert ((await seen())["live"], (await seen())["activity"]) == (True, "秋冬上新满减")
    assert (await agent.get("/activities"))["cards"][0]["phrases"] == 1
    server.clock.advance(3 * 3600)
    assert (await seen())["live"] is False
    later = wish(server, version=made["version"])
    assert (await lead.do(f"/activities/{made['id']}", later, method="PUT"))["state"] == "running"
    assert (await seen())["live"] is True, "a card that runs again brings them back"
    await lead.call("DELETE", f"/activities/{made['id']}")
    assert (await seen())["live"] is False
    assert await promotions(server) == {}


async def test_bad_cards_are_refused_with_what_to_mend(server: Served) -> None:
    lead = await server.staff(LEAD)
    now = server.desk.clock()
    for more, code in (
        ({"ends_at": (now - timedelta(hours=2)).isoformat()}, "bad_period"),
        ({"benefit": "", "gift": ""}, "no_benefit"),
        ({"spoken": "全网最低价，错过没有"}, "wording"),
    ):
        refused = await lead.call("POST", "/activities", json=wish(server, **more))
        assert (refused.status_code, refused.json()["code"]) == (422, code), more
    made = await lead.do("/activities", wish(server))
    stale = await lead.call("PUT", f"/activities/{made['id']}", json=wish(server, version=made["version"] + 7))
    assert (stale.status_code, stale.json()["code"]) == (409, "changed")


async def test_cards_are_no_rows_of_an_export(server: Served) -> None:
    lead = await server.staff(LEAD)
    await lead.do("/activities", wish(server))
    shop_id = server.desk.shops.find(QINGHE).id
    folder = await server.desk.database.read(lambda s: _folder(s, shop_id))
    assert folder.facts.promotions
    assert not [p for p in folder.facts.promotions if p.number.startswith("HK")]
