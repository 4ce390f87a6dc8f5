"""The background work of inspection: looks for closed visits that nobody has judged, judges each once.

Runs in every process; a unique row per visit decides whose judgement is kept. A visit that cannot be judged is kept
with the reason, so that it holds nothing up.
"""

from __future__ import annotations

import asyncio

import structlog
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from xiaoer.core.facts import ShopFacts
from xiaoer.core.inspection.inspecting import Inspection, Inspector
from xiaoer.core.inspection.marks import Mark
from xiaoer.core.rulebook.gate import Gate, shop_context
from xiaoer.domains.desk.live import Desk
from xiaoer.domains.desk.rounds import go_round
from xiaoer.domains.quality import cards, reading
from xiaoer.domains.quality.models import FindingRow, InspectionRow
from xiaoer.domains.quality.reading import ReadVisit
from xiaoer.domains.shop.service import ShopInfo
from xiaoer.kit.clock import to_ms
from xiaoer.kit.codec import to_json
from xiaoer.kit.events import StoredEvent
from xiaoer.kit.writer import Unit

log = structlog.get_logger()
LOOK_S = 30.0
PIECE = 50
BACK_MS = 14 * 86_400_000  # how far back visits are looked for


class Judges:
    """Judges what closes. One inspector per shop, made anew when its goods or its scorecard change."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self._wake = asyncio.Event()
        self._inspectors: dict[int, tuple[tuple[int, int], ShopFacts, Inspector]] = {}

    def start(self) -> None:
        """Listen and look from now on."""
        self.desk.hub.local_watchers.append(self._hear)
        self.desk.spawn(self._run())

    def _hear(self, event: StoredEvent) -> None:
        if event.type == "conversation.closed":
            self._wake.set()

    async def _run(self) -> None:
        while True:
            await go_round(self.desk, "quality", self._sweep_all)
            self._wake.clear()
            try:
                await asyncio.wait_for(self._wake.wait(), LOOK_S)
            except TimeoutError:
                continue

    async def _sweep_all(self, shop: ShopInfo) -> None:
        while await self.sweep(shop) == PIECE:
            pass

    async def sweep(self, shop: ShopInfo) -> int:
        """Judge up to `PIECE` visits of a shop; returns how many there were."""
        now_ms = to_ms(self.desk.clock())

        def look(s: Session) -> tuple[list[int], int, cards.Card] | None:
            held, first = cards.current(s, shop.id), cards.first_published(s, shop.id)
            if held is None or first is None:
                return None
            since = max(first, now_ms - BACK_MS)
            judged = select(InspectionRow.visit_id).where(
                InspectionRow.shop_id == shop.id, InspectionRow.closed_ms >= since
            )
            return reading.due(s, shop.id, since, judged, PIECE), held[0], held[1]

        found = await self.desk.database.read(look)
        if found is None or not found[0]:
            return 0
        visits, number, card = found
        facts, inspector = await self._inspector(shop, number, card)
        for visit_id in visits:
            await self._judge(shop, visit_id, number, facts, inspector)
        return len(visits)

    async def _inspector(self, shop: ShopInfo, number: int, card: cards.Card) -> tuple[ShopFacts, Inspector]:
        facts = await self.desk.facts.get(shop.id)
        key = (shop.catalog_version, number)
        held = self._inspectors.get(shop.id)
        if held is None or held[0] != key or held[1] is not facts:
            held = (key, facts, await asyncio.to_thread(make_inspector, facts, card, number))
            self._inspectors[shop.id] = held
        return held[1], held[2]

    async def _judge(
        self, shop: ShopInfo, visit_id: int, number: int, facts: ShopFacts, inspector: Inspector
    ) -> None:  # fmt: skip
        read = await self.desk.database.read(lambda s: reading.read_visit(s, shop.id, visit_id, shop.platform))
        if read is None:
            return
        inspection, failed = None, ""
        try:
            inspection = await asyncio.to_thread(inspector.inspect, read.talk)
        except Exception as error:
            log.warning("quality.visit_failed", shop=shop.code, visit=visit_id, error=repr(error))
            failed = type(error).__name__
        await self.desk.run(lambda u: keep(u, shop.id, read, inspection, card=number, failed=failed))


def make_inspector(facts: ShopFacts, card: cards.Card, number: int) -> Inspector:
    """The judges of a shop: its words and promises, its goods' category, its scorecard."""
    categories = {p.category for p in facts.products.values() if p.category}
    category = next(iter(categories)) if len(categories) == 1 else None
    gate = Gate(shop=shop_context(facts), ear=None)
    return Inspector(gate, cards.scorecard_of(card, number), category=category, facts=facts)


def keep(
    unit: Unit, shop_id: int, read: ReadVisit, found: Inspection | None, *, card: int, failed: str = ""
) -> int | None:  # fmt: skip
    """Store a judgement once; None when there is one already."""
    agents = read.agents
    marks = found.findings if found else ()
    row = InspectionRow(
        shop_id=shop_id, conversation_id=read.conversation_id, visit_id=read.visit_id, nick=read.nick,
        closed_ms=read.closed_ms, made_ms=unit.now_ms, agents="|" + "".join(f"{a}|" for a in sorted(agents)),
        main_id=agents[0] if agents else None, card=card, failed=failed,
        lines=sum(r.side in ("shopper", "human", "robot") for r in read.talk.rows),
        score=found.score if found and agents else None, quality=found.quality if found and agents else "",
        satisfaction=found.satisfaction if found else None, fatal=any(m.fatal for m in marks),
        gaps=to_json(list(found.gaps)) if found else "[]",
    )  # fmt: skip
    try:
        with unit.session.begin_nested():
            unit.session.add(row)
            unit.session.flush()
    except IntegrityError:  # another process was first
        return None
    unit.session.add_all(_finding(shop_id, row, read, mark) for mark in marks)
    return row.id


def _finding(shop_id: int, row: InspectionRow, read: ReadVisit, mark: Mark) -> FindingRow:
    return FindingRow(
        shop_id=shop_id, inspection_id=row.id, staff_id=culprit(read, mark), at_ms=row.closed_ms, kind=mark.kind,
        seqs=to_json(list(mark.messages)), fatal=mark.fatal, points=mark.points, confidence=mark.confidence,
        reason=mark.reason, rule=mark.rule, voided=False,
    )  # fmt: skip


def culprit(read: ReadVisit, mark: Mark) -> int | None:
    """Whose finding it is: who wrote the cited line, else who was in charge there, else who answered first after."""
    own = [read.staff[seq] for seq in mark.messages if seq in read.staff]
    if own:
        return own[-1]
    at = min(mark.messages, default=0)
    before = [who for seq, who in sorted(read.staff.items()) if seq < at]
    after = [who for seq, who in sorted(read.staff.items()) if seq > at]
    return before[-1] if before else after[0] if after else None
