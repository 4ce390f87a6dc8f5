"""What the robot may do with a draft just now: the shop's modes, or the night plan's while it holds. Pure."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

from xiaoer.core.answering.shapes import Draft
from xiaoer.domains.robot.transcripts import Situation
from xiaoer.domains.shop.rules import RobotMode
from xiaoer.domains.shop.service import ShopInfo

CLOSED = ("finished", "closed_unpaid", "closed_refunded")


def mode(shop: ShopInfo, now: datetime, found: Situation, draft: Draft) -> RobotMode:
    """At night what the plan names is answered, if it is sure enough; everything else waits for people."""
    by_day = shop.settings.decide(draft)
    if not shop.night_at(now) or by_day == "off":
        return by_day
    sure = shop.settings.sure(draft)
    acts = draft.action is not None
    allowed = shop.settings.night.answers(draft.intents, amounts(found, draft), acts=acts)
    return "answer" if sure and allowed else "suggest"


def amounts(found: Situation, draft: Draft) -> list[Decimal]:
    """What the orders cost that a draft is about; where it names none, the shopper's open ones, else all."""
    named = {f.value for f in draft.facts if f.field == "订单号"} | ({draft.action.order} if draft.action else set())
    about = [o for o in found.orders if o.number in named] or [o for o in found.orders if o.status not in CLOSED]
    about = about or found.orders
    return [a for o in about if (a := o.paid_amount or o.goods_amount) is not None]
