"""Inspection in three windows: a lead scores by keyboard, the agent appeals, somebody else scores it again."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import DemoDesk, Windows
from tests.browser.shoppers import Guest
from tests.support.shops import QINGHE

pytestmark = pytest.mark.alone
BASE = f"/api/shops/{QINGHE}/quality"
LATE_S = 60  # a closed chat is judged in the background


@contextlib.contextmanager
def served(windows: Windows, demo: DemoDesk) -> Iterator[tuple[Page, str]]:
    """An agent who has served a guest under a published scorecard, and the guest's name; the chat is over."""
    with demo.signed_in("qinghe-owner") as owner:
        card = owner.get(f"{BASE}/scorecard").raise_for_status().json()
        if card["number"] == 0:
            wish = {"card": card["card"], "seen": 0, "note": "初版"}
            owner.post(f"{BASE}/scorecard", json=wish).raise_for_status()
    agent = windows.agent("qinghe-mumu")
    guest = Guest(demo.url)
    try:
        guest.say("在吗，这条裙子起球吗")
        guest.person()
        agent.get_by_test_id("list-tab-all").click()
        chat = agent.get_by_test_id("conversation-row").filter(has_text="在吗，这条裙子起球吗").first
        nick = chat.inner_text().split()[0]
        chat.click()
        agent.get_by_test_id("composer").fill("洗衣机轻柔档就好")
        agent.get_by_test_id("composer").press("Enter")
        guest.wait(lambda frame: frame["type"] == "message" and frame["message"]["author"] == "agent")
        yield agent, nick
    finally:
        guest.close()


def until_judged(demo: DemoDesk, nick: str) -> None:
    """Wait for the background: a page that has read the list before would have to be loaded anew."""
    until = time.monotonic() + LATE_S
    with demo.signed_in("qinghe-owner") as owner:
        while nick not in {one["shopper"] for one in owner.get(f"{BASE}/inspections").json()["inspections"]}:
            assert time.monotonic() < until, f"{nick} was not judged"
            time.sleep(0.2)


def tab(page: Page, name: str) -> None:
    """Open a part of inspection."""
    page.get_by_role("tab", name=name, exact=True).click()


def row(page: Page, nick: str) -> Page:
    """Open a judged chat from the list in sight."""
    page.get_by_test_id("inspected-row").filter(has_text=nick).first.click()
    expect(page.get_by_test_id("inspected")).to_contain_text(nick)
    return page


def test_a_score_by_keyboard_an_appeal_and_a_second_score(windows: Windows, demo: DemoDesk) -> None:
    with served(windows, demo) as (agent, nick):
        demo.close_chats()
    until_judged(demo, nick)
    lead = windows.agent("qinghe-lead")
    lead.get_by_role("link", name="质检").click()
    tab(lead, "全部会话")
    expect(lead.get_by_test_id("inspected-row").filter(has_text=nick)).to_be_visible()
    tab(lead, "待评")
    lead.get_by_label("每人随机").first.fill("50")
    lead.get_by_test_id("draw").click()
    expect(lead.get_by_test_id("inspected-row").filter(has_text=nick).first).to_be_visible()

    row(lead, nick)
    sheet = lead.get_by_test_id("score-sheet")
    expect(sheet).to_contain_text("合计 100 分")
    lead.keyboard.press("3")  # takes 3 of the first group and goes on to the second
    lead.keyboard.press("ArrowDown")
    lead.keyboard.press("5")  # of the third
    expect(sheet).to_contain_text("合计 92 分")
    lead.keyboard.press("f")
    expect(sheet).to_contain_text("合计 0 分")
    lead.keyboard.press("f")
    lead.get_by_label("评语").fill("让买家自己看，没有回答")
    lead.keyboard.press("Control+Enter")
    expect(sheet).to_have_count(0)
    expect(lead.get_by_test_id("sheets")).to_contain_text("合计 92 分")

    agent.get_by_role("link", name="质检").click()
    scored = agent.get_by_test_id("scored-by-people")
    expect(scored).to_contain_text(nick)
    expect(scored).to_contain_text("92")
    scored.get_by_test_id("inspected-row").filter(has_text=nick).first.click()
    sheets = agent.get_by_test_id("sheets")
    expect(sheets).to_contain_text("没有回答")
    expect(sheets).not_to_contain_text("阿宁")  # who scored is not told
    sheets.get_by_test_id("appeal-sheet").click()
    agent.get_by_test_id("appeal-text").fill("详情页有起球测试的视频")
    agent.get_by_test_id("appeal-text").press("Tab")
    agent.get_by_role("dialog").get_by_role("button", name="申 诉").or_(
        agent.get_by_role("dialog").get_by_role("button", name="申诉")
    ).click()
    expect(agent.get_by_test_id("appeal-box")).to_contain_text("待复核")
    expect(sheets.get_by_test_id("appeal-sheet")).to_have_count(0)  # once

    lead.reload()
    appeal = lead.get_by_test_id("appeal-box")
    expect(appeal).to_contain_text("起球测试")
    owner = windows.agent("qinghe-owner")
    owner.get_by_role("link", name="质检").click()
    tab(owner, "申诉")
    owner.get_by_test_id("appeal-box").filter(has_text="起球测试").get_by_role("link").click()
    expect(owner.get_by_test_id("sheets")).to_contain_text("没有回答")  # though a second sheet waits for the owner
    again = owner.get_by_test_id("appeal-box")
    again.get_by_label("准确").first.fill("1")
    again.get_by_test_id("appeal-answer").fill("有视频，准确一项改扣1分")
    again.get_by_test_id("appeal-grant").click()
    expect(again).to_contain_text("成立")
    expect(owner.get_by_test_id("sheets")).to_contain_text("合计 96 分")

    agent.reload()
    expect(agent.get_by_test_id("appeal-box")).to_contain_text("准确一项改扣1分")
    expect(agent.get_by_test_id("sheets")).to_contain_text("申诉改评")


def test_a_report_prints_on_white_paper_in_full(windows: Windows) -> None:
    lead = windows.agent("qinghe-lead")
    lead.evaluate("localStorage.setItem('xiaoer.theme', 'dark')")
    lead.reload()
    lead.get_by_role("link", name="报表").click()
    tab(lead, "日报周报")
    lead.get_by_test_id("write-day").click()
    expect(lead.get_by_test_id("edit-report")).to_be_visible()
    root = lead.locator("html")
    expect(root).to_have_attribute("data-theme", "dark")
    whole = lead.pdf(format="A6")
    lead.emulate_media(media="print")
    expect(root).to_have_attribute("data-theme", "light")
    expect(lead.get_by_test_id("edit-report")).to_be_hidden()
    expect(lead.locator("nav")).to_be_hidden()
    assert whole.count(b"/Type /Page\n") > 1, "what does not fit on one page goes on on the next"
