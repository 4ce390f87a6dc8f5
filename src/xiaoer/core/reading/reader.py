"""The reader: one shopper message in, a `Reading` out.

A message is brought into normal form, cut into questions, each question gets its intent from decisive words or from the
classifier; entities come from the text as a whole and from the shop's own products and options.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from xiaoer.core.facts import ShopFacts
from xiaoer.core.reading.classifier import Classifier, Probabilities, shipped
from xiaoer.core.reading.features import abstract
from xiaoer.core.reading.mood import is_urgent, mood_of
from xiaoer.core.reading.options import OptionIndex
from xiaoer.core.reading.products import ProductIndex
from xiaoer.core.reading.rules import asks_stock, bare, courtesy, decisive, of_bare, without_stock
from xiaoer.core.reading.segments import pieces, questions
from xiaoer.core.reading.shapes import INTENTS, Entities, Intent, Reading, Scored
from xiaoer.core.reading.shopper import kind_of, language_of
from xiaoer.core.reading.typos import as_meant
from xiaoer.core.text.contacts import find_orders, find_phones
from xiaoer.core.text.dates import iso_dates
from xiaoer.core.text.normal import normal_text
from xiaoer.core.text.quantities import find_body, find_money, find_quantity
from xiaoer.core.text.regions import destination
from xiaoer.core.text.waybills import find_waybills

LONGEST = 2000
"""Characters that are read; what comes after is kept in `Reading.text` only."""

SURE = 0.95
UNKNOWN_BELOW = 0.22
INHERITED = 0.85
EXTRA_ABOVE = 0.4
"""A further question of a message counts from this confidence on; the surest always counts."""
_OF_PLACES: frozenset[Intent] = frozenset({"shipping_fee", "delivery_eta", "ship_time", "logistics_tracking"})
_SMALL: frozenset[Intent] = frozenset({"greeting", "thanks", "chitchat", "other"})


class Reader:
    """Reads messages to one shop. Build it once per `facts.version` and keep it; reading is pure and fast."""

    def __init__(self, facts: ShopFacts | None = None, *, classifier: Classifier | None = None) -> None:
        self.version = facts.version if facts else ""
        self._classifier = classifier or shipped()
        self.products = ProductIndex.of(facts)
        self._options = OptionIndex.of(facts)

    def read(
        self, text: str, *, product: str | None = None, now: datetime, previous: Sequence[Reading] = ()
    ) -> Reading:
        """Read one message.

        `product` = number of the product in view (breaks ties; it is not added to the named products), `now` aware in
        shop time, `previous` = earlier readings of this visit, oldest first: 那黑色呢 takes over what was asked.
        """
        normal = as_meant(normal_text(text[:LONGEST]))
        entities = self._entities(normal, product, now)
        return Reading(
            text=text,
            normal=normal,
            intents=self._intents(normal, entities, previous),
            entities=entities,
            mood=mood_of(normal),
            urgent=is_urgent(normal),
            language=language_of(normal),
            shopper_kind=kind_of(normal),
        )

    def _entities(self, normal: str, product: str | None, now: datetime) -> Entities:
        body, place = find_body(normal), destination(normal)
        waybills = tuple(w.number for w in find_waybills(normal)) if _has_digits(normal) else ()
        orders = find_orders(normal) if _has_digits(normal) else ()
        return Entities(
            products=self.products.find(normal, product),
            colours=self._options.colours(normal),
            sizes=self._options.sizes(normal),
            quantity=find_quantity(normal),
            height_cm=body.height_cm,
            weight_jin=body.weight.jin if body.weight else None,
            weight_ambiguous=bool(body.weight and body.weight.ambiguous),
            measures_cm=body.measures,
            money=find_money(normal),
            province=place.province if place else None,
            city=place.city if place else None,
            dates=iso_dates(normal, now),
            orders=tuple(o for o in orders if o.upper() not in waybills and not self.products.is_name(o)),
            waybills=waybills,
            phones=find_phones(normal) if _has_digits(normal) else (),
        )

    def _intents(self, normal: str, entities: Entities, previous: Sequence[Reading]) -> tuple[Scored, ...]:
        if not any(c.isalnum() for c in normal):
            return (Scored("other", SURE, normal),)
        parts = pieces(normal)
        polite = {intent: Scored(intent, SURE, p) for p in parts if (intent := courtesy(p))}
        rest = [p for p in parts if courtesy(p) is None]
        if asks_stock(" ".join(rest), entities) and bare(without_stock(" ".join(rest)), entities):
            asked = [Scored("stock", 0.9, " ".join(rest))]
        elif bare(" ".join(rest), entities):
            asked = _taken_over(entities, previous, " ".join(rest))
        else:
            asked = [self._judge(q, row) for q, row in questions(rest, self._classifier)] if rest else []
        return _ranked(asked, tuple(polite.values()), normal)

    def pieces(self, span: str) -> tuple[Scored, ...]:
        """The smallest parts of a span, each judged alone; empty where the span has one."""
        parts = [p for p in pieces(span) if courtesy(p) is None]
        if len(parts) < 2:
            return ()
        rows = self._classifier.probabilities([abstract(p) for p in parts])
        return tuple(self._judge(part, row) for part, row in zip(parts, rows, strict=True))

    def _judge(self, question: str, row: Probabilities) -> Scored:
        at = int(row.argmax())
        intent, confidence = INTENTS[at], float(row[at])
        settled = decisive(question)
        if settled is not None:
            return Scored(settled, max(confidence, SURE) if settled == intent else SURE, question)
        if confidence < UNKNOWN_BELOW and intent != "other":
            return Scored("other", 1 - confidence, question)
        return Scored(intent, confidence, question)


def read(
    text: str,
    *,
    facts: ShopFacts | None,
    product: str | None,
    now: datetime,
    previous: Sequence[Reading] = (),
) -> Reading:
    """Read one message without a kept `Reader`; for single questions only, since it builds the indexes anew."""
    return Reader(facts).read(text, product=product, now=now, previous=previous)


def _has_digits(text: str) -> bool:
    return any(c.isdigit() for c in text)


def _taken_over(entities: Entities, previous: Sequence[Reading], span: str) -> list[Scored]:
    """A bare mention asks again what was asked last; without that, what such a mention usually means."""
    for reading in reversed(previous):
        asked = [s for s in reading.intents if s.intent not in _SMALL]
        if _only_body(entities):
            asked = [s for s in asked if s.intent == "size_advice"]
        if _only_place(entities):
            asked = [s for s in asked if s.intent in _OF_PLACES]
        if asked:
            return [replace(s, confidence=s.confidence * INHERITED, span=span) for s in asked]
    usual = of_bare(entities)
    return [Scored(usual, 0.6, span)] if usual else []


def _only_body(entities: Entities) -> bool:
    """Height or weight, and nothing else that a question could be about."""
    other = entities.colours or entities.sizes or entities.orders or entities.waybills or entities.province
    return bool(entities.height_cm or entities.weight_jin) and not other


def _only_place(entities: Entities) -> bool:
    return entities.province is not None and not (
        entities.colours or entities.sizes or entities.orders or entities.waybills or entities.height_cm
    )


def _ranked(asked: Sequence[Scored], polite: tuple[Scored, ...], normal: str) -> tuple[Scored, ...]:
    """Each intent once with its best confidence; small talk after what is wanted, and only when it is courtesy."""
    best: dict[Intent, Scored] = {}
    for scored in asked:
        if scored.intent not in best or scored.confidence > best[scored.intent].confidence:
            best[scored.intent] = scored
    wanted = sorted((s for s in best.values() if s.intent not in _SMALL), key=lambda s: -s.confidence)
    small = sorted((s for s in best.values() if s.intent in _SMALL), key=lambda s: -s.confidence)
    courtesies = tuple(s for s in polite if s.intent not in best)
    if any(s.intent != "chitchat" for s in courtesies):
        courtesies = tuple(s for s in courtesies if s.intent != "chitchat")  # 好的,谢谢 thanks
    if wanted:
        extra = (s for s in wanted[1:] if s.confidence >= EXTRA_ABOVE)
        return (wanted[0], *extra, *courtesies)
    if courtesies and all(s.intent in ("chitchat", "other") for s in small):
        return courtesies
    return (*small, *courtesies) or (Scored("other", SURE, normal),)
