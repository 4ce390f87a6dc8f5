"""The material shelf over HTTP: what lies on it, its versions, and who lays something on it."""

from __future__ import annotations

from datetime import date

from litestar import delete, get, post, put
from litestar.params import JSONBody
from litestar.status_codes import HTTP_201_CREATED

from xiaoer.api.access import TheDesk, Who, enter
from xiaoer.api.params import PathId, PathText
from xiaoer.domains.audit import service as audit
from xiaoer.domains.desk.live import Desk
from xiaoer.domains.materials import service
from xiaoer.domains.materials.schemas import Materials, MaterialView, MaterialWish
from xiaoer.domains.shop import service as shops
from xiaoer.domains.shop.service import ShopInfo
from xiaoer.domains.staff.service import Identity
from xiaoer.kit.writer import Unit

BASE = "/api/shops/{shop:str}/materials"
ONE = BASE + "/{line:int}"
TAGS = ["materials"]


@get(BASE, operation_id="listMaterials", tags=TAGS)
async def shelf(shop: PathText, who: Who, desk: TheDesk) -> Materials:
    """What lies on the shelf; `expired` ones are shown to be renewed and cannot be sent."""
    own = enter(desk, who, shop, "read")
    found = await desk.database.read(lambda s: service.shelf(s, own.id, _today(desk, own)))
    return Materials.model_validate({"materials": found})


@get(ONE + "/versions", operation_id="listMaterialVersions", tags=TAGS)
async def versions(shop: PathText, line: PathId, who: Who, desk: TheDesk) -> Materials:
    """All versions of a material, newest first, with who wrote them."""
    own = enter(desk, who, shop, "read")
    found = await desk.database.read(lambda s: service.versions(s, own.id, line, _today(desk, own)))
    return Materials.model_validate({"materials": found})


@post(BASE, operation_id="addMaterial", status_code=HTTP_201_CREATED, tags=TAGS)
async def add(shop: PathText, data: JSONBody[MaterialWish], who: Who, desk: TheDesk) -> MaterialView:
    """Lay a material on the shelf: a picture (uploaded before) or a link."""
    own = enter(desk, who, shop, "manage")
    products = await _products(desk, own)

    def work(unit: Unit) -> int:
        line = service.add(unit, own.id, data, staff_id=who.staff_id, by=who.name, products=products)
        _told(unit, own.id, who, "material.add", data.title)
        return line

    return await _view(desk, own, await desk.run(work))


@put(ONE, operation_id="changeMaterial", tags=TAGS)
async def change(shop: PathText, line: PathId, data: JSONBody[MaterialWish], who: Who, desk: TheDesk) -> MaterialView:
    """A new version; 409 `changed` when somebody was first."""
    own = enter(desk, who, shop, "manage")
    products = await _products(desk, own)

    def work(unit: Unit) -> None:
        service.change(unit, own.id, line, data, staff_id=who.staff_id, by=who.name, products=products)
        _told(unit, own.id, who, "material.change", data.title)

    await desk.run(work)
    return await _view(desk, own, line)


@delete(ONE, operation_id="withdrawMaterial", tags=TAGS)
async def withdraw(shop: PathText, line: PathId, who: Who, desk: TheDesk) -> None:
    """Take a material off the shelf; what was sent and its versions stay."""
    own = enter(desk, who, shop, "manage")

    def work(unit: Unit) -> None:
        _told(unit, own.id, who, "material.withdraw", service.withdraw(unit, own.id, line))

    await desk.run(work)


async def _view(desk: Desk, own: ShopInfo, line: int) -> MaterialView:
    found = await desk.database.read(lambda s: service.versions(s, own.id, line, _today(desk, own)))
    return MaterialView.model_validate(found[0])


async def _products(desk: Desk, own: ShopInfo) -> set[str]:
    return set((await desk.facts.get(own.id)).products)


def _today(desk: Desk, own: ShopInfo) -> date:
    return desk.clock().astimezone(own.zone).date()


def _told(unit: Unit, shop_id: int, who: Identity, action: str, subject: str) -> None:
    audit.record(unit, shop_id, staff_id=who.staff_id, staff_name=who.name, action=action, subject=subject, detail="")
    shops.catalog_changed(unit, shop_id, set())


handlers = [shelf, versions, add, change, withdraw]
