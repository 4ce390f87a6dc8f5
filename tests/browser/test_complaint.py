"""A complaint through its steps in two windows: ticked by the chat, solved, its dispute pack opened."""

from __future__ import annotations

import zipfile

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Windows
from tests.browser.store import STORE, ask_for_a_person, be

pytestmark = pytest.mark.alone
NICK, ORDER = "白桃乌龙半糖", "20261020101215"
SAID = (
    ("welcome", "您好，我是客服木木，这件事由我跟到底。"), ("listen", "我先记下，跟您核对：衣服洗一次开线。是这样吗？"),
    ("soothe", "换作我也会着急，您的心情能理解。"), ("apologise", "是我们没有把好关，非常抱歉。"),
    ("remedies", "有两个方案：一是换货，二是退货退款。您看哪个更合适？"), ("act", "已经为您登记，办好马上告诉您。"),
)  # fmt: skip


def test_a_complaint_through_its_steps_with_its_pack(windows: Windows) -> None:
    agent = windows.agent("qinghe-mumu")
    shopper = windows.open(windows.person(width=390, height=844), STORE + "/p/QH102")
    be(shopper, NICK)
    ask_for_a_person(shopper)
    shopper.get_by_test_id("xiaoer-input").fill("衣服洗一次就开线，我要投诉到12315")
    shopper.get_by_test_id("xiaoer-send").click()

    agent.get_by_test_id("list-tab-all").click()
    agent.get_by_test_id("conversation-row").filter(has_text=NICK[:4]).first.click()
    agent.get_by_test_id("context-tab-cases").click()
    agent.get_by_test_id("complaint-new").click()
    agent.get_by_test_id("complaint-text").fill("衣服洗一次开线")
    agent.get_by_test_id("complaint-order").click()
    agent.locator(".ant-select-item-option").filter(has_text=ORDER).click()
    agent.get_by_test_id("complaint-open").click()
    panel = agent.get_by_test_id("complaint")
    expect(panel.get_by_test_id("complaint-triggers")).to_contain_text("监管")
    for step, text in SAID:
        agent.get_by_test_id("composer").fill(text)
        agent.get_by_test_id("composer").press("Enter")
        expect(panel.locator(f'[data-step="{step}"]')).to_have_attribute("data-done", "true")
    panel.get_by_test_id("remedy-take").first.click()
    with agent.expect_download() as saved:
        panel.get_by_test_id("complaint-pack").click()
    with zipfile.ZipFile(saved.value.path()) as book:
        page = book.read("index.html").decode()
        assert "12315" in page
        assert ORDER in page
        assert "SHA256SUMS.txt" in book.namelist()
    panel.get_by_test_id("complaint-solve").click()
    expect(agent.get_by_test_id("complaint-new")).to_be_visible()  # over: the next one may be taken down
