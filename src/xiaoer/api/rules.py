"""The rulebook over HTTP: the book, the shop's own rules, a case to try, the lint of the library."""

from __future__ import annotations

import asyncio
from collections import Counter
from dataclasses import asdict, replace
from datetime import date, timedelta
from typing import Annotated, Any

from litestar import delete, get, post
from litestar.params import JSONBody, QueryParameter
from litestar.status_codes import HTTP_200_OK, HTTP_201_CREATED

from xiaoer.api.access import TheDesk, Who, enter
from xiaoer.api.params import PathId, PathText
from xiaoer.core.facts import OwnWord
from xiaoer.core.rulebook.deadlines.ladder import WARN_HOURS, consequence
from xiaoer.core.rulebook.editions import changes, known_from
from xiaoer.core.rulebook.gate import Gate, ShopContext, packaged
from xiaoer.core.rulebook.judge import Decision, examine, what_if
from xiaoer.core.rulebook.judge.facts import SHOP_TIME
from xiaoer.core.rulebook.pages import Page, Part, pages, search
from xiaoer.core.rulebook.promises import promises, spoken
from xiaoer.domains.desk import repository
from xiaoer.domains.desk.live import Desk
from xiaoer.domains.rules import service
from xiaoer.domains.rules.rules import must_have_letters
from xiaoer.domains.rules.schemas import (
    AllowanceWish,
    BookChanges,
    PreviewWish,
    PromiseWish,
    Rulebook,
    RulePreview,
    RuleView,
    ShopRules,
    TriedCase,
    TryWish,
    WordWish,
)
from xiaoer.kit.clock import to_ms
from xiaoer.kit.errors import Invalid

BASE = "/api/shops/{shop:str}"
TAGS = ["rules"]
WEEK = timedelta(days=7)
SENTENCES = 5000  # of the last week, newest first
SHOWN = 50
_TRIED = "tried"
Query = Annotated[str, QueryParameter(max_length=100, description="Words that a page must hold, in either language.")]
_LATELY = timedelta(days=90)
Since = Annotated[date | None, QueryParameter(description="The day from which changes are told.")]
OfPart = Annotated[Part | None, QueryParameter(description="Only one part of the book.")]


def today_of(desk: Desk) -> date:
    """The day by which rules hold: Chinese law is dated in Chinese time."""
    return desk.clock().astimezone(SHOP_TIME).date()


@get(BASE + "/rulebook", operation_id="readRulebook", tags=TAGS)
async def rulebook(shop: PathText, who: Who, desk: TheDesk, q: Query = "", part: OfPart = None) -> Rulebook:
    """The rules in force today: wording, after-sales, promises, order states, appeals."""
    enter(desk, who, shop, "read")
    found = search(q, part=part or "", at=today_of(desk))
    return Rulebook.model_validate({"pages": [_page(page) for page in found], "total": len(pages())})


@get(BASE + "/rulebook/changes", operation_id="readRuleChanges", tags=TAGS)
async def rule_changes(shop: PathText, who: Who, desk: TheDesk, since: Since = None) -> BookChanges:
    """What has changed in the packaged rules since a day (or the last 90 days): new, changed, ended."""
    enter(desk, who, shop, "read")
    today = today_of(desk)
    since = since or today - _LATELY
    found = [asdict(one) for one in changes(since, today)] if since <= today else []
    return BookChanges.model_validate({"since": since, "known_from": known_from(), "changes": found})


def _page(page: Page) -> dict[str, Any]:
    return {name: list(value) if isinstance(value, tuple) else value for name, value in asdict(page).items()}


@get(BASE + "/rules", operation_id="listRules", tags=TAGS)
async def own_rules(shop: PathText, who: Who, desk: TheDesk) -> ShopRules:
    """The shop's own rules, those switched off too."""
    own = enter(desk, who, shop, "read")
    rows = await desk.database.read(lambda s: service.rules(s, own.id))
    await _count_shadows(desk, own.id, rows)
    offered = [
        {"name": p.name, "zh": p.zh, "en": p.en, "unit": p.unit, "law": p.law, "choices": [*p.choices, *p.refused]}
        for p in promises().values()
    ]
    return ShopRules.model_validate({"rules": rows, "promises": offered, "today": today_of(desk)})


async def _count_shadows(desk: Desk, shop_id: int, rows: list[dict[str, Any]]) -> None:
    """What each word in its shadow would have found in what was said since it was written, in the last week."""
    today = today_of(desk).isoformat()
    shadows = [r for r in rows if r["kind"] == "word" and not r["off_at"] and (r["live_day"] or "") > today]
    if not shadows:
        return
    since = to_ms(desk.clock() - WEEK)
    said = await desk.database.read(lambda s: repository.said(s, shop_id, since, SENTENCES))
    words = tuple(OwnWord(r["id"], r["text"], "negative_wording", "warn", str(r["id"]), "", date.min) for r in shadows)

    def count() -> Counter[str]:
        gate = Gate(replace(packaged(), rules=()), shop=ShopContext(words=words))
        return Counter(
            one for row in said for one in {f.reason for f in gate.findings(row["text"])} if row["at"] >= born[one]
        )

    born = {str(r["id"]): r["at"] for r in shadows}
    found = await asyncio.to_thread(count)
    for row in shadows:
        row["shadow_hits"] = found[str(row["id"])]


@post(BASE + "/rules/words", operation_id="forbidWords", status_code=HTTP_201_CREATED, tags=TAGS)
async def forbid(shop: PathText, data: JSONBody[WordWish], who: Who, desk: TheDesk) -> RuleView:
    """Forbid words in this shop; in shadow for seven days unless at once."""
    own = enter(desk, who, shop, "manage")
    made = await desk.run(
        lambda u: service.add_word(
            u, own.id, (who.staff_id, who.name), today_of(desk), text=data.text, kind=data.kind, level=data.level,
            reason=data.reason, rewrite=data.rewrite, at_once=data.at_once,
        )
    )  # fmt: skip
    return RuleView.model_validate(made)


@post(BASE + "/rules/allowances", operation_id="allowWords", status_code=HTTP_201_CREATED, tags=TAGS)
async def allow(shop: PathText, data: JSONBody[AllowanceWish], who: Who, desk: TheDesk) -> RuleView:
    """Let a false alarm pass until a day; 422 `statutory` for what law forbids."""
    own = enter(desk, who, shop, "manage")
    made = await desk.run(
        lambda u: service.add_allowance(
            u, own.id, (who.staff_id, who.name), today_of(desk), text=data.text, kind=data.kind,
            category=data.category, until=data.until, reason=data.reason,
        )
    )  # fmt: skip
    return RuleView.model_validate(made)


@post(BASE + "/rules/promises", operation_id="promise", status_code=HTTP_201_CREATED, tags=TAGS)
async def promise(shop: PathText, data: JSONBody[PromiseWish], who: Who, desk: TheDesk) -> RuleView:
    """Promise shoppers more than law gives; 422 `worse_than_law` with the article for less."""
    own = enter(desk, who, shop, "manage")
    made = await desk.run(
        lambda u: service.set_promise(
            u, own.id, (who.staff_id, who.name), name=data.name, value=data.value, reason=data.reason
        )
    )
    return RuleView.model_validate(made)


@delete(BASE + "/rules/{own_rule_id:int}", operation_id="endRule", status_code=HTTP_200_OK, tags=TAGS)
async def end(shop: PathText, own_rule_id: PathId, who: Who, desk: TheDesk) -> RuleView:
    """Switch a rule off; it stays in the history."""
    own = enter(desk, who, shop, "manage")
    return RuleView.model_validate(
        await desk.run(lambda u: service.switch_off(u, own.id, own_rule_id, (who.staff_id, who.name)))
    )


@post(BASE + "/rules/preview", operation_id="previewWords", status_code=HTTP_200_OK, tags=TAGS)
async def preview(shop: PathText, data: JSONBody[PreviewWish], who: Who, desk: TheDesk) -> RulePreview:
    """Which sentences of the last week a forbidden word would find."""
    own = enter(desk, who, shop, "manage")
    text = must_have_letters(data.text)
    since = to_ms(desk.clock() - WEEK)
    rows = await desk.database.read(lambda s: repository.said(s, own.id, since, SENTENCES))
    return RulePreview.model_validate(await asyncio.to_thread(tried_on, text, rows))


def tried_on(text: str, rows: list[dict[str, Any]]) -> dict[str, Any]:
    """By the shop's own word alone; the spellings stay, so that its disguises count."""
    word = OwnWord(0, text, "negative_wording", "warn", _TRIED, "", date.min)
    gate = Gate(replace(packaged(), rules=()), shop=ShopContext(words=(word,)))
    hits = [row for row in rows if any(f.reason == _TRIED for f in gate.check(row["text"]).findings)]
    return {"checked": len(rows), "found": len(hits), "hits": hits[:SHOWN]}


@post(BASE + "/rules/try", operation_id="tryCase", status_code=HTTP_200_OK, tags=TAGS)
async def try_case(shop: PathText, data: JSONBody[TryWish], who: Who, desk: TheDesk) -> TriedCase:
    """Decide a case with the shop's promises, open it to its rules, and see what other facts would change."""
    own = enter(desk, who, shop, "read")
    form = examine(data.facts)
    if form.problems:
        raise Invalid("；".join(form.problems[:5]), code="bad_facts")
    promised = await desk.database.read(lambda s: service.shop_rules(s, own.id))
    said = data.facts.get("shop_rules")
    facts = {
        "platform": own.platform, "now": desk.clock().isoformat(), **data.facts,
        "shop_rules": {**promised, **(said if isinstance(said, dict) else {})},
    }  # fmt: skip
    change = what_if(facts, data.changes)
    return TriedCase.model_validate(_opened(change.after, list(change.parts)))


def _opened(decision: Decision, differs: list[str]) -> dict[str, Any]:
    due = decision.deadline
    told = decision.as_json()
    del told["deadline"]
    return {
        **told,
        "basis": spoken(decision.basis),
        "deadline_what": due.what if due else None,
        "deadline_at": due.at if due else None,
        "steps": [{"rule": s.rule, "text": s.text, "basis": spoken(s.basis)} for s in decision.steps],
        "warnings": [{"hours": h, "at": due.at - timedelta(hours=h)} for h in WARN_HOURS] if due else [],
        "when_passed": consequence(due) if due else "",
        "differs": differs,
    }  # fmt: skip


handlers = [rulebook, rule_changes, own_rules, forbid, allow, promise, end, preview, try_case]
