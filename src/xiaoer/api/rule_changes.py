"""What a change of the shop's rules would do: sentences of the last week and open cases, before it is made."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import date
from typing import Any

from litestar import post
from litestar.params import JSONBody
from litestar.status_codes import HTTP_200_OK
from sqlalchemy.orm import Session

from xiaoer.api.access import TheDesk, Who, enter
from xiaoer.api.params import PathText
from xiaoer.api.rules import BASE, SENTENCES, SHOWN, TAGS, WEEK, today_of, tried_on
from xiaoer.core.facts import Allowance, ShopFacts
from xiaoer.core.rulebook.gate import Gate, shop_context
from xiaoer.core.rulebook.gate.own import allowed
from xiaoer.domains.aftersales import foresight
from xiaoer.domains.desk import repository
from xiaoer.domains.desk.live import Desk
from xiaoer.domains.rules import service
from xiaoer.domains.rules.rules import must_have_letters
from xiaoer.domains.rules.schemas import ChangePreview, ChangeWish
from xiaoer.domains.shop.service import ShopInfo
from xiaoer.kit.clock import to_ms

_NOTHING: dict[str, Any] = {
    "about": "sentences", "sentences": 0, "found": [], "found_count": 0, "freed": [], "freed_count": 0,
    "cases": 0, "changed": [],
}  # fmt: skip
Rows = list[dict[str, Any]]


@post(BASE + "/rules/change", operation_id="previewChange", status_code=HTTP_200_OK, tags=TAGS)
async def preview_change(shop: PathText, data: JSONBody[ChangeWish], who: Who, desk: TheDesk) -> ChangePreview:
    """Try a change: words and allowances on the last week's sentences, promises on the open after-sales cases."""
    own = enter(desk, who, shop, "manage")
    ended = await desk.database.read(lambda s: service.one(s, own.id, data.rule or 0)) if data.kind == "end" else None
    kind = ended["kind"] if ended else data.kind
    if kind == "promise":
        found = await _on_cases(desk, own, data, ended)
    elif kind == "word":
        found = await _on_sentences(desk, own, ended["text"] if ended else data.text, freed=ended is not None)
    else:
        found = await _on_alarms(desk, own, data, ended)
    return ChangePreview.model_validate({**_NOTHING, **found})


async def _said(desk: Desk, shop_id: int) -> Rows:
    since = to_ms(desk.clock() - WEEK)
    return await desk.database.read(lambda s: repository.said(s, shop_id, since, SENTENCES))


async def _on_sentences(desk: Desk, own: ShopInfo, text: str, *, freed: bool) -> dict[str, Any]:
    """A forbidden word that comes, or goes."""
    rows = await _said(desk, own.id)
    seen = await asyncio.to_thread(tried_on, must_have_letters(text), rows)
    name = "freed" if freed else "found"
    return {"sentences": len(rows), name: seen["hits"], f"{name}_count": seen["found"]}


async def _on_alarms(desk: Desk, own: ShopInfo, data: ChangeWish, ended: dict[str, Any] | None) -> dict[str, Any]:
    """An allowance that comes (sentences go free), or goes (they are found again)."""
    rows, facts, today = await _said(desk, own.id), await desk.facts.get(own.id), today_of(desk)
    wish = ended or {"text": must_have_letters(data.text), "finding_kind": data.finding_kind, "category": data.category}
    one = Allowance(wish["text"], wish["finding_kind"], wish["category"], date.max, "")
    hits = await asyncio.to_thread(_let_pass, rows, facts, one, today, ended is not None)
    name = "found" if ended else "freed"
    return {"sentences": len(rows), name: hits[:SHOWN], f"{name}_count": len(hits)}


def _let_pass(rows: Rows, facts: ShopFacts, one: Allowance, today: date, ends: bool) -> Rows:
    """The sentences whose findings hang on this allowance alone."""
    others = tuple(a for a in facts.allowances if not (ends and (a.text, a.kind) == (one.text, one.kind)))
    gate = Gate(shop=replace(shop_context(facts), allowances=()), at=today)
    category = one.category or None
    return [
        row
        for row in rows
        if one.text in row["text"]
        and any(
            allowed(f, row["text"], category, today, (one,)) and not allowed(f, row["text"], category, today, others)
            for f in gate.findings(row["text"], category=category)
        )
    ]


async def _on_cases(desk: Desk, own: ShopInfo, data: ChangeWish, ended: dict[str, Any] | None) -> dict[str, Any]:
    """A promise that comes, changes or goes."""
    facts = await desk.facts.get(own.id)
    categories = {number: product.category for number, product in facts.products.items()}

    def look(s: Session) -> tuple[list[foresight.Open], dict[str, Any], dict[str, Any]]:
        wish = None if ended else (data.text, data.value)
        then = service.shop_rules(s, own.id, wish=wish, without=ended["id"] if ended else None)
        return foresight.open_to_decision(s, own.id), service.shop_rules(s, own.id), then

    cases, promised, then = await desk.database.read(look)
    changed = await asyncio.to_thread(
        foresight.decided_otherwise, cases, own.profile.platform, categories, desk.clock(), promised, then
    )
    return {"about": "cases", "cases": len(cases), "changed": changed}


handlers = [preview_change]
