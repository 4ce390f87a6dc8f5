"""What one can do with follow-ups: rules, touches that happen once, approvals, consent and refusal."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import delete
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError

from xiaoer.core.facts import Order
from xiaoer.domains.desk import service as desk
from xiaoer.domains.desk.journal import post_now
from xiaoer.domains.desk.rules import Post
from xiaoer.domains.followups import candidates, repository
from xiaoer.domains.followups.candidates import Candidate
from xiaoer.domains.followups.errors import BadWords, NoSuchRule, NoSuchTouch, RuleChanged
from xiaoer.domains.followups.kinds import KINDS, Code
from xiaoer.domains.followups.lift import Lift, lift
from xiaoer.domains.followups.models import FollowupRule, FollowupTouch, MarketingConsent, MarketingRefusal
from xiaoer.domains.followups.rules import Judgement
from xiaoer.domains.followups.views import Wish, segment_text, touches_text
from xiaoer.domains.followups.words import unknown_variables
from xiaoer.domains.orders.models import OrderRow
from xiaoer.domains.shoppers import service as shoppers
from xiaoer.kit.clock import from_ms, to_ms
from xiaoer.kit.codec import from_json
from xiaoer.kit.events import encode
from xiaoer.kit.writer import Unit

ROBOT = "智能客服"
GOAL_MS = 7 * 86_400_000  # an order counts as brought by a touch for a week


def ensure_rules(unit: Unit, shop_id: int) -> None:
    """Every shop has one rule of each kind to start from, switched off."""
    held = {r.kind for r in repository.rules(unit.session, shop_id)}
    for kind in KINDS.values():
        if kind.code not in held:
            unit.session.add(
                FollowupRule(
                    shop_id=shop_id, kind=kind.code, name=kind.name, stop_h=kind.stop_h, holdout_pct=0,
                    touches=touches_text(kind.touches), approval=kind.nature == "marketing",
                )
            )  # fmt: skip
    unit.session.flush()


def change_rule(unit: Unit, shop_id: int, rule_id: int, wish: Wish) -> FollowupRule:
    """Change a rule as it stood at `wish.version`. Its words have passed the gate already."""
    row = repository.rule(unit.session, shop_id, rule_id)
    if row is None:
        raise NoSuchRule()
    if row.version != wish.version:
        raise RuleChanged()
    for touch in wish.touches:
        unknown = unknown_variables(touch.text)
        if unknown:
            raise BadWords(f"不认识的变量：{'、'.join('{' + n + '}' for n in unknown)}，请从列表里选")
    if KINDS[row.kind].nature == "marketing" and any("退订" not in t.text for t in wish.touches):  # type: ignore[index]
        raise BadWords("营销消息要写明怎么退订，例如：回复“退订”不再收到这类消息")
    row.name, row.enabled, row.approval = wish.name, wish.enabled, wish.approval
    row.stop_h, row.holdout_pct = wish.stop_h, wish.holdout_pct
    row.touches, row.segment = touches_text(wish.touches), segment_text(wish.segment)
    try:
        unit.session.flush()
    except StaleDataError as error:
        raise RuleChanged() from error
    return row


def perform(unit: Unit, shop_id: int, rule: int, who: Candidate, judged: Judgement, text: str) -> FollowupTouch | None:
    """Do what was judged, once: None when another process has done it. `later` is not for here.

    What is over since it was judged (paid in this very second) stops instead.
    """
    if judged.verdict in ("send", "copy", "approval"):
        kind = _kind_of(unit.session, shop_id, rule)
        over = candidates.again(unit.session, shop_id, kind, who.subject) if kind else "规则不在了"
        judged = Judgement("stopped", judged.touch, over) if over else judged
    row = FollowupTouch(
        shop_id=shop_id, rule_id=rule, subject=who.subject, touch=judged.touch, state=_STATES[judged.verdict],
        why=judged.why, nick=who.nick, order=who.order.number if who.order else None, text=text, at_ms=unit.now_ms,
        conversation_id=who.conversation_id,
    )  # fmt: skip
    try:
        with unit.session.begin_nested():
            unit.session.add(row)
            unit.session.flush()
    except IntegrityError:
        return None
    if judged.verdict == "send":
        send(unit, row)
    return row


def _kind_of(session: Session, shop_id: int, rule_id: int) -> Code | None:
    row = repository.rule(session, shop_id, rule_id)
    return KINDS[row.kind].code if row is not None else None  # type: ignore[index]


_STATES = {"send": "sent", "copy": "copy", "approval": "approval", "held": "held", "stopped": "stopped"}


def send(unit: Unit, row: FollowupTouch) -> None:
    """Write a touch into the shopper's conversation, marked as automatic."""
    shopper_id = shoppers.ensure_known(unit, row.shop_id, row.nick)
    conversation_id = row.conversation_id or desk.ensure_conversation(unit, row.shop_id, shopper_id)
    thread = desk.lock(unit, row.shop_id, conversation_id)
    post_now(
        unit, thread,
        Post(
            shop_id=row.shop_id, conversation_id=conversation_id, client_id=f"followup:{row.id}", author="robot",
            author_name=ROBOT, kind="text", body=encode({"text": row.text}), preview=row.text, answers=False,
        ),
    )  # fmt: skip
    desk.save(unit, thread)
    row.state, row.conversation_id, row.at_ms = "sent", conversation_id, unit.now_ms


def decide(unit: Unit, shop_id: int, ids: list[int], *, approve: bool, can_send: bool, by: str) -> dict[str, int]:
    """Approve or refuse touches that wait for it. What is over meanwhile stops; what others have decided stays."""
    done = {"sent": 0, "copy": 0, "stopped": 0, "refused": 0, "gone": 0}
    for touch_id in dict.fromkeys(ids):
        row = repository.touch(unit.session, shop_id, touch_id)
        if row is None or row.state != "approval":
            done["gone"] += 1
            continue
        kind = _kind_of(unit.session, shop_id, row.rule_id)
        over = candidates.again(unit.session, shop_id, kind, row.subject) if kind else "规则不在了"
        if kind and KINDS[kind].nature == "marketing" and repository.refused(unit.session, row.nick):
            over = "买家已退订营销消息"
        row.done_by = by
        if not approve:
            row.state, row.why = "refused", f"{by}没有批准"
        elif over:
            row.state, row.why = "stopped", over
        elif can_send:
            send(unit, row)
        else:
            row.state, row.why = "copy", ""
        done[row.state] += 1
    unit.session.flush()
    return done


def mark_copied(unit: Unit, shop_id: int, touch_id: int, *, by: str) -> FollowupTouch:
    """Somebody has sent a line by hand in the platform's own client."""
    row = repository.touch(unit.session, shop_id, touch_id)
    if row is None or row.state not in ("copy", "done"):
        raise NoSuchTouch()
    if row.state == "copy":
        row.state, row.done_by, row.at_ms = "done", by, unit.now_ms
    return row


def consent(unit: Unit, shop_id: int, nick: str, *, given: bool, source: str) -> None:
    """Keep or end a shopper's consent to this shop's marketing. Consenting anew ends an earlier refusal."""
    where = (MarketingConsent.shop_id == shop_id, MarketingConsent.nick == nick)
    unit.session.execute(delete(MarketingConsent).where(*where))
    if given:
        unit.session.execute(delete(MarketingRefusal).where(MarketingRefusal.nick == nick))
        unit.session.add(MarketingConsent(shop_id=shop_id, nick=nick, source=source, at_ms=unit.now_ms))


def refuse(unit: Unit, nick: str) -> None:
    """A shopper wants no more marketing: from now on, in all shops and channels."""
    if not repository.refused(unit.session, nick):
        unit.session.add(MarketingRefusal(nick=nick, at_ms=unit.now_ms))
    unit.session.execute(
        delete(MarketingConsent)
        .where(MarketingConsent.nick == nick)
        .execution_options(across_shops="a refusal holds in all shops", synchronize_session=False)
    )


def report(session: Session, shop_id: int) -> list[dict[str, Any]]:
    """What each rule has done and brought."""
    counted = repository.counts(session, shop_id)
    return [
        {"rule": r.id, "name": r.name, "kind": r.kind, "goal": KINDS[r.kind].goal, "states": counted.get(r.id, {}),  # type: ignore[index]
         "lift": brought(session, shop_id, r)}
        for r in repository.rules(session, shop_id)
    ]  # fmt: skip


def brought(session: Session, shop_id: int, rule: FollowupRule) -> Lift | None:
    """Success among touched and held-out subjects; None for kinds that want nothing."""
    goal = KINDS[rule.kind].goal  # type: ignore[index]
    if not goal:
        return None
    firsts = repository.first_touches(session, shop_id, rule.id)
    paid = _paid_at(session, shop_id, [t.subject for t in firsts]) if goal == "paid" else {}
    groups = {True: [0, 0], False: [0, 0]}
    for touch in firsts:
        group = groups[touch.state != "held"]
        group[0] += 1
        if goal == "paid":
            at = paid.get(touch.subject)
            group[1] += at is not None and at >= from_ms(touch.at_ms)
        else:
            group[1] += _ordered(session, shop_id, touch.nick, touch.at_ms)
    return lift(*groups[True], *groups[False])


def _paid_at(session: Session, shop_id: int, numbers: list[str]) -> dict[str, datetime]:
    orders = [from_json(d, Order) for d in repository.orders_data(session, shop_id, numbers)]
    return {o.number: o.paid_at for o in orders if o.paid_at is not None}


def _ordered(session: Session, shop_id: int, nick: str, since_ms: int) -> bool:
    rows = (
        session.query(OrderRow.data)
        .filter(
            OrderRow.shop_id == shop_id, OrderRow.nick == nick, OrderRow.ordered_ms >= since_ms,
            OrderRow.ordered_ms <= since_ms + GOAL_MS,
        )
        .limit(20)
    )  # fmt: skip
    return any((o := from_json(d, Order)).paid_at is not None and to_ms(o.paid_at) >= since_ms for (d,) in rows)
