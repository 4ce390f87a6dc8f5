"""A return from the chat to the refund: the shopper asks and sends back, the agent decides, checks and refunds."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Windows
from tests.browser.store import STORE, ask_for_a_person, be
from tests.browser.test_shopper_and_agent import picture

pytestmark = pytest.mark.alone
NICK, ORDER = "今天也要早睡", "20261021213078"


def open_cases(shopper: Page) -> None:
    shopper.get_by_test_id("xiaoer-cases").click()
    expect(shopper.get_by_test_id("xiaoer-cases-sheet")).to_be_visible()


def test_a_return_from_the_chat_to_the_refund(windows: Windows) -> None:
    agent = windows.agent("qinghe-mumu")
    shopper = windows.open(windows.person(width=390, height=844), STORE + "/p/QH102")
    be(shopper, NICK)
    ask_for_a_person(shopper)
    shopper.get_by_test_id("xiaoer-input").fill("衣服有个小洞，想退货")
    shopper.get_by_test_id("xiaoer-send").click()

    open_cases(shopper)
    shopper.get_by_test_id("xiaoer-case-new").click()
    shopper.locator("select[name=order]").select_option(ORDER)
    shopper.get_by_test_id("xiaoer-case-kind").select_option("return_refund")
    shopper.get_by_test_id("xiaoer-case-reason").select_option("quality")
    shopper.get_by_test_id("xiaoer-case-send").click()
    case = shopper.get_by_test_id("xiaoer-case").first
    expect(case).to_have_attribute("data-state", "requested")
    case.get_by_test_id("xiaoer-case-file").set_input_files(
        {"name": "a.png", "mimeType": "image/png", "buffer": picture()}
    )

    agent.get_by_test_id("list-tab-all").click()
    agent.get_by_test_id("conversation-row").filter(has_text=NICK[:4]).first.click()
    agent.get_by_test_id("context-tab-cases").click()
    panel = agent.get_by_test_id("case-panel")
    expect(panel).to_have_attribute("data-state", "requested")
    expect(panel.get_by_test_id("case-steps").locator("img")).to_be_visible()
    expect(panel.get_by_test_id("judgement")).to_contain_text("依据")
    panel.get_by_test_id("case-approve").click()
    panel.get_by_test_id("case-amount").fill("150.00")
    panel.get_by_test_id("case-field-address").fill("浙江宁波 退货仓")
    panel.get_by_test_id("case-approve").click()
    expect(panel).to_have_attribute("data-state", "to_return")

    shopper.get_by_test_id("xiaoer-back").click()
    expect(shopper.get_by_test_id("xiaoer-log")).to_contain_text("请寄回商品并填写退货运单号")
    open_cases(shopper)
    expect(case).to_contain_text("浙江宁波 退货仓")
    case.get_by_test_id("xiaoer-case-waybill").fill("SF1234567890123")
    case.get_by_test_id("xiaoer-case-sent").click()
    expect(case).to_have_attribute("data-state", "returning")

    expect(panel).to_have_attribute("data-state", "returning")
    panel.get_by_test_id("case-received").click()
    panel.get_by_test_id("case-received").click()
    expect(panel).to_have_attribute("data-state", "to_refund")
    panel.get_by_test_id("case-refund").click()
    expect(panel).to_have_attribute("data-state", "done")
    shopper.get_by_test_id("xiaoer-back").click()
    expect(shopper.get_by_test_id("xiaoer-log")).to_contain_text("退货退款：已完成")

    agent.goto(agent.url.split("/desk")[0] + "/desk/cases")
    search = agent.get_by_test_id("cases-search").locator("input")
    search.fill("SF1234567890123")
    search.press("Enter")
    agent.get_by_test_id("cases").get_by_text("全部").click()
    expect(agent.get_by_test_id("case-row").first).to_be_visible()
