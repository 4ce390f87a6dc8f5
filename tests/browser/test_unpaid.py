"""An unpaid order gets its touch in the chat, is paid, and stops; then it is looked over on a card and thanked for."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Windows
from tests.browser.store import STORE, be
from tests.support.shops import QINGHE

pytestmark = pytest.mark.alone
NICK, NUMBER = "北方来信", "TEST20261201001"
ASK = """async ([method, path, body]) => {
  const { csrf } = await (await fetch("/api/session")).json();
  const headers = { "content-type": "application/json", "X-CSRF-Token": csrf };
  const answer = await fetch(path, { method, headers, body: body === null ? undefined : JSON.stringify(body) });
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
  return answer.json();
}"""


def ask(page: Page, method: str, path: str, body: Any = None) -> Any:
    """A request of whoever is signed in on the page."""
    return page.evaluate(ASK, [method, f"/api/shops/{QINGHE}{path}", body])


def daytime() -> str:
    """A time zone in which it is about noon now: nobody is written to at night."""
    west = datetime.now(UTC).hour - 12
    return f"Etc/GMT{west:+d}" if west else "Etc/GMT"


def feed(page: Page, ordered: datetime, **more: Any) -> None:
    lines = [{"product": "QH102", "title": "亚麻衬衫", "spec": "米白 M", "quantity": 1, "price": "159.00"}]
    order = {
        "number": NUMBER, "shopper": NICK, "ordered_at": ordered.isoformat(), "goods_amount": "159.00",
        "paid_amount": "159.00", "province": "浙江省", "city": "宁波市", "address": "鄞州区钱湖路 88 号 6 幢 301",
        "receiver": "林晚秋", "phone": "13800001111", "lines": lines, **more,
    }  # fmt: skip
    ask(page, "POST", "/orders", {"orders": [order]})


def test_an_unpaid_order_gets_its_touch_is_paid_and_stops(windows: Windows) -> None:
    owner = windows.agent("qinghe-owner")
    profile = ask(owner, "GET", "/profile")
    ask(owner, "PUT", "/profile", {**profile, "timezone": daytime()})
    ask(owner, "PATCH", "/settings", {"check_orders": True})
    try:
        shopper = windows.open(windows.person(width=390, height=844), STORE + "/p/QH102")
        be(shopper, NICK)
        shopper.get_by_test_id("xiaoer-bubble").click()

        owner.goto(owner.url.split("/desk")[0] + "/desk/followups")
        rule = owner.get_by_test_id("followup-unpaid")
        rule.get_by_test_id("edit-unpaid").click()
        owner.locator("#fu-after-0").fill("0")
        owner.locator("#fu-after-1").fill("1")
        owner.get_by_test_id("followup-save").click()
        rule.get_by_role("switch").click()
        expect(rule.get_by_role("switch")).to_be_checked()

        ordered = datetime.now(UTC)
        feed(owner, ordered, status="unpaid")
        log = shopper.get_by_test_id("xiaoer-log")
        expect(log).to_contain_text("还没有付款")
        feed(owner, ordered, status="paid_unshipped", paid_at=datetime.now(UTC).isoformat())

        card = shopper.get_by_test_id("xiaoer-action")
        expect(card).to_contain_text("核对订单")
        expect(card).not_to_contain_text("林晚秋")
        expect(card).not_to_contain_text("301")
        card.get_by_test_id("xiaoer-action-wish").fill("请放一张贺卡")
        card.get_by_test_id("xiaoer-action-yes").click()
        expect(card).to_have_attribute("data-state", "done")
        expect(card).to_contain_text("请放一张贺卡")
        expect(log).to_contain_text("感谢您的确认")

        # An hour later, told by the order's time: the second touch is due now, and is not sent.
        feed(owner, ordered - timedelta(hours=1), status="paid_unshipped")
        until = time.monotonic() + 60
        while len(ask(owner, "GET", "/followups/touches?which=past")["touches"]) < 2:
            assert time.monotonic() < until, "the second touch was not judged"
            time.sleep(0.2)
        owner.reload()
        owner.get_by_role("tab").nth(2).click()
        expect(owner.get_by_text("已付款").first).to_be_visible()
        expect(log).not_to_contain_text("还在等您付款")
    finally:
        rules = ask(owner, "GET", "/followups")["rules"]
        unpaid = next(r for r in rules if r["kind"] == "unpaid")
        kept = ("version", "name", "approval", "stop_h", "holdout_pct", "touches", "segment")
        ask(owner, "PUT", f"/followups/{unpaid['id']}", {**{k: unpaid[k] for k in kept}, "enabled": False})
        ask(owner, "PATCH", "/settings", {"check_orders": False})
        ask(owner, "PUT", "/profile", profile)
