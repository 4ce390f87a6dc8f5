"""The example storefront as a shopper walks in: as a guest, or as one of the shoppers whose orders the shop knows."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

STORE = "/store/qinghe_womenswear"


def be(page: Page, nick: str) -> None:
    """Look around as one of the shop's shoppers; returns once the chat knows it, which a click right after would not."""
    page.get_by_test_id("store-shopper").select_option(nick)
    expect(page.locator("xiaoer-chat")).to_have_attribute("identity", re.compile("."))


def ask_for_a_person(page: Page) -> None:
    """Open the chat and be with somebody."""
    page.get_by_test_id("xiaoer-bubble").click()
    page.get_by_test_id("xiaoer-human").click()
    expect(page.get_by_test_id("xiaoer-status")).to_have_attribute("data-phase", "assigned")
