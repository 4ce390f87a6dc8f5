"""The lint of a shop's library: phrases, answers, policies, texts of goods, follow-ups, people's own phrases."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import Any

from litestar import get
from sqlalchemy.orm import Session

from xiaoer.api.access import TheDesk, Who, enter
from xiaoer.api.params import PathText
from xiaoer.core.rulebook.gate import Gate, shop_context
from xiaoer.core.rulebook.judge.facts import SHOP_TIME
from xiaoer.core.rulebook.library import Fault, LibraryText, faults_of, key_of, texts_of
from xiaoer.domains.desk.live import Desk
from xiaoer.domains.followups import repository as followups
from xiaoer.domains.followups.views import touches_of
from xiaoer.domains.knowledge import phrases
from xiaoer.domains.rules import sweeps
from xiaoer.domains.rules.schemas import LibraryLint

TAGS = ["rules"]


@dataclass(frozen=True, slots=True)
class Seen:
    """A look through the library."""

    checked: int
    faults: list[Fault]

    @property
    def keys(self) -> list[str]:
        """The faults, named so that another day finds them again."""
        return [key_of(fault) for fault in self.faults]


async def look_through(desk: Desk, shop_id: int) -> Seen:
    """Every text that is said again and again against today's rules; away from the event loop."""
    facts = await desk.facts.get(shop_id)
    more = await desk.database.read(lambda s: _elsewhere(s, shop_id))
    day = desk.clock().astimezone(SHOP_TIME).date()

    def go_through() -> Seen:
        faults = faults_of(facts, Gate(shop=shop_context(facts), at=day), more)
        return Seen(sum(1 for _ in texts_of(facts)) + len(more), faults)

    return await asyncio.to_thread(go_through)


def _elsewhere(session: Session, shop_id: int) -> list[LibraryText]:
    """Follow-ups that are switched on, and people's own phrases."""
    said = [
        LibraryText(f"{rule.name} · {number}", "跟进", touch.text)
        for rule in followups.rules(session, shop_id, enabled_only=True)
        for number, touch in enumerate(touches_of(rule), 1)
    ]
    own = [LibraryText(f"phrase {number}", "个人短语", text) for number, text in phrases.own_texts(session, shop_id)]
    return [*said, *own]


@get("/api/shops/{shop:str}/rules/library", operation_id="lintLibrary", tags=TAGS)
async def lint(shop: PathText, who: Who, desk: TheDesk) -> LibraryLint:
    """Every text of the library that the gate warns of or blocks today, and what the last night found anew."""
    own = enter(desk, who, shop, "read")
    seen = await look_through(desk, own.id)
    night = sweeps.view(await desk.database.read(lambda s: sweeps.last(s, own.id)))
    fresh = set(night["fresh"]) if night else set()
    return LibraryLint.model_validate(
        {"checked": seen.checked, "faults": [_fault(fault, fresh) for fault in seen.faults], "night": night}
    )


def _fault(fault: Fault, fresh: set[str]) -> dict[str, Any]:
    return {
        "where": fault.text.where, "field": fault.text.field, "text": fault.text.text,
        "verdict": fault.result.verdict, "rewrite": fault.result.rewrite, "fresh": key_of(fault) in fresh,
        "findings": [
            {"kind": f.kind, "level": f.level, "span": f.span, "reason": f.reason, "source": f.source}
            for f in fault.result.findings
        ],
    }  # fmt: skip


handlers = [lint]
