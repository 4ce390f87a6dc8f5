"""A shop's own things over HTTP: settings, products, shoppers, pictures, audit."""

from __future__ import annotations

from typing import Annotated, Any

from litestar import get, patch, post
from litestar.enums import RequestEncodingType
from litestar.params import Body, JSONBody
from litestar.status_codes import HTTP_200_OK, HTTP_201_CREATED
from sqlalchemy.orm import Session

from xiaoer.api.access import TheDesk, Who, enter
from xiaoer.api.freezing import keep_frozen
from xiaoer.api.params import Before, Limit, PathId, PathText, Query
from xiaoer.api.uploads import PictureForm, take_picture
from xiaoer.core.answering import wordings
from xiaoer.domains.audit import service as audit
from xiaoer.domains.audit.schemas import AuditRows
from xiaoer.domains.catalog import service as catalog
from xiaoer.domains.catalog.schemas import Products, StaffProductView
from xiaoer.domains.desk import repository
from xiaoer.domains.desk.live import Desk
from xiaoer.domains.desk.schemas import Reveal, Revealed, ShopperDetail, Uploaded
from xiaoer.domains.orders import service as orders
from xiaoer.domains.shop import service as shops
from xiaoer.domains.shop import targets
from xiaoer.domains.shop.schemas import SettingsChange, SettingsView
from xiaoer.domains.shop.service import ShopInfo
from xiaoer.domains.shoppers import service as shoppers
from xiaoer.kit.clock import iso_ms
from xiaoer.kit.errors import Invalid, NotFound
from xiaoer.kit.writer import Unit

BASE = "/api/shops/{shop:str}"
TAGS = ["shop"]


WORDS = frozenset(
    {
        "greeting",
        "consent",
        "busy_reply",
        "away_reply",
        "off_hours_reply",
        "opening_words",
        "closing_words",
        "promotion_line",
        "replies",
    }
)
"""Settings that are words to shoppers: a peak may freeze them."""


def _settings(own: ShopInfo) -> SettingsView:
    whole = {**own.settings.model_dump(), "service_hours": own.hours, "version": own.settings_version}
    whole |= {"kpi_rules": targets.views(own.platform, own.settings.kpi_limits), "clock_s": own.clock_s}
    return SettingsView.model_validate(whole)


@get(BASE + "/settings", operation_id="getSettings", tags=TAGS)
async def get_settings(shop: PathText, who: Who, desk: TheDesk) -> SettingsView:
    """The shop's settings."""
    return _settings(enter(desk, who, shop, "read"))


@patch(BASE + "/settings", operation_id="changeSettings", tags=TAGS)
async def change_settings(shop: PathText, data: JSONBody[SettingsChange], who: Who, desk: TheDesk) -> SettingsView:
    """Change some settings; kept in the audit log. 409 `changed_meanwhile` when somebody else was first."""
    own = enter(desk, who, shop, "manage")
    changes = {k: v for k, v in data.model_dump(exclude={"version"}).items() if v is not None}
    if data.retention is not None:  # one period of the three may be named alone
        changes["retention"] = {**own.settings.retention.model_dump(), **data.retention.model_dump(exclude_unset=True)}
    if "model_ground" in changes:  # whoever answers for it (个人信息保护法 第38–40条)
        enter(desk, who, shop, "own")
    if WORDS & set(changes):
        keep_frozen(desk, own, who)
    await _may_be_said(desk, own.id, changes)
    for name in ("robot", "team_of", "sure_of"):
        if name in changes:
            merged = {**getattr(own.settings, name), **changes[name]}
            changes[name] = {k: v for k, v in merged.items() if v is not None}

    def work(unit: Unit) -> None:
        shops.change_settings(unit, own.id, changes, seen=data.version, by=who.name)
        audit.record(
            unit, own.id, staff_id=who.staff_id, staff_name=who.name, action="settings.change",
            subject="、".join(sorted(changes)), detail=data.model_dump_json(exclude_none=True, exclude={"version"}),
        )  # fmt: skip

    await desk.run(work)
    await desk.reload_shops()
    return _settings(desk.shops.get(own.id))


async def _may_be_said(desk: Desk, shop_id: int, changes: dict[str, Any]) -> None:
    """What is said automatically passes the gate when it is set, not when a shopper waits for it."""
    facts = await desk.facts.get(shop_id)
    for key, texts in changes.get("replies", {}).items():
        why = next((why for text in texts if (why := wordings.why_not(text, key))), "")
        if why:
            raise Invalid(why, code="gate_block")
    for name in (*sorted(WORDS - {"consent", "replies"}), "night", "peaks"):
        for text in _said_in(name, changes[name]) if name in changes else ():
            verdict = desk.wording.check(shop_id, facts, text, by="agent")
            if verdict.verdict == "block":
                finding = verdict.findings[0]
                raise Invalid(f"“{finding.span}”不能对买家说：{finding.reason}", code="gate_block")


def _said_in(name: str, value: Any) -> list[str]:
    """The texts of a setting that shoppers will read."""
    if name == "night":
        return [value["words"]]
    if name == "peaks":
        return [peak["greeting"] for peak in value]
    return [value] if isinstance(value, str) else list(value or ())


@get(BASE + "/products", operation_id="listProducts", tags=TAGS)
async def products(shop: PathText, who: Who, desk: TheDesk, q: Query = "", limit: Limit = 50) -> Products:
    """Products that hold every word of `q`."""
    own = enter(desk, who, shop, "read")
    facts = await desk.facts.get(own.id)
    found = [catalog.card(facts, own.code, p) for p in catalog.search(facts, q, limit)]
    return Products.model_validate({"products": found})


@get(BASE + "/products/{number:str}", operation_id="getProduct", tags=TAGS)
async def product(shop: PathText, number: PathText, who: Who, desk: TheDesk) -> StaffProductView:
    """One product with SKUs, chart, attributes and the shop's policies."""
    own = enter(desk, who, shop, "read")
    facts = await desk.facts.get(own.id)
    found = facts.products.get(number)
    if found is None:
        raise NotFound("本店没有这个商品", code="unknown_product")
    policies = [{"number": p.number, "topic": p.topic, "text": p.text} for p in facts.policies]
    return StaffProductView.model_validate({**catalog.view(facts, own.code, found, desk.clock()), "policies": policies})


@get(BASE + "/shoppers/{shopper_id:int}", operation_id="getShopper", tags=TAGS)
async def shopper(shop: PathText, shopper_id: PathId, who: Who, desk: TheDesk) -> ShopperDetail:
    """A shopper with own orders; personal data masked."""
    own = enter(desk, who, shop, "read")

    def look(s: Session) -> dict[str, Any]:
        row = shoppers.get(s, own.id, shopper_id)
        if row is None:
            raise NotFound("本店没有这位买家", code="no_such_shopper")
        talk = repository.find_conversation(s, own.id, shopper_id)
        return {
            "id": row.id, "nick": row.nick or row.label, "anonymous": row.nick is None, "level": row.level,
            "tags": [t for t in row.tags.split("|") if t], "remark": row.remark,
            "first_seen": iso_ms(row.first_seen_ms),
            "orders": [orders.view(o, own.code) for o in orders.of_shopper(s, own.id, row.nick)],
            "visits": repository.visits_of(s, own.id, talk["id"]) if talk else 0,
        }  # fmt: skip

    return ShopperDetail.model_validate(await desk.database.read(look))


@post(BASE + "/shoppers/{shopper_id:int}/reveal", operation_id="revealField", status_code=HTTP_200_OK, tags=TAGS)
async def reveal(shop: PathText, shopper_id: PathId, data: JSONBody[Reveal], who: Who, desk: TheDesk) -> Revealed:
    """A masked field in full; who asked and why is kept."""
    own = enter(desk, who, shop, "serve")

    def work(unit: Unit) -> str:
        row = shoppers.get(unit.session, own.id, shopper_id)
        order = orders.find(unit.session, own.id, data.order)
        if row is None or order.shopper != row.nick:
            raise NotFound("这位买家没有这个订单", code="unknown_order")
        audit.record(
            unit, own.id, staff_id=who.staff_id, staff_name=who.name, action="reveal",
            subject=f"{data.order} {data.field}", detail=data.reason,
        )  # fmt: skip
        return str(getattr(order, data.field))

    return Revealed(value=await desk.run(work))


@post(BASE + "/uploads", operation_id="uploadPicture", status_code=HTTP_201_CREATED, tags=TAGS)
async def upload(
    shop: PathText,
    data: Annotated[PictureForm, Body(media_type=RequestEncodingType.MULTI_PART)],
    who: Who,
    desk: TheDesk,
) -> Uploaded:
    """A picture to send; re-encoded without metadata."""
    own = enter(desk, who, shop, "serve")
    return await take_picture(desk, own.id, f"staff:{who.staff_id}", data)


@get(BASE + "/audit", operation_id="listAudit", tags=TAGS)
async def audit_rows(shop: PathText, who: Who, desk: TheDesk, before: Before = None, limit: Limit = 100) -> AuditRows:
    """Who did what."""
    own = enter(desk, who, shop, "audit")
    rows = await desk.database.read(lambda s: audit.page(s, own.id, before=before, limit=limit))
    return AuditRows.model_validate({"rows": rows})


handlers = [
    get_settings, change_settings, products, product, shopper, reveal, upload, audit_rows,
]  # fmt: skip
