"""The wording gates of the shops: one per shop, catalogue version and day, built at first use."""

from __future__ import annotations

import asyncio
from datetime import date, datetime, time, timedelta

from xiaoer.core.facts import ShopFacts
from xiaoer.core.rulebook.findings import Finding, GateResult, Speaker
from xiaoer.core.rulebook.gate import Gate, shop_context
from xiaoer.core.rulebook.judge.facts import SHOP_TIME
from xiaoer.kit.clock import Clock, system_clock

PASS = GateResult("pass")


class Wordings:
    """Gates by shop; rebuilt when the facts that they know have a new version, and each midnight: rules have dates."""

    def __init__(self, *, on: bool, clock: Clock = system_clock) -> None:
        self._on = on
        self._clock = clock
        self._gates: dict[int, tuple[str, Gate]] = {}
        self._building: set[int] = set()
        self._day, self._turns = date.min, datetime.min.replace(tzinfo=SHOP_TIME)

    async def warm(self, shop_id: int, facts: ShopFacts) -> None:
        """Build a shop's gate away from the event loop: it takes a third of a second."""
        held = self._gates.get(shop_id)
        day = self._today()
        key = f"{facts.version}/{day}"
        if not self._on or shop_id in self._building or (held is not None and held[0] == key):
            return
        self._building.add(shop_id)
        try:
            gate = await asyncio.to_thread(lambda: Gate(shop=shop_context(facts), at=day))
        finally:
            self._building.discard(shop_id)
        self._gates[shop_id] = (key, gate)

    def _today(self) -> date:
        now = self._clock()
        if now >= self._turns:
            self._day = now.astimezone(SHOP_TIME).date()
            self._turns = datetime.combine(self._day + timedelta(days=1), time(), SHOP_TIME)
        return self._day

    def check(
        self, shop_id: int, facts: ShopFacts, text: str, *, by: Speaker, category: str | None = None
    ) -> GateResult:
        """Judge a line that wants to leave the shop. While a newer gate is being built the last one judges."""
        if not self._on:
            return PASS
        held = self._gates.get(shop_id)
        day = self._today()
        key = f"{facts.version}/{day}"
        if held is None or (held[0] != key and shop_id not in self._building):
            held = self._gates[shop_id] = (key, Gate(shop=shop_context(facts), at=day))
        return held[1].check(text, by=by, category=category)


def finding_view(finding: Finding) -> dict[str, object]:
    """The Finding of the protocol."""
    return {
        "kind": finding.kind, "level": finding.level, "span": finding.span, "start": finding.start,
        "end": finding.end, "reason": finding.reason, "source": finding.source, "rewrite": finding.rewrite,
        "statutory": finding.statutory,
    }  # fmt: skip
