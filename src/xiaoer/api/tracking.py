"""How the asking about parcels under way stands, over HTTP."""

from __future__ import annotations

from typing import Any

from litestar import Request, get

from xiaoer.api.access import TheDesk, Who, enter
from xiaoer.api.params import PathText
from xiaoer.domains.telling import looks
from xiaoer.domains.telling.schemas import TrackingView
from xiaoer.domains.telling.tracking import Poller
from xiaoer.kit.clock import to_ms


@get("/api/shops/{shop:str}/tracking", operation_id="getTracking", tags=["telling"])
async def tracking(shop: PathText, who: Who, desk: TheDesk, request: Request[Any, Any, Any]) -> TrackingView:
    """Whether parcels are asked about, how many, and what keeps the service from answering."""
    own = enter(desk, who, shop, "read")
    poller: Poller | None = request.app.state.poller
    found = await desk.database.read(lambda s: looks.summary(s, own.id, to_ms(desk.clock())))
    return TrackingView.model_validate(
        {
            **found, "service": desk.settings.tracking, "on": own.settings.parcel_tracking,
            "minutes": desk.settings.tracking_minutes, "trouble": poller.trouble if poller else "",
        }
    )  # fmt: skip


handlers = [tracking]
