"""A practice chat from the academy to its review and a second try."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Windows

pytestmark = pytest.mark.alone


def test_a_practice_chat_to_its_review_and_second_try(windows: Windows) -> None:
    trainee = windows.agent("qinghe-xiaoyu")
    trainee.get_by_role("link", name="练习中心").click()
    trainee.get_by_test_id("academy-scene").click()
    trainee.keyboard.type("查物流")
    trainee.keyboard.press("Enter")
    trainee.get_by_test_id("academy-begin").click()

    chat = trainee.get_by_test_id("chat")
    expect(chat).to_have_attribute("data-practice", "true")
    expect(trainee.get_by_test_id("practice-order")).to_contain_text("78")
    bubbles = trainee.get_by_test_id("bubble")
    expect(bubbles.first).to_be_visible()
    before = bubbles.count()
    composer = trainee.get_by_test_id("composer")
    composer.fill("亲，您好，我帮您看一下")
    composer.press("Enter")
    expect(trainee.get_by_test_id("thread")).to_contain_text("我帮您看一下")
    expect(bubbles).to_have_count(before + 2, timeout=20_000)  # the shopper writes on

    trainee.get_by_test_id("practice-end").click()
    expect(trainee.get_by_test_id("review-score")).to_be_visible()
    expect(trainee.get_by_test_id("mood-curve")).to_be_visible()
    first = trainee.get_by_test_id("review-exchange").first
    expect(first).to_contain_text("我帮您看一下")
    expect(first).to_contain_text("可以这样说")
    first.get_by_test_id("review-retry").click()

    expect(trainee.get_by_test_id("chat")).to_have_attribute("data-practice", "true")
    expect(trainee.get_by_test_id("thread")).not_to_contain_text("我帮您看一下")
    trainee.get_by_test_id("practice-end").click()
    expect(trainee.get_by_test_id("review")).to_be_visible()
