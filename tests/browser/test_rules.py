"""The rules room in Chromium: the book is searched, words are forbidden, a notice is confirmed, a case is tried."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import DemoDesk, Windows
from tests.support.shops import LEAD, XIAOYU

pytestmark = pytest.mark.alone


def test_the_rules_room(windows: Windows, demo: DemoDesk) -> None:
    with demo.signed_in(XIAOYU) as client:
        found = client.get("/api/shops/qinghe_womenswear/notices").raise_for_status()
    before = int(found.json()["unread"])  # of tests before this one
    lead, agent = windows.agent(LEAD), windows.agent(XIAOYU)
    badge = agent.get_by_test_id("notices-unread")
    lead.goto(lead.url.split("/desk")[0] + "/desk/rules")
    lead.get_by_test_id("rules-tabs").locator(".ant-segmented-item").first.click()  # unread notices go before the book
    lead.get_by_test_id("rules-search").fill("广告法 最低价")
    first = lead.get_by_test_id("rule").first
    expect(first).to_contain_text("广告法 第9条")
    lead.get_by_test_id("rule-changes-open").click()
    lead.get_by_test_id("rule-changes-since").fill("2024-06-30")
    expect(lead.get_by_test_id("rule-changed").filter(has_text="2024-07-01").first).to_be_visible()
    lead.get_by_test_id("rule-changes-open").click()

    lead.get_by_text("本店规则", exact=True).click()
    lead.get_by_test_id("rules-forbid").click()
    lead.get_by_test_id("rule-text").fill("老板跳楼价")
    lead.get_by_test_id("rule-preview").click()
    expect(lead.get_by_text("没有一句会被查到")).to_be_visible()
    lead.get_by_test_id("rule-reason").fill("不说这种话")
    lead.get_by_test_id("rule-save").click()
    expect(lead.get_by_test_id("own-rule").first).to_contain_text("试运行")
    lead.get_by_test_id("own-rule-end").first.click()
    expect(lead.get_by_test_id("rule-effect")).to_be_visible()
    lead.keyboard.press("Escape")

    lead.get_by_test_id("rules-tabs").get_by_text(re.compile("^公告")).click()  # with a count where one is unread
    lead.get_by_test_id("notice-new").click()
    lead.get_by_test_id("notice-title").fill("米白 M 码断货")
    lead.get_by_test_id("notice-body").fill("下周三补货，先推荐浅灰。")
    lead.get_by_test_id("notice-save").click()
    expect(lead.get_by_test_id("notice-receipts").first).to_contain_text("0 人已确认")

    expect(badge).to_have_attribute("data-count", str(before + 1))  # without a reload
    agent.get_by_role("link", name=f"{before + 1} 条公告未读").click()
    agent.get_by_test_id("notice-confirm").first.click()
    expect(agent.get_by_test_id("notice").first).to_contain_text("已确认")
    if before:
        expect(badge).to_have_attribute("data-count", str(before))
    else:
        expect(badge).to_have_count(0)
    expect(agent.get_by_test_id("notice-receipts")).to_have_count(0)

    agent.get_by_text("裁决试算", exact=True).click()
    agent.get_by_test_id("try-signed").fill("2026-06-04T15:00")
    agent.get_by_test_id("try-amount").fill("300")
    expect(agent.get_by_test_id("decided")).to_contain_text("no_reason.right")
    expect(agent.get_by_test_id("decided")).to_contain_text("消费者权益保护法 第25条")
