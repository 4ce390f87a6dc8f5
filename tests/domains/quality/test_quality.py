"""Closed visits judged, scored by people, appealed against: at a running desk, on both engines."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import select, update

from tests.support.desks import TestDesk
from tests.support.judged import FINE, POOR, VILE, closed, judged, publish
from xiaoer.domains.desk import service as desk_service
from xiaoer.domains.desk.models import Conversation
from xiaoer.domains.quality import calibrating, repository, service
from xiaoer.domains.quality.errors import (
    BadCard,
    NoSuchInspection,
    NotPublished,
    NotYourself,
    SheetDone,
    TooLateToAppeal,
)
from xiaoer.domains.quality.models import InspectionRow, ScoreSheet
from xiaoer.domains.quality.own import own_page
from xiaoer.domains.quality.repository import Filter
from xiaoer.domains.quality.runner import Judges
from xiaoer.domains.quality.service import DrawWish, Filled
from xiaoer.domains.rules import notices
from xiaoer.kit.errors import Conflict

pytestmark = pytest.mark.anyio
DAY_S = 86_400


async def people(desk: TestDesk) -> dict[str, tuple[int, str]]:
    """By role: who serves, who leads, who audits; and a second agent."""
    found: dict[str, tuple[int, str]] = {}
    for one in (await desk.agents()).values():
        key = one["role"] if one["role"] not in found else one["role"] + "2"
        found[key] = (one["id"], one["name"])
    return found


async def page(desk: TestDesk, **wanted: Any) -> list[dict[str, Any]]:
    return await desk.desk.database.read(lambda s: repository.page(s, desk.shop.id, Filter(**wanted), 50))


async def detail(desk: TestDesk, inspection: int, staff_id: int, *, sees_all: bool = True) -> dict[str, Any]:
    return await desk.desk.database.read(
        lambda s: repository.detail(
            s, desk.shop.id, service.inspection(s, desk.shop.id, inspection, only=None if sees_all else staff_id),
            staff_id, sees_all=sees_all,
        )
    )  # fmt: skip


async def draw(desk: TestDesk, **wish: int) -> int:
    whole = DrawWish(**{"days": 7, "by_chance": 50, "by_risk": 0, "of_new": 0, "seed": 1, **wish})
    return await desk.desk.run(lambda u: service.take_sample(u, desk.shop.id, whole))


async def test_nothing_is_scored_before_staff_were_told(desk: TestDesk) -> None:
    agent = (await people(desk))["agent"]
    await closed(desk, POOR, agent)
    with pytest.raises(NotPublished):
        await draw(desk)
    await desk.stay()
    desk.clock.advance(60)
    await publish(desk)
    told = await desk.desk.database.read(lambda s: notices.notices(s, desk.shop.id, agent[0], receipts=False))
    assert "申诉" in told[0]["body"]
    assert "不罚款" in told[0]["body"]
    desk.clock.advance(60)
    after = await judged(desk, FINE, agent)
    assert [row["id"] for row in await page(desk)] == [after]


async def test_a_visit_is_judged_once_and_its_findings_cite_its_messages(desk: TestDesk) -> None:
    agent = (await people(desk))["agent"]
    await publish(desk)
    poor = await judged(desk, POOR, agent, "来回的买家")
    fine = await judged(desk, FINE, agent, "来回的买家")  # a second visit of the same conversation
    assert await Judges(desk.desk).sweep(desk.shop) == 0
    first, second = await detail(desk, poor, 0), await detail(desk, fine, 0)
    by_seq = {m["seq"]: m["text"] for m in first["messages"]}
    kinds = {f["kind"]: [by_seq[seq] for seq in f["messages"]] for f in first["findings"]}
    assert "不知道" in kinds["negative_wording"][0]
    assert kinds["cold_reply"] == ["嗯"]
    assert all(f["staff_id"] == agent[0] for f in first["findings"])
    assert first["inspection"]["score"] < second["inspection"]["score"]
    assert min(m["seq"] for m in second["messages"]) > max(by_seq)
    assert [f["kind"] for f in second["findings"] if not f["praise"]] == []
    assert {r["id"] for r in await page(desk, kind="cold_reply")} == {poor}
    assert {r["id"] for r in await page(desk, staff=agent[0] + 10_000)} == set()


async def test_what_may_be_fatal_waits_for_a_person_before_other_faults(desk: TestDesk) -> None:
    agent = (await people(desk))["agent"]
    await publish(desk)
    heard = "老板好，300个走对公，户名李志刚，建行6217开头我发您，比平台省5个点"
    await judged(desk, POOR, agent, "问得多的买家")
    doubted = await judged(desk, [("shopper", "300个怎么付款"), ("agent", heard)], agent, "付款的买家")
    found = {f["kind"]: f for f in (await detail(desk, doubted, 0))["findings"]}
    assert not found["private_payment"]["fatal"]
    assert await draw(desk, by_chance=0, by_risk=1) == 1
    mine = select(ScoreSheet).where(ScoreSheet.shop_id == desk.shop.id)
    waiting = await desk.desk.database.read(lambda s: s.scalars(mine).all())
    assert {(w.inspection_id, w.why.split("|")[0]) for w in waiting} == {(doubted, "suspected:1")}


async def test_practice_is_left_out(desk: TestDesk) -> None:
    agent = (await people(desk))["agent"]
    await publish(desk)
    chat = await desk.conversation()
    mark = update(Conversation).where(Conversation.shop_id == desk.shop.id, Conversation.id == chat)
    await desk.desk.run(lambda u: u.session.execute(mark.values(practice=True)) and None)
    await desk.say(chat, "在吗")
    await desk.say(chat, "嗯", "agent", agent=agent)
    await desk.desk.run(lambda u: desk_service.close(u, desk.shop.id, chat, tag="练习", remark="") and None)
    await Judges(desk.desk).sweep(desk.shop)
    assert await page(desk) == []


async def test_a_shops_own_points_count_from_its_version_on(desk: TestDesk) -> None:
    agent = (await people(desk))["agent"]
    await publish(desk)
    before = await judged(desk, POOR, agent)
    await publish(desk, points={"cold_reply": -40, "no_greeting": 0}, other=0)
    after = await judged(desk, POOR, agent)
    assert (await detail(desk, after, 0))["inspection"]["score"] == 60
    assert (await detail(desk, before, 0))["card"]["number"] == 1
    with pytest.raises(BadCard, match="合计"):
        await publish(desk, groups={**(await detail(desk, after, 0))["card"]["groups"], "needs": 99})
    with pytest.raises(BadCard, match="正负"):
        await publish(desk, points={"cold_reply": 4})


async def test_two_score_apart_and_see_each_other_only_afterwards(desk: TestDesk) -> None:
    who = await people(desk)
    await publish(desk)
    chat = await judged(desk, POOR, who["agent"])
    assert await draw(desk) == 1
    assert await draw(desk) == 0
    for role in ("lead", "auditor"):
        queue = await desk.desk.database.read(lambda s, r=role: repository.queue(s, desk.shop.id, who[r][0]))
        assert [e["inspection"]["id"] for e in queue] == [chat]
        seen = await detail(desk, chat, who[role][0])
        assert (seen["sheets"], seen["inspection"]["human_score"]) == ([], None)
        lost = {"attitude": 10} if role == "lead" else {"attitude": 10, "accuracy": 15}
        filled = Filled(lost, fatal=False, remark="语气")
        await desk.desk.run(
            lambda u, q=queue, r=role, f=filled: service.fill(u, desk.shop.id, q[0]["sheet"], who[r], f) and None
        )
        with pytest.raises(SheetDone):
            await desk.desk.run(
                lambda u, q=queue, r=role, f=filled: service.fill(u, desk.shop.id, q[0]["sheet"], who[r], f)
            )
    seen = await detail(desk, chat, who["agent"][0], sees_all=False)
    assert [s["score"] for s in seen["sheets"]] == [90, 75]
    assert all(s["by"] is None for s in seen["sheets"])
    assert seen["inspection"]["human_score"] == 82.5
    assert seen["inspection"]["score"] != 82.5
    agreed = await desk.desk.database.read(lambda s: calibrating.agreement(s, desk.shop.id, 0))
    assert (agreed["pairs"], agreed["mean_gap"]) == (1, 15)
    assert {g["key"]: g["kappa"] for g in agreed["groups"]}["accuracy"] == 0


async def test_nobody_scores_his_own_chat(desk: TestDesk) -> None:
    who = await people(desk)
    await publish(desk)
    await judged(desk, POOR, who["lead"])
    await draw(desk)
    own = await desk.desk.database.read(lambda s: repository.queue(s, desk.shop.id, who["lead"][0]))
    others = await desk.desk.database.read(lambda s: repository.queue(s, desk.shop.id, who["auditor"][0]))
    assert own == []
    with pytest.raises(NotYourself):
        await desk.desk.run(
            lambda u: service.fill(u, desk.shop.id, others[0]["sheet"], who["lead"], Filled({}, fatal=False, remark=""))
        )
    with pytest.raises(BadCard):
        await desk.desk.run(
            lambda u: service.fill(
                u, desk.shop.id, others[0]["sheet"], who["auditor"], Filled({"closing": 6}, fatal=False, remark="")
            )
        )


async def test_a_granted_appeal_takes_a_finding_away(desk: TestDesk) -> None:
    who = await people(desk)
    agent = who["agent"]
    await publish(desk)
    chat = await judged(desk, VILE, agent)
    before = await detail(desk, chat, agent[0], sees_all=False)
    fatal = [f["id"] for f in before["findings"] if f["fatal"]]
    assert before["inspection"]["score"] == 0

    def appeal(u: Any, finding: int) -> Any:
        return service.appeal(u, desk.shop.id, chat, agent, finding_id=finding, sheet_id=None, text="是系统演示号")

    with pytest.raises(NoSuchInspection):
        await desk.desk.run(
            lambda u: service.appeal(
                u, desk.shop.id, chat, who["auditor"], finding_id=fatal[0], sheet_id=None, text="不是我的"
            )
        )
    for finding in fatal:
        made = await desk.desk.run(lambda u, f=finding: appeal(u, f).id)
        with pytest.raises(TooLateToAppeal):
            await desk.desk.run(lambda u, f=finding: appeal(u, f))
        with pytest.raises(NotYourself):
            await desk.desk.run(
                lambda u, m=made: service.decide(u, desk.shop.id, m, agent, grant=True, answer="好", again=None)
            )
        await desk.desk.run(
            lambda u, m=made: (
                service.decide(u, desk.shop.id, m, who["lead"], grant=True, answer="成立", again=None) and None
            )
        )
        with pytest.raises(SheetDone):
            await desk.desk.run(
                lambda u, m=made: service.decide(u, desk.shop.id, m, who["lead"], grant=False, answer="", again=None)
            )
    after = await detail(desk, chat, agent[0], sees_all=False)
    assert after["inspection"]["score"] > 0
    assert not after["inspection"]["fatal"]
    assert {f["id"] for f in after["findings"] if f["voided"]} == set(fatal)


async def test_an_appeal_against_a_sheet_is_decided_by_somebody_else_with_a_new_sheet(desk: TestDesk) -> None:
    who = await people(desk)
    agent = who["agent"]
    await publish(desk)
    chat = await judged(desk, FINE, agent)
    await draw(desk)
    queue = await desk.desk.database.read(lambda s: repository.queue(s, desk.shop.id, who["auditor"][0]))
    sheet = await desk.desk.run(
        lambda u: (
            service.fill(
                u, desk.shop.id, queue[0]["sheet"], who["auditor"], Filled({"needs": 10}, fatal=False, remark="")
            ).id
        )
    )
    made = await desk.desk.run(
        lambda u: service.appeal(u, desk.shop.id, chat, agent, finding_id=None, sheet_id=sheet, text="问了需求").id
    )
    again = Filled({"needs": 2}, fatal=False, remark="问得晚")
    asked = await detail(
        desk, chat, who["lead"][0]
    )  # the second sheet waits: who decides sees what is appealed against
    assert (asked["sheet"], [s["id"] for s in asked["sheets"]]) == (None, [sheet])
    with pytest.raises(NotYourself):
        await desk.desk.run(
            lambda u: service.decide(u, desk.shop.id, made, who["auditor"], grant=True, answer="好", again=again)
        )
    with pytest.raises(BadCard):
        await desk.desk.run(
            lambda u: service.decide(u, desk.shop.id, made, who["lead"], grant=True, answer="好", again=None)
        )
    await desk.desk.run(
        lambda u: service.decide(u, desk.shop.id, made, who["lead"], grant=True, answer="好", again=again) and None
    )
    assert (await detail(desk, chat, agent[0], sees_all=False))["inspection"]["human_score"] == 98
    own = await desk.desk.database.read(lambda s: own_page(s, desk.shop.id, agent[0], desk.shop.zone, desk.clock.ms()))
    assert (own["human"], [c["id"] for c in own["by_people"]]) == (98, [chat])
    desk.clock.advance(4 * DAY_S)
    late = await judged(desk, POOR, agent)
    desk.clock.advance(4 * DAY_S)
    finding = (await detail(desk, late, agent[0]))["findings"][0]["id"]
    with pytest.raises(TooLateToAppeal):
        await desk.desk.run(
            lambda u: service.appeal(u, desk.shop.id, late, agent, finding_id=finding, sheet_id=None, text="晚了")
        )


async def test_calibration_shows_everybodys_distance_at_its_end(desk: TestDesk) -> None:
    who = await people(desk)
    await publish(desk)
    chat = await judged(desk, POOR, who["agent"])
    raters = {who[r][0]: who[r][1] for r in ("owner", "lead", "auditor")}
    with pytest.raises(NotYourself):
        await desk.desk.run(lambda u: calibrating.begin(u, desk.shop.id, chat, "x", {who["agent"][0]: "a"}, ""))
    made = await desk.desk.run(lambda u: calibrating.begin(u, desk.shop.id, chat, "林", raters, "十一月").id)

    def view(staff_id: int) -> Any:
        return desk.desk.database.read(lambda s: calibrating.listed(s, desk.shop.id, staff_id)[0])

    for role, lost in (("owner", 5), ("lead", 15)):
        sheet = (await view(who[role][0]))["own_sheet"]
        filled = Filled({"attitude": lost}, fatal=False, remark="")
        await desk.desk.run(lambda u, s=sheet, r=role, f=filled: service.fill(u, desk.shop.id, s, who[r], f) and None)
    assert [p["score"] for p in (await view(who["auditor"][0]))["people"]] == [None, None, None]
    standard = Filled({"attitude": 10}, fatal=False, remark="")
    await desk.desk.run(lambda u: calibrating.end(u, desk.shop.id, made, standard) and None)
    shown = await view(who["auditor"][0])
    assert sorted(p["off"] for p in shown["people"]) == [-5, 5]
    assert (await detail(desk, chat, 0))["inspection"]["human_score"] is None  # calibration is no score


async def test_the_own_page_and_what_repeats(desk: TestDesk) -> None:
    who = await people(desk)
    agent = who["agent"]
    await publish(desk)
    best = await judged(desk, FINE, agent)
    for _ in range(3):
        await judged(desk, POOR, agent)
    await judged(desk, VILE, who["agent2"])
    own = await desk.desk.database.read(lambda s: own_page(s, desk.shop.id, agent[0], desk.shop.zone, desk.clock.ms()))
    assert own["chats"] == 4
    assert own["best"][0]["id"] == best
    assert own["weeks"][-1]["chats"] == 4
    assert own["weeks"][0] == {"week": "2026-09-14", "chats": 0, "score": None}
    assert {"cold_reply", "negative_wording"} <= {p["kind"] for p in own["patterns"]}
    whole = await desk.desk.database.read(lambda s: repository.coaching(s, desk.shop.id, 0))
    assert [p["fatal"] for p in whole[:1]] == [True]
    assert {p["staff"] for p in whole} == {agent[1], who["agent2"][1]}


async def test_two_who_publish_at_once(desk: TestDesk) -> None:
    await publish(desk)
    from xiaoer.domains.quality import cards

    with pytest.raises(Conflict):
        await desk.desk.run(lambda u: cards.publish(u, desk.shop.id, (1, "x"), cards.default_card(), seen=0, note=""))


async def test_the_job_judges_what_closes_by_itself(desk: TestDesk) -> None:
    from tests.support.waiting import eventually

    agent = (await people(desk))["agent"]
    await publish(desk)
    chat = await closed(desk, FINE, agent)
    query = select(InspectionRow.score).where(
        InspectionRow.shop_id == desk.shop.id, InspectionRow.conversation_id == chat
    )

    async def there() -> bool:
        return await desk.desk.database.read(lambda s: s.scalar(query)) is not None

    await eventually(there)
