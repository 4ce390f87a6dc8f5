"""An action on an order in two windows: the agent lays it before the shopper, who confirms it on the card."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Windows
from tests.browser.store import STORE, ask_for_a_person, be

pytestmark = pytest.mark.alone
NICK, UNPAID = "小葱拌豆腐", "20261122094183"


def test_an_order_is_cancelled_on_the_shoppers_yes(windows: Windows) -> None:
    agent = windows.agent("qinghe-mumu")
    shopper = windows.open(windows.person(width=390, height=844), STORE + "/p/QH102")
    be(shopper, NICK)
    ask_for_a_person(shopper)

    agent.get_by_test_id("list-tab-all").click()
    agent.get_by_test_id("conversation-row").filter(has_text=NICK[:4]).first.click()
    agent.get_by_test_id("context-tab-orders").click()
    order = agent.locator(f'[data-testid=order][data-order="{UNPAID}"]')
    details = order.get_by_role("button", name="详情")
    expect(order.get_by_test_id("order-actions").or_(details).first).to_be_visible()  # the newest stands open at once
    if details.is_visible():
        details.click()
    order.get_by_test_id("action-cancel_order").click()
    order.get_by_test_id("action-field-原因").fill("拍错了")
    order.get_by_test_id("action-send").click()
    expect(order.get_by_test_id("action")).to_have_attribute("data-state", "proposed")

    card = shopper.get_by_test_id("xiaoer-action")
    expect(card).to_contain_text(UNPAID)
    card.get_by_test_id("xiaoer-action-yes").click()
    expect(card).to_have_attribute("data-state", "done")
    expect(shopper.get_by_test_id("xiaoer-log")).to_contain_text("订单已取消")

    expect(order.get_by_test_id("action")).to_have_attribute("data-state", "done")
    expect(agent.get_by_test_id("action-card")).to_have_attribute("data-state", "done")
    expect(order.get_by_test_id("order-timeline")).to_contain_text("取消订单：订单已取消")
    expect(order).to_contain_text("已关闭（未付款）")
