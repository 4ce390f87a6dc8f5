"""Reports by e-mail at a running desk, on both engines, to a small SMTP server."""

from __future__ import annotations

import io
from datetime import date
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from tests.domains.reports.test_reports import agent, asked
from tests.support.desks import TestDesk
from tests.support.mailbox import mailbox
from tests.support.papers import words_of_pdf
from xiaoer.app.housekeeping import send_letters
from xiaoer.domains.reports import mailing, service
from xiaoer.domains.reports.figuring import figures
from xiaoer.domains.reports.rules import period_of
from xiaoer.kit.retrying import LETTERS
from xiaoer.ports.mailing import SmtpMailer
from xiaoer.ports.mailing.smtp import Server

pytestmark = pytest.mark.anyio
DAY = period_of("day", date(2026, 11, 3))
BOSS, BUYER, GONE = "boss@example.com", "buyer@example.com", "gone@example.com"


async def log(desk: TestDesk) -> list[tuple[str, str, int, str]]:
    rows = await desk.desk.database.read(lambda s: mailing.log(s, desk.shop.id))
    return [(r["receiver"], r["state"], r["attempts"], r["said"]) for r in reversed(rows)]


async def receivers(desk: TestDesk, *wish: str) -> None:
    await desk.desk.run(lambda u: mailing.set_receivers(u, desk.shop.id, (1, "林"), list(wish)))


async def test_a_report_goes_to_everybody_and_is_tried_again(desk: TestDesk) -> None:
    await asked(desk, await agent(desk), [20, 40])
    found = await desk.desk.database.read(lambda s: figures(s, desk.shop, DAY, desk.clock.ms()))
    found = {**found, "worst": [{"shopper": "小鹿斑比", "agents": ["木木"], "score": 3, "kinds": []}]}
    await receivers(desk, BOSS, BUYER, GONE, BOSS)

    def write(u: Any) -> int:
        return service.write(u, desk.shop.id, DAY, found).id

    made = await desk.desk.run(write)
    async with mailbox() as box:
        mailer = SmtpMailer(Server("127.0.0.1", box.port, "none", "desk@example.com"), timeout_s=5)
        box.refusals = ["451 later"] * 3
        assert await send_letters(desk.desk, desk.shop, mailer) == 3
        assert {(state, tries) for _, state, tries, _ in await log(desk)} == {("waiting", 1)}
        assert await send_letters(desk.desk, desk.shop, mailer) == 0  # not before its time
        await receivers(desk, BOSS, BUYER)  # who is no longer there gets nothing more
        desk.clock.advance(LETTERS.steps_s[0])
        assert await send_letters(desk.desk, desk.shop, mailer) == 2
        assert [line[:3] for line in await log(desk)] == [(BOSS, "done", 2), (BUYER, "done", 2)]
        assert sorted(box.receivers) == [BOSS, BUYER]
        letter = next(one for one in box.letters if one["To"] == BOSS)
        text = letter.get_body(("plain",)).get_content()  # type: ignore[union-attr]
        assert text.startswith(f"{desk.shop.name} 日报 2026-11-03")
        assert "平均响应：30（上期 —）" in text
        book, paper = letter.iter_attachments()
        assert (paper.get_filename(), paper.get_content_type()) == ("day-2026-11-03.pdf", "application/pdf")
        printed = words_of_pdf(paper.get_content())
        assert f"{desk.shop.name}日报2026-11-03" in printed
        assert "平均响应30秒—" in printed
        assert "小鹿斑比" not in printed
        cells = CalamineWorkbook.from_filelike(io.BytesIO(book.get_content()))
        whole = str([cells.get_sheet_by_name(name).to_python() for name in cells.sheet_names])
        assert "会话数" in whole
        assert "小鹿斑比" not in whole + text  # shoppers are not named in letters

        await desk.desk.run(lambda u: service.write(u, desk.shop.id, DAY, found) and None)  # counted anew: no letter
        assert await send_letters(desk.desk, desk.shop, mailer) == 0
        await receivers(desk, BOSS)
        await desk.desk.run(lambda u: service.send(u, desk.shop.id, made, (1, "林")) and None)
        box.refusals = ["550 no such user"]
        assert await send_letters(desk.desk, desk.shop, mailer) == 1
        assert (await log(desk))[-1] == (BOSS, "failed", 1, "550 no such user")

        await desk.desk.run(lambda u: service.send(u, desk.shop.id, made, (1, "林")) and None)
        desk.clock.advance(mailing.STALE_MS / 1000 + 1)
        assert await send_letters(desk.desk, desk.shop, mailer) == 0
        assert (await log(desk))[-1][1] == "failed"  # a day late is no news
    assert len(box.letters) == 2
