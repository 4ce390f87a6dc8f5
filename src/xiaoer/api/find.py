"""Looking for messages over HTTP."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Annotated
from zoneinfo import ZoneInfo

from litestar import get
from litestar.params import QueryParameter

from xiaoer.api.access import TheDesk, Who, enter
from xiaoer.api.params import Before, Limit, PathText, Query
from xiaoer.domains.desk import finding
from xiaoer.domains.desk.day_schemas import Hits
from xiaoer.domains.desk.finding import Wish
from xiaoer.kit.clock import to_ms
from xiaoer.kit.errors import Invalid
from xiaoer.kit.ids import MAX_ID, keepable

TAGS = ["desk"]
Person = Annotated[str, QueryParameter(max_length=100, description="Part of a shopper's nick.")]
Tag = Annotated[str, QueryParameter(max_length=40, description="How a visit ended, or a tag of the shopper.")]
Agent = Annotated[int | None, QueryParameter(ge=1, le=MAX_ID, description="Written by this colleague.")]
Day = Annotated[date | None, QueryParameter(description="A day of the shop, e.g. 2026-03-05.")]


@get("/api/shops/{shop:str}/search", operation_id="searchMessages", tags=TAGS)
async def search(
    shop: PathText, who: Who, desk: TheDesk, q: Query = "", person: Person = "", agent: Agent = None, tag: Tag = "",
    since: Day = None, until: Day = None, before: Before = None, limit: Limit = 30,
) -> Hits:  # fmt: skip
    """Messages and notes that hold every word, newest first; two Chinese characters are enough."""
    own = enter(desk, who, shop, "read")
    if not keepable(q + person + tag):
        raise Invalid("要找的字里有不能用的字符", code="invalid")
    wish = Wish(
        words=q, person=person.strip(), agent=agent, tag=tag.strip(),
        since_ms=None if since is None else _midnight(since, own.zone),
        until_ms=None if until is None else _midnight(until, own.zone, days=1),
    )  # fmt: skip
    found = await desk.database.read(lambda s: finding.find(s, own.id, wish, before=before, limit=limit))
    return Hits.model_validate({"hits": found.hits, "before": found.before})


def _midnight(day: date, zone: ZoneInfo, *, days: int = 0) -> int:
    try:
        return to_ms(datetime.combine(day, time(), zone) + timedelta(days=days))
    except (OverflowError, ValueError):
        raise Invalid("这个日期太远了", code="bad_day") from None


handlers = [search]
