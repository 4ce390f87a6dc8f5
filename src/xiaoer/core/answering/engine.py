"""The answering engine: Reading → Evidence → Draft → fact lock. Pure: time and orders are arguments."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from xiaoer.core.answering.compose import cells, closed_hours, kind_of, say, team_of_parts
from xiaoer.core.answering.focus import SMALL_TALK, in_view, product_of, questions, update
from xiaoer.core.answering.parts import Part, Turn
from xiaoer.core.answering.registry import SKILLS
from xiaoer.core.answering.shapes import Draft, Memory
from xiaoer.core.answering.shop import Shop
from xiaoer.core.answering.skills.attributes import by_attribute
from xiaoer.core.answering.skills.common import GOOD_HIT, hand_over, hits, quote
from xiaoer.core.answering.skills.orders import named_by_message
from xiaoer.core.answering.slots import Slots, load, store
from xiaoer.core.answering.teams import team_of
from xiaoer.core.answering.variants import narrow
from xiaoer.core.facts import Order, ShopFacts
from xiaoer.core.grounding import unsupported
from xiaoer.core.reading.reader import Reader
from xiaoer.core.reading.shapes import Intent, Reading, Scored
from xiaoer.core.transcript import Transcript, Utterance

_TOO_LONG = 2000
_RESTS = 2  # turns without an answer after which people take over
_NOTHING_SAID = "在的，您请说，想问商品、订单还是售后？"


class Engine:
    """Answers for one shop at one version of its facts. Build it once per snapshot and keep it."""

    def __init__(self, facts: ShopFacts) -> None:
        self.version = facts.version
        self.shop = Shop(facts)
        self.reader = Reader(facts)

    def answer(
        self,
        transcript: Transcript,
        *,
        orders: Sequence[Order],
        now: datetime,
        memory: Memory = Memory(),  # noqa: B008 - frozen and empty
    ) -> Draft:
        """Answer the shopper's newest line. `orders` = this shopper's own; `now` aware.

        Orders of another nick are dropped. The draft's memory goes into the next call of the same conversation.
        """
        local = self.shop.local(now)
        before = in_view(load(memory), transcript.product)
        last = transcript.last_of("shopper")
        if last is None or not last.text.strip():
            return self._unspoken(last, before)
        if last.kind in ("image", "file"):
            return self._picture(before)
        if last.kind == "product_card" and last.ref:
            before = in_view(before, last.ref)
        text = last.text[:_TOO_LONG]
        reading = self.reader.read(
            text,
            product=before.product or None,
            now=local,
            previous=self._previous(transcript, before, local),
        )
        own = tuple(
            sorted(
                (
                    o
                    for o in orders
                    if not transcript.shopper or not o.shopper or o.shopper == transcript.shopper
                ),
                key=lambda o: o.ordered_at.timestamp() if o.ordered_at else 0.0,
                reverse=True,
            )
        )
        after = update(self.shop, before, reading)
        asked = questions(reading, before, after)
        if last.kind == "order_card" and last.ref:
            after = replace(after, order=last.ref)
        turns = [
            self._turn(scored, reading, after, own, local, transcript.shopper, len(asked)) for scored in asked
        ]
        parts = [self._part(turn) for turn in turns]
        return self._draft(transcript, reading, asked, turns, parts, before, after)

    def _previous(self, transcript: Transcript, slots: Slots, now: datetime) -> tuple[Reading, ...]:
        """The shopper's line before this one, read for what ellipsis needs."""
        lines = [
            u for u in transcript.utterances if u.role == "shopper" and u.kind == "text" and u.text.strip()
        ]
        return tuple(
            self.reader.read(u.text[:_TOO_LONG], product=slots.product or None, now=now) for u in lines[-2:-1]
        )

    def _turn(
        self,
        scored: Scored,
        reading: Reading,
        slots: Slots,
        orders: tuple[Order, ...],
        now: datetime,
        shopper: str | None,
        count: int,
    ) -> Turn:
        product = product_of(self.shop, slots)
        skus = narrow(product, slots.choice) if product else ()
        text = scored.span if count > 1 and scored.span else reading.normal
        choice = tuple(slots.choice.items())
        return Turn(
            self.shop, reading, scored.intent, text, product, choice, skus, slots, orders, now, shopper
        )

    def _part(self, turn: Turn) -> Part:
        skill = SKILLS.get(turn.intent)
        part = skill(turn) if skill else None
        return part or _by_recall(turn) or _lost(turn)

    def _draft(
        self,
        transcript: Transcript,
        reading: Reading,
        asked: Sequence[Scored],
        turns: Sequence[Turn],
        parts: list[Part],
        before: Slots,
        after: Slots,
    ) -> Draft:
        turn = turns[0]
        if reading.mood == "angry" and kind_of(parts) != "handoff":
            parts = [Part("让您不愉快了，很抱歉。"), *parts, _calmed(turn)]
        if kind_of(parts) == "clarify" and before.misses >= _RESTS:
            parts = [hand_over(turn, "没能帮您问到点上，抱歉。这边把前面说的转给同事，请他来接待您。")]
        kind = kind_of(parts)
        if kind == "handoff":
            closed = closed_hours(self.shop, turn.now)
            parts += [closed] if closed else []
        reply = say(self.shop, parts, greeted=before.greeted)
        facts = cells(parts)
        confidence = min(part.confidence for part in parts) * (0.6 + 0.4 * min(s.confidence for s in asked))
        team = team_of_parts(parts)
        said = tuple(u.text for u in transcript.utterances if u.role == "shopper")
        if unsupported(reply, facts, said):
            kind, facts, team, confidence = "handoff", (), team or team_of(turn.intent), 0.3
            reply = say(self.shop, [_withheld(turn)], greeted=before.greeted)
        pending = next(
            ((s.intent, p.asks) for s, p in zip(asked, parts, strict=False) if p.kind == "clarify"), ("", "")
        )
        kept = replace(
            after,
            intents=_remembered(asked, before),
            pending=pending[0] if pending[1] else "",
            asks=pending[1],
            misses=before.misses + 1 if kind == "clarify" else 0,
            greeted=True,
            order=_spoken_of(turn, after),
            last_reply=reply,
        )
        intents: tuple[Intent, ...] = tuple(dict.fromkeys(s.intent for s in asked))
        return Draft(
            kind, reply, intents, round(confidence, 3), facts, None, team, reading.mood, reading.urgent,
            self.version, store(kept),
        )  # fmt: skip

    def _unspoken(self, last: Utterance | None, slots: Slots) -> Draft:
        """Nothing to read: an open door, no guess."""
        reply = say(self.shop, [Part(_NOTHING_SAID)], greeted=slots.greeted)
        memory = store(replace(slots, greeted=True))
        return Draft("clarify", reply, ("other",), 0.6, version=self.version, memory=memory)

    def _picture(self, slots: Slots) -> Draft:
        """A picture is evidence: acknowledged, never guessed at, seen by people."""
        after = any(team_of(_as_intent(name)) == "售后" for name in slots.intents)
        part = Part(
            "图片收到了，这边请同事来看，看过后回复您。", "handoff", 0.9, (), "售后" if after else "售前"
        )
        reply = say(self.shop, [part], greeted=slots.greeted)
        return Draft(
            "handoff", reply, ("other",), 0.9, team=part.team, version=self.version,
            memory=store(replace(slots, greeted=True)),
        )  # fmt: skip


def _by_recall(turn: Turn) -> Part | None:
    """What no skill answers: the shop's own FAQ and policies, then the product's attributes."""
    best = next(iter(hits(turn, 1)), None)
    if best is not None and best.score >= GOOD_HIT:
        text, facts = quote(best.entry, turn)
        return Part(text, facts=facts, confidence=min(0.92, 0.55 + best.score / 2))
    return by_attribute(turn)


def _lost(turn: Turn) -> Part:
    """Not understood, or understood and not known."""
    if turn.intent == "other" and len(turn.text.strip()) < 5:
        return Part("您是想问商品、订单还是售后呢？说具体一点，这边马上帮您看。", "clarify", 0.6, asks="need")
    team = team_of(turn.intent)
    return Part(
        f"这个问题这边的资料里没有写明，先不给您乱说，请{team}同事来回复您。", "handoff", 0.8, (), team
    )


def _calmed(turn: Turn) -> Part:
    return Part("这边再请同事跟进，由专人回复您。", "handoff", 0.9, (), team_of(turn.intent))


def _withheld(turn: Turn) -> Part:
    return Part(
        "这个问题需要核实，先不给您乱说，请同事查清楚后回复您。", "handoff", 0.3, (), team_of(turn.intent)
    )


def _remembered(asked: Sequence[Scored], before: Slots) -> tuple[str, ...]:
    """What was asked, newest first; small talk doesn't push a matter out."""
    now = [s.intent for s in asked if s.intent not in SMALL_TALK and s.intent != "other"]
    return tuple(dict.fromkeys([*now, *before.intents]))[:6]


def _spoken_of(turn: Turn, slots: Slots) -> str:
    order = named_by_message(turn)
    return order.number if order else slots.order


def _as_intent(name: str) -> Intent:
    from xiaoer.core.reading.shapes import INTENTS

    return next((intent for intent in INTENTS if intent == name), "other")
