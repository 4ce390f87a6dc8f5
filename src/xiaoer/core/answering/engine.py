"""The answering engine: Reading → Evidence → Draft → fact lock. Pure: time and orders are arguments."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from xiaoer.core.answering.answered import answered
from xiaoer.core.answering.compose import cells, closed_hours, kind_of, say, team_of_parts
from xiaoer.core.answering.english import LANGUAGE, in_chinese, intents_of, speaks_english
from xiaoer.core.answering.evidence.assurance import Answered, shipped
from xiaoer.core.answering.fallback import ASKS, calmed, withheld
from xiaoer.core.answering.goods.columns import with_columns
from xiaoer.core.answering.goods.latin_names import in_letters
from xiaoer.core.answering.goods.told_tables import with_told_tables
from xiaoer.core.answering.goods.variants import narrow
from xiaoer.core.answering.parts import Part, Turn
from xiaoer.core.answering.shapes import Action, Draft, DraftKind, Memory
from xiaoer.core.answering.shop import Shop
from xiaoer.core.answering.skills.acting.english_acts import still_open_in_english
from xiaoer.core.answering.skills.acting.letting_be import without_given_up
from xiaoer.core.answering.skills.acting.proposals import still_open
from xiaoer.core.answering.skills.common import hand_over
from xiaoer.core.answering.skills.orders.which_order import goods_written
from xiaoer.core.answering.skills.people.english_replies import harm_in_english, withheld_in_english
from xiaoer.core.answering.skills.people.safety import harm
from xiaoer.core.answering.skills.people.tricks import noise, off_matter, others_data, plain, trick
from xiaoer.core.answering.skills.price.held import left_in_view
from xiaoer.core.answering.talk.as_answered import as_answered, of_attributes
from xiaoer.core.answering.talk.asking import questions
from xiaoer.core.answering.talk.beside_answers import one_question, without_stray
from xiaoer.core.answering.talk.bought_goods import with_bought
from xiaoer.core.answering.talk.focus import SMALL_TALK, in_view, product_of, update
from xiaoer.core.answering.talk.proof import proven
from xiaoer.core.answering.talk.rereading import goes_on_about, reread
from xiaoer.core.answering.talk.shown import CARDS, shown_of
from xiaoer.core.answering.talk.slots import Slots, kept_goods, load, store
from xiaoer.core.answering.talk.topics import asked_of_goods, topic_intent
from xiaoer.core.answering.teams import team_of
from xiaoer.core.answering.voice import with_own_line
from xiaoer.core.answering.wishes.acts import recollected, remembered
from xiaoer.core.answering.wishes.deciding import following, let_be, settle
from xiaoer.core.answering.wishes.doing import Doing, beside, besides, details_after, doing_of, order_after, queued
from xiaoer.core.answering.wishes.english_wishes import tails_said
from xiaoer.core.collecting import uncollected
from xiaoer.core.facts import Order, ShopFacts, ShopperFact
from xiaoer.core.grounding import needed, unsupported
from xiaoer.core.grounding.claims import claims_of
from xiaoer.core.reading.reader import Reader
from xiaoer.core.reading.shapes import INTENTS, Intent, Reading, Scored
from xiaoer.core.transcript import Transcript, Utterance

_TOO_LONG = 2000
_RESTS = 2  # turns without an answer after which people take over
_MOST = 4  # questions answered in one reply
_ALONE = 0.45
_REREAD = 0.76  # a sum that the talk asks for is no guess
_OF_VALUES: frozenset[Intent] = frozenset(
    {"product_attribute", "product_suitability", "care_usage", "gift_note", "authenticity", "payment"}
)
_WHOLE: frozenset[Intent] = frozenset({"change_address", "invoice"})  # their details stand in pieces of their own
_SUM_OF_ALL = re.compile(r"那?(?:一共|总共|合计|总价|加起来|一起)(?:是|要)?(?:多少)?钱?[呢啊呀]?[?？]?")
_NOTHING_SAID = "在的，您请说，想问商品、订单还是售后？"


@dataclass(frozen=True, slots=True)
class _Message:
    """A shopper's message with all that it is answered from."""

    transcript: Transcript
    reading: Reading
    before: Slots
    after: Slots
    orders: tuple[Order, ...]
    now: datetime
    english: bool = False
    person: ShopperFact | None = None
    doing: Doing = field(default_factory=Doing)


class Engine:
    """Answers for one shop at one version of its facts. Build it once per snapshot and keep it.

    `actions` = changes to orders are proposed (kind `act`) and done on the shopper's yes, in the conversation's memory
    only: for who executes drafts. Without it such wishes are handed to people.
    """

    def __init__(self, facts: ShopFacts, actions: bool = False) -> None:
        facts = with_told_tables(with_columns(facts))
        self.version = facts.version
        self.actions = actions
        with uncollected():
            self.reader = Reader(facts)
            self.shop = Shop(facts, self.reader.products)
            self._warm()

    def _warm(self) -> None:
        """Load what is loaded on first use, so that the first shopper doesn't wait for it."""
        now = datetime(2026, 1, 1, tzinfo=self.shop.zone)
        first = next(iter(self.shop.facts.products), None)
        for text in ("运费多少", "什么材质", "到手多少钱"):
            line = Utterance(1, now, "shopper", "", text)
            self.answer(Transcript("", self.shop.profile.platform, None, (line,), first), orders=(), now=now)

    def answer(
        self,
        transcript: Transcript,
        *,
        orders: Sequence[Order],
        now: datetime,
        memory: Memory = Memory(),  # noqa: B008 - frozen and empty
        person: ShopperFact | None = None,
    ) -> Draft:
        """Answer the shopper's newest line. `orders` = his own, `person` = what is known of him; `now` aware.

        Orders of another nick are dropped, and all of them when the shopper is not known.
        The draft's memory goes into the next call of the same conversation.
        """
        local = self.shop.local(now)
        before = in_view(load(memory), transcript.product)
        last = transcript.last_of("shopper")
        if last is None or not (last.text.strip() or last.kind in CARDS):
            return self._unspoken(last, before)
        if last.kind in ("image", "file"):
            return self._picture(before)
        shown = shown_of(transcript, last, asked=bool(before.pending))
        before = in_view(before, shown.product or None)
        text = plain(without_given_up(shown.words[:_TOO_LONG]))
        reading = self.reader.read(
            text,
            product=before.product or None,
            now=local,
            previous=self._previous(transcript, before, local),
        )
        own = tuple(
            sorted(
                (o for o in orders if transcript.shopper and o.shopper in ("", transcript.shopper)),
                key=lambda o: o.ordered_at.timestamp() if o.ordered_at else 0.0,
                reverse=True,
            )
        )
        english = speaks_english(reading, before.details)
        before = replace(before, details={**before.details, LANGUAGE: "en" if english else ""})
        if english:
            reading = self._english(reading, before, local)
        message = _Message(transcript, reading, before, before, own, local, english, person)
        decided = self._decided(text, message) if self.actions else None
        if decided is not None:
            return decided
        undecided = recollected(before.proposal, done=False)
        before = replace(before, proposal={}, queue=())
        hurt = harm(self.shop, text)
        if hurt is not None:
            before = replace(before, greeted=before.greeted or english)
            return self._said(harm_in_english() if english else hurt, "quality_issue", before, reading)
        aside = (
            trick(text, english=english)
            or others_data(text)
            or noise(text)
            or (None if before.pending else off_matter(text))
        )
        if aside is not None:
            return self._said(aside, "other", before, reading)
        after = update(self.shop, before, reading)
        product = product_of(self.shop, after)
        asked = reading.intents if english else self._apart(questions(reading, before, after, product), reading)
        if english and before.pending and asked[0].intent == "other" and after != before:
            asked = (replace(asked[0], intent=_as_intent(before.pending)),)
        if shown.order:
            after = replace(after, order=shown.order)
        message = replace(message, before=before, after=after)
        message = replace(message, doing=self._doing(message, undecided.type if undecided else ""))
        asked = besides(asked, message.doing)
        turns = [self._turn(scored, message, alone=len(asked) == 1) for scored in asked]
        told = [(turn, answered(turn)) for turn in turns]
        asked = tuple(replace(s, intent=as_answered(turn, part)) for s, (turn, part) in zip(asked, told, strict=True))
        told = [(turn, part if english else with_own_line(turn, part)) for turn, part in told]
        pairs = one_question(without_stray(told, asked))
        pairs = beside([*message.doing.pairs, *pairs])
        if undecided is not None and all(part.kind in ("answer", "clarify") for _, part in pairs):
            open_yet = still_open_in_english(undecided) if english else still_open(self.shop.acts, undecided)
            pairs.append((pairs[0][0], open_yet))
        asked = (*message.doing.asked, *asked)
        return self._draft(message, asked, [turn for turn, _ in pairs], [part for _, part in pairs])

    def _doing(self, message: _Message, undecided: str) -> Doing:
        """The wishes of the message, as far as they can be proposed."""
        if not self.actions:
            return Doing()
        base = self._turn(Scored("other", 1.0, ""), message, alone=True)
        lines = [u.text for u in message.transcript.utterances if u.role == "shopper" and u.kind == "text"]
        return doing_of(base, lines[-2][:_TOO_LONG] if len(lines) > 1 else "", undecided)

    def _english(self, reading: Reading, slots: Slots, now: datetime) -> Reading:
        """An English line with its own intents, and what it names found by its words in Chinese."""
        words = in_chinese(in_letters(reading.normal, (p.title for p in self.shop.facts.products.values())))
        named = self.reader.read(words, product=slots.product or None, now=now)
        body = reading.entities
        entities = replace(
            named.entities,
            height_cm=named.entities.height_cm or body.height_cm,
            weight_jin=named.entities.weight_jin or body.weight_jin,
            orders=(*body.orders, *tails_said(reading.text)),
            waybills=body.waybills,
        )
        return replace(reading, intents=intents_of(reading.normal), entities=entities, normal=words or reading.normal)

    def _previous(self, transcript: Transcript, slots: Slots, now: datetime) -> tuple[Reading, ...]:
        """The shopper's line before this one, read for what ellipsis needs."""
        lines = [u for u in transcript.utterances if u.role == "shopper" and u.kind == "text" and u.text.strip()]
        return tuple(self.reader.read(u.text[:_TOO_LONG], product=slots.product or None, now=now) for u in lines[-2:-1])

    def _apart(self, asked: Sequence[Scored], reading: Reading) -> tuple[Scored, ...]:
        """Questions that stand on their own in one span (有啥 能写贺卡不) are answered each."""
        found: list[Scored] = []
        for scored in asked:
            whole = len(asked) == 1 and scored.intent in _OF_VALUES  # one intent may have been asked twice
            parts = self.reader.pieces(reading.normal if whole else scored.span) if scored.span else ()
            alone = [proven(piece, reading) for piece in parts]
            if any(_SUM_OF_ALL.fullmatch(piece.span.strip()) for piece in alone):
                found.append(replace(scored, intent="price_promotion"))
                continue
            if scored.intent in _OF_VALUES and all(ASKS.search(piece.span) for piece in alone):
                alone = [p if _stands_alone(p) else replace(scored, span=p.span) for p in alone]
            own = len(alone) > 1 and all(_stands_alone(piece) for piece in alone)
            differing = len({piece.intent for piece in alone}) > 1
            found += alone if own and (differing or scored.intent in _OF_VALUES) else [scored]
        return tuple(found[:_MOST])

    def _turn(self, scored: Scored, message: _Message, *, alone: bool) -> Turn:
        slots = message.after
        product = product_of(self.shop, slots)
        whole = alone or not scored.span or scored.intent in _WHOLE
        text = message.reading.normal if whole else scored.span
        intent = reread(scored, text, product, message.reading, slots, message.orders)
        slots = with_bought(self.shop, slots, message.reading, intent, text, message.orders)
        product = product_of(self.shop, slots)
        if goes_on_about(self.shop, slots, text, product, intent, message.reading):
            intent, text = topic_intent(slots, intent), f"{slots.topic} {text}"
        return Turn(
            shop=self.shop,
            reading=message.reading,
            intent=intent,
            text=text,
            product=product,
            choice=tuple((name, value) for name, value in slots.choice.items() if value),
            skus=narrow(product, slots.choice, message.reading.normal) if product else (),
            slots=slots,
            orders=message.orders,
            now=message.now,
            shopper=message.transcript.shopper,
            acting=self.actions,
            english=message.english,
            confidence=max(scored.confidence, _REREAD if intent == "price_promotion" != scored.intent else 0.0),
            person=message.person,
            pictures=tuple(
                u.text for u in message.transcript.utterances if u.role == "shopper" and u.kind == "image" and u.text
            ),
        )

    def _draft(self, message: _Message, asked: Sequence[Scored], turns: Sequence[Turn], parts: list[Part]) -> Draft:
        turn, reading, before = turns[0], message.reading, message.before
        parts = self._with_people(turn, parts, before)
        kind, team, facts = kind_of(parts), team_of_parts(parts), cells(parts)
        action = next((part.action for part in parts if part.action), None)
        action = None if action and action.state == "proposed" and kind != "act" else action
        greeted = before.greeted or turn.english
        reply = say(self.shop, parts, greeted=greeted)
        confidence = min(part.confidence for part in parts) * (0.6 + 0.4 * min(s.confidence for s in asked))
        said = tuple(u.text for u in message.transcript.utterances if u.role == "shopper")
        claims = claims_of(reply)
        if unsupported(reply, facts, said, claims=claims):
            action = None
            kind, facts, team, confidence = "handoff", (), team or team_of(turn.intent), 0.3
            reply = say(self.shop, [withheld_in_english() if turn.english else withheld(turn)], greeted=greeted)
        else:
            bearing = needed(reply, facts, claims=claims)
            facts = facts if unsupported(reply, bearing, said, claims=claims) else bearing
        intents = tuple(dict.fromkeys(s.intent for s in asked))
        if kind == "answer" and (facts or not SMALL_TALK.issuperset(intents)):
            sent = Answered(said, reply, intents, facts, confidence, card=bool(message.transcript.product))
            confidence = shipped().of(sent)
        return Draft(
            kind=kind,
            reply=reply,
            intents=intents,
            confidence=round(confidence, 3),
            facts=facts,
            action=action,
            team=team,
            mood=reading.mood,
            urgent=reading.urgent,
            version=self.version,
            memory=store(_kept(message, asked, turns, parts, kind, action)),
        )

    def _with_people(self, turn: Turn, parts: list[Part], before: Slots) -> list[Part]:
        """Anger and failing twice bring people in; outside service hours that is said."""
        if turn.english:
            return parts
        if turn.reading.mood == "angry" and kind_of(parts) != "handoff":
            parts = [Part("让您不愉快了，很抱歉。"), *parts, calmed(turn)]
        if kind_of(parts) == "clarify" and before.misses >= _RESTS:
            parts = [hand_over(turn, "没能帮您问到点上，抱歉。这边把前面说的转给同事，请他来接待您。")]
        closed = closed_hours(self.shop, turn.now) if kind_of(parts) == "handoff" else None
        return [*parts, closed] if closed else parts

    def _decided(self, text: str, message: _Message) -> Draft | None:
        """The shopper's yes or no to the proposal of the last turn; None = the line says something else."""
        acts, english = self.shop.acts, message.english
        said = text if english else message.reading.normal
        settled = settle(text, said, message.before, message.orders, acts, english=english)
        settled = settled or let_be(said, message.before, acts, english=english)
        if settled is None or not settled.closed:
            return self._said(settled.part, settled.intent, settled.slots) if settled else None
        message = replace(message, after=settled.slots)
        waiting = queued(message.before)
        reading = self.reader.read(waiting[0].text if waiting else text, product=None, now=message.now)
        base = self._turn(Scored("other", 1.0, ""), replace(message, reading=reading), alone=True)
        draft = self._said(settled.part, settled.intent, settled.slots)
        return following(draft, settled, base, waiting, greeted=message.before.greeted)

    def _said(self, part: Part, intent: Intent, slots: Slots, reading: Reading | None = None) -> Draft:
        """A whole reply in one part."""
        memory = store(replace(slots, greeted=True, intents=tuple(dict.fromkeys((intent, *slots.intents)))[:6]))
        return Draft(
            part.kind, say(self.shop, [part], greeted=slots.greeted), (intent,), part.confidence, cells([part]),
            part.action, part.team, reading.mood if reading else "calm", reading.urgent if reading else False,
            self.version, memory,
        )  # fmt: skip

    def _unspoken(self, last: Utterance | None, slots: Slots) -> Draft:
        """Nothing to read: an open door, no guess."""
        draft = self._said(Part(_NOTHING_SAID, "clarify", 0.6), "other", slots)
        return replace(draft, memory=store(replace(slots, greeted=True)))

    def _picture(self, slots: Slots) -> Draft:
        """A picture is evidence: acknowledged, never guessed at, seen by people."""
        after = any(team_of(_as_intent(name)) == "售后" for name in slots.intents)
        part = Part("图片收到了，这边请同事来看，看过后回复您。", "handoff", 0.9, (), "售后" if after else "售前")
        reply = say(self.shop, [part], greeted=slots.greeted)
        return Draft(
            "handoff", reply, ("other",), 0.9, team=part.team, version=self.version,
            memory=store(replace(slots, greeted=True)),
        )  # fmt: skip


def _stands_alone(piece: Scored) -> bool:
    return piece.confidence >= _ALONE and piece.intent not in SMALL_TALK and piece.intent != "other"


def _kept(
    message: _Message,
    asked: Sequence[Scored],
    turns: Sequence[Turn],
    parts: Sequence[Part],
    kind: DraftKind,
    action: Action | None,
) -> Slots:
    """What the next turn needs to know."""
    waiting = next(((turn.intent, part.asks) for turn, part in zip(turns, parts, strict=False) if part.asks), ("", ""))
    whole = replace(turns[0], text=message.reading.normal)
    named = goods_written(message.reading.normal, turns[0].shop)
    return replace(
        left_in_view(whole.shop, kept_goods(message.after, [part.goods for part in parts]), parts),
        intents=_remembered(asked, message.before),
        pending=waiting[0],
        asks=waiting[1],
        misses=0 if kind != "clarify" else 1 if message.doing.fresh else message.before.misses + 1,
        greeted=True,
        order=order_after(whole, action, parts),
        listed=named if len(named) > 1 else next((p.products for p in parts if p.products), message.after.listed),
        listed_orders=next((part.orders for part in parts if part.orders), ()),
        proposal=remembered(action) if action and action.state == "proposed" else {},
        queue=message.doing.queue if action and action.state == "proposed" else (),
        awaited=next((part.awaited for part in parts if part.awaited), ()),
        need=next((part.need for part in parts if part.need), message.after.need),
        topic=next(
            (asked_of_goods(t) for t, p in zip(turns, parts, strict=False) if of_attributes(t.intent, t.text, p)), ""
        ),
        details=details_after(whole, tuple(zip(turns, parts, strict=False))),
    )


def _remembered(asked: Sequence[Scored], before: Slots) -> tuple[str, ...]:
    """What was asked, newest first; small talk doesn't push a matter out."""
    now = [s.intent for s in asked if s.intent not in SMALL_TALK and s.intent != "other"]
    return tuple(dict.fromkeys([*now, *before.intents]))[:6]


def _as_intent(name: str) -> Intent:
    return next((intent for intent in INTENTS if intent == name), "other")
