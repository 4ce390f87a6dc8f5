"""Follow-ups over HTTP: rules with preview, what waits for approval or copying, results, consent."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated, Any, Literal

from litestar import get, post, put
from litestar.params import JSONBody, QueryParameter
from litestar.status_codes import HTTP_200_OK
from sqlalchemy.orm import Session

from xiaoer.api.access import TheDesk, TheVisitor, Who, enter, own_shop
from xiaoer.api.freezing import keep_frozen
from xiaoer.api.params import Before, Limit, PathId, PathText
from xiaoer.domains.audit import service as audit
from xiaoer.domains.desk.live import Desk
from xiaoer.domains.followups import repository, service
from xiaoer.domains.followups.errors import BadWords, NoSuchRule
from xiaoer.domains.followups.models import FollowupRule
from xiaoer.domains.followups.rules import Touch
from xiaoer.domains.followups.runner import OWN, Due, look
from xiaoer.domains.followups.schemas import (
    ConsentChange,
    ConsentView,
    Decide,
    Decided,
    FollowupPreview,
    FollowupReport,
    FollowupRules,
    FollowupRuleView,
    FollowupTouches,
    FollowupTouchView,
    RuleChange,
)
from xiaoer.domains.followups.views import Wish, rule_view, segment_from, touch_view
from xiaoer.domains.followups.words import VARIABLES
from xiaoer.domains.shop.service import ShopInfo
from xiaoer.domains.shoppers import service as shoppers
from xiaoer.kit.errors import NotFound
from xiaoer.kit.writer import Unit

BASE = "/api/shops/{shop:str}/followups"
TAGS = ["followups"]
PREVIEWED = 50
Which = Annotated[
    Literal["open", "past"], QueryParameter(description="`open` = waits for approval or copying; `past` = the rest.")
]
_STATES = {"open": repository.OPEN, "past": ("sent", "done", "held", "stopped", "refused")}


@get(BASE, operation_id="listFollowupRules", tags=TAGS)
async def rules(shop: PathText, who: Who, desk: TheDesk) -> FollowupRules:
    """The shop's rules; one of each kind is there from the start, switched off."""
    own = enter(desk, who, shop, "read")

    def show(s: Session) -> list[dict[str, Any]]:
        counted = repository.counts(s, own.id)
        return [rule_view(r, counted.get(r.id, {})) for r in repository.rules(s, own.id)]

    found = await desk.database.read(show)
    if not found:
        await desk.run(lambda u: service.ensure_rules(u, own.id))
        found = await desk.database.read(show)
    return FollowupRules.model_validate({"rules": found, "variables": list(VARIABLES)})


@put(BASE + "/{rule_id:int}", operation_id="changeFollowupRule", tags=TAGS)
async def change_rule(
    shop: PathText, rule_id: PathId, data: JSONBody[RuleChange], who: Who, desk: TheDesk
) -> FollowupRuleView:
    """Change a rule. Its words pass the gate first; kept in the audit log."""
    own = enter(desk, who, shop, "manage")
    keep_frozen(desk, own, who)
    await _check_words(desk, own, [t.text for t in data.touches])
    wish = Wish(
        data.version, data.name, data.enabled, data.approval, data.stop_h, data.holdout_pct,
        tuple(Touch(t.after_min, t.text) for t in sorted(data.touches, key=lambda t: t.after_min)),
        segment_from(data.segment.levels, data.segment.tags, data.segment.min_amount),
    )  # fmt: skip

    def work(unit: Unit) -> dict[str, Any]:
        row = service.change_rule(unit, own.id, rule_id, wish)
        audit.record(
            unit, own.id, staff_id=who.staff_id, staff_name=who.name, action="followup.change",
            subject=row.name, detail=data.model_dump_json(),
        )  # fmt: skip
        return rule_view(row, repository.counts(unit.session, own.id).get(row.id, {}))

    return FollowupRuleView.model_validate(await desk.run(work))


async def _check_words(desk: Desk, own: ShopInfo, texts: list[str]) -> None:
    facts = await desk.facts.get(own.id)
    for n, text in enumerate(texts, 1):
        verdict = desk.wording.check(own.id, facts, text, by="robot")
        if verdict.verdict != "pass":
            first = verdict.findings[0]
            raise BadWords(f"第{n}条话术里的“{first.span}”不能这样写：{first.reason}")


@post(BASE + "/{rule_id:int}/preview", operation_id="previewFollowupRule", status_code=HTTP_200_OK, tags=TAGS)
async def preview(shop: PathText, rule_id: PathId, who: Who, desk: TheDesk) -> FollowupPreview:
    """Whom the rule would write to now, in which words, and what holds it back; nothing is sent."""
    own = enter(desk, who, shop, "read")
    facts = await desk.facts.get(own.id)

    def work(s: Session) -> list[Due]:
        return look(s, _rule(s, own, rule_id), own, facts, desk.clock())

    due = await desk.database.read(work)
    lines = [
        {"nick": d.who.nick, "order": d.who.order.number if d.who.order else None, "touch": d.judged.touch,
         "verdict": d.judged.verdict, "why": d.judged.why, "text": d.text}
        for d in due[:PREVIEWED]
    ]  # fmt: skip
    return FollowupPreview.model_validate({"lines": lines, "whole": len(due)})


def _rule(session: Session, own: ShopInfo, rule_id: int) -> FollowupRule:
    found = repository.rule(session, own.id, rule_id)
    if found is None:
        raise NoSuchRule()
    return found


@get(BASE + "/touches", operation_id="listFollowupTouches", tags=TAGS)
async def touches(
    shop: PathText, who: Who, desk: TheDesk, which: Which = "open", before: Before = None, limit: Limit = 100
) -> FollowupTouches:
    """What waits for somebody, or what has happened."""
    own = enter(desk, who, shop, "read")

    def show(s: Session) -> list[dict[str, Any]]:
        names = {r.id: r.name for r in repository.rules(s, own.id)}
        found = repository.page(s, own.id, states=_STATES[which], before=before, limit=limit)
        return [touch_view(t, names) for t in found]

    return FollowupTouches.model_validate({"touches": await desk.database.read(show)})


@post(BASE + "/touches/decide", operation_id="decideFollowups", status_code=HTTP_200_OK, tags=TAGS)
async def decide(shop: PathText, data: JSONBody[Decide], who: Who, desk: TheDesk) -> Decided:
    """Approve or refuse; what is over meanwhile is not sent."""
    own = enter(desk, who, shop, "manage")

    def work(unit: Unit) -> dict[str, int]:
        done = service.decide(
            unit, own.id, list(data.ids), approve=data.approve, can_send=own.platform == OWN, by=who.name
        )
        audit.record(
            unit, own.id, staff_id=who.staff_id, staff_name=who.name, action="followup.decide",
            subject="批准" if data.approve else "不批准", detail="、".join(str(i) for i in data.ids),
        )  # fmt: skip
        return done

    done = await desk.run(work)
    return Decided.model_validate({**done, "copy_by_hand": done["copy"]})


@post(BASE + "/touches/{touch_id:int}/done", operation_id="followupCopied", status_code=HTTP_200_OK, tags=TAGS)
async def copied(shop: PathText, touch_id: PathId, who: Who, desk: TheDesk) -> FollowupTouchView:
    """A line was sent by hand in the platform's own client."""
    own = enter(desk, who, shop, "serve")

    def work(unit: Unit) -> dict[str, Any]:
        row = service.mark_copied(unit, own.id, touch_id, by=who.name)
        return touch_view(row, {r.id: r.name for r in repository.rules(unit.session, own.id)})

    return FollowupTouchView.model_validate(await desk.run(work))


@get(BASE + "/report", operation_id="followupReport", tags=TAGS)
async def report(shop: PathText, who: Who, desk: TheDesk) -> FollowupReport:
    """What the rules have done and brought, against the hold-out group."""
    own = enter(desk, who, shop, "read")
    found = await desk.database.read(lambda s: service.report(s, own.id))
    whole = [{**r, "lift": asdict(r["lift"]) if r["lift"] else None} for r in found]
    return FollowupReport.model_validate({"rules": whole})


@get("/api/shops/{shop:str}/shoppers/{shopper_id:int}/consent", operation_id="getConsent", tags=TAGS)
async def get_consent(shop: PathText, shopper_id: PathId, who: Who, desk: TheDesk) -> ConsentView:
    """Whether a shopper wants marketing."""
    own = enter(desk, who, shop, "read")
    return await desk.database.read(lambda s: _consent(s, own.id, _nick(s, own.id, shopper_id)))


@put("/api/shops/{shop:str}/shoppers/{shopper_id:int}/consent", operation_id="changeConsent", tags=TAGS)
async def change_consent(
    shop: PathText, shopper_id: PathId, data: JSONBody[ConsentChange], who: Who, desk: TheDesk
) -> ConsentView:
    """Keep that a shopper has said yes or no to marketing, and where."""
    own = enter(desk, who, shop, "serve")

    def work(unit: Unit) -> ConsentView:
        nick = _nick(unit.session, own.id, shopper_id)
        service.consent(unit, own.id, nick, given=data.given, source=data.source)
        if not data.given:
            service.refuse(unit, nick)
        audit.record(
            unit, own.id, staff_id=who.staff_id, staff_name=who.name, action="consent.change",
            subject="同意营销消息" if data.given else "退订营销消息", detail=data.source,
        )  # fmt: skip
        unit.session.flush()
        return _consent(unit.session, own.id, nick)

    changed: ConsentView = await desk.run(work)
    return changed


def _nick(session: Session, shop_id: int, shopper_id: int) -> str:
    row = shoppers.get(session, shop_id, shopper_id)
    if row is None or row.nick is None:
        raise NotFound("本店没有这位买家，或是匿名访客", code="no_such_shopper")
    return row.nick


def _consent(session: Session, shop_id: int, nick: str) -> ConsentView:
    return ConsentView(
        consented=repository.consented(session, shop_id, nick), refused=repository.refused(session, nick)
    )


@post("/api/widget/{shop:str}/refuse", operation_id="refuseMarketing", status_code=HTTP_200_OK, tags=["widget"])
async def refuse(shop: PathText, visitor: TheVisitor, desk: TheDesk) -> ConsentView:
    """No more marketing for this shopper: one step, in all shops and channels."""
    own_shop(desk, visitor, shop)
    nick = visitor.nick
    if nick is not None:
        await desk.run(lambda u: service.refuse(u, nick))
    return ConsentView(consented=False, refused=nick is not None)


handlers = [
    rules, change_rule, preview, touches, decide, copied, report, get_consent, change_consent, refuse,
]  # fmt: skip
