"""Bonus sheets and integrity over HTTP."""

from __future__ import annotations

from typing import Annotated, Any

from litestar import Response, get, post, put
from litestar.params import JSONBody, QueryParameter
from litestar.status_codes import HTTP_200_OK

from xiaoer.api.access import TheDesk, Who, enter
from xiaoer.api.params import PathId, PathText
from xiaoer.api.reports import Day, InLanguage, Until, days_of, paper
from xiaoer.core.errors import BadInput
from xiaoer.domains.desk.live import Desk
from xiaoer.domains.reports import bonus, integrity
from xiaoer.domains.reports import bonus_schemas as schemas
from xiaoer.domains.reports.bonus import Plan
from xiaoer.domains.reports.rules import tongue_of
from xiaoer.domains.shop.service import ShopInfo
from xiaoer.domains.staff.rules import may
from xiaoer.domains.staff.service import Identity
from xiaoer.files.inspection.papers import bonus_pdf
from xiaoer.kit.errors import Invalid

BASE = "/api/shops/{shop:str}/bonus"
TAGS = ["bonus"]
Month = Annotated[str, QueryParameter(pattern=r"^20\d\d-(0[1-9]|1[0-2])$", description="YYYY-MM.")]


def _only(who: Identity, own: ShopInfo) -> int | None:
    """Whose lines one sees: leads and owners everybody's, others their own."""
    return None if may(who.shops[own.id].role, "manage") else who.staff_id


async def _sheet(desk: Desk, own: ShopInfo, who: Identity, month: str) -> schemas.BonusSheet:
    found = await desk.database.read(lambda s: bonus.view(s, own, month, _only(who, own)))
    return schemas.BonusSheet.model_validate(found)


@get(f"{BASE}/plan", operation_id="getBonusPlan", tags=TAGS)
async def plan(shop: PathText, who: Who, desk: TheDesk) -> schemas.BonusPlanView:
    """The formula in force."""
    own = enter(desk, who, shop, "serve")
    return schemas.BonusPlanView(formula=_shown(await desk.database.read(lambda s: bonus.current(s, own.id))))


def _shown(held: Plan | None) -> schemas.BonusFormula | None:
    if held is None:
        return None
    tiers = [schemas.Tier(start=start, pct=pct) for start, pct in held.tiers]
    return schemas.BonusFormula(tiers=tiers, closed_pct=held.closed_pct, per_order=held.per_order)


@put(f"{BASE}/plan", operation_id="setBonusPlan", tags=TAGS)
async def set_plan(
    shop: PathText, data: JSONBody[schemas.BonusFormula], who: Who, desk: TheDesk
) -> schemas.BonusPlanView:
    """A new formula, for months that are not frozen."""
    own = enter(desk, who, shop, "own")
    wish = Plan([(tier.start, tier.pct) for tier in data.tiers], data.closed_pct, data.per_order)
    try:
        made = await desk.run(lambda u: bonus.set_plan(u, own.id, (who.staff_id, who.name), wish))
    except BadInput as error:
        raise Invalid(str(error), code="bad_formula") from None
    return schemas.BonusPlanView(formula=_shown(made))


@get(BASE, operation_id="getBonusSheet", tags=TAGS)
async def sheet(shop: PathText, who: Who, desk: TheDesk, month: Month) -> schemas.BonusSheet:
    """A month's bonus, every yuan with its order; an agent sees his own. 409 `no_formula`."""
    return await _sheet(desk, enter(desk, who, shop, "serve"), who, month)


@get(f"{BASE}/pdf", operation_id="printBonusSheet", tags=TAGS)
async def sheet_pdf(
    shop: PathText, who: Who, desk: TheDesk, month: Month, language: InLanguage = "zh"
) -> Response[bytes]:  # fmt: skip
    """A month's bonus as PDF; an agent has his own. 409 `no_formula`."""
    own = enter(desk, who, shop, "serve")
    found = await desk.database.read(lambda s: bonus.view(s, own, month, _only(who, own)))
    return await paper(f"bonus-{month}.pdf", lambda: bonus_pdf(found, own.name, own.zone, tongue_of(language)))


@post(f"{BASE}/freeze", operation_id="freezeBonus", status_code=HTTP_200_OK, tags=TAGS)
async def freeze(
    shop: PathText, data: JSONBody[schemas.BonusMonthWish], who: Who, desk: TheDesk
) -> schemas.BonusSheet:  # fmt: skip
    """Keep a month that is over as it is."""
    own = enter(desk, who, shop, "own")
    await desk.run(lambda u: bonus.freeze(u, own, (who.staff_id, who.name), data.month))
    return await _sheet(desk, own, who, data.month)


@post(f"{BASE}/disputes", operation_id="disputeBonus", status_code=HTTP_200_OK, tags=TAGS)
async def dispute(
    shop: PathText, data: JSONBody[schemas.DisputeWish], who: Who, desk: TheDesk
) -> schemas.BonusSheet:  # fmt: skip
    """Say what is wrong with a line of one's own, or that an order is missing."""
    own = enter(desk, who, shop, "serve")
    await desk.run(lambda u: bonus.dispute(u, own, who.staff_id, data.month, data.order, data.text) and None)
    return await _sheet(desk, own, who, data.month)


@post(BASE + "/disputes/{dispute_id:int}/decide", operation_id="decideDispute", status_code=HTTP_200_OK, tags=TAGS)
async def decide(
    shop: PathText, dispute_id: PathId, data: JSONBody[schemas.DisputeDecision], who: Who, desk: TheDesk
) -> schemas.BonusSheet:
    """Answer a dispute; what is granted counts in its month, or once frozen in the first open one after."""
    own = enter(desk, who, shop, "own")

    def work(unit: Any) -> str:
        return bonus.decide(
            unit, own, (who.staff_id, who.name), dispute_id, grant=data.grant, answer=data.answer,
            adjust_fen=bonus.fen(data.adjust),
        ).month  # fmt: skip

    return await _sheet(desk, own, who, await desk.run(work))


@get("/api/shops/{shop:str}/integrity", operation_id="getIntegrity", tags=TAGS)
async def far(shop: PathText, who: Who, desk: TheDesk, day: Day = None, until: Until = None) -> schemas.Integrity:
    """Refunds and compensations without return, by agent and shopper; what stands far out. For the owner alone."""
    own = enter(desk, who, shop, "own")
    days = days_of(desk, own, day, until)
    return schemas.Integrity.model_validate(await desk.database.read(lambda s: integrity.integrity(s, own, days)))


handlers = [plan, set_plan, sheet, sheet_pdf, freeze, dispute, decide, far]
