"""The sweep of follow-ups: looks at what may be due, judges, writes once. Runs in every process; unique rows decide."""

from __future__ import annotations

import asyncio
import json
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog
from sqlalchemy.orm import Session

from xiaoer.core.facts import ShopFacts
from xiaoer.domains.desk import service as desk_service
from xiaoer.domains.desk.journal import post_now
from xiaoer.domains.desk.live import Desk
from xiaoer.domains.desk.rounds import rounds
from xiaoer.domains.desk.rules import Post
from xiaoer.domains.followups import candidates, repository, service
from xiaoer.domains.followups.candidates import Candidate, Window
from xiaoer.domains.followups.models import FollowupRule
from xiaoer.domains.followups.rules import Judgement, Plan, Standing, is_held, is_refusal, judge
from xiaoer.domains.followups.views import plan_of
from xiaoer.domains.followups.words import fill, values_of
from xiaoer.domains.shop.service import ShopInfo
from xiaoer.domains.shoppers.models import Shopper
from xiaoer.kit.clock import from_ms, to_ms
from xiaoer.kit.events import StoredEvent, encode
from xiaoer.kit.writer import Unit

log = structlog.get_logger()
SWEEP_S = 30.0
SOON_S = 1.0
OWN = "own"
UNSUBSCRIBED = "已为您退订，之后不会再给您发营销消息；订单和物流的通知照常。"


@dataclass(frozen=True, slots=True)
class Due:
    """One touch that a sweep has judged, with its words."""

    rule_id: int
    who: Candidate
    judged: Judgement
    text: str


def refuses(post: Post) -> bool:
    """Whether a line is a known shopper's refusal of marketing; it is answered here and not by the robot."""
    known = post.author == "shopper" and post.kind == "text" and bool(post.author_name)
    return known and is_refusal(post.preview)


def look(session: Session, rule: FollowupRule, shop: ShopInfo, facts: ShopFacts, now: datetime) -> list[Due]:
    """Everything due under a rule at `now`; also what waits for a better moment (`later`)."""
    plan = plan_of(rule)
    local = now.astimezone(shop.zone)
    back = timedelta(hours=plan.stop_h) + timedelta(days=1)
    found = candidates.find(session, rule.kind, Window(shop, local, back))  # type: ignore[arg-type]
    before = repository.touches_of(session, shop.id, rule.id, [c.subject for c in found])
    due: list[Due] = []
    for who in found:
        past = before.get(who.subject, [])
        if any(t.state in ("held", "stopped", "refused", "approval") for t in past):
            continue
        shopper = repository.shopper(session, shop.id, who.nick)
        amount = who.order.paid_amount if who.order else None
        tags = tuple(t for t in shopper.tags.split("|") if t) if shopper else ()
        if not plan.segment.holds(shopper.level if shopper else "", tags, amount):
            continue
        last = from_ms(past[-1].at_ms) if past else None
        standing = _standing(session, shop, who, shopper, plan, local, len(past), last)
        judged = judge(plan, standing, local, held=is_held(rule.id, who.subject, plan.holdout_pct))
        if judged is None:
            continue
        values = values_of(facts, nick=who.nick, order=who.order, product=who.product, now=local)
        due.append(Due(rule.id, who, judged, fill(plan.touches[judged.touch - 1].text, values)))
    return due


def _standing(
    session: Session, shop: ShopInfo, who: Candidate, shopper: Shopper | None, plan: Plan, now: datetime, sent: int,
    last: datetime | None,
) -> Standing:  # fmt: skip
    talk = repository.talk_of(session, shop.id, shopper.id) if shopper else None
    midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
    return Standing(
        since=who.since, sent=sent, over=who.over,
        replied=bool(last and talk and repository.wrote_since(session, shop.id, talk.id, to_ms(last))),
        talking=bool(talk and (talk.state == "queued" or talk.waiting_since_ms is not None)),
        today=repository.heard_since(session, shop.id, who.nick, to_ms(midnight)),
        refused=repository.refused(session, who.nick),
        consented=plan.nature == "service" or repository.consented(session, shop.id, who.nick),
        can_send=shop.platform == OWN,
    )  # fmt: skip


class Follower:
    """Runs the sweeps of all shops, and hears refusals."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self._soon: set[int] = set()

    def start(self) -> None:
        """Sweep from now on, and listen."""
        self.desk.hub.local_watchers.append(self._hear)
        self.desk.spawn(rounds(self.desk, "followups", self.sweep, every_s=SWEEP_S, first_s=SWEEP_S))

    async def _sweep_soon(self, shop_id: int) -> None:
        """Orders have come in: look at once whom they concern, once for all that come within a moment."""
        if shop_id in self._soon:
            return
        self._soon.add(shop_id)
        await asyncio.sleep(SOON_S)
        self._soon.discard(shop_id)
        try:
            await self.sweep(self.desk.shops.get(shop_id))
        except Exception as error:
            log.error("followups.sweep_failed", shop=shop_id, error=repr(error))

    async def sweep(self, shop: ShopInfo) -> int:
        """One sweep of a shop; returns how many touches it wrote."""
        enabled = await self.desk.database.read(
            lambda s: [r.id for r in repository.rules(s, shop.id, enabled_only=True)]
        )
        if not enabled:
            return 0
        facts = await self.desk.facts.get(shop.id)
        now = self.desk.clock()
        written = 0
        for rule_id in enabled:
            due = await self.desk.database.read(lambda s, r=rule_id: _look(s, shop, r, facts, now))  # type: ignore[misc]
            for one in due:
                written += await self._perform(shop, facts, one)
        return written

    async def _perform(self, shop: ShopInfo, facts: ShopFacts, due: Due) -> int:
        judged, text = due.judged, due.text
        if judged.verdict == "later":
            return 0
        if judged.verdict in ("send", "copy", "approval"):
            verdict = self.desk.wording.check(shop.id, facts, text, by="robot") if text else None
            if verdict is None:
                judged = Judgement("stopped", judged.touch, "要说的事实现在查不到，没有发送")
            elif verdict.verdict != "pass":
                judged = Judgement("stopped", judged.touch, f"话术没有通过检查：{verdict.findings[0].reason}")
        row = await self.desk.run(lambda u: service.perform(u, shop.id, due.rule_id, due.who, judged, text) is not None)
        return int(row)

    def _hear(self, event: StoredEvent) -> None:
        if event.type == "message.created" and refuses(post := event.news.post):
            self.desk.spawn(self.desk.run(lambda u: self._refused(u, post)))
        elif event.type == "casework.changed" and json.loads(event.payload).get("about") == "orders":
            self.desk.spawn(self._sweep_soon(event.shop_id))

    def _refused(self, unit: Unit, post: Post) -> None:
        service.refuse(unit, post.author_name)
        thread = desk_service.lock(unit, post.shop_id, post.conversation_id)
        answer = Post(
            shop_id=post.shop_id, conversation_id=post.conversation_id, client_id=f"refused:{thread.last_seq}",
            author="robot", author_name=service.ROBOT, kind="text", body=encode({"text": UNSUBSCRIBED}),
            preview=UNSUBSCRIBED,
        )  # fmt: skip
        post_now(unit, thread, answer)
        desk_service.save(unit, thread)


def _look(session: Session, shop: ShopInfo, rule_id: int, facts: ShopFacts, now: datetime) -> list[Due]:
    rule = repository.rule(session, shop.id, rule_id)
    return look(session, rule, shop, facts, now) if rule is not None and rule.enabled else []
