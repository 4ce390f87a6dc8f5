"""The robot acts on orders: what the engine proposes becomes a card, the shopper's clear yes does it, once.

Everything goes through the door of `domains/actions`, where the rulebook judges anew; nothing is done because the
engine says so. What the door rules out is said instead, and what it cannot settle goes to people.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy.orm import Session

from xiaoer.core.answering.shapes import Action, Draft, Memory
from xiaoer.core.answering.wishes.acts import answer_of, recollected
from xiaoer.core.facts import ShopFacts
from xiaoer.domains.actions import service as actions
from xiaoer.domains.actions.errors import ActionGone, AlreadyAnswered, BadDetail, NotAllowed, Pending, RuledOut
from xiaoer.domains.actions.kinds import KINDS
from xiaoer.domains.actions.service import ROBOT, Proposal, Yes
from xiaoer.domains.robot.transcripts import Situation, situation
from xiaoer.domains.shop.service import ShopInfo
from xiaoer.kit.errors import NotFound
from xiaoer.kit.writer import Unit

_ASKS = "确认办理请回复“确认”，不办回复“不用”。"
_PRESS = "请核对上面的卡片：要办请点“确认”，也可以直接回复“确认”；不办回复“不用”。"
_PRESS_ONLY = "请核对上面的卡片，要办请在卡片上点“确认”。"
_HEARD = "好的，收到您的确认，这就办理。"
_DROPPED = "好的，那就先不办。"
CHECK = "check_order"
_OVER = "这件事已经处理过了，最新情况请看上面的卡片或订单页。"
_PEOPLE = "这一步需要同事来为您办理，正在为您转接客服。"


@dataclass(frozen=True, slots=True)
class Acted:
    """What the robot says beside the card; `people` = they take over; `forget` = no yes is waited for any more."""

    text: str
    people: bool = False
    forget: bool = False


def as_it_stands(session: Session, shop: ShopInfo, conversation_id: int, now_ms: int) -> Situation | None:
    """A conversation as the engine reads it; a proposal that was settled on its card is no longer waited for."""
    found = situation(session, shop, conversation_id)
    if found is None:
        return None
    remembers = bool(found.memory.values.get("proposal"))
    agrees = not remembers and may_act(found) and answer_of(found.question, CHECK) == "yes"
    if not remembers and not agrees:
        return found
    waiting = actions.open_in(session, shop.id, conversation_id, now_ms)
    if agrees:
        return replace(found, asked=next((one for one in waiting if one["kind"] == CHECK), None))
    return found if waiting else replace(found, memory=forgotten(found.memory))


def agreed(found: Situation) -> Draft | None:
    """The draft to a yes in words to the order check, which the engine has not proposed; None = it is no such line."""
    if found.asked is None:
        return None
    action = Action(CHECK, found.asked["order"], (), "done", found.asked["rule"])
    return Draft("act", _HEARD, ("order_status",), 1.0, action=action, memory=found.memory)


def may_act(found: Situation) -> bool:
    """Whether actions may be proposed in a chat: the robot has it, the shopper is known, and it is no practice."""
    conversation = found.conversation
    known = not conversation["shopper"]["anonymous"]
    return conversation["state"] == "robot" and known and not conversation["practice"]


def act(unit: Unit, shop: ShopInfo, facts: ShopFacts, found: Situation, draft: Draft) -> Acted | None:
    """Bring a draft's action on its way; None = the draft acts on nothing. Runs before the robot's line is written."""
    if draft.action is not None and draft.action.state == "done":
        done = _answered(unit, shop, facts, found, draft.action, yes=True)
        if done.people or draft.then is None:
            return done
        following = _proposed(unit, shop, facts, found, draft.then, draft.reply)
        return Acted(f"{done.text}\n{following.text}", following.people, following.forget)
    if draft.action is not None and draft.action.state == "proposed":
        return _proposed(unit, shop, facts, found, draft.action, draft.reply)
    dropped = _dropped(found.memory, draft.memory)
    return _answered(unit, shop, facts, found, dropped, yes=False) if dropped is not None else None


def forgotten(memory: Memory) -> Memory:
    """The memory without the proposal that came to nothing."""
    return Memory({**memory.values, "proposal": {}, "queue": []})


def _proposed(unit: Unit, shop: ShopInfo, facts: ShopFacts, found: Situation, action: Action, reply: str) -> Acted:
    shopper, chat = found.conversation["shopper"], found.conversation["id"]
    wish = Proposal(
        action.type, action.order, _known(action), conversation_id=chat, shopper_id=shopper["id"],
        nick=shopper["nick"], key=f"robot:{chat}:{found.seq}:{action.type}", rule=action.rule, ask=True,
    )  # fmt: skip
    try:
        made = actions.propose(unit, shop, facts, wish, ROBOT)
    except RuledOut as no:
        return Acted(no.detail, forget=True)
    except Pending as no:
        return Acted(f"{no.detail}，办好会告诉您。", forget=True)
    except (BadDetail, NotFound, NotAllowed):
        return Acted(_PEOPLE, people=True, forget=True)
    if made["state"] != "proposed":
        return Acted("这一步要主管看过才能办，看过后告诉您。", forget=True)
    return Acted(_beside(reply, made))


def _known(action: Action) -> tuple[tuple[str, str], ...]:
    """The details that the kind has a field for; the engine notes more for its own use."""
    rule = KINDS.get(action.type)
    if rule is None or not rule.fields:
        return action.params
    names = {field.name for field in rule.fields}
    return tuple(pair for pair in action.params if pair[0] in names)


def _beside(reply: str, made: Mapping[str, Any]) -> str:
    """The engine's words without what the card shows already."""
    shown = ("跟您核对一下", "订单：", *(f"{pair['name']}：" for pair in made["params"]))
    lines = [line for line in reply.split("\n") if line != _ASKS and not line.lstrip("亲，").startswith(shown)]
    kept = [line for line in lines if not any(head in line for head in ("这边要办的是：",))]
    return "\n".join((*kept, _PRESS if made["words_enough"] else _PRESS_ONLY))


def _answered(unit: Unit, shop: ShopInfo, facts: ShopFacts, found: Situation, action: Action, *, yes: bool) -> Acted:
    """The shopper's word on the card that lies open; the door says what became of it."""
    waiting = actions.open_in(unit.session, shop.id, found.conversation["id"], unit.now_ms)
    meant = [one for one in waiting if one["kind"] == action.type and one["order"] == action.order]
    if not meant:
        return Acted(_OVER if yes else _DROPPED, forget=True)
    said = Yes("words", seq=found.seq, text=found.question)
    try:
        actions.answer(
            unit, shop, facts, meant[0]["id"], yes=yes, by=said, shopper_id=found.conversation["shopper"]["id"]
        )
    except NotAllowed:
        return Acted(_PRESS_ONLY)
    except (AlreadyAnswered, ActionGone):
        return Acted(_OVER, forget=True)
    except BadDetail:
        return Acted(_PEOPLE, people=True, forget=True)
    return Acted(_HEARD if yes else _DROPPED)


def _dropped(before: Memory, after: Memory) -> Action | None:
    """The proposal to which the shopper said no in this line."""
    held = before.values.get("proposal")
    details = after.values.get("details")
    if not isinstance(held, dict) or not isinstance(details, dict):
        return None
    action = recollected(held, done=False)
    return action if action is not None and details.get("last") == f"no:{action.type}" else None
