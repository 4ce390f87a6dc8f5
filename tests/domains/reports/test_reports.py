"""A day counted at a running desk, reports that write themselves, personal ones, imported figures; both engines."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import update

from tests.support.desks import TestDesk
from tests.support.judged import FINE, POOR, judged, publish
from xiaoer.core.inspection.ledger import Counted, Ledger
from xiaoer.domains.desk.models import Conversation
from xiaoer.domains.quality.reading import rows_of
from xiaoer.domains.reports import counting, imported, personal, service
from xiaoer.domains.reports.errors import BadFile, ReportMoved
from xiaoer.domains.reports.figuring import figures
from xiaoer.domains.reports.peaks import figures_of, measured_against
from xiaoer.domains.reports.personal import Own
from xiaoer.domains.reports.rules import Period, period_of, tongue_of
from xiaoer.domains.reports.runner import Reporter
from xiaoer.domains.reports.service import Words
from xiaoer.domains.shop.duty import Peak
from xiaoer.domains.shop.service import change_settings
from xiaoer.files.chats import read_chats
from xiaoer.files.inspection.daily import write_daily

pytestmark = pytest.mark.anyio
TODAY = date(2026, 11, 3)
DAY = period_of("day", TODAY)


async def agent(desk: TestDesk, which: int = 0) -> tuple[int, str]:
    serve = [a for a in (await desk.agents()).values() if a["role"] == "agent"]
    return serve[which]["id"], serve[which]["name"]


async def asked(desk: TestDesk, who: tuple[int, str], waits: list[int], nick: str | None = None) -> int:
    """A chat with one answer after each of these seconds."""
    chat = await desk.conversation(nick)
    for n, wait in enumerate(waits):
        await desk.say(chat, f"第{n}个问题是什么？")
        desk.clock.advance(wait)
        await desk.say(chat, "亲您好，这就为您说明", "agent", agent=who)
        desk.clock.advance(5)
    return chat


async def counts(desk: TestDesk, period: Period = DAY, staff: set[int] | None = None) -> counting.Counts:
    return await desk.desk.database.read(lambda s: counting.count(s, desk.shop, period, staff))


async def test_a_day_by_the_definitions(desk: TestDesk) -> None:
    one, two = await agent(desk), await agent(desk, 1)
    await asked(desk, one, [10, 30, 200])
    await asked(desk, two, [60])
    lonely = await desk.conversation()
    await desk.say(lonely, "有人吗？")
    practice = await asked(desk, one, [900])
    mark = update(Conversation).where(Conversation.shop_id == desk.shop.id, Conversation.id == practice)
    await desk.desk.run(lambda u: u.session.execute(mark.values(practice=True)) and None)
    counted = await counts(desk)
    numbers = counted.numbers()
    assert numbers["conversations"] == 3
    assert numbers["average_response_s"] == 75  # (10 + 30 + 200 + 60) / 4
    assert numbers["reply_rate_3min"] == 0.6  # 3 of 5 turns
    assert numbers["unreplied"] == 1
    assert counted.numbers("agent", str(one[0]))["average_response_s"] == 80
    assert counted.numbers("agent", str(two[0]))["conversations"] == 1
    team = await counts(desk, staff={two[0]})
    assert team.numbers()["conversations"] == 1
    worst = counting.behind(counted, "average_response_s", None)
    assert [value for _, value in worst] == [80, 60]
    assert next(value for _, value in counting.behind(counted, "unreplied", None)) == 1
    assert {c.conversation for c, _ in counting.behind(counted, "conversations", two[0])} == {worst[1][0].conversation}
    known = counting.definitions(counted.rules)
    assert set(numbers) <= set(known)
    assert all(known[key]["text"] for key in numbers)


async def test_the_same_numbers_as_the_ledger_of_inspect(desk: TestDesk) -> None:
    """The chats as one ledger would count them from a file."""
    who = await agent(desk)
    for waits in ([3, 181], [29, 31, 61], [700]):
        await asked(desk, who, waits)
    counted = await counts(desk)
    ledger = Ledger()
    for chat in counted.chats:
        ledger.add([Counted(desk.shop.platform, chat.rows)])
    theirs = ledger.report()["shop"]
    assert {k: v for k, v in counted.numbers().items() if k in theirs} == {
        k: theirs[k] for k in counted.numbers() if k in theirs
    }


async def test_a_chat_over_midnight_belongs_to_the_day_it_began(desk: TestDesk) -> None:
    who = await agent(desk)
    chat = await desk.conversation()
    desk.clock.advance(9.9 * 3600)  # 23:54 in China
    await desk.say(chat, "还在吗？")
    desk.clock.advance(900)
    await desk.say(chat, "亲您好，在的", "agent", agent=who)
    assert (await counts(desk)).numbers()["average_response_s"] == 900
    assert (await counts(desk, period_of("day", TODAY + timedelta(days=1)))).numbers()["conversations"] == 0


async def test_rows_name_people_by_number(desk: TestDesk) -> None:
    who = await agent(desk)
    await asked(desk, who, [5])
    chat = (await counts(desk)).chats[0]
    assert {r.who for r in chat.rows if r.side == "human"} == {str(who[0])}
    assert rows_of([]) == []


async def test_reports_write_themselves_once_at_their_hour(desk: TestDesk) -> None:
    who = await agent(desk)
    await publish(desk)
    await judged(desk, POOR, who)
    await judged(desk, FINE, who)
    reporter = Reporter(desk.desk)
    assert await reporter.sweep(desk.shop) == []
    wish = {"on": True, "day_at": "15:00", "week_day": 0, "week_at": "09:00"}
    await desk.desk.run(lambda u: service.set_plan(u, desk.shop.id, (1, "林"), wish))
    assert await reporter.sweep(desk.shop) == []  # 14:00, and yesterday nobody wrote
    desk.clock.advance(3600)
    (made,) = await reporter.sweep(desk.shop)
    assert await reporter.sweep(desk.shop) == []
    told = [e.data["report"] for e in await desk.events() if e.type == "report.made"]
    assert [(t["id"], t["day"]) for t in told] == [(made, "2026-11-03")]
    report = await desk.desk.database.read(lambda s: service.view(service.find(s, desk.shop.id, made)))
    assert report["summary"].startswith("会话数 2")
    assert [c["score"] for c in report["figures"]["worst"]] == [] or report["figures"]["worst"][0]["score"] < 90
    assert [a["name"] for a in report["figures"]["agents"]] == [who[1]]
    assert {k["kind"] for k in report["figures"]["kinds"]} >= {"cold_reply", "good_closing"}
    desk.clock.advance(6 * 86_400)  # Monday, 15:00
    weekly = await reporter.sweep(desk.shop)
    kinds = await desk.desk.database.read(lambda s: [(r["kind"], r["day"]) for r in service.listed(s, desk.shop.id, 9)])
    assert len(weekly) == 1
    assert ("week", "2026-11-02") in kinds


async def test_words_are_edited_under_a_version_and_stay_when_counted_anew(desk: TestDesk, tmp_path: Path) -> None:
    who = await agent(desk)
    await asked(desk, who, [20])

    async def counted() -> dict[str, Any]:
        return await desk.desk.database.read(lambda s: figures(s, desk.shop, DAY, desk.clock.ms()))

    found = await counted()
    made = await desk.desk.run(lambda u: service.view(service.write(u, desk.shop.id, DAY, found)))
    words = Words("今天平稳", "下午快递停运", ["明天补贺卡"])
    await desk.desk.run(lambda u: service.edit(u, desk.shop.id, made["id"], "林", words, made["version"]) and None)
    with pytest.raises(ReportMoved):
        await desk.desk.run(lambda u: service.edit(u, desk.shop.id, made["id"], "林", words, made["version"]))
    await asked(desk, who, [40])
    anew = await counted()
    again = await desk.desk.run(lambda u: service.view(service.write(u, desk.shop.id, DAY, anew)))
    assert again["id"] == made["id"]
    assert (again["summary"], again["to_dos"]) == ("今天平稳", ["明天补贺卡"])
    numbers = {n["key"]: n["value"] for n in again["figures"]["numbers"]}
    assert numbers["conversations"] == 2
    write_daily(tmp_path / "r.xlsx", again, tongue_of("zh"))
    sheets = {name: list(rows) for name, rows in _cells(tmp_path / "r.xlsx")}
    assert ["小结", "今天平稳"] in [row[:2] for row in sheets["小结"]]
    assert ["平均响应", "30"] in [[row[0], str(row[1]).removesuffix(".0")] for row in sheets["数据"]]


def _cells(path: Path) -> list[tuple[str, list[list[Any]]]]:
    from python_calamine import CalamineWorkbook

    book = CalamineWorkbook.from_path(str(path))
    return [(name, book.get_sheet_by_name(name).to_python()) for name in book.sheet_names]


async def test_a_personal_report_and_the_correction_that_comes_back(desk: TestDesk) -> None:
    who = await agent(desk)
    await asked(desk, who, [20, 40])
    draft = await desk.desk.database.read(lambda s: personal.draft(s, desk.shop, DAY, who[0]))
    numbers = {n["key"]: n["value"] for n in draft["numbers"]}
    assert (numbers["average_response_s"], draft["carried"], draft["version"]) == (30, "", 0)
    own = Own("回得慢", "在查尺码", "把尺码表放手边", None)

    def hand_in(u: Any, period: Period, version: int, written: Own = own) -> Any:
        return personal.hand_in(u, desk.shop, period, who[0], written, draft["numbers"], version).id

    made = await desk.desk.run(lambda u: hand_in(u, DAY, 0))
    with pytest.raises(ReportMoved):
        await desk.desk.run(lambda u: hand_in(u, DAY, 0))
    await desk.desk.run(lambda u: personal.comment(u, desk.shop.id, made, "林店长", "写得实在") and None)
    tomorrow = period_of("day", TODAY + timedelta(days=1))
    after = await desk.desk.database.read(lambda s: personal.draft(s, desk.shop, tomorrow, who[0]))
    assert after["carried"] == "把尺码表放手边"
    await desk.desk.run(lambda u: hand_in(u, tomorrow, 0, Own("", "", "", True)))
    both = await desk.desk.database.read(lambda s: personal.listed(s, desk.shop.id, "day", None, 9))
    assert [(r["day"], r["kept"], r["comment_by"]) for r in both] == [
        ("2026-11-04", True, None), ("2026-11-03", None, "林店长"),
    ]  # fmt: skip


async def test_a_platforms_own_figures_stand_beside(desk: TestDesk, tmp_path: Path) -> None:
    table = tmp_path / "客服数据.csv"
    table.write_text(
        "日期,客服账号,3分钟人工回复率,平均人工响应时长,咨询人数,询单人数\n2026-11-03,小雨,95.5%,32秒,120,80\n", "utf-8"
    )
    rows, unread = imported.figures_of(read_chats(table), table.name)
    assert unread == []
    for _ in range(2):  # an import again puts the figures in place of the old
        await desk.desk.run(lambda u: imported.keep(u, desk.shop.id, table.name, rows))
    found = await desk.desk.database.read(lambda s: imported.listed(s, desk.shop.id, "2026-11-01", "2026-11-03"))
    assert {f["name"]: f["value"] for f in found}["3分钟人工回复率"] == "0.955"
    assert len({f["name"] for f in found}) == len(found)
    assert {(f["file"], f["line"]) for f in found} == {("客服数据.csv", 2)}
    chat = tmp_path / "聊天.txt"
    chat.write_text("旺旺名 2026-03-01 10:00:00\n在吗\n", "utf-8")
    with pytest.raises(BadFile, match="客服数据表"):
        imported.figures_of(read_chats(chat), chat.name)


def _rush(name: str, first: int, last: int) -> dict[str, Any]:
    return {
        "name": name, "starts": f"2026-11-{first:02d}T00:00:00+08:00", "ends": f"2026-11-{last + 1:02d}T00:00:00+08:00",
    }  # fmt: skip


async def test_a_rush_is_measured_by_the_rush_before_it(desk: TestDesk) -> None:
    one = await agent(desk)
    await asked(desk, one, [10, 20])  # 3 November: the first rush
    desk.clock.advance(86_400)
    await asked(desk, one, [300] * 3)  # a usual day between them
    desk.clock.advance(86_400)
    await asked(desk, one, [60])
    await asked(desk, one, [60])
    rushes = [_rush("双11", 3, 3), _rush("返场", 5, 6), _rush("双12", 20, 21)]
    await desk.desk.run(lambda u: change_settings(u, desk.shop.id, {"peaks": rushes}))
    await desk.desk.reload_shops()
    shop = desk.desk.shops.get(desk.shop.id)
    newest, first = await desk.desk.database.read(lambda s: figures_of(s, shop, desk.clock()))
    numbers = {one["key"]: one for one in newest["numbers"]}
    assert (newest["name"], newest["against"], newest["running"]) == ("返场", "双11", True)
    assert (numbers["conversations"]["value"], numbers["conversations"]["before"]) == (2, 1)
    assert (numbers["average_response_s"]["value"], numbers["average_response_s"]["before"]) == (60, 15)
    assert first["against"] is None
    assert all(one["before"] is None for one in first["numbers"])


def test_a_rush_of_the_same_name_comes_before_a_newer_one() -> None:
    old, between, now = (Peak.model_validate(_rush(*r)) for r in (("双11", 1, 1), ("返场", 3, 3), ("双11", 9, 9)))
    assert measured_against([old, between, now], now) == old
    assert measured_against([old, between, now], between) == old
    assert measured_against([old, between, now], old) is None
