"""The first visit speaks the browser's language; what was chosen is remembered; no name in the rail is cut."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.conftest import DemoDesk, Windows
from tests.support.shops import QINGHE

SIGN_IN = {"en-GB": "Sign in", "zh-CN": "登录", "fr-FR": "登录"}
CUT = "names => names.filter(one => one.scrollWidth > one.clientWidth).map(one => one.textContent)"


def test_the_desk_follows_the_browser_until_a_language_is_chosen(windows: Windows, demo: DemoDesk) -> None:
    for locale, text in SIGN_IN.items():
        page = windows.open(windows.person(locale=locale), "/desk/")
        expect(page.get_by_test_id("signin-submit")).to_contain_text(text)
    owner = demo.account("qinghe-owner")
    page = windows.open(windows.person(locale="en-GB"), "/desk/")
    page.get_by_test_id("signin-login").fill(owner["login"])
    page.get_by_test_id("signin-password").fill(owner["password"])
    page.get_by_test_id("signin-submit").click()
    page.get_by_test_id("conversation-list").wait_for()
    windows.seated(page)
    rail = page.get_by_role("navigation", name="Main navigation")
    assert rail.locator("[class*=placeName]").count() > 10
    assert rail.locator("[class*=placeName]").evaluate_all(CUT) == []
    page.get_by_test_id("rail-more").click()
    page.get_by_role("menuitem", name="中文").click()
    expect(page.get_by_role("link", name="接待台")).to_be_visible()
    page.reload()
    expect(page.get_by_role("link", name="接待台")).to_be_visible()


def test_the_storefront_and_its_chat_follow_the_browser(windows: Windows) -> None:
    page = windows.open(windows.person(locale="en-GB"), f"/store/{QINGHE}")
    page.get_by_test_id("xiaoer-bubble").click()
    expect(page.get_by_test_id("xiaoer-human")).to_have_text("Ask a person")
