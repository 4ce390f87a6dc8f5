"""Recitation: a marked answer moves the card in the person's memory by FSRS (free spaced repetition scheduler)."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import TYPE_CHECKING

from sqlalchemy import select

from xiaoer.domains.academy.cards import Card, Marked
from xiaoer.domains.academy.models import CardMemory
from xiaoer.kit.clock import to_ms
from xiaoer.kit.writer import Unit

if TYPE_CHECKING:
    from fsrs import Scheduler

_FULL = 1.0


@cache
def _scheduler() -> Scheduler:
    from fsrs import Scheduler

    return Scheduler(desired_retention=0.9, enable_fuzzing=False, learning_steps=(timedelta(minutes=10),))


def answered(unit: Unit, shop_id: int, staff_id: int, card: Card, marked: Marked) -> datetime:
    """Keep how an answer went; returns when the card is due again."""
    from fsrs import Card as Remembered
    from fsrs import Rating

    row = unit.session.scalar(
        select(CardMemory)
        .where(CardMemory.shop_id == shop_id, CardMemory.staff_id == staff_id, CardMemory.card == card.id)
        .with_for_update()
    )
    now = datetime.fromtimestamp(unit.now_ms / 1000, UTC)
    before = Remembered(due=now) if row is None else Remembered.from_json(row.memory)
    rating = Rating.Again if not marked.right else Rating.Good if marked.share == _FULL else Rating.Hard
    after, _ = _scheduler().review_card(before, rating, now)
    if row is None:
        row = CardMemory(shop_id=shop_id, staff_id=staff_id, card=card.id, memory="", due_ms=0, asked=0, right=0)
        unit.session.add(row)
    row.memory, row.due_ms = json.dumps(after.to_dict()), to_ms(after.due)
    row.asked, row.right, row.last_score = row.asked + 1, row.right + int(marked.right), round(marked.share * 100)
    return after.due
