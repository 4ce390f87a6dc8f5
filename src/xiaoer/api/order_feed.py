"""Orders from another program (ERP, shop system): an API key that may manage sends them as they are now."""

from __future__ import annotations

from typing import Any

from litestar import post
from litestar.params import JSONBody
from litestar.status_codes import HTTP_200_OK

from xiaoer.api.access import TheDesk, Who, enter
from xiaoer.api.params import PathText
from xiaoer.domains.actions import service as actions
from xiaoer.domains.orders import importing
from xiaoer.domains.orders.feeding import FedOrders, FedResult, order_of
from xiaoer.kit.writer import Unit


@post("/api/shops/{shop:str}/orders", operation_id="feedOrders", status_code=HTTP_200_OK, tags=["actions"])
async def feed(shop: PathText, data: JSONBody[FedOrders], who: Who, desk: TheDesk) -> FedResult:
    """Merge orders by number, all in one transaction; sending them again changes nothing. Closed actions are ticked."""
    own = enter(desk, who, shop, "manage")
    found = [order_of(one, n) for n, one in enumerate(data.orders, 1)]

    def work(unit: Unit) -> dict[str, Any]:
        tally, refused = importing.bring_orders(unit, own.id, own.profile.platform, found)
        actions.seen_in_import(unit, own.id, [order.number for order in found])
        unit.emit(own.id, "casework.changed", {"about": "orders", "id": 0})
        return {
            "added": tally.added, "changed": tally.changed, "unchanged": tally.unchanged,
            "refused": [f"{found[one.row - 1].number}：{one.why}" for one in refused if one.row],
        }  # fmt: skip

    return FedResult.model_validate(await desk.run(work))


handlers = [feed]
