"""Staff on screen: a colleague comes, sets up the second factor, and leaves; the second of two leads is told."""

from __future__ import annotations

import time

import pyotp
import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Windows

pytestmark = pytest.mark.alone


def sign_in(page: Page, login: str, password: str, code: str = "") -> None:
    page.get_by_test_id("signin-login").fill(login)
    page.get_by_test_id("signin-password").fill(password)
    if code:
        page.get_by_test_id("signin-code").fill(code)
    page.get_by_test_id("signin-submit").click()


def test_a_colleague_comes_with_a_second_factor_and_leaves(windows: Windows) -> None:
    lead = windows.agent("qinghe-lead")
    lead.goto(lead.url.split("/desk")[0] + "/desk/settings/staff")
    lead.get_by_test_id("staff-add").click()
    lead.get_by_test_id("staff-name").fill("阿珍")
    lead.get_by_test_id("staff-login").fill("azhen")
    lead.get_by_test_id("staff-save").click()
    password = lead.get_by_test_id("staff-password").inner_text().strip()
    lead.get_by_test_id("staff-password-done").click()
    expect(lead.get_by_test_id("staff")).to_contain_text("azhen")

    own = windows.open(windows.person(width=390, height=844), "/desk/settings/account")
    sign_in(own, "azhen", password)
    expect(own.get_by_test_id("account")).to_contain_text("别人给的密码")
    own.get_by_test_id("two-factor-on").click()
    own.get_by_test_id("two-factor-proof").fill(password)
    own.get_by_test_id("two-factor-proof").press("Enter")
    own.get_by_text("手动输入密钥").click()
    totp = pyotp.TOTP(own.get_by_test_id("two-factor-secret").inner_text())
    own.get_by_test_id("two-factor-code").fill(totp.now())
    own.get_by_test_id("two-factor-code").press("Enter")
    own.get_by_test_id("recovery-codes").wait_for()
    codes = own.get_by_test_id("recovery-codes").locator("li").all_inner_texts()
    assert len(codes) == 10

    other = windows.open(windows.person(), "/desk/")
    sign_in(other, "azhen", password)
    expect(other.get_by_test_id("signin-code")).to_be_visible()
    sign_in(other, "azhen", password, codes[3])
    expect(other.get_by_test_id("conversation-list")).to_be_visible()

    lead.get_by_test_id("staff-leave-azhen").click()
    lead.locator(".ant-modal").get_by_test_id("staff-leave").click()
    expect(lead.get_by_test_id("staff")).not_to_contain_text("azhen")
    expect(other.get_by_test_id("signin-form")).to_be_visible()


def test_two_leads_change_one_setting(windows: Windows) -> None:
    pages = [windows.agent(login) for login in ("qinghe-lead", "qinghe-owner")]
    for page in pages:
        page.goto(page.url.split("/desk")[0] + "/desk/settings")
        expect(page.get_by_test_id("settings-hours")).to_be_visible()
    first, second = pages
    second.locator("#greeting").fill("第二个人写的欢迎语")
    first.locator("#greeting").fill(f"第一个人写的欢迎语 {time.time()}")
    first.get_by_test_id("settings-save").click()
    expect(first.get_by_test_id("settings-save")).to_be_hidden()
    second.get_by_test_id("settings-save").click()
    expect(second.get_by_test_id("settings-conflict")).to_contain_text("欢迎语")
    expect(second.locator("#greeting")).to_have_value("第二个人写的欢迎语")
    second.get_by_test_id("settings-save").click()
    expect(second.get_by_test_id("settings-save")).to_be_hidden()
