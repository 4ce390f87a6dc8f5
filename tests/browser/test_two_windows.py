"""A shopper's chat through the whole road: robot from the size chart, a person, phrase, transfer, close, stars."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Windows

pytestmark = pytest.mark.alone
COLLEAGUE = "阿宁"
PRODUCT = "/store/qinghe_womenswear/p/QH101"


def say(page: Page, text: str) -> None:
    """The shopper writes a line."""
    page.get_by_test_id("xiaoer-input").fill(text)
    page.get_by_test_id("xiaoer-send").click()


def last_of(page: Page, author: str) -> str:
    """The newest line of an author in the widget."""
    return page.locator(f'[data-testid="xiaoer-message"][data-author="{author}"]').last.inner_text()


def open_row(page: Page, nick: str) -> None:
    """Open a chat from the list of all."""
    page.get_by_test_id("list-tab-all").click()
    page.get_by_test_id("conversation-row").filter(has_text=nick).first.click()


def test_from_the_size_chart_to_the_stars(windows: Windows) -> None:
    agent, colleague = windows.agent("qinghe-xiaoyu"), windows.agent("qinghe-lead")
    shopper = windows.open(windows.person(), PRODUCT)
    shopper.get_by_test_id("xiaoer-bubble").click()
    expect(shopper.get_by_test_id("xiaoer-consent")).to_contain_text("智能客服")

    say(shopper, "165 118斤穿什么码")
    answer = shopper.locator('[data-testid="xiaoer-message"][data-author="robot"]').last
    expect(answer).to_contain_text("L")
    expect(answer.get_by_test_id("xiaoer-robot-mark")).to_contain_text("智能客服")

    shopper.get_by_test_id("xiaoer-human").click()
    expect(shopper.get_by_test_id("xiaoer-status")).to_have_attribute("data-phase", "assigned")
    holder, other = agent, colleague  # questions before the sale go to 售前, where the lead is not
    expect(shopper.get_by_test_id("xiaoer-status")).to_contain_text("小雨")
    holder.get_by_test_id("conversation-row").filter(has_text="访客").first.click()
    expect(holder.get_by_test_id("wait-clock").first).to_be_visible()
    expect(holder.get_by_test_id("thread")).to_contain_text("165 118斤穿什么码")

    composer = holder.get_by_test_id("composer")
    composer.fill("/")
    holder.get_by_role("option").first.click()
    expect(composer).not_to_have_value("/")
    composer.press("Enter")
    expect(shopper.locator('[data-testid="xiaoer-message"][data-author="agent"]').last).to_be_visible()

    holder.get_by_test_id("transfer").click()
    holder.get_by_test_id("transfer-to").click()
    holder.locator(".ant-select-dropdown:visible").get_by_text(re.compile(COLLEAGUE)).first.click()
    holder.get_by_test_id("transfer-remark").fill("尺码已定L，等付款")
    holder.get_by_test_id("transfer-ok").click()
    expect(other.get_by_test_id("conversation-row").filter(has_text="访客").first).to_be_visible()

    other.get_by_test_id("conversation-row").filter(has_text="访客").first.click()
    expect(other.get_by_test_id("thread")).to_contain_text("尺码已定L，等付款")
    assert "尺码已定L" not in shopper.get_by_test_id("xiaoer-log").inner_text(), "a remark never reaches the shopper"

    other.get_by_test_id("close").click()
    other.get_by_test_id("close-tag").get_by_text("已解决").click()
    other.get_by_test_id("close-ok").click()
    expect(shopper.get_by_test_id("xiaoer-status")).to_have_attribute("data-phase", "closed")
    shopper.get_by_test_id("xiaoer-star-5").click()
    shopper.get_by_test_id("xiaoer-rate-word").fill("很快")
    shopper.get_by_test_id("xiaoer-rate-send").click()
    expect(other.get_by_test_id("thread")).to_contain_text("5 星")
