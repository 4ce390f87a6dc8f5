"""The reader: one shopper message in, a `Reading` out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime

from xiaoer.core.facts import ShopFacts
from xiaoer.core.reading.rules import by_rules
from xiaoer.core.reading.shapes import Entities, Reading, Scored
from xiaoer.core.text.dates import iso_dates
from xiaoer.core.text.normal import normal_text
from xiaoer.core.text.quantities import find_body, find_money, find_quantity
from xiaoer.core.text.regions import destination


class Reader:
    """Reads messages to one shop. Build it once per `facts.version` and keep it; reading is pure and fast."""

    def __init__(self, facts: ShopFacts | None = None) -> None:
        self.version = facts.version if facts else ""

    def read(
        self, text: str, *, product: str | None = None, now: datetime, previous: Sequence[Reading] = ()
    ) -> Reading:
        """Read one message.

        `product` = number of the product in view, `now` aware, `previous` = earlier readings of this visit, oldest first.
        """
        normal = normal_text(text)
        scores: dict[str, Scored] = {}
        for clause in re.split(r"[,。!?;\n]+", normal):
            for intent, weight in by_rules(clause).items():
                if weight > getattr(scores.get(intent), "confidence", 0.0):
                    scores[intent] = Scored(intent, weight, clause)
        intents = tuple(sorted(scores.values(), key=lambda s: -s.confidence)) or (
            Scored("other", 0.5, normal),
        )
        return Reading(text, normal, intents, self._entities(normal, product, now))

    def _entities(self, normal: str, product: str | None, now: datetime) -> Entities:
        body, place = find_body(normal), destination(normal)
        return Entities(
            products=(product,) if product else (),
            quantity=find_quantity(normal),
            height_cm=body.height_cm,
            weight_jin=body.weight.jin if body.weight else None,
            measures_cm=body.measures,
            money=find_money(normal),
            province=place.province if place else None,
            city=place.city if place else None,
            dates=iso_dates(normal, now),
        )


def read(
    text: str,
    *,
    facts: ShopFacts | None,
    product: str | None,
    now: datetime,
    previous: Sequence[Reading] = (),
) -> Reading:
    """Read one message without a kept `Reader`; for single questions only, since it builds the index anew."""
    return Reader(facts).read(text, product=product, now=now, previous=previous)
