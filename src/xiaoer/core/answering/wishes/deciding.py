"""The shopper's word on a proposal: yes, done once; no, dropped; a mere politeness, asked again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from xiaoer.core.answering.compose import cells, say
from xiaoer.core.answering.parts import Part, Turn
from xiaoer.core.answering.registry import SKILLS
from xiaoer.core.answering.shapes import Draft
from xiaoer.core.answering.skills.acting.english_acts import NO_CHANGE, done_in_english, pressed_in_english
from xiaoer.core.answering.skills.acting.proposals import done, dropped, pressed
from xiaoer.core.answering.talk.slots import Slots, load, store
from xiaoer.core.answering.wishes.acts import Acts, answer_of, is_manners, recollected, remembered
from xiaoer.core.answering.wishes.doing import details_after, do, intent_of
from xiaoer.core.answering.wishes.wished import Wish, wishes_in
from xiaoer.core.facts import Order
from xiaoer.core.grounding import unsupported
from xiaoer.core.reading.shapes import Intent


@dataclass(frozen=True, slots=True)
class Settled:
    """What is said to the shopper's word; `closed` = the proposal is done or dropped."""

    part: Part
    intent: Intent
    slots: Slots
    closed: bool


def settle(
    text: str, normal: str, before: Slots, orders: Sequence[Order], acts: Acts, *, english: bool = False
) -> Settled | None:
    """The yes or no to the proposal of the last turn; None = the line says something else, or its time has passed."""
    action = recollected(before.proposal, done=True)
    if action is None or action.type not in acts:
        return None
    intent = intent_of(action.type)
    answer = answer_of(text, action.type)
    if not answer and is_manners(text):
        asked = pressed_in_english(action) if english else pressed(acts, action)
        return Settled(asked, intent, before, closed=False)
    if not answer or (answer == "no" and wishes_in(normal, acts)):
        return None
    rest = replace(before, proposal={}, queue=(), pending="", asks="", misses=0, order=action.order)
    if answer == "no":
        rest = replace(rest, details={**rest.details, "last": f"no:{action.type}"})
        kept = Part(NO_CHANGE, confidence=0.95) if english else dropped(acts, action)
        return Settled(kept, intent, rest, closed=True)
    order = next((o for o in orders if o.number == action.order), None)
    if action.order and (order is None or not acts[action.type].allows(order.status)):
        return None
    earlier = rest.done.get(action.order, "")
    ended = {**rest.done, action.order: f"{earlier}|{action.type}".strip("|")}
    rest = replace(rest, done=ended, details={**rest.details, "last": f"done:{action.type}"})
    told = done_in_english(action, order) if english else done(acts, action, order)
    return Settled(told, intent, rest, closed=True)


def let_be(text: str, before: Slots, acts: Acts, *, english: bool = False) -> Settled | None:
    """A no to a detail that was asked back: the wish is dropped."""
    if before.asks not in ("order", "address", "title", "act") or not before.details.get("act"):
        return None
    if answer_of(text, before.pending) != "no" or wishes_in(text, acts):
        return None
    rest = replace(before, pending="", asks="", misses=0, details={**before.details, "act": ""})
    intent = intent_of(before.pending)
    said = NO_CHANGE if english else "好的，那就先不办，订单保持原样，有需要随时说。"
    return Settled(Part(said, confidence=0.93), intent, rest, closed=False)


def following(draft: Draft, settled: Settled, base: Turn, waiting: Sequence[Wish], *, greeted: bool) -> Draft:
    """The same reply with the next wish of the queue laid before the shopper."""
    doing = do(base, waiting, SKILLS)
    parts = [settled.part, *(part for _, part in doing.pairs)]
    said = (base.reading.text, *(wish.text for wish in waiting))
    if len(parts) == 1 or unsupported(reply := say(base.shop, parts, greeted=greeted), cells(parts), said):
        return draft
    then = next((p.action for p in parts[1:] if p.action and p.action.state == "proposed"), None)
    slots = replace(load(draft.memory), queue=doing.queue, proposal=remembered(then) if then else {})
    asking = next(((turn, part) for turn, part in doing.pairs if part.asks), None)
    if asking is not None:
        turn, part = asking
        slots = replace(slots, pending=turn.intent, asks=part.asks, listed_orders=part.orders or slots.listed_orders)
        slots = replace(slots, details=details_after(turn, doing.pairs))
    kind = "act" if then else draft.kind
    return replace(draft, kind=kind, reply=reply, facts=cells(parts), then=then, memory=store(slots))
