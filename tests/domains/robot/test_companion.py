"""The companion: a question from another client in; a reply with sources, orders and sums out; drafts through the gate."""

from __future__ import annotations

from typing import Any

import pytest

from tests.support.clients import Staff
from tests.support.desks import TestDesk
from tests.support.serving import Served
from tests.support.shops import XIAOYU
from xiaoer.domains.robot import companion

pytestmark = pytest.mark.anyio
ORDER = ("20261021213078", "今天也要早睡")


async def ask(who: Staff, text: str, **more: Any) -> dict[str, Any]:
    found: dict[str, Any] = await who.do("/companion/ask", {"text": text, **more})
    return found


async def test_a_question_with_its_product_order_and_sum(sqlite_server: Served) -> None:
    yu = await sqlite_server.staff(XIAOYU)
    facts = await sqlite_server.desk.facts.get(sqlite_server.desk.shops.find("qinghe_womenswear").id)
    product = facts.products["QH101"]
    link = f"https://item.example/p?id={product.number}&spm=a1z"
    price = await ask(yu, "这件多少钱", product=link, quantity=2)
    assert price["product"]["number"] == "QH101"
    assert price["reply"]
    assert price["facts"]
    assert price["gate"]["verdict"] != "block"
    specs = [s for one in price["sums"] for s in one["specs"]]
    assert specs
    assert all(one["quantity"] == 2 and one["listed"] for one in price["sums"])
    by_order = await ask(yu, "我的快递到哪了", order=ORDER[0])
    assert by_order["nick"] == ORDER[1]
    assert by_order["orders"][0]["number"] == ORDER[0]
    assert "*" in by_order["orders"][0]["phone"] + by_order["orders"][0]["receiver"]
    by_nick = await ask(yu, "我的快递到哪了", nick=ORDER[1])
    assert ORDER[0] in [o["number"] for o in by_nick["orders"]]
    follow = await ask(yu, "那还有货吗", product="QH101", turns=[{"role": "shopper", "text": "黑色 M 码"}])
    assert follow["reply"]
    unknown = await yu.call("POST", "/companion/ask", json={"text": "多少钱", "product": "没有这种商品的编号"})
    assert (unknown.status_code, unknown.json()["code"]) == (404, "unknown_product")
    no_order = await yu.call("POST", "/companion/ask", json={"text": "到哪了", "order": "1"})
    assert no_order.status_code == 404
    snapshot = await yu.get("/snapshot")
    assert not snapshot["conversations"], "nothing of it is kept"


async def test_a_draft_passes_the_gate_before_it_is_pasted(sqlite_server: Served) -> None:
    yu = await sqlite_server.staff(XIAOYU)
    bad = await yu.do("/companion/check", {"text": "加我微信给您便宜10块"})
    assert bad["verdict"] == "block"
    assert bad["findings"][0]["reason"]
    good = await yu.do("/companion/check", {"text": "亲，这件有 M 码，今天能发。", "product": "QH101"})
    assert good["verdict"] != "block"


async def test_which_product_is_meant(desk: TestDesk) -> None:
    facts = await desk.desk.facts.get(desk.shop.id)
    product = facts.products["QH101"]
    for text in ("QH101", " qh101 ", "https://x.example/item/QH101.html?a=1", product.title):
        assert companion.product_named(facts, text) is product, text
    for text in ("", "https://x.example/item/999", "连衣裙"):
        assert companion.product_named(facts, text) is None or text == "连衣裙"
    assert companion.product_named_in(facts, "QH101 多少钱") is product
    assert companion.sums(facts, None, 1, desk.clock()) == []
