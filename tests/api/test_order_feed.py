"""Orders by API: merged once, never back, wrong ones named."""

from __future__ import annotations

import pytest

from tests.support.serving import Served
from tests.support.shops import LEAD

pytestmark = pytest.mark.anyio


async def test_orders_come_in_once_and_never_go_back(server: Served) -> None:
    lead = await server.staff(LEAD)
    order = {
        "number": "API-1", "shopper": "今天也要早睡", "status": "paid_unshipped", "paid_at": "2026-11-03T06:00:00Z",
        "paid_amount": "20.50", "lines": [{"product": "QH101", "quantity": 2, "price": "10.25"}],
    }  # fmt: skip
    assert await lead.do("/orders", {"orders": [order]}) == {"added": 1, "changed": 0, "unchanged": 0, "refused": []}
    assert (await lead.do("/orders", {"orders": [order]}))["unchanged"] == 1
    shipped = {
        **order, "status": "shipped",
        "parcels": [{"waybill": "SF1", "courier": "顺丰", "track": [{"at": "2026-11-03T07:00:00Z", "text": "已揽收"}]}],
    }  # fmt: skip
    assert (await lead.do("/orders", {"orders": [shipped]}))["changed"] == 1
    await lead.do("/orders", {"orders": [order]})
    seen = await lead.get("/orders/API-1")
    assert (seen["order"]["status"], seen["order"]["paid_amount"]) == ("shipped", "20.50")
    assert "已揽收" in [line["text"] for line in seen["timeline"]]
    wrong = await lead.call("POST", "/orders", json={"orders": [{**order, "status": "weg"}]})
    assert wrong.status_code == 422
