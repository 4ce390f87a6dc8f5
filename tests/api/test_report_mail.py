"""Reports over HTTP as PDF, and a letter that tries the way of mail."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.support.mailbox import mailbox
from tests.support.papers import words_of_pdf
from tests.support.serving import Served
from tests.support.shops import LEAD, OWNER, XIAOYU
from xiaoer.domains.desk.live import LETTERS_PER_MINUTE
from xiaoer.domains.reports import bonus

pytestmark = pytest.mark.anyio
TRIAL = "/reports/mail/test"


async def test_a_report_comes_as_pdf(server: Served) -> None:
    lead, agent = await server.staff(LEAD), await server.staff(XIAOYU)
    made = await lead.do("/reports", {"kind": "day", "day": "2026-11-03"})
    words = {"summary": "今天平稳", "to_dos": ["补拍尺码图"], "version": made["version"]}
    await lead.do(f"/reports/{made['id']}", words, method="PUT")
    answer = await agent.call("GET", f"/reports/{made['id']}/pdf")
    assert answer.headers["content-type"] == "application/pdf"
    assert 'filename="day-2026-11-03.pdf"' in answer.headers["content-disposition"]
    printed = words_of_pdf(answer.content)
    for part in ("日报2026-11-03", "今天平稳", "补拍尺码图", "会话数"):
        assert part in printed


async def test_personal_reports_and_bonus_are_ones_own(server: Served) -> None:
    lead, agent = await server.staff(LEAD), await server.staff(XIAOYU)
    mine = await agent.do("/reports/personal", {"kind": "day", "day": "2026-11-03", "problem": "回慢了", "version": 0})
    theirs = await lead.do("/reports/personal", {"kind": "day", "day": "2026-11-03", "problem": "排班", "version": 0})
    for who in (agent, lead):
        answer = await who.call("GET", f"/reports/personal/{mine['id']}/pdf")
        assert "回慢了" in words_of_pdf(answer.content)
    assert (await agent.call("GET", f"/reports/personal/{theirs['id']}/pdf")).status_code == 404
    month = (server.clock() - timedelta(days=40)).strftime("%Y-%m")
    shop = server.desk.shops.all()[0].id
    await server.desk.run(lambda u: bonus.set_plan(u, shop, (1, "x"), bonus.Plan([("0", "1")], 100, "0")) and None)
    sheet = await agent.call("GET", f"/bonus/pdf?month={month}")
    assert f"提成{month}" in words_of_pdf(sheet.content)


async def test_a_letter_tries_the_way_and_is_kept_in_the_audit(server: Served) -> None:
    lead, owner = await server.staff(LEAD), await server.staff(OWNER)
    told = await lead.do(TRIAL, {"to": "boss@example.com"})
    assert (told["why"], told["said"]) == ("no_server", "")
    async with mailbox() as box:
        server.desk.settings = replace(
            server.desk.settings,
            smtp_host="127.0.0.1",
            smtp_port=box.port,
            smtp_tls="none",
            smtp_from="desk@example.com",
        )
        told = await lead.do(TRIAL, {"to": "boss@example.com"})
        assert (told["why"], told["sender"]) == ("", "desk@example.com")
        (letter,) = box.letters
        assert letter["To"] == "boss@example.com"
        assert "测试邮件" in letter["Subject"]
        box.refusals = ["550 no such user"]
        told = await lead.do(TRIAL, {"to": "gone@example.com"})
        assert (told["why"], told["said"]) == ("refused", "550 no such user")
        server.desk.settings = replace(server.desk.settings, smtp_tls="ssl")
        told = await lead.do(TRIAL, {"to": "boss@example.com"})
        assert told["why"] == "settings"
        assert "XIAOER_SMTP_TLS" in told["said"]
        rows = (await owner.get("/audit"))["rows"]
        kept = [r["subject"] for r in rows if r["action"] == "report.mail_test"]
        assert kept[-2:] == ["boss@example.com：已交给邮件服务器", "boss@example.com：no_server"]
        for _ in range(LETTERS_PER_MINUTE - 4):
            await lead.do(TRIAL, {"to": "boss@example.com"})
        assert (await lead.call("POST", TRIAL, json={"to": "boss@example.com"})).status_code == 429
    assert (await lead.call("POST", TRIAL, json={"to": "a@b.c\nBcc: d@e.f"})).status_code == 422
