"""The robot's room in Chromium: a question is tried, its wording is written behind the gate, a peak is planned."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Windows
from tests.support.shops import LEAD

pytestmark = pytest.mark.alone


def test_the_robots_room(windows: Windows) -> None:
    lead = windows.agent(LEAD)
    room = lead.url.split("/desk")[0] + "/desk/robot"
    lead.goto(room)

    lead.get_by_test_id("bench-question").fill("寄到浙江运费多少")
    lead.get_by_test_id("bench-ask").click()
    talk, opened = lead.get_by_test_id("bench-talk"), lead.get_by_test_id("bench-opened")
    expect(talk.locator("li")).to_have_count(2)
    expect(talk.locator("li").last).to_contain_text("浙江")
    expect(opened).to_contain_text("会直接回答买家")
    expect(opened).to_contain_text("运费")  # what was read
    expect(opened).to_contain_text("freight.csv")  # the cell that bears it
    expect(opened).to_contain_text("话术检查")

    lead.goto(f"{room}?tab=replies")
    lead.get_by_test_id("reply-add-thanks").click()
    card = lead.get_by_test_id("reply-thanks")
    card.locator("textarea").fill("加我微信私聊")
    expect(card.get_by_test_id("reply-read")).to_contain_text("不能说")
    lead.get_by_test_id("replies-save").click()
    expect(lead.get_by_text("不能对买家说").last).to_be_visible()
    card.locator("textarea").fill("不客气呀，{店名}一直在")
    expect(card.get_by_test_id("reply-read")).to_contain_text("清禾")
    lead.get_by_test_id("replies-save").click()
    expect(lead.get_by_test_id("replies-save")).to_have_count(0)

    lead.goto(room)
    lead.get_by_test_id("bench-question").fill("谢谢")
    lead.get_by_test_id("bench-ask").click()
    expect(lead.get_by_test_id("bench-talk").locator("li").last).to_contain_text("不客气呀，清禾")

    lead.goto(f"{room}?tab=plan")
    lead.get_by_test_id("peak-add").click()
    lead.get_by_test_id("plan-save").click()
    expect(lead.get_by_test_id("plan-save")).to_have_count(0)
    expect(lead.get_by_test_id("peaks").locator("fieldset")).to_have_count(1)
