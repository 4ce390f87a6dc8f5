"""The wording gates of the shops: one per shop and catalogue version, built at first use."""

from __future__ import annotations

import asyncio

from xiaoer.core.facts import ShopFacts
from xiaoer.core.rulebook.findings import Finding, GateResult, Speaker
from xiaoer.core.rulebook.gate import Gate, shop_context

PASS = GateResult("pass")


class Wordings:
    """Gates by shop; rebuilt when the facts that they know have a new version."""

    def __init__(self, *, on: bool) -> None:
        self._on = on
        self._gates: dict[int, tuple[str, Gate]] = {}
        self._building: set[int] = set()

    async def warm(self, shop_id: int, facts: ShopFacts) -> None:
        """Build a shop's gate away from the event loop: it takes a third of a second."""
        held = self._gates.get(shop_id)
        if not self._on or shop_id in self._building or (held is not None and held[0] == facts.version):
            return
        self._building.add(shop_id)
        try:
            gate = await asyncio.to_thread(lambda: Gate(shop=shop_context(facts)))
        finally:
            self._building.discard(shop_id)
        self._gates[shop_id] = (facts.version, gate)

    def check(
        self, shop_id: int, facts: ShopFacts, text: str, *, by: Speaker, category: str | None = None
    ) -> GateResult:
        """Judge a line that wants to leave the shop. While a newer gate is being built the last one judges."""
        if not self._on:
            return PASS
        held = self._gates.get(shop_id)
        if held is None or (held[0] != facts.version and shop_id not in self._building):
            held = self._gates[shop_id] = (facts.version, Gate(shop=shop_context(facts)))
        return held[1].check(text, by=by, category=category)


def finding_view(finding: Finding) -> dict[str, object]:
    """The Finding of the protocol."""
    return {
        "kind": finding.kind, "level": finding.level, "span": finding.span, "start": finding.start,
        "end": finding.end, "reason": finding.reason, "source": finding.source, "rewrite": finding.rewrite,
    }  # fmt: skip
